"""Splitting: a part of what came in goes its own way, as a case of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.casework import (
    changing_procedure,
    front_door,
    intake,
    linking,
    moving,
    points,
)
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime, Procedure
from engine.clock import london_date
from engine.deadlines.moves import MOVED
from engine.errors import FormErrors
from engine.store import known_people, ledger, links
from engine.store.cases import Case, Participation, Point
from engine.store.known_people import KnownAs

#: data of a case that came in with it; all else is what was done on it since
CAME_WITH = ("help_needed", "at_risk")
ENTRY = "new"


def split(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """`split`: the chosen points, or a part described afresh, become a linked case in triage.

    It was received when this one was, and shares with it what the action ``carries``. It has no
    code of its own: whoever holds this case's code follows both. Another ``procedure`` may be
    chosen for it: then it goes there as a case does that is moved.
    """
    going, target = _going(hand, values), _procedure(hand, values)
    text = str(values.get("part_text") or "")
    reason = str(values.get("reason") or "")
    part = open_part(hand, target, going, text, str(values.get("part_service") or ""))
    _move(hand, part, going)
    for document in links.copy_documents(hand.session, hand.case.id, part.case.id):
        part.audit("case:document:added", document.filename, {"sha256": document.sha256})
    linking.join(hand, part, links.SPLIT, reason)
    texts = [point.text for point in going] or [intake.summary_of(text)]
    said = {"reason": reason, "points": texts}
    hand.record("split", {"case": part.case.reference, **said})
    hand.audit("case:split", part.case.reference, said)
    _begin(hand, part, action, texts, moved=bool(going))
    part.audit("case:split_off", hand.case.reference, said)
    moving.start_run(part, ENTRY)
    moving.settle(part)


def _going(hand: InHand, values: Mapping[str, object]) -> list[Point]:
    """The points that go. Raises FormErrors when they cannot."""
    chosen = values.get("parts")
    wanted = [str(each) for each in chosen] if isinstance(chosen, list | tuple) else []
    found = [(p, found) for p, found in hand.points if f"p{p.number}" in wanted]
    if not found and not values.get("part_text"):
        raise FormErrors({"parts": "Choose the points that go, or describe the part that goes."})
    if found and len(found) == len(hand.points):
        raise FormErrors({"parts": "At least one point must stay in this case."})
    staying = (p for p, _ in hand.points if f"p{p.number}" not in wanted)
    if found and all(point.set_aside for point in staying):
        say = "At least one point must stay that is not dealt with separately."
        raise FormErrors({"parts": say})
    answered = [str(point.number) for point, findings in found if findings]
    if answered:
        say = f"A point that has a finding cannot go: point {', '.join(answered)}."
        raise FormErrors({"parts": say})
    return [point for point, _ in found]


def _procedure(hand: InHand, values: Mapping[str, object]) -> Procedure:
    """The one chosen for the part, else this case's own. Raises NotNow where it does not fit."""
    chosen = str(values.get("procedure") or "")
    if chosen in ("", hand.case.procedure):
        return hand.procedure
    target = front_door.procedure_of(hand.office, chosen)
    changing_procedure.require_known(hand, target)
    changing_procedure.fitting(target, values.get("tests"))
    return target


def open_part(
    hand: InHand, target: Procedure, going: Sequence[Point], text: str, service: str
) -> InHand:
    """The new case: the same rules, people and receipt; what is said of the part is its own."""
    first = hand.case
    year = london_date(first.received_at).year
    told = text or " ".join(point.text for point in going)
    case = Case(
        reference=intake.new_reference(hand.session, target, year),
        code_hash="",
        procedure=target.id,
        version=target.version,
        profile=first.profile,
        profile_version=first.profile_version,
        holiday_hash=first.holiday_hash,
        received_at=first.received_at,
        channel=first.channel,
        service=service or first.service,
        summary=intake.summary_of(told),
        text=text or first.text,
        wanted=first.wanted,
        happened_on=first.happened_on,
        status="open",
        stage="",
        outcome={},
        data=_data(hand),
        person_id=first.person_id,
        opened_at=hand.now,
        confidential=target.confidential,
        demo=first.demo,
    )
    hand.session.add(case)
    hand.session.flush()
    hand.session.add_all(_participations(hand, case))
    know_them(hand, case)
    return InHand(hand.office, hand.session, case, hand.actor, hand.now)


