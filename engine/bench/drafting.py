"""The studio: checking the largest procedure with all its letters, and telling versions apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.bench.council import Council
from engine.bench.rows import MS, Row, row, took
from engine.catalogue.archive import unpacked
from engine.studio import drafts, judging, versions
from engine.studio.drafted import Draft

#: bars of the studio, in milliseconds: a person waits for both
CHECK, COMPARE = 2_000, 1_000


def studio_rows(council: Council, repeats: int) -> Iterator[Row]:
    """Each turn changes a letter, so that nothing is kept from before."""
    procedures = council.office.catalogue.procedures.values()
    largest = max(procedures, key=lambda p: len(p.diagram.elements) + len(p.letters))
    owner = council.officers["owner"]
    draft = drafts.read(council.office, owner, drafts.begin(council.office, owner, largest.id))
    letter = next(file for file in draft.files if file.startswith(f"letters/{largest.id}/"))
    checks, compares = [], []
    for turn in range(max(3, repeats // 6)):
        text = f"{draft.files[letter]}\nTurn {turn}.\n"
        changed = replace(draft, files={**draft.files, letter: text})
        checks.append(took(lambda: judging.report_of(council.office, changed)))  # noqa: B023
        compares.append(took(lambda: versions.with_draft(council.office, changed)))  # noqa: B023
    yield row(f"studio: check of {largest.id}, all its letters", MS, checks, CHECK)
    yield row("studio: a draft compared with its version", MS, compares, COMPARE)


def _under(council: Council, draft: Draft) -> Draft:
    """The draft as a council has it that runs every procedure."""
    profiles = council.office.catalogue.profiles.values()
    profile = max(profiles, key=lambda each: len(each.clocks))
    files = {**draft.files, **unpacked(profile.source, "profile").files}
    return replace(draft, profile=profile.id, base_profile=profile.version, files=files)
