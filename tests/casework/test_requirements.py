"""A form that cannot be completed until something is so: in the case, or in its own answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.desk.task_views import task_form
from engine.errors import NotNow
from tests.casework.council import Council
from tests.casework.small import FOUND, accepted

SEEN = "Somebody else must have read the answer (Regulations 2006, reg. 17)."
HELD: dict[str, object] = {
    "intake": {"residents": True},
    "forms": {
        "answer": {
            "title": "Answer",
            "requires": [
                {
                    "id": "SEEN",
                    "when": "happened('reading')",
                    "say": "Somebody else must have read the answer.",
                    "source": "Regulations 2006, reg. 17",
                },
                {"id": "AGREED", "when": "agreed", "say": "Agree it first.", "source": "setting"},
            ],
            "fields": [
                {"id": "points", "type": "findings", "label": "Findings", "required": True},
                {"id": "agreed", "type": "bool", "label": "Agreed?"},
            ],
        },
        "publish": {
            "title": "Publish",
            "requires": [{"id": "DONE", "when": "sent('SML-RESP')", "say": "Answer it first."}],
        },
    },
    "any_time": {
        "reading": {"title": "Somebody read it", "by": ["manager"]},
        "publish": {"title": "Publish", "by": ["manager"], "form": "publish"},
    },
}


@pytest.fixture
def council(small: Callable[..., Council]) -> Council:
    return small(yaml=HELD)


def needed(council: Council, reference: str) -> tuple[str, ...]:
    ivan = council.people["ivan"]
    return task_form(council.office, ivan, council.task(reference, "answer")).needed


def test_a_task_waits_for_what_its_form_requires_and_says_so_beforehand(council: Council) -> None:
    reference = accepted(council)
    assert needed(council, reference) == (SEEN,)
    with pytest.raises(NotNow) as refusal:
        council.does("ivan", reference, "answer", points=FOUND, agreed=True)
    assert (str(refusal.value), refusal.value.rule) == (SEEN, "SEEN")
    assert council.audit(reference)[-1] == ("case:refused", "answer")
    council.acts("mandy", reference, "reading")
    assert needed(council, reference) == ()
    with pytest.raises(NotNow, match=r"^Agree it first\.$"):
        council.does("ivan", reference, "answer", points=FOUND)
    council.does("ivan", reference, "answer", points=FOUND, agreed=True)


def test_an_action_waits_for_what_its_form_requires(council: Council) -> None:
    reference = accepted(council)
    offered = {action.id: action for action in council.file(reference, "mandy").actions}
    assert (offered["publish"].allowed, offered["publish"].why_not) == (False, "Answer it first.")
    with pytest.raises(NotNow, match="Answer it first"):
        council.acts("mandy", reference, "publish")
