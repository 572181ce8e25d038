"""Tells the demo's stories through the verbs, each step at its hour, dates coming in between."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime

from engine import scheduler
from engine.bootstrap import Office
from engine.casework import actions, documents, intake, preparing, tasks
from engine.casework.letter_context import plain
from engine.clock import SetClock
from engine.demo.days import Day, Days
from engine.demo.steps import CaseOf, Officer, OpenPromise, PersonOf, Step, Story
from engine.desk import case_file
from engine.errors import NotFound
from engine.permissions import Actor


class Telling:
    """The office in its past: what has been told so far."""

    def __init__(
        self, office: Office, clock: SetClock, days: Days, hired: Mapping[str, Actor]
    ) -> None:
        self.office, self.clock, self.days, self.hired = office, clock, days, hired
        self.receipts: dict[int, intake.Receipt] = {}  # by the story's place
        self.cases: dict[str, str] = {}  # label -> reference

    def tell(self, stories: Sequence[Story]) -> None:
        """All of them side by side, in the order in which things happened."""
        lines: list[tuple[datetime, int, Step | None]] = []
        for place, story in enumerate(stories):
            begins = story.taken or story.received
            lines.append((self.days.instant_of(begins), place, None))
            lines += [(self.days.instant_of(s.moment), place, s) for s in story.steps]
        for at, place, step in sorted(lines, key=lambda line: line[:2]):
            self.move_to(at)
            if step is None:
                self.receipts[place] = self._receive(stories[place])
                self.cases[stories[place].label] = self.receipts[place].reference
            else:
                self._do(self.cases[step.case or stories[place].label], step)

    def _do(self, reference: str, step: Step) -> None:
        _VERBS[step.verb](self, reference, step)
        if step.makes:
            beside = case_file.case_file(self.office, self.hired["manager"], reference).links
            self.cases[step.makes] = max(link.reference for link in beside)

    def move_to(self, at: datetime) -> None:
        """Let time pass: every date and letter on the way comes at its own moment."""
        scheduler.let_time_pass(self.office, at, self.clock.set)

    def _receive(self, story: Story) -> intake.Receipt:
        facts = story.complaint.answers
        complaint = dataclasses.replace(
            story.complaint,
            received_at=self.days.instant_of(story.received),
            happened_on=None if story.happened is None else self.days.date_of(story.happened),
            answers={name: plain(self.answers("", each)) for name, each in facts.items()},
        )
        return intake.receive(self.office, complaint, self.hired.get(story.taken_by))

    def who(self, reference: str, by: str) -> Actor:
        """The officer of that user name, or the resident of the case."""
        if by in self.hired:
            return self.hired[by]
        found = preparing.party_of(self.office, reference, "complainant")
        if found is None:
            raise NotFound(f"Case {reference} has no complainant.")
        return found

    def task(self, reference: str, element: str) -> str:
        """The id of an open task."""
        found = preparing.open_task(self.office, reference, element)
        if found is None:
            raise NotFound(f"Task {element} is not open in case {reference}.")
        return found

    def answers(self, reference: str, given: object) -> object:
        """Answers with officers as their ids, days as dates, and texts on one line."""
        if isinstance(given, Mapping):
            return {name: self.answers(reference, value) for name, value in given.items()}
        if isinstance(given, list):
            return [self.answers(reference, each) for each in given]
        if isinstance(given, str):
            return " ".join(given.split())
        if isinstance(given, Day):
            return self.days.date_of(given.number)
        if isinstance(given, OpenPromise):
            return self._open_promise(reference, given)
        return self._known(given)

    def _known(self, given: object) -> object:
        """Officers, people and cases as forms name them."""
        if isinstance(given, Officer):
            return self.hired[given.username].officer_id
        if isinstance(given, PersonOf):
            return self.who(self.cases[given.label], "resident").person_id
        return self.cases[given.label] if isinstance(given, CaseOf) else given

    def _open_promise(self, reference: str, given: OpenPromise) -> str:
        rows = case_file.case_file(self.office, self.hired[given.reader], reference).dated
        return next(str(row.id) for row in rows if row.state == "open" and given.words in row.text)


def _answers(telling: Telling, reference: str, step: Step) -> dict[str, object]:
    return {name: telling.answers(reference, value) for name, value in step.answers.items()}


def _complete(telling: Telling, reference: str, step: Step) -> None:
    who, task = telling.who(reference, step.by), telling.task(reference, step.subject)
    tasks.complete(telling.office, who, task, _answers(telling, reference, step))


def _draft(telling: Telling, reference: str, step: Step) -> None:
    who, task = telling.who(reference, step.by), telling.task(reference, step.subject)
    tasks.save_draft(telling.office, who, task, _answers(telling, reference, step))


def _claim(telling: Telling, reference: str, step: Step) -> None:
    tasks.claim(
        telling.office, telling.who(reference, step.by), telling.task(reference, step.subject)
    )


def _assign(telling: Telling, reference: str, step: Step) -> None:
    who, task = telling.who(reference, step.by), telling.task(reference, step.subject)
    given = _answers(telling, reference, step)
    tasks.assign(telling.office, who, task, int(str(given["to"])), str(given["reason"]))


def _act(telling: Telling, reference: str, step: Step) -> None:
    who = telling.who(reference, step.by)
    actions.perform(
        telling.office, who, reference, step.subject, _answers(telling, reference, step)
    )


def _document(telling: Telling, reference: str, step: Step) -> None:
    upload = step.answers["upload"]
    assert isinstance(upload, documents.Upload)
    documents.add(telling.office, telling.who(reference, step.by), reference, upload)


_VERBS = {
    "complete": _complete,
    "draft": _draft,
    "claim": _claim,
    "assign": _assign,
    "act": _act,
    "document": _document,
}
