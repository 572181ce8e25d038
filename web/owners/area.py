"""The process owners' part of the site: the studio."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINT = Blueprint("owners", "web.owners", url_prefix="/officers/studio")
