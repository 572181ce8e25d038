"""Try it: a draft is run with a clock that is set, by whoever one chooses to be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import FormErrors, NotFound, RedressError, Refused
from engine.studio import drafts, play_views, plays, saved_plays
from engine.studio.drafted import Draft
from engine.studio.play import Play
from engine.studio.playable import why_not
from web.errors import status_of
from web.guards import actor, office
from web.owners import play_begin, play_forms, play_page
from web.owners.area import BLUEPRINT

#: a draft that goes round for ever is no fault of the service
_SAID = {403: 403, 404: 404, 409: 409}
PLAY = "/drafts/<int(max=2147483647):draft_id>/play"


@BLUEPRINT.get(PLAY)
def play(draft_id: int) -> ResponseReturnValue:
    """The play that goes on, else what one begins with."""
    draft = _draft(draft_id)
    if plays.current(office(), actor(), draft) is None:
        return _begin_page(draft)
    with plays.opened(office(), actor(), draft) as opened:
        shown = play_forms.chosen(opened, request.args)
        return _page(draft, opened, play_forms.first(opened, shown, request.args))


@BLUEPRINT.post(PLAY)
def begin_play(draft_id: int) -> ResponseReturnValue:
    """Open the case with which a play begins."""
    draft = _draft(draft_id)
    if why_not(office(), draft):
        return _begin_page(draft), 422
    try:
        plays.begin(office(), actor(), draft, play_begin.beginning(draft))
    except FormErrors as wrong:
        return _begin_page(draft, wrong.errors), 422
    except RedressError as error:
        flash(str(error), "refused")
        return _begin_page(draft), _SAID.get(status_of(error), 422)
    return _to_play(draft_id)


@BLUEPRINT.post(f"{PLAY}/do")
def play_step(draft_id: int) -> ResponseReturnValue:
    """Complete a task, or do what is possible at any time; or ask the next page of its form."""
    draft = _draft(draft_id)
    with plays.opened(office(), actor(), draft) as opened:
        shown = play_forms.chosen(opened, request.form)
        try:
            again = play_forms.turned(opened, shown)
        except FormErrors as wrong:
            return _page(draft, opened, play_forms.again(opened, shown, wrong.errors)), 422
        except Refused as refusal:
            asked = play_forms.again(opened, shown, {}, refusal)
            return _page(draft, opened, asked), status_of(refusal)
        except RedressError as error:
            flash(str(error), "refused")
            return _to_play(draft_id, case=shown.case)
        if again is not None:
            return _page(draft, opened, again), 422 if again.asked and again.asked.errors else 200
        return _to_play(draft_id, case=shown.case)


@BLUEPRINT.post(f"{PLAY}/be")
def play_as(draft_id: int) -> ResponseReturnValue:
    """Be somebody else; what was open stays on the page."""
    with plays.opened(office(), actor(), _draft(draft_id)) as opened:
        opened.be(request.form.get("me", ""))
    kept = {key: request.form[key] for key in ("task", "action", "case") if key in request.form}
    return _to_play(draft_id, **kept)


@BLUEPRINT.post(f"{PLAY}/wait")
def play_wait(draft_id: int) -> ResponseReturnValue:
    """Let time pass: every date on the way comes at its own moment."""
    draft = _draft(draft_id)
    with plays.opened(office(), actor(), draft) as opened:
        try:
            opened.take({"at": play_forms.wanted_moment(opened.now)})
        except FormErrors as wrong:
            return _page(draft, opened, play_forms.nothing(), wrong.errors), 422
        except RedressError as wrong:
            errors = {"until-day": str(wrong)}
            return _page(draft, opened, play_forms.nothing(), errors), 422
    return _to_play(draft_id, case=request.form.get("case", ""))


@BLUEPRINT.post(f"{PLAY}/desk")
def play_desk(draft_id: int) -> ResponseReturnValue:
    """Put a task on somebody's desk."""
    case, task = request.form.get("case", ""), request.form.get("task", "")
    with plays.opened(office(), actor(), _draft(draft_id)) as opened:
        said = {"task": task, "to": request.form.get("to", "")}
        reason = request.form.get("reason", "").strip()
        given = {**said, "reason": reason} if reason else said
        step = {"by": opened.me, "do": "assign", "with": given, **play_forms.of_case(opened, case)}
        try:
            opened.take(step)
        except RedressError as refusal:
            flash(str(refusal), "refused")
    return _to_play(draft_id, case=case, task=task)


@BLUEPRINT.post(f"{PLAY}/change")
def change_play(draft_id: int) -> ResponseReturnValue:
    """Take the last step back, begin again with the same steps, or throw the play away."""
    draft = _draft(draft_id)
    try:
        match request.form.get("change"):
            case "undo":
                plays.undo(office(), actor(), draft)
                flash("The last step is taken back.", "done")
            case "again":
                why = plays.begin_again(office(), actor(), draft)
                said = why or "The same steps are done with the draft as it is now."
                flash(said, "refused" if why else "done")
            case _:
                plays.throw_away(office(), actor(), draft)
                flash("The play is thrown away.", "done")
    except NotFound:
        raise
    except RedressError as error:
        flash(str(error), "refused")
    return _to_play(draft_id)


@BLUEPRINT.post(f"{PLAY}/save")
def save_play(draft_id: int) -> ResponseReturnValue:
    """Keep the play as a scenario of the draft."""
    draft = _draft(draft_id)
    with plays.opened(office(), actor(), draft) as opened:
        try:
            title = request.form.get("title", "")
            saved = saved_plays.save(office(), actor(), draft, opened, title)
        except FormErrors as wrong:
            return _page(draft, opened, play_forms.nothing(), wrong.errors), 422
    name = saved.file.rpartition("/")[2]
    flash(f"The play is kept as the scenario {name}.", "done")
    if saved.split:
        flash(f"Somebody else had changed it: it stands in draft {saved.draft_id}.", "refused")
    for failure in saved.failures[:3]:
        flash(f"When it was run, something was otherwise: {failure}", "refused")
    return _to_play(saved.draft_id)


@BLUEPRINT.get(f"{PLAY}/letters/<case>/<int(max=2147483647):letter_id>.pdf")
def play_letter(draft_id: int, case: str, letter_id: int) -> ResponseReturnValue:
    """A letter of the play as it would be printed."""
    with plays.opened(office(), actor(), _draft(draft_id)) as opened:
        content = play_views.letter_pdf(opened, case, letter_id)
    return Response(content, mimetype="application/pdf")


def _draft(draft_id: int) -> Draft:
    return drafts.read(office(), actor(), draft_id)


def _to_play(draft_id: int, **kept: str) -> ResponseReturnValue:
    given: dict[str, Any] = {key: value for key, value in kept.items() if value}
    return redirect(url_for("owners.play", draft_id=draft_id, **given))


def _begin_page(draft: Draft, errors: Mapping[str, str] = MappingProxyType({})) -> str:
    return render_template(
        "owners/play_begin.html",
        draft=draft,
        here="owners.play",
        errors=errors,
        **play_begin.shown(draft, errors),
    )


def _page(
    draft: Draft,
    opened: Play,
    form: play_forms.Shown,
    errors: Mapping[str, str] = MappingProxyType({}),
) -> str:
    begun = plays.current(office(), actor(), draft)
    return render_template(
        "owners/play.html",
        draft=draft,
        here="owners.play",
        stale=begun is not None and begun.stale,
        form=form,
        errors={**errors, **(form.asked.errors if form.asked else {})},
        **play_page.shown(opened, form.case),
    )
