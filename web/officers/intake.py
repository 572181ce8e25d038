"""Recording a complaint that came by phone, letter or at the counter, and who it is from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import front_door, intake
from engine.casework import somebody_new as ruled_out
from engine.casework.documents import MOST_FILES, Upload
from engine.casework.intake import Complaint
from engine.catalogue.definition import Form, Procedure
from engine.clock import london_date
from engine.desk.case_known import candidates
from engine.desk.people_views import Candidate
from engine.errors import FormErrors, NotPermitted
from web.forms.typed import Typed, one
from web.guards import actor, office
from web.officers import intake_boxes, intake_own, intake_pages
from web.officers.area import BLUEPRINT
from web.officers.intake_pages import OWN_BOX

NEW = "new"
#: boxes of the last page, and of the pages themselves, which are not carried
_SECOND = (
    "csrf_token",
    "page",
    "at",
    "who",
    "how_checked",
    "beside_email",
    "taking",
    "back",
    "once",
)


@BLUEPRINT.get("/record")
def record() -> ResponseReturnValue:
    """What is to be recorded, where there is a choice; then the form, as if it came just now."""
    intake.may_record(office(), actor())
    mine = front_door.recordable(office(), actor().roles)
    wanted = request.args.get("procedure")
    if wanted is None and len(mine) > 1:
        return render_template("officers/record/choose.html", mine=mine, section="record")
    procedure = next((each for each in mine if wanted in (None, each.id)), None)
    if procedure is None:
        abort(404)
    boxes = intake_boxes.begun(office().clock.now()) | {"procedure": [procedure.id]}
    return _form(boxes, intake_pages.FIRST, {}, procedure)


@BLUEPRINT.post("/record")
def ask_who() -> ResponseReturnValue:
    """Read a page and turn to the next; after the last ask who it is."""
    typed: Typed = intake_own.sent()
    procedure = _procedure(typed)
    pages = intake_pages.of(procedure)
    named = request.form.get("at") or one(typed, "page")
    page = named if named in pages else list(pages)[-1]
    if "back" in request.form:
        return _turned_to(typed, intake_pages.turned(page, -1, pages), procedure)
    if page == intake_pages.OWN and (answer := _own_page(typed, procedure)):
        return answer
    try:
        complaint = _complaint(typed, procedure)
    except (intake_boxes.Unreadable, FormErrors) as wrong:
        if answer := _corrected(typed, wrong.errors, page, procedure):
            return answer
    else:
        if page == list(pages)[-1]:
            return _who(typed, complaint, {}, procedure)
    return _turned_to(typed, intake_pages.turned(page, 1, pages), procedure)


def _own_page(typed: Typed, procedure: Procedure) -> ResponseReturnValue | None:
    """The page of the procedure's own questions again, or the next of them; None when all are
    answered.
    """
    form = intake_own.form_of(procedure)
    assert form is not None
    turn = intake_own.turn(form, typed)
    boxes, number = intake_own.boxes(typed), turn.page.number
    if turn.again is not None:
        return intake_own.page(procedure, typed, number, turn.again, {})
    if turn.errors:
        return intake_own.page(procedure, typed, number, boxes, turn.errors), 422
    if turn.following is not None:
        return intake_own.page(procedure, typed, turn.following.number, boxes, {})
    return None


def _turned_to(typed: Typed, page: str, procedure: Procedure) -> str:
    if page == intake_pages.OWN:
        return intake_own.page(procedure, typed, 1, intake_own.boxes(typed), {})
    return _form(typed, page, {}, procedure)


@BLUEPRINT.post("/record/save")
def save_record() -> ResponseReturnValue:
    """Keep it, with the officer's word on who it is."""
    typed: Typed = request.form.to_dict(flat=False)
    done = session.get("recorded")
    if done and done.get("once") == one(typed, "once"):
        return redirect(url_for("officers.recorded"))
    procedure = _procedure(typed)
    try:
        complaint = _complaint(typed, procedure)
    except (intake_boxes.Unreadable, FormErrors) as wrong:
        last = list(intake_pages.of(procedure))[-1]
        answer = _corrected(typed, wrong.errors, last, procedure)
        assert answer is not None  # every box is on a page
        return answer
    if "back" in request.form:
        return _form(typed, intake_pages.FIRST, {}, procedure)
    try:
        whole = replace(_identified(typed, complaint), documents=_uploads())
        receipt = intake.receive(office(), whole, actor())
    except FormErrors as wrong:
        return _who(typed, complaint, wrong.errors, procedure), 422
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


