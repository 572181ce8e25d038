"""Every situation that a case can get into can be followed.

Redress follows every combination of answers that a later decision can tell apart, up to a limit.
Many answers that are given early and asked for again and again later make more combinations than
that. Then nothing is wrong with the procedure, but what was not followed is not proved. Decide
sooner what hangs on an answer, ask for it again where it is needed, or part one long condition
into several decisions.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.answers import untried_letters
from engine.checking.limits import unfollowed, untried
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import listed, the
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each diagram that is not followed to its ends, and for each
    decision whose conditions are not all tried; one where letters were not tried any more.
    """
    for crowd in unfollowed(subject):
        element = crowd.diagram.elements[crowd.element]
        if crowd.names:
            names = listed(crowd.names)
            where = f"{the(element)} alone was met in {crowd.number:,}, told apart by {names}"
        else:
            where = f"the search stopped at {the(element)}"
        reason = (
            "There are more situations here than are followed, so not everything is proved: "
            f"{where}."
        )
        fix = "Decide sooner on these answers, or ask for them again where they are needed."
        yield in_diagram(crowd.diagram, crowd.element, reason, fix)
    for decision in untried(subject):
        reason = "Its conditions have more combinations than are tried."
        fix = "Ask for fewer answers in one decision, or part it into several."
        yield in_diagram(decision.diagram, decision.gateway.id, reason, fix)
    for led in untried_letters(subject)[:1]:
        reason = (
            "From here on letters were not tried any more after each step: there are too many."
        )
        fix = "Let letters use fewer answers, or keep some with “remembered: true”."
        yield in_diagram(led.walk.net.diagram, led.step, reason, fix)
