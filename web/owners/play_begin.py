"""The page on which a play begins: how the case comes in, with sample answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from flask import request

from engine.catalogue.definition import Field, Form, Procedure
from engine.clock import at_london, london
from engine.errors import FormErrors
from engine.studio import beginnings, cast
from engine.studio.beginnings import Beginning
from engine.studio.drafted import Draft
from engine.studio.playable import catalogue_of, procedure_of, why_not
from web.forms import asking, pages, typed
from web.forms.reading import NotADateError, missing, read, read_date
from web.forms.typed import Typed, one
from web.guards import office

HOURS: Mapping[str, str] = {f"{hour:02}:00": f"{hour:02}:00" for hour in range(7, 22)}
WAYS = {"email": "By e-mail", "post": "By post"}


def shown(draft: Draft, errors: Mapping[str, str] = MappingProxyType({})) -> dict[str, object]:
    """Everything, for the template."""
    problems = why_not(office(), draft)
    if problems:
        return {"why_not": problems}
    procedure = procedure_of(office(), draft)
    boxes = request.form.to_dict(flat=False) if request.method == "POST" else _samples(draft)
    form = _own(procedure)
    return {
        "why_not": (),
        "procedure": procedure,
        "channels": beginnings.channels(procedure),
        "ways": WAYS,
        "hours": HOURS,
        "boxes": boxes,
        "usual": asking.Asked(Form("", "", ()), _page(()), boxes, errors=errors),
        "may_have_representative": "representative" not in procedure.intake.skips,
        "has_points": bool(beginnings.sample_points(procedure)),
        "asks_when": "happened_on" not in procedure.intake.skips,
        "asked": _asked(procedure, form, boxes, errors) if form else None,
    }


def beginning(draft: Draft) -> Beginning:
    """What was chosen and answered. Raises FormErrors."""
    procedure = procedure_of(office(), draft)
    boxes: Typed = request.form.to_dict(flat=False)
    errors: dict[str, str] = {}
    day = _day(boxes, "received", "The day on which it comes in", errors)
    if day is None and "received-day" not in errors:
        errors["received-day"] = "Enter the day on which it comes in."
    happened = _day(boxes, "happened", "The day on which it happened", errors)
    channel, way = one(boxes, "channel"), one(boxes, "way")
    if channel not in beginnings.channels(procedure):
        errors["channel"] = "Select how it comes in."
    form = _own(procedure)
    asked = beginnings.asked_of(form, channel) if form else None
    own = _own_answers(asked, boxes, errors)
    if errors:
        raise FormErrors(errors)
    assert day is not None
    hour = one(boxes, "hour")
    at = time.fromisoformat(hour) if hour in HOURS else time(10)
    answers: dict[str, object] = {"text": one(boxes, "text").replace("\r\n", "\n").strip()}
    points = [line.strip() for line in one(boxes, "points").splitlines() if line.strip()]
    answers |= {"points": points} if points else {}
    answers |= {"happened_on": happened.isoformat()} if happened else {}
    return Beginning(
        channel=channel,
        received_at=at_london(day, at),
        way=way if way in WAYS else "email",
        representative=one(boxes, "representative") == "yes",
        answers={**answers, **own},
    )


def _own_answers(form: Form | None, boxes: Typed, errors: dict[str, str]) -> Mapping[str, object]:
    if form is None:
        return {}
    reading = read(form.fields, boxes, ())
    applies = pages.asked(form, reading.answers)
    errors |= {**missing(applies, reading.answers), **reading.errors}
    given = asking.applying(form, reading.answers)
    return {name: _plain(value) for name, value in given.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _own(procedure: Procedure) -> Form | None:
    """The procedure's own questions, without files: nothing is kept in a play."""
    form = beginnings.own_form(procedure)
    if form is None:
        return None
    fields = tuple(each for each in form.fields if each.type != "file")
    return Form(form.id, form.title, fields, form.intro)


def _asked(
    procedure: Procedure, form: Form, boxes: Typed, errors: Mapping[str, str]
) -> asking.Asked:
    people = cast.people_of(procedure)
    officers = {each.id: _holders(procedure, people, each) for each in form.fields}
    return asking.Asked(form, _page(form.fields), boxes, (), officers, errors=errors)


def _holders(procedure: Procedure, people: cast.People, each: Field) -> list[tuple[str, str]]:
    """Whoever can be chosen, by the name that a step gives them."""
    if each.type != "officer":
        return []
    return [
        (name, cast.title_of(procedure, name, person))
        for name, person in people.items()
        if person.get("roles") and (not each.role or person["roles"] == [each.role])
    ]


def _page(fields: tuple[Field, ...]) -> pages.Page:
    return pages.Page(1, fields, (), last=True)


def _samples(draft: Draft) -> dict[str, list[str]]:
    procedure = procedure_of(office(), draft)
    now = _first_day(draft)
    here = london(now)
    day = {"day": here.day, "month": here.month, "year": here.year}
    boxes = {f"received-{part}": [str(number)] for part, number in day.items()}
    boxes |= {"hour": ["10:00"], "way": ["email"]}
    boxes |= {"channel": [next(iter(beginnings.channels(procedure)))]}
    boxes |= {"text": [beginnings.sample_text(procedure)]}
    boxes |= {"points": ["\n".join(beginnings.sample_points(procedure))]}
    form = _own(procedure)
    if form is not None:
        boxes |= typed.from_values(form, beginnings.samples(procedure, form, now))
    return boxes


def _first_day(draft: Draft) -> datetime:
    """Today, or the first day of the profile where that is still to come."""
    profile = catalogue_of(office(), draft).profiles[draft.profile]
    return max(office().clock.now(), at_london(profile.effective_from, time(10)))


def _day(boxes: Typed, name: str, label: str, errors: dict[str, str]) -> date | None:
    try:
        return read_date(boxes, name, label)
    except NotADateError as wrong:
        errors[f"{name}-day"] = str(wrong)
        return None
