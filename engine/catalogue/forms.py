"""What a form asks, and what must be so before it may be completed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.expressions import parse

#: what completing a form may do beside, and the fields without whose answers it does not
DOES: Mapping[str, tuple[str, ...]] = {
    "split": ("reason",),
    "merge": ("into", "reason"),
    "link": ("linked_case",),
    "unlink": ("linked_case",),
    "change_details": ("how_known",),
    "adjust": ("adjustment",),
    "same_person": ("person",),
    "not_same_person": ("reason",),
    "restriction": ("grounds", "terms", "review_on"),
    "end_restriction": ("reason",),
    "review_restriction": ("ruling", "reason"),
    "stand_down": ("reason",),
    "promise": ("text",),
    "keep_promise": ("promise",),
    "answer_recommendation": ("promise", "response"),
    "contribution": ("question",),
    "give_contribution": ("promise",),
    "change_procedure": ("procedure",),
    "new_case": ("procedure", "text"),
    "one_each": ("also_about",),
}

#: the kinds of what somebody has to do by a day
DATED_ACTIONS = ("remedy", "contribution", "recommendation")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice field."""

    value: str
    label: str
    hint: str = ""
    officer_label: str = ""
    officer_hint: str = ""
    asked_of: str = ""  # officer: nobody else may choose it

    def for_officers(self) -> Choice:
        """The same in the words for officers, if it has any."""
        if not self.officer_label:
            return self
        return replace(self, label=self.officer_label, hint=self.officer_hint)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``type``: text (one line), long_text, choice, bool, date, number, officer, points (agree the
    list of points: ``[{id, text}]`` or ``[text]``), findings (one finding a point: ``{p1:
    upheld}`` or ``{p1: {finding, reason, remedy, remedy_by}}``), add_points (texts of points
    missed before), some_points (of the case's points: their ids), case (the reference of another
    case), promise (the id of an open dated action of the case), file, rows (a list of tables, one
    value a column). ``when``: an expression over the form's own fields and the case's variables:
    shown and asked only then. ``only``: for single choices, a guard that must hold to choose it
    (functions of any_time guards). ``assigns``: an element id whose task the chosen officer gets.
    ``capacity``: the participation that the chosen
    officer then has. ``tells``: a notice tells them of the case. ``after``/``until``: ``today``
    bounds for dates; ``after: received`` is a date not before receipt. ``dates_event``: what the
    task or action records happened on that date. ``asked_of``: ``officer`` where residents never
    see the field. ``sets_aside``: who else deals with the points chosen; they get no finding here
    and do not count for the outcome. ``remembered``: kept as data of the case and known to later
    letters as ``case.<id>``. ``shows_kept``: what is remembered stands in the box at first, and
    is forgotten when the box is emptied. Of rows: ``columns``, how many there may be, ``adds_to``:
    they are added to the rows of that name that the case remembers, ``answers``: each of the rows
    of that name that the case remembers has one here, with every column that it must have, and
    ``becomes``: each is recorded as a dated action of this kind (columns ``text``, ``owner`` or
    ``body``, ``due``).
    ``officer_label``, ``officer_hint``: in place of ``label`` and ``hint`` where an officer is
    asked what residents are asked in words for them.
    Of officers: ``not_same_as``: fields that must name somebody else; ``replaces``: whoever held
    its ``capacity`` before does not any more.
    """

    id: str
    type: str
    label: str
    hint: str = ""
    required: bool | str = False  # an expression: required when it holds
    choices: tuple[Choice, ...] = ()
    when: str | None = None
    only: Mapping[str, str] = field(default_factory=dict)
    only_say: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    assigns: str | None = None
    capacity: str | None = None
    after: str | None = None
    until: str | None = None
    default: object = None
    most: int = 20_000  # characters
    remembered: bool = False
    shows_kept: bool = False  # of a task's text: what the case remembers of it stands in the box
    asked_of: str = ""  # officer
    dates_event: bool = False
    tells: bool = False
    sets_aside: str = ""
    suggests: str = ""  # of a date: the value of the profile with a number of months from today
    not_same_as: tuple[str, ...] = ()
    replaces: bool = False
    columns: tuple[Field, ...] = ()
    least_rows: int = 0
    most_rows: int = 20
    row: str = "Row"  # what one of them is called
    becomes: str = ""  # remedy | recommendation
    response: str = ""  # accepted | declined: what is said to those that rows become
    adds_to: str = ""  # the rows of this name that the case keeps
    answers: str = ""  # the rows of this name that the case keeps, each of which gets an answer
    source: str = ""  # the law or policy that asks for these answers
    to_answer: tuple[str, ...] = ()  # what those rows say, where a case is asked
    asked_for: bool = False  # a requirement of its form asks for it, so it is not just optional
    officer_label: str = ""
    officer_hint: str = ""

    def for_officers(self) -> Field:
        """The same in the words for officers, as far as it has any."""
        own = (self.officer_label, self.officer_hint)
        label, hint = own if self.officer_label else (self.label, self.hint)
        return replace(
            self,
            label=label,
            hint=hint,
            choices=tuple(choice.for_officers() for choice in self.choices),
            columns=tuple(column.for_officers() for column in self.columns),
        )

    def for_others(self) -> Field:
        """The same without what only officers may choose."""
        open_to_all = tuple(each for each in self.choices if each.asked_of != "officer")
        return replace(self, choices=open_to_all)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be so before a form may be completed. ``when``: a guard, which may also name the
    form's own fields; ``say``: the sentence of the refusal.
    """

    id: str
    when: str
    say: str
    source: str = ""

    @property
    def sentence(self) -> str:
        """The refusal: what is missing, and the law or policy that asks for it."""
        said = self.say.rstrip(".")
        return f"{said}." if self.source in ("", "setting") else f"{said} ({self.source})."

    def about(self, fields: Sequence[Field]) -> bool:
        """Whether it asks about the answers to these fields, so that they must be read first."""
        return bool(parse(self.when).names & {each.id for each in fields})


@dataclass(frozen=True, slots=True)
class Form:
    """What a task asks. ``does``: completing it also does what the at-any-time action of this name
    does, with the same answers, where those that it needs were given.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    button: str = "Continue"
    residents: bool = False
    capacity: str = ""  # whoever completes it takes part in this, too: separations may name it
    requires: tuple[Requirement, ...] = ()
    does: str = ""
    shows: tuple[str, ...] = ()  # earlier forms whose answers are read beside it
    officer_title: str = ""

    def for_officers(self) -> Form:
        """The same in the words for officers, as far as it has any."""
        fields = tuple(each.for_officers() for each in self.fields)
        return replace(self, title=self.officer_title or self.title, fields=fields)

    def for_others(self) -> Form:
        """The same without what only officers are asked, and what only they may choose."""
        asked = (each for each in self.fields if each.asked_of != "officer")
        return replace(self, fields=tuple(each.for_others() for each in asked))

    def every_field(self) -> tuple[Field, ...]:
        """The fields, and the columns of rows among them."""
        return (*self.fields, *(column for each in self.fields for column in each.columns))
