"""The real letters, read from the house, and makers of letters with valid defaults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.catalogue import Catalogue
from engine.catalogue.definition import LetterTemplate, Procedure
from engine.catalogue.profile import Profile
from engine.letters import render_body, sample_context
from engine.letters.document import Body, Letter, Letterhead
from tests.shipped import shipped_catalogue

PROFILE_IDS = ("nhdc-2019", "bucks-2020", "lgsco-2024", "demo-council")
REFUSALS = (
    "service_request", "policy_comment", "pcn", "highways", "other_body", "planning", "anonymous",
    "third_party_no_authority", "out_of_time", "appeal_right", "legal_proceedings",
    "already_considered", "not_council_service",
)  # fmt: skip
SIGNPOSTS = (
    "pcn", "highways", "planning", "councillor_conduct", "social_care", "other_body",
)  # fmt: skip
#: Plain English: a reader of about twelve years
HARDEST_GRADE = 7.0
HEAD = Letterhead(
    "Demonstration Borough Council",
    ("The Demonstration Hall", "1 Sample Street", "Exampletown", "ZZ99 9ZZ"),
    "01632 960100",
    "complaints@example.org",
    "www.example.org",
)


def catalogue() -> Catalogue:
    return shipped_catalogue()


def procedure() -> Procedure:
    return catalogue().procedures["corporate-complaint"]


#: the letters of the complaint about a service, those that it shares with others included
CODES = tuple(sorted(procedure().templates))


def profile(profile_id: str) -> Profile:
    return catalogue().profiles[profile_id.upper()]


def context(code: str, profile_id: str = "nhdc-2019", **form: object) -> dict[str, Any]:
    """The sample's context of one letter; ``form`` goes before the sample's form."""
    duty = procedure().letters.get(code)
    found = sample_context(procedure().sample, code, profile(profile_id), duty, procedure().id)
    kept = found["form"]
    assert isinstance(kept, dict)
    return found | {"form": {**kept, **form}}


def sample(code: str, profile_id: str = "nhdc-2019", **changes: Any) -> dict[str, Any]:
    """The sample's context with whole branches merged: ``case={"was": ""}``."""
    given = context(code, profile_id)
    return given | {
        name: {**given[name], **value} if isinstance(value, dict) else value
        for name, value in changes.items()
    }


def rendered(code: str, given: Mapping[str, object], suffix: str = "") -> Body:
    return render_body(procedure().templates[code], procedure().parts, given, suffix)


def body_of(code: str, profile_id: str = "nhdc-2019", **form: object) -> Body:
    return rendered(code, context(code, profile_id, **form))


def template(text: str, *uses: str) -> LetterTemplate:
    return LetterTemplate(
        "TRY-1", "A letter to try", "try.md.j2", ("email",), uses, {"": text}, ()
    )


def tried(text: str, shared: Mapping[str, str] | None = None, **values: object) -> Body:
    """A small letter, rendered with these values."""
    return render_body(template(text, *values), shared or {}, values)


def letter(body: Body | None = None, **changes: Any) -> Letter:
    given: dict[str, Any] = {
        "body": body or tried("Hello."),
        "reference": "COM-2024-00042",
        "issued": date(2024, 4, 3),
        "letterhead": HEAD,
        "recipient": "A. Sample",
        "address": ("A. Sample", "2 Sample Street", "Exampletown", "ZZ99 1ZZ"),
        "greeting": "Dear A. Sample",
        "signed_by": ("Complaints manager", "Demonstration Borough Council", "01632 960104"),
    }
    return Letter(**{**given, **changes})


def words(body: Body) -> str:
    """All the text of a body, one block a line."""
    return "\n".join("".join(s.text for s in item) for b in body.blocks for item in b.items)
