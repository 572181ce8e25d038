"""A draft is asked to be published; another process owner approves it or sends it back."""

from __future__ import annotations

from datetime import date

from engine.catalogue import Catalogue
from engine.clock import london_date
from engine.errors import BadFiles, FormErrors, NotNow, NotPermitted
from engine.permissions import Actor
from engine.store import audit, publications, shipping
from engine.store import drafts as kept
from engine.store.drafts import DraftRow
from engine.store.office import Office
from engine.store.publications import Publication
from engine.store.session import Session
from engine.studio import drafts, judging, trials
from engine.studio.drafts import Draft
from engine.studio.house import SCENARIOS, scenarios_of
from engine.studio.owners import require_owner
from engine.working_days import long_date


def obstacles(office: Office, draft: Draft) -> tuple[str, ...]:
    """Why the draft cannot be published as it is, each in a sentence."""
    found = []
    report = judging.report_of(office, draft)
    if serious := len(report.serious):
        problems = "1 serious problem" if serious == 1 else f"{serious} serious problems"
        found.append(f"The check finds {problems}.")
    elif draft.kind == "procedure":
        found.extend(trials.obstacle(office, draft))
    with office.store.read() as session:
        found.extend(_behind(session, draft))
    if not found and not _changes(office, draft):
        found.append("Nothing is different from the version in force.")
    return tuple(found)


def submit(
    office: Office, actor: Actor, draft_id: int, why: str, wanted_from: date | None = None
) -> None:
    """Ask for approval. ``wanted_from``: the day from which it is to be in force; None: at once.

    Raises FormErrors, or NotNow with the first obstacle.
    """
    draft = drafts.read(office, actor, draft_id)
    errors = {}
    if not why.strip():
        errors["why"] = "Say what this changes and why, for whoever approves it."
    today = london_date(office.clock.now())
    if wanted_from is not None and wanted_from < today:
        errors["wanted_from"] = "Give today or a day to come: nothing is published backwards."
    if errors:
        raise FormErrors(errors)
    _refuse(obstacles(office, draft))
    _refuse(_others_hurt(office, draft))
    kinds = _kinds(office, draft)
    with office.store.write() as session:
        row = _unchanged(session, draft, "open")
        if early := _too_early(session, draft, kinds, wanted_from or today):
            raise FormErrors({"wanted_from": early})
        row.status, row.why, row.wanted_from = "waiting", why.strip(), wanted_from
        row.submitted_at, row.submitted_by = office.clock.now(), actor.person_id
        drafts.note(office, session, row.id, actor, "Asked for approval.")


def approve(office: Office, actor: Actor, draft_id: int) -> None:
    """Publish: now, or from the day that was asked for. Whoever changed the draft may not."""
    draft = drafts.read(office, actor, draft_id)
    refusal = may_not_approve(draft, actor)
    if refusal:
        raise NotPermitted(refusal, "second_person")
    _refuse(obstacles(office, draft))
    _refuse(_others_hurt(office, draft))
    catalogue, kinds = judging.catalogue_with(office, draft), _kinds(office, draft)
    today = london_date(office.clock.now())
    with office.store.write() as session:
        publications.one_at_a_time(session)
        row = _unchanged(session, draft, "waiting")
        _refuse(_behind(session, draft))
        if early := _too_early(session, draft, kinds, max(row.wanted_from or today, today)):
            raise NotNow(early)
        _put_in_force(office, session, row, draft, catalogue, actor)
        row.status, row.decided_at = "published", office.clock.now()
        row.decided_by = actor.person_id
        drafts.note(office, session, row.id, actor, "Approved the draft: it is published.")
        audit.record(
            session,
            case_id=None,
            at=office.clock.now(),
            person_id=actor.person_id,
            action="draft:published",
            subject=f"{draft.of} draft {draft.id}",
            payload={"from": str(row.wanted_from or "now"), "asked_by": row.submitted_by},
        )
        session.flush()
        office.take_up(session)


def may_not_approve(draft: Draft, actor: Actor) -> str:
    """Why this person may not approve the draft; empty when they may."""
    if draft.status != "waiting":
        return "Nobody has asked for this draft to be approved."
    if actor.person_id in draft.editors or actor.person_id == draft.submitted_by:
        return "Another process owner approves it: you changed this draft yourself."
    if _same(actor.name) in {_same(n) for n in (*draft.editors.values(), draft.submitted_name)}:
        return f"Another process owner approves it: {actor.name} changed it, by another account."
    return ""


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def send_back(office: Office, actor: Actor, draft_id: int, reason: str) -> None:
    """Back to those who wrote it, with the reason. Raises FormErrors without one."""
    require_owner(actor)
    if not reason.strip():
        raise FormErrors({"reason": "Say what has to be different."})
    with office.store.write() as session:
        row = kept.by_id(session, draft_id, for_change=True)
        if row.status != "waiting":
            raise NotNow("Nobody has asked for this draft to be approved.")
        row.status, row.submitted_at, row.submitted_by = "open", None, None
        drafts.note(office, session, row.id, actor, f"Sent it back: {reason.strip()}")


