"""Drafts: begun from what is in force, changed file by file; what others wrote is never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from engine.catalogue import on_disk
from engine.catalogue.text_files import clean_text
from engine.clock import london_date
from engine.errors import BadInput, NotFound, NotNow, Problem
from engine.permissions import Actor
from engine.store import drafts as kept
from engine.store.drafts import DraftRow
from engine.store.office import Office
from engine.store.session import Session
from engine.studio.draft_rows import name_of, new_row, note, whole
from engine.studio.drafted import Draft, Happened, Head, Kept, fingerprint_of
from engine.studio.house import (
    MOST_FILES,
    SHARED_KINDS,
    belongs,
    profile_files,
    version_files,
)
from engine.studio.owners import require_owner

__all__ = [
    "Draft",
    "Happened",
    "Head",
    "Kept",
    "all_of",
    "begin",
    "begin_with",
    "fingerprint_of",
    "keep",
    "kind_of",
    "mark",
    "note",
    "put",
    "read",
    "rewrite",
    "whole",
]


def begin(office: Office, actor: Actor, procedure_id: str, why: str = "") -> int:
    """A draft of what is in force now, with the council's profile. Returns its number."""
    require_owner(actor)
    present = office.catalogue.procedures.get(procedure_id)
    if present is None:
        raise NotFound(f"There is no procedure {procedure_id}.")
    with office.store.write() as session:
        profile = _profile_in_force(office)
        files = version_files(office, session, procedure_id, present.version)
        files |= profile_files(session, profile[1])
        row = new_row(office, actor, procedure_id, present.title, why.strip())
        row.base_version, (row.profile, row.base_profile) = present.version, profile
        return _begun(office, session, actor, row, files, "Began the draft.")


def begin_with(
    office: Office, actor: Actor, procedure_id: str, title: str, files: Mapping[str, str]
) -> int:
    """A draft of files that came in, based on the version in force if there is one.

    Where they hold nothing of a kind that procedures share, or not the council's profile, that in
    force is taken.
    """
    require_owner(actor)
    present = office.catalogue.procedures.get(procedure_id)
    with office.store.write() as session:
        profile = _profile_in_force(office)
        beside = dict(on_disk.shared(office.settings))
        row = new_row(office, actor, procedure_id, title, "")
        row.profile, row.base_profile = profile
        if present is not None:
            row.base_version = present.version
            beside |= version_files(office, session, procedure_id, present.version)
        kinds = [each for each in SHARED_KINDS if not any(file.startswith(each) for file in files)]
        taken = {file: text for file, text in beside.items() if file.startswith(tuple(kinds))}
        whole = {**profile_files(session, profile[1]), **taken, **files}
        return _begun(office, session, actor, row, whole, "Imported the draft.")


def _begun(
    office: Office,
    session: Session,
    actor: Actor,
    row: DraftRow,
    files: Mapping[str, str],
    what: str,
) -> int:
    session.add(row)
    session.flush()
    kept.put_texts(session, row.id, files)
    note(office, session, row.id, actor, what)
    return row.id


def _profile_in_force(office: Office) -> tuple[str, str]:
    today = london_date(office.clock.now())
    profile = office.catalogue.profile_for(office.settings.profile, today)
    return profile.id, profile.version


def read(office: Office, actor: Actor, draft_id: int) -> Draft:
    """The draft of that number. Raises NotFound; NotPermitted to anybody but process owners."""
    require_owner(actor)
    with office.store.read() as session:
        return whole(session, kept.by_id(session, draft_id))


def kind_of(office: Office, actor: Actor, draft_id: int) -> str:
    """What the draft is of: ``procedure`` or ``profile``."""
    require_owner(actor)
    with office.store.read() as session:
        return kept.by_id(session, draft_id).kind


def all_of(
    office: Office, actor: Actor, statuses: tuple[str, ...] = ("open", "waiting")
) -> tuple[Head, ...]:
    """The drafts in these states, the last changed first."""
    require_owner(actor)
    with office.store.read() as session:
        return tuple(
            Head(
                row.id,
                row.kind,
                row.of,
                row.title,
                row.why,
                row.status,
                row.changed_at,
                name_of(session, row.changed_by),
                bool(row.shipped),
                row.split_from_id,
            )
            for row in kept.listed(session, statuses)
        )


