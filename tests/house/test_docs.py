"""What the documents tell people to type works, and settings are documented as they are read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from engine.cli import COMMANDS, main
from engine.settings import HOUSE
from tests.house.sources import files, place, text

PAGES = [file for file in files() if file.suffix == ".md" and "node_modules" not in file.parts]
_SHELL = re.compile(r"^```(?:sh)?\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")

#: these go on until they are stopped, need a case or a draft, or write where the settings say
NOT_RUN = {
    *("serve", "scheduler", "demo", "bench", "case", "db", "audit", "officer"),
    *("export", "import"),
}


def _of(program: str) -> list[tuple[str, str]]:
    """(page, command) for each call of a program in a fenced block; comments left out."""
    found = []
    called = re.compile(rf"(?:[A-Z_]+=\S+ )*{program} ")
    for page in PAGES:
        for block in _SHELL.findall(text(page)):
            lines = [line.split("  #")[0].strip() for line in block.splitlines()]
            found += [(place(page), line) for line in lines if called.match(line)]
    return found


def _words(line: str) -> list[str]:
    """The words of a command, without settings before it."""
    words = shlex.split(line)
    while words and re.match(r"[A-Z_]+=", words[0]):
        words = words[1:]
    return [word for word in words if not word.startswith(">")]


def _once(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(pages, command): what stands in several pages is tried once."""
    pages: dict[str, list[str]] = {}
    for page, line in lines:
        pages.setdefault(line, []).append(page)
    return [(", ".join(dict.fromkeys(found)), line) for line, found in pages.items()]


@pytest.mark.parametrize(("page", "line"), _once(_of("redress")))
def test_a_command_in_a_document_works(
    page: str, line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("processes", "letters"):
        (tmp_path / name).symlink_to(HOUSE / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REDRESS_VAR", str(tmp_path / "var"))
    words = _words(line)[1:]
    words = words[: words.index("|")] if "|" in words else words
    assert words[0] in COMMANDS, f"{page}: there is no command {words[0]}"
    for word in words:
        if word.startswith(("processes/", "letters/")):
            assert Path(word).exists(), f"{page}: there is no {word}"
    if words[0] in NOT_RUN or _plays_many(words):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0, f"{page}: {line}"
    else:
        assert main(words) == 0, f"{page}: {line}"


def _plays_many(words: list[str]) -> bool:
    """All scenarios of a folder: test_scenarios.py plays them."""
    return words[:2] == ["scenario", "run"] and not words[-1].endswith(".yaml")


@pytest.mark.parametrize(("page", "line"), _of("make"))
def test_a_target_in_a_document_is_there(page: str, line: str) -> None:
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    targets = [word for word in _words(line)[1:] if "=" not in word]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), f"{page}: {line}"


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(text(page)) if "://" not in link]
    broken = [link for link in links if not (page.parent / link).exists()]
    assert not broken, f"{place(page)}: {broken}"


def test_every_setting_is_documented_and_no_other() -> None:
    source = (HOUSE / "engine" / "settings.py").read_text(encoding="utf-8")
    read = {f"REDRESS_{name}" for name in re.findall(r'get(?:\.get)?\("([A-Z_]+)"', source)}
    assert read, "How are settings read now? Mend this test."
    page = text(HOUSE / "docs" / "operating.md")
    told = set(re.findall(r"REDRESS_[A-Z_]+", page))
    assert told == read, "The table of docs/operating.md is not what engine/settings.py reads."


def test_the_readme_shows_what_it_is_about() -> None:
    page = text(HOUSE / "README.md")
    assert "make run" in page
    assert "make test" in page
    assert re.search(r"!\[[^\]]{20,}\]\(docs/img/", page), "Say in words what the picture shows."
