"""Facts of a case that its diagram reads, whichever form or page gave them."""

from __future__ import annotations

from typing import Any

from tests.casework.small import FOUND

FACTS: dict[str, Any] = {
    "intake": {"residents": True},
    "variables": {"urgent": {"type": "bool", "from": "case", "default": False}},
    "forms": {
        "triage": {
            "title": "Decide",
            "fields": [
                {"id": "triage", "type": "choice", "label": "What?", "required": True},
                {"id": "urgent", "type": "bool", "label": "Urgent?", "remembered": True},
                {"id": "investigator", "type": "officer", "role": "investigator", "label": "Who?"},
            ],
        },
    },
}


def test_a_fact_of_the_case_is_read_when_it_is_remembered_and_by_every_run(small):
    council = small(yaml=FACTS)
    reference = council.receives(procedure="small")
    assert council.rows("run")[0].variables["urgent"] is False
    council.does("mandy", reference, "triage", triage="accept", urgent=True)
    council.sweeps()
    council.does("ivan", reference, "answer", points=FOUND)
    council.sweeps()
    council.acts("complainant", reference, "request_stage2", text="It is wrong.")
    assert [run.variables["urgent"] for run in council.rows("run")] == [True, True]
