"""The stages of a complaint about a councillor, for each to begin on a day of its own."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.steps import Officer, Step, done, on

_MET = dict.fromkeys(("J1", "J2", "J3", "A1", "A2", "A3", "A4", "A5", "A6"), "met")


def opened(day: int, said: str, theme: str, **more: object) -> Step:
    facts = {
        "subject_member": Officer("councillor1"),
        "council_kind": "principal",
        "complainant_kind": "resident",
        "complainant_name": "a resident",
    }
    return done(
        on(day, "10:10"), "standards", "take_in", **{**facts, **more}, allegation=said, theme=theme
    )


def accepted(day: int) -> Step:
    return done(on(day, "15:20"), "monitoring", "assess", **_MET, C1="none", assessment="accept")


def responded(day: int) -> tuple[Step, ...]:
    """The councillor responds on that day; two are asked for their views on the next."""
    return (
        done(
            on(day, "19:30"),
            "councillor1",
            "member_response",
            response="responds",
            response_text="I do not think that I did anything wrong.",
        ),
        done(
            on(day + 1, "09:30"),
            "monitoring",
            "inform_chairman",
            chairman=Officer("chairman"),
            chairman_considers=True,
            independent_person=Officer("conduct_ip"),
            ip_clear=True,
        ),
    )


def taken_up(day: int) -> tuple[Step, ...]:
    """Both views, the decision to investigate, and somebody from outside who does it."""
    return (
        done(
            on(day, "20:10"),
            "chairman",
            "chairman_view",
            recommends="investigate",
            chairman_text="Several people say the same, and it is serious.",
        ),
        done(
            on(day, "18:00"),
            "conduct_ip",
            "ip_view_stage2",
            ip_text="Nothing less than an investigation will do.",
            ip_said="It is serious and should be investigated.",
        ),
        done(
            on(day + 1, "10:00"),
            "monitoring",
            "decide_stage2",
            stage2_outcome="investigate",
            reason="Several people say that it happened.",
            scope="What happened, who saw it, and what the Code says of it.",
        ),
        done(
            on(day + 1, "10:20"),
            "monitoring",
            "appoint",
            investigator=Officer("conduct_io"),
            independent_person=Officer("conduct_ip"),
            ip_clear=True,
            plan="Speak to everybody who was there.",
        ),
    )


def reported(day: int, finding: str) -> tuple[Step, ...]:
    """The report, what everybody says of it, and the decision to hear it."""
    return (
        done(
            on(day, "16:30"),
            "conduct_io",
            "investigate",
            seen=[{"who": "Those who were there", "seen_on": Day(day - 4)}],
            facts="Those who were there describe the same.",
            draft_conclusion="breach",
            draft_text=finding,
        ),
        done(on(day + 1, "18:15"), "councillor1", "member_comments", comments="none"),
        done(on(day + 3, "10:30"), "conduct_io", "complainant_comments", comments="none"),
        done(
            on(day + 3, "11:00"),
            "conduct_io",
            "final_report",
            conclusion="breach",
            report_part="bullying",
            report_text=finding,
            comments_used="There were none.",
        ),
        done(
            on(day + 4, "17:40"),
            "conduct_ip",
            "ip_view_report",
            ip_text="The report is careful and fair.",
            ip_said="The report is careful and fair.",
        ),
        done(
            on(day + 5, "09:20"),
            "monitoring",
            "decide_report",
            report_decision="hearing",
            report_reason="It is too serious to be settled without a hearing.",
        ),
    )
