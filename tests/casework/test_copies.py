"""Whoever wrote for somebody who has not agreed yet gets only what was written for them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.casework import intake
from engine.letters import letter_from_json, to_text
from tests.casework.small import FOUND

BOB = intake.Someone(name="Bob Helper", email="bob@example.org")
BOTH = ["complainant", "representative"]
ASKED: dict[str, Any] = {
    "yaml": {
        "copies": {"representative": {"stops_at": ["triaged"], "goes_on_at": ["copies_agreed"]}},
        "any_time": {"copies_agreed": {"title": "They agree", "by": ["manager"]}},
        "letters": {
            "SML-ACK": {"to": BOTH, "bodies": {"representative without consent": "writer"}},
            "SML-UPD": {"to": BOTH},
            "SML-RESP": {"to": BOTH},
        },
    },
    "letters": {"SML-ACK.md.j2": [["We will write", "Soon.\n\n--- body: writer\nWe ask them.\n"]]},
}


def test_a_stopped_capacity_gets_only_a_letter_with_a_body_of_its_own(small):
    council = small(**ASKED)
    reference = council.receives(procedure="small", representative=BOB)
    council.does("mandy", reference, "triage", triage="accept")
    council.does("ivan", reference, "answer", points=FOUND)
    sent = [
        (way.capacity, to_text(letter_from_json(way.letter))) for way in council.ways(reference)
    ]
    assert [capacity for capacity, _ in sent] == [*BOTH, "complainant"]
    assert "We ask them." in sent[1][1]
    assert "We ask them." not in sent[0][1]
    assert council.file(reference).letters[0].code == "SML-ACK"


def test_once_they_agree_every_letter_goes_to_both_again(small):
    council = small(**ASKED)
    reference = council.receives(procedure="small", representative=BOB)
    council.does("mandy", reference, "triage", triage="accept")
    council.acts("mandy", reference, "copies_agreed")
    council.does("ivan", reference, "answer", points=FOUND)
    assert [way.capacity for way in council.ways(reference)] == [*BOTH, *BOTH]


def test_before_anybody_is_asked_the_letter_is_everybodys(small):
    change = {**ASKED, "yaml": {**ASKED["yaml"]}}
    change["yaml"]["copies"] = {"representative": {"stops_at": ["shut"], "goes_on_at": []}}
    council = small(**change)
    reference = council.receives(procedure="small", representative=BOB)
    council.does("mandy", reference, "triage", triage="accept")
    texts = [to_text(letter_from_json(way.letter)) for way in council.ways(reference)]
    assert len(texts) == 2
    assert not any("We ask them." in text for text in texts)


def test_a_letter_of_yesterday_does_not_leave_for_whoever_was_stopped_meanwhile(small):
    change = {**ASKED, "yaml": {**ASKED["yaml"]}}
    change["yaml"]["copies"] = {"representative": {"stops_at": ["moved"], "goes_on_at": []}}
    change["yaml"]["any_time"] = {"moved": {"title": "They do not agree", "by": ["manager"]}}
    council = small(**change)
    reference = council.receives(procedure="small", representative=BOB)
    council.does("mandy", reference, "triage", triage="accept")
    council.does("ivan", reference, "answer", points=FOUND)
    council.acts("mandy", reference, "moved")
    council.sweeps("2024-04-04T10:00")
    ways = {(way.capacity, way.status) for way in council.ways(reference)}
    assert ("representative", "failed") in ways
    assert ("complainant", "sent") in ways
    assert any("gets no copies" in text for _, text in council.told(reference))


CHILD: dict[str, Any] = {
    "yaml": {"letters": {"SML-ACK": {"bodies": {"complainant when urgent": "child"}}}},
    "letters": {
        "SML-ACK.md.j2": [
            [
                "We will write",
                "Soon.\n\n--- body: child\n"
                '{% says "reference" %}You can ring us about {{ case.reference }}.{% endsays %}',
            ]
        ]
    },
}


@pytest.mark.parametrize("is_child", [True, False])
def test_a_text_for_a_child_takes_the_place_of_the_letter_while_it_holds(small, is_child):
    council = small(**CHILD)
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept", urgent=is_child)
    (way,) = council.ways(reference)
    assert ("You can ring us" in to_text(letter_from_json(way.letter))) is is_child
