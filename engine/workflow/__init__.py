"""How a procedure moves: the only package that knows SpiffWorkflow.

No database, no clock of its own.
"""

from engine.workflow.parsing import schema_problems
from engine.workflow.program import Program, compile_program
from engine.workflow.steps import complete, cut, fire, look, start

__all__ = [
    "Program",
    "compile_program",
    "complete",
    "cut",
    "fire",
    "look",
    "schema_problems",
    "start",
]
