"""A play as a scenario: what was done, and what came about as what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.casework import preparing
from engine.studio.play import Entry, Play
from engine.studio.standing import Standing, standing

#: what is kept of an outcome that a scenario compares
_OUTCOME = ("overall", "stage", "was")
_KEYS = ("at", "by", "do", "task", "case", "with", "as", "refused")


def scenario_of(play: Play, name: str, title: str, whole: bool = False) -> dict[str, object]:
    """As the file tells it. ``whole``: with everybody, whether they do anything or not."""
    entries = play.kept.entries
    used = set(play.kept.people) if whole else set(_named(entries)) & set(play.kept.people)
    used |= {who for who in play.kept.people if play.kept.people[who].get("party")}
    last = standing(play.world)
    return {
        "scenario": name,
        "title": title,
        "procedure": play.kept.procedure,
        "profile": play.kept.profile,
        "people": {who: each for who, each in play.kept.people.items() if who in used},
        "steps": [*_steps(play.kept.began, entries), *_others(play, last)],
        "expect": _at_the_end(play, last),
    }


def _named(entries: Sequence[Entry]) -> Iterator[str]:
    """Every text of every step: among them are the names of those who take part."""
    for entry in entries:
        yield from _texts(entry.step)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


def _steps(began: str, entries: Sequence[Entry]) -> Iterator[dict[str, object]]:
    """What was done, each with the moment where it is another, and what was new after it."""
    moment, told = began, ""
    expected: dict[str, object] = {}
    for number, entry in enumerate(entries, 1):
        moment = str(entry.step.get("at", moment))
        news = list(_news(expected, entry))
        expected = {alias: after["open"] for alias, after in entry.after.items()}
        if not ("do" in entry.step or "task" in entry.step or news or number == len(entries)):
            continue  # nothing came of it: the next step says how far time has gone
        step = {key: entry.step[key] for key in _KEYS if key in entry.step and key != "at"}
        yield {"at": _short(moment), **step} if moment != told else step
        told = moment
        for each in news:
            yield {"expect": each}


def _short(moment: str) -> str:
    """A date alone is noon."""
    return moment.removesuffix("T12:00")


def _news(expected: Mapping[str, object], entry: Entry) -> Iterator[dict[str, object]]:
    for number, (alias, after) in enumerate(entry.after.items()):
        found: dict[str, object] = {} if number == 0 else {"case": alias}
        if after["open"] != expected.get(alias):
            found["open"] = after["open"]
        if after["clocks"]:
            found["clocks"] = after["clocks"]
        if "open" in found or "clocks" in found:
            yield found


def _others(play: Play, last: Mapping[str, Standing]) -> Iterator[dict[str, object]]:
    """What has become of the cases that were opened on the way."""
    for alias in list(last)[1:]:
        yield {"expect": {"case": alias, **_became(play, alias, last[alias])}}


def _at_the_end(play: Play, last: Mapping[str, Standing]) -> dict[str, object]:
    first = next(iter(last), "")
    rows = [
        {"on": each.on, "code": each.code, "to": list(each.to)}
        | ({} if alias == first else {"case": alias})
        for alias, now in last.items()
        for each in now.letters
    ]
    return {"letters": rows, **(_became(play, first, last[first]) if first else {})}


def _became(play: Play, alias: str, now: Standing) -> dict[str, object]:
    kept = preparing.outcome_of(play.world.office, play.world.reference(alias))
    outcome = {key: kept[key] for key in _OUTCOME if kept.get(key) not in (None, "")}
    return {"status": now.status, **({"outcome": outcome} if outcome else {})}
