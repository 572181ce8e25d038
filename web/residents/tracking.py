"""Following a case without an account: reference, code, postcode, then plain words."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, actions
from engine.demo import demo_visitors
from engine.desk import enclosed, tracking
from engine.desk.views import Tracking
from engine.errors import FormErrors, NotFound
from engine.letters import to_pdf
from engine.permissions import Actor
from web.errors import page as error_page
from web.forms import asking, pages
from web.forms.downloads import saved
from web.forms.typed import Typed
from web.guards import office
from web.residents.area import BLUEPRINT

#: tries at a reference, and by one address, in a quarter of an hour: a code of 50 bits is safe
MOST_TRIES, MOST_TRIES_OF_ONE_ADDRESS, QUARTER = 10, 30, 900


def proof() -> tuple[str, str, str]:
    """Reference, code and postcode as they were proved."""
    known = session["case"]
    return known["reference"], known["code"], known["postcode"]


def tracked() -> Tracking:
    """The case of this browser."""
    return tracking.track(office(), *proof())


def resident() -> Actor:
    """Whoever proved that the case is theirs."""
    return tracking.resident_actor(office(), *proof())


def theirs() -> Tracking:
    """The case of this browser, to do something in it. Raises NotPermitted when withheld."""
    resident()
    return tracked()


@BLUEPRINT.get("/track")
def find() -> ResponseReturnValue:
    """Ask for the reference and the code."""
    if "case" in session:
        return redirect(url_for("residents.case"))
    return _ask({}, {})


@BLUEPRINT.post("/track")
def prove() -> ResponseReturnValue:
    """Open the case when reference, code and postcode fit; the same answer for every wrong try."""
    typed = {box: request.form.get(box, "").strip() for box in ("reference", "code", "postcode")}
    errors = _missing(typed)
    if errors:
        return _ask(typed, errors), 422
    if not _may_try(typed["reference"]):
        return error_page(429)
    try:
        found = tracking.track(office(), *typed.values())
    except NotFound:
        wrong = "We cannot find a complaint with these details. Check all three and try again"
        return _ask(typed, {"reference": wrong}), 422
    session.clear()
    session["case"] = {**typed, "reference": found.reference}
    return redirect(url_for("residents.case"))


@BLUEPRINT.get("/track/case")
def case() -> ResponseReturnValue:
    """Where the case stands, or why we say nothing of it."""
    known = tracked()
    page = "residents/withheld.html" if known.withheld else "residents/case.html"
    return render_template(page, case=known, section="track")


@BLUEPRINT.post("/track/part")
def part() -> ResponseReturnValue:
    """Another part of what they told us: the same code opens it."""
    sought = request.form.get("reference", "")
    if not any(each.opens and each.reference == sought for each in tracked().parts):
        raise NotFound("There is no such part of your complaint.")
    session["case"] = {**session["case"], "reference": sought}
    return redirect(url_for("residents.case"))


@BLUEPRINT.get("/track/letters/<int(max=2147483647):letter_id>")
def letter(letter_id: int) -> ResponseReturnValue:
    """One of our letters, as text."""
    reference = tracked().reference
    return render_template(
        "residents/letter.html",
        letter=tracking.letter(office(), reference, letter_id),
        letter_id=letter_id,
        enclosed=enclosed.with_resident(office(), reference, letter_id),
        section="track",
    )


@BLUEPRINT.get(
    "/track/letters/<int(max=2147483647):letter_id>/with/<int(max=2147483647):document_id>"
)
def letter_enclosure(letter_id: int, document_id: int) -> ResponseReturnValue:
    """A document that came with one of our letters, to be saved."""
    reference = tracked().reference
    return saved(*enclosed.for_resident(office(), reference, letter_id, document_id))


@BLUEPRINT.get("/track/letters/<int(max=2147483647):letter_id>.pdf")
def letter_pdf(letter_id: int) -> ResponseReturnValue:
    """One of our letters, as it was or would be printed."""
    found = tracking.letter(office(), tracked().reference, letter_id)
    return Response(to_pdf(found), mimetype="application/pdf")


@BLUEPRINT.get("/track/next-stage")
def stage2() -> ResponseReturnValue:
    """The form with which one asks for the next stage."""
    known = theirs()
    if not known.may_ask_stage2 or known.stage2_form is None:
        flash(known.stage2_why_not or "You cannot ask for the next stage now.", "refused")
        return redirect(url_for("residents.case"))
    first = pages.pages(known.stage2_form, {})[0]
    return _stage2_page(known, asking.Asked(known.stage2_form, first, {}, known.points))


@BLUEPRINT.post("/track/next-stage")
def ask_stage2() -> ResponseReturnValue:
    """Ask for the next stage."""
    known = theirs()
    form = known.stage2_form
    if form is None:
        flash(known.stage2_why_not or "You cannot ask for the next stage now.", "refused")
        return redirect(url_for("residents.case"))
    typed: Typed = request.form.to_dict(flat=False)
    turn = asking.turn(form, asking.page_wanted(typed), typed, [p.id for p in known.points], {})
    if turn.again is not None:
        return _stage2_page(known, asking.Asked(form, turn.page, turn.again, known.points))
    errors = dict(turn.errors)
    if turn.done:
        try:
            answers = asking.applying(form, turn.answers)
            actions.perform(office(), resident(), known.reference, known.stage2_action, answers)
        except FormErrors as wrong:
            errors = wrong.errors
        else:
            flash("You have asked for the next stage. We will write to you.", "done")
            return redirect(url_for("residents.case"))
    shown = turn.page if errors or turn.following is None else turn.following
    asked = asking.Asked(form, shown, typed, known.points, errors=errors)
    return _stage2_page(known, asked), 422 if errors else 200


@BLUEPRINT.get("/track/withdraw")
def withdraw() -> ResponseReturnValue:
    """Ask whether to withdraw is really meant."""
    return render_template("residents/withdraw.html", case=theirs(), section="track")


@BLUEPRINT.post("/track/withdraw")
def ask_withdraw() -> ResponseReturnValue:
    """Ask to withdraw; an officer confirms it."""
    answers = {"reason": reason} if (reason := request.form.get("reason", "").strip()) else {}
    reference = proof()[0]
    actions.perform(office(), resident(), reference, "withdraw", answers)
    flash("You have asked to withdraw. We will confirm it with you before we stop.", "done")
    return redirect(url_for("residents.case"))


@BLUEPRINT.post("/track/leave")
def leave() -> ResponseReturnValue:
    """Forget the case in this browser."""
    session.clear()
    return redirect(url_for("residents.start"))


def _may_try(reference: str) -> bool:
    by_case = f"track {reference.upper()}"
    by_address = f"track from {request.remote_addr}"
    return access.allow(office(), by_case, MOST_TRIES, QUARTER) and access.allow(
        office(), by_address, MOST_TRIES_OF_ONE_ADDRESS, QUARTER
    )


def _missing(typed: dict[str, str]) -> dict[str, str]:
    says = {"reference": "Enter your reference", "code": "Enter your code"}
    return {box: text for box, text in says.items() if not typed[box]}


def _ask(typed: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "residents/track.html",
        typed=typed,
        errors=errors,
        visitors=demo_visitors(office()),
        section="track",
    )


def _stage2_page(known: Tracking, asked: asking.Asked) -> str:
    return render_template(
        "residents/stage2.html", case=known, asked=asked, errors=asked.errors, section="track"
    )
