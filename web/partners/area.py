"""The partners' part of the site."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, g, session

from engine.casework import own_links
from engine.casework.own_links import Guest
from engine.desk.partners import PartnerCase, partner_case
from web.guards import office

BLUEPRINT = Blueprint("partners", "web.partners")


def guest() -> Guest:
    """Whoever came by the link, looked up once a request. Raises LinkOver when it has ended."""
    if "guest" not in g:
        g.guest = own_links.guest(office(), session.get("link", 0))
    return cast(Guest, g.guest)


def theirs() -> PartnerCase:
    """The case that the link opens, as its holder sees it."""
    who = guest()
    return partner_case(office(), who.actor, who.reference)
