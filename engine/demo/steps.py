"""How the demo's stories are told: a complaint, then what people did, each at its hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from engine.casework.documents import Upload
from engine.casework.intake import Complaint
from engine.demo.days import Moment


@dataclass(frozen=True, slots=True)
class Officer:
    """Among answers: the officer of that user name."""

    username: str


@dataclass(frozen=True, slots=True)
class CaseOf:
    """Among answers: the reference of the case of that label."""

    label: str


@dataclass(frozen=True, slots=True)
class PersonOf:
    """Among answers: the number of the person who complains in the case of that label."""

    label: str


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Among answers: what was promised or asked in the step's case, by some of its words."""

    words: str
    reader: str = "manager"  # who may read the case


@dataclass(frozen=True, slots=True)
class Step:
    """One verb. ``by``: an officer's user name, or ``resident``; ``subject``: a task or action.

    ``case``: the label of the case, if it is not the story's own. ``makes``: of the one it makes.
    """

    moment: Moment
    verb: str
    by: str
    subject: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    case: str = ""
    makes: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One case. ``taken_by``: the officer who wrote it down, if it did not come by the form.

    Other stories know it by its label: the resident's tree, and a number if it is not the first.
    """

    complaint: Complaint
    received: Moment
    steps: tuple[Step, ...] = ()
    taken_by: str = ""
    taken: Moment | None = None  # when the officer wrote it down, if that was later
    happened: int | None = None  # the working day on which it happened
    visitor: str = ""  # what a visitor can try with this case
    number: int = 1  # of the resident's complaints

    @property
    def label(self) -> str:
        """``Oak``; ``Oak 2`` for a second complaint by Resident Oak."""
        tree = self.complaint.name.rpartition(" ")[2]  # also of an MP
        return tree if self.number == 1 else f"{tree} {self.number}"


#: the present itself, whatever the hour
NOW = Moment(0, None)


def on(day: int, hour: str) -> Moment:
    """``on(-3, "10:15")``: a quarter past ten, three working days before the last whole one."""
    return Moment(day, time.fromisoformat(hour))


def done(moment: Moment, by: str, task: str, **answers: object) -> Step:
    """An officer completes a task."""
    return Step(moment, "complete", by, task, answers)


def draft(moment: Moment, by: str, task: str, **answers: object) -> Step:
    """An officer saves what they have so far."""
    return Step(moment, "draft", by, task, answers)


def asked(moment: Moment, by: str, action: str, **answers: object) -> Step:
    """Somebody uses an at-any-time action."""
    return Step(moment, "act", by, action, answers)


def in_case(label: str, step: Step) -> Step:
    """A step in another case than the story's own, by its label."""
    return replace(step, case=label)


def split_off(moment: Moment, by: str, label: str, **answers: object) -> Step:
    """A part becomes a case of its own, with that label."""
    return Step(moment, "act", by, "split", answers, makes=label)


def known_already(moment: Moment, by: str, label: str, how: str) -> Step:
    """An officer says that the person is the one of that case."""
    return asked(moment, by, "same_person", person=PersonOf(label), how_checked=how)


def kept(moment: Moment, by: str, words: str, evidence: str, done_on: object) -> Step:
    """Somebody says that what was promised is done."""
    promise = OpenPromise(words)
    return asked(
        moment,
        by,
        "keep_promise",
        promise=promise,
        outcome="kept",
        evidence=evidence,
        done_on=done_on,
    )


def claimed(moment: Moment, by: str, task: str) -> Step:
    """An officer takes a task that nobody has."""
    return Step(moment, "claim", by, task)


def given(moment: Moment, by: str, task: str, to: str, reason: str) -> Step:
    """A manager puts a task on somebody's desk."""
    return Step(moment, "assign", by, task, {"to": Officer(to), "reason": reason})


def sent(moment: Moment, by: str, upload: Upload) -> Step:
    """Somebody adds a document."""
    return Step(moment, "document", by, upload.filename, {"upload": upload})


def found(
    finding: str, reason: str, remedy: str = "", remedy_by: object = None
) -> dict[str, object]:
    """A finding on one point."""
    full: dict[str, object] = {"finding": finding, "reason": reason}
    if remedy:
        full["remedy"] = remedy
    if remedy_by is not None:
        full["remedy_by"] = remedy_by
    return full
