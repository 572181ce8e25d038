"""A clock's rule in words that a council uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.kinds import titled
from engine.deadlines.rules import Amount, ClockRule, Ladder, Start, Step, Timing, Unit
from engine.studio.declared import Declared

UNITS: Mapping[str, str] = {
    Unit.WORKING_DAYS: "working days",
    Unit.CALENDAR_DAYS: "calendar days",
    Unit.WEEKS: "weeks",
    Unit.MONTHS_AFTER: "months, ending on the same date",
    Unit.MONTHS_BEGINNING_WITH: "months, the first day counting, ending the day before",
    Unit.HOURS: "hours",
}
CONFIDENCE: Mapping[str, str] = {
    "confirmed": "Checked in the law or the policy itself",
    "seed": "Stands in the policy that was given to us",
    "unchecked": "Not checked yet",
    "setting": "Ours to choose: no law or policy says it",
}
KINDS: Mapping[str, str] = {
    "policy": "From the council’s policy: days on which the council is closed do not count",
    "statutory": "From the law: closure days of the council never stop it",
    "shadow": "Only shown and warned of: no letter goes when it is missed",
}
RECEIPT: Mapping[str, str] = {
    "deemed": "What comes late in the day or on a day off counts from the next working day",
    "actual": "What comes in counts from the day it came, whatever the hour",
}
DELIVERY: Mapping[str, str] = {
    "sent": "A letter counts from the day it was sent",
    "deemed": "A posted letter counts from the day it is taken to have arrived",
}
#: what Redress itself records, in words
_RECORDED: Mapping[str, str] = {
    "received": "the case is received",
    "confirmed": "the customer agrees to the complaint",
    "withdrawn": "the case is withdrawn",
    "moved": "the case is moved here from another procedure",
    "closed": "the case is closed",
    "points_added": "points are added",
    "at_risk": "somebody says that a person is at risk",
}


def length(amount: Amount) -> str:
    """``10 working days``."""
    return str(amount).replace(" months after", " months").replace(" month after", " month")


def event(kind: str, about: Declared) -> str:
    """What happens, as the second half of “when …”."""
    word, _, rest = kind.partition(" ")
    if kind in _RECORDED:
        return _RECORDED[kind]
    if word == "letter":
        return f"the letter {rest} is sent"
    if word == "unsendable":
        return f"it is recorded that the letter {rest} can be sent to nobody"
    if word in ("extended", "paused", "resumed") and rest in about.clocks:
        return f"“{about.clocks[rest].title}” is {word}"
    action = about.any_time.get(kind) or about.any_time.get(kind.removesuffix("_asked"))
    if action is not None:
        return f"somebody uses “{action.title}”"
    step = next((e for e in about.elements if e.attributes.get("records") == kind), None)
    if step is not None and step.name:
        done = step.tag.endswith("Task")
        return f"“{step.name}” is done" if done else f"the case comes to “{step.name}”"
    return titled(kind).lower()


def start(said: Start, about: Declared) -> str:
    """What starts a clock."""
    began = event(said.event, about)
    return f"{began}, counted from when {event(said.as_of, about)}" if said.as_of else began


def how_long(rule: ClockRule) -> str:
    """When it ends."""
    if rule.amount is not None and rule.before:
        return f"{length(rule.amount)} before the date given under “{rule.date_field}”"
    if rule.amount is not None:
        return "the same day" if not rule.amount.number else length(rule.amount)
    said = f"until the date given under “{rule.date_field}”"
    if rule.max is not None:
        said += f", {length(rule.max)} ahead at most"
    if rule.usual is not None:
        usual = ", or ".join(
            length(amount) + (f" ({titled(name).lower()})" if name else "")
            for name, amount in rule.usual.lengths
        )
        said += f"; where none is given, {usual}"
    return said


def counted(rule: ClockRule, timing: Timing, about: Declared) -> Iterator[str]:
    """How days are counted, a sentence each."""
    starts = " ".join(each.event for each in rule.starts)
    if any(each.event.split(" ")[0] != "letter" for each in rule.starts):
        hour = f" (from {timing.cutoff:%H:%M} on)" if rule.receipt == "deemed" else ""
        yield f"{RECEIPT[rule.receipt]}{hour}."
    if "letter " in starts:
        yield f"{DELIVERY[rule.delivery]}."
    if rule.roll:
        yield "A last day that is no working day moves to the next working day."
    if rule.amount is not None and rule.amount.unit is Unit.HOURS:
        skips = rule.hours != "elapsed"
        yield (
            "Hours on days off do not count." if skips else "Every hour counts, also on days off."
        )
    for each in rule.pauses:
        yield (
            f"It stands still from when {event(each.since, about)} "
            f"until {event(each.until, about)}."
        )
    if rule.pausable:
        yield "An officer may stop it and start it again."


def extension(rule: ClockRule, about: Declared) -> str:
    """How it may be extended; empty where it may not."""
    if rule.extend is None:
        return ""
    cap = rule.extend.cap
    said = "By any length" if cap is None else f"By {length(cap)} at most"
    if rule.extend.letter:
        said += f", with the letter {rule.extend.letter}"
    if rule.extend.beyond is not None:
        role = about.roles.get(rule.extend.beyond.role)
        name = role.title if role else rule.extend.beyond.role
        reason = " with a reason" if rule.extend.beyond.reason_required else ""
        said += f"; further only by the {name}{reason}"
    return f"{said}."


def ladder(steps: Ladder, about: Declared) -> Iterator[str]:
    """Who is reminded, and told when it is late, a sentence each."""
    for rung in steps.steps:
        when = length(rung.after) if rung.after is not None else ""
        if rung.name == "reminder":
            yield f"{when} before: {_people(rung, about)} reminded."
        elif rung.name == "breach":
            yield f"{when} late: {_people(rung, about)} told."
    if steps.standing is not None and steps.standing.after is not None:
        who = _people(steps.standing, about)
        yield f"While it is stopped by hand, every {length(steps.standing.after)}: {who} told."


def _people(rung: Step, about: Declared) -> str:
    names = [_person(who, about) for who in rung.tells]
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _person(who: str, about: Declared) -> str:
    if who == "owner":
        return "whoever has the step"
    title = about.roles[who].title if who in about.roles else titled(who)
    return f"the {title if title[1:] != title[1:].lower() else title.lower()}"
