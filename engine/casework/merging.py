"""Merging: the same complaint came twice, and is answered once, under the older reference."""

from __future__ import annotations

from engine.casework import linking, moving, points
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.catalogue.definition import AnyTime
from engine.errors import FormErrors, NotNow
from engine.store import links
from engine.store.cases import by_reference


def merge(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """`merge`: this case ends with its letter; the older one goes on, its dates unmoved.

    Points that the older case does not have are added there. Both cases change, or neither.
    """
    reference = str(values.get("into") or "").strip().upper()
    _younger(hand, reference)
    other = linking.take_second(hand, reference)
    moving.catch_up(other)
    added = _to_add(hand, other, values)
    _may_merge(hand, other, added)
    reason = str(values.get("reason") or "")
    if added:
        points.add(other, added, other.case.stage)
    linking.join(hand, other, links.DUPLICATE, reason)
    said = {"reason": reason, "points": added}
    other.record("merged_in", {"case": hand.case.reference, **said})
    other.audit("case:merged_in", hand.case.reference, said)
    _tell_whoever_works_on_it(hand, other, len(added))
    hand.record("merged", {"case": other.case.reference, **said})
    hand.audit("case:merged", other.case.reference, said)
    _end_with_letter(hand, action, {**values, "into": other.case.reference})
    moving.settle(other)


def _younger(hand: InHand, reference: str) -> None:
    """Judged before the second case is locked: when a case was received never changes.

    So two officers who merge two cases into each other never wait for each other.
    """
    other = by_reference(hand.session, reference)
    if other.received_at > hand.case.received_at:
        raise NotNow(
            f"{reference} was received after this case. Merge the younger into the older one: "
            f"open {reference} and merge it with {hand.case.reference}.",
            "older",
        )


def _may_merge(hand: InHand, other: InHand, added: list[str]) -> None:
    there = other.case.reference
    if other.case.person_id != hand.case.person_id:
        raise NotNow(
            f"{there} is another person’s complaint, and nobody may learn of another person’s "
            "case. Link the two instead. If it is the same person, record that first.",
            "other_person",
        )
    if other.case.procedure != hand.case.procedure:
        raise NotNow(f"{there} follows another procedure. Link the two instead.", "procedure")
    if not any(run.kind == "main" for run in other.runs):
        say = f"{there} has been answered or closed. Link the two instead."
        raise NotNow(say, "other_ended")
    if not any(run.kind == "main" for run in hand.runs) or any(f for _, f in hand.points):
        say = "This case has findings or has been answered. Link the two instead."
        raise NotNow(say, "answered")
    if added and any(f.stage == other.case.stage for _, found in other.points for f in found):
        say = f"{there} has findings at {other.case.stage} already, so no point can be added."
        raise NotNow(say, "other_answered")


def _to_add(hand: InHand, other: InHand, values: dict[str, object]) -> list[str]:
    """The texts of the points that were chosen and that the other case does not have."""
    chosen = values.get("adds")
    wanted = [str(each) for each in chosen] if isinstance(chosen, list | tuple) else []
    known = {_plain(point.text) for point, _ in other.points}
    chosen_points = [point for point, _ in hand.points if f"p{point.number}" in wanted]
    if elsewhere := [str(point.number) for point in chosen_points if point.set_aside]:
        say = f"What is dealt with separately cannot be added: point {', '.join(elsewhere)}."
        raise FormErrors({"adds": say})
    texts = [point.text for point in chosen_points]
    return [text for text in texts if _plain(text) not in known]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _tell_whoever_works_on_it(hand: InHand, other: InHand, added: int) -> None:
    more = {0: "", 1: " One point was added."}.get(added, f" {added} points were added.")
    text = f"{hand.case.reference} is the same complaint and was merged into this one.{more}"
    for task in other.open_tasks:
        role = "" if task.assignee_id else (task.role.split() or [""])[0]
        if role or task.assignee_id:
            tell(other, "info", text, role=role, officer=task.assignee_id)


def _end_with_letter(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The action's side diagram: it sends the letter, and its outcome ends the case."""
    hand.form_values = values
    hand.form_role = next((role for role in action.by if role in hand.actor.roles), "")
    hand.case.data = {**hand.case.data, "merged_with": values["into"]}
    side = hand.procedure.side_diagrams[action.run or ""]
    moving.start_run(hand, action.id, side, kind="side")
