"""How a play begins: through which door a case comes in, and sample answers to what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.casework import front_door
from engine.catalogue.definition import Field, Form, Procedure
from engine.checking.tried import table
from engine.clock import london_date
from engine.studio import cast

ONLINE = "web"
#: how a case comes in, where an officer records it
RECORDED: Mapping[str, str] = {
    "phone": "By phone: an officer records it",
    "email": "By e-mail: an officer records it",
    "letter": "By letter: an officer records it",
    "in_person": "In person: an officer records it",
}
TEXT = "This is a sample. Something went wrong, and nobody put it right."


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is chosen before the first step. ``way``: how the person wants our letters."""

    channel: str
    received_at: datetime
    way: str = "email"
    representative: bool = False
    answers: Mapping[str, object] = field(default_factory=dict)  # as a step says them


def channels(procedure: Procedure) -> dict[str, str]:
    """Through which doors a case of the procedure comes in."""
    online = {ONLINE: "Online: the person sends it themselves"}
    return {**(online if procedure.intake.residents else {}), **RECORDED}


def own_form(procedure: Procedure) -> Form | None:
    """What the procedure asks of its own."""
    return front_door.form_of(procedure)


def asked_of(form: Form, channel: str) -> Form:
    """The questions that are asked through this door: some are for officers alone."""
    if channel != ONLINE:
        return form
    return replace(form, fields=tuple(f for f in form.fields if f.asked_of != "officer"))


def first_step(procedure: Procedure, beginning: Beginning) -> dict[str, object]:
    """The step that opens the case."""
    given = {name: value for name, value in beginning.answers.items() if value not in ("", None)}
    if beginning.channel == ONLINE:
        form = own_form(procedure)
        asked = asked_of(form, ONLINE).fields if form else ()
        unasked = {each.id for each in (form.fields if form else ()) if each not in asked}
        given = {name: value for name, value in given.items() if name not in unasked}
        return {"by": cast.COMPLAINANT, "do": "complain", "with": given}
    by = next(iter(procedure.intake.recorded_by or procedure.roles))
    said = {"for": cast.COMPLAINANT, "channel": beginning.channel, **given}
    return {"by": by, "do": "complain", "with": said}


def sample_text(procedure: Procedure) -> str:
    """What the case is about, as the letters' sample has it."""
    summary = table(procedure.sample, "case").get("summary")
    return f"{str(summary).rstrip('.')}." if summary else TEXT


def sample_points(procedure: Procedure) -> tuple[str, ...]:
    """Its points, likewise; none where the procedure has none."""
    if not front_door.has_points(procedure) or "points" in procedure.intake.skips:
        return ()
    listed = procedure.sample.get("points")
    texts = (
        (each.get("text") for each in listed if isinstance(each, Mapping))
        if isinstance(listed, list)
        else ()
    )
    return tuple(str(text) for text in texts if text)


def samples(procedure: Procedure, form: Form | None, now: datetime) -> dict[str, object]:
    """An answer for each question that has a sample or must be answered."""
    known = table(procedure.sample, "form")
    found = {
        each.id: _sample(each, known.get(each.id), now) for each in (form.fields if form else ())
    }
    return {name: value for name, value in found.items() if value is not None}


def _sample(each: Field, known: object, now: datetime) -> object:
    if each.default is not None:
        return each.default
    match each.type:
        case "choice":
            values = [choice.value for choice in each.choices]
            return known if known in values else values[0] if each.required is True else None
        case "bool":
            return False if each.required is True else None
        case "text" | "long_text":
            return _text(each, known)
        case "date":
            return london_date(now)
        case "number":
            return known if isinstance(known, int) else 1
        case "rows":
            least = max(each.least_rows, 1) if each.required is True or each.least_rows else 0
            return [samples_of(each, now) for _ in range(least)] or None
        case _:
            return None


def samples_of(each: Field, now: datetime) -> dict[str, object]:
    """A row's sample answers."""
    found = {column.id: _sample(column, None, now) for column in each.columns}
    return {name: value for name, value in found.items() if value is not None}


def _text(each: Field, known: object) -> str | None:
    if isinstance(known, str) and known:
        return known[: each.most]
    return "Sample answer"[: each.most] if each.required else None
