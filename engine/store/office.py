"""A council's office: what every verb and every query of the desk works with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from engine.catalogue import (
    Catalogue,
    procedure_from_source,
    profile_from_source,
)
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.clock import Clock
from engine.errors import NotFound
from engine.settings import Settings
from engine.store.session import Store
from engine.store.versions import ProcedureVersion, ProfileVersion


@dataclass
class Office:
    """Settings, clock, store, procedures in force; past versions are read when they are needed."""

    settings: Settings
    clock: Clock
    store: Store
    catalogue: Catalogue
    coverage: set[tuple[str, str]] | None = (
        None  # (diagram, flow) passed, where somebody wants to know
    )
    _procedures: dict[str, Procedure] = field(default_factory=dict)
    _profiles: dict[str, Profile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._procedures.update({p.version: p for p in self.catalogue.procedures.values()})
        self._profiles.update({p.version: p for p in self.catalogue.profiles.values()})

    def procedure(self, session: Session, version: str) -> Procedure:
        """The procedure as a case's version has it."""
        if version not in self._procedures:
            row = session.get(ProcedureVersion, version)
            if row is None:
                raise NotFound(f"Procedure version {version[:12]} is not in the store.")
            self._procedures[version] = procedure_from_source(row.source)
        return self._procedures[version]

    def profile(self, session: Session, version: str, procedure: Procedure) -> Profile:
        """The profile whose rules a case froze at receipt, with the case's own procedure."""
        if version in self._profiles:
            return self._profiles[version]
        key = f"{version} {procedure.version}"  # read with the clocks of this procedure alone
        if key not in self._profiles:
            row = session.get(ProfileVersion, version)
            if row is None:
                raise NotFound(f"Profile version {version[:12]} is not in the store.")
            self._profiles[key] = profile_from_source(row.source, {procedure.id: procedure})
        return self._profiles[key]

    def runs(self, session: Session, profile_version: str, procedure_id: str) -> bool:
        """Whether the council runs a procedure under this version of its profile."""
        procedure = self.catalogue.procedures.get(procedure_id)
        if procedure is None:
            return False
        return procedure_id in self.profile(session, profile_version, procedure).clocks

    def present_profile(self, frozen: Profile) -> Profile:
        """The profile whose contacts and signatories are read on the day: not frozen."""
        return self.catalogue.profiles.get(frozen.id, frozen)

    def note_flows(self, diagram: str, taken: Iterable[str]) -> None:
        """Remember which sequence flows were passed, for the coverage of scenarios."""
        if self.coverage is not None:
            self.coverage.update((diagram, flow) for flow in taken)

    def keep_versions(self, session: Session) -> None:
        """Put the versions in force into the store, where they stay for their cases."""
        now = self.clock.now()
        for procedure in self.catalogue.procedures.values():
            if session.get(ProcedureVersion, procedure.version) is None:
                session.add(
                    ProcedureVersion(
                        version=procedure.version,
                        procedure=procedure.id,
                        title=procedure.title,
                        source=procedure.source,
                        published_at=now,
                    )
                )
        for profile in self.catalogue.profiles.values():
            if session.get(ProfileVersion, profile.version) is None:
                session.add(
                    ProfileVersion(
                        version=profile.version,
                        profile=profile.id,
                        source=profile.source,
                        effective_from=profile.effective_from,
                    )
                )
