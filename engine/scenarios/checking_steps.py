"""Compares a case with what a scenario expects of it. Every difference is one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine.casework import correspondence, preparing
from engine.clock import london, london_date
from engine.desk.case_file import action_form, case_file
from engine.desk.views import CaseFile, ClockView, LetterView, TaskView
from engine.errors import BadInput
from engine.letters import to_text
from engine.letters.document import Letter
from engine.permissions import Actor
from engine.scenarios import checking_actions
from engine.scenarios.reading import moment
from engine.working_days import long_date

if TYPE_CHECKING:
    from engine.scenarios.world import World


#: sees everything and may do nothing: the eye of a check
ONLOOKER = Actor(None, 0, "the scenario", frozenset(), 0, "officer")


def when(value: object, world: World) -> datetime:
    """A time written in a step."""
    return moment(value, Path(world.scenario.file))


def file_of(world: World, case: str = "", who: Actor = ONLOOKER) -> CaseFile:
    """The case as its page shows it to an officer."""
    viewer = who if who.in_office and who is not ONLOOKER else onlooker(world, case)
    return case_file(world.office, viewer, world.reference(case))


def onlooker(world: World, case: str) -> Actor:
    """The eye of a check sees what is kept apart, too."""
    return replace(ONLOOKER, roles=frozenset(world.procedure_of(case).roles))


def open_tasks(world: World, case: str = "") -> tuple[TaskView, ...]:
    """The tasks that wait for somebody."""
    return tuple(task for task in file_of(world, case).tasks if task.status == "open")


def split_off(world: World, case: str = "") -> str:
    """The reference of the case that was split off last. Raises BadInput when there is none."""
    parts = [link for link in file_of(world, case).links if link.words == "Split off"]
    if not parts:
        raise BadInput("`as` names the case that a split opens: nothing was split off here.")
    return parts[-1].reference


def letters_so_far(world: World) -> dict[str, int]:
    """How many letters have been sent in each case: those of `given` do not count."""
    return {alias: len(sent(file_of(world, alias))) for alias in world.cases}


def sent(file: CaseFile) -> list[LetterView]:
    """The letters that have left, in the order in which they did."""
    left = [letter for letter in file.letters if any(d.sent_at for d in letter.dispatches)]
    return sorted(left, key=lambda letter: (_left(letter), letter.id))


def _left(letter: LetterView) -> datetime:
    return min(d.sent_at for d in letter.dispatches if d.sent_at is not None)


def check(
    world: World,
    expect: Mapping[str, object],
    place: str,
    counted: Mapping[str, int],
    case: str = "",
) -> list[str]:
    """Every difference, in words."""
    if not expect:
        return []
    alias = str(expect.get("case") or case)
    file = file_of(world, alias)
    found: list[str] = []
    if "open" in expect:
        found += _check_open(file, expect["open"])
    if "clocks" in expect:
        found += _check_clocks(file, expect["clocks"])
    if "letters" in expect:
        found += _check_letters(world, expect["letters"], counted)
    for key, is_now in (
        ("status", file.status),
        ("stage", file.stage),
        ("record", file.procedure),
    ):
        if key in expect and str(expect[key]) != is_now:
            found.append(f"{key} is {is_now}, not {expect[key]}.")
    if "outcome" in expect:
        found += _check_outcome(world, alias, expect["outcome"])
    found += _check_linked(world, file, expect)
    found += _check_promises(world, alias, file, expect)
    found += _check_allowed(world, alias, _map(expect.get("allowed")), True)
    found += _check_allowed(world, alias, _map(expect.get("not_allowed")), False)
    return [f"{place}: {sentence}" for sentence in found]


def _check_allowed(
    world: World, alias: str, wanted: Mapping[str, object], allowed: bool
) -> list[str]:
    """Whether people may use at-any-time actions now."""
    found = []
    for person, actions in wanted.items():
        actor = world.actor(person, alias)
        for action in map(str, _list(actions)):
            view = action_form(world.office, actor, world.reference(alias), action)
            if view.allowed != allowed:
                word = "may" if view.allowed else f"may not ({view.why_not})"
                found.append(f"{person} {word} {action}.")
    return found


def _check_open(file: CaseFile, wanted: object) -> list[str]:
    is_open = sorted(task.element for task in file.tasks if task.status == "open")
    expected = sorted(map(str, _list(wanted)))
    if is_open == expected:
        return []
    return [f"open tasks are {', '.join(is_open) or 'none'}, not {', '.join(expected) or 'none'}."]


def _check_clocks(file: CaseFile, wanted: object) -> list[str]:
    latest: dict[str, ClockView] = {}
    for clock in file.clocks:
        if clock.name not in latest or clock.instance > latest[clock.name].instance:
            latest[clock.name] = clock
    found = []
    for name, due in _map(wanted).items():
        wrong = _check_clock(name, latest.get(name), due)
        found += [wrong] if wrong else []
    return found


def _check_clock(name: str, clock: ClockView | None, due: object) -> str:
    if due in (None, "none", "not_running"):
        if clock is not None and clock.status in ("running", "paused"):
            return f"clock {name} runs (due {clock.due_on}), but it should not."
    elif clock is None:
        return f"clock {name} never started; expected {due}."
    elif clock.status == "stopped":
        return f"clock {name} was stopped; expected {due}."
    elif str(due) not in (_iso(clock.due_on), f"{london(clock.due):%Y-%m-%dT%H:%M}"):
        return f"clock {name} is due {clock.due_on}, not {due}. {clock.summary}"
    return ""


def _check_letters(world: World, wanted: object, counted: Mapping[str, int]) -> list[str]:
    rows = [_map(row) for row in _list(wanted)]
    strange = {str(r["case"]) for r in rows if "case" in r} - set(world.cases)
    found = [f"there is no case called “{alias}” in this scenario." for alias in sorted(strange)]
    for alias in world.cases:
        mine = [r for r in rows if str(r.get("case") or _first(world)) == alias]
        letters = sent(file_of(world, alias))[counted.get(alias, 0) :]
        got = [f"{london_date(_left(letter))} {letter.code}" for letter in letters]
        expected = [f"{row.get('on')} {row.get('code')}" for row in mine]
        if got != expected:
            found.append(f"letters sent are [{', '.join(got)}], not [{', '.join(expected)}].")
            continue
        for row, letter in zip(mine, letters, strict=True):
            found += _check_letter(world, row, letter, alias)
    return found


def _first(world: World) -> str:
    return next(iter(world.cases), "")


def _check_letter(
    world: World, row: Mapping[str, object], letter: LetterView, case: str
) -> list[str]:
    found = []
    if "to" in row:
        to = sorted(d.capacity for d in letter.dispatches if d.status == "sent")
        if to != sorted(map(str, _list(row["to"]))):
            found.append(f"letter {letter.code} went to {', '.join(to)}, not {row['to']}.")
    if "says" in row or "says_not" in row:
        first = correspondence.letter_of(world.office, onlooker(world, case), letter.id)[1]
        found += _check_words(f"letter {letter.code}", first, row.get("says"), row.get("says_not"))
    said, unsaid = _map(row.get("says_to")), _map(row.get("says_not_to"))
    for capacity in dict.fromkeys([*said, *unsaid]):
        name = f"letter {letter.code} to the {capacity}"
        if capacity not in {dispatch.capacity for dispatch in letter.dispatches}:
            found.append(f"there is no {name}.")
            continue
        own = correspondence.letter_to(world.office, onlooker(world, case), letter.id, capacity)
        found += _check_words(name, own, said.get(capacity), unsaid.get(capacity))
    return found


def _check_words(name: str, letter: Letter, said: object, unsaid: object) -> list[str]:
    """What a letter does not say, and what it says and should not."""
    text, found = _flat(to_text(letter)), []
    for words in _list(said or ()):
        if not any(_flat(way) in text for way in _ways(str(words))):
            found.append(f"{name} does not say “{words}”.")
    for words in _list(unsaid or ()):
        if any(_flat(way) in text for way in _ways(str(words))):
            found.append(f"{name} says “{words}”, but should not.")
    return found


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()


def _ways(words: str) -> Sequence[str]:
    """A date may be written as ISO: letters write it long."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return (words, long_date(date.fromisoformat(words)))
    return (words,)


