"""One letter of a draft: its text, how it looks in every format, and what it must say."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, after_this_request, make_response, render_template, request
from flask.typing import ResponseReturnValue

from engine.errors import BadInput, LetterRefused, NotNow
from engine.letters import to_html, to_pdf, to_pictures, to_text
from engine.letters.document import Letter
from engine.studio import (
    letter_duties,
    letter_names,
    letter_samples,
    letter_steps,
    letter_texts,
    letters,
    previewing,
)
from engine.studio.drafted import Draft
from engine.studio.letter_samples import Known
from engine.studio.letter_texts import Typed
from engine.studio.previewing import Judged, Trial, Version
from web.guards import POLICY, office
from web.owners.area import BLUEPRINT
from web.owners.changing import DRAFT, address, kept, many, opened, page, said, seen

TAB = "owners.letters"
CHANNELS = (
    ("email", "E-mail"),
    ("post", "Post"),
    ("portal", "The page where the case is followed"),
    ("private_message", "A private message on social media"),
)
USUAL_CHANNELS = ("email", "post")
FORMATS = (
    ("print", "Print"),
    ("large", "Large print"),
    ("email", "E-mail"),
    ("text", "Plain text"),
)
#: the page has a script of ours, which asks for the preview while one types
EDITOR_POLICY = POLICY.replace(
    "style-src 'self';", "script-src 'self'; connect-src 'self'; style-src 'self';"
)
#: an e-mail brings its styles with it, and nothing else
EMAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Shown:
    """One version in one format. ``letter``: none where it cannot be written, see ``why_not``."""

    version: Version
    style: str
    trial: Trial | None
    letter: Letter | None = None
    pictures: Sequence[str] = ()
    text: str = ""
    why_not: str = ""


@BLUEPRINT.get(f"{DRAFT}/letters/<code>")
def letter(draft_id: int, code: str) -> ResponseReturnValue:
    """The letter, to be written."""
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    written = draft.files.get(letters.require(draft, known, code), "")
    return _page(draft, known, code, written, {})


@BLUEPRINT.post(f"{DRAFT}/letters/<code>")
def save_letter(draft_id: int, code: str) -> ResponseReturnValue:
    """Keep what was typed, or show what it would look like."""
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    file = letters.require(draft, known, code)
    if said("do") == "preview":
        return _page(draft, known, code, _composed(draft, known, file, code), {})

    def change(files: Mapping[str, str]) -> Mapping[str, str | None]:
        return {file: previewing.settled(known, file, _typed_into(files.get(file, ""), code))}

    def again(errors: Mapping[str, str]) -> str:
        return _page(draft, known, code, _composed(draft, known, file, code), errors)

    to = address("owners.letter", code=code, version=said("version"), style=said("style"))
    try:
        return kept(draft, change, lambda files: files.get(file, ""), to, again)
    except NotNow as over:  # it was published meanwhile; what was typed is shown again
        return again({"whole": str(over)}), 409


@BLUEPRINT.post(f"{DRAFT}/letters/<code>/preview")
def preview_letter(draft_id: int, code: str) -> ResponseReturnValue:
    """What was typed, as it would look; nothing is kept. For the page's script."""
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    file = letters.require(draft, known, code)
    written = _composed(draft, known, file, code)
    judged = previewing.judged(known, file, written)
    tried = _tried(draft, known, code, judged)
    return render_template("owners/letter_live.html", draft=draft, **tried)


@BLUEPRINT.get(f"{DRAFT}/letters/<code>.pdf")
def letter_pdf(draft_id: int, code: str) -> ResponseReturnValue:
    """The letter as it would be printed, as it is kept."""
    large = request.args.get("style") == "large"
    made = _kept_letter(draft_id, code, large=large)
    headers = {"Content-Disposition": f'inline; filename="{code}.pdf"'}
    return Response(to_pdf(made), mimetype="application/pdf", headers=headers)


@BLUEPRINT.get(f"{DRAFT}/letters/<code>/email")
def letter_email(draft_id: int, code: str) -> ResponseReturnValue:
    """The letter as an e-mail program would show it, as it is kept."""
    answer = make_response(to_html(_kept_letter(draft_id, code)))
    answer.headers["Content-Security-Policy"] = EMAIL_POLICY
    return answer


def _kept_letter(draft_id: int, code: str, *, large: bool = False) -> Letter:
    draft = opened(draft_id)
    known = letter_samples.known_of(office(), draft)
    file = letters.require(draft, known, code)
    judged = previewing.judged(known, file, draft.files.get(file, ""))
    trial = _chosen(judged.trials)
    if trial is None or trial.body is None or known.profile is None:
        raise BadInput(_why_not(judged, trial))
    return previewing.letter_of(known.profile, trial.body, trial.signatory, large_print=large)


