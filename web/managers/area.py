"""The managers' part of the site; it stands beside the casework, under one navigation."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINT = Blueprint("managers", "web.managers", url_prefix="/officers/reports")
