"""The form that stands open in a play: a task’s or an action’s, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flask import request

from engine.catalogue.definition import Form
from engine.clock import at_london, london
from engine.desk.told_views import Said
from engine.desk.views import ActionView, PointView, TaskForm
from engine.errors import FormErrors, RedressError, Refused
from engine.studio import beginnings, play_views
from engine.studio.play import Play
from engine.studio.standing import moment_text
from web.forms import answering, asking, pages, typed, uploads
from web.forms.reading import NotADateError, read_date
from web.forms.typed import Typed

#: what a refusal asks about letters, beside the form
_ABOUT_LETTERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "no_address": (("unsendable_reason", "Why the letter cannot be sent"),),
    "adjustment": (
        ("adjustments_met", "How did you do what they asked for?"),
        ("override_reason", "If it is not done as they asked, why not?"),
    ),
}
_FINDING = {"finding": "upheld", "reason": "Our records show this."}
_HOURS = {"open": time(10), "noon": time(12), "night": time(23, 59)}


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands open. ``why_not``: why whoever one is cannot do it; ``whose``: who may."""

    case: str = ""
    task: str = ""
    action: str = ""
    title: str = ""
    intro: str = ""
    asked: asking.Asked | None = None
    why_not: str = ""
    source: str = ""
    refusal: str = ""
    whose: tuple[str, ...] = ()
    sampled: bool = False
    beside: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def name(self) -> str:
        """The task's or the action's own name."""
        return self.task or self.action

    @property
    def last(self) -> bool:
        """Whether nothing more can be asked after this page."""
        if self.asked is None or not self.asked.page.last:
            return False
        leading = pages.leaders(self.asked.form)
        return not any(each.id in leading for each in self.asked.page.fields)


def nothing() -> Shown:
    """No form stands open."""
    return Shown(case=request.form.get("case", ""))


def chosen(play: Play, asked_for: Mapping[str, str]) -> Shown:
    """What was asked for; of the first case, where none is named."""
    case = asked_for.get("case", "")
    if case not in play.world.cases:
        case = next(iter(play.world.cases))
    return Shown(case, asked_for.get("task", ""), asked_for.get("action", ""))


def of_case(play: Play, case: str) -> dict[str, str]:
    """How a step says which case it is about: the first one need not be named."""
    return {} if case in ("", next(iter(play.world.cases), "")) else {"case": case}


@dataclass(frozen=True, slots=True)
class _Open:
    """The form of a task or an action with what stands in it at first."""

    shown: Shown
    form: Form
    points: tuple[PointView, ...]
    values: Mapping[str, object]
    choices: asking.Choices
    barred: asking.Barred

    def asked(
        self, page: pages.Page, boxes: Typed, errors: Mapping[str, str] | None = None
    ) -> asking.Asked:
        return asking.Asked(
            self.form, page, boxes, self.points, self.choices, self.barred, errors or {}
        )


def first(play: Play, shown: Shown, asked_for: Mapping[str, str]) -> Shown:
    """The first page of the form that was asked for; of the only task, where there is one."""
    if not shown.name:
        shown = _only_task(play, shown)
    if not shown.name:
        return shown
    try:
        opened = _opened(play, shown)
    except RedressError as refusal:
        return replace(shown, why_not=str(refusal), title=shown.title or shown.name)
    values = {**_samples(play, opened, asked_for), **opened.values}
    page = pages.pages(opened.form, values)[0]
    boxes = typed.from_values(opened.form, values)
    sampled = "sample" in asked_for
    return replace(opened.shown, asked=opened.asked(page, boxes), sampled=sampled)


def _samples(play: Play, opened: _Open, asked_for: Mapping[str, str]) -> dict[str, object]:
    """Sample answers where they were asked for; what decides the way is left to the owner."""
    if "sample" not in asked_for:
        return {}
    procedure = play.procedure(opened.shown.case)
    known = beginnings.samples(procedure, opened.form, play.now)
    findings = {
        each.id: {p.id: _FINDING for p in opened.points if not p.set_aside}
        for each in opened.form.fields
        if each.type == "findings"
    }
    only = {name: found[0][0] for name, found in opened.choices.items() if len(found) == 1}
    officers = {each.id: only[each.id] for each in opened.form.fields if each.id in only}
    leading = pages.leaders(opened.form)
    every = {**known, **findings, **officers}
    return {name: value for name, value in every.items() if name not in leading}


def _only_task(play: Play, shown: Shown) -> Shown:
    file = play_views.file_of(play, shown.case)
    mine = [each for each in play_views.waiting(play, file) if each.mine]
    return replace(shown, task=mine[0].task.element) if len(mine) == 1 else shown


def turned(play: Play, shown: Shown) -> Shown | None:
    """Read the page that was sent: the form again or its next page; None: the step is done.

    Raises what the verbs raise.
    """
    if "anyway" in request.form:
        _take(play, shown, None, {})
        return None
    opened = _opened(play, shown)
    boxes: Typed = request.form.to_dict(flat=False)
    turn = asking.turn(
        opened.form, asking.page_wanted(boxes), boxes, [p.id for p in opened.points], {}
    )
    if turn.again is not None:
        return replace(opened.shown, asked=opened.asked(turn.page, turn.again))
    if turn.errors:
        return replace(opened.shown, asked=opened.asked(turn.page, boxes, turn.errors))
    if turn.following is not None:
        known = {**_samples(play, opened, request.form), **_known(play, shown, turn)}
        filled = asking.filled(opened.form, turn.following, boxes, known)
        sampled = "sample" in request.form
        asked = opened.asked(turn.following, filled)
        return replace(opened.shown, asked=asked, sampled=sampled)
    answers = {**turn.answers, **uploads_named(turn.page)}
    _take(play, shown, opened.form, asking.applying(opened.form, answers))
    return None


