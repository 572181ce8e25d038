"""Rows that answer others find them, and can answer them all.

`answers` stands on rows and names rows of a form that the case remembers. Both have the column
`text`, which says what is answered. Beside it a column is always required: the answer. As many
rows as may be asked about may be answered. `source` says which law or policy asks for that, and
stands only there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.answered_rows import TEXT
from engine.catalogue.definition import Field
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each field whose rows cannot answer what it names."""
    remembered: dict[str, list[Field]] = {}
    for form in subject.procedure.forms.values():
        for field in form.fields:
            if field.type == "rows" and field.remembered:
                remembered.setdefault(field.id, []).append(field)
    for form in subject.procedure.forms.values():
        for number, field in enumerate(form.fields):
            path = f"forms.{form.id}.fields[{number}]"
            if field.answers:
                yield from _answering(subject, path, field, remembered)
            elif field.source:
                reason = f"The field “{field.id}” answers no rows, so it has no source to say."
                yield in_yaml(subject, f"{path}.source", reason, "Add “answers:”, or take it out.")


def _answering(
    subject: Subject, path: str, field: Field, remembered: Mapping[str, list[Field]]
) -> Iterator[Problem]:
    if field.type != "rows":
        reason = f"The field “{field.id}” is no rows, so it answers none."
        yield in_yaml(subject, f"{path}.answers", reason, "Write “type: rows”.")
        return
    found = remembered.get(field.answers, [])
    if not found:
        reason = f"No form asks for rows “{field.answers}” that the case remembers."
        yield in_yaml(subject, f"{path}.answers", reason, meant(field.answers, remembered))
    for each in (field, *found):
        if TEXT not in {column.id for column in each.columns}:
            reason = f"The rows “{each.id}” have no column “{TEXT}” that says what is answered."
            yield in_yaml(subject, f"{path}.answers", reason, f"Add the column “{TEXT}”.")
    if not any(c.required is True and c.id != TEXT for c in field.columns):
        reason = f"The rows “{field.id}” need no answer: beside “{TEXT}” no column is required."
        yield in_yaml(subject, path, reason, "Write “required: true” at the answer's column.")
    if any(each.most_rows > field.most_rows for each in found):
        reason = f"There may be more rows of “{field.answers}” than can be answered here."
        yield in_yaml(subject, path, reason, "Give both the same “most_rows”.")
