"""The published JSON Schemas say what the readers' key tables say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest

from engine.catalogue import (
    clock_keys,
    form_keys,
    intake_keys,
    letters,
    procedure_keys,
    profile_keys,
    row_keys,
    threshold_keys,
)
from engine.catalogue.keys import KeyTable
from engine.catalogue.kinds import OneOf
from engine.catalogue.published import FILES, schema
from engine.catalogue.yaml12 import plain_yaml
from engine.scenarios import reading
from tests.catalogue.places import ALPHA, HOUSE, TINY, YOUNG

TABLES: dict[str, dict[str, KeyTable]] = {
    "procedure": {
        "": procedure_keys.PROCEDURE,
        "role": procedure_keys.ROLE,
        "separation": procedure_keys.SEPARATION,
        "variable": procedure_keys.VARIABLE,
        "labelled": row_keys.CHOICE,
        "column": row_keys.COLUMN,
        "requirement": row_keys.REQUIREMENT,
        "form": form_keys.form_keys({}),
        "field": form_keys.FIELD,
        "clock": procedure_keys.CLOCK,
        "letter": procedure_keys.LETTER,
        "signpost_when": procedure_keys.SIGNPOST_WHEN,
        "any_time": procedure_keys.ANY_TIME,
        "copies": procedure_keys.COPIES,
        "intake": intake_keys.INTAKE,
        "wording": intake_keys.WORDING,
        "fit": intake_keys.FIT,
        "outcomes": procedure_keys.OUTCOMES,
        "also": procedure_keys.ALSO,
        "tracking": procedure_keys.TRACKING,
        "tracked_step": procedure_keys.TRACKED_STEP,
    },
    "profile": {
        "": profile_keys.PROFILE,
        "effective": profile_keys.EFFECTIVE,
        "council": profile_keys.COUNCIL,
        "timing": profile_keys.TIMING,
        "clock": clock_keys.CLOCK_KEYS,
        "start": clock_keys.START,
        "usual": clock_keys.USUAL,
        "standstill": clock_keys.STANDSTILL,
        "extend": clock_keys.EXTEND,
        "beyond": clock_keys.BEYOND,
        "ladder": profile_keys.LADDER,
        "reminder": profile_keys.REMINDER,
        "standing": profile_keys.STANDING,
        "breach": profile_keys.BREACH,
        "value": profile_keys.VALUE,
        "officer": profile_keys.OFFICER,
        "threshold": threshold_keys.THRESHOLD,
    },
    "letter": {"": letters.LETTER_FILE},
}
PAIRS = [(file, part) for file, parts in TABLES.items() for part in parts]


def part_of(file: str, part: str) -> Mapping[str, Any]:
    whole = schema(file)
    found: Mapping[str, Any] = whole["$defs"][part] if part else whole
    return found


def objects_in(node: object) -> Iterator[Mapping[str, Any]]:
    """Every schema of a table with known keys, at any depth."""
    if isinstance(node, dict):
        if "properties" in node and "additionalProperties" in node:
            yield node
        for inner in node.values():
            yield from objects_in(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from objects_in(inner)


def required_alone(file: str, part: str) -> list[str]:
    """What a file must give if it does not stand on another, or share what another says."""
    then: Mapping[str, Any] = schema(file).get("then", {})
    within = then.get("properties", {})
    clock = within.get("clocks", {}).get("additionalProperties", {})
    action = within.get("any_time", {}).get("additionalProperties", {})
    parts = {
        "": then,
        **within,
        "clock": clock.get("additionalProperties", {}),
        "any_time": action,
    }
    return list(parts.get(part, {}).get("required", []))


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_a_schema(file: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(file))
    assert schema(file)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("file", "part"), PAIRS)
def test_a_table_and_its_schema_have_the_same_keys(file: str, part: str) -> None:
    table, mirrored = TABLES[file][part], part_of(file, part)
    assert set(mirrored["properties"]) == set(table)
    required = {*mirrored.get("required", []), *required_alone(file, part)}
    assert required == {name for name, key in table.items() if key.required}
    assert mirrored["additionalProperties"] is False


@pytest.mark.parametrize(("file", "part"), PAIRS)
def test_a_table_and_its_schema_allow_the_same_words(file: str, part: str) -> None:
    mirrored = part_of(file, part)["properties"]
    definitions = schema(file).get("$defs", {})
    for name, key in TABLES[file][part].items():
        if isinstance(key.read, OneOf):
            rule = mirrored[name]
            words = rule.get("enum") or definitions[rule["$ref"].rpartition("/")[2]]["enum"]
            assert tuple(words) == key.read.allowed, name


@pytest.mark.parametrize("file", TABLES)
def test_every_table_of_a_schema_has_a_key_table(file: str) -> None:
    assert len(list(objects_in(schema(file)))) == len(TABLES[file])


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_explained_to_whoever_edits_it(file: str) -> None:
    definitions = schema(file).get("$defs", {})
    for table in objects_in(schema(file)):
        for name, rule in table["properties"].items():
            named = definitions.get(str(rule.get("$ref", "")).rpartition("/")[2], {})
            assert rule.get("description") or named.get("description"), name


@pytest.mark.parametrize(
    ("part", "known"),
    [
        ("", reading._TOP),
        ("person", reading._PERSON),
        ("step", reading._STEP),
        ("expect", reading._EXPECT),
        ("action", reading._ACTION),
    ],
)
def test_the_scenarios_schema_has_the_runners_keys(part: str, known: set[str]) -> None:
    assert set(part_of("scenario", part)["properties"]) == known


@pytest.mark.parametrize(
    ("file", "of"), [(TINY, "procedure"), (ALPHA, "profile"), (YOUNG, "profile")]
)
def test_what_the_reader_accepts_the_schema_accepts(file: str, of: str) -> None:
    jsonschema.validate(plain_yaml(HOUSE / file), schema(of))


def test_what_the_reader_refuses_the_schema_refuses() -> None:
    wrong = plain_yaml(HOUSE / YOUNG)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong | {"clock": {}}, schema("profile"))  # type: ignore[operator]
