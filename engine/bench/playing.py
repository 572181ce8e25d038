"""The studio: a draft played by hand, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.bench.council import FOUND, NOW, PROCEDURE, Council
from engine.bench.rows import MS, Row, row, took
from engine.studio import drafts, plays
from engine.studio.beginnings import Beginning
from engine.studio.drafted import Draft

#: milliseconds that a person waits for a step
BAR = 300
STEPS: tuple[tuple[str, Mapping[str, object]], ...] = (
    (
        "complaints_manager",
        {"task": "triage", "with": {"triage": "accept", "investigator": "stage1_investigator"}},
    ),
    ("complainant", {"at": "2024-04-05T12:00"}),
    ("stage1_investigator", {"task": "answer_stage1", "with": {"points": {"p1": FOUND}}}),
)


def playing_rows(council: Council, repeats: int) -> Iterator[Row]:
    """Plays of three steps: the office is opened for each, as when a page is sent."""
    owner = council.officers["owner"]
    number = drafts.begin(council.office, owner, PROCEDURE, "To be played")
    draft = drafts.read(council.office, owner, number)
    answers = {"text": "The bin was missed.", "points": ["The bin was missed"]}
    times = []
    for _ in range(max(2, repeats // 10)):
        plays.begin(council.office, owner, draft, Beginning("web", NOW, answers=answers))
        times += [took(lambda: _take(council, draft, *step)) for step in STEPS]  # noqa: B023
    yield row("studio: a step of a play", MS, times, BAR)


def _take(council: Council, draft: Draft, me: str, step: Mapping[str, object]) -> None:
    with plays.opened(council.office, council.officers["owner"], draft) as play:
        play.be(me)
        by = {"by": me} if "task" in step else {}
        play.take({**by, **step})
