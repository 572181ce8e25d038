"""The way in."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINT = Blueprint("sign_in", "web.sign_in")
