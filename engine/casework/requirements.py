"""What must be so before a form may be completed: a document seen, a notice given, a day over."""

from __future__ import annotations

from collections.abc import Mapping

from engine import expressions
from engine.casework.typed_answers import Asking
from engine.catalogue.definition import Form
from engine.errors import NotNow


def require(form: Form, asking: Asking, values: Mapping[str, object] | None = None) -> None:
    """Raise NotNow for the first requirement that does not hold, named by its id.

    ``values`` None: nothing is read yet, so only those that ask nothing of the form's own answers.
    """
    for needed in form.requires:
        if needed.about(form.fields) != (values is not None):
            continue
        expression = expressions.parse(needed.when)
        names = {**asking.variables, **{each.id: None for each in form.fields}, **(values or {})}
        known = {name: names.get(name) for name in expression.names}
        if not expression.value(known, asking.functions):
            raise NotNow(needed.sentence, needed.id)
