"""`do: complain`: somebody complains, or an officer records what they said."""

from __future__ import annotations

from datetime import date

from engine.casework import actions, front_door, intake, preparing
from engine.errors import BadInput
from engine.permissions import Actor, Denied, may_do
from engine.scenarios import checking_steps
from engine.scenarios.naming import translated
from engine.scenarios.reading import Step, Who
from engine.scenarios.world import World

DEFAULT = "case"
#: what every `do: complain` may say, whatever the procedure asks
USUAL = frozenset({"text", "channel", "points", "service", "summary", "wanted", "happened_on"})
HOW = "They named their earlier reference."
BESIDE = "They gave their earlier address."


def complain(world: World, step: Step) -> None:
    """Open the step's case. Raises what the real intake raises."""
    given = dict(step.answers)
    alias = str(given.pop("for", step.by))
    by, same_as = world.officers.get(step.by), given.pop("same_as", None)
    known = None if same_as is None else _person(world, str(same_as))
    said = {
        "how_checked": str(given.pop("how_checked", HOW)),
        "beside_email": str(given.pop("beside_email", BESIDE)),
    }
    complaint = _complaint(world, world.who(alias), given, known if by else None, said)
    receipt = intake.receive(world.office, complaint, by)
    world.cases[step.case or DEFAULT] = receipt.reference
    world.complained.setdefault(alias, step.case or DEFAULT)
    if known is not None and by is None:
        officer = _who_may_say(world)
        answers = {"person": known, **said}
        actions.perform(world.office, officer, receipt.reference, "same_person", answers)


def _complaint(
    world: World, who: Who, given: dict[str, object], known: int | None, said: dict[str, str]
) -> intake.Complaint:
    """``given``: what the step says; what is not named here is kept as data of the case."""
    other = given.pop("representative", None) or next(
        (w.id for w in world.scenario.people.values() if w.party == "representative"), None
    )
    received = given.pop("received_at", None)
    procedure = str(given.pop("procedure", world.scenario.procedure))
    answers = _own_answers(world, procedure, given)
    reachable = any((who.email, who.phone, who.handle, who.address))
    return intake.Complaint(
        name=who.name,
        text=str(given.pop("text", "Something went wrong.")),
        email=who.email,
        phone=who.phone,
        address=who.address,
        channel=str(given.pop("channel", "web")),
        preferred_channel=who.channel,
        handle=who.handle,
        adjustments=who.adjustments,
        points=tuple(map(str, given.pop("points", ()) or ())),  # type: ignore[call-overload]
        service=str(given.pop("service", "")),
        summary=str(given.pop("summary", "")),
        wanted=str(given.pop("wanted", "")),
        happened_on=_day(given.pop("happened_on", None)),
        known_on=_day(given.pop("known_on", None)),
        received_at=checking_steps.when(received, world) if received else None,
        representative=someone(world.who(str(other))) if other else None,
        copies=given.pop("copies", True) is not False,
        anonymous=bool(given.pop("anonymous", not reachable)),
        at_risk=bool(given.pop("at_risk", False)),
        procedure=procedure,
        entry=str(given.pop("entry", "new")),
        person_id=known,
        how_checked=said["how_checked"],
        beside_email=said["beside_email"],
        data=given,
        answers=answers,
    )


def _own_answers(world: World, procedure: str, given: dict[str, object]) -> dict[str, object]:
    """What the step says to the procedure's own questions; they are facts and no other data."""
    form = front_door.form_of(front_door.procedure_of(world.office, procedure))
    own = {field.id for field in form.fields} if form else set()
    said = {name: given[name] for name in own & given.keys()}
    for name in said:
        if name not in USUAL:
            del given[name]
    return translated(world, form, said)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def someone(who: Who) -> intake.Someone:
    """A person of the scenario as they come in."""
    return intake.Someone(
        name=who.name,
        email=who.email,
        phone=who.phone,
        address=who.address,
        preferred_channel=who.channel,
        handle=who.handle,
        adjustments=who.adjustments,
    )


def _person(world: World, alias: str) -> int:
    """Whoever complained in a case of that name, or a person who has complained before."""
    case = alias if alias in world.cases else world.complained.get(alias, "")
    if not case:
        raise BadInput(f"“{alias}” has not complained yet, so nobody can be the same person.")
    found = preparing.party_of(world.office, world.reference(case), "complainant")
    assert found is not None
    assert found.person_id is not None
    return found.person_id


def _who_may_say(world: World) -> Actor:
    """The first officer of the scenario who may say that somebody is known already."""
    action = world.procedure.any_time.get("same_person")
    for officer in world.officers.values():
        if action is not None and not isinstance(may_do(officer, action.by), Denied):
            return officer
    raise BadInput("Nobody in this scenario may say that somebody is known already.")
