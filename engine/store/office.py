"""A council's office: what every verb and every query of the desk works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from sqlalchemy.orm import Session

from engine.catalogue import (
    Catalogue,
    procedure_from_source,
    profile_from_source,
)
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.clock import Clock, london_date
from engine.errors import NotFound
from engine.settings import Settings
from engine.store import publications
from engine.store.session import Store
from engine.store.versions import ProcedureVersion, ProfileVersion

#: seconds after which an office asks again what is in force: another process may have published
LOOKS_AGAIN = 10.0


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
    _looked: tuple[date, float] = (date.min, 0.0)  # when it was last asked what is in force

    def __post_init__(self) -> None:
        self._procedures.update({p.version: p for p in self.catalogue.procedures.values()})
        self._profiles.update({p.version: p for p in self.catalogue.profiles.values()})

    def look_again(self) -> None:
        """Take up what was published meanwhile, here or by another process, or begins today."""
        today, moment = london_date(self.clock.now()), monotonic()
        if today == self._looked[0] and moment - self._looked[1] < LOOKS_AGAIN:
            return
        self._looked = (today, moment)
        with self.store.read() as session:
            self.take_up(session)

    def take_up(self, session: Session) -> None:
        """Run what is in force today. New cases follow it; others keep their versions."""
        found = publications.in_force(session, london_date(self.clock.now()))
        present: list[tuple[str, Procedure | Profile]] = [
            *(("procedure", each) for each in self.catalogue.procedures.values()),
            *(("profile", each) for each in self.catalogue.profiles.values()),
        ]
        if found == {(kind, each.id): each.version for kind, each in present}:
            return
        procedures = {
            name: self.procedure(session, version)
            for (kind, name), version in sorted(found.items())
            if kind == "procedure"
        }
        profiles = {
            name: self._whole_profile(session, version, procedures)
            for (kind, name), version in sorted(found.items())
            if kind == "profile"
        }
        self._profiles = {profile.version: profile for profile in profiles.values()}
        self.catalogue = Catalogue(procedures, profiles)

    def _whole_profile(
        self, session: Session, version: str, procedures: Mapping[str, Procedure]
    ) -> Profile:
        row = session.get(ProfileVersion, version)
        if row is None:
            raise NotFound(f"Profile version {version[:12]} is not in the store.")
        return profile_from_source(row.source, procedures)

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
        key = f"{version} {procedure.version}"  # read with the clocks of this procedure alone
        if self._is_in_force(procedure) and version in self._profiles:
            return self._profiles[version]
        if key not in self._profiles:
            row = session.get(ProfileVersion, version)
            if row is None:
                raise NotFound(f"Profile version {version[:12]} is not in the store.")
            self._profiles[key] = profile_from_source(row.source, {procedure.id: procedure})
        return self._profiles[key]

    def _is_in_force(self, procedure: Procedure) -> bool:
        present = self.catalogue.procedures.get(procedure.id)
        return present is not None and present.version == procedure.version

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
