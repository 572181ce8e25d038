"""Whether a draft can be played, and the catalogue with which its cases run."""

from __future__ import annotations

from threading import Lock

from engine.catalogue import Catalogue
from engine.catalogue.definition import Procedure
from engine.errors import BadFiles
from engine.store.office import Office
from engine.studio import judging
from engine.studio.drafted import Draft

MOST_KEPT = 4
_CATALOGUES: dict[str, Catalogue] = {}
_LOCK = Lock()


def why_not(office: Office, draft: Draft) -> tuple[str, ...]:
    """Why the draft cannot be played, a sentence each; nothing when it can."""
    if draft.kind != "procedure":
        return ("Only a draft of a procedure can be played.",)
    try:
        catalogue = catalogue_of(office, draft)
    except BadFiles as broken:
        return tuple(f"{problem.reason} {problem.fix}" for problem in broken.problems[:20])
    if draft.of not in catalogue.profiles[draft.profile].clocks:
        return (f"The council's profile {draft.profile} has no deadlines for this procedure.",)
    return ()


def catalogue_of(office: Office, draft: Draft) -> Catalogue:
    """The office's catalogue with the draft in place; kept by its content. Raises BadFiles."""
    key = f"{id(office.catalogue)} {draft.content}"
    with _LOCK:
        found = _CATALOGUES.get(key)
    if found is None:
        found = judging.catalogue_with(office, draft)
        with _LOCK:
            _CATALOGUES[key] = found
            while len(_CATALOGUES) > MOST_KEPT:
                _CATALOGUES.pop(next(iter(_CATALOGUES)))
    return found


def procedure_of(office: Office, draft: Draft) -> Procedure:
    """The draft's procedure. Raises BadFiles."""
    return catalogue_of(office, draft).procedures[draft.of]
