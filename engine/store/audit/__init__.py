"""The audit: append-only, chained by hash, erasable without breaking the chain."""

from engine.store.audit.erasure import ERASED, erase_case, erase_person
from engine.store.audit.lines import AuditLine, AuditPayload
from engine.store.audit.recording import record
from engine.store.audit.verification import Fault, verify

__all__ = [
    "ERASED",
    "AuditLine",
    "AuditPayload",
    "Fault",
    "erase_case",
    "erase_person",
    "record",
    "verify",
]
