"""When things are due: pure decisions from a rule and a ledger, each date with its working."""

from engine.deadlines.amounts import parse_amount
from engine.deadlines.beginnings import effective_receipt
from engine.deadlines.counting import due
from engine.deadlines.extensions import extension_limit, limit_of_extending
from engine.deadlines.ladders import moment_at, steps_of
from engine.deadlines.replay import latest, replay

__all__ = [
    "due",
    "effective_receipt",
    "extension_limit",
    "latest",
    "limit_of_extending",
    "moment_at",
    "parse_amount",
    "replay",
    "steps_of",
]
