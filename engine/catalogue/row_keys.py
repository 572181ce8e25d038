"""The keys of rows and their columns, and of what a form requires, in procedure.yaml."""

from __future__ import annotations

from engine.catalogue.definition import Choice, Field, Requirement
from engine.catalogue.keys import Key, KeyTable, Place, each, of_keys, read_table, suggestion
from engine.catalogue.kinds import (
    dashed,
    flag_or_expression,
    name,
    one_of,
    text,
    texts,
    titled,
    whole_from_one,
)
from engine.catalogue.tree import Items, Node, Table

COLUMN_TYPES = one_of("text", "long_text", "choice", "bool", "date", "number", "officer")
CHOICE: KeyTable = {
    "value": Key(text, required=True),
    "label": Key(text),
    "hint": Key(text),
    "officer_label": Key(text),
    "officer_hint": Key(text),
    "asked_of": Key(one_of("officer")),
}


def _choice(node: Node, place: Place) -> Choice:
    if not isinstance(node, Table):
        word = text(node, place)
        return Choice(word, titled(word))
    given = read_table(node, place, CHOICE)
    return Choice(**{"label": titled(given["value"]), **given})


def choices(node: Node, place: Place) -> tuple[Choice, ...]:
    """``[a, b]``, ``[{value, label, hint, …}]`` or ``{a: label}``."""
    if isinstance(node, Items):
        return each(_choice, lambda choice: choice.value)(node, place)
    return tuple(Choice(value, label) for value, label in texts(node, place).items())


COLUMN: KeyTable = {
    "id": Key(name, required=True),
    "type": Key(COLUMN_TYPES, required=True),
    "label": Key(text, required=True),
    "hint": Key(text),
    "officer_label": Key(text),
    "officer_hint": Key(text),
    "required": Key(flag_or_expression),
    "of": Key(choices, into="choices"),
    "role": Key(name),
    "capacity": Key(name),
    "after": Key(one_of("today", "received")),
    "until": Key(one_of("today")),
    "most": Key(whole_from_one),
}
REQUIREMENT: KeyTable = {
    "id": Key(dashed, required=True),
    "when": Key(text, required=True),
    "say": Key(text, required=True),
    "source": Key(text),
}

#: what a dated action is made of: the columns that rows which become one must have, or may have
ACTION_COLUMNS = ("text", "due")
ACTION_OWNERS = ("owner", "body")
#: what is declined is not done by anybody, but has its reason
DECLINED_COLUMNS = ("text", "reason")


def _column(node: Node, place: Place) -> Field:
    made = Field(**read_table(node, place, COLUMN))
    if made.type == "choice" and not made.choices:
        fix = "Add “of:” with what may be chosen."
        reason = f"The choice “{made.id}” has nothing to choose from."
        place.note(node, reason, fix, "reference")
    return made


columns = each(_column, lambda column: column.id)
requirements = each(
    of_keys(REQUIREMENT, lambda given: Requirement(**given)), lambda requirement: requirement.id
)


def check_rows(made: Field, node: Node, place: Place) -> None:
    """Notes rows without columns, and what only rows may have on other fields."""
    ids = {column.id for column in made.columns}
    if made.type != "rows":
        if made.columns or made.becomes or made.row != "Row":
            fix = "Write “type: rows”, or take the columns out."
            place.note(node, "Only rows have columns and become something.", fix)
        return
    if not made.columns:
        fix = "Add “columns:” with one field each."
        place.note(node, f"The rows “{made.id}” have no columns.", fix, "reference")
    if made.least_rows > made.most_rows:
        place.note(node, "There must be more rows than there may be.", "Change one of the two.")
    if made.response and made.becomes != "recommendation":
        fix = "Write “becomes: recommendation”, or take “response” out."
        place.note(node, "Only recommendations are accepted or declined.", fix)
    missing = [each for each in _needed(made) if each not in ids]
    if made.becomes and missing:
        fix = f"Add the column “{missing[0]}”. {suggestion(missing[0], ids, 'Its columns')}"
        place.note(node, f"A row cannot become a {made.becomes} without it.", fix, "reference")
    if made.becomes and made.response != "declined" and not ids & {*ACTION_OWNERS}:
        fix = "Add the column “owner” (an officer), “body” (who else), or both."
        place.note(node, f"Nobody would own the {made.becomes}.", fix, "reference")


def _needed(made: Field) -> tuple[str, ...]:
    return DECLINED_COLUMNS if made.response == "declined" else ACTION_COLUMNS
