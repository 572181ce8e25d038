"""Late never means silent: every stage with a clock has its late branch.

When the answer is not ready on the morning of its due date, somebody is asked and the person is
told. The shape is always the same:

* on the edge of the stage sits a timer that does not interrupt, with the stage's clock and the
  moment `due_morning`;
* it leads to a branch that sends a letter on some way;
* the branch comes back round through a timer, so that the next date is watched too;
* stage and branch stand together in an outer sub-process, and after the stage comes at once an
  end that ends everything (terminate), or the branch would go on after the stage. Where a run
  ends with its stage, both may stand in the main process.

Shadow clocks send nothing and need no branch; nor do clocks that are the resident's own time
limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.graph import boundaries, circles, following, reach
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import called
from engine.errors import Problem

TERMINATE = "terminateEventDefinition"
WAITING = ("userTask", "subProcess", "callActivity", "intermediateCatchEvent")


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each clocked stage without a late branch, and for each fault of a
    branch's shape.
    """
    for diagram, stage in subject.elements("subProcess"):
        duty = subject.procedure.clocks.get(stage.attributes.get("clock", ""))
        if (
            "stage" in stage.attributes
            and duty
            and duty.kind != "shadow"
            and duty.tells == "council"
        ):
            yield from _stage(diagram, stage)


def _stage(diagram: Diagram, stage: Element) -> Iterator[Problem]:
    clock = stage.attributes["clock"]
    timers = [t for t in boundaries(diagram, stage.id) if t.attributes.get("clock") == clock]
    if not timers:
        reason = f"{called(stage)} has no late branch for its clock “{clock}”."
        fix = "Put a timer at its edge that does not interrupt, and draw how the person is told."
        yield in_diagram(diagram, stage.id, reason, fix)
    late = [t for t in timers if not t.cancels and t.attributes.get("at") == "due_morning"]
    if timers and not late:
        reason = "A late branch begins on the morning of the due date and lets the stage go on."
        fix = 'Make the timer one that does not interrupt, with `redress:at="due_morning"`.'
        yield in_diagram(diagram, timers[0].id, reason, fix)
    for timer in late:
        yield from _branch(diagram, timer)
    if late:
        yield from _ending(diagram, stage)


def _branch(diagram: Diagram, timer: Element) -> Iterator[Problem]:
    def step(name: str) -> tuple[str, ...]:
        return following(diagram, name)

    names = reach((timer.id,), step)
    branch = [element for name, element in diagram.elements.items() if name in names]
    if not any(e.tag in ("sendTask", "callActivity") for e in branch):
        fix = "Draw the letter that tells the person why and until when."
        reason = "This late branch sends no letter on any way."
        yield in_diagram(diagram, timer.id, reason, fix)
    again = [e.id for e in branch if e.tag == "intermediateCatchEvent"]
    if not any(name in reach(step(name), step) for name in again):
        reason = "This late branch does not come round again: the next date would pass in silence."
        fix = "After the letter draw a timer for the new date, and lead it back to the late step."
        yield in_diagram(diagram, timer.id, reason, fix)
    timeless = [e.id for e in branch if "timerEventDefinition" not in e.events]
    for circle in circles(timeless, step):
        first = next(name for name in diagram.elements if name in circle)
        reason = "The late branch goes round here without a timer: it would come again at once."
        fix = "Lead the circle through a timer for the new date."
        yield in_diagram(diagram, first, reason, fix)


def _ending(diagram: Diagram, stage: Element) -> Iterator[Problem]:
    """After the stage: an end that ends everything around it, with nothing on the way that
    waits.
    """
    after = reach((f.target for f in diagram.leaving(stage.id)), lambda n: following(diagram, n))
    elements = [e for n, e in diagram.elements.items() if n in after]
    waits = next((e for e in elements if e.tag in WAITING), None)
    if waits is not None:
        reason = f"{called(waits)} comes after the stage while its late branch is still running."
        fix = "Put stage and late branch into an outer sub-process that ends with a terminate end."
        yield in_diagram(diagram, waits.id, reason, fix)
        return
    for end in elements:
        if end.tag == "endEvent" and TERMINATE not in end.events:
            reason = "After a stage with a late branch this end leaves the branch running."
            yield in_diagram(
                diagram, end.id, reason, "Make it an end that ends everything (terminate)."
            )
