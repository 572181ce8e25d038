"""A procedure as a parcel: nothing is lost both ways, and what is hostile never comes in."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.errors import BadFiles, BadInput
from engine.settings import HOUSE
from engine.studio import parcels
from engine.studio.house import MOST_FILES
from engine.studio.judged_parcels import MOST_BYTES, Parcel
from tests.effort import calls

ID = "corporate-complaint"
#: of functions, for one refusal
MOST_CALLS = 2_000_000
DIAGRAM = f"processes/{ID}/procedure.bpmn"


@pytest.fixture(scope="module")
def files() -> Mapping[str, str]:
    """The procedure that ships, with all that a parcel may hold."""
    patterns = (
        *(f"processes/{ID}/{each}" for each in ("procedure.yaml", "*.bpmn", "scenarios/*.yaml")),
        *("processes/shared/*.*", "processes/profiles/*.yaml", "letters/parts/*.md"),
        *(f"letters/{ID}/{each}" for each in ("*.md.j2", "sample.yaml")),
        "letters/shared/*.md.j2",
    )
    found = (path for pattern in patterns for path in HOUSE.glob(pattern))
    return {path.relative_to(HOUSE).as_posix(): path.read_text("utf-8") for path in found}


def zipped(files: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def refusals(data: bytes) -> str:
    """The reasons against a zip, all of them; refused without much work."""
    said: list[str] = []

    def tried() -> None:
        with pytest.raises(BadFiles) as refused:
            parcels.from_zip(data)
        said.append(str(refused.value))

    assert calls(tried) < MOST_CALLS
    return said[0]


def test_what_goes_out_comes_in_as_it_was(files: Mapping[str, str]) -> None:
    sent = parcels.to_zip(files)
    assert parcels.from_zip(sent) == Parcel(ID, files)
    assert parcels.to_zip(parcels.from_zip(sent).files) == sent


def test_the_same_files_give_the_same_bytes_in_any_order(files: Mapping[str, str]) -> None:
    turned = dict(reversed(list(files.items())))
    assert list(turned) != list(files)
    assert parcels.to_zip(turned) == parcels.to_zip(files)


def test_a_zip_made_by_another_program_comes_in(files: Mapping[str, str], tmp_path: Path) -> None:
    parcels.to_folder(Parcel(ID, files), tmp_path / "house")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((tmp_path / "house").rglob("*")):
            archive.write(path, path.relative_to(tmp_path / "house"))  # folders, too
    assert parcels.from_zip(made.getvalue()).files == files


def test_a_folder_holds_the_same_as_the_zip(files: Mapping[str, str], tmp_path: Path) -> None:
    parcels.to_folder(Parcel(ID, files), tmp_path)
    (tmp_path / "README.md").write_text("Not part of it.")
    assert parcels.to_zip(parcels.read(tmp_path).files) == parcels.to_zip(files)
    parcels.to_folder(Parcel(ID, files), tmp_path)  # again, over itself
    stray = tmp_path / f"letters/{ID}/OLD.md.j2"
    stray.write_text("An old letter.")
    with pytest.raises(BadInput, match="OLD"):
        parcels.to_folder(Parcel(ID, {**files, DIAGRAM: "changed"}), tmp_path)
    assert (tmp_path / DIAGRAM).read_text("utf-8") == files[DIAGRAM]


def test_one_folder_may_hold_several_procedures(files: Mapping[str, str], tmp_path: Path) -> None:
    other = {name.replace(ID, "another"): text for name, text in files.items()}
    parcels.to_folder(Parcel(ID, files), tmp_path)
    parcels.to_folder(Parcel("another", other), tmp_path)
    assert parcels.read(tmp_path, ID).files == files
    assert parcels.read(tmp_path, "another").files == other
    with pytest.raises(BadFiles, match="several procedures: another, corporate-complaint"):
        parcels.read(tmp_path)


def test_lines_that_end_as_on_windows_come_in_as_ours(files: Mapping[str, str]) -> None:
    theirs = {name: text.replace("\n", "\r\n").encode() for name, text in files.items()}
    assert parcels.from_zip(zipped(theirs)).files == files


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.yaml", "goes up"),
        (f"processes/{ID}/../../etc/passwd", "goes up"),
        ("/etc/passwd", "absolute"),
        ("C:/windows/win.ini", "absolute"),
        (f"processes\\{ID}\\procedure.yaml", "backslash"),
        (f"processes/{ID}/./procedure.yaml", "not a plain one"),
        (f"processes//{ID}/procedure.yaml", "not a plain one"),
        (f"processes/{ID}/a\x1bb.yaml", "not a plain one"),
        ("../folder/", "goes up"),
    ],
)
def test_a_path_outside_its_folder_is_refused(
    files: Mapping[str, str], name: str, reason: str
) -> None:
    said = refusals(zipped({**files, name: "x"}))
    assert reason in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "name",
    [
        f"processes/{ID}/run.py",
        f"processes/{ID}/deep/er/procedure.yaml",
        f"letters/{ID}/LETTER.html",
        "letters/parts/part.j2",
        "README.md",
        "__MACOSX/._procedure.yaml",
        "engine/settings.py",
        f"processes/{ID}/.hidden.yaml",
    ],
)
def test_what_does_not_belong_is_refused(files: Mapping[str, str], name: str) -> None:
    assert f"{name}: A file of this kind does not belong" in refusals(zipped({**files, name: "x"}))


def test_a_link_is_refused(files: Mapping[str, str]) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        link = zipfile.ZipInfo(f"letters/{ID}/LINK.md.j2")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "It is a link" in refusals(made.getvalue())


def test_a_link_in_a_folder_is_not_followed(files: Mapping[str, str], tmp_path: Path) -> None:
    parcels.to_folder(Parcel(ID, files), tmp_path / "house")
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret: true")
    (tmp_path / f"house/letters/{ID}/LINK.md.j2").symlink_to(secret)
    (tmp_path / "house/processes/linked").symlink_to(tmp_path)
    with pytest.raises(BadFiles) as refused:
        parcels.read(tmp_path / "house")
    assert str(refused.value).count("It is a link") == 2


def test_a_bomb_is_refused_unopened(files: Mapping[str, str]) -> None:
    bomb = f"letters/{ID}/BOMB.md.j2"
    assert "grows" in refusals(zipped({**files, bomb: b"0" * 900_000}))
    assert f"{MOST_BYTES:,} is the most" in refusals(zipped({**files, bomb: b"0" * 30_000_000}))


def test_many_files_that_are_too_much_together_are_refused(files: Mapping[str, str]) -> None:
    long = "".join(chr(32 + number * 7919 % 95) for number in range(900_000))
    many = {f"letters/{ID}/L{number}.md.j2": long for number in range(12)}
    assert "Unpacked, the parcel has" in refusals(zipped({**files, **many}))


def test_a_huge_file_is_refused(files: Mapping[str, str]) -> None:
    huge = zipped({**files, f"letters/{ID}/HUGE.md.j2": "ab\n" * 400_000}, zipfile.ZIP_STORED)
    assert "1,200,000 bytes; 1,000,000 is the most" in refusals(huge)
    assert "more than 10,000,000 bytes" in refusals(b"P" * (parcels.LARGEST + 1))


def test_a_file_that_lies_about_its_size_is_refused(files: Mapping[str, str]) -> None:
    name = f"letters/{ID}/LIE.md.j2"
    honest = zipped({**files, name: "a" * 5_000}, zipfile.ZIP_STORED)
    told = (5_000).to_bytes(4, "little")
    # the directory at the end says a tenth; what stands before it is left
    begin = honest.rindex(b"PK\x01\x02" + honest[honest.index(b"PK\x01\x02") + 4 :][:2])
    end = honest.index(told * 2, begin)
    lie = honest[:end] + told + (500).to_bytes(4, "little") + honest[end + 8 :]
    assert "LIE.md.j2: The file is damaged" in refusals(lie)


def test_too_many_files_are_refused(files: Mapping[str, str]) -> None:
    many = {f"letters/{ID}/L{number}.md.j2": "x" for number in range(MOST_FILES)}
    assert f"{MOST_FILES} is the most" in refusals(zipped({**files, **many}))
    crowd = {f"{number}": "" for number in range(40_000)}
    said = refusals(zipped(crowd))
    assert "40,000 files" in said
    assert "more reasons" in said


def test_a_name_that_comes_twice_is_refused(files: Mapping[str, str]) -> None:
    made = io.BytesIO(zipped(files))
    with pytest.warns(UserWarning), zipfile.ZipFile(made, "a") as archive:
        archive.writestr(DIAGRAM, "another")
    assert "holds this file twice" in refusals(made.getvalue())
    capitals = zipped({**files, f"letters/{ID}/cor-ack1.md.j2": "x"})
    assert "holds this file twice" in refusals(capitals)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        ("\ufeffcode: X".encode(), "byte order mark"),
        (b"a\x00b", "cannot be printed"),
    ],
)
def test_what_is_no_text_is_refused(files: Mapping[str, str], text: bytes, reason: str) -> None:
    assert reason in refusals(zipped({**files, f"letters/{ID}/ODD.md.j2": text}))


ENTITY = '<!DOCTYPE a [<!ENTITY e "eeee"><!ENTITY f "&e;&e;">]>'


def test_an_entity_is_refused(files: Mapping[str, str]) -> None:
    hostile = files[DIAGRAM].replace("?>", f"?>{ENTITY}", 1)
    assert ENTITY in hostile
    assert "document type is not allowed" in refusals(zipped({**files, DIAGRAM: hostile}))
    outside = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    hostile = files[DIAGRAM].replace("?>", f"?>{outside}", 1)
    assert "document type is not allowed" in refusals(zipped({**files, DIAGRAM: hostile}))


def test_an_element_that_is_not_carried_out_is_refused(files: Mapping[str, str]) -> None:
    hostile = files[DIAGRAM].replace("userTask", "serviceTask")
    assert hostile != files[DIAGRAM]
    assert "“serviceTask” is not something that Redress carries out" in refusals(
        zipped({**files, DIAGRAM: hostile})
    )


def test_a_diagram_that_is_no_xml_is_refused(files: Mapping[str, str]) -> None:
    assert "not well-formed XML" in refusals(zipped({**files, DIAGRAM: "<a>"}))


def test_a_parcel_is_one_procedure(files: Mapping[str, str]) -> None:
    two = {**files, "processes/another/procedure.yaml": "x: 1"}
    assert "several procedures: another, corporate-complaint" in refusals(zipped(two))
    assert "no procedure.yaml" in refusals(zipped({"letters/parts/part.md": "x"}))
    assert "The parcel is empty" in refusals(zipped({}))


def test_every_reason_is_told_at_once(files: Mapping[str, str]) -> None:
    said = refusals(
        zipped(
            {
                **files,
                "../up.yaml": "x",
                f"processes/{ID}/run.py": "x",
                f"letters/{ID}/ODD.md.j2": b"\xff",
                f"letters/{ID}/BOMB.md.j2": b"0" * 900_000,
                DIAGRAM: f"<?xml version='1.0'?>{ENTITY}<a/>",
            }
        )
    )
    for reason in ("goes up", "does not belong", "not UTF-8", "grows", "document type"):
        assert reason in said


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "not a zip file, or it is damaged" in refusals(data)


def test_a_zip_that_is_cut_off_is_refused(files: Mapping[str, str]) -> None:
    whole = zipped(files)
    assert "damaged" in refusals(whole[: len(whole) // 2])
    spoilt = bytearray(whole)
    spoilt[len(whole) // 3 : len(whole) // 3 + 50] = b"\xaa" * 50
    assert "damaged" in refusals(bytes(spoilt))


def test_a_zip_with_a_password_is_refused(files: Mapping[str, str]) -> None:
    locked = bytearray(zipped({f"processes/{ID}/procedure.yaml": "x: 1"}))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "locked with a password" in refusals(bytes(locked))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file or folder"):
        parcels.read(tmp_path / "none.zip")
