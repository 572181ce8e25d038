"""The complaint form: one thing a page, answers checked at the end, sent once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, front_door, intake
from engine.catalogue.definition import Procedure
from engine.clock import london_date
from engine.errors import FormErrors
from web.errors import page
from web.forms.typed import Typed, one
from web.guards import office
from web.residents import as_sent, own, own_pages, questions, summary
from web.residents.area import BLUEPRINT
from web.residents.begun import Begun, begun, forget_old
from web.residents.ways import back_from, onwards

#: complaints that one address may send in an hour: far more than a person, far fewer than a flood
MOST_AN_HOUR = 30
#: the kept answer that says which procedure it is
ABOUT = "about"


def uploads() -> Path:
    """Where begun complaints wait."""
    return office().settings.var / "uploads"


def mine() -> Begun:
    """The complaint that this browser has begun."""
    return begun(uploads(), session.get("begun"))


def here() -> questions.Here:
    """Today, the services that this council lists, and what is asked about what was chosen."""
    today = london_date(office().clock.now())
    profile = office().catalogue.profile_for(office().settings.profile, today)
    chosen = _chosen()
    if chosen is None:
        return questions.Here(today, profile.services)
    return questions.Here(today, profile.services, chosen.id, chosen.intake, own.form_of(chosen))


def _chosen() -> Procedure | None:
    """The procedure that this address names, or that was begun; else the first that is open."""
    open_now = front_door.open_to_residents(office())
    wanted = request.args.get("about") or one(mine().answers(), ABOUT)
    return next((p for p in open_now if p.id == wanted), next(iter(open_now), None))


@BLUEPRINT.get("/complain")
def begin() -> ResponseReturnValue:
    """What it is about, where there is a choice; then: before you start."""
    open_now = front_door.open_to_residents(office())
    about = request.args.get("about")
    if about and about not in [procedure.id for procedure in open_now]:
        abort(404)
    if len(open_now) > 1 and not about:
        return render_template("residents/about.html", open_now=open_now, section="complain")
    return render_template("residents/begin.html", asks=here(), about=about, section="complain")


@BLUEPRINT.get("/complain/<name>")
def question(name: str) -> ResponseReturnValue:
    """A page of the form, as it was last answered."""
    known = mine()
    asked = questions.QUESTIONS.get(name) or abort(404)
    if asked.id == own.ID:
        return own_pages.show(here(), known)
    return _page(asked, known, known.answers(), {})


@BLUEPRINT.post("/complain/<name>")
def answer(name: str) -> ResponseReturnValue:
    """Keep what was typed and go on, or say what is wrong with it."""
    asked = questions.QUESTIONS.get(name) or abort(404)
    known = mine()
    if asked.id == own.ID:
        return own_pages.take(here(), known)
    typed = {box: request.form.getlist(box) for box in asked.boxes} | {ABOUT: [here().about]}
    answers = known.answers() | typed
    errors = asked.check(answers, here())
    if errors:
        return _page(asked, known, answers, errors), 422
    known.keep(typed)
    _remember(known)
    return redirect(onwards(asked, answers, here()))


@BLUEPRINT.get("/complain/check")
def check() -> ResponseReturnValue:
    """Everything that was answered, with a way back to each answer."""
    known = mine()
    typed = known.answers()
    missing = questions.unanswered(typed, here())
    if missing is not None:
        return redirect(url_for("residents.question", name=missing.id))
    rows = summary.rows(typed, known.files(), here())
    return render_template(
        "residents/check.html",
        rows=rows,
        asks=here(),
        back=url_for("residents.question", name=questions.asked(typed, here())[-1].id),
        at_risk=questions.at_risk(typed),
        section="complain",
    )


@BLUEPRINT.post("/complain/send")
def send() -> ResponseReturnValue:
    """The complaint becomes a case; what was begun here is forgotten."""
    known = mine()
    typed = known.answers()
    missing = questions.unanswered(typed, here())
    if missing is not None:
        return redirect(url_for("residents.question", name=missing.id))
    if not access.allow(office(), f"complain {request.remote_addr}", MOST_AN_HOUR, 3600):
        return page(429)
    asked_here = here()
    complaint = replace(as_sent.complaint_of(typed, asked_here), documents=known.uploads())
    try:
        receipt = intake.receive(office(), complaint, None)
    except FormErrors as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("residents.check"))
    known.forget()
    session.pop("begun", None)
    kind = asked_here.intake.kind
    session["sent"] = {"reference": receipt.reference, "code": receipt.code, "kind": kind}
    return redirect(url_for("residents.sent"))


@BLUEPRINT.get("/complain/sent")
def sent() -> ResponseReturnValue:
    """The reference and the code, to be kept."""
    receipt = session.get("sent")
    if receipt is None:
        return redirect(url_for("residents.start"))
    return render_template("residents/sent.html", receipt=receipt, section="complain")


def _remember(known: Begun) -> None:
    """Tie what was begun to this browser, and drop what others left behind."""
    if session.get("begun") != known.token:
        session["begun"] = known.token
        forget_old(uploads())


def _page(asked: questions.Question, known: Begun, typed: Typed, errors: dict[str, str]) -> str:
    return render_template(
        f"residents/questions/{asked.id}.html",
        question=asked,
        asks=here(),
        about=request.args.get("about"),
        typed=typed,
        files=known.files(),
        errors=errors,
        back=back_from(asked, typed, here()),
        services=here().services,
        help=questions.HELP,
        other=questions.for_other(typed),
        post=questions.by_post(typed),
        section="complain",
    )
