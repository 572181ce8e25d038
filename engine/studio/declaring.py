"""What a step of the drawing needs and the procedure lacks: an empty form, a letter begun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from engine.errors import BadInput
from engine.studio import letter_duties
from engine.studio.drafts import Draft
from engine.studio.form_changes import FormChange, FormTyped
from engine.studio.letter_duties import Begun
from engine.studio.settings import free_name
from engine.studio.vocabulary import vocabulary_of

Files = Mapping[str, str]
MOST = 30  # characters of a code


def form_for(draft: Draft, title: str) -> tuple[str, Callable[[Files], Mapping[str, str | None]]]:
    """The name of a new form without fields, and the change that adds it."""
    taken = frozenset(form.id for form in vocabulary_of(draft.of, draft.files).forms)
    name = free_name(title, taken)
    change = FormChange(draft.yaml, name)
    return name, lambda files: dict(change.added(files, FormTyped(title=title)))


def letter_for(
    draft: Draft, title: str
) -> tuple[str, Callable[[Files], Mapping[str, str | None]]]:
    """The code of a new letter to the person who complains, and the change that begins it."""
    words = vocabulary_of(draft.of, draft.files)
    if not words.readable:
        raise BadInput("procedure.yaml cannot be read at the moment: mend it first.")
    code = _free_code(title, [letter.id for letter in words.letters])
    about = Begun(title, to=("complainant",))
    return code, lambda files: dict(letter_duties.begun(files, draft.of, draft.yaml, code, about))


def _free_code(title: str, taken: Iterable[str]) -> str:
    """A code as the others are: their beginning, then the title in capitals."""
    known = set(taken)
    beginnings = Counter(code.partition("-")[0] for code in known if "-" in code)
    first = beginnings.most_common(1)[0][0] if beginnings else "LET"
    said = "-".join(re.findall(r"[A-Z0-9]+", title.upper())) or "NEW"
    code = f"{first}-{said}"[:MOST].strip("-")
    number, free = 2, code
    while free in known:
        free, number = f"{code}-{number}", number + 1
    return free
