"""The points of a case and what was found on each, as letters say them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import remedies
from engine.casework.in_hand import InHand
from engine.casework.kept_values import revived
from engine.catalogue.sayings import inside

TITLES = {"upheld": "upheld", "partly_upheld": "partly upheld", "not_upheld": "not upheld"}


def points_of(hand: InHand) -> list[dict[str, object]]:
    """The points with the finding that stands now, and what was promised before it."""
    promised = remedies.still_promised(hand)
    rows = []
    for point, findings in hand.points:
        last = findings[-1] if findings else None
        before = next((f for f in reversed(findings) if last and f.stage != last.stage), None)
        given = _given(hand, f"p{point.number}")
        rows.append(
            {
                "number": point.number,
                "text": point.text,
                "set_aside": point.set_aside,
                "finding": last.finding if last else "",
                "finding_title": finding_title(hand, last.finding) if last else "",
                "was": before.finding if before else "",
                "was_title": finding_title(hand, before.finding) if before else "",
                "reason": last.reason if last else "",
                "remedy": given.get("remedy") or "",
                "remedy_by": given.get("remedy_by"),
                "promised": [] if given.get("remedy") else promised.get(point.id, []),
            }
        )
    return rows


def findings_given(hand: InHand) -> dict[str, object]:
    """``p1`` to what was found on it, as the answer that is being given says."""
    given = {f"p{point.number}": _given(hand, f"p{point.number}") for point, _ in hand.points}
    return {point: found for point, found in given.items() if found}


def _given(hand: InHand, point: str) -> Mapping[str, object]:
    for value in hand.form_values.values():
        if isinstance(value, Mapping) and isinstance(value.get(point), Mapping):
            found: Mapping[str, object] = value[point]
            return found
    kept = hand.case.data.get("findings", {})
    return revived(kept.get(point)) if isinstance(kept, Mapping) else {}


def finding_title(hand: InHand, finding: str) -> str:
    """A finding in the middle of a sentence; empty for what is none."""
    return TITLES.get(finding) or inside(hand.procedure.outcomes.findings.get(finding, ""))


def overall(hand: InHand) -> str:
    """Upheld if every point is, partly if any is, else not (procedures: "Outcomes", a setting).

    What else may be found on a point counts as not upheld, unless it is found on every point.
    """
    own = (findings for point, findings in hand.points if not point.set_aside)
    current = [findings[-1].finding for findings in own if findings]
    if not current:
        return ""
    if all(finding == "upheld" for finding in current):
        return "upheld"
    if any(finding in ("upheld", "partly_upheld") for finding in current):
        return "partly_upheld"
    if "not_upheld" not in current and len(set(current)) == 1:
        return current[0]
    return "not_upheld"
