"""Conditions and statements run in the safe language only, wherever the library asks."""

from __future__ import annotations

import pytest
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from engine.errors import BadExpression
from engine.workflow.environment import RunEngine, Variables
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import BEGUN

HOSTILE = "__import__('os').getcwd()"


def test_the_safe_language_stands_in_the_environment() -> None:
    """Some of the library asks the environment directly and passes the engine by."""

    stock_engine = PythonScriptEngine()
    stock_engine.evaluate = stock_engine.execute = None
    assert stock_engine.environment.evaluate(HOSTILE, {}).startswith("/")
    ours = RunEngine({"a": 1}, BEGUN)
    assert isinstance(ours.environment, Variables)
    assert ours.environment.evaluate("a == 1", {"a": 2}) is True
    with pytest.raises(BadExpression):
        ours.environment.evaluate(HOSTILE, {})
    with pytest.raises(BadExpression):
        ours.environment.execute("import os", {})
    with pytest.raises(BadExpression):
        ours.environment.call_service({}, name="x")


def test_stock_workflows_evaluate_python_unless_told_otherwise() -> None:
    run = stock.stock(draw(f"start s\n xor g\n end e\n s -> g\n g -> e if {HOSTILE}"))
    assert run.completed
    assert isinstance(run.script_engine, PythonScriptEngine)


def test_stock_hides_errors_of_scripts_and_services_behind_its_own() -> None:
    xml = draw("start s\n scriptTask x\n end e\n s -> x -> e").replace(
        b"></scriptTask>", b"><script>a = {}[3]</script></scriptTask>"
    )
    with pytest.raises(TypeError, match="concatenate"):
        stock.stock(xml)
    run = stock.stock(draw("start s\n user a\n end e\n s -> a -> e"))
    with pytest.raises(NameError, match="script"):
        run.script_engine.call_service(run.task_tree)
