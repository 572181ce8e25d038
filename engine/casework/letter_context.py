"""What a letter may speak of: the names that its `uses` may list, as they are on its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from engine import deadlines
from engine.casework import clock_sheet, counted_reports, dated_actions, enclosures, guards
from engine.casework.in_hand import InHand
from engine.casework.kept_values import plain as plain
from engine.casework.kept_values import revived as revived
from engine.casework.letter_points import finding_title, points_of
from engine.casework.letter_points import findings_given as findings_given
from engine.casework.letter_points import overall as overall
from engine.catalogue.definition import LetterDuty, LetterTemplate
from engine.catalogue.profile import Profile
from engine.clock import end_of, london_date
from engine.deadlines.rules import ClockState, Event, Status
from engine.letters import lengths
from engine.store.cases import Run
from engine.store.restrictions import first_of, in_force, of_case


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter says of its case. Settled as it is written: dating it again changes nothing.

    ``about``: the clock that it is about; ``role``: in which the officer acted who caused it.
    """

    case: Mapping[str, object]
    form: Mapping[str, object]
    points: Sequence[Mapping[str, object]]
    signpost: str
    role: str
    about: str
    restriction: Mapping[str, object] = field(default_factory=dict)
    enclosed: Sequence[Mapping[str, object]] = ()


def matter(hand: InHand, run: Run, duty: LetterDuty, element: str) -> Matter:
    """The case as the step that wants a letter left it; ``element``: the one that sends it."""
    case = hand.case
    overall_now = overall(hand)
    before = str(case.outcome.get("was") or case.outcome.get("overall") or "")
    return Matter(
        case={
            "reference": case.reference,
            "complainant": next((p.name for p in hand.books.people if p.id == case.person_id), ""),
            "summary": case.summary,
            "text": case.text,
            "service": case.service,
            "stage": case.stage,
            "received_on": london_date(case.received_at),
            "channel": case.channel,
            "overall": finding_title(hand, overall_now) or overall_now,
            "was": finding_title(hand, before),
            **revived(case.data),
            **_actions(hand, duty),
            "threshold": counted_reports.for_letters(hand),
            "again": _again(hand, run),
            "stands_still": clock_sheet.stands_still_from(hand, _records(hand, run, element)),
        },
        form={**hand.form_values, **dated_actions.in_words(hand, hand.form_values)},
        points=points_of(hand),
        signpost=signpost(hand, run, duty),
        role=_signs(hand),
        about=hand.about,
        restriction=_restriction(hand),
        enclosed=enclosures.given(hand, run, duty),
    )


def _actions(hand: InHand, duty: LetterDuty) -> dict[str, object]:
    """``case.actions``, where a letter lists it: what was promised, and how it stands."""
    template = hand.procedure.templates.get(duty.code)
    if template is None or "case.actions" not in template.uses:
        return {}
    return {"actions": dated_actions.for_letters(hand)}


def _signs(hand: InHand) -> str:
    """The role that signs: whoever acted, or who is in charge where that role has no office."""
    offices = hand.office.present_profile(hand.profile).officers
    return hand.form_role if hand.form_role in offices else hand.procedure.in_charge[0]


def _again(hand: InHand, run: Run) -> dict[str, object]:
    """How, when and why the case was opened again, if this run is what came of that."""
    all_ways = hand.procedure.any_time.values()
    ways = {way.id for way in all_ways if way.afresh and way.entry == run.entry}
    last = next((event for event in reversed(hand.events) if event.kind in ways), None)
    if last is None:
        return {}
    said = revived(hand.case.data.get(last.kind))
    return {**said, "by": last.kind, "on": london_date(last.happened_at)}


def _records(hand: InHand, run: Run, element: str) -> str:
    """The event that a step records once its letter is written, or nothing."""
    drawn = (hand.procedure.diagram, *hand.procedure.side_diagrams.values())
    elements = next((each.elements for each in drawn if each.file == run.diagram), {})
    return elements[element].attributes.get("records", "") if element in elements else ""


def _restriction(hand: InHand) -> dict[str, object]:
    """The decision to limit the complainant's contact that is in force, or that this case ended.

    ``letter_on``: when the person was first told, however often it was decided anew since.
    """
    today = london_date(hand.now)
    found = in_force(hand.books.restrictions, hand.case.person_id, today)
    row = found[0] if found else of_case(hand.books.restrictions, hand.case.id)
    if row is None:
        return {}
    first = first_of(hand.books.restrictions, row)
    return {"letter_on": first.letter_on, "review_on": row.review_on, "terms": row.terms}


def kept(matter: Matter) -> dict[str, object]:
    """The matter as the letter's row keeps it."""
    return {f.name: plain(getattr(matter, f.name)) for f in fields(matter)}


