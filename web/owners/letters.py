"""The letters of a draft: the list, a new one, and who gets one and what it must say."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue

from engine.studio import letter_duties, letter_samples, letter_steps, letters
from engine.studio.drafted import Draft
from engine.studio.letter_duties import Begun, Duty
from engine.studio.letter_texts import first_lines
from engine.studio.previewing import SIGNPOSTS
from web.guards import office
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
)

TAB = "owners.letters"


@BLUEPRINT.get(f"{DRAFT}/letters", endpoint="letters")
def listed(draft_id: int) -> ResponseReturnValue:
    """Every letter: who sends it, who gets it, how it stands."""
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    steps = letter_steps.steps_sending(letter_steps.diagrams_of(draft))
    return page(
        "owners/letters.html",
        draft,
        TAB,
        problems=(),
        rows=letters.overview(draft, known, steps),
        known=known,
        titles=dict(letter_duties.recipients(known)),
        purposes=letter_duties.PURPOSES,
    )


@BLUEPRINT.get(f"{DRAFT}/new-letter")
def new_letter(draft_id: int) -> ResponseReturnValue:
    """An empty form for a letter, or for a copy of one."""
    return _new(opened(draft_id), {})


@BLUEPRINT.post(f"{DRAFT}/new-letter")
def add_letter(draft_id: int) -> ResponseReturnValue:
    """A letter more."""
    draft = opened(draft_id)
    code = said("code").upper()
    about = _begun()
    return kept(
        draft,
        lambda files: letter_duties.begun(files, draft.of, draft.yaml, code, about),
        None,
        address("owners.letter", code=code),
        lambda errors: _new(draft, errors),
    )


@BLUEPRINT.post(f"{DRAFT}/letters/<code>/remove")
def remove_letter(draft_id: int, code: str) -> ResponseReturnValue:
    """A letter less; what still sends it is told by the check."""
    draft = opened(draft_id)
    return kept(
        draft,
        lambda files: letter_duties.without(files, draft.of, draft.yaml, code),
        None,
        address("owners.letters"),
    )


@BLUEPRINT.get(f"{DRAFT}/letters/<code>/duty")
def letter_duty(draft_id: int, code: str) -> ResponseReturnValue:
    """Who gets a letter, and what it must say."""
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    letters.require(draft, known, code)
    return _duty(draft, code, letter_duties.typed_as(known.duties.get(code)), {})


@BLUEPRINT.post(f"{DRAFT}/letters/<code>/duty")
def change_letter_duty(draft_id: int, code: str) -> ResponseReturnValue:
    """Keep what was typed of it."""
    draft = opened(draft_id)
    letters.require(draft, letter_samples.known_of(office(), draft), code)
    duty = _typed_duty()
    return kept(
        draft,
        lambda files: letter_duties.with_duty(files, draft.yaml, code, duty),
        entry_scope(draft, letter_duties.path_of(code)),
        address("owners.letter", code=code),
        lambda errors: _duty(draft, code, duty, errors),
    )


def _new(draft: Draft, errors: Mapping[str, str]) -> str:
    known = letter_samples.known_of(office(), draft)
    copy_of = request.values.get("copy_of", "")
    written = draft.files.get(letters.place_of(draft, copy_of), "") if copy_of else ""
    about = _begun()
    if request.method == "GET" and written:
        about = Begun(str(first_lines(written).get("title") or ""), of=copy_of)
    return page(
        "owners/letter_new.html",
        draft,
        TAB,
        problems=(),
        about=about,
        code=said("code"),
        codes=letters.codes_of(draft, known),
        recipients=letter_duties.recipients(known),
        purposes=letter_duties.PURPOSES.items(),
        errors=errors,
    )


def _begun() -> Begun:
    return Begun(said("title"), said("purpose") or "other", many("to"), said("copy_of"))


def _duty(draft: Draft, code: str, duty: Duty, errors: Mapping[str, str]) -> str:
    known = letter_samples.known_of(office(), draft)
    bodies = [(*letter_duties.body_parts(key), text) for key, text in duty.bodies.items()]
    return page(
        "owners/letter_duty.html",
        draft,
        TAB,
        problems=(),
        code=code,
        duty=duty,
        bodies=[*bodies, ("", "", "")],
        exceptions=[*duty.signposts.items(), ("", "")],
        recipients=letter_duties.recipients(known),
        conditions=letter_duties.conditions(known),
        variables=sorted(known.variables),
        enclosable=letter_duties.enclosable(known),
        purposes=letter_duties.PURPOSES.items(),
        confidences=letter_duties.CONFIDENCES.items(),
        signposts=SIGNPOSTS.items(),
        readable=known.readable,
        seen=seen(draft, entry_scope(draft, letter_duties.path_of(code))),
        errors=errors,
    )


def _typed_duty() -> Duty:
    form = request.form
    columns = (form.getlist(f"body-{each}") for each in ("who", "when", "text"))
    rows = zip(*columns, strict=False)
    wheres = zip(form.getlist("when-variable"), form.getlist("when-where"), strict=False)
    return Duty(
        to=many("to"),
        purpose=said("purpose"),
        must_say=letter_duties.points_in(said("must_say")),
        signpost=said("signpost") if said("signpost") in SIGNPOSTS else "none",
        signposts={name: to for name, to in wheres if name.strip() and to in SIGNPOSTS},
        bodies={letter_duties.body_key(w, c): text.strip() for w, c, text in rows if w and text},
        encloses=many("encloses"),
        source=said("source"),
        confidence=said("confidence")
        if said("confidence") in letter_duties.CONFIDENCES
        else "setting",
    )
