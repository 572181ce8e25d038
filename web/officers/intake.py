"""Recording a complaint that came by phone, letter or at the counter, and who it is from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import intake
from engine.casework import somebody_new as ruled_out
from engine.casework.documents import MOST_FILES, Upload
from engine.casework.intake import Complaint
from engine.clock import london_date
from engine.desk.case_known import candidates
from engine.desk.people_views import Candidate
from engine.errors import FormErrors
from web.forms.typed import Typed, one
from web.guards import actor, office
from web.officers import intake_boxes, intake_pages
from web.officers.area import BLUEPRINT

NEW = "new"
#: boxes of the last page, and of the pages themselves, which are not carried
_SECOND = ("csrf_token", "page", "who", "how_checked", "beside_email", "taking", "back", "once")


@BLUEPRINT.get("/record")
def record() -> str:
    """The form, as if it came just now."""
    intake.may_record(office(), actor())
    return _form(intake_boxes.begun(office().clock.now()), intake_pages.FIRST, {})


@BLUEPRINT.post("/record")
def ask_who() -> ResponseReturnValue:
    """Read a page and turn to the next; after the last ask who it is."""
    intake.may_record(office(), actor())
    typed: Typed = request.form.to_dict(flat=False)
    named = one(typed, "page")
    page = named if named in intake_pages.PAGES else intake_pages.LAST
    if "back" in request.form:
        return _form(typed, intake_pages.turned(page, -1), {})
    try:
        complaint = _complaint(typed)
    except (intake_boxes.Unreadable, FormErrors) as wrong:
        if answer := _corrected(typed, wrong.errors, page):
            return answer
    else:
        if page == intake_pages.LAST:
            return _who(typed, complaint, {})
    return _form(typed, intake_pages.turned(page, 1), {})


@BLUEPRINT.post("/record/save")
def save_record() -> ResponseReturnValue:
    """Keep it, with the officer's word on who it is."""
    typed: Typed = request.form.to_dict(flat=False)
    done = session.get("recorded")
    if done and done.get("once") == one(typed, "once"):
        return redirect(url_for("officers.recorded"))
    try:
        complaint = _complaint(typed)
    except (intake_boxes.Unreadable, FormErrors) as wrong:
        answer = _corrected(typed, wrong.errors, intake_pages.LAST)
        assert answer is not None  # every box is on a page
        return answer
    if "back" in request.form:
        return _form(typed, intake_pages.FIRST, {})
    try:
        whole = replace(_identified(typed, complaint), documents=_uploads())
        receipt = intake.receive(office(), whole, actor())
    except FormErrors as wrong:
        return _who(typed, complaint, wrong.errors), 422
    kept = {"reference": receipt.reference, "code": receipt.code, "once": one(typed, "once")}
    session["recorded"] = kept
    return redirect(url_for("officers.recorded"))


@BLUEPRINT.get("/record/done")
def recorded() -> ResponseReturnValue:
    """The reference and the code, to be told to the person."""
    kept = session.get("recorded")
    if kept is None:
        return redirect(url_for("officers.record"))
    return render_template("officers/record/done.html", receipt=kept, section="record")


@BLUEPRINT.post("/cases/<reference>/somebody-new")
def somebody_new(reference: str) -> ResponseReturnValue:
    """Whoever complained is none of the people who stand beside the case."""
    people = [
        int(text) for text in request.form.getlist("person") if text.isdecimal() and len(text) < 10
    ]
    ruled_out.somebody_new(office(), actor(), reference, people)
    flash("It is on record that this is somebody new.", "done")
    return redirect(url_for("officers.case", reference=reference))


def _services() -> tuple[str, ...]:
    today = london_date(office().clock.now())
    return office().catalogue.profile_for(office().settings.profile, today).services


def _complaint(typed: Typed) -> Complaint:
    """Raises Unreadable or FormErrors, each with a sentence for each box."""
    complaint = intake_boxes.complaint_of(typed, _services())
    intake.rehearse(office(), complaint, actor())
    return complaint


def _candidates(complaint: Complaint) -> Sequence[Candidate]:
    if complaint.anonymous:
        return ()
    return candidates(
        office(),
        actor(),
        name=complaint.name,
        email=complaint.email,
        phone=complaint.phone,
        address=complaint.address,
        handle=complaint.handle,
    )


def _identified(typed: Typed, complaint: Complaint) -> Complaint:
    """With the officer's word on who it is. Raises FormErrors."""
    found = {str(each.person_id): each.person_id for each in _candidates(complaint)}
    who = one(typed, "who") if found else NEW
    if who == NEW:
        return replace(complaint, others=tuple(found.values()))
    if who not in found:
        raise FormErrors({"who": "Say whether this is somebody we know, or somebody new."})
    return replace(
        complaint,
        person_id=found[who],
        how_checked=one(typed, "how_checked").strip(),
        beside_email=one(typed, "beside_email").strip(),
        taking=tuple(typed.get("taking", ())),
    )


def _uploads() -> tuple[Upload, ...]:
    files = []
    for file in request.files.getlist("documents"):
        if file.filename:
            with closing(file):
                files.append(Upload(file.filename, file.mimetype, file.read()))
    return tuple(files)


def _corrected(typed: Typed, said: Mapping[str, str], page: str) -> tuple[str, int] | None:
    """The first page so far on which something is wrong, with what is wrong on it."""
    errors = {intake_boxes.BOXES.get(box, box): text for box, text in said.items()}
    wrong = intake_pages.wrong_page(errors, page)
    if not wrong:
        return None
    there = {box: text for box, text in errors.items() if intake_pages.page_of(box) == wrong}
    return _form(typed, wrong, there), 422


def _form(typed: Typed, page: str, errors: Mapping[str, str]) -> str:
    return render_template(
        "officers/record/form.html",
        typed=typed,
        page=page,
        pages=intake_pages.PAGES,
        carried=intake_pages.carried(typed, page, _SECOND),
        errors=errors,
        channels=intake_boxes.CHANNELS,
        ways=intake_boxes.WAYS,
        adjustments=intake_boxes.ADJUSTMENTS,
        services=_services(),
        section="record",
    )


def _who(typed: Typed, complaint: Complaint, errors: Mapping[str, str]) -> str:
    carried = [(box, text) for box, texts in typed.items() if box not in _SECOND for text in texts]
    return render_template(
        "officers/record/who.html",
        typed=typed,
        complaint=complaint,
        candidates=_candidates(complaint),
        carried=carried,
        once=one(typed, "once") or secrets.token_urlsafe(9),
        errors=errors,
        channel=intake_boxes.CHANNELS[complaint.channel],
        most_files=MOST_FILES,
        section="record",
    )
