"""The whole list of who may do what, kept as a file that people read."""

from __future__ import annotations

from difflib import unified_diff

from engine.desk import case_file, tracking
from engine.errors import NotPermitted
from engine.permissions import Actor
from tests.casework import permitted
from tests.casework.conftest import Founding
from tests.casework.council import Council
from tests.casework.states import walk

CHANGED = """
Who may do what to a corporate complaint has changed. Is every line of this meant?
If so: .venv/bin/python -m tests.casework.permitted
and commit tests/casework/permitted_actions.txt with the reason.

"""


def test_who_may_do_what_is_as_it_was_reviewed(found: Founding) -> None:
    now = permitted.written(found(changed=permitted.PAUSES))
    kept = permitted.KEPT.read_text()
    difference = "\n".join(
        unified_diff(kept.splitlines(), now.splitlines(), "reviewed", "now", n=8, lineterm="")
    )
    assert now == kept, CHANGED + difference


def test_screens_offer_exactly_what_the_verbs_allow(found: Founding) -> None:
    """A button that is always refused, and one that is missing, are both faults."""
    council = found(changed=permitted.PAUSES)
    for state, reference in walk(council):
        actors = permitted.actors(council, reference)
        for who, (tasks, acts) in permitted.permitted(council, actors, reference).items():
            actor = actors[who]
            if actor.kind == "officer":
                assert _offered(council, actor, reference) == (tasks, acts), f"{state}: {who}"
            elif who == "complainant":
                page = tracking.tracking(council.office, reference)
                if page.step == tracking.WITHHELD:  # whoever wrote for them may be reading it
                    acts = []
                offered = ["contact"] * page.may_write
                offered += ["request_stage2"] * page.may_ask_stage2
                offered += ["withdraw"] * page.may_withdraw
                assert offered == acts, f"{state}: {who}"


def _offered(council: Council, actor: Actor, reference: str) -> tuple[list[str], list[str]]:
    """(tasks, actions) of the case page; none where it does not open."""
    try:
        file = case_file.case_file(council.office, actor, reference)
    except NotPermitted:
        return [], []
    shown = sorted(task.element for task in file.tasks if task.may_complete)
    return shown, [action.id for action in file.actions if action.allowed]
