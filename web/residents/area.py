"""The residents' part of the site."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINT = Blueprint("residents", "web.residents")
