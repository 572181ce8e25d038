"""When things are due: pure decisions from a rule and a ledger, each date with its working."""

from engine.deadlines.amounts import parse_amount
from engine.deadlines.beginnings import effective_receipt
from engine.deadlines.chasing import chases
from engine.deadlines.counting import due
from engine.deadlines.extensions import (
    NOTHING_TO_EXTEND,
    extension_limit,
    limit_of_extending,
    may_extend,
)
from engine.deadlines.ladders import moment_at, standing_at, steps_of
from engine.deadlines.replay import latest, replay
from engine.deadlines.stops import may_stop, stopped, why_not

__all__ = [
    "NOTHING_TO_EXTEND",
    "chases",
    "due",
    "effective_receipt",
    "extension_limit",
    "latest",
    "limit_of_extending",
    "may_extend",
    "may_stop",
    "moment_at",
    "parse_amount",
    "replay",
    "standing_at",
    "steps_of",
    "stopped",
    "why_not",
]