def _check_outcome(world: World, alias: str, wanted: object) -> list[str]:
    outcome = world.outcome(alias)
    if not isinstance(wanted, Mapping):
        wanted = {"overall": wanted}
    return [
        f"outcome {key} is {outcome.get(key)}, not {value}."
        for key, value in wanted.items()
        if str(outcome.get(key)) != str(value)
    ]


def _check_linked(world: World, file: CaseFile, expect: Mapping[str, object]) -> list[str]:
    """Exactly these cases belong to it, whatever the kind of link."""
    if "linked" not in expect:
        return []
    names = {reference: alias for alias, reference in world.cases.items()}
    linked = sorted(names.get(link.reference, link.reference) for link in file.links)
    expected = sorted(map(str, _list(expect["linked"])))
    if linked == expected:
        return []
    return [f"linked are {', '.join(linked) or 'none'}, not {', '.join(expected) or 'none'}."]


def _check_promises(
    world: World, alias: str, file: CaseFile, expect: Mapping[str, object]
) -> list[str]:
    """Remedies, dated actions and notices."""
    found = []
    remedies = expect.get("remedies")
    if remedies is not None:
        last = [point.findings[-1].remedy for point in file.points if point.findings]
        promised = [remedy for remedy in last if remedy]
        if sorted(promised) != sorted(map(str, _list(remedies))):
            found.append(f"remedies are {promised}, not {remedies}.")
    if "actions" in expect:
        rows = _list(expect["actions"] or ())
        found += checking_actions.check_actions(file, [_map(row) for row in rows])
    told = (
        preparing.notices_of(world.office, world.reference(alias)) if "notices" in expect else ()
    )
    for words in _list(expect.get("notices") or ()):
        if not any(str(words).lower() in text.lower() for text in told):
            found.append(f"no notice says “{words}”.")
    return found


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _iso(value: date | datetime) -> str:
    return value.isoformat()
