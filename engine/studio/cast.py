"""Who takes part in a play: one person for each role, whoever complains, and a representative."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalogue.definition import Procedure, Role
from engine.catalogue.sayings import inside

COMPLAINANT, REPRESENTATIVE = "complainant", "representative"
LOWEST = 3  # of the grades that the made officers have
#: how the person wants our letters -> where they go
WAYS: Mapping[str, Mapping[str, object]] = {
    "email": {"channel": "email", "address": "{}@example.org"},
    "post": {"channel": "post", "address": ["1 Example Street", "Exampletown", "EX99 1AA"]},
}

People = dict[str, dict[str, object]]


def people_of(procedure: Procedure, way: str = "email", representative: bool = False) -> People:
    """As a scenario's ``people``: name -> what it says of them."""
    people: People = {COMPLAINANT: {"party": COMPLAINANT, **_reached(COMPLAINANT, way)}}
    if representative:
        people[REPRESENTATIVE] = {"party": REPRESENTATIVE, **_reached(REPRESENTATIVE, "email")}
    grades = _grades(procedure)
    for role in procedure.roles.values():
        people[_name(role.id, people)] = _officer(role, grades[role.id])
    return people


def _reached(name: str, way: str) -> dict[str, object]:
    return {
        key: value.format(name) if isinstance(value, str) else value
        for key, value in WAYS[way].items()
    }


def _name(role: str, taken: Mapping[str, object]) -> str:
    return f"{role}_officer" if role in taken else role


def _officer(role: Role, grade: int) -> dict[str, object]:
    if role.outside:
        address = f"{role.id.replace('_', '.')}@example.org"
        return {"roles": [role.id], "kind": "outside", "email": address, "name": role.title}
    return {"roles": [role.id], "grade": grade, "name": role.title}


def _grades(procedure: Procedure) -> dict[str, int]:
    """High enough for whoever reviews what another one did."""
    grades = dict.fromkeys(procedure.roles, LOWEST)
    for rule in procedure.separations:
        if rule.grade:
            for place, role in enumerate(rule.never_both):
                if role in grades:
                    grades[role] = max(grades[role], LOWEST + place)
    return grades


def title_of(procedure: Procedure, name: str, person: Mapping[str, object]) -> str:
    """Who somebody is, on a page."""
    if person.get("party") == COMPLAINANT:
        return procedure.intake.complainant
    if person.get("party"):
        return "Representative"
    roles = person.get("roles")
    titles = [
        procedure.roles[role].title
        for role in (roles if isinstance(roles, list) else ())
        if role in procedure.roles
    ]
    if not titles:
        return str(person.get("name") or name)
    return " and ".join([titles[0], *(inside(title) for title in titles[1:])])