def discard(office: Office, actor: Actor, draft_id: int) -> None:
    """Put the draft away. It can be read still."""
    require_owner(actor)
    with office.store.write() as session:
        row = kept.by_id(session, draft_id, for_change=True)
        if row.status not in ("open", "waiting"):
            raise NotNow(f"Draft {draft_id} was {row.status}.")
        row.status = "discarded"
        drafts.note(office, session, row.id, actor, "Put the draft away.")


def _refuse(found: tuple[str, ...]) -> None:
    if found:
        raise NotNow(found[0])


def _unchanged(session: Session, draft: Draft, status: str) -> DraftRow:
    """The row of a draft, locked, if it is still what was judged."""
    row = kept.by_id(session, draft.id, for_change=True)
    if row.status != status or row.revision != draft.revision:
        raise NotNow("The draft was changed meanwhile. Look at it again.")
    return row


def is_behind(office: Office, draft: Draft) -> bool:
    """Whether something newer was published since the draft began."""
    with office.store.read() as session:
        return bool(_behind(session, draft))


def _behind(session: Session, draft: Draft) -> tuple[str, ...]:
    """Whether something was published since the draft began."""
    began = (
        ("procedure", draft.of if draft.kind == "procedure" else "", draft.base_version),
        ("profile", draft.profile, draft.base_profile),
    )
    for kind, name, base in began:
        has = name and (base or kind == "procedure")
        last = publications.latest(session, kind, name) if has else None
        if last is not None and last.version != base:
            what = "the procedure" if kind == "procedure" else "the council's profile"
            return (
                f"A newer version of {what} was published since this draft began."
                " Bring the draft up to date first.",
            )
    return ()


def _too_early(session: Session, draft: Draft, kinds: tuple[str, ...], begins: date) -> str:
    """Whether it would begin before a version that it holds: that one would then undo it."""
    for kind in kinds:
        name = draft.of if kind == "procedure" else draft.profile
        last = publications.latest(session, kind, name)
        if last is not None and last.effective_from > begins:
            day = long_date(last.effective_from)
            return (
                f"A version that this draft holds begins on {day}. Give that day or a later one,"
                " or withdraw that version first."
            )
    return ""


def _others_hurt(office: Office, draft: Draft) -> tuple[str, ...]:
    hurt = judging.others_hurt(office, draft) if _profile_changed(office, draft) else ()
    return tuple(f"Another procedure would break: {p.reason} {p.fix}" for p in hurt[:1])


def _changes(office: Office, draft: Draft) -> bool:
    return bool(_kinds(office, draft))


def _kinds(office: Office, draft: Draft) -> tuple[str, ...]:
    """What of it would be published: ``procedure``, ``profile``."""
    procedure = _procedure_changed(draft) or _new_scenarios(office, draft)
    profile = _profile_changed(office, draft)
    return ("procedure",) * procedure + ("profile",) * profile


def _procedure_changed(draft: Draft) -> bool:
    procedure = judging.procedure_of(draft).procedure if draft.kind == "procedure" else None
    return procedure is not None and procedure.version != draft.base_version


def _profile_changed(office: Office, draft: Draft) -> bool:
    try:
        profile = judging.catalogue_with(office, draft).profiles.get(draft.profile)
    except BadFiles:
        return False
    return profile is not None and profile.version != draft.base_profile


def _put_in_force(
    office: Office,
    session: Session,
    row: DraftRow,
    draft: Draft,
    catalogue: Catalogue,
    actor: Actor,
) -> None:
    today = london_date(office.clock.now())
    begins = max(row.wanted_from or today, today)
    procedure = catalogue.procedures[draft.of] if draft.kind == "procedure" else None
    profile = catalogue.profiles[draft.profile]
    own = {} if procedure is None else {procedure.id: procedure}
    new = Catalogue(own, {profile.id: profile})
    shipping.keep(session, new, office.clock.now())
    if procedure is not None and (
        procedure.version != draft.base_version or _new_scenarios(office, draft)
    ):
        row_of = _publication(office, row, "procedure", procedure.id, procedure.version, begins)
        row_of.scenarios = _scenarios(draft)
        row_of.approved_by = actor.person_id
        session.add(row_of)
    if profile.version != draft.base_profile:
        row_of = _publication(office, row, "profile", profile.id, profile.version, begins)
        row_of.approved_by = actor.person_id
        session.add(row_of)


def _publication(
    office: Office, row: DraftRow, kind: str, of: str, version: str, begins: date
) -> Publication:
    return Publication(
        kind=kind,
        of=of,
        version=version,
        effective_from=begins,
        shipped=False,
        scenarios={},
        why=row.why,
        at=office.clock.now(),
        draft_id=row.id,
        by=row.submitted_by,
    )


def _scenarios(draft: Draft) -> dict[str, str]:
    own = f"processes/{draft.of}/{SCENARIOS}"
    return {file: text for file, text in draft.files.items() if file.startswith(own)}


def _new_scenarios(office: Office, draft: Draft) -> bool:
    if draft.kind != "procedure":
        return False
    with office.store.read() as session:
        before = scenarios_of(office, session, draft.of, draft.base_version)
    return dict(before) != _scenarios(draft)
