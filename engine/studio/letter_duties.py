"""What procedure.yaml says of a letter, and letters that come and go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.definition import LetterDuty, without_consent
from engine.catalogue.kinds import is_code, titled
from engine.catalogue.letters import SUFFIX
from engine.catalogue.procedures import SHARED_LETTERS
from engine.catalogue.rewriting import Path, drop, put, value_at
from engine.errors import FormErrors, NotFound
from engine.studio.letter_samples import Known
from engine.studio.letter_texts import copied, new_letter
from engine.studio.previewing import HELD_BACK

Files = Mapping[str, str]
Change = dict[str, str | None]
#: what a letter is for, in words
PURPOSES = {
    "acknowledgement": "Acknowledgement",
    "update": "Update",
    "decision": "Decision",
    "refusal": "Refusal",
    "final": "Final answer",
    "other": "Other",
}
CONFIDENCES = {
    "confirmed": "Confirmed",
    "seed": "In the policy that we were given",
    "unchecked": "Not checked",
    "setting": "Ours to choose",
}
PARTIES = {
    "complainant": "The person who complains",
    "representative": "Their representative",
    "writer": "Whoever wrote for them",
    "victim": "Each victim",
}
_POINT = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MOST_POINTS = 60


@dataclass(frozen=True, slots=True)
class Duty:
    """What was typed of a letter's duty. ``signposts``: variable -> where; ``bodies``: recipient,
    perhaps with a condition -> the name of their own text."""

    to: Sequence[str]
    purpose: str
    must_say: Sequence[str]
    signpost: str
    signposts: Mapping[str, str]
    bodies: Mapping[str, str]
    encloses: Sequence[str]
    source: str
    confidence: str


def path_of(code: str) -> Path:
    """Where a letter's duty stands in procedure.yaml."""
    return ("letters", code)


def points_in(typed: str) -> tuple[str, ...]:
    """The points typed, one a line or with commas between, each once."""
    words = (word.strip().replace(" ", "_") for word in re.split(r"[\n,]", typed))
    return tuple(dict.fromkeys(word for word in words if word))


def with_duty(files: Files, yaml: str, code: str, duty: Duty) -> Change:
    """procedure.yaml with this duty. Raises FormErrors."""
    errors = faults_of(duty)
    if errors:
        raise FormErrors(errors)
    before = _present(files[yaml], code)
    wanted: dict[str, object] = {
        "to": list(duty.to),
        "bodies": dict(duty.bodies),
        "purpose": duty.purpose,
        "must_say": list(duty.must_say),
        "signpost": _signpost(duty),
        "encloses": list(duty.encloses),
        "source": duty.source,
        "confidence": duty.confidence,
    }
    kept = {key: value for key, value in wanted.items() if value or key in ("to", "must_say")}
    ordered = {key: kept[key] for key in (*before, *kept) if key in kept}
    return {yaml: put(files[yaml], path_of(code), ordered)}


def faults_of(duty: Duty) -> dict[str, str]:
    """What is wrong with a duty that was typed, by its box."""
    errors = {}
    if not duty.to:
        errors["to"] = "Choose who gets the letter."
    if bad := [point for point in duty.must_say if not _POINT.fullmatch(point)]:
        errors["must_say"] = (
            f"“{bad[0][:60]}” cannot name a point: use small letters, digits and underscores."
        )
    elif len(duty.must_say) > _MOST_POINTS:
        errors["must_say"] = f"A letter must say {_MOST_POINTS} points at most."
    if duty.purpose not in PURPOSES:
        errors["purpose"] = "Choose what the letter is for."
    if bad := [text for text in duty.bodies.values() if not _POINT.fullmatch(text)]:
        errors["bodies"] = (
            f"“{bad[0][:60]}” cannot name a text: use small letters, digits and underscores."
        )
    return errors


def begun(files: Files, of: str, yaml: str, code: str, about: Begun) -> Change:
    """A new letter: its file, and who gets it. Raises FormErrors."""
    place = f"letters/{of}/{code}{SUFFIX}"
    errors = {}
    if fault := is_code(code):
        errors["code"] = f"A code is needed. {fault}"
    elif place in files or code in _letters(files[yaml]):
        errors["code"] = f"There is a letter {code} already: choose another code."
    if not about.title:
        errors["title"] = "Enter a title: it is the heading of the letter."
    if not about.to and not about.of:
        errors["to"] = "Choose who gets the letter."
    if errors:
        raise FormErrors(errors)
    if about.of:
        return _copy(files, of, yaml, code, about)
    duty = {"to": list(about.to), "purpose": about.purpose, "must_say": ["reference", "contact"],
            "signpost": "none", "source": "setting", "confidence": "setting"}  # fmt: skip
    text = new_letter(code, about.title, FIRST_TEXT)
    return {place: text, yaml: put(files[yaml], path_of(code), duty)}


