"""procedure.yaml, diagrams and letters as one value."""

from __future__ import annotations

import pytest

from engine.catalogue.definition import (
    AnyTime,
    Choice,
    ClockDuty,
    LetterDuty,
    Procedure,
    Role,
    Separation,
    Variable,
)
from tests.catalogue.places import TINY, Copy, small_house


@pytest.fixture(scope="module")
def tiny() -> Procedure:
    return small_house().procedures["tiny"]


def test_a_procedure_has_its_names(tiny: Procedure) -> None:
    assert (tiny.id, tiny.title, tiny.folder) == (
        "tiny",
        "A procedure for tests",
        "processes/tiny",
    )
    assert (tiny.reference_prefix, tiny.confidential, tiny.entries) == (
        "TIN",
        True,
        ("new", "again"),
    )


def test_a_role_without_title_is_called_as_it_is_named(tiny: Procedure) -> None:
    assert tiny.roles == {
        "investigator": Role("investigator", "Investigator"),
        "reviewer": Role("reviewer", "Reviewer", confidential=True),
    }


def test_separations_say_who_is_kept_apart(tiny: Procedure) -> None:
    assert tiny.separations == (
        Separation(
            "R1",
            "Not both.",
            "setting",
            never_both=("investigator", "reviewer"),
            grade="not_junior",
        ),
        Separation("R1-late", "Not the subject.", task="answer", never=("subject",)),
    )


def test_variables_know_where_they_come_from(tiny: Procedure) -> None:
    assert tiny.variables == {
        "entry": Variable("entry", "choice", "run", ("new", "again")),
        "triage": Variable("triage", "choice", "form", ("accept", "refuse")),
        "ground": Variable("ground", "choice", "form", ("met", "not_met"), default="not_met"),
        "all_answered": Variable(
            "all_answered", "bool", "derived", derivation="points.all_answered"
        ),
        "gate": Variable("gate", "choice", "profile", ("grounds", "none")),
        "ground_met": Variable("ground_met", "bool", "set", default=False),
        "switch": Variable("switch", "choice", "form", ("on", "off")),
    }


def test_choices_are_written_in_four_ways(tiny: Procedure) -> None:
    fields = {field.id: field for field in tiny.forms["triage"].fields}
    assert fields["triage"].choices == (
        Choice("accept", "Accept it"),
        Choice("refuse", "Refuse it"),
    )
    assert fields["ground"].choices == (Choice("met", "Met"), Choice("not_met", "Not met"))
    assert fields["yes_or_no"].choices == (Choice("yes", "Yes"), Choice("no", "No"))
    assert fields["kind"].choices == (Choice("a_b", "A b", "The first"), Choice("c", "C"))


def test_fields_keep_their_conditions(tiny: Procedure) -> None:
    fields = {field.id: field for field in tiny.forms["triage"].fields}
    assert fields["ground"].only == {"met": "late('response')"}
    assert fields["ground"].only_say == {"met": "It is not late."}
    assert fields["triage"].required is True
    assert fields["reason"].required == "triage == 'refuse'"
    assert (fields["reason"].most, fields["reason"].remembered) == (400, True)
    who = fields["investigator"]
    assert (who.role, who.assigns, who.capacity) == ("investigator", "answer", "helper")
    assert who.when == "triage == 'accept'"
    assert fields["yes_or_no"].default == "no"


def test_forms_have_titles_buttons_and_may_ask_nothing(tiny: Procedure) -> None:
    extend = tiny.forms["extend"]
    assert (extend.title, extend.button, extend.residents) == ("More time", "Ask", True)
    assert extend.fields[0].after == "today"
    assert tiny.forms["nothing"].fields == ()
    assert tiny.forms["triage"].button == "Continue"


def test_clocks_have_the_procedures_part(tiny: Procedure) -> None:
    assert tiny.clocks == {
        "response": ClockDuty(
            "response",
            "Response",
            "policy",
            met_by=("letter TIN-RESP1",),
            stops_at=("withdrawn",),
            ladder="short",
            tells="council",
            resident_says="We answer by",
        ),
        "window": ClockDuty("window", "Time to ask", "statutory", tells="complainant"),
        "expected": ClockDuty(
            "expected", "Date given", "policy", met_by=("letter TIN-RESP1",), tells="council"
        ),
    }


def test_letters_have_duties(tiny: Procedure) -> None:
    assert tiny.letters == {
        "TIN-ACK1": LetterDuty(
            "TIN-ACK1", ("complainant",), ("reference",), {"default": "none"}, "acknowledgement"
        ),
        "TIN-RESP1": LetterDuty(
            "TIN-RESP1",
            ("complainant", "representative"),
            ("finding", "signpost"),
            {"default": "ombudsman", "information_rights": "ico"},
            source="Code 6.4",
            confidence="confirmed",
            bodies={"representative": "copy"},
        ),
    }


def test_actions_have_guards(tiny: Procedure) -> None:
    assert tiny.any_time == {
        "extend": AnyTime(
            "extend",
            "Extend",
            ("investigator",),
            when="running('response')",
            form="extend",
            clocks={"response": ("late",)},
            say="Nothing runs.",
        ),
        "withdraw": AnyTime(
            "withdraw",
            "Withdraw it",
            ("complainant",),
            entry="again",
            run="withdraw.bpmn",
            ends="case",
            confirm="reviewer",
        ),
    }


def test_outcomes_are_all_titled(tiny: Procedure) -> None:
    assert tiny.outcomes.from_points
    assert tiny.outcomes.declared == ("withdrawn", "referred")
    assert tiny.outcomes.titles == {
        "upheld": "We were wrong",
        "partly_upheld": "Partly upheld",
        "not_upheld": "Not upheld",
        "withdrawn": "Withdrawn",
        "referred": "Sent elsewhere",
    }


def test_called_diagrams_belong_to_a_procedure_and_uncalled_ones_do_not(tiny: Procedure) -> None:
    assert {key: d.process for key, d in tiny.side_diagrams.items()} == {
        "withdraw.bpmn": "withdraw",
        "shared/ask_again.bpmn": "ask_again",
        "shared/deepest.bpmn": "deepest",
    }


def test_letters_have_bodies_parts_and_points(tiny: Procedure) -> None:
    letter = tiny.templates["TIN-RESP1"]
    assert letter.title == "Our answer: {{ case.reference }}"
    assert letter.channels == ("email", "post", "portal")
    assert letter.uses == ("case.reference", "contacts.ombudsman")
    assert letter.bodies["copy"].startswith("A copy for you.")
    assert letter.bodies[""].startswith("Dear")
    assert "A copy" not in letter.bodies[""]
    assert letter.says == ("finding", "copied", "signpost")
    assert tiny.templates["TIN-ACK1"].channels == ("email", "post")
    assert set(tiny.parts) == {"parts/ombudsman.md", "parts/address.md"}


def test_the_sample_is_plain_data(tiny: Procedure) -> None:
    assert tiny.sample == {
        "case": {"reference": "TIN-2024-00001", "received_on": "2024-03-21"},
        "person": {"name": "A. Sample"},
    }


def test_the_sample_beside_the_letters_goes_before_the_one_in_procedure_yaml(house: Copy) -> None:
    sample = "\nsample: {person: {name: B. Sample}, officer: {title: Manager}}\n"
    loaded = house.write(TINY, (house.root / TINY).read_text("utf-8") + sample).procedure()
    assert loaded.procedure is not None
    assert loaded.procedure.sample["person"] == {"name": "A. Sample"}
    assert loaded.procedure.sample["officer"] == {"title": "Manager"}
