"""What a letter is tried with, before any case needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from engine.catalogue.definition import LetterDuty
from engine.catalogue.profile import Profile
from engine.deadlines.rules import ClockRule


def sample_context(
    sample: Mapping[str, object],
    code: str,
    profile: Profile,
    duty: LetterDuty | None,
    procedure_id: str,
) -> dict[str, object]:
    """The context in which a letter's sample is rendered for one council.

    ``sample``: the procedure's; what stands under ``letters.<code>`` in it goes before the rest.
    The profile gives its texts, values, contacts and letterhead; ``duty`` where to go next.
    """
    general = {name: value for name, value in sample.items() if name != "letters"}
    own = sample.get("letters")
    special = own.get(code, {}) if isinstance(own, Mapping) else {}
    context = _merged(general, special if isinstance(special, Mapping) else {})
    enclosed = ["The report.pdf"] if duty and duty.encloses else []
    return {"enclosed": enclosed, "enclosed_online": False, **context} | {
        "contacts": profile.contacts,
        "council": asdict(profile.council),
        "texts": profile.texts,
        "values": profile.values,
        "signpost": _signpost(duty, profile),
        "time": lengths(profile.clocks.get(procedure_id, {})),
    }


def lengths(rules: Mapping[str, ClockRule]) -> dict[str, str]:
    """How long each clock runs, in words a reader knows: ``25 working days``, ``6 months``."""
    return {name: _length(rule) for name, rule in rules.items() if rule.amount is not None}


def _length(rule: ClockRule) -> str:
    words = str(rule.amount).replace(" calendar", "")
    return words.replace(" beginning with", "").replace(" after", "")


def _merged(general: Mapping[str, object], special: Mapping[str, object]) -> dict[str, object]:
    merged = dict(general)
    for name, value in special.items():
        below = merged.get(name)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[name] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _signpost(duty: LetterDuty | None, profile: Profile) -> str:
    """The first condition that is a true value of the profile, else the default."""
    goes_to = dict(duty.signpost) if duty else {}
    default = goes_to.pop("default", "none")
    return next((to for name, to in goes_to.items() if profile.values.get(name) is True), default)
