"""The keys of procedure.yaml, apart from its forms, and what is built of them.

Each table is mirrored in schemas/procedure.schema.json; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from engine.catalogue.definition import (
    FOUND,
    AnyTime,
    ClockDuty,
    Copies,
    LetterDuty,
    Outcomes,
    Role,
    Separation,
    Variable,
)
from engine.catalogue.intake_keys import fit, intake
from engine.catalogue.keys import (
    Given,
    Key,
    KeyTable,
    Place,
    as_table,
    each,
    named,
    of_keys,
    read_table,
)
from engine.catalogue.kinds import (
    CONFIDENCE,
    code,
    dashed,
    flag,
    is_code,
    is_name,
    name,
    one_of,
    single,
    text,
    texts,
    titled,
    whole,
    words,
)
from engine.catalogue.tracked import Tracked, TrackedStep
from engine.catalogue.tree import Node, Table, plain

SIGNPOST = one_of("ombudsman", "ico", "both", "none")


class Later(NamedTuple):
    """A part that is read when the parts it needs are known."""

    node: Node
    place: Place


def _later(node: Node, place: Place) -> Later:
    return Later(node, place)


ROLE: KeyTable = {
    "title": Key(text),
    "confidential": Key(flag),
    "outside": Key(flag),
    "registrar": Key(flag),
    "letters_only": Key(flag),
}
SEPARATION: KeyTable = {
    "id": Key(dashed, required=True),
    "say": Key(text, required=True),
    "source": Key(text),
    "never_both": Key(words),
    "task": Key(text),
    "roles": Key(words),
    "never": Key(words),
    "grade": Key(one_of("not_junior", "senior", "from_profile")),
}
VARIABLE: KeyTable = {
    "type": Key(one_of("choice", "bool", "text", "number", "date")),
    "of": Key(words),
    "from": Key(one_of("form", "run", "profile", "case", "set"), into="origin"),
    "derived": Key(text, into="derivation"),
    "default": Key(single),
}
CLOCK: KeyTable = {
    "title": Key(text, required=True),
    "kind": Key(one_of("policy", "statutory", "shadow")),
    "met_by": Key(words),
    "stops_at": Key(words),
    "ladder": Key(name),
    "tells": Key(one_of("council", "complainant")),
    "resident_says": Key(text),
}
SIGNPOST_WHEN: KeyTable = {
    "default": Key(SIGNPOST, required=True),
    "when": Key(named(lambda _, node, place: SIGNPOST(node, place), is_name)),
}
ANY_TIME: KeyTable = {
    "title": Key(text),
    "by": Key(words, required=True),
    "when": Key(text),
    "say": Key(text),
    "form": Key(name),
    "entry": Key(name),
    "run": Key(text),
    "ends": Key(one_of("case")),
    "clocks": Key(named(lambda _, node, place: words(node, place), is_name)),
    "confirm": Key(name),
    "afresh": Key(flag),
    "carries": Key(words),
    "survives": Key(flag),
    "despite": Key(words),
    "again": Key(flag),
}
COPIES: KeyTable = {"stops_at": Key(words, required=True), "goes_on_at": Key(words)}
ALSO: KeyTable = {"value": Key(name, required=True), "title": Key(text, required=True)}


def _signpost(node: Node, place: Place) -> dict[str, str]:
    if not isinstance(node, Table):
        return {"default": SIGNPOST(node, place)}
    given = read_table(node, place, SIGNPOST_WHEN)
    return {"default": given["default"], **given.get("when", {})}


LETTER: KeyTable = {
    "to": Key(words, required=True),
    "must_say": Key(words),
    "signpost": Key(_signpost),
    "purpose": Key(
        one_of("acknowledgement", "decision", "refusal", "final", "update", "other"),
    ),
    "source": Key(text),
    "confidence": Key(CONFIDENCE),
    "bodies": Key(texts),
    "encloses": Key(words),
}


def _also(node: Node, place: Place) -> tuple[str, str]:
    if not isinstance(node, Table):
        word = name(node, place)
        return word, titled(word)
    given = read_table(node, place, ALSO)
    return given["value"], given["title"]


OUTCOMES: KeyTable = {
    "from": Key(one_of("points")),
    "findings": Key(texts),
    "also": Key(each(_also)),
    "titles": Key(texts),
}


def _outcomes(given: Given) -> Outcomes:
    declared = dict(given.get("also", ()))
    more = given.get("findings", {})
    found = {**{word: titled(word) for word in FOUND}, **more} if "from" in given else {}
    titles = {**found, **declared, **given.get("titles", {})}
    return Outcomes("from" in given, tuple(declared), titles, more)


def _role(role: str, node: Node, place: Place) -> Role:
    given = read_table(node, place, ROLE)
    return Role(role, **{"title": titled(role), **given})


def _separation(node: Node, place: Place) -> Separation:
    made = Separation(**read_table(node, place, SEPARATION))
    if not made.never_both and not (made.never and (made.task or made.roles)):
        fix = "Write “never_both:”, or “never:” together with “task:” or “roles:”."
        place.note(node, f"The separation {made.id} does not say what is kept apart.", fix)
    return made


def _variable(variable: str, node: Node, place: Place) -> Variable:
    given = read_table(node, place, VARIABLE)
    origin = given.get("origin", "derived" if "derivation" in given else "form")
    if "derivation" in given and origin != "derived":
        fix = "Keep either “derived:” or “from:”."
        place.note(node, "A derived variable comes from nowhere else.", fix)
    if "type" not in given and origin != "run" and "of" not in given:
        raise place.refuse(node, "The key “type” is missing.", "Add “type: …”.", "key")
    return Variable(
        id=variable,
        type=given.get("type", "choice"),
        origin=origin,
        of=given.get("of", ()),
        derivation=given.get("derivation"),
        default=given.get("default"),
    )


def _clock(clock: str, node: Node, place: Place) -> ClockDuty:
    given = read_table(node, place, CLOCK)
    given["ladder"] = None if given.get("ladder") == "none" else given.get("ladder")
    return ClockDuty(id=clock, **{"kind": "policy", "tells": "council", **given})


def _letter(code: str, node: Node, place: Place) -> LetterDuty:
    given = read_table(node, place, LETTER)
    return LetterDuty(code=code, **{"must_say": (), "signpost": {"default": "none"}, **given})


def _any_time(action: str, node: Node, place: Place) -> AnyTime:
    given = read_table(node, place, ANY_TIME)
    return AnyTime(id=action, **{"title": titled(action), **given})


def _copies(_capacity: str, node: Node, place: Place) -> Copies:
    return Copies(**read_table(node, place, COPIES))


TRACKED_STEP: KeyTable = {
    "when": Key(text, required=True),
    "says": Key(text, required=True),
    "shows": Key(name),
}
TRACKING: KeyTable = {
    "steps": Key(each(of_keys(TRACKED_STEP, lambda given: TrackedStep(**given)))),
    "record": Key(each(of_keys(TRACKED_STEP, lambda given: TrackedStep(**given)))),
    "events": Key(texts),
}


def _format(node: Node, place: Place) -> int:
    number = whole(node, place)
    if number != 1:
        fix = "Write “format: 1”."
        raise place.refuse(node, f"Format {number} is not known to this Redress.", fix)
    return number


def _plain_table(node: Node, place: Place) -> dict[str, object]:
    return {key: plain(entry.node) for key, entry in as_table(node, place).entries.items()}


clocks: Callable[[Node, Place], Mapping[str, ClockDuty]] = named(_clock, is_name)

PROCEDURE: KeyTable = {
    "format": Key(_format, required=True),
    "procedure": Key(dashed, required=True),
    "title": Key(text, required=True),
    "diagram": Key(text),
    "reference_prefix": Key(code),
    "confidential": Key(flag),
    "entries": Key(each(name, str)),
    "shared": Key(_plain_table),  # joined before these keys are read: `everyday`
    "roles": Key(named(_role, is_name)),
    "separations": Key(each(_separation, lambda separation: separation.id)),
    "variables": Key(_later),
    "forms": Key(_later),
    "clocks": Key(clocks),
    "letters": Key(named(_letter, is_code)),
    "any_time": Key(named(_any_time, is_name)),
    "copies": Key(named(_copies, is_name)),
    "intake": Key(intake),
    "fits": Key(each(fit, lambda asked: asked.id)),
    "outcomes": Key(of_keys(OUTCOMES, _outcomes)),
    "tracking": Key(of_keys(TRACKING, lambda given: Tracked(**given))),
    "sample": Key(_plain_table),
}

variables = named(_variable, is_name)
