"""A case goes on under another procedure: the same case and reference, people, points and papers.

Its running runs end, their tasks go and their clocks stop; what was written and sent stays. Which
dates count from the first receipt and which from the move, `engine.deadlines.moves` says. The
rules stay those of the day of receipt: the council's profile as it was frozen then. What the new
procedure asks when a case comes in is asked at the move.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import clock_sheet, copies, front_door, moving, notices, taking_answers
from engine.casework.in_hand import InHand
from engine.casework.kept_values import plain
from engine.catalogue.coming_in import PARTIES
from engine.catalogue.definition import AnyTime, Form, Procedure
from engine.catalogue.moved_forms import questions
from engine.catalogue.sayings import ended
from engine.clock import london_date
from engine.deadlines.moves import MOVED
from engine.errors import FormErrors, NotNow
from engine.store import moved
from engine.store.cases import last_run_of
from engine.store.moved import LEFT

ENTRY = "new"
#: facts of the case that belong to the steps of the procedure it leaves
OF_STEPS = ("chosen", "did", "findings")


def parted(
    hand: InHand, action: AnyTime, answers: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """The answers to the move's own form, and those to what the other procedure asks."""
    target = hand.office.catalogue.procedures.get(str(answers.get("procedure") or ""))
    asked = questions(target, _form(hand, action)).fields if target else ()
    theirs = {each.id: answers[each.id] for each in asked if each.id in answers}
    return {name: value for name, value in answers.items() if name not in theirs}, theirs


def _form(hand: InHand, action: AnyTime) -> Form:
    return hand.procedure.forms.get(action.form or "") or Form("", "", ())


def change(
    hand: InHand,
    action: AnyTime,
    values: dict[str, object],
    asked: Mapping[str, object] | None = None,
) -> None:
    """`change_procedure`: the case begins anew under the procedure that was chosen.

    ``asked``: the answers to what it asks; None where nobody could be asked, as beside a step.
    """
    target = front_door.procedure_of(hand.office, str(values.get("procedure") or ""))
    require_other(hand, target)
    tests = fitting(target, values.get("tests"))
    _require_nothing_that_survives(hand, action)
    reason, source = str(values.get("reason") or ""), hand.procedure
    said: dict[str, object] = {
        "from": source.id,
        "from_title": source.title,
        "to": target.id,
        "to_title": target.title,
        "reason": reason,
        "tests": tests,
    }
    form = None if asked is None else questions(target, _form(hand, action))
    silent = [capacity for capacity in source.copies if copies.stopped(hand, capacity)]
    _leave(hand)
    instances: dict[str, int] = {}
    for row in hand.books.clocks:
        instances[row.name] = max(row.instance, instances.get(row.name, 0))
    numbers = {"instances": instances, "last_run": last_run_of(hand.session, hand.case.id)}
    hand.record(MOVED, {**said, "from_version": source.version, **numbers})
    hand.audit("case:moved", target.title, said)
    _enter(hand, target, source)
    _keep_silent(hand, silent)
    _alert(hand)
    _begin(hand, form, asked or {})


def _begin(hand: InHand, form: Form | None, asked: Mapping[str, object]) -> None:
    """The first run, with the answers to what the procedure asks; those known already count."""
    fields = form.fields if form else ()
    known = {f.id: hand.case.data[f.id] for f in fields if f.id in hand.case.data}
    facts = taking_answers.read(hand, None, form, {**known, **asked})
    hand.case.data = {**hand.case.data, **{name: plain(said) for name, said in facts.items()}}
    hand.form_values = dict(facts)
    chosen = taking_answers.take(hand, form, facts)
    taking_answers.require(hand, chosen)
    given = taking_answers.variables(hand, form, facts)
    moving.start_run(hand, ENTRY, given=given, assign=chosen)


def require_other(hand: InHand, target: Procedure) -> None:
    """Raise NotNow when the case cannot go on under that procedure."""
    if hand.case.status == "closed":
        say = "The case is closed. Open it again first, or begin a new one."
        raise NotNow(say, "closed")
    if target.id == hand.case.procedure:
        raise NotNow(f"This case follows “{target.title}” already.", "same_procedure")
    require_known(hand, target)


def require_known(hand: InHand, target: Procedure) -> None:
    """Raise NotNow when the rules that froze for this case do not know the procedure."""
    profile = hand.office.profile(hand.session, hand.case.profile_version, target)
    front_door.require_run(target, profile)
    if ENTRY not in target.entries:
        raise NotNow(f"Nothing begins “{target.title}” anew.", "procedure")


