"""What a case was under the procedures that it followed before: its dates, letters and steps."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine import deadlines
from engine.catalogue.definition import Form, Procedure
from engine.catalogue.moved_forms import with_questions
from engine.clock import london_date
from engine.deadlines.moves import MOVED, VERSION_BACK, VERSION_MOVED, last_run
from engine.deadlines.rules import ClockState, Event
from engine.desk.reading import Read, clock_view
from engine.desk.views import ClockView
from engine.working_days import long_date


@dataclass(frozen=True, slots=True)
class Earlier:
    """A procedure that the case followed until then, and its clocks as the move left them."""

    procedure: Procedure
    until: datetime
    last_run: int
    states: tuple[ClockState, ...]
    reason: str


def earlier(read: Read) -> tuple[Earlier, ...]:
    """The procedures before this one, oldest first; of most cases there are none."""
    if read.case.moved_at is None:
        return ()
    kept: tuple[Earlier, ...] | None = read.__dict__.get("earlier")
    if kept is None:  # asked for each line of a history
        kept = read.__dict__["earlier"] = tuple(_earlier(read))
    return kept


def _earlier(read: Read) -> Iterator[Earlier]:
    for number, event in enumerate(read.books.events):
        if event.kind == MOVED:
            version = str(event.data["from_version"])
            procedure = read.office.procedure(read.session, version)
            states = _states(read, procedure, number)
            reason = str(event.data.get("reason") or "")
            yield Earlier(procedure, event.recorded_at, last_run(event.data), states, reason)


def _states(read: Read, procedure: Procedure, before: int) -> tuple[ClockState, ...]:
    profile = read.office.profile(read.session, read.case.profile_version, procedure)
    events = [Event(e.kind, e.happened_at, e.data) for e in read.books.events[:before]]
    return deadlines.replay(profile.clocks.get(procedure.id, {}), events, profile.timing)


def clocks_before(read: Read) -> tuple[ClockView, ...]:
    """The clocks of the earlier procedures, each with its working and whose it was."""
    return tuple(
        replace(clock_view(_under(read, then.procedure), state), of=then.procedure.title)
        for then in earlier(read)
        for state in then.states
    )


def at(read: Read, moment: datetime) -> Read:
    """The case as whoever reads of that moment needs it: under the procedure that it then had.

    What was recorded in the very moment of a move belongs to what went before it.
    """
    then = next((version for until, version in _versions(read) if moment <= until), None)
    return read if then is None else _under(read, read.office.procedure(read.session, then))


def _versions(read: Read) -> tuple[tuple[datetime, str], ...]:
    """Until when the case followed which version before the present one, oldest first."""
    kept: tuple[tuple[datetime, str], ...] | None = read.__dict__.get("versions_before")
    if kept is None:  # asked for each line of a history
        left = (e for e in read.books.events if e.kind in (MOVED, VERSION_MOVED, VERSION_BACK))
        kept = tuple(
            (event.recorded_at, str(event.data["from_version"]))
            for event in left
            if "from_version" in event.data  # a part that was split off was never elsewhere
        )
        read.__dict__["versions_before"] = kept
    return kept


def of_run(read: Read, run_id: int) -> Read:
    """The same for what belongs to a run, such as a task."""
    then = next((each for each in earlier(read) if run_id <= each.last_run), None)
    return read if then is None else _under(read, then.procedure)


def first_run(read: Read) -> int:
    """The runs from this number on are of the procedure that the case follows now."""
    return max((each.last_run for each in earlier(read)), default=0) + 1


def _under(read: Read, procedure: Procedure) -> Read:
    view = copy.copy(read)
    view.__dict__["procedure"] = procedure
    return view


def letter_title(read: Read, code: str) -> str:
    """A letter's title, whichever procedure of the case it belongs to."""
    known = (read.procedure, *(then.procedure for then in earlier(read)))
    found = (each.templates[code].title for each in known if code in each.templates)
    return next(found, "")


def role_title(read: Read, role: str) -> str:
    """A role's title, likewise; nothing where it is no role."""
    known = (read.procedure, *(then.procedure for then in earlier(read)))
    return next((each.roles[role].title for each in known if role in each.roles), "")


def came_from(read: Read) -> tuple[tuple[str, str], ...]:
    """(title, text) of the last move: from where, when and why."""
    then = next(reversed(earlier(read)), None)
    if then is None:
        return ()
    day = long_date(london_date(then.until))
    return ((f"Moved here from “{then.procedure.title}” on {day}", then.reason),)


def asking(read: Read, action_id: str, form: Form, answers: Mapping[str, object]) -> Form:
    """The form of a move with what the procedure that was chosen asks."""
    target = read.office.catalogue.procedures.get(str(answers.get("procedure") or ""))
    moving = action_id == "change_procedure" and target is not None
    return with_questions(form, target) if moving and target else form


def kept(read: Read, answers: Mapping[str, object]) -> Mapping[str, object]:
    """What the case knows already of that."""
    target = read.office.catalogue.procedures.get(str(answers.get("procedure") or ""))
    asked = target.forms.get(target.intake.form) if target else None
    ids = [each.id for each in asked.fields] if asked else []
    return {name: read.case.data[name] for name in ids if name in read.case.data}


def words(read: Read, data: Mapping[str, object]) -> str:
    """What the complainant reads of a move."""
    return f"We now deal with this as: {data.get('to_title') or read.procedure.title}"


def _about(said: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    return lambda _read, subject, details: (f"{said} {subject}", str(details.get("reason") or ""))


def _to_version(_read: Read, _subject: str, details: Mapping[str, object]) -> tuple[str, str]:
    """A move to another version: why, and what became of its dates."""
    dates = details.get("dates")
    said = " ".join(str(each) for each in dates) if isinstance(dates, list) else ""
    if details.get("numbers") != "taken":
        became = "Its dates stayed as they were."
    else:
        became = f"It took the numbers in force. {said}".strip()
    accepted = details.get("accepted")
    if isinstance(accepted, list) and accepted:
        became += f" Accepted: {' '.join(str(each) for each in accepted)}"
    moved = "Moved to the version of the procedure that is in force now"
    if details.get("from_version") == details.get("to_version"):
        moved = "Took the council’s numbers that are in force now"
    return (
        moved,
        f"{str(details.get('reason') or '').rstrip('.')}. {became}",
    )


def _back(_read: Read, _subject: str, details: Mapping[str, object]) -> tuple[str, str]:
    words = "Moved back to the version of the procedure that it followed before"
    return words, str(details.get("reason") or "")


#: audit action -> its words in the history
WORDS: Mapping[str, Callable[[Read, str, Mapping[str, object]], tuple[str, str]]] = {
    "case:moved": _about("Moved to:"),
    "case:new_case": _about("A case of its own was begun for a new matter:"),
    "case:version:moved": _to_version,
    "case:version:moved_back": _back,
    "case:begun_from": _about("Begun for a new matter that was told in"),
}
