"""Guards ask with the functions that there are, about things that exist.

Guards (under any_time, in forms and signposts) may ask `sent('LETTER')`, `late('clock')`,
`told('clock')`, `running('clock')`, `in_time('clock')`, `due_later('clock')`, `open('task')`,
`closed()`, `answered()`, `restricted()`, `happened('event')`, `by('role')`, `present('capacity')`,
`past('clock')`, `due('clock')`, `in_force('value')` (of a profile), `within_months('number')` and
`beyond_months('number')` (that every profile gives), `outstanding('kind')` (of dated actions),
`recommended('body')` (in the rows `recommendations`), `waits_for('event')`,
`threshold_met()` and `runs('procedure')` (the council runs it). The letter, clock, task, role or
capacity must be one of this procedure, the body one that a form can choose, and the event one that
can happen in it. Conditions in the diagram cannot call functions: declare a derived variable
instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from engine.catalogue.forms import DATED_ACTIONS
from engine.checking.asked import FUNCTIONS, Asked, all_asked
from engine.checking.subject import Subject
from engine.checking.vocabulary import capacities, events
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each call that cannot be answered."""
    procedure = subject.procedure
    known = {
        "letter": set(procedure.letters),
        "clock": set(procedure.clocks),
        "task": {e.id for _, e in subject.elements("userTask")},
        "event": set(events(subject)),
        "role": set(capacities(procedure)),
        "capacity": set(capacities(procedure)),
        "value": {name for profile in subject.profiles for name in profile.values},
        "number": _numbers(subject),
        "kind": set(DATED_ACTIONS),
        "body": _bodies(subject),
    }
    for asked in all_asked(subject):
        for expression in asked.expressions:
            for node in ast.walk(expression.tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield from _call(asked, node.func.id, node.args, known)


def _bodies(subject: Subject) -> set[str]:
    """What may be chosen in the column `body` of the rows `recommendations`."""
    fields = (f for form in subject.procedure.forms.values() for f in form.fields)
    columns = (c for f in fields if f.id == "recommendations" for c in f.columns)
    return {choice.value for c in columns if c.id == "body" for choice in c.choices}


def _numbers(subject: Subject) -> set[str]:
    """The values that are a whole number in every profile under which the procedure runs."""
    each = (
        {n for n, v in p.values.items() if isinstance(v, int) and not isinstance(v, bool)}
        for p in subject.profiles
    )
    return set.intersection(*each) if subject.profiles else set()


def _call(
    asked: Asked, function: str, args: list[ast.expr], known: dict[str, set[str]]
) -> Iterator[Problem]:
    if not asked.guard:
        fix = "Declare a variable with “derived:” and use that."
        yield asked.at(f"“{asked.text}” calls {function}(), which a diagram cannot.", fix)
        return
    wanted = FUNCTIONS.get(function)
    if wanted is None:
        yield asked.at(f"There is no function {function}().", meant(function, FUNCTIONS))
        return
    given = [a.value for a in args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if len(args) != bool(wanted) or len(given) != len(args):
        says = f"one {wanted}, in quotation marks" if wanted else "nothing in its brackets"
        yield asked.at(f"{function}() takes {says}.", "Write it so.")
    elif wanted in known and given[0] not in known[wanted]:
        reason = f"{function}('{given[0]}'): there is no such {wanted}."
        yield asked.at(reason, meant(given[0], known[wanted]))
