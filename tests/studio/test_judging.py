"""The check of a draft: made once for what it depends on, however many ask for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from time import sleep
from typing import Any

import pytest

from engine.checking import Report, check_files
from engine.studio import drafts, judging
from engine.studio.drafts import Draft
from tests.studio.conftest import Studio

FOLDER = "processes/contact-standards"
YAML = f"{FOLDER}/procedure.yaml"
PROFILE = "processes/profiles/demo-council.yaml"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which procedures were checked, in order; each check takes a moment."""
    made: list[str] = []

    def counted(name: str, *given: Any) -> Report:
        made.append(name)
        sleep(0.3)
        return check_files(name, *given)

    monkeypatch.setattr(judging, "check_files", counted)
    return made


_NUMBERS = count()


def changed(studio: Studio, draft: Draft, file: str) -> Draft:
    """With a remark at the end of one of its files that no test before has made."""
    text = f"{draft.files[file]}# remark {next(_NUMBERS)} of {draft.id}\n"
    seen = {file: draft.fingerprint(file)}
    drafts.keep(studio.office, studio.people["ona"], draft.id, {file: text}, seen)
    return studio.read(draft.id)


def test_those_who_ask_at_once_share_one_check(studio: Studio, checks: list[str]) -> None:
    draft = changed(studio, studio.begins(), YAML)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(judging.report_of, studio.office, draft) for _ in range(4)]
        reports = [each.result() for each in asked]
    assert checks == ["contact-standards"]
    assert all(report is reports[0] for report in reports)


def test_a_changed_scenario_is_no_reason_to_check_again(studio: Studio, checks: list[str]) -> None:
    draft = changed(studio, studio.begins(), YAML)
    before = judging.report_of(studio.office, draft)
    scenario = next(file for file in draft.files if file.startswith(f"{FOLDER}/scenarios/"))
    again = changed(studio, draft, scenario)
    assert again.content != draft.content
    assert judging.report_of(studio.office, again) is before
    assert len(checks) == 1


@pytest.mark.parametrize("file", [YAML, PROFILE])
def test_a_changed_procedure_or_profile_is(studio: Studio, checks: list[str], file: str) -> None:
    draft = changed(studio, studio.begins(), YAML)
    judging.report_of(studio.office, draft)
    judging.report_of(studio.office, changed(studio, draft, file))
    assert len(checks) == 2


def test_a_check_that_broke_off_is_made_again(
    studio: Studio, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = changed(studio, studio.begins(), YAML)
    with monkeypatch.context() as broken:
        broken.setattr(judging, "_judged", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            judging.report_of(studio.office, draft)
    assert judging.report_of(studio.office, draft).clean
    assert len(checks) == 1
