"""The pages with a procedure's own questions, as a resident fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import front_door
from engine.casework.intake import Complaint
from engine.catalogue.definition import Form
from engine.errors import FormErrors
from web.forms import asking
from web.forms.typed import Typed
from web.guards import office
from web.residents import own, questions, ways
from web.residents.begun import Begun


def show(here: questions.Here, known: Begun) -> ResponseReturnValue:
    """A page of them, as it was last answered."""
    if here.form is None:
        return redirect(url_for("residents.begin"))
    number = asking.numbered(request.args.get("page", "1"))
    return _page(here, here.form, number, own.boxes(known.answers()), {}, known)


def take(here: questions.Here, known: Begun) -> ResponseReturnValue:
    """Keep what was typed and go on, or say what is wrong with it."""
    if here.form is None:
        return redirect(url_for("residents.begin"))
    sent = request.form.to_dict(flat=False)
    turn = own.turn(here.form, sent, known.answers())
    number = turn.page.number
    if turn.again is not None:
        return _page(here, here.form, number, turn.again, {}, known)
    errors = turn.errors or (_wrong(here, turn.answers) if turn.done else {})
    if errors:
        return _page(here, here.form, number, sent, errors, known), 422
    known.keep({**own.to_keep(sent), "about": [here.about]})
    session["begun"] = known.token
    came: dict[str, Any] = {"from": "check"} if request.args.get("from") == "check" else {}
    if turn.following is not None:
        following = turn.following.number
        return redirect(url_for("residents.question", name=own.ID, page=following, **came))
    asked = questions.QUESTIONS[own.ID]
    return redirect(ways.onwards(asked, known.answers(), here))


def _wrong(here: questions.Here, answers: Mapping[str, object]) -> Mapping[str, str]:
    """What the procedure itself says of them, when all are answered."""
    procedure = front_door.procedure_of(office(), here.about)
    said = Complaint("", "", procedure=here.about, answers=dict(answers))
    try:
        front_door.read_facts(office(), procedure, said, None)
    except FormErrors as wrong:
        return wrong.errors
    return {}


def _page(
    here: questions.Here,
    form: Form,
    number: int,
    typed: Typed,
    errors: Mapping[str, str],
    known: Begun,
) -> str:
    asked = own.asked(form, number, typed, errors)
    question = questions.QUESTIONS[own.ID]
    back = ways.back_from(question, known.answers(), here)
    if asked.page.number > 1:
        back = url_for("residents.question", name=own.ID, page=asked.page.number - 1)
    return render_template(
        "residents/questions/own.html",
        question=question,
        asked=asked,
        errors=asked.errors,
        back=back,
        section="complain",
    )