@dataclass(frozen=True, slots=True)
class Begun:
    """How a letter begins. ``of``: the code of the letter that it is a copy of."""

    title: str
    purpose: str = "other"
    to: Sequence[str] = ()
    of: str = ""


FIRST_TEXT = """\
Write here what the letter says. {% says "reference" %}Your reference is \
**{{ case.reference }}**.{% endsays %}

## If you want to talk to us

{% says "contact" %}{% include "parts/contact.md" %}{% endsays %}
"""


def _copy(files: Files, of: str, yaml: str, code: str, about: Begun) -> Change:
    places = (f"letters/{of}/{about.of}{SUFFIX}", f"{SHARED_LETTERS}{about.of}{SUFFIX}")
    written = next((files[place] for place in places if place in files), None)
    if written is None:
        raise NotFound(f"This draft has no letter {about.of[:60]} to copy.")
    changed: Change = {f"letters/{of}/{code}{SUFFIX}": copied(written, code, about.title)}
    if duty := _present(files[yaml], about.of):
        changed[yaml] = put(files[yaml], path_of(code), duty)
    return changed


def without(files: Files, of: str, yaml: str, code: str) -> Change:
    """The draft without a letter: its own file, and what procedure.yaml says of it."""
    changed: Change = {}
    own = f"letters/{of}/{code}{SUFFIX}"
    if own in files:
        changed[own] = None
    if code in _letters(files[yaml]):
        changed[yaml] = drop(files[yaml], path_of(code))
    if not changed:
        raise NotFound(f"This draft has no letter {code[:60]}.")
    return changed


def _signpost(duty: Duty) -> object:
    if not duty.signposts:
        return duty.signpost
    return {"default": duty.signpost, "when": dict(duty.signposts)}


def _letters(yaml: str) -> Mapping[str, object]:
    said = value_at(yaml, ())
    found = said.get("letters") if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}


def _present(yaml: str, code: str) -> dict[str, object]:
    found = _letters(yaml).get(code)
    return dict(found) if isinstance(found, dict) else {}


def recipients(known: Known) -> tuple[tuple[str, str], ...]:
    """Everything that somebody of a case can be, with what it is called."""
    forms = known.forms.values()
    given = {f.capacity or "" for form in forms for f in form.every_field()}
    given |= {form.capacity or "" for form in forms}
    named = {role.id: role.title for role in known.roles.values()}
    rest = {who for duty in known.duties.values() for who in duty.to}
    others = sorted((given | rest) - named.keys() - PARTIES.keys() - {""})
    return (*PARTIES.items(), *((who, titled(who)) for who in others), *sorted(named.items()))


def conditions(known: Known) -> tuple[tuple[str, str], ...]:
    """When a recipient may have a text of their own, with words."""
    yes_or_no = (v.id for v in known.variables.values() if v.type == "bool")
    holds = ((name, f"When “{titled(name).lower()}” is yes") for name in yes_or_no)
    return (("", "Always"), (HELD_BACK, "Before the person agreed to copies"), *holds)


def enclosable(known: Known) -> tuple[tuple[str, str], ...]:
    """The fields whose files may go with a letter."""
    fields = (field for form in known.forms.values() for field in form.every_field())
    return tuple({f.id: (f.id, f.label or f.id) for f in fields if f.type == "file"}.values())


def typed_as(duty: LetterDuty | None) -> Duty:
    """A duty as its form shows it."""
    if duty is None:
        return Duty((), "other", (), "none", {}, {}, (), "", "setting")
    exceptions = {name: where for name, where in duty.signpost.items() if name != "default"}
    return Duty(
        to=duty.to,
        purpose=duty.purpose or "other",
        must_say=duty.must_say,
        signpost=duty.signpost.get("default", "none"),
        signposts=exceptions,
        bodies=duty.bodies,
        encloses=duty.encloses,
        source=duty.source,
        confidence=duty.confidence,
    )


def body_key(who: str, when: str) -> str:
    """A recipient with a condition, as procedure.yaml writes it."""
    if not when:
        return who
    return without_consent(who) if when == HELD_BACK else f"{who} when {when}"


def body_parts(key: str) -> tuple[str, str]:
    """The recipient and the condition of such a key."""
    who, when, variable = key.partition(" when ")
    if when:
        return who, variable
    held_back = key.removesuffix(without_consent(""))
    return (held_back, HELD_BACK) if held_back != key else (key, "")