def know_them(hand: InHand, case: Case) -> None:
    """Whoever was taken for somebody known can be put back in the part too."""
    said = known_people.standing(hand.session, hand.case.id)
    if said is not None:
        hand.session.add(
            KnownAs(
                case_id=case.id,
                person_id=said.person_id,
                came_as=said.came_as,
                how_checked=said.how_checked,
                before={},
                adjustments=[],
                since=said.since,
                recorded_by=said.recorded_by,
            )
        )


def _data(hand: InHand) -> dict[str, object]:
    kept = {name: hand.case.data[name] for name in CAME_WITH if name in hand.case.data}
    return {**kept, "part_of": hand.case.reference}


def _participations(hand: InHand, case: Case) -> list[Participation]:
    """Whoever came in with the complaint; not what officers were made or did in it since."""
    forms = hand.procedure.forms.values()
    made_here: set[str | None] = {*hand.procedure.roles, *(form.capacity for form in forms)}
    made_here |= {field.capacity for form in forms for field in form.every_field()}
    return [
        Participation(case_id=case.id, person_id=p.person_id, capacity=p.capacity, since=p.since)
        for p in hand.books.participations
        if p.until is None and p.capacity not in made_here
    ]


def _move(hand: InHand, part: InHand, going: Collection[Point]) -> None:
    """The points change cases. Those that stay keep their numbers: letters have named them."""
    gone = {f"p{point.number}" for point in going}
    for number, point in enumerate(going, 1):
        point.case_id, point.number, point.set_aside = part.case.id, number, ""
    hand.points[:] = [row for row in hand.points if row[0] not in going]
    for task in hand.open_tasks:
        task.draft = {name: _without(value, gone) for name, value in task.draft.items()}
    hand.session.flush()


def _without(value: object, gone: Collection[str]) -> object:
    """What was typed so far, without what was typed about points that went."""
    if isinstance(value, Mapping):
        return {key: each for key, each in value.items() if key not in gone}
    if isinstance(value, list):
        return [
            each
            for each in value
            if not (isinstance(each, Mapping) and each.get("id") in gone) and each not in gone
        ]
    return value


def _begin(
    hand: InHand, part: InHand, action: AnyTime, texts: Sequence[str], *, moved: bool
) -> None:
    """The first lines of the new case's ledger, and its points."""
    begin_ledger(hand, part, action)
    if moved:
        part.record("points_added", {"texts": list(texts), "stage": ""})
    else:
        points.add(part, texts, "")


def begin_ledger(hand: InHand, part: InHand, action: AnyTime | None = None) -> None:
    """The receipt of the new case, and what it shares with this one."""
    part.record("received", {"channel": part.case.channel}, happened_at=part.case.received_at)
    part.audit("case:opened", part.case.reference, {"channel": part.case.channel})
    elsewhere = part.case.procedure != hand.case.procedure
    if elsewhere:  # policy time begins with the split, as it does with a move
        part.record(MOVED, {"from": hand.case.procedure, "to_title": part.procedure.title})
    carried = frozenset() if elsewhere else _carried(hand, action)
    for event in ledger.events_of(hand.session, hand.case.id, carried):
        data = {**event.data, "carried_from": hand.case.reference}
        part.record(event.kind, data, happened_at=event.happened_at)
    part.record("split_off", {"case": hand.case.reference})
    hand.session.flush()
    _ = part.events  # read before anything is added to them


def _carried(hand: InHand, action: AnyTime | None) -> frozenset[str]:
    """What the YAML says, and whether copies to somebody are stopped."""
    copies = hand.procedure.copies.values()
    consent = (event for each in copies for event in (*each.stops_at, *each.goes_on_at))
    return frozenset((*(action.carries if action else ()), *consent))
