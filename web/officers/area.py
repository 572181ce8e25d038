"""The officers' part of the site."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINT = Blueprint("officers", "web.officers", url_prefix="/officers")
