"""The points of a case and the findings on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.casework import guards, letter_context
from engine.casework.in_hand import InHand
from engine.catalogue.definition import Field
from engine.errors import FormErrors
from engine.store import appending
from engine.store.cases import Finding, Point
from engine.store.tasks import Task


def derived(hand: InHand) -> dict[str, object]:
    """The variables that the case itself gives: worked out by the derivation that the YAML names,
    or facts that were given at the beginning or are remembered.
    """
    variables = hand.procedure.variables.items()
    facts = {n: hand.case.data.get(n, v.default) for n, v in variables if v.origin == "case"}
    asked = {n: _guard(v.derivation or "") for n, v in variables if v.origin == "derived"}
    functions = guards.functions(hand) if asked else None
    held = {name: guards.holds(hand, text, asked=functions) for name, text in asked.items()}
    return {**facts, **held}


def _guard(derivation: str) -> str:
    """``points.all_answered``, ``clocks.NAME.late`` or ``.in_time``; anything else is a guard."""
    if derivation == "points.all_answered":
        return "answered()"
    head, _, rest = derivation.partition(".")
    clock, _, word = rest.partition(".")
    if head == "clocks" and word in ("late", "in_time"):
        return f"{word}('{clock}')"
    return derivation


def agree(hand: InHand, agreed: Sequence[Mapping[str, str]], field: str = "points") -> None:
    """Set the list of points: known ones reworded, new ones added, the rest left out.

    A point that was decided on stays. Raises FormErrors about ``field`` where one would go.
    """
    known = {f"p{point.number}": point for point, _ in hand.points}
    kept = {item["id"] for item in agreed if item.get("id")}
    decided = next((p for p, found in hand.points if found and f"p{p.number}" not in kept), None)
    if decided is not None:
        say = f"Point {decided.number} was decided on before, so it stays. You can reword it."
        raise FormErrors({field: say})
    for item in agreed:
        if item.get("id") in known:
            known[item["id"]].text = item["text"]
    for point_id, point in known.items():
        if point_id not in kept:
            hand.session.delete(point)
            hand.points[:] = [row for row in hand.points if row[0] is not point]
    if len(kept) < len(known):
        hand.session.flush()  # a number that goes may be given again
    add(hand, [item["text"] for item in agreed if not item.get("id")], "")


def add(hand: InHand, texts: Sequence[str], stage: str) -> None:
    """Add points, numbered on from the last."""
    number = max((point.number for point, _ in hand.points), default=0)
    for text in texts:
        number += 1
        point = Point(
            case_id=hand.case.id, number=number, text=text, added_stage=stage, added_at=hand.now
        )
        hand.session.add(point)
        hand.points.append((point, []))
    if texts:
        hand.record("points_added", {"texts": list(texts), "stage": stage})


def set_aside(hand: InHand, each: Field, chosen: Collection[str]) -> None:
    """Whoever the field names deals with these points, and no others. Raises FormErrors."""
    before = {point.number for point, _ in hand.points if point.set_aside == each.sets_aside}
    for point, _ in hand.points:
        if f"p{point.number}" in chosen:
            point.set_aside = each.sets_aside
        elif point.number in before:
            point.set_aside = ""
    require_own(hand, each.id)
    now = {point.number for point, _ in hand.points if point.set_aside == each.sets_aside}
    if now != before:
        listed = ", ".join(f"point {number}" for number in sorted(now)) or "no point"
        hand.audit("case:points:set_aside", listed)


def require_own(hand: InHand, field: str) -> None:
    """Raise FormErrors when no point is left that this complaint answers itself."""
    if hand.points and all(point.set_aside for point, _ in hand.points):
        say = (
            "At least one point must stay with the complaint, which answers it. "
            "Add a point about the service first, or leave one of these here."
        )
        raise FormErrors({field: say})


def find(hand: InHand, task: Task, findings: Mapping[str, Mapping[str, object]]) -> None:
    """Record a finding, its reason and any promised remedy on each point."""
    if any(point.id is None for point, _ in hand.points):
        hand.session.flush()
    for point, earlier in hand.points:
        given = findings.get(f"p{point.number}")
        if given is None:
            continue
        for finding in earlier:
            if finding.stage == task.stage and finding.current:
                finding.current = False
        row = Finding(
            point_id=point.id,
            case_id=hand.case.id,
            stage=task.stage,
            finding=str(given["finding"]),
            reason=str(given.get("reason") or ""),
            by_officer_id=hand.actor.officer_id,
            at=hand.now,
            task_id=task.id,
            current=True,
        )
        appending.add(hand.session, row)
        earlier.append(row)
    hand.case.data = {**hand.case.data, "findings": letter_context.plain(dict(findings))}
