"""What is wrong with a procedure's files is told with its place and a fix."""

from __future__ import annotations

import pytest

from tests.catalogue.places import RESPONSE, TINY, Copy, only

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