def uploads_named(page: pages.Page) -> Mapping[str, str]:
    """Files are answered by their names; a play keeps none."""
    return uploads.names(page)


def again(
    play: Play, shown: Shown, errors: Mapping[str, str], refusal: Refused | None = None
) -> Shown:
    """The page that was sent, with what is wrong or why it was refused."""
    beside = _ABOUT_LETTERS.get(refusal.rule, ()) if refusal is not None else ()
    told = {
        "refusal": str(refusal or ""),
        "source": refusal.source if refusal is not None else "",
        "beside": beside,
    }
    try:
        opened = _opened(play, shown)
    except RedressError as gone:
        return replace(shown, why_not=str(gone), title=shown.title or shown.name)
    boxes: Typed = request.form.to_dict(flat=False)
    points = [point.id for point in opened.points]
    page = asking.turn(opened.form, asking.page_wanted(boxes), boxes, points, {}).page
    return replace(opened.shown, asked=opened.asked(page, boxes, errors), **told)  # type: ignore[arg-type]


def _opened(play: Play, shown: Shown) -> _Open:
    """Raises NotFound, NotPermitted."""
    if shown.action:
        return _of_action(play, shown)
    return _of_task(play, shown)


def _of_task(play: Play, shown: Shown) -> _Open:
    file = play_views.file_of(play, shown.case)
    known = {each.task.element: each for each in play_views.waiting(play, file)}
    whose = known[shown.task].whose if shown.task in known else ()
    name = known[shown.task].task.name if shown.task in known else shown.task
    try:
        found: TaskForm = play_views.task(play, shown.case, shown.task)
    except Refused as refusal:
        empty = replace(shown, why_not=str(refusal), whose=whose, title=name)
        return _Open(empty, Form("", name, ()), (), {}, {}, {})
    stood = replace(
        shown,
        title=found.form.title or found.task.name,
        intro=found.form.intro,
        why_not="" if found.task.may_complete else found.task.why_not,
        whose=whose,
        said=found.said,
    )
    standing = answering.standing(found)
    return _Open(stood, found.form, found.points, standing, found.officers, found.barred)


def _of_action(play: Play, shown: Shown) -> _Open:
    found = play_views.action(play, shown.case, shown.action)
    form = found.form or Form(found.id, found.title, ())
    by = play.procedure(shown.case).any_time[shown.action].by
    roles = ((name, person.get("roles")) for name, person in play.kept.people.items())
    whose = tuple(n for n, held in roles if isinstance(held, list) and set(held) & set(by))
    parties = tuple(n for n, each in play.kept.people.items() if each.get("party") in by)
    stood = replace(
        shown,
        title=found.title,
        intro=form.intro,
        why_not="" if found.allowed else found.why_not,
        whose=(*parties, *whose),
    )
    points = play_views.file_of(play, shown.case).points
    return _Open(stood, form, points, _at_first(found, form), found.choices, found.barred)


def _at_first(found: ActionView, form: Form) -> dict[str, object]:
    defaults = {each.id: each.default for each in form.fields if each.default is not None}
    return {**defaults, **found.values}


def _known(play: Play, shown: Shown, turn: asking.Turn) -> Mapping[str, object]:
    if shown.action:
        return play_views.action(play, shown.case, shown.action, turn.answers).values
    return answering.standing(play_views.task(play, shown.case, shown.task))


def _take(play: Play, shown: Shown, form: Form | None, answers: Mapping[str, object]) -> None:
    beside = {
        key: request.form[key].strip()
        for boxes in _ABOUT_LETTERS.values()
        for key, _ in boxes
        if request.form.get(key, "").strip()
    }
    said = {**play.answered(form, answers, shown.case), **beside}
    kind = {"do": shown.action} if shown.action else {"task": shown.task}
    step: dict[str, object] = {"by": play.me, **kind, **of_case(play, shown.case)}
    play.take({**step, "with": said} if said else step)


def wanted_moment(now: datetime) -> str:
    """The moment until which time is to pass. Raises FormErrors."""
    if named := request.form.get("at", ""):
        return named
    boxes: Typed = request.form.to_dict(flat=False)
    try:
        day: date | None = read_date(boxes, "until", "The day")
    except NotADateError as wrong:
        raise FormErrors({"until-day": str(wrong)}) from wrong
    if day is None:
        raise FormErrors({"until-day": "Enter the day until which time is to pass."})
    hour = _HOURS.get(request.form.get("hour", ""), time(12))
    at = at_london(day, hour)
    if at < now:
        here = london(now)
        said = f"Time only goes forward: it is {here.day} {here:%B %Y}, {here:%H:%M}."
        raise FormErrors({"until-day": said})
    return moment_text(at)