def fitting(target: Procedure, said: object) -> dict[str, bool]:
    """The answers to the questions that the procedure asks of what is moved into it.

    Raises FormErrors where one is not answered, NotNow where one is answered with no.
    """
    given = said if isinstance(said, Mapping) else {}
    asked = {fit.id: fit for fit in target.fits}
    unknown = [name for name in given if name not in asked]
    if unknown:
        raise FormErrors({"tests": f"“{target.title}” does not ask {', '.join(unknown)}."})
    for fit in asked.values():
        if not isinstance(given.get(fit.id), bool):
            raise FormErrors({"tests": f"Answer yes or no: {ended(fit.ask)}"})
        if not given[fit.id]:
            source = f" ({fit.source})" if fit.source else ""
            raise NotNow(f"{fit.no_say.rstrip('.')}{source}.", fit.id, fit.source)
    return {name: bool(given[name]) for name in asked}


def _require_nothing_that_survives(hand: InHand, action: AnyTime) -> None:
    """What outlives a complaint, as the referral of a risk does, is not lost by a move."""
    for run in hand.runs:
        going_on = (each for each in moving.begun_by(hand, run) if each.survives)
        for each in going_on if run.kind == "side" else ():
            say = f"“{each.title}” is still being dealt with here. Complete that step first."
            raise NotNow(say, action.id)


def _leave(hand: InHand) -> None:
    """The runs end, their tasks go, every clock stops."""
    for run in list(hand.runs):
        moving.cut(hand, run)
    clock_sheet.stop(hand, hand.rules.keys())
    clock_sheet.bring_up_to_date(hand)


def _enter(hand: InHand, target: Procedure, source: Procedure) -> None:
    """The case as the new procedure finds it: no stage, no result and no finding yet."""
    case = hand.case
    hand.follow(target)
    case.confidential = target.confidential
    case.stage, case.outcome = "", {}
    kept = {name: value for name, value in case.data.items() if name not in OF_STEPS}
    came = {"moved_from": source.title, "moved_on": london_date(hand.now).isoformat()}
    case.data = {**kept, **came}
    _no_finding_stands(hand)
    hand.form_values, hand.form_role = {}, ""
    _end_parts(hand, _parts_of(target))


def _no_finding_stands(hand: InHand) -> None:
    """What was found under the earlier procedure stays to be read, and decides nothing here."""
    hand.session.flush()
    moved.no_finding_stands(hand.session, hand.case.id)
    for finding in hand.books.findings:
        finding.current = False
    hand.case.moved_at = hand.now
    hand.__dict__.pop("points", None)


def _alert(hand: InHand) -> None:
    """Somebody may be at risk: those who deal with the case now are told on the same day."""
    if hand.case.data.get("at_risk") is True:
        words = f"Somebody may be at risk: {hand.case.reference} was moved to you. Read it today."
        for role in front_door.alerted(hand.procedure):
            notices.tell(hand, "info", words, role=role)


def _parts_of(procedure: Procedure) -> frozenset[str]:
    """What people can be in a procedure: whom its letters, steps, forms and rules name."""
    forms = procedure.forms.values()
    named = {*PARTIES, *procedure.roles}
    named |= {each for letter in procedure.letters.values() for each in letter.to}
    named |= {form.capacity for form in forms}
    named |= {field.capacity or "" for form in forms for field in form.every_field()}
    for rule in procedure.separations:
        named |= {*rule.never, *rule.never_both}
    return frozenset(named)


def _end_parts(hand: InHand, known: frozenset[str]) -> None:
    """Parts that the procedure does not know end; those that a move ended and it knows go on."""
    hand.session.flush()
    moved.parts_follow(hand.session, hand.case.id, known, hand.now)
    for part in hand.books.participations:
        if part.capacity not in known and part.until is None:
            part.until, part.reason = hand.now, LEFT
        elif part.capacity in known and part.reason == LEFT:
            part.until, part.reason = None, ""


def _keep_silent(hand: InHand, capacities: list[str]) -> None:
    """Whoever got no copies for want of consent gets none here either, or has no part."""
    for capacity in capacities:
        rule = hand.procedure.copies.get(capacity)
        if rule is not None and "copies_not_agreed" in rule.stops_at:
            hand.record("copies_not_agreed")
            continue
        for part in hand.books.participations:
            if part.capacity == capacity and part.until is None:
                part.until, part.reason = hand.now, LEFT
