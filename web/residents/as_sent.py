"""What a resident sends: their answers as the council takes them in."""

from __future__ import annotations

from engine.casework.intake import Complaint, Someone
from web.forms.reading import read_date
from web.forms.typed import Typed, one
from web.residents import own
from web.residents.questions import HELP, Here, asked, at_risk, for_other


def complaint_of(given: Typed, here: Here) -> Complaint:
    """What is sent as the council takes it in, without its files: answers to what is asked."""
    boxes = {box for question in asked(given, here) for box in question.boxes}
    typed = {box: said for box, said in given.items() if box in boxes}
    return Complaint(
        name=one(typed, "name").strip(),
        email=one(typed, "email").strip(),
        phone=one(typed, "phone").strip(),
        address=address_of(typed),
        preferred_channel=one(typed, "channel"),
        text=one(typed, "text").replace("\r\n", "\n").strip(),
        service=one(typed, "service"),
        wanted=one(typed, "wanted").replace("\r\n", "\n").strip(),
        happened_on=read_date(typed, "happened", "The date it happened"),
        adjustments=_adjustments(typed),
        help_needed=_help_needed(typed),
        representative=_someone(typed),
        at_risk=at_risk(typed),
        data=_data(typed),
        procedure=here.about,
        answers=own.answers(here.form, given),
    )


def _data(typed: Typed) -> dict[str, object]:
    data: dict[str, object] = {}
    if for_other(typed):
        data["relation"] = one(typed, "relation").strip()
    if at_risk(typed):
        data["risk"] = one(typed, "risk").replace("\r\n", "\n").strip()
    return data


def address_of(typed: Typed) -> tuple[str, ...]:
    """The address, a line each, the postcode last and in capitals."""
    lines = [one(typed, name).strip() for name in ("line1", "line2", "town")]
    return tuple(line for line in (*lines, one(typed, "postcode").strip().upper()) if line)


def _adjustments(typed: Typed) -> tuple[str, ...]:
    chosen = typed.get("help", ())
    wishes = [name for name in ("large_print", "phone_first") if name in chosen]
    if "language" in chosen:
        wishes.append(f"language:{one(typed, 'language').strip()}")
    return tuple(wishes)


def _help_needed(typed: Typed) -> str:
    chosen = typed.get("help", ())
    said = [HELP["writing"]] if "writing" in chosen else []
    if "other" in chosen:
        said.append(one(typed, "help_other").strip())
    return "; ".join(said)


def _someone(typed: Typed) -> Someone | None:
    if not for_other(typed):
        return None
    return Someone(
        name=one(typed, "representative_name").strip(),
        email=one(typed, "representative_email").strip(),
    )