def _page(draft: Draft, known: Known, code: str, written: str, errors: Mapping[str, str]) -> str:
    after_this_request(_with_script)
    file = letters.place_of(draft, code)
    diagrams = letter_steps.diagrams_of(draft)
    typed = _as_typed() if errors else _as_written(written)
    judged = previewing.judged(known, file, written)
    version = _version(_chosen(judged.trials))
    given = previewing.context(known, code, version)
    asked = letter_steps.asked_before(diagrams, known.forms, code)
    return page(
        "owners/letter.html",
        draft,
        TAB,
        file=file,
        written=written,
        typed=typed,
        boxes=_boxes(known, code, typed.texts) if typed else (),
        channels=CHANNELS,
        duty=known.duties.get(code),
        recipients=dict(letter_duties.recipients(known)),
        purposes=letter_duties.PURPOSES,
        steps=letter_steps.steps_sending(diagrams).get(code, ()),
        names=letter_names.groups(known, given, asked),
        parts=known.parts,
        shared=file.startswith("letters/shared/"),
        known=known,
        seen=said("seen") or seen(draft, lambda files: files.get(file, "")),
        errors=errors,
        problems=(),
        **_tried(draft, known, code, judged),
    )


def _with_script(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = EDITOR_POLICY
    return answer


def _boxes(known: Known, code: str, texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Every text with its name and who gets it: those of the file, and those that are missing."""
    duty, titles = known.duties.get(code), dict(letter_duties.recipients(known))
    gets: dict[str, list[str]] = {}
    for key, name in duty.bodies.items() if duty else ():
        who, when = letter_duties.body_parts(key)
        gets.setdefault(name, []).append(previewing.to_whom(titles.get(who, who), when))
    names = dict.fromkeys((*texts, *gets))
    return [(name, texts.get(name, ""), "; ".join(gets.get(name, []))) for name in names]


def _tried(draft: Draft, known: Known, code: str, judged: Judged) -> dict[str, object]:
    """What a page shows of a text that was tried."""
    return {
        "judged": judged,
        "faults": tuple(letters.faults_of(code, known.duties.get(code), judged)),
        "points": letters.points_of(draft, known, code, judged),
        "versions": _choices(known, judged),
        "formats": FORMATS,
        "shown": _shown(known, judged),
        "code": code,
    }


def _choices(known: Known, judged: Judged) -> list[tuple[str, str]]:
    titles = dict(letter_duties.recipients(known))
    several = len({trial.version.signpost for trial in judged.trials}) > 1
    return [
        (
            trial.version.id,
            previewing.titled(
                trial.version,
                titles.get(trial.version.capacity, trial.version.capacity),
                signposts=several,
            ),
        )
        for trial in judged.trials
    ]


def _chosen(trials: Sequence[Trial]) -> Trial | None:
    wanted = request.values.get("version", "")
    return next((t for t in trials if t.version.id == wanted), trials[0] if trials else None)


def _version(trial: Trial | None) -> Version:
    return trial.version if trial else Version("complainant", "", "none")


def _shown(known: Known, judged: Judged) -> Shown:
    style = request.values.get("style", "")
    style = style if style in dict(FORMATS) else "print"
    trial = _chosen(judged.trials)
    version = _version(trial)
    if trial is None or trial.body is None or known.profile is None:
        return Shown(version, style, trial, why_not=_why_not(judged, trial))
    large, signs = style == "large", trial.signatory
    made = previewing.letter_of(known.profile, trial.body, signs, large_print=large)
    try:
        if style in ("print", "large"):
            return Shown(version, style, trial, made, [_data(each) for each in to_pictures(made)])
    except LetterRefused as refused:
        return Shown(version, style, trial, why_not=str(refused))
    return Shown(version, style, trial, made, text=to_text(made) if style == "text" else "")


def _why_not(judged: Judged, trial: Trial | None) -> str:
    if trial is not None and trial.refusal:
        return letters.at_line(trial)
    if judged.problems:
        first = judged.problems[0]
        at = f"Line {first.line} of the file: " if first.line else ""
        return f"{at}{first.reason} {first.fix}"
    return "The council’s profile cannot be used, so no letter can be shown."


def _data(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _composed(draft: Draft, known: Known, file: str, code: str) -> str:
    """The file as it would be with what was typed; as it is kept where that cannot be said."""
    written = draft.files.get(file, "")
    try:
        return previewing.settled(known, file, _typed_into(written, code))
    except BadInput:
        return written


def _typed_into(written: str, code: str) -> str:
    typed = _as_typed()
    if typed is None:
        return request.form["whole"].replace("\r\n", "\n").strip("\n") + "\n"
    if letter_texts.apart(written) is None:
        if written.strip():
            raise BadInput("Somebody else changed the first lines of this letter meanwhile.")
        written = letter_texts.new_letter(code, typed.title)
    return letter_texts.together(written, typed)


def _as_typed() -> Typed | None:
    """What stands in the boxes; none where the page showed the whole file."""
    form = request.form
    if "whole" in form:
        return None
    texts = {name[5:]: form[name] for name in form if name.startswith("text-")}
    titles = {name[8:]: said(name) for name in form if name.startswith("heading-")}
    return Typed(said("title"), many("channels") or USUAL_CHANNELS, texts, titles)


def _as_written(written: str) -> Typed | None:
    """What stands in the file; none where its first lines cannot be read."""
    if not written:
        return Typed("", USUAL_CHANNELS, {"": ""}, {})
    parts, lines = letter_texts.apart(written), letter_texts.first_lines(written)
    if parts is None:
        return None
    channels, titles = lines.get("channels"), lines.get("titles")
    return Typed(
        str(lines.get("title") or ""),
        channels if isinstance(channels, list) else USUAL_CHANNELS,
        parts.texts,
        titles if isinstance(titles, dict) else {},
    )
