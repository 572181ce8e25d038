"""A draft played by hand: a scenario that is written while it happens, in an office of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.catalogue import Catalogue
from engine.catalogue.definition import Form, Procedure
from engine.clock import london
from engine.errors import BadInput, NotNow, RedressError, Refused
from engine.permissions import Actor
from engine.scenarios import checking_steps, running
from engine.scenarios.reading import Scenario, Step, moment, read_step, read_who
from engine.scenarios.world import World
from engine.studio import cast
from engine.studio.saying import said
from engine.studio.standing import Standing, came_about, standing
from engine.working_days import long_date

#: what messages call the scenario that is being played
FILE = Path("this play")
MOST_STEPS = 200
_SEVERAL = "case{}"


@dataclass
class Entry:
    """One thing that was done. ``step``: as a scenario has it; ``after``: what is to be expected
    then, by case.
    """

    step: dict[str, object]
    told: str
    refused: str = ""
    came: list[str] = field(default_factory=list)
    after: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass
class Kept:
    """A play between two pages. ``began``: its first moment; ``now``: where it stands, empty
    before the first step; ``me``: who the owner is at present.
    """

    procedure: str
    profile: str
    people: cast.People
    began: str
    now: str = ""
    me: str = cast.COMPLAINANT
    entries: list[Entry] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)
    complained: dict[str, str] = field(default_factory=dict)
    clocks: dict[str, dict[str, str]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As it is kept in the store."""
        return dataclasses.asdict(self)


def kept_from(plain: Mapping[str, Any]) -> Kept:
    """What was kept."""
    entries = [Entry(**each) for each in plain["entries"]]
    return Kept(**{**plain, "entries": entries})


