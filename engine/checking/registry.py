"""Every rule, by what it needs to judge: a drawing's XML, a diagram, or a whole procedure."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from engine.catalogue.definition import Diagram
from engine.checking.rules import (
    acknowledgement_first,
    answered_rows,
    any_time_names,
    bad_expression,
    bad_guard,
    both_hold,
    clock_profiles,
    condition_outside_gateway,
    double_flow,
    duplicate_id,
    edge_through_shape,
    endless_loop,
    engine_refuses,
    entry_leads,
    event_sub_process,
    field_names,
    impossible_value,
    late_branch,
    late_form,
    letter_bodies,
    letter_knows,
    letter_renders,
    letter_uses,
    loose_flow,
    loose_timer,
    misplaced_attribute,
    missing_condition,
    must_say,
    nameless_gateway,
    nameless_step,
    never_asked,
    never_possible,
    never_reached,
    no_default,
    no_way_out,
    not_followed,
    one_process,
    one_start,
    optional_field,
    outcome_reachable,
    overlapping_shapes,
    profile_names,
    profile_value,
    reading_grade,
    repetition,
    reserved_id,
    reserved_variable,
    script,
    separation_names,
    signpost_missing,
    signpost_point,
    split_and_join,
    split_without_gateway,
    step_without_clock,
    timer_number,
    trapped,
    unconfirmed,
    undeclared_set,
    undrawn,
    unknown_attribute,
    unknown_call,
    unknown_clock,
    unknown_event,
    unknown_form,
    unknown_letter,
    unknown_moment,
    unknown_outcome,
    unknown_recipient,
    unknown_role,
    unknown_variable,
    unreachable_step,
    unsupported_element,
    unsupported_event,
    unused,
    xsd,
)
from engine.checking.subject import Sheet, Subject
from engine.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule. ``serious``: its problems stop publication; else they are advice."""

    judge: Callable[[T], Iterator[Problem]]
    serious: bool = True

    @property
    def id(self) -> str:
        """Its name, such as ``no-way-out``."""
        return self.judge.__module__.rpartition(".")[2].replace("_", "-")

    @property
    def text(self) -> str:
        """What the process owner reads about it."""
        return inspect.cleandoc(sys.modules[self.judge.__module__].__doc__ or "")

    def problems(self, subject: T) -> Iterator[Problem]:
        """What is wrong with the subject by this rule."""
        for problem in self.judge(subject):
            yield replace(problem, rule=self.id, serious=self.serious)


#: Judge the XML of a drawing, also when no diagram can be made of it.
DRAWINGS: tuple[Rule[Sheet], ...] = (
    Rule(xsd.check),
    Rule(one_process.check),
    Rule(duplicate_id.check),
    Rule(reserved_id.check),
    Rule(unsupported_element.check),
    Rule(unsupported_event.check),
    Rule(event_sub_process.check),
    Rule(repetition.check),
    Rule(script.check),
    Rule(timer_number.check),
    Rule(unknown_attribute.check),
    Rule(misplaced_attribute.check),
)

#: Judge one diagram, also when the rest of its procedure cannot be read.
DIAGRAMS: tuple[Rule[Diagram], ...] = (
    Rule(one_start.check),
    Rule(loose_flow.check),
    Rule(loose_timer.check),
    Rule(unreachable_step.check),
    Rule(no_way_out.check),
    Rule(endless_loop.check),
    Rule(no_default.check),
    Rule(missing_condition.check),
    Rule(condition_outside_gateway.check),
    Rule(split_without_gateway.check),
    Rule(split_and_join.check),
    Rule(double_flow.check),
    Rule(unknown_moment.check),
    Rule(step_without_clock.check),
    Rule(nameless_step.check),
    Rule(nameless_gateway.check, serious=False),
    Rule(undrawn.check),
    Rule(overlapping_shapes.check),
    Rule(edge_through_shape.check, serious=False),
)

#: Judge a procedure that could be read, with its profiles and letters.
PROCEDURES: tuple[Rule[Subject], ...] = (
    Rule(unknown_form.check),
    Rule(unknown_role.check),
    Rule(unknown_clock.check),
    Rule(unknown_letter.check),
    Rule(unknown_recipient.check),
    Rule(unknown_outcome.check),
    Rule(unknown_call.check),
    Rule(unknown_event.check),
    Rule(reserved_variable.check),
    Rule(bad_expression.check),
    Rule(unknown_variable.check),
    Rule(bad_guard.check),
    Rule(impossible_value.check),
    Rule(both_hold.check),
    Rule(never_possible.check),
    Rule(undeclared_set.check),
    Rule(never_asked.check),
    Rule(field_names.check),
    Rule(answered_rows.check),
    Rule(any_time_names.check),
    Rule(separation_names.check),
    Rule(never_reached.check),
    Rule(trapped.check),
    Rule(not_followed.check, serious=False),
    Rule(entry_leads.check),
    Rule(outcome_reachable.check),
    Rule(acknowledgement_first.check),
    Rule(late_branch.check),
    Rule(late_form.check),
    Rule(profile_value.check),
    Rule(profile_names.check),
    Rule(clock_profiles.check, serious=False),
    Rule(signpost_missing.check),
    Rule(signpost_point.check),
    Rule(letter_bodies.check),
    Rule(letter_uses.check),
    Rule(letter_knows.check),
    Rule(letter_renders.check),
    Rule(must_say.check),
    Rule(optional_field.check, serious=False),
    Rule(reading_grade.check, serious=False),
    Rule(unconfirmed.check, serious=False),
    Rule(unused.check, serious=False),
)

#: Asked when nothing serious was found.
LAST: tuple[Rule[Subject], ...] = (Rule(engine_refuses.check),)


def all_rules() -> tuple[Rule[Sheet] | Rule[Diagram] | Rule[Subject], ...]:
    """Every rule, in the order in which they are asked."""
    return (*DRAWINGS, *DIAGRAMS, *PROCEDURES, *LAST)
