"""Limits on how somebody may contact the council: proposed, warned of, late, in force, ended."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import OTHER, complaint
from engine.demo.steps import Officer, Step, Story, asked, done, on

_YES = dict.fromkeys(
    (
        *("investigated", "right_decision", "communicated", "nothing_new", "need_considered"),
        *("adjustments_considered", "less_tried", "safeguarding_checked", "services_kept"),
    ),
    "yes",
)


def _about(tree: str, summary: str, text: str) -> Complaint:
    told = complaint(tree, OTHER, summary, text, channel="phone")
    return replace(told, service="", procedure="unreasonable-contact")


def _evidence(day: int, channel: str, count: int, what: str, **more: object) -> Step:
    rows = [
        {"since": Day(day - 20), "until": Day(day - 1), "channel": channel, "count": count}
        | {"what": what}
    ]
    kept = {
        "contacts": rows,
        "impact": "Two officers do little else, and others cannot reach us.",
        "too_many_contacts": True,
        "complaint_status": "stage2",
        "adjustments_known": "None were asked for. We offered a call at a set time.",
        "vulnerability": "We know of nothing, and have asked.",
    }
    return done(on(day, "10:00"), "manager", "gather_evidence", **{**kept, **more})


def _checked(day: int, route: str, **more: object) -> Step:
    said = {"reasons_checked": "Both answers were read again.", "route": route}
    return done(on(day, "11:00"), "manager", "go_through_checklist", **_YES, **said, **more)


def _warned(day: int, what: str) -> Step:
    return done(
        on(day, "14:00"),
        "manager",
        "write_warning",
        behaviour=what,
        effect="Two officers do little else, and others cannot reach us.",
        must_change="Please contact us no more than once a week.",
    )


def _went_on(day: int, channel: str, count: int) -> Step:
    row = {"since": Day(day - 7), "until": Day(day - 1), "channel": channel, "count": count}
    return done(
        on(day, "10:00"),
        "manager",
        "watch",
        watched="goes_on",
        contacts_since=[{**row, "what": "The same again"}],
        since_warning="They wrote that they would go on.",
    )


def _decided(day: int, until: int, terms: str) -> Step:
    return done(
        on(day, "15:00"),
        "director",
        "decide_restriction",
        conditions_hold="yes",
        decision="restrict",
        grounds="You contacted us many times a week about something that has been decided.",
        proportionate="A warning changed nothing. Letters are still open.",
        terms=terms,
        form_of_contact="letter",
        services="You can call us about everything else, and in an emergency at any time.",
        current_complaints="You have no open complaint with us.",
        copy_to=Officer("manager"),
        review_on=Day(until),
    )


STORIES = (
    Story(  # fresh: nobody has gathered the evidence yet
        _about("Banyan", "Thirty calls a week about one lamp post", "The desk counts the calls."),
        received=on(-1, "15:20"),
        taken_by="manager",
    ),
    Story(  # the warning's time is running
        _about("Ebony", "Ninety e-mails in a month about a fence", "Every officer gets a copy."),
        received=on(-12, "09:30"),
        taken_by="manager",
        steps=(
            _evidence(-11, "email", 90, "The fence, which is a private matter"),
            _checked(-10, "warn"),
            _warned(-9, "You sent us 90 e-mails in a month about a fence that is not ours."),
        ),
    ),
    Story(  # late: the director was asked two weeks ago
        _about("Jacaranda", "Calls to six officers a day", "It is always the bus stop."),
        received=on(-32, "09:10"),
        taken_by="manager",
        steps=(
            _evidence(-31, "phone", 120, "The bus stop"),
            _checked(-30, "warn"),
            _warned(-29, "You call six officers a day about the bus stop."),
            _went_on(-20, "phone", 44),
        ),
    ),
    Story(  # in force; something has come in, and the review is due
        _about("Kapok", "Visits every morning", "He comes to the desk at nine and shouts."),
        received=on(-44, "10:00"),
        taken_by="manager",
        steps=(
            _evidence(-43, "visit", 31, "A refused permit", threat=True),
            _checked(-42, "director", no_warning_reason="He threatened an officer at the desk."),
            _decided(-41, 12, "Please write to us by letter. Do not come to the desk."),
            asked(
                on(-1, "09:40"),
                "assessor",
                "incoming",
                channel="letter",
                text="The permit again. And my bin has been missed for a month.",
                reader=Officer("assessor"),
            ),
        ),
    ),
    Story(  # ended early
        _about("Sorb", "Sixty forms in a week", "All about one planning notice."),
        received=on(-45, "11:00"),
        taken_by="manager",
        steps=(
            _evidence(-44, "online", 60, "A planning notice"),
            _checked(-43, "warn"),
            _warned(-42, "You sent us 60 online forms in a week about one notice."),
            _went_on(-35, "online", 25),
            _decided(-33, 60, "Please write to us by letter, once a week."),
            asked(on(-6, "10:00"), "manager", "propose_ending", why_end="Nothing since."),
            done(
                on(-5, "16:00"),
                "director",
                "end_early",
                ruling="lift",
                reason="You have kept to it.",
            ),
        ),
    ),
    Story(  # in force; the person asks another director to look at it again
        _about("Tigerwood", "Forty calls a week about a hedge", "It is a neighbour's hedge."),
        received=on(-38, "10:45"),
        taken_by="manager",
        steps=(
            _evidence(-37, "phone", 40, "The hedge of a neighbour"),
            _checked(-36, "warn"),
            _warned(-35, "You call us 40 times a week about a hedge that is not ours."),
            _went_on(-24, "phone", 38),
            _decided(-22, 70, "Please write to us by letter, once a week."),
            asked(on(-2, "12:30"), "resident", "ask_review", text="I only call when I am ill."),
        ),
    ),
)
