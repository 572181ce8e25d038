"""Runs scenarios through the real verbs and a real database, with the clock set."""

from engine.scenarios.reading import Scenario, read_scenarios
from engine.scenarios.running import Outcome, run_scenario

__all__ = ["Outcome", "Scenario", "read_scenarios", "run_scenario"]
