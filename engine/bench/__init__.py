"""Measurements: how quick Redress is, ratios within one run first."""

from engine.bench.measuring import machine, measure
from engine.bench.rows import Row

__all__ = ["Row", "machine", "measure"]