def _procedure(typed: Typed) -> Procedure:
    """The procedure that was chosen, of those that this officer records. Raises NotPermitted."""
    intake.may_record(office(), actor())
    mine = front_door.recordable(office(), actor().roles)
    wanted = one(typed, "procedure")
    chosen = next((each for each in mine if wanted in ("", each.id)), None)
    if chosen is None:
        raise NotPermitted("You have no role that records such a case.", "role")
    return chosen


def _complaint(typed: Typed, procedure: Procedure) -> Complaint:
    """Raises Unreadable or FormErrors, each with a sentence for each box."""
    services = () if "service" in procedure.intake.skips else _services()
    usual = {box: said for box, said in typed.items() if not box.startswith(OWN_BOX)}
    form = intake_own.form_of(procedure)
    complaint = replace(
        intake_boxes.complaint_of(usual, services),
        procedure=procedure.id,
        answers=intake_own.answers(form, typed),
    )
    if own := intake_own.wrong(procedure, typed):
        raise intake_boxes.Unreadable({OWN_BOX + box: said for box, said in own.items()})
    try:
        intake.rehearse(office(), complaint, actor())
    except FormErrors as wrong:
        raise FormErrors(
            {_box_of(form, box): said for box, said in wrong.errors.items()}
        ) from wrong
    return complaint


def _box_of(form: Form | None, box: str) -> str:
    own = {field.id for field in form.fields} if form else set()
    return OWN_BOX + box if box.partition("-")[0] in own else box


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


def _corrected(
    typed: Typed, said: Mapping[str, str], page: str, procedure: Procedure
) -> tuple[str, int] | None:
    """The first page so far on which something is wrong, with what is wrong on it."""
    errors = {intake_boxes.BOXES.get(box, box): text for box, text in said.items()}
    wrong = intake_pages.wrong_page(errors, page, intake_pages.of(procedure))
    if not wrong:
        return None
    there = {box: text for box, text in errors.items() if intake_pages.page_of(box) == wrong}
    if wrong == intake_pages.OWN:
        own = {box.removeprefix(OWN_BOX): text for box, text in there.items()}
        form = intake_own.form_of(procedure)
        assert form is not None
        number = intake_own.page_with(form, typed, next(iter(own)))
        return intake_own.page(procedure, typed, number, intake_own.boxes(typed), own), 422
    return _form(typed, wrong, there, procedure), 422


def _form(typed: Typed, page: str, errors: Mapping[str, str], procedure: Procedure) -> str:
    return render_template(
        "officers/record/form.html",
        typed=typed,
        page=page,
        pages=intake_pages.of(procedure),
        procedure=procedure,
        asks=procedure.intake,
        carried=intake_pages.carried(typed, page, (*_SECOND, "procedure")),
        errors=errors,
        channels=intake_boxes.CHANNELS,
        ways=intake_boxes.WAYS,
        adjustments=intake_boxes.ADJUSTMENTS,
        services=() if "service" in procedure.intake.skips else _services(),
        section="record",
    )


def _who(
    typed: Typed, complaint: Complaint, errors: Mapping[str, str], procedure: Procedure
) -> str:
    carried = [(box, text) for box, texts in typed.items() if box not in _SECOND for text in texts]
    return render_template(
        "officers/record/who.html",
        typed=typed,
        complaint=complaint,
        procedure=procedure,
        own=intake_own.rows(procedure, typed),
        candidates=_candidates(complaint),
        carried=carried,
        once=one(typed, "once") or secrets.token_urlsafe(9),
        errors=errors,
        channel=intake_boxes.CHANNELS[complaint.channel],
        most_files=MOST_FILES,
        section="record",
    )
