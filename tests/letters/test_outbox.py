"""The outbox: whole files, a true list, safe names, and filing twice changes nothing."""

from __future__ import annotations

import csv
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.letters import ManifestRow, file_letter

DAY = date(2024, 4, 3)


def row(number: int = 17, recipient: str = "A. Sample") -> ManifestRow:
    return ManifestRow(str(number), recipient, "post", 2)


def listed(outbox: Path) -> list[dict[str, str]]:
    with (outbox / "2024-04-03" / "manifest.csv").open(newline="") as manifest:
        return list(csv.DictReader(manifest))


def test_a_letter_is_filed_under_its_day_and_listed(tmp_path: Path) -> None:
    file = file_letter(tmp_path, DAY, "17-COR-ACK1.pdf", b"%PDF", row())
    assert file == tmp_path / "2024-04-03" / "17-COR-ACK1.pdf"
    assert file.read_bytes() == b"%PDF"
    assert listed(tmp_path) == [
        {
            "id": "17",
            "recipient": "A. Sample",
            "channel": "post",
            "pages": "2",
            "sha256": hashlib.sha256(b"%PDF").hexdigest(),
            "file": "17-COR-ACK1.pdf",
        }
    ]


def test_filing_again_after_a_crash_changes_nothing(tmp_path: Path) -> None:
    for _ in range(3):
        file_letter(tmp_path, DAY, "17.pdf", b"%PDF", row())
    assert len(listed(tmp_path)) == 1
    assert [f.name for f in (tmp_path / "2024-04-03").iterdir() if f.suffix == ".part"] == []


def test_a_row_torn_by_a_crash_is_mended(tmp_path: Path) -> None:
    file_letter(tmp_path, DAY, "17.pdf", b"%PDF", row())
    manifest = tmp_path / "2024-04-03" / "manifest.csv"
    manifest.write_bytes(manifest.read_bytes() + b"18,B. Sam")
    file_letter(tmp_path, DAY, "18.pdf", b"%PDF", row(18, "B. Sample"))
    assert [entry["recipient"] for entry in listed(tmp_path)] == ["A. Sample", "B. Sample"]


def test_a_manifest_torn_in_its_first_line_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "2024-04-03"
    folder.mkdir()
    (folder / "manifest.csv").write_bytes(b"id,reci")
    file_letter(tmp_path, DAY, "17.pdf", b"%PDF", row())
    assert [entry["id"] for entry in listed(tmp_path)] == ["17"]


def test_many_at_once_are_all_listed_once(tmp_path: Path) -> None:
    def put(number: int) -> Path:
        return file_letter(tmp_path, DAY, f"{number}.eml", b"text", row(number))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(put, [*range(40), *range(40)]))
    assert sorted(int(entry["id"]) for entry in listed(tmp_path)) == list(range(40))


@pytest.mark.parametrize(
    "name", ["../17.pdf", "a/b.pdf", ".pdf", "17.exe", "17.pdf\n", "", "manifest.csv"]
)
def test_a_name_that_is_not_safe_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        file_letter(tmp_path, DAY, name, b"%PDF", row())
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_never_a_formula_in_the_list(tmp_path: Path) -> None:
    file_letter(tmp_path, DAY, "17.pdf", b"%PDF", row(recipient='=HYPERLINK("x")\nB'))
    assert listed(tmp_path)[0]["recipient"] == '\'=HYPERLINK("x") B'
