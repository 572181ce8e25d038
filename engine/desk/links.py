"""The cases that belong to a case, in words: for officers, for its complainant, in its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.catalogue.sayings import inside
from engine.desk import case_people
from engine.desk.link_views import LinkView, PartView
from engine.desk.reading import Read, outcome_words
from engine.store import dated_actions, links, readers
from engine.store.cases import Case
from engine.store.links import DUPLICATE, MOVED, RELATED, SPLIT, Beside

#: (kind, whether this case comes first) -> what the other one is to it
_OFFICERS = {
    (SPLIT, True): "Split off",
    (SPLIT, False): "Split off from",
    (DUPLICATE, True): "Answered together with",
    (DUPLICATE, False): "Merged into this case",
    (MOVED, True): "Goes on as",
    (MOVED, False): "Came from",
    (RELATED, True): "Related",
    (RELATED, False): "Related",
}
#: the same for whoever complained: what one officer sees in two cases is not for them
_RESIDENTS = {
    (SPLIT, True): "Part of your contact is dealt with under reference",
    (SPLIT, False): "This is part of what you told us under reference",
    (DUPLICATE, True): "We answer this together with your complaint",
    (DUPLICATE, False): "With this we also answer your complaint",
    (MOVED, True): "We deal with this now under reference",
    (MOVED, False): "You told us about this under reference",
}


def links_of(read: Read) -> tuple[LinkView, ...]:
    """Every case that belongs to this one now, oldest link first: those the officer may read."""
    found = links.beside(read.session, read.case.id)
    return tuple(_link(read, each) for each in found if _may_read(read, each.other))


def _may_read(read: Read, other: Case) -> bool:
    who = read.actor
    if who is None:
        return True
    confined = readers.confined(read.procedure, who)
    if confined or not dated_actions.may_read(read.session, who, other.id):
        return False
    return not readers.kept_apart(read.office.procedure(read.session, other.version), who)


def _link(read: Read, each: Beside) -> LinkView:
    return LinkView(
        kind=each.link.kind,
        words=_OFFICERS[each.link.kind, each.first],
        reference=each.other.reference,
        title=each.other.summary,
        status=each.other.status,
        standing=_standing(read, each.other),
        since=each.link.since,
        by=case_people.name_of(read, each.link.by_person),
        reason=each.link.reason,
        whole=each.link.kind != RELATED,
    )


def _standing(read: Read, other: Case) -> str:
    procedure = read.office.procedure(read.session, other.version)
    if other.status == "open":
        return f"open at {other.stage}" if other.stage else "open"
    outcome = outcome_words(procedure, other.outcome)
    return f"closed: {inside(outcome)}" if outcome else "closed"


def parts_of(read: Read) -> tuple[PartView, ...]:
    """The cases that a complainant is told of: their own, and only where a letter or they know."""
    return tuple(
        PartView(
            words=_RESIDENTS[each.link.kind, each.first],
            reference=each.other.reference,
            title=each.other.summary,
            opens=each.link.kind == SPLIT,
        )
        for each in links.beside(read.session, read.case.id)
        if each.link.kind != RELATED and each.other.person_id == read.case.person_id
    )


def _about(words: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    """A line of the history that names the other case."""

    def tell(_read: Read, subject: str, details: Mapping[str, object]) -> tuple[str, str]:
        return f"{words} {subject}", str(details.get("reason") or "")

    return tell


#: audit action -> its words
WORDS: Mapping[str, Callable[[Read, str, Mapping[str, object]], tuple[str, str]]] = {
    "case:split": _about("Part of this was split off as"),
    "case:split_off": _about("Split off from"),
    "case:merged": _about("Is answered together with"),
    "case:merged_in": _about("Answers together with it"),
    "case:linked": _about("Linked to"),
    "case:unlinked": _about("No longer linked to"),
}
