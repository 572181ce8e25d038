"""The council's front door: which procedures it takes in, from whom, and what each asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from engine.casework.answers import read_answers
from engine.casework.complaint import COMPLAINS, Complaint, check, check_reachable
from engine.casework.typed_answers import Asking
from engine.catalogue.definition import Form, Intake, Procedure
from engine.catalogue.profile import Profile
from engine.catalogue.sayings import inside
from engine.clock import london_date
from engine.deadlines.guards import guard_functions
from engine.errors import BadInput, FormErrors, NotFound, NotNow, NotPermitted
from engine.permissions import Actor
from engine.store import officers
from engine.store.office import Office
from engine.store.session import Session

#: fields that speak of the separate points of a case
_OF_POINTS = frozenset({"points", "findings", "add_points", "some_points"})


def procedure_of(office: Office, procedure_id: str) -> Procedure:
    """The procedure of that name. Raises NotFound."""
    found = office.catalogue.procedures.get(procedure_id)
    if found is None:
        raise NotFound(f"There is no procedure {procedure_id}.")
    return found


def run_here(office: Office) -> tuple[Procedure, ...]:
    """The procedures that this council runs today, the corporate complaint first."""
    today = london_date(office.clock.now())
    profile = office.catalogue.profile_for(office.settings.profile, today)
    mine = [p for p in office.catalogue.procedures.values() if p.id in profile.clocks]
    return tuple(sorted(mine, key=lambda p: (p.reference_prefix != "COM", p.title)))


def ids_run_here(office: Office) -> tuple[str, ...]:
    """Their names."""
    return tuple(procedure.id for procedure in run_here(office))


def open_to_residents(office: Office) -> tuple[Procedure, ...]:
    """Those that a resident may begin."""
    return tuple(procedure for procedure in run_here(office) if procedure.intake.residents)


def recordable(office: Office, roles: Collection[str]) -> tuple[Procedure, ...]:
    """Those of which an officer with these roles may record a case."""
    return tuple(each for each in run_here(office) if may_be_recorded(each, roles))


def may_be_recorded(procedure: Procedure, roles: Collection[str]) -> bool:
    """Whether one of these roles records it."""
    return not set(roles).isdisjoint(procedure.intake.recorded_by or procedure.roles)


def require_run(procedure: Procedure, profile: Profile) -> None:
    """Raise NotNow when the council's profile has no dates for the procedure."""
    if procedure.id not in profile.clocks:
        say = f"This council does not run “{procedure.title}”: its profile {profile.id} has none."
        raise NotNow(say, "procedure")


def require_may_begin(procedure: Procedure, by: Actor | None) -> None:
    """Raise NotPermitted when this person does not begin cases of this procedure."""
    if by is not None and by.kind == "officer":
        if not may_be_recorded(procedure, by.roles):
            titles = " or ".join(_titles(procedure, procedure.intake.recorded_by))
            raise NotPermitted(f"“{procedure.title}” is recorded by: {titles}.", "role")
    elif not procedure.intake.residents and (by is None or by.kind == "resident"):
        say = f"Nobody outside the council begins “{procedure.title}” here: an officer records it."
        raise NotPermitted(say, "role")


def _titles(procedure: Procedure, roles: Iterable[str]) -> list[str]:
    known = procedure.roles
    return [inside(known[role].title) if role in known else role for role in roles]


def may_record(office: Office, by: Actor) -> None:
    """Raise NotPermitted when this officer records nothing of what comes in."""
    if by.kind == "officer" and not recordable(office, by.roles):
        raise NotPermitted("You have no role that records what comes in.", "role")


def rehearse(office: Office, complaint: Complaint, by: Actor | None) -> dict[str, object]:
    """Raise what ``intake.receive`` would raise; nothing is kept. Gives the facts that were typed.

    What a resident sends is taken as it is; an officer answers for what they record.
    """
    procedure = procedure_of(office, complaint.procedure)
    if complaint.entry not in procedure.entries:
        raise BadInput(f"“{procedure.title}” has no entry “{complaint.entry}”.")
    require_may_begin(procedure, by)
    errors: dict[str, str] = {}
    facts: dict[str, object] = {}
    try:
        check(complaint, office.clock.now(), _called(procedure))
    except FormErrors as wrong:
        errors |= wrong.errors
    try:
        facts = read_facts(office, procedure, complaint, by)
    except FormErrors as wrong:
        errors = {**wrong.errors, **errors}
    if errors:
        raise FormErrors(errors)
    if by is None or by.kind != "officer":
        if complaint.person_id is not None:
            raise NotPermitted("Only an officer may say who somebody is.", "role")
    elif _is_written_to(procedure):
        check_reachable(complaint)
    return facts


def _called(procedure: Procedure) -> str:
    called = procedure.intake.complainant
    return COMPLAINS if called == Intake().complainant else inside(called).removeprefix("the ")


def _is_written_to(procedure: Procedure) -> bool:
    """Whether any letter goes to the person: else nobody need be able to reach them."""
    return any("complainant" in letter.to for letter in procedure.letters.values())


def alerted(procedure: Procedure) -> Sequence[str]:
    """Who is told of a risk on the same day: those who decide, else those who record."""
    usual = ("triage_officer", "complaints_manager")
    deciding = [role for role in usual if role in procedure.roles]
    return deciding or procedure.intake.recorded_by or tuple(procedure.roles)[:1]


def has_points(procedure: Procedure) -> bool:
    """Whether it is about separate points at all: a request for a review is not."""
    forms = procedure.forms.values()
    return any(field.type in _OF_POINTS for form in forms for field in form.fields)


def form_of(procedure: Procedure) -> Form | None:
    """What it asks beside the usual questions."""
    return procedure.forms.get(procedure.intake.form)


def read_facts(
    office: Office, procedure: Procedure, complaint: Complaint, by: Actor | None
) -> dict[str, object]:
    """The answers to the procedure's own questions, typed. Raises FormErrors."""
    form = form_of(procedure)
    if form is None:
        return {}
    with office.store.read() as session:
        asking = _asking(office, session, procedure, complaint, by)
        return read_answers(form, complaint.answers, asking)


def _asking(
    office: Office, session: Session, procedure: Procedure, complaint: Complaint, by: Actor | None
) -> Asking:
    now = office.clock.now()
    received = london_date(complaint.received_at or now)
    profile = office.catalogue.profile_for(office.settings.profile, received)
    return Asking(
        today=london_date(now),
        variables=_known(procedure, profile),
        functions=guard_functions(
            {}, (), now, events=(), open_tasks=(), closed=False, answered=False
        ),
        may_be_chosen=partial(_may_be_chosen, session),
        received_on=received,
        by_officer=by is not None and by.in_office,
    )


def _known(procedure: Procedure, profile: Profile) -> Mapping[str, object]:
    return {
        name: profile.values.get(name) if variable.origin == "profile" else variable.default
        for name, variable in procedure.variables.items()
    }


def _may_be_chosen(session: Session, officer_id: int, role: str | None) -> bool:
    found = officers.actor(session, officer_id)
    return found is not None and (not role or role in found.roles)
