"""Who may do what in every state that a procedure's scenarios come through: the whole list.

A state is what the case waits for: its open tasks. Each is judged where the first scenario, by its
name, comes to it, in whichever order they are played. Write the lists anew with
``python -m tests.house.permitting``, and read every line that changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from engine.casework import actions, preparing, separations, tasks
from engine.casework.in_hand import InHand, take
from engine.catalogue import load_catalogue
from engine.errors import Refused
from engine.permissions import Actor
from engine.scenarios import read_scenarios, run_scenario
from engine.scenarios.world import World
from engine.settings import HOUSE
from engine.store.tasks import Task

KEPT = Path(__file__).with_name("permitted")
#: this one has a list of its own, state by state: tests/casework/permitted_actions.txt
APART = "corporate-complaint"
PARTIES = ("complainant", "representative")

Permitted = tuple[str, ...]  # the tasks in brackets, then the actions


@dataclass
class Watcher:
    """Looks at the first case of each scenario of one procedure, after each step."""

    procedure: str
    states: dict[str, dict[str, Permitted]] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)  # state -> the scenario

    def __call__(self, world: World) -> None:
        """Judge the case's state, if it is new."""
        if not world.cases:
            return
        reference = world.reference()
        with take(world.office, Actor(None, None, "Nobody"), reference) as hand:
            if hand.case.procedure != self.procedure:
                return
            waits = sorted({task.element for task in hand.open_tasks})
            closed = hand.case.status == "closed"
            came_of_it = (
                f"closed: {hand.case.outcome.get('overall', '')} {hand.case.stage}".strip()
            )
        state = came_of_it if closed else f"waits for: {', '.join(waits) or 'a date or a letter'}"
        if state not in self.states or world.scenario.id < self.reached[state]:
            self.reached[state] = world.scenario.id
            self.states[state] = _said(world, reference)

    def written(self) -> str:
        """The whole list, as it is kept."""
        always = {who: self._always(who) for who in self._everybody()}
        lines = [f"Who may do what in {self.procedure}, state by state. In brackets the open\n"]
        lines += ["tasks that they may take and complete, then the actions at any time.\n"]
        lines += ["Written by: python -m tests.house.permitting\n\nin every state\n"]
        lines += _lines(always)
        for state in sorted(self.states):
            lines.append(f"\n{state}   (as in {self.reached[state]})\n")
            said = self.states[state]
            lines += _lines({w: _less(said[w], always[w]) for w in sorted(said)})
        return "".join(lines)

    def _everybody(self) -> list[str]:
        return sorted({who for said in self.states.values() for who in said})

    def _always(self, who: str) -> Permitted:
        each = [said[who] for said in self.states.values() if who in said]
        if len(each) < len(self.states):
            return ()
        return tuple(act for act in each[0] if all(act in other for other in each))


def _said(world: World, reference: str) -> dict[str, Permitted]:
    """Of somebody new in each role and of the parties all; of those of the scenario the rest."""
    new = _fresh(world, reference)
    fresh = dict(zip(new, permitted(world, tuple(new.values()), reference), strict=True))
    involved = tuple(world.officers.values())
    own: dict[str, Permitted] = {}
    for who, may in zip(involved, permitted(world, involved, reference), strict=True):
        role = " and ".join(sorted(who.roles)) or "no role"
        usual = {act for each in who.roles for act in fresh.get(each, ())}
        less = (f"not {act}" for act in sorted(usual - set(may)))
        own.setdefault(f"{role}, one of the case", (*(a for a in may if a not in usual), *less))
    return fresh | own


def _fresh(world: World, reference: str) -> dict[str, Actor]:
    roles = {
        role.id: Actor(None, None, role.title, frozenset({role.id}), 9)
        for role in world.procedure.roles.values()
        if not role.outside
    }
    parties = {p: preparing.party_of(world.office, reference, p) for p in PARTIES}
    return {**roles, **{p: who for p, who in parties.items() if who is not None}}


def permitted(world: World, actors: Sequence[Actor], reference: str) -> list[Permitted]:
    """What the verbs' own judgement lets each of them have."""
    with take(world.office, Actor(None, None, "Nobody"), reference) as hand:
        return [_may(replace(hand, actor=actor, staff={})) for actor in actors]


def _may(hand: InHand) -> Permitted:
    mine = [f"[{t.element}]" for t in hand.open_tasks if _allowed(_may_complete, hand, t)]
    known = hand.procedure.any_time.values()
    return (*sorted(mine), *(a.id for a in known if _allowed(actions.allow, hand, a)))


def _may_complete(hand: InHand, task: Task) -> None:
    if hand.actor.kind == "resident":
        raise Refused("Tasks are not for them.")
    if hand.actor.officer_id is not None:
        tasks._not_anothers(hand, task)
    separations.require(hand, hand.actor, task)


def _allowed(judge: Callable[[InHand, Any], None], hand: InHand, what: object) -> bool:
    try:
        judge(hand, what)
    except Refused:
        return False
    return True


def _less(what: Permitted, always: Permitted) -> Permitted:
    return tuple(act for act in what if act not in always)


def _lines(said: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"    {who:<40} {', '.join(may)}\n" for who, may in said.items() if may]


def main() -> None:
    """Write every list anew."""
    catalogue = load_catalogue(HOUSE / "processes", HOUSE / "letters")
    watchers = {each: Watcher(each) for each in catalogue.procedures if each != APART}
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.sqlite3"
        for scenario in read_scenarios(HOUSE / "processes"):
            if scenario.procedure in watchers:
                watcher = watchers[scenario.procedure]
                run_scenario(scenario, catalogue, template, seen=watcher)
    for name, watcher in watchers.items():
        if watcher.states:
            (KEPT / f"{name}.txt").write_text(watcher.written(), "utf-8")


if __name__ == "__main__":
    main()