def keep(
    office: Office,
    actor: Actor,
    draft_id: int,
    texts: Mapping[str, str | None],
    seen: Mapping[str, str],
) -> Kept:
    """Write these files of a draft; None takes a file out.

    ``seen``: fingerprints of the files as the author had them. Where one is different now, nothing
    of the draft is overwritten: a second draft holds it with these texts. Raises BadInput when a
    text is none or has no place in this draft; a procedure that is broken is kept as it is.
    """
    with _changing(office, actor) as session:
        row = _open_row(session, draft_id)
        present = kept.texts_of(session, draft_id)
        clean = _clean(row, present, texts)
        held = {file: fingerprint_of(present[file]) if file in present else "" for file in clean}
        differs = any(seen[file] != held[file] for file in clean if file in seen)
        return _written(office, session, actor, row, present, clean, differs)


def rewrite(
    office: Office,
    actor: Actor,
    draft_id: int,
    change: Callable[[Mapping[str, str]], Mapping[str, str | None]],
    scope: Callable[[Mapping[str, str]], str] | None = None,
    seen: str = "",
) -> Kept:
    """Change a draft by what ``change`` makes of its present files.

    ``scope`` gives the text of the entry that a page showed, ``seen`` its fingerprint then: where
    it is different now, both versions are kept, as in `keep`.
    """
    with _changing(office, actor) as session:
        row = _open_row(session, draft_id)
        present = kept.texts_of(session, draft_id)
        clean = _clean(row, present, change(present))
        differs = scope is not None and bool(seen) and fingerprint_of(scope(present)) != seen
        return _written(office, session, actor, row, present, clean, differs)


def _changing(office: Office, actor: Actor) -> AbstractContextManager[Session]:
    require_owner(actor)
    return office.store.write()


def _open_row(session: Session, draft_id: int) -> DraftRow:
    row = kept.by_id(session, draft_id, for_change=True)
    if row.status in ("published", "discarded"):
        raise NotNow(f"Draft {draft_id} was {row.status}. Begin a new draft to change more.")
    return row


def _clean(
    row: DraftRow, present: Mapping[str, str], texts: Mapping[str, str | None]
) -> dict[str, str | None]:
    problems: list[Problem] = []
    clean: dict[str, str | None] = {}
    for file, text in texts.items():
        if not belongs(file, row.of) and not (row.kind == "profile" and file in present):
            raise BadInput(f"A draft of {row.of} has no place for the file {file[:120]}.")
        clean[file] = None if text is None else clean_text(text, file, problems)
    if problems:
        raise BadInput(" ".join(f"{p.file}: {p.reason} {p.fix}" for p in problems))
    if len(present.keys() | clean.keys()) > MOST_FILES:
        raise BadInput(f"A draft holds {MOST_FILES:,} files at most.")
    return clean


def _written(
    office: Office,
    session: Session,
    actor: Actor,
    row: DraftRow,
    present: Mapping[str, str],
    texts: Mapping[str, str | None],
    differs: bool,
) -> Kept:
    if differs:
        row = _split(office, session, actor, row, present)
    put(office, session, actor, row, present, texts)
    fingerprints = {
        file: fingerprint_of(text) if text is not None else "" for file, text in texts.items()
    }
    return Kept(row.id, row.revision, differs, fingerprints)


def put(
    office: Office,
    session: Session,
    actor: Actor,
    row: DraftRow,
    present: Mapping[str, str],
    texts: Mapping[str, str | None],
) -> bool:
    """Write what is new of these texts into a draft that is locked; whether there was anything."""
    new = {file: text for file, text in texts.items() if present.get(file) != text}
    if new:
        kept.put_texts(session, row.id, new)
        mark(office, session, actor, row)
    return bool(new)


def mark(office: Office, session: Session, actor: Actor, row: DraftRow) -> None:
    """Changed now, by this person; one that waited for approval is open again."""
    row.revision += 1
    row.changed_at, row.changed_by = office.clock.now(), actor.person_id
    row.editors = {**row.editors, str(actor.person_id): actor.name}
    if row.status == "waiting":
        row.status, row.submitted_at, row.submitted_by = "open", None, None
        note(office, session, row.id, actor, "Changed the draft, so it no longer waits.")


def _split(
    office: Office, session: Session, actor: Actor, row: DraftRow, present: Mapping[str, str]
) -> DraftRow:
    """A second draft beside one that somebody else changed meanwhile."""
    twin = new_row(office, actor, row.of, row.title, row.why)
    twin.kind, twin.profile = row.kind, row.profile
    twin.base_version, twin.base_profile = row.base_version, row.base_profile
    twin.editors = {**row.editors, str(actor.person_id): actor.name}
    twin.set_aside, twin.split_from_id = dict(row.set_aside), row.id
    session.add(twin)
    session.flush()
    kept.put_texts(session, twin.id, present)
    other = name_of(session, row.changed_by)
    what = f"Split from draft {row.id}: {other} had changed the same place meanwhile."
    note(office, session, twin.id, actor, what)
    note(office, session, row.id, actor, f"Draft {twin.id} was split off: both were kept.")
    return twin
