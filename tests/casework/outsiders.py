"""A small procedure in which an independent person looks at the answer again, and its people."""

from __future__ import annotations

from typing import Any

from engine.casework import accounts
from tests.casework.council import Council

#: name -> (kind of account, roles, e-mail address, postal address)
HOME = ("1 Sample Street", "Exampletown", "AB99 9ZZ")
PEOPLE: dict[str, tuple[str, tuple[str, ...], str, tuple[str, ...]]] = {
    "iris": ("outside", ("independent_person",), "iris@example.org", ()),
    "otto": ("outside", ("independent_person",), "otto@example.org", ()),
    "cora": ("member", ("independent_person",), "cora@example.org", ()),
    "pia": ("outside", ("independent_person",), "", HOME),
    "nell": ("outside", ("independent_person",), "", ()),
}

NEVER = ["employee", "member", "partner_of_employee", "partner_of_member", "close_to_subject"]
ROLE = "independent_person"
PERSON = {"type": "officer", "role": ROLE, "capacity": ROLE}
IN_PLACE = {"replaces": True, "assigns": "review"}

CHANGE: dict[str, Any] = {
    "yaml": {
        "intake": {"residents": True},
        "roles": {
            "manager": {"title": "Complaints manager", "registrar": True},
            "investigator": {"title": "Investigator"},
            "reviewer": {"title": "Reviewer"},
            "independent_person": {"title": "Independent person", "outside": True},
        },
        "separations": [
            {
                "id": "R1",
                "never_both": ["investigator", "reviewer", "independent_person"],
                "say": "Nobody does two of these.",
                "source": "setting",
            },
            {
                "id": "R9",
                "roles": ["independent_person"],
                "never": NEVER,
                "say": "An independent person is nobody of the council, nor close to it.",
                "source": "setting",
            },
        ],
        "forms": {
            "appoint": {
                "title": "Appoint an independent person",
                "fields": [
                    {"id": "first", "label": "Who", **PERSON, **IN_PLACE},
                    {"id": "second", "label": "Who else", **PERSON, "not_same_as": ["first"]},
                ],
            },
            "step_down": {
                "title": "Somebody steps down",
                "fields": [
                    {"id": "person", "type": "officer", "label": "Who", "role": ROLE},
                    {"id": "reason", "type": "text", "label": "Why", "required": True},
                ],
            },
            "remark": {
                "title": "Make a remark",
                "fields": [{"id": "text", "type": "long_text", "label": "What", "required": True}],
            },
        },
        "any_time": {
            "reassign": {"title": "Hand work on", "by": ["manager"]},
            "appoint": {"title": "Appoint somebody", "by": ["manager"], "form": "appoint"},
            "stand_down": {"title": "Step down", "by": ["manager"], "form": "step_down"},
            "remark": {
                "title": "Make a remark",
                "by": ["independent_person", "manager"],
                "form": "remark",
                "when": "present('independent_person')",
            },
        },
        "letters": {
            "SML-ACK2": {
                "to": ["complainant", "independent_person"],
                "purpose": "acknowledgement",
                "must_say": ["reference"],
            },
        },
    },
    "elements": {"review": {"redress:role": "independent_person"}},
}


def hires(council: Council, *names: str) -> None:
    """Enter people who are no employees."""
    with council.office.store.write() as session:
        for name in names or PEOPLE:
            kind, roles, email, address = PEOPLE[name]
            channel = "email" if email else "post"
            reach = accounts.Reach(email, "", address, channel)
            officer = accounts.add_officer(
                session,
                council.office,
                name.capitalize(),
                name,
                "Independent person",
                roles,
                0,
                reach,
                kind=kind,
            )
            council.people[name] = accounts.as_actor(officer)


def appoints(council: Council, reference: str, **people: str) -> None:
    """The manager appoints people, by the fields of the form."""
    named = {field: council.people[name].officer_id for field, name in people.items()}
    council.acts("mandy", reference, "appoint", **named)
