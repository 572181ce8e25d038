"""Residents of the demo council: each is called after a tree, and lives where no post goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from engine.casework.intake import Complaint, Someone

#: a street and the end of a postcode a person. No postcode begins with YY: nobody lives there
TOWN, AREA = "Exampletown", "YY99"
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


class _Reach(TypedDict):
    """How somebody can be reached."""

    name: str
    email: str
    phone: str
    address: tuple[str, ...]


def _reach(number: int, tree: str) -> _Reach:
    letters = _INWARD[number // len(_INWARD)] + _INWARD[number % len(_INWARD)]
    return {
        "name": f"Resident {tree}",
        "email": f"{tree.lower()}@example.org",
        "phone": f"01632 960 {200 + number}",
        "address": (f"{number + 1} {tree} Lane", TOWN, f"{AREA} {number % 9 + 1}{letters}"),
    }


_TREES = (
    "Alder", "Ash", "Bay", "Beech", "Birch", "Blackthorn", "Box", "Cedar", "Cherry", "Chestnut",
    "Cypress", "Dogwood", "Elder", "Elm", "Fir", "Hawthorn", "Hazel", "Holly", "Hornbeam",
    "Juniper", "Larch", "Lime", "Linden", "Maple", "Medlar", "Mulberry", "Oak", "Olive", "Pear",
    "Pine", "Plum", "Poplar", "Quince", "Rowan", "Sallow", "Spindle", "Spruce", "Sycamore",
    "Walnut", "Whitebeam", "Willow", "Yew",
    "Acacia", "Almond", "Apple", "Aspen", "Bullace", "Cornel", "Damson", "Fig", "Hickory",
    "Laburnum", "Laurel", "Locust", "Magnolia", "Mimosa", "Myrtle", "Osier", "Peach", "Pecan",
    "Redwood", "Rosewood", "Sequoia", "Sumac", "Tamarisk", "Viburnum", "Wingnut", "Zelkova",
    "Banyan", "Ebony", "Jacaranda", "Kapok", "Sorb", "Mango", "Neem", "Teak", "Tulip",
    "Baobab", "Ginkgo", "Kauri", "Rimu", "Tupelo",
    "Carob", "Cashew", "Durian", "Guava", "Lychee", "Papaya", "Quandong",
    "Sassafras", "Tulipwood", "Yellowwood", "Zebrawood", "Ziziphus",
    "Olivewood", "Pistachio", "Rambutan", "Satinwood", "Tamarind",
    "Balsa", "Iroko", "Limba", "Meranti", "Obeche", "Sapele", "Utile", "Wenge",
    "Afzelia", "Ayous", "Bubinga", "Cocobolo", "Jarrah", "Karri", "Kempas", "Merbau", "Muninga",
    "Okoume", "Padauk", "Ramin", "Sissoo", "Tigerwood", "Wamara",
)  # fmt: skip
RESIDENTS: Mapping[str, _Reach] = {tree: _reach(n, tree) for n, tree in enumerate(_TREES)}


def bird(kind: str, who: str = "Friend") -> Someone:
    """Somebody who writes for a resident: called after a bird."""
    return Someone(name=f"{who} {kind}", email=f"{kind.lower()}@example.org")


def complaint(
    tree: str,
    service: str,
    summary: str,
    text: str,
    *,
    points: tuple[str, ...] = (),
    wanted: str = "",
    channel: str = "web",
    by_post: bool = False,
    adjustments: tuple[str, ...] = (),
    help_needed: str = "",
    representative: Someone | None = None,
    procedure: str = "corporate-complaint",
    **facts: object,
) -> Complaint:
    """What a resident tells the council. ``facts``: what the procedure asks beside that."""
    reach = RESIDENTS[tree]
    return Complaint(
        name=reach["name"],
        email="" if by_post else reach["email"],
        phone=reach["phone"],
        address=reach["address"],
        preferred_channel="post" if by_post else "email",
        service=service,
        summary=summary,
        text=" ".join(text.split()),
        points=points,
        wanted=wanted,
        channel=channel,
        adjustments=adjustments,
        help_needed=help_needed,
        representative=representative,
        procedure=procedure,
        answers=facts,
    )


def posted(told: Complaint) -> Complaint:
    """The same as a post on social media: nothing is known but the name there."""
    name = told.name.replace("Resident ", "example_").lower()
    return replace(
        told,
        email="",
        phone="",
        address=(),
        channel="social_media",
        preferred_channel="private_message",
        handle=name,
    )


def by_phone_alone(told: Complaint) -> Complaint:
    """The same from somebody whom no letter can reach."""
    return replace(told, email="", address=(), channel="phone")


#: services as the complaint form lists them
BINS = "Bins, recycling and street cleaning"
TAX = "Council Tax and benefits"
HOUSING = "Housing and homelessness"
PLANNING = "Planning and building control"
PARKING = "Parking, roads and pavements"
LEISURE = "Parks, leisure and libraries"
NOISE = "Environmental health, noise and licensing"
STAFF = "How I was treated by a member of staff"
OTHER = "Something else, or I am not sure"