class Play:
    """An opened play. Every step is done as the scenario that it becomes would do it."""

    def __init__(self, kept: Kept, catalogue: Catalogue, folder: Path) -> None:
        self.kept = kept
        again = datetime.fromisoformat(kept.now) if kept.now else None
        self.world = World(_script(kept), catalogue, folder, again=again)
        self.world.cases.update(kept.cases)
        self.world.complained.update(kept.complained)

    def close(self) -> None:
        """Give back the office."""
        self.world.close()

    @property
    def now(self) -> datetime:
        """The moment at which the play stands."""
        return self.world.clock.now()

    @property
    def me(self) -> str:
        """Who the owner is at present."""
        return self.kept.me

    def actor(self, case: str = "") -> Actor:
        """Whoever one is, as somebody who acts."""
        return self.world.actor(self.kept.me, case)

    def procedure(self, case: str = "") -> Procedure:
        """What a case follows now."""
        return self.world.procedure_of(case)

    def title_of(self, name: str) -> str:
        """Who somebody is, in words."""
        return cast.title_of(self.world.procedure, name, self.kept.people[name])

    def answered(
        self, form: Form | None, answers: Mapping[str, object], case: str
    ) -> dict[str, object]:
        """What was typed into a form, as a step says it."""
        return said(self.world, form, answers, case, self.actor(case))

    def be(self, name: str) -> None:
        """Be somebody else from now on. Raises BadInput."""
        self.world.who(name)
        self.kept.me = name

    def take(self, raw: Mapping[str, object]) -> Entry:
        """Do a step. A refusal is part of the play: it is kept, and raised again.

        Raises what the verbs raise; FormErrors leave everything as it was.
        """
        if len(self.kept.entries) >= MOST_STEPS:
            raise NotNow(f"A play has no more than {MOST_STEPS} steps. Save it as a scenario.")
        before, step = standing(self.world), dict(raw)
        entry = Entry(step, self._told(step))
        refusal = self._do(step, entry)
        self._keep(entry, before)
        if refusal is not None:
            raise refusal
        return entry

    def _do(self, step: dict[str, object], entry: Entry) -> Refused | None:
        read = self._read(step)
        if read.at is not None:
            if read.at < self.now:
                raise BadInput("Time only goes forward: give a moment that is still to come.")
            self.world.move_to(read.at)
        if not (read.do or read.task):
            return None
        try:
            running.do(self.world, dataclasses.replace(read, refused=""))
        except Refused as refusal:
            step["refused"] = refusal.rule or _words(refusal)
            entry.refused = str(refusal)
            entry.told = entry.told.replace(": completed “", ": tried “", 1)
            return refusal
        self.world.move_to(self.now)
        self._name_new_case(step)
        return None

    def _read(self, step: Mapping[str, object]) -> Step:
        given = {key: value for key, value in step.items() if key != "refused"}
        return read_step(len(self.kept.entries) + 1, given, FILE)

    def _name_new_case(self, step: dict[str, object]) -> None:
        """A case that the step opened is called by a name from now on."""
        if step.get("do") in running.COMPLAIN or "as" in step:
            return
        case = str(step.get("case", ""))
        known = set(self.world.cases.values())
        links = checking_steps.file_of(self.world, case).links
        new = [link.reference for link in links if link.reference not in known]
        if new:
            name = _SEVERAL.format(len(self.world.cases) + 1)
            step["as"], self.world.cases[name] = name, new[-1]

    def _keep(self, entry: Entry, before: Mapping[str, Standing]) -> None:
        after = standing(self.world)
        entry.came = came_about(before, after)
        for alias, now in after.items():
            known = self.kept.clocks.get(alias, {})
            changed = {name: due for name, due in now.clocks.items() if known.get(name) != due}
            entry.after[alias] = {"open": sorted(now.open), "clocks": changed}
            self.kept.clocks[alias] = dict(now.clocks)
        self.kept.entries.append(entry)
        self.kept.now = self.now.isoformat()
        self.kept.cases, self.kept.complained = dict(self.world.cases), dict(self.world.complained)

    def _told(self, step: Mapping[str, object]) -> str:
        """The step in words."""
        who = self.title_of(str(step["by"])) if "by" in step else ""
        if "task" in step:
            return f"{who}: completed “{self._task_name(step)}”."
        match step.get("do"):
            case None:
                at = moment(step["at"], FILE)
                return f"Time passed until {long_date(london(at).date())}, {london(at):%H:%M}."
            case "complain":
                return f"{who}: the case began."
            case "assign":
                given = step.get("with")
                to = str(given.get("to", "")) if isinstance(given, Mapping) else ""
                name = self.title_of(to) if to in self.kept.people else to
                return f"{who}: put the task on the desk of: {name}."
            case action:
                known = self.procedure(str(step.get("case", ""))).any_time.get(str(action))
                return f"{who}: “{known.title if known else action}”."

    def _task_name(self, step: Mapping[str, object]) -> str:
        procedure, name = self.procedure(str(step.get("case", ""))), str(step["task"])
        for diagram in (procedure.diagram, *procedure.side_diagrams.values()):
            if name in diagram.elements:
                return diagram.elements[name].name or name
        return name


def _words(refusal: Refused) -> str:
    """Words of a refusal without a rule's name, enough to know it by."""
    return " ".join(str(refusal).split()[:8]).rstrip(".,:;")


def _script(kept: Kept) -> Scenario:
    people = {name: read_who(name, person, FILE) for name, person in kept.people.items()}
    return Scenario(
        id="play",
        title="",
        file=str(FILE),
        procedure=kept.procedure,
        profile=kept.profile,
        settings={},
        people=people,
        given=(),
        steps=(Step(1, at=moment(kept.began, FILE)),),
        until=None,
        expect={},
    )


def replay(play: Play, steps: Sequence[Mapping[str, object]]) -> str:
    """The same steps in a play that has just begun; why it went no further, or nothing."""
    for number, step in enumerate(steps, 1):
        try:
            play.take(step)
        except Refused as refusal:
            if "refused" not in step:
                play.kept.entries.pop()
                return f"Step {number} is refused now: {refusal}"
        except RedressError as error:
            return f"Step {number} does not go any more: {error}"
    return ""
