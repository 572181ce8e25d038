"""The complaint form: one thing a page, answers checked at the end, sent once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, intake
from engine.clock import london_date
from web.errors import page
from web.forms.typed import Typed
from web.guards import office
from web.residents import questions, summary
from web.residents.area import BLUEPRINT
from web.residents.begun import Begun, begun, forget_old

#: complaints that one address may send in an hour: far more than a person, far fewer than a flood
MOST_AN_HOUR = 30


def uploads() -> Path:
    """Where begun complaints wait."""
    return office().settings.var / "uploads"


def mine() -> Begun:
    """The complaint that this browser has begun."""
    return begun(uploads(), session.get("begun"))


def here() -> questions.Here:
    """Today, and the services that this council lists."""
    today = london_date(office().clock.now())
    profile = office().catalogue.profile_for(office().settings.profile, today)
    return questions.Here(today, profile.services)


@BLUEPRINT.get("/complain")
def begin() -> str:
    """Before you start."""
    return render_template("residents/begin.html", section="complain")


@BLUEPRINT.get("/complain/<name>")
def question(name: str) -> ResponseReturnValue:
    """A page of the form, as it was last answered."""
    known = mine()
    asked = questions.QUESTIONS.get(name) or abort(404)
    return _page(asked, known, known.answers(), {})


@BLUEPRINT.post("/complain/<name>")
def answer(name: str) -> ResponseReturnValue:
    """Keep what was typed and go on, or say what is wrong with it."""
    asked = questions.QUESTIONS.get(name) or abort(404)
    known = mine()
    typed = {box: request.form.getlist(box) for box in asked.boxes}
    answers = known.answers() | typed
    errors = asked.check(answers, here())
    if errors:
        return _page(asked, known, answers, errors), 422
    known.keep(typed)
    _remember(known)
    following = questions.after(asked, answers, here())
    if following is None or request.args.get("from") == "check":
        return redirect(url_for("residents.check"))
    return redirect(url_for("residents.question", name=following.id))


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
        "residents/check.html", rows=rows, at_risk=questions.at_risk(typed), section="complain"
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
    complaint = replace(questions.complaint_of(typed), documents=known.uploads())
    receipt = intake.receive(office(), complaint, None)
    known.forget()
    session.pop("begun", None)
    session["sent"] = {"reference": receipt.reference, "code": receipt.code}
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
    previous = questions.before(asked, typed, here())
    back = url_for("residents.begin")
    if request.args.get("from") == "check":
        back = url_for("residents.check")
    elif previous is not None:
        back = url_for("residents.question", name=previous.id)
    return render_template(
        f"residents/questions/{asked.id}.html",
        question=asked,
        typed=typed,
        files=known.files(),
        errors=errors,
        back=back,
        services=here().services,
        help=questions.HELP,
        other=questions.for_other(typed),
        post=questions.by_post(typed),
        section="complain",
    )
