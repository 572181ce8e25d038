"""What a procedure owes to people, and how far a check shows that it does.

Each duty names the rules that would have found it broken. What these rules cannot see is said,
always.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.checking.answers import untried_letters
from engine.checking.limits import unfollowed, untried
from engine.checking.paths import side_walks, walks
from engine.checking.report import BROKEN, NOT_PROVED, PROVED, Verdict
from engine.checking.subject import Subject
from engine.checking.words import the
from engine.errors import Problem


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. ``shown``: what holds when none of its rules found anything."""

    title: str
    rules: frozenset[str]
    shown: str
    limits: tuple[str, ...] = ()


DUTIES = (
    Duty(
        "Every case can end",
        frozenset({
            "one-start", "loose-flow", "no-way-out", "endless-loop", "no-default", "trapped",
            "missing-condition", "split-without-gateway", "split-and-join", "entry-leads",
        }),
        "From every situation that could be followed, some answers lead to an end.",
    ),
    Duty(
        "No step is unreachable",
        frozenset({"unreachable-step", "never-reached", "never-possible", "impossible-value"}),
        "Some answers lead to every element.",
    ),
    Duty(
        "An acknowledgement comes before every decision",
        frozenset({"acknowledgement-first"}),
        "On every way from every entry an acknowledgement is sent first.",
    ),
    Duty(
        "Refusals and final decisions say where to go next",
        frozenset({"signpost-missing", "signpost-point", "must-say", "letter-renders"}),
        "Every such letter has a signpost and says it, tried with the sample under each profile.",
        ("Letters were tried with one sample; what lacks a point is refused when it is sent.",),
    ),
    Duty(
        "Late is never silent",
        frozenset({
            "late-branch", "late-form", "unknown-clock", "unknown-moment", "unknown-event",
        }),
        "Every stage with a clock has its late branch with a letter, and comes round again.",
        ("Somebody must complete the late step; the ladder tells officers when they do not.",),
    ),
    Duty(
        "Letters use only what is known by then",
        frozenset({"letter-knows", "letter-uses", "letter-renders"}),
        "After each step that can lead to a letter, some answers let it be written.",
        ("A field that a form asks only sometimes may be empty; the letter is then refused.",),
    ),
    Duty(
        "Separated roles are separate",
        frozenset({"separation-names", "unknown-role"}),
        "Every separation names roles, steps and capacities that exist.",
        ("Who did what is judged in each case, at assignment, claim and completion, not here.",),
    ),
)  # fmt: skip


#: the rules that follow situations, and say nothing where they could not
FOLLOWED = frozenset({"trapped", "never-reached", "acknowledgement-first", "letter-knows"})


def judged(subject: Subject, problems: Sequence[Problem]) -> tuple[Verdict, ...]:
    """The duties of a procedure after all rules were asked."""
    found = {problem.rule for problem in problems if problem.serious}
    return tuple(_verdict(subject, duty, found) for duty in DUTIES)


def unread() -> tuple[Verdict, ...]:
    """The duties of a procedure that could not be read."""
    why = ("The procedure could not be read.",)
    return tuple(Verdict(duty.title, NOT_PROVED, "", why) for duty in DUTIES)


def _verdict(subject: Subject, duty: Duty, found: set[str]) -> Verdict:
    broken = sorted(duty.rules & found)
    if broken:
        return Verdict(duty.title, BROKEN, f"See {', '.join(broken)}.")
    missing = tuple(_nothing_to_judge(subject, duty))
    if missing:
        return Verdict(duty.title, NOT_PROVED, "", missing)
    return Verdict(duty.title, PROVED, duty.shown, (*duty.limits, *_limits(subject, duty)))


def _nothing_to_judge(subject: Subject, duty: Duty) -> Iterator[str]:
    procedure = subject.procedure
    yield from _not_looked_at(subject, duty)
    purposes = {letter.purpose for letter in procedure.letters.values()}
    if "acknowledgement-first" in duty.rules and not purposes & {"decision", "final"}:
        yield "No letter has the purpose “decision” or “final”."
    if "separation-names" in duty.rules and not procedure.separations:
        yield "The procedure declares no separation."
    if "letter-renders" in duty.rules and not subject.profiles:
        yield "No profile has clocks for this procedure, so no letter was tried."


def _not_looked_at(subject: Subject, duty: Duty) -> Iterator[str]:
    """What there was too much of to look at."""
    if duty.rules & FOLLOWED:
        for crowd in unfollowed(subject):
            where = the(crowd.diagram.elements[crowd.element])
            yield (
                f"There are more situations than are followed, most of them at {where} "
                f"({crowd.diagram.file}); none of those looked at broke it."
            )
    if "never-possible" in duty.rules:
        for decision in untried(subject):
            yield f"Not every combination was tried at {the(decision.gateway)}."
    if "letter-knows" in duty.rules and untried_letters(subject):
        yield "There are more letters and steps before them than are tried."


def _limits(subject: Subject, duty: Duty) -> Iterator[str]:
    """What the diagram itself keeps from being shown."""
    if duty.rules & {"trapped", "never-reached"}:
        loose = _not_followed(subject)
        if loose:
            yield f"Conditions on {', '.join(loose)} counted as able to go either way."
    if "trapped" in duty.rules and any(subject.elements("parallelGateway", "inclusiveGateway")):
        yield "Branches were followed one by one; that they always meet was judged by their shape."
    if "acknowledgement-first" in duty.rules and any(subject.elements("callActivity")):
        yield "Letters inside called diagrams were not looked at."


def _not_followed(subject: Subject) -> list[str]:
    """The names that conditions read and the search does not follow."""
    followed = {name for walk in (*walks(subject), *side_walks(subject)) for name in walk.names}
    read = {
        name for walk in (*walks(subject), *side_walks(subject)) for name in walk.net.names_read()
    }
    return sorted(read - followed)
