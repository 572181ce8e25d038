"""What procedure.yaml says now that it did not say before, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.catalogue.definition import Form, Procedure
from engine.studio.comparing.saying import Change, changes, short, tables

_FIELD = {
    "label": "asks",
    "type": "kind of answer",
    "hint": "hint",
    "required": "it must be answered",
    "choices": "choices",
    "when": "asked when",
    "only": "choices open only when",
    "role": "role",
    "assigns": "gives the task",
    "capacity": "makes them",
    "after": "not before",
    "until": "not after",
    "default": "at first",
    "remembered": "it is remembered",
    "columns": "columns",
}
_FORM = {"title": "title", "requires": "requires", "does": "does beside"}
_CLOCK = {
    "title": "title",
    "kind": "kind",
    "met_by": "met by",
    "stops_at": "stopped by",
    "ladder": "ladder",
    "tells": "whose it is",
    "resident_says": "what the resident reads",
}
_LETTER = {
    "to": "recipients",
    "must_say": "must say",
    "signpost": "signpost",
    "purpose": "purpose",
    "source": "source",
    "confidence": "confidence",
    "bodies": "texts of their own",
    "encloses": "encloses",
}
_ROLE = {
    "title": "title",
    "confidential": "sees confidential files",
    "outside": "people from outside may hold it",
    "registrar": "keeps the register",
    "letters_only": "sees letters only",
}
_SEPARATION = {
    "say": "reason",
    "source": "source",
    "never_both": "never both",
    "task": "task",
    "roles": "roles",
    "never": "never",
    "grade": "grade",
}
_ACTION = {
    "title": "title",
    "by": "by",
    "when": "possible when",
    "form": "form",
    "entry": "begins",
    "run": "diagram",
    "ends": "ends",
    "clocks": "clocks",
    "confirm": "confirmed by",
    "say": "reason when refused",
    "survives": "goes on when the case ends",
}
_VARIABLE = {"type": "kind", "origin": "from", "of": "values", "derivation": "derived"}
_WHOLE = {
    "title": "Title",
    "entries": "Entries",
    "reference_prefix": "References begin with",
    "confidential": "Its files are confidential",
    "copies": "Copies",
    "tracking": "What residents read of their case",
}


def of_procedure(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Everything but the diagram and the texts of letters."""
    for told in changes(old, new, _WHOLE):
        yield Change("Procedure", "changed", f"{told}.")
    yield from _titled("Deadlines", "Clock", old.clocks, new.clocks, _CLOCK)
    yield from _letters(old, new)
    yield from _forms(old, new)
    yield from _titled("Roles", "Role", old.roles, new.roles, _ROLE)
    yield from _separations(old, new)
    yield from _titled("At any time", "Action", old.any_time, new.any_time, _ACTION)
    yield from _named("Variables", "Variable", old.variables, new.variables, _VARIABLE)
    for told in changes(old.outcomes, new.outcomes, {"declared": "Outcomes", "titles": "Titles"}):
        yield Change("Outcomes", "changed", f"{told}.")


def _titled(
    area: str, kind: str, old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, str]
) -> Iterator[Change]:
    both = {**old, **new}
    title = {name: f"{kind} “{each.title}”" for name, each in both.items()}
    return tables(area, old, new, title, words)


def _named(
    area: str, kind: str, old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, str]
) -> Iterator[Change]:
    title = {name: f"{kind} {name}" for name in {**old, **new}}
    return tables(area, old, new, title, words)


def _letters(old: Procedure, new: Procedure) -> Iterator[Change]:
    yield from _named("Letters", "Letter", old.letters, new.letters, _LETTER)
    for code, letter in new.templates.items():
        before = old.templates.get(code)
        if before is not None and before.title != letter.title:
            text = f"Letter {code} is now headed “{letter.title}” instead of “{before.title}”."
            yield Change("Letters", "changed", text)
        if before is not None and before.bodies != letter.bodies:
            yield Change("Letters", "changed", f"Letter {code} has another text.")


def _separations(old: Procedure, new: Procedure) -> Iterator[Change]:
    before = {each.id: each for each in old.separations}
    after = {each.id: each for each in new.separations}
    title = {name: f"Separation {name}" for name in {**before, **after}}
    yield from tables("Roles", before, after, title, _SEPARATION)


def _forms(old: Procedure, new: Procedure) -> Iterator[Change]:
    yield from _titled(
        "Forms", "Form", old.forms, new.forms, {"title": "title", "requires": "requires"}
    )
    for name, form in new.forms.items():
        if name in old.forms:
            yield from _fields(old.forms[name], form)


def _fields(old: Form, new: Form) -> Iterator[Change]:
    before = {field.id: field for field in old.fields}
    after = {field.id: field for field in new.fields}
    title = {
        name: f"Form “{new.title}”, question “{short(field.label, 60)}”"
        for name, field in {**before, **after}.items()
    }
    yield from tables("Forms", before, after, title, _FIELD)
    shared = [name for name in before if name in after]
    if shared != [name for name in after if name in before]:
        text = f"Form “{new.title}”: its questions come in another order."
        yield Change("Forms", "changed", text)
