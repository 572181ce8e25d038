"""What a run's conditions see: one set of variables beside the tokens, in the safe language.

The safe evaluator stands in the library's *environment*, because some of its code asks the
environment and passes the script engine by. One engine a call: it holds what happened in one step
of one run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from engine.errors import BadExpression
from engine.expressions import Expression, parse, parse_assignments
from engine.workflow.effects import Effect


class Variables(BasePythonScriptEngineEnvironment):
    """One set of variables for a run, whatever task data it is handed."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__()
        self.values = dict(values)

    def evaluate(
        self, expression: str, context: Any = None, external_context: Any = None
    ) -> object:
        return parse(expression).value(self.values)

    def execute(self, script: str, context: Any = None, external_context: Any = None) -> bool:
        self.assign(parse_assignments(script))
        return True

    def assign(self, assignments: Iterable[tuple[str, Expression]]) -> None:
        for name, expression in assignments:
            self.values[name] = expression.value(self.values)

    def call_service(self, context: Any, **kwargs: Any) -> object:
        raise BadExpression("A diagram cannot call services.")


class RunEngine(PythonScriptEngine):
    """The script engine of one step: variables, the time, and what the step asked for."""

    environment: Variables

    def __init__(self, variables: Mapping[str, object], now: datetime | None) -> None:
        super().__init__(Variables(variables))
        self.now = now
        self.effects: list[Effect] = []
        self.taken: list[str] = []

    def note(self, effects: Iterable[Effect] = (), taken: Iterable[str] = ()) -> None:
        """Keep what an element asked for, and the flows passed."""
        self.effects.extend(effects)
        self.taken.extend(taken)

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> object:
        # Stock would wrap the error; a reader needs the sentence and the place.
        try:
            return self.environment.evaluate(expression)
        except BadExpression as error:
            raise _at(task, error) from error

    def execute(self, task: Any, script: str, external_context: Any = None) -> bool:
        try:
            return self.environment.execute(script)
        except BadExpression as error:
            raise _at(task, error) from error

    def assign(self, task: Any, assignments: Iterable[tuple[str, Expression]]) -> None:
        """Carry out a ``redress:set``."""
        try:
            self.environment.assign(assignments)
        except BadExpression as error:
            raise _at(task, error) from error


def _at(task: Any, error: BadExpression) -> BadExpression:
    spec = task.task_spec
    return BadExpression(f"At “{spec.bpmn_name or spec.name}”: {error}")
