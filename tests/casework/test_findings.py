"""What may be found on a point, what the findings add up to, and points that were decided on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from engine.casework import letter_context, points
from engine.casework.answers import read_answers
from engine.casework.in_hand import take
from engine.casework.typed_answers import Asking
from engine.catalogue.definition import FOUND, Field, Form, Outcomes
from engine.errors import FormErrors
from engine.permissions import SYSTEM
from tests.casework.council import Council

TODAY = date(2024, 5, 1)
UNABLE = "unable_to_reach_a_finding"
MORE = Outcomes(True, (), findings={UNABLE: "Unable to reach a finding"})


def answered(council: Council, *found: str) -> str:
    reference = council.accepted(
        council.receives(points=[f"Point {n}" for n, _ in enumerate(found)])
    )
    given = {f"p{n}": {"finding": each, "reason": "So it is."} for n, each in enumerate(found, 1)}
    council.does("investigator", reference, "answer_stage1", points=given)
    return reference


@pytest.mark.parametrize(
    ("each_found", "together"),
    [
        (["upheld", "upheld"], "upheld"),
        (["upheld", UNABLE], "partly_upheld"),
        (["not_upheld", UNABLE], "not_upheld"),
        ([UNABLE, UNABLE], UNABLE),
    ],
)
def test_what_cannot_be_decided_counts_only_where_nothing_else_was_found(
    council: Council, each_found: Sequence[str], together: str
) -> None:
    reference = answered(council, *("not_upheld" for _ in each_found))
    with take(council.office, SYSTEM, reference) as hand:
        for (_, rows), each in zip(hand.points, each_found, strict=True):
            rows[-1].finding = each
        assert letter_context.overall(hand) == together


def test_only_a_procedure_that_says_so_may_find_more() -> None:
    form = Form("answer", "Answer", (Field("points", "findings", "Findings"),))
    given = {"points": {"p1": {"finding": UNABLE, "reason": "There is no record."}}}
    with pytest.raises(FormErrors, match="must be one of upheld, partly_upheld, not_upheld"):
        read_answers(form, given, Asking(TODAY, points=["p1"]))
    assert MORE.found == (*FOUND, UNABLE)
    read = read_answers(form, given, Asking(TODAY, points=["p1"], findings=MORE.found))
    assert UNABLE in str(read["points"])


def test_a_point_that_was_decided_on_can_be_reworded_but_not_left_out(council: Council) -> None:
    reference = answered(council, "upheld", "not_upheld")
    with take(council.office, SYSTEM, reference) as hand:
        with pytest.raises(FormErrors, match="Point 2 was decided on before, so it stays"):
            points.agree(hand, [{"id": "p1", "text": "Point one"}, {"text": "Another"}])
        points.agree(hand, [{"id": "p1", "text": "One"}, {"id": "p2", "text": "Two"}])
    assert [point.text for point in council.file(reference).points] == ["One", "Two"]
