"""What comes with Redress: the first published versions; newer ones arrive as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine.catalogue import Catalogue
from engine.catalogue.archive import unpacked
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.store import drafts, publications
from engine.store.drafts import DraftEvent, DraftRow
from engine.store.publications import ALWAYS, Publication
from engine.store.versions import ProcedureVersion, ProfileVersion

_ARRIVED = "Came with a newer Redress. The version in force stays until this is approved."


def arrive(session: Session, catalogue: Catalogue, now: datetime) -> None:
    """Publish what came with Redress and was never there; what is newer becomes a draft."""
    keep(session, catalogue, now)
    known = publications.published(session)
    first = []
    for kind, each in _all(catalogue):
        versions = known.get((kind, each.id))
        if versions is None:
            first.append(_first(kind, each, now))
        elif each.version not in versions:
            _as_draft(session, kind, each, now)
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


def _as_draft(session: Session, kind: str, each: Procedure | Profile, now: datetime) -> None:
    """Once only: a draft that was discarded does not come again."""
    if each.version in drafts.shipped_versions(session):
        return
    base = publications.latest(session, kind, each.id)
    draft = DraftRow(
        kind=kind,
        of=each.id,
        title=each.title,
        why=_ARRIVED,
        base_version=base.version if base and kind == "procedure" else "",
        base_profile=base.version if base and kind == "profile" else "",
        profile=each.id if kind == "profile" else "",
        shipped=each.version,
        made_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    drafts.put_texts(session, draft.id, unpacked(each.source, kind).files)
    session.add(DraftEvent(draft_id=draft.id, at=now, by="Redress", what=_ARRIVED))
