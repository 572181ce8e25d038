"""Who may do what to a corporate complaint, in every state it comes through: the whole list.

Write it anew with ``python -m tests.casework.permitted``, and read every line that changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.casework import actions, separations, tasks
from engine.casework.in_hand import InHand, take
from engine.errors import Refused
from engine.permissions import Actor
from engine.store.tasks import Task
from tests.casework.council import ONLOOKER, Council
from tests.casework.states import ROLES, walk

KEPT = Path(__file__).with_name("permitted_actions.txt")
HEADING = """\
Who may do what to a corporate complaint under NHDC-2019 (with pauses), state by state. In brackets
the open tasks that they may take and complete, then the actions at any time. Who is not named may
do nothing more than in every state. Written by: python -m tests.casework.permitted
"""
ALWAYS = "in every state"
PAUSES = {"clocks.corporate-complaint.response1.pause": True}
#: has every role and does every task of the walk: what separations leave of that
JACK = "jack of all trades, who did all so far"

Permitted = tuple[Sequence[str], Sequence[str]]  # (tasks, actions)


@dataclass(frozen=True, slots=True)
class Block:
    """What one state permits; ``others``: officers of whom it says more than of their role."""

    name: str
    waits: Sequence[str]
    said: Mapping[str, Permitted]
    others: Mapping[str, Permitted]


def actors(council: Council, reference: str) -> dict[str, Actor]:
    """Somebody new in each role, the parties, a stranger, and who did all so far."""
    return {
        **{role: council.people[f"new {role}"] for role in ROLES},
        JACK: council.people["jack"],
        "complainant": council.resident(reference),
        "representative": council.resident(reference, "representative"),
        "the complainant of another case": council.resident("COM-2024-00001"),
    }


def special(council: Council) -> dict[str, Actor]:
    """Officers of whom a state may say more than of somebody new in their role."""
    named = ("investigator", "approver", "reviewer", "manager", "asked")
    known = {name: council.people[name] for name in named if name in council.people}
    return {f"{name}, {next(iter(who.roles))}": who for name, who in known.items()}


def permitted(council: Council, who: Mapping[str, Actor], reference: str) -> dict[str, Permitted]:
    """(tasks, actions) that the verbs' own judgement lets each of them have."""
    with take(council.office, ONLOOKER, reference) as hand:
        return {each: _may(replace(hand, actor=actor, staff={})) for each, actor in who.items()}


def _may(hand: InHand) -> Permitted:
    mine = [t.element for t in hand.open_tasks if _allowed(_may_complete, hand, t)]
    known = hand.procedure.any_time.values()
    return sorted(mine), [a.id for a in known if _allowed(actions.allow, hand, a)]


def _may_complete(hand: InHand, task: Task) -> None:
    tasks._not_anothers(hand, task)
    separations.require(hand, hand.actor, task)


def _allowed(judge: Callable[[InHand, Any], None], hand: InHand, what: object) -> bool:
    try:
        judge(hand, what)
    except Refused:
        return False
    return True


def written(council: Council) -> str:
    """The whole list, as it is kept."""
    blocks = [_block(council, *state) for state in walk(council)]
    always = {who: _always(blocks, who) for who in blocks[0].said}
    lines = [HEADING, f"\n{ALWAYS}\n", *_lines({who: ([], acts) for who, acts in always.items()})]
    for block in blocks:
        lines.append(f"\n{block.name}\n  waits for: {', '.join(block.waits) or 'nobody'}\n")
        lines += _lines({who: _less(what, always[who]) for who, what in block.said.items()})
        lines += _lines(block.others)
    return "".join(lines)


def _block(council: Council, name: str, reference: str) -> Block:
    who = actors(council, reference)
    said = permitted(council, who, reference)
    others = {}
    known = special(council)
    for each, (tasks_, acts) in permitted(council, known, reference).items():
        (role,) = known[each].roles
        more = [t for t in tasks_ if t not in said[role][0]]
        less = [f"not {t}" for t in said[role][0] if t not in tasks_]
        more_acts = [a for a in acts if a not in said[role][1]]
        less_acts = [f"not {a}" for a in said[role][1] if a not in acts]
        others[each] = ([*more, *less], [*more_acts, *less_acts])
    return Block(name, council.open_tasks(reference), said, others)


def _always(blocks: Sequence[Block], who: str) -> list[str]:
    """The actions that somebody may use in all of the states."""
    first, *rest = (block.said[who][1] for block in blocks)
    return [act for act in first if all(act in each for each in rest)]


def _less(what: Permitted, always: Sequence[str]) -> Permitted:
    return what[0], [act for act in what[1] if act not in always]


def _lines(said: Mapping[str, Permitted]) -> list[str]:
    shown = {who: _words(*what) for who, what in said.items()}
    return [f"    {who:<38} {words}\n" for who, words in shown.items() if words]


def _words(mine: Sequence[str], acts: Sequence[str]) -> str:
    return " ".join([f"[{', '.join(mine)}]"] * bool(mine) + [", ".join(acts)]).strip()


def main() -> None:
    """Write the list anew."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'redress.sqlite3'}"
        council = Council(url, Path(folder), changed=PAUSES)
        KEPT.write_text(written(council))
        council.close()


if __name__ == "__main__":
    main()
