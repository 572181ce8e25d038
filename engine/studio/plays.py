"""Plays of a draft: each in a folder of its own, whoever began it goes on with it alone."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from engine.errors import BadInput, NotFound, NotNow
from engine.permissions import Actor
from engine.scenarios.world import copy_database, make_template
from engine.store import trials as rows
from engine.store.drafts import PlayRow
from engine.store.office import Office
from engine.studio import cast
from engine.studio.beginnings import Beginning, first_step
from engine.studio.drafted import Draft
from engine.studio.owners import require_owner
from engine.studio.play import Kept, Play, kept_from, replay
from engine.studio.playable import catalogue_of, procedure_of, why_not
from engine.studio.standing import moment_text

#: a play that nobody threw away is removed after so long
LONGEST = timedelta(days=7)
_FOLDER, _FILES = "plays", "files.json"


@dataclass(frozen=True, slots=True)
class Begun:
    """A play that goes on. ``stale``: the draft has changed since it began."""

    number: int
    began_at: datetime
    stale: bool


def current(office: Office, actor: Actor, draft: Draft) -> Begun | None:
    """The play of this draft that the person began, if they did."""
    require_owner(actor)
    with office.store.read() as session:
        row = rows.play_of(session, draft.id, _person(actor))
        if row is None or not (office.settings.var / row.folder / _FILES).exists():
            return None
        return Begun(row.id, row.began_at, row.content != draft.content)


def begin(office: Office, actor: Actor, draft: Draft, beginning: Beginning) -> None:
    """Begin a play of the draft as it is now; one that went on before is thrown away.

    Raises NotNow when it cannot be played, FormErrors where the case cannot be opened so.
    """
    require_owner(actor)
    if problems := why_not(office, draft):
        raise NotNow(problems[0])
    procedure = procedure_of(office, draft)
    people = cast.people_of(procedure, beginning.way, beginning.representative)
    kept = Kept(draft.of, draft.profile, people, moment_text(beginning.received_at))
    _begin(office, actor, draft, kept, [first_step(procedure, beginning)])


def begin_again(office: Office, actor: Actor, draft: Draft) -> str:
    """The same steps with the draft as it is now; why they went no further, or nothing."""
    kept, steps = _so_far(office, actor, draft)
    return _begin(office, actor, draft, kept, steps, first_counts=False)


def undo(office: Office, actor: Actor, draft: Draft) -> None:
    """Take the last step back: the others are done again. Raises NotNow at the first."""
    kept, steps = _so_far(office, actor, draft)
    if len(steps) < 2:
        raise NotNow("There is no step to take back. Throw the play away to begin another.")
    with _locked(office, actor, draft) as row:
        began_with = _began_with(office, draft, row)
        folder = office.settings.var / row.folder
        _emptied(office, folder)
        play = Play(_fresh(kept), catalogue_of(office, began_with), folder)
        try:
            replay(play, steps[:-1])
            _keep(office, row.id, play)
        finally:
            play.close()


def throw_away(office: Office, actor: Actor, draft: Draft) -> None:
    """Remove the play and everything in it."""
    require_owner(actor)
    with office.store.write() as session:
        row = rows.play_of(session, draft.id, _person(actor))
        if row is not None:
            _remove(office, row.folder)
            session.delete(row)


@contextmanager
def opened(office: Office, actor: Actor, draft: Draft) -> Iterator[Play]:
    """The play, for one page: what was done in it is kept at the end, refusals too.

    Raises NotFound when there is none.
    """
    with _locked(office, actor, draft) as row:
        began_with = _began_with(office, draft, row)
        kept = kept_from(row.steps)
        play = Play(kept, catalogue_of(office, began_with), office.settings.var / row.folder)
        before = json.dumps(play.kept.plain())
        try:
            yield play
        finally:
            if json.dumps(play.kept.plain()) != before:
                _keep(office, row.id, play)
            play.close()


def _begin(
    office: Office,
    actor: Actor,
    draft: Draft,
    kept: Kept,
    steps: Sequence[Mapping[str, object]],
    first_counts: bool = True,
) -> str:
    """A new play in a folder of its own; it takes the place of the one before."""
    _sweep(office)
    catalogue = catalogue_of(office, draft)
    with office.store.write() as session:
        row = PlayRow(
            draft_id=draft.id,
            content=draft.content,
            person_id=_person(actor),
            began_at=office.clock.now(),
            folder="",
            steps={},
        )
        session.add(row)
        session.flush()
        number, row.folder = row.id, f"{_FOLDER}/{row.id}"
    folder = office.settings.var / _FOLDER / str(number)
    try:
        _emptied(office, folder)
        (folder / _FILES).write_text(json.dumps(dict(draft.files)))
        play = Play(_fresh(kept), catalogue, folder)
        try:
            if first_counts:
                play.take(steps[0])
            why = "" if first_counts else replay(play, steps)
            _keep(office, number, play)
        finally:
            play.close()
    except BaseException:
        _forget(office, number)
        raise
    _forget_others(office, actor, draft, number)
    return why


def _fresh(kept: Kept) -> Kept:
    return Kept(kept.procedure, kept.profile, kept.people, kept.began, me=kept.me)


def _so_far(office: Office, actor: Actor, draft: Draft) -> tuple[Kept, list[dict[str, object]]]:
    kept = kept_from(_row(office, actor, draft).steps)
    return kept, [dict(entry.step) for entry in kept.entries]


@contextmanager
def _locked(office: Office, actor: Actor, draft: Draft) -> Iterator[PlayRow]:
    """The row of the person's play; two pages of theirs do not step at once."""
    folder = office.settings.var / _row(office, actor, draft).folder
    if not (folder / _FILES).exists():
        raise NotFound("There is no play of this draft.")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _row(office, actor, draft)


