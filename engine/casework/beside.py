"""What an officer says about a step's letters, beside the answers of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.casework.typed_answers import can_be_kept
from engine.errors import FormErrors

#: the keys, beside a form's own fields, that any step or action with letters takes
KEYS = ("unsendable_reason", "adjustments_met", "send_by", "override_reason")
CHANNELS = ("email", "post", "portal", "private_message")
#: in ``send_by``: no large print, although they asked for it
STANDARD_PRINT = "standard_print"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Beside:
    """Why a letter cannot go; how a need was met that a letter alone cannot meet; or why not.

    ``send_by``: capacity -> a channel, ``standard_print``, or both with a space between.
    """

    unsendable_reason: str = ""
    adjustments_met: str = ""
    override_reason: str = ""
    send_by: Mapping[str, str] = field(default_factory=dict)


NOTHING = Beside()


def take_out(answers: Mapping[str, object]) -> tuple[Beside, dict[str, object]]:
    """What stands beside the form, and the form's own answers. Raises FormErrors."""
    rest = {name: value for name, value in answers.items() if name not in KEYS}
    if len(rest) == len(answers):
        return NOTHING, rest
    errors: dict[str, str] = {}
    texts = {key: _text(key, answers.get(key), errors) for key in KEYS if key != "send_by"}
    send_by = _send_by(answers.get("send_by"), errors)
    if errors:
        raise FormErrors(errors)
    return Beside(**texts, send_by=send_by), rest


def _text(key: str, value: object, errors: dict[str, str]) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST or not can_be_kept(value):
        errors[key] = f"Write this in no more than {_LONGEST} characters of plain text."
        return ""
    return value.strip()


def _send_by(value: object, errors: dict[str, str]) -> dict[str, str]:
    if value in (None, ""):
        return {}
    known = {*CHANNELS, STANDARD_PRINT}
    if isinstance(value, Mapping):
        chosen = {str(who): str(how or "") for who, how in value.items()}
        if all(_usable(how.split(), known) for how in chosen.values()):
            return {who: how for who, how in chosen.items() if how.strip()}
    errors["send_by"] = f"Say for each recipient one of: {', '.join(sorted(known))}."
    return {}


def _usable(words: list[str], known: set[str]) -> bool:
    return set(words) <= known and sum(word in CHANNELS for word in words) < 2
