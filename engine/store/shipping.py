"""What comes with Redress: the first published versions; newer ones arrive as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine.catalogue import Catalogue, on_disk
from engine.catalogue.archive import unpacked
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.settings import Settings
from engine.store import drafts, publications
from engine.store.drafts import DraftEvent, DraftRow
from engine.store.publications import ALWAYS, Publication
from engine.store.versions import ProcedureVersion, ProfileVersion

_ARRIVED = "Came with a newer Redress. The version in force stays until this is approved."


def arrive(session: Session, catalogue: Catalogue, now: datetime, settings: Settings) -> None:
    """Publish what came with Redress and was never there; what is newer becomes a draft."""
    keep(session, catalogue, now)
    known = publications.published(session)
    own, first = settings.profile, []
    if own in catalogue.profiles:
        own = catalogue.profile_for(own, london_date(now)).id
    for kind, each in _all(catalogue):
        versions = known.get((kind, each.id))
        if versions is None:
            first.append(_first(kind, each, now))
        elif each.version not in versions:
            _as_draft(session, kind, each, now, settings, own)
    if first:
        session.execute(insert(Publication), first)


def keep(session: Session, catalogue: Catalogue, now: datetime) -> None:
    """Put these versions into the store, where they stay for their cases."""
    procedures = {p.version: p for p in catalogue.procedures.values()}
    profiles = {p.version: p for p in catalogue.profiles.values()}
    kept = set(session.scalars(select(ProcedureVersion.version)))
    kept_profiles = set(session.scalars(select(ProfileVersion.version)))
    new = [_version(p, now) for version, p in procedures.items() if version not in kept]
    new_profiles = [_profile(p) for v, p in profiles.items() if v not in kept_profiles]
    if new:
        session.execute(insert(ProcedureVersion), new)
    if new_profiles:
        session.execute(insert(ProfileVersion), new_profiles)


def _all(catalogue: Catalogue) -> Iterator[tuple[str, Procedure | Profile]]:
    yield from (("procedure", procedure) for procedure in catalogue.procedures.values())
    yield from (("profile", profile) for profile in catalogue.profiles.values())


def _version(procedure: Procedure, now: datetime) -> dict[str, object]:
    return {
        "version": procedure.version,
        "procedure": procedure.id,
        "title": procedure.title,
        "source": procedure.source,
        "published_at": now,
    }


def _profile(profile: Profile) -> dict[str, object]:
    return {
        "version": profile.version,
        "profile": profile.id,
        "source": profile.source,
        "effective_from": profile.effective_from,
    }


def _first(kind: str, each: Procedure | Profile, now: datetime) -> dict[str, object]:
    return {
        "kind": kind,
        "of": each.id,
        "version": each.version,
        "effective_from": ALWAYS,
        "shipped": True,
        "at": now,
    }


def _as_draft(
    session: Session,
    kind: str,
    each: Procedure | Profile,
    now: datetime,
    settings: Settings,
    own: str,
) -> None:
    """Once only: a draft that was discarded does not come again."""
    shipped = drafts.shipped_versions(session)
    if each.version in shipped:
        return
    base = _grew_from(session, kind, each.id, shipped)
    draft = DraftRow(
        kind=kind,
        of=each.id,
        title=each.title,
        why=_ARRIVED,
        base_version=base if kind == "procedure" else "",
        base_profile=base if kind == "profile" else "",
        profile=each.id if kind == "profile" else "",
        shipped=each.version,
        made_at=now,
        changed_at=now,
    )
    files = dict(unpacked(each.source, kind).files)
    if kind == "procedure":
        beside = (*on_disk.shared(settings), *on_disk.scenarios(settings, each.id))
        files = {**dict(beside), **files}
        files |= _with_profile(session, draft, own, now)
    session.add(draft)
    session.flush()
    drafts.put_texts(session, draft.id, files)
    session.add(DraftEvent(draft_id=draft.id, at=now, by="Redress", what=_ARRIVED))


def _grew_from(session: Session, kind: str, name: str, shipped: frozenset[str]) -> str:
    """The version that came with Redress last and was published: what the council changed since
    is joined with it when the draft is brought up to date.
    """
    known = publications.standing(session, kind, name)
    return next((p.version for p in known if p.shipped or p.version in shipped), "")


def _with_profile(
    session: Session, draft: DraftRow, profile: str, now: datetime
) -> dict[str, str]:
    """The council's numbers in force, which a draft of a procedure holds."""
    version = publications.in_force(session, london_date(now)).get(("profile", profile))
    row = session.get(ProfileVersion, version) if version else None
    if row is None:
        return {}
    draft.profile, draft.base_profile = profile, row.version
    return dict(unpacked(row.source, "profile").files)
