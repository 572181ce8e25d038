"""The sides of a comparison: a published version, or a draft."""

from __future__ import annotations

from engine.catalogue import profile_from_source
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.errors import NotFound
from engine.store import publications
from engine.store.office import Office
from engine.store.session import Session
from engine.store.versions import ProfileVersion
from engine.studio import judging
from engine.studio.comparing.comparison import Side
from engine.studio.drafted import Draft
from engine.studio.house import profile_files, version_files


def of_draft(office: Office, draft: Draft) -> Side:
    """A draft as it is now."""
    loaded = judging.procedure_of(draft)
    profile = judging.profile_of(office, draft, loaded.procedure)
    problems = (*loaded.problems, *profile.problems)
    name = f"Draft {draft.id}"
    return Side(name, draft.files, loaded.procedure, profile.profile, problems)


def of_version(
    office: Office, session: Session, procedure_id: str, version: str, profile_version: str = ""
) -> Side:
    """A published version, with the council's profile of that version, or the one in force.

    Raises NotFound.
    """
    known = publications.of_version(session, "procedure", procedure_id, version)
    if known is None:
        raise NotFound(f"There is no version {version[:12]} of {procedure_id}.")
    procedure = office.procedure(session, version)
    files = version_files(office, session, procedure_id, version)
    profile = None
    if profile_version:
        profile = office.profile(session, profile_version, procedure)
        files = files | profile_files(session, profile_version)
    name = "as it came with Redress" if known.shipped else f"published {known.at:%d %B %Y}"
    return Side(f"The version {name}", files, procedure, profile)


def of_profile(
    office: Office, session: Session, name: str, version: str, also: Procedure | None = None
) -> Side:
    """The council's numbers as they were published, with every procedure in force; ``also``: one
    that is not in force yet.
    """
    known = publications.of_version(session, "profile", name, version)
    if known is None:
        return Side("Nothing before it", {}, None, None)
    procedures = {**office.catalogue.procedures, **({also.id: also} if also else {})}
    row = session.get_one(ProfileVersion, version)
    profile: Profile = profile_from_source(row.source, procedures)
    said = "as they came with Redress" if known.shipped else f"published {known.at:%d %B %Y}"
    return Side(f"The numbers {said}", profile_files(session, version), None, profile)
