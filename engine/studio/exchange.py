"""Procedures go out as parcels and come in as drafts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.casework import accounts
from engine.catalogue.manifest import read_manifest
from engine.clock import london_date
from engine.errors import BadInput, NotFound
from engine.permissions import Actor
from engine.store import drafts as kept
from engine.store import officers, publications
from engine.store.office import Office
from engine.store.session import Session
from engine.studio import drafts
from engine.studio.house import profile_files, version_files
from engine.studio.judged_parcels import Parcel
from engine.studio.owners import is_owner, require_owner

_SHORTEST = 6  # digits by which a version is known


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel that goes out. ``name``: of its file, without an ending."""

    name: str
    parcel: Parcel


def of_version(office: Office, procedure_id: str, version: str = "") -> Sent:
    """A published version with its scenarios, what it may share, and the council's profile.

    ``version``: its first digits; empty: the one in force. Raises NotFound.
    """
    today = london_date(office.clock.now())
    with office.store.read() as session:
        found = _version(office, session, procedure_id, version.strip().lower())
        files = version_files(office, session, procedure_id, found)
        profile = office.catalogue.profile_for(office.settings.profile, today)
        files |= profile_files(session, profile.version)
    return Sent(f"{procedure_id}-{found[:12]}", Parcel(procedure_id, files))


def of_draft(office: Office, draft_id: int) -> Sent:
    """A draft, whole. Raises NotFound."""
    with office.store.read() as session:
        row = kept.by_id(session, draft_id)
        if row.kind != "procedure":
            raise BadInput(f"Draft {draft_id} is of a profile; only procedures are exported.")
        files = kept.texts_of(session, draft_id)
        return Sent(f"{row.of}-draft-{draft_id}", Parcel(row.of, files))


def take_in(office: Office, actor: Actor, parcel: Parcel) -> int:
    """A draft of a parcel; the number of the draft. A procedure that is not known here is a new
    one."""
    require_owner(actor)
    manifest = f"processes/{parcel.procedure}/procedure.yaml"
    given = read_manifest(parcel.files, manifest, parcel.procedure, []) or {}
    present = office.catalogue.procedures.get(parcel.procedure)
    title = given.get("title") or (present.title if present else parcel.procedure)
    return drafts.begin_with(office, actor, parcel.procedure, str(title), parcel.files)


def owner_called(office: Office, username: str) -> Actor:
    """The process owner of that name, for whom somebody at the machine acts. Raises BadInput."""
    with office.store.read() as session:
        row = officers.by_username(session, username.strip().lower())
        actor = accounts.as_actor(row) if row is not None else None
    if actor is None or not is_owner(actor):
        raise BadInput(f"{username} is no process owner: “redress officer add” makes one.")
    return actor


def _version(office: Office, session: Session, procedure_id: str, begins: str) -> str:
    present = office.catalogue.procedures.get(procedure_id)
    if present is None:
        known = ", ".join(sorted(office.catalogue.procedures))
        raise NotFound(f"There is no procedure {procedure_id}. Procedures: {known}.")
    if not begins:
        return present.version
    rows = publications.of(session, "procedure", procedure_id)
    fitting = {row.version for row in rows if row.version.startswith(begins)}
    if len(begins) < _SHORTEST or len(fitting) != 1:
        versions = ", ".join(dict.fromkeys(row.version[:12] for row in rows))
        said = f"It is not one version of {procedure_id} that begins with {begins}."
        raise NotFound(f"{said} Versions: {versions}.")
    return fitting.pop()
