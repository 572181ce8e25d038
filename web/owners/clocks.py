"""Deadlines: each clock with the council's numbers, and a worked example beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from flask import request
from flask.typing import ResponseReturnValue

from engine.catalogue.generations import file_of
from engine.deadlines.rules import Unit
from engine.errors import BadInput, NotFound
from engine.studio import choosing, clock_words, settings
from engine.studio.clock_changes import About, Change, Numbers
from engine.studio.clocks import ClockView, deadlines_of, stands_in
from engine.studio.drafts import Draft
from engine.studio.worked import EXAMPLE_DAY, EXAMPLE_HOUR, instant
from web.forms.reading import NotADateError, read_date
from web.forms.typed import DATE_PARTS
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    address,
    entry_scope,
    kept,
    many,
    opened,
    page,
    said,
    seen,
    ticked,
)

TAB = "owners.clocks"
_UNITS = [(unit, words) for unit, words in clock_words.UNITS.items()]


@BLUEPRINT.get(f"{DRAFT}/clocks")
def clocks(draft_id: int) -> ResponseReturnValue:
    """All clocks, worked through for the day that is tried."""
    draft = opened(draft_id)
    tried = _tried()
    found = deadlines_of(draft, tried.at)
    return page(
        "owners/clocks.html",
        draft,
        TAB,
        found=found,
        tried=tried,
        errors=tried.errors,
        words=clock_words,
        used=settings.used(draft),
        setting_tables=settings.TABLES,
        profile_title=stands_in(draft, file_of(draft.profile)).title,
    )


@BLUEPRINT.get(f"{DRAFT}/clocks/<name>")
def clock(draft_id: int, name: str) -> ResponseReturnValue:
    """One clock, to be changed."""
    return _one(opened(draft_id), name, {})


@BLUEPRINT.post(f"{DRAFT}/clocks/<name>/numbers")
def change_numbers(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep what was typed of its numbers."""
    draft = opened(draft_id)
    change = Change(draft.of, draft.profile, name)
    return kept(
        draft,
        lambda files: change.numbers(files, _numbers()),
        entry_scope(draft, profile=change.path),
        address("owners.clock", name=name),
        lambda errors: _one(draft, name, errors),
    )


