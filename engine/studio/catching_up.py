"""A draft that was overtaken takes up what was published since it began."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import FormErrors, NotNow
from engine.permissions import Actor
from engine.store import drafts as kept
from engine.store import publications
from engine.store.office import Office
from engine.store.session import Session
from engine.studio import drafts
from engine.studio.drafted import Draft
from engine.studio.house import profile_files, version_files
from engine.studio.merging import merged
from engine.studio.owners import require_owner

MINE, THEIRS = "mine", "theirs"


def disputed(office: Office, draft: Draft) -> tuple[str, ...]:
    """The files that both changed in the same place, for which somebody has to choose."""
    with office.store.read() as session:
        return tuple(_joined(office, session, draft)[1])


def catch_up(office: Office, actor: Actor, draft_id: int, choices: Mapping[str, str]) -> None:
    """Take up the newest version. ``choices``: disputed file -> ``mine`` or ``theirs``.

    Raises FormErrors where a choice is missing; NotNow where nothing newer was published.
    """
    require_owner(actor)
    with office.store.write() as session:
        row = kept.by_id(session, draft_id, for_change=True)
        draft = drafts.whole(session, row)
        if row.status not in ("open", "waiting"):
            raise NotNow(f"Draft {draft_id} was {row.status}.")
        newest = _newest(session, draft)
        if newest == (draft.base_version, draft.base_profile):
            raise NotNow("Nothing newer was published since this draft began.")
        files, open_ones = _joined(office, session, draft)
        unsaid = [file for file in open_ones if choices.get(file) not in (MINE, THEIRS)]
        if unsaid:
            raise FormErrors({file: f"Choose which text of {file} stays." for file in unsaid})
        for file, (mine, theirs) in open_ones.items():
            files[file] = mine if choices[file] == MINE else theirs
        if not drafts.put(office, session, actor, row, draft.files, files):
            drafts.mark(office, session, actor, row)  # it is judged against something else
        row.base_version, row.base_profile = newest
        drafts.note(office, session, row.id, actor, "Took up what was published meanwhile.")


def _newest(session: Session, draft: Draft) -> tuple[str, str]:
    versions = []
    known = (
        ("procedure", draft.of, draft.base_version),
        ("profile", draft.profile, draft.base_profile),
    )
    for kind, name, base in known:
        has = base or (kind == "procedure" == draft.kind)
        last = publications.latest(session, kind, name) if has else None
        versions.append(last.version if last is not None else base)
    return versions[0], versions[1]


def _joined(
    office: Office, session: Session, draft: Draft
) -> tuple[dict[str, str | None], dict[str, tuple[str | None, str | None]]]:
    """Every file as it is after joining, and those that cannot be joined: (mine, theirs)."""
    base = _files(office, session, draft, (draft.base_version, draft.base_profile))
    newest = _files(office, session, draft, _newest(session, draft))
    files: dict[str, str | None] = {}
    open_ones: dict[str, tuple[str | None, str | None]] = {}
    for file in sorted({*base, *newest, *draft.files}):
        was, mine, theirs = base.get(file), draft.files.get(file), newest.get(file)
        if theirs == was or mine == theirs:
            continue
        if mine == was:
            files[file] = theirs
        elif was is None or mine is None or theirs is None:
            open_ones[file] = (mine, theirs)
        elif (both := merged(was, mine, theirs)) is not None:
            files[file] = both
        else:
            open_ones[file] = (mine, theirs)
    return files, open_ones


def _files(
    office: Office, session: Session, draft: Draft, versions: tuple[str, str]
) -> Mapping[str, str]:
    version, profile = versions
    files = version_files(office, session, draft.of, version) if version else {}
    return {**files, **(profile_files(session, profile) if profile else {})}
