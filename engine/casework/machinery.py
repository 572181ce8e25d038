"""What actions do beside being recorded, and forms that say so: one table for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.casework import (
    changing_procedure,
    contact_details,
    contributions,
    identity,
    linking,
    merging,
    new_cases,
    one_each,
    promises,
    recommendations,
    restrictions,
    splitting,
    standing_down,
    victims,
)
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime, Form
from engine.catalogue.forms import DOES

Verb = Callable[[InHand, AnyTime, dict[str, object]], None]

#: by the action's name; each is given its form's answers as they were read
VERBS: Mapping[str, Verb] = {
    "change_procedure": changing_procedure.change,
    "new_case": new_cases.new_case,
    "one_each": one_each.one_each,
    "split": splitting.split,
    "merge": merging.merge,
    "link": linking.link,
    "unlink": linking.unlink,
    "change_details": contact_details.change,
    "adjust": contact_details.adjust,
    "same_person": identity.same_person,
    "not_same_person": identity.not_same_person,
    "restriction": restrictions.restrict,
    "end_restriction": restrictions.end,
    "review_restriction": restrictions.review,
    "stand_down": standing_down.stand_down,
    "promise": promises.promise,
    "keep_promise": promises.keep_promise,
    "answer_recommendation": recommendations.answer,
    "contribution": contributions.contribution,
    "give_contribution": contributions.give_contribution,
    "add_victim": victims.add,
    "victim_consent": victims.consent,
}
#: what moves the case elsewhere, so that the step must be over first
AFTERWARDS = frozenset({"change_procedure"})


def also(
    hand: InHand,
    form: Form | None,
    values: Mapping[str, object],
    roles: tuple[str, ...],
    *,
    afterwards: bool = False,
) -> None:
    """Do what the form does beside: with its own answers, by whoever fills it in one of ``roles``.

    Nothing where a question that it needs was not asked: the decision went another way.
    """
    name = form.does if form else ""
    if not name or (name in AFTERWARDS) != afterwards:
        return
    if any(values.get(needed) is None for needed in DOES[name]):
        return
    VERBS[name](hand, AnyTime(name, form.title if form else name, roles), dict(values))