@BLUEPRINT.post(f"{DRAFT}/clocks/<name>/about")
def change_clock(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep what was typed of what it is about."""
    draft = opened(draft_id)
    change = Change(draft.of, draft.profile, name)
    return kept(
        draft,
        lambda files: change.about(files, _about()),
        entry_scope(draft, ("clocks", name)),
        address("owners.clock", name=name),
        lambda errors: _one(draft, name, errors),
    )


@BLUEPRINT.get(f"{DRAFT}/new-clock")
def new_clock(draft_id: int) -> ResponseReturnValue:
    """An empty form for a clock."""
    return _new(opened(draft_id), {})


@BLUEPRINT.post(f"{DRAFT}/new-clock")
def add_clock(draft_id: int) -> ResponseReturnValue:
    """A clock more."""
    draft = opened(draft_id)
    name = settings.name_of(said("title"))
    change = Change(draft.of, draft.profile, name)
    return kept(
        draft,
        lambda files: change.added(files, _about(), _numbers()),
        None,
        address("owners.clock", name=name),
        lambda errors: _new(draft, errors),
    )


@BLUEPRINT.post(f"{DRAFT}/clocks/<name>/remove")
def remove_clock(draft_id: int, name: str) -> ResponseReturnValue:
    """A clock less; what still needs it is told by the check."""
    draft = opened(draft_id)
    change = Change(draft.of, draft.profile, name)
    scope = entry_scope(draft, ("clocks", name))
    return kept(draft, change.removed, scope, address("owners.clocks"))


class _Tried:
    """The day and hour for which examples are worked through."""

    def __init__(self, at: datetime, typed: Mapping[str, list[str]], errors: Mapping[str, str]):
        self.at, self.typed, self.errors = at, typed, errors

    @property
    def hour(self) -> str:
        """As it stands in its box."""
        return self.typed["at"][0]


def _tried() -> _Tried:
    args = request.args.to_dict(flat=False)
    usual = _boxes(EXAMPLE_DAY, EXAMPLE_HOUR)
    if not any(f"on-{part}" in args for part in DATE_PARTS):
        return _Tried(instant(EXAMPLE_DAY, EXAMPLE_HOUR), usual, {})
    typed = {**usual, **args}
    try:
        day = read_date(typed, "on", "The day to try") or EXAMPLE_DAY
        if not 1900 <= day.year <= 2099:
            raise BadInput("The day to try must be between 1900 and 2099.")
        return _Tried(instant(day, typed["at"][0]), typed, {})
    except NotADateError as wrong:
        errors = {"on": str(wrong)}
    except BadInput as wrong:
        errors = {"at" if "hours" in str(wrong) else "on": str(wrong)}
    return _Tried(instant(EXAMPLE_DAY, EXAMPLE_HOUR), typed, errors)


def _boxes(day: date, hour: str) -> dict[str, list[str]]:
    parts = zip(DATE_PARTS, (day.day, day.month, day.year), strict=True)
    return {"at": [hour], **{f"on-{part}": [str(number)] for part, number in parts}}


def _one(draft: Draft, name: str, errors: Mapping[str, str]) -> str:
    found = deadlines_of(draft, _tried().at)
    view = next((each for each in found.clocks if each.id == name), None)
    if view is None:
        raise NotFound("There is no such clock in this draft.")
    sent = request.method == "POST"
    change = Change(draft.of, draft.profile, name)
    return page(
        "owners/clock.html",
        draft,
        TAB,
        view=view,
        about=_about() if sent and request.endpoint == "owners.change_clock" else _duties(view),
        numbers=_numbers()
        if sent and request.endpoint == "owners.change_numbers"
        else _written(view),
        errors=errors,
        seen_numbers=seen(draft, entry_scope(draft, profile=change.path)),
        seen_about=seen(draft, entry_scope(draft, ("clocks", name))),
        **_choices(draft),
    )


def _new(draft: Draft, errors: Mapping[str, str]) -> str:
    numbers = (
        _numbers()
        if request.method == "POST"
        else Numbers(number="", unit=Unit.WORKING_DAYS, receipt="deemed", confidence="setting")
    )
    about = _about() if request.method == "POST" else About()
    return page(
        "owners/clock_new.html", draft, TAB, numbers=numbers, about=about, errors=errors,
        **_choices(draft),
    )  # fmt: skip


def _choices(draft: Draft) -> dict[str, object]:
    found = deadlines_of(draft, instant(EXAMPLE_DAY, EXAMPLE_HOUR))
    return {
        "words": clock_words,
        "units": _UNITS,
        "events": choosing.events(found.about),
        "letters": [(code, code) for code in found.about.letters],
        "ladders": settings.ladders(draft),
        "declared": found.about,
    }


def _numbers() -> Numbers:
    return Numbers(
        number=said("number"),
        unit=said("unit"),
        starts=many("from"),
        receipt=said("receipt"),
        delivery=said("delivery"),
        roll=ticked("roll"),
        extends=ticked("extends"),
        cap=said("cap"),
        cap_unit=said("cap_unit"),
        letter=said("letter"),
        source=said("source"),
        same_source=ticked("same_source"),
        confidence=said("confidence"),
    )


def _about() -> About:
    return About(
        title=said("title"),
        kind=said("kind") or "policy",
        met_by=many("met_by"),
        stops_at=many("stops_at"),
        ladder=said("ladder"),
        tells=said("tells") or "council",
        resident_says=said("resident_says"),
    )


def _duties(view: ClockView) -> About:
    duty = view.duty
    return About(
        duty.title, duty.kind, duty.met_by, duty.stops_at, duty.ladder or "", duty.tells,
        duty.resident_says,
    )  # fmt: skip


def _written(view: ClockView) -> Numbers:
    rule = view.rule
    if rule is None:
        return Numbers()
    length = rule.amount or rule.max
    cap = rule.extend.cap if rule.extend else None
    return Numbers(
        number=str(length.number) if length else "",
        unit=str(length.unit.value) if length else "",
        starts=tuple(f"{s.event} as of {s.as_of}" if s.as_of else s.event for s in rule.starts),
        receipt=rule.receipt,
        delivery=rule.delivery,
        roll=rule.roll,
        extends=rule.extend is not None,
        cap=str(cap.number) if cap else "",
        cap_unit=cap.unit.value if cap else "",
        letter=(rule.extend.letter or "") if rule.extend else "",
        source=rule.source,
        confidence=rule.confidence,
    )
