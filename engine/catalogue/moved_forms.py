"""What a procedure asks of a case that is moved into it: what it asks of one that comes in."""

from __future__ import annotations

from dataclasses import replace

from engine.catalogue.definition import Field, Form, Procedure


def questions(target: Procedure, beside: Form) -> Form:
    """The questions that the procedure asks when a case comes in, less those of the same name."""
    form = (target.forms.get(target.intake.form) or Form("", "", ())).for_officers()
    named = {each.id for each in beside.fields}
    return replace(form, fields=tuple(each for each in form.fields if each.id not in named))


def with_questions(form: Form, target: Procedure) -> Form:
    """The form of a move with them: each is asked once this procedure is the one chosen."""
    chosen = next((f"{each.id} == '{target.id}'" for each in form.fields if _chooses(each)), "")
    more = questions(target, form).fields if chosen else ()
    asked = (replace(each, when=_both(each.when, chosen)) for each in more)
    return replace(form, fields=(*form.fields, *asked))


def _chooses(field: Field) -> bool:
    return field.type == "procedure"


def _both(when: str | None, chosen: str) -> str:
    return f"({when}) and {chosen}" if when else chosen
