"""Drafts that begin with an earlier version, or as a copy that is a new procedure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.catalogue.generations import file_of
from engine.catalogue.procedures import PARTS
from engine.catalogue.rewriting import in_words, put
from engine.catalogue.tree import plain
from engine.clock import london_date
from engine.errors import FormErrors, NotFound
from engine.permissions import Actor
from engine.store import publications
from engine.store.office import Office
from engine.studio import drafts
from engine.studio.declared import entry_at, profile_tree
from engine.studio.exchange import of_version
from engine.studio.house import SCENARIOS, version_files
from engine.studio.owners import require_owner

LONGEST_TITLE, LONGEST_ID = 120, 60
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,5}")
#: of which council a scenario is told: of a new procedure, only of one's own
_OF_PROFILE = re.compile(r"^(profile:\s*(?:\{\s*from:\s*)?)[A-Za-z0-9-]+", re.MULTILINE)
#: folders in which no procedure's own files stand
_TAKEN = frozenset({"shared", "profiles", "parts"})


def begin_with_version(office: Office, actor: Actor, procedure_id: str, version: str) -> int:
    """A draft that holds an earlier version, to be compared with the one in force and published
    again. Returns its number. Raises NotFound.
    """
    require_owner(actor)
    with office.store.read() as session:
        if publications.of_version(session, "procedure", procedure_id, version) is None:
            raise NotFound(f"There is no version {version[:12]} of {procedure_id[:80]}.")
        files = version_files(office, session, procedure_id, version)
    number = drafts.begin(office, actor, procedure_id, "An earlier version again")
    present = drafts.read(office, actor, number)
    own = (f"processes/{procedure_id}/", f"letters/{procedure_id}/")
    gone = {file: None for file in present.files if file.startswith(own) and file not in files}
    drafts.keep(office, actor, number, {**gone, **files}, {})
    return number


def copy(office: Office, actor: Actor, procedure_id: str, title: str, prefix: str) -> int:
    """A draft of a new procedure that begins as a copy of one in force, with the same numbers of
    the council. Raises FormErrors.
    """
    require_owner(actor)
    said, prefix = " ".join(title.split()), prefix.strip().upper()
    name = _name(office, said)
    _require(office, name, said, prefix)
    parcel = of_version(office, procedure_id).parcel
    files = {
        _moved(file, procedure_id, name): _renamed(file, text, procedure_id, name)
        for file, text in parcel.files.items()
    }
    profile = office.catalogue.profile_for(
        office.settings.profile, london_date(office.clock.now())
    )
    for file in [each for each in files if f"/{SCENARIOS}" in each]:
        files[file] = _OF_PROFILE.sub(rf"\g<1>{profile.id}", files[file])
    yaml = f"processes/{name}/procedure.yaml"
    files[yaml] = put(put(files[yaml], ("title",), said), ("reference_prefix",), prefix)
    number = drafts.begin_with(office, actor, name, said, files)
    begun = drafts.read(office, actor, number)
    numbers = _numbers(begun.files, begun.profile, procedure_id, name)
    if numbers:
        drafts.keep(office, actor, number, numbers, {})
    return number


def _name(office: Office, title: str) -> str:
    words = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:LONGEST_ID].strip("-")
    return words if words[:1].isalpha() or not words else f"n-{words}"


def _require(office: Office, name: str, title: str, prefix: str) -> None:
    errors = {}
    known = office.catalogue.procedures
    if not name or len(title) > LONGEST_TITLE:
        errors["title"] = f"Say what it is called, in {LONGEST_TITLE} characters or fewer."
    elif name in known or name in _TAKEN:
        errors["title"] = f"There is a procedure “{name}” already: call it otherwise."
    if not _PREFIX.fullmatch(prefix):
        errors["prefix"] = "Give two to six capital letters, such as COM."
    elif prefix in {each.reference_prefix for each in known.values()}:
        errors["prefix"] = f"References of another procedure begin with {prefix}: give others."
    if errors:
        raise FormErrors(errors)


def _moved(file: str, old: str, new: str) -> str:
    for kind in ("processes", "letters"):
        if file.startswith(f"{kind}/{old}/"):
            return f"{kind}/{new}/{file.removeprefix(f'{kind}/{old}/')}"
    return file


def _renamed(file: str, text: str, old: str, new: str) -> str:
    """The procedure's own files name it; those that it shares do not."""
    if not file.startswith((f"processes/{old}/", f"letters/{old}/")) or file.startswith(PARTS):
        return text
    return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)


def _numbers(files: Mapping[str, str], profile: str, old: str, new: str) -> dict[str, str]:
    """The council's own profile with the clocks of the one for the other."""
    own = file_of(profile)
    clocks = entry_at(profile_tree(files, profile)[0], in_words(("clocks", old)))
    if clocks is None or own not in files:
        return {}
    return {own: put(files[own], ("clocks", new), plain(clocks.node))}
