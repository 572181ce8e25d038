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
from tests.catalogue.places import RESPONSE, TINY, Copy, only, small_house


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
            clocks={"response": "late"},
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


FAULTS = {
    "an unknown key": (
        "title: A procedure",
        "titel: A procedure",
        "titel",
        "Did you mean “title”?",
        "titel: A",
    ),
    "an unknown key below": (
        "label: What next?",
        "lable: What next?",
        "forms.triage.fields[0].lable",
        "Did you mean “label”?",
        "lable: What",
    ),
    "a word that is no kind": (
        "kind: statutory",
        "kind: legal",
        "clocks.window.kind",
        "Write one of: policy, statutory, shadow.",
        "kind: legal",
    ),
    "yes for true": (
        "confidential: true\nentries",
        "confidential: yes\nentries",
        "confidential",
        "Write true or false.",
        "confidential: yes",
    ),
    "a slip in a choice": (
        "only_say: {met:",
        "only_say: {mett:",
        "forms.triage.fields[1].only_say",
        "Did you mean “met”?",
        "only_say: {mett:",
    ),
    "another diagram": (
        "title: A procedure for tests\n",
        "title: A procedure for tests\ndiagram: procedur.bpmn\n",
        "diagram",
        "Did you mean “procedure.bpmn”?",
        "",
    ),
    "a path for a diagram": (
        "title: A procedure for tests\n",
        "title: A procedure for tests\ndiagram: ../../secret\n",
        "diagram",
        "Diagrams of this folder:",
        "",
    ),
    "another folder's name": (
        "procedure: tiny",
        "procedure: large",
        "procedure",
        "Write “procedure: tiny”, or rename the folder.",
        "procedure: large",
    ),
    "a choice of nothing": (
        "{id: kind, type: choice, label: Which kind?, of: [{value: a_b, hint: The first}, c]}",
        "{id: kind, type: choice, label: Which kind?}",
        "forms.triage.fields[5]",
        "Add “of:”, or list the choices in the variable “kind”.",
        "{id: kind",
    ),
    "a choice twice": (
        "of: [yes, no]",
        "of: [yes, yes]",
        "forms.triage.fields[4].of[1]",
        "Keep",
        "[yes, yes]",
    ),
    "a field twice": (
        "{id: kind,",
        "{id: yes_or_no,",
        "forms.triage.fields[5]",
        "Keep",
        "{id: yes_or_no, type: choice, label: Which",
    ),
    "a variable of what": (
        "switch: {type: choice, of: [on, off]}",
        "switch: {type: choice}",
        "variables.switch",
        "Add “of: […]”",
        "switch:",
    ),
    "a variable without type": (
        "ground_met: {type: bool,",
        "ground_met: {",
        "variables.ground_met",
        "Add “type: …”.",
        "ground_met:",
    ),
    "a separation of nothing": (
        "never: subject, ",
        "",
        "separations[1]",
        "Write “never_both:”",
        "R1-late",
    ),
    "two separations of one name": (
        "{id: R1-late,",
        "{id: R1,",
        "separations[1]",
        "Keep",
        "task: answer",
    ),
    "a letter's code in small letters": (
        "TIN-ACK1: {to",
        "tin-ack1: {to",
        "letters.tin-ack1",
        "Use capitals",
        "tin-ack1:",
    ),
    "a wrong signpost": (
        "default: ombudsman, when",
        "default: ombudsmann, when",
        "letters.TIN-RESP1.signpost.default",
        "Write one of: ombudsman, ico, both, none.",
        "ombudsmann",
    ),
    "another format": ("format: 1", "format: 2", "format", "Write “format: 1”.", "format: 2"),
    "a missing key": ("say: Not both., ", "", "separations[0]", "Add “say:” here.", "{id: R1, "),
    "nothing written": (
        "title: Withdraw it",
        "title: ~",
        "any_time.withdraw.title",
        "Write it",
        "title: ~, by",
    ),
    "a list where keys belong": (
        "outcomes: {from: points, also: [withdrawn, {value: referred, title: Sent elsewhere}], "
        "titles: {upheld: We were wrong}}",
        "outcomes: [withdrawn]",
        "outcomes",
        "Write “key: value”.",
        "outcomes: [withdrawn]",
    ),
    "a table where a list belongs": (
        "entries: [new, again]",
        "entries: new",
        "entries",
        "Wri",
        "entries: new",
    ),
    "a number that is too small": (
        "most: 400",
        "most: 0",
        "forms.triage.fields[3].most",
        "W",
        "most: 0",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_procedure_yaml_is_told_with_its_place_and_a_fix(
    fault: str, house: Copy
) -> None:
    old, new, element, fix, words = FAULTS[fault]
    loaded = house.change(TINY, old, new).procedure()
    assert loaded.procedure is None
    problem = only(loaded.problems)
    assert (problem.file, problem.element) == (TINY, element)
    assert problem.fix.startswith(fix)
    assert words in house.line(problem)


def test_every_fault_of_every_file_is_told_at_once(house: Copy) -> None:
    loaded = (
        house.change(TINY, "label: What next?", "lable: What next?")
        .change(TINY, "kind: statutory", "kind: legal")
        .change(RESPONSE, "code: TIN-RESP1", "cod: TIN-RESP1")
        .write("letters/tiny/sample.yaml", "- a\n")
        .write("processes/tiny/withdraw.bpmn", "<broken")
        .procedure()
    )
    assert [(p.file, house.line(p).split(":")[0]) for p in loaded.problems] == [
        ("letters/tiny/TIN-RESP1.md.j2", "cod"),
        ("letters/tiny/sample.yaml", "- a"),
        ("processes/tiny/procedure.yaml", "      - {id"),
        ("processes/tiny/procedure.yaml", "  window"),
        ("processes/tiny/withdraw.bpmn", "<broken"),
    ]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (TINY, "There is no such file."),
        ("processes/tiny/procedure.bpmn", "There is no diagram “procedure.bpmn”"),
    ],
)
def test_a_missing_file_is_told(file: str, words: str, house: Copy) -> None:
    assert only(house.remove(file).procedure().problems).reason.startswith(words)


def test_a_broken_shared_diagram_is_told_to_those_who_call_shared_ones(house: Copy) -> None:
    house.write("processes/shared/ask_again.bpmn", "<broken")
    assert only(house.procedure().problems).file == "processes/shared/ask_again.bpmn"


LETTER_FAULTS = {
    "no front matter": ("---\ncode", "code", "The letter has no front matter.", 1),
    "an unended front matter": ("]\n---\n", "]\n", "The letter has no front matter.", 1),
    "another code": ("code: TIN-RESP1", "code: TIN-RESP2", "The file of letter TIN-RESP2 has", 2),
    "an unknown channel": ("email, post, portal", "email, pigeon", "This cannot be “pigeon”.", 4),
    "broken yaml": ('title: "Our answer: {{ case.reference }}"', "title: a: b", "This is not", 3),
    "two copies": (
        "A copy for you.",
        "A copy.\n--- body: copy\n",
        "The letter has two bodies",
        17,
    ),
}


@pytest.mark.parametrize("fault", LETTER_FAULTS)
def test_a_fault_in_a_letters_file_is_told(fault: str, house: Copy) -> None:
    old, new, reason, line = LETTER_FAULTS[fault]
    problem = only(house.change(RESPONSE, old, new).procedure().problems)
    assert problem.reason.startswith(reason)
    assert (problem.file, problem.line) == (RESPONSE, line)
