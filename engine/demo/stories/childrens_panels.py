"""Complaints about children's social care at stage 3: before, with and after the panel."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, asked, done, found, on
from engine.demo.stories import childrens_statutory as children


def _adjudicated(day: int, reason: str) -> Step:
    return done(
        on(day, "10:00"),
        "children_director",
        "adjudicate",
        points={"p1": found("partly_upheld", reason)},
        line_manager="no",
    )


def _until_panel(day: int, point: str, wish: str, reason: str) -> tuple[Step, ...]:
    """Everything from the first look to the day on which somebody asks for a panel."""
    return (
        *children.taken(day),
        children.answered(day + 8, reason),
        *children.stage2(day + 10, point, wish),
        *children.reported(day + 30, "What the young person says is in the records."),
        _adjudicated(day + 34, reason),
        asked(on(day + 46, "18:10"), "resident", "request_stage3", text="I want to be heard."),
        done(on(day + 47, "09:40"), children.MANAGER, "accept_stage3"),
        done(
            on(day + 49, "10:15"),
            "panels",
            "appoint_chair",
            chair=Officer("panel_chair"),
            chair_declared="Knows nobody here.",
        ),
    )


def _called(day: int, meets: int) -> tuple[Step, ...]:
    """The panel is called together on one day for another; the papers go out two days later."""
    return (
        done(
            on(day, "11:00"),
            "panels",
            "call_panel",
            member_1=Officer("panel_one"),
            member_2=Officer("panel_two"),
            members_declared="Neither knows anybody here.",
            presenter=Officer("children_service"),
            panel_on=Day(meets),
            panel_at="2pm, Room 4, The Demonstration Hall",
        ),
        done(
            on(day + 2, "11:30"),
            "panels",
            "send_papers",
            papers="ready",
            attendees="The three people of the panel, you, your advocate and the service manager",
            submissions_by=Day(meets - 3),
        ),
    )


def _met(day: int) -> Step:
    return done(
        on(day, "16:30"),
        "panels",
        "hold_panel",
        held="held",
        heard="The young person, the service manager and the independent person.",
        held_on=Day(day),
    )


STORIES = (
    Story(  # the papers are out; the panel meets soon
        complaint(
            "Cocobolo",
            "",
            "I was not asked about my new name",
            """My papers have a name that I do not use. I asked twice. Nobody wrote it down.""",
            procedure=children.PROCEDURE,
            who="child",
        ),
        received=on(-67, "10:20"),
        steps=(
            *_until_panel(
                -67, "Nobody wrote my name down", "I want it changed", "It was changed in part."
            ),
            *_called(-8, 6),
        ),
    ),
    Story(  # the panel has met; its chair writes the report
        complaint(
            "Muninga",
            "",
            "My pocket money was stopped for a month",
            """They said that it was in the rules. Nobody could show me the rules.""",
            procedure=children.PROCEDURE,
            who="child",
        ),
        received=on(-74, "14:40"),
        steps=(
            *_until_panel(
                -74, "My pocket money was stopped", "I want it back", "The rules were not written."
            ),
            *_called(-20, -1),
            _met(-1),
        ),
    ),
    Story(  # the panel has recommended; the council hears the independent person and answers
        complaint(
            "Okoume",
            "",
            "I waited five months for a bus pass",
            """I walk to college. My personal adviser asked for the pass in autumn.""",
            procedure=children.PROCEDURE,
            who="child",
        ),
        received=on(-75, "09:35"),
        steps=(
            *_until_panel(-75, "I waited for a bus pass", "I want the pass", "It was slow."),
            *_called(-21, -6),
            _met(-6),
            done(
                on(-4, "12:00"),
                "panel_chair",
                "panel_report",
                heard_summary="You told us how far you walk. The council told us why it was slow.",
                panel_reasons="A bus pass does not take five months.",
                panel_recommendations=[
                    {"text": "Pay what the young person spent on fares."},
                    {"text": "Order each pass within two weeks."},
                ],
                director=Officer("children_executive"),
            ),
        ),
    ),
)