def kept_matter(context: Mapping[str, object]) -> Matter:
    """The matter that ``kept`` kept."""
    read = revived(context)
    return Matter(**{f.name: read[f.name] for f in fields(Matter) if f.name in read})  # type: ignore[arg-type]


def build(
    hand: InHand,
    template: LetterTemplate,
    matter: Matter,
    issued: date,
    channel: str,
    recipient: Mapping[str, str],
) -> dict[str, object]:
    """The context of one letter to one recipient. Clocks stand as once this letter has left."""
    profile = hand.office.present_profile(hand.profile)
    return {
        "case": matter.case,
        "person": {"name": recipient["name"]},
        "recipient": recipient,
        "people": _people(hand),
        "form": {**_every_field(hand), **matter.form},
        "points": [_promise(point, issued) for point in matter.points],
        "past": _past(matter.form, issued),
        "clock": _clocks(hand, template, issued, channel, matter.about),
        "contacts": profile.contacts,
        "council": {
            "name": profile.council.name,
            "address": list(profile.council.address),
            "phone": profile.council.phone,
            "email": profile.council.email,
            "website": profile.council.website,
        },
        "officer": officer_of(profile, matter.role),
        "texts": profile.texts,
        "time": lengths(hand.rules),
        "values": hand.profile.values,
        "restriction": matter.restriction,
        "signpost": matter.signpost,
        "signpost_part": f"parts/{matter.signpost}.md",
        **enclosures.for_letter(hand, matter.enclosed, recipient["capacity"], channel),
        "issued": issued,
    }


def _people(hand: InHand) -> dict[str, str]:
    """The names of those who hold a capacity now: ``people.investigating_officer``."""
    names = {person.id: person.name for person in hand.books.people}
    found: dict[str, list[str]] = {}
    for each in hand.books.participations:
        if each.until is None and each.person_id in names:
            found.setdefault(each.capacity, []).append(names[each.person_id])
    return {capacity: " and ".join(dict.fromkeys(those)) for capacity, those in found.items()}


def _promise(point: Mapping[str, object], issued: date) -> Mapping[str, object]:
    """The point; ``overdue``: its remedy was to be done before the letter left."""
    by = point.get("remedy_by")
    return {**point, "overdue": isinstance(by, date) and by < issued}


def _every_field(hand: InHand) -> dict[str, object]:
    """A field that was not asked or not filled in is empty text, not an error."""
    forms = hand.procedure.forms.values()
    return {each.id: "" for form in forms for each in form.fields}


def signpost(hand: InHand, run: Run, duty: LetterDuty) -> str:
    """Where the reader can go next: the first condition that holds, else the default."""
    known = {**run.variables, **hand.case.data}
    for condition, goes_to in duty.signpost.items():
        if condition != "default" and guards.holds(hand, condition, known):
            return goes_to
    return duty.signpost.get("default", "none")


def officer_of(profile: Profile, role: str) -> dict[str, str]:
    """Title, phone and e-mail of the office that signs; never a private number."""
    found = profile.officers.get(role) or profile.officers.get("complaints_manager") or {}
    return {
        "title": found.get("title") or "Complaints team",
        "name": found.get("name", ""),
        "phone": found.get("phone") or profile.council.phone,
        "email": found.get("email") or profile.council.email,
    }


def _clocks(
    hand: InHand, template: LetterTemplate, issued: date, channel: str, about: str
) -> dict[str, dict[str, object]]:
    leaves = hand.now if london_date(hand.now) == issued else end_of(issued)
    leaving = Event(f"letter {template.code}", leaves, {"channel": channel, "about": about})
    known = clock_sheet.states(hand, leaving)
    found: dict[str, dict[str, object]] = {}
    for name in hand.rules:
        state = deadlines.latest(known, name)
        if state is not None:
            found[name] = {
                "due": state.deadline.due_on,
                "expected": _expected(hand, name, known, issued),
                "stands_still": state.status is Status.PAUSED,
                "began": london_date(state.deadline.started_at),
                "summary": state.deadline.summary,
                "was": state.original.due_on,
                "title": state.rule.title,
            }
    return found


def _expected(hand: InHand, clock: str, known: tuple[ClockState, ...], issued: date) -> date | str:
    """The day to count on: the one that an update gave, or that by rule. Never a day that is past.

    Empty when nothing runs, when it stands still, or when that day is past.
    """
    state = clock_sheet.date_in_force(hand, clock, known)
    if state is None or state.status is not Status.RUNNING or state.deadline.due_on < issued:
        return ""
    return state.deadline.due_on


def _past(form: Mapping[str, object], issued: date) -> dict[str, bool]:
    """The dates of the form that were past when the letter left: it waited too long."""
    return {
        name: True for name, value in form.items() if isinstance(value, date) and value < issued
    }
