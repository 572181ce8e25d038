"""What another version asks differently where a case stands, and of what it has behind it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.casework import separations, staff
from engine.casework.in_hand import InHand
from engine.casework.version_differences import FormChange, between, elements_of
from engine.catalogue.definition import Procedure, Variable
from engine.permissions import Rule
from engine.store import version_moves
from engine.store.capacities import rules_of
from engine.store.cases import Run
from engine.store.tasks import Task
from engine.workflow.effects import OpenTask
from engine.workflow.fitting import Fit


def blocked(hand: InHand, view: InHand, run: Run, fit: Fit) -> Iterator[str]:
    """Why a run cannot go on, beside its diagram."""
    gone = between(hand.procedure, view.procedure).roles
    for task, _ in fit.tasks:
        missing = [gone[role] for role in (task.role or "").split() if role in gone]
        for title in missing:
            yield f"“{task.name}” is open for “{title}”, and the new version has no such role."
    late, still = late_steps(hand.procedure), late_steps(view.procedure)
    for task, _ in fit.tasks:
        if late.get(task.element) != still.get(task.element):
            yield f"“{task.name}” is open about a date that is dealt with otherwise there."
    for name, variable in view.procedure.variables.items():
        if _not_known(run.variables.get(name), variable):
            said = f"“{run.variables[name]}” was answered to “{_asks(hand.procedure, name)}”"
            yield f"{said}, and the new version does not know that answer."
    yield from _beside(hand, view, run)


def late_steps(procedure: Procedure) -> dict[str, str]:
    """The steps that tell of a missed date -> the clock that an extension of them extends."""
    return {
        element: clock
        for action in procedure.any_time.values()
        for clock, elements in action.clocks.items()
        for element in elements
    }


def _not_known(value: object, variable: Variable) -> bool:
    if value is None or variable.origin in ("derived", "run"):
        return False
    if variable.type == "choice":
        return bool(variable.of) and value not in variable.of
    return variable.type == "bool" and not isinstance(value, bool)


def _asks(procedure: Procedure, name: str) -> str:
    fields = (field for form in procedure.forms.values() for field in form.fields)
    return next((field.label for field in fields if field.id == name), name)


def _beside(hand: InHand, view: InHand, run: Run) -> Iterator[str]:
    """A side diagram must belong to the same action, which ends the case or does not."""
    if run.kind != "side":
        return
    here, there = (_actions(each, run) for each in (hand, view))
    if here != there:
        yield "What is under way beside the case belongs to another action in the new version."


def _actions(hand: InHand, run: Run) -> set[tuple[str, str | None, bool]]:
    drawn = hand.procedure.side_diagrams.items()
    names = {name for name, diagram in drawn if diagram.file == run.diagram}
    known = hand.procedure.any_time.values()
    return {(each.id, each.ends, each.survives) for each in known if each.run in names}


def decided(hand: InHand, view: InHand, run: Run, fit: Fit) -> Iterator[str]:
    """What is different where a run stands, and must be known to whoever moves it."""
    forms = between(hand.procedure, view.procedure).forms
    for here, there in fit.tasks:
        yield from _task(hand, view, here, there)
        yield from _held(hand, view, run, here, there)
        if here.element in forms and here.form == there.form:
            yield from _form(here.name, forms[here.element])
    for waits, then in fit.timers:
        if (waits.clock, waits.at) != (then.clock, then.at):
            title = _clock(view.procedure, then.clock)
            yield f"The date for which the case waits would be one of “{title}”."
    for title in fit.missed:
        yield f"“{title}” comes before the place where the case stands, and would not be done."
    for was, now in fit.stages:
        yield f"It would be counted in {now or 'no stage'} instead of {was or 'no stage'}."
    yield from _answered(hand, view, run)


def _task(hand: InHand, view: InHand, here: OpenTask, there: OpenTask) -> Iterator[str]:
    if here.role != there.role:
        was, now = _roles(hand.procedure, here.role), _roles(view.procedure, there.role)
        yield f"“{here.name}” would be for {now} instead of {was}."
    if here.form != there.form:
        yield f"“{here.name}” would ask another form: “{_title(view.procedure, there.form)}”."
    if here.clock != there.clock:
        was, now = (
            _clock(each.procedure, name)
            for each, name in ((hand, here.clock), (view, there.clock))
        )
        yield f"“{here.name}” would be due by “{now}” instead of “{was}”."
    if here.stage != there.stage:
        yield f"“{here.name}” would be counted in {there.stage or 'no stage'}."


def _held(hand: InHand, view: InHand, run: Run, here: OpenTask, there: OpenTask) -> Iterator[str]:
    rules = rules_of(hand.procedure, hand.profile)
    for row in hand.open_tasks:
        about = row.run_id == run.id and row.element == here.element
        why = bars_from(view, row, there.role or "", rules) if about else ""
        if why:
            yield f"“{here.name}” would go back to the queue: {why}"


def bars_from(view: InHand, task: Task, roles: str, rules: tuple[Rule, ...]) -> str:
    """Why whoever has taken a task on could not keep it; "" when they could.

    ``rules``: who may never do both, as it was before; only another rule is asked of them.
    """
    same = rules == rules_of(view.procedure, view.profile)
    if task.assignee_id is None or (roles == task.role and same):
        return ""
    officer = staff.officer(view, task.assignee_id)
    if officer is None or not officer.roles & set(roles.split()):
        return "who has it has no such role."
    refused = None if same else separations.refusal(view, officer, task.element, roles)
    return f"who has it may not do it any more. {refused}" if refused else ""


def _roles(procedure: Procedure, roles: str | None) -> str:
    known = procedure.roles
    named = (roles or "").split()
    return " or ".join(f"“{known[r].title if r in known else r}”" for r in named) or "nobody"


def _clock(procedure: Procedure, name: str | None) -> str:
    duty = procedure.clocks.get(name or "")
    return duty.title if duty else name or "no date"


def _title(procedure: Procedure, form: str | None) -> str:
    found = procedure.forms.get(form or "")
    return found.title if found else "none"


def _form(step: str, change: FormChange) -> Iterator[str]:
    """How an open step asks otherwise; what was typed stays with its question."""
    for label in change.gone.values():
        yield f"“{step}” would no longer ask: “{label}”. What is typed there would be lost."
    for label in change.new.values():
        yield f"“{step}” would also ask: “{label}”."
    for label in change.changed:
        yield f"“{step}” would ask in another way: “{label}”."
    if change.rules:
        yield f"“{step}” would need something else to be completed."


def _answered(hand: InHand, view: InHand, run: Run) -> Iterator[str]:
    """Questions of steps that are done: those that are gone, and new ones that decide the way."""
    forms = between(hand.procedure, view.procedure).forms
    if not forms:
        return
    drawn = elements_of(hand.procedure)
    for element, answered in version_moves.answered(hand.session, run.id, sorted(forms)):
        step = drawn[element].name
        for field, label in forms[element].gone.items():
            if answered.get(field) not in (None, "", [], {}):
                yield f"“{label}”, answered in “{step}”, is no longer asked there."
        for field, label in forms[element].new.items():
            if field in view.procedure.variables:
                yield f"“{label}” is new in “{step}”, which is done: it stays without an answer."


def letters_blocked(hand: InHand, view: InHand) -> Iterator[str]:
    """Letters that still have to leave must be known to the version that sends them."""
    gone = between(hand.procedure, view.procedure).no_letters
    for code in _letters(hand) if gone else ():
        if code in gone and _waits(hand, code):
            title = _called(hand, code)
            yield f"The letter “{title}” has not left, and the new version does not have it."


def of_the_case(hand: InHand, view: InHand) -> Iterator[str]:
    """What is different of letters that were written, and of who may read the case."""
    found = between(hand.procedure, view.procedure)
    for code in _letters(hand) if found.letters else ():
        if code in found.must_say and not _waits(hand, code):
            more = ", ".join(point.replace("_", " ") for point in found.must_say[code])
            title = _called(hand, code)
            yield f"The letter “{title}” has left, and would now have to say: {more}."
        elif code in found.letters and _waits(hand, code):
            yield f"The letter “{_called(hand, code)}” has not left, and would be written anew."
    if hand.procedure.confidential != view.procedure.confidential:
        more = "kept apart from others" if view.procedure.confidential else "open to more officers"
        yield f"The case would be {more}."


def _letters(hand: InHand) -> dict[str, bool]:
    """Letter -> whether some copy of it has still to leave."""
    kept: dict[str, bool] | None = hand.__dict__.get("letters_written")
    if kept is None:
        kept = hand.__dict__["letters_written"] = version_moves.letters_of(
            hand.session, hand.case.id
        )
    return kept


def _waits(hand: InHand, code: str) -> bool:
    return _letters(hand).get(code, False)


def _called(hand: InHand, code: str) -> str:
    template = hand.procedure.templates.get(code)
    return template.title if template else code


def unknown_numbers(hand: InHand, view: InHand) -> str:
    """A number of the council that only the new version reads and these numbers do not have."""
    known = hand.procedure.variables
    for name, variable in view.procedure.variables.items():
        if name in known and known[name].origin == "profile":
            continue
        if variable.origin == "profile" and name not in view.profile.values:
            return f"The new version reads “{name}”, which the case’s own numbers do not have."
    return ""