def _row(office: Office, actor: Actor, draft: Draft) -> PlayRow:
    require_owner(actor)
    with office.store.read() as session:
        row = rows.play_of(session, draft.id, _person(actor))
        if row is None:
            raise NotFound("There is no play of this draft.")
        session.expunge(row)
        return row


def _began_with(office: Office, draft: Draft, row: PlayRow) -> Draft:
    """The draft as it was when the play began."""
    if row.content == draft.content:
        return draft
    files = json.loads((office.settings.var / row.folder / _FILES).read_text())
    return replace(draft, files=files)


def _keep(office: Office, number: int, play: Play) -> None:
    with office.store.write() as session:
        row = session.get(PlayRow, number)
        if row is not None:
            row.steps = play.kept.plain()


def _emptied(office: Office, folder: Path) -> None:
    """The folder with an office in which nothing has happened."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in folder.iterdir():
        if each.name not in (_FILES, "lock"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    copy_database(_template(folder.parent), folder)


@lru_cache(maxsize=4)
def _template(folder: Path) -> Path:
    """An empty office's database, made once for each process: it is copied for each play."""
    return make_template(folder)


def _remove(office: Office, folder: str) -> None:
    if folder.startswith(f"{_FOLDER}/"):
        shutil.rmtree(office.settings.var / folder, ignore_errors=True)


def _forget(office: Office, number: int) -> None:
    with office.store.write() as session:
        row = session.get(PlayRow, number)
        if row is not None:
            _remove(office, row.folder)
            session.delete(row)


def _forget_others(office: Office, actor: Actor, draft: Draft, number: int) -> None:
    with office.store.write() as session:
        for row in rows.plays_of(session, draft.id, _person(actor)):
            if row.id != number:
                _remove(office, row.folder)
                session.delete(row)


def _sweep(office: Office) -> None:
    """Plays that have lain for long are removed."""
    with office.store.write() as session:
        for row in rows.plays_before(session, office.clock.now() - LONGEST):
            _remove(office, row.folder)
            session.delete(row)


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise BadInput("Only a person plays a draft.")
    return actor.person_id
