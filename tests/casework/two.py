"""Two small procedures side by side: cases move from one to the other and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from engine.catalogue import Catalogue, load_catalogue
from tests.checking.vocabulary import PROFILE, assembled

PARTS = "letters/parts/"
MOVES: dict[str, Any] = {
    "forms": {
        "change_procedure": {
            "title": "Move the case",
            "fields": [
                {"id": "procedure", "type": "procedure", "label": "Which", "required": True},
                {"id": "tests", "type": "fits", "label": "Does it fit"},
                {"id": "reason", "type": "text", "label": "Why", "required": True},
            ],
        },
        "split": {
            "title": "Split",
            "fields": [
                {"id": "parts", "type": "some_points", "label": "Which"},
                {"id": "procedure", "type": "procedure", "label": "Where to"},
                {"id": "tests", "type": "fits", "label": "Does it fit"},
                {"id": "reason", "type": "text", "label": "Why", "required": True},
            ],
        },
        "new_case": {
            "title": "Begin a new one",
            "fields": [
                {"id": "procedure", "type": "procedure", "label": "Which", "required": True},
                {"id": "text", "type": "long_text", "label": "What", "required": True},
                {"id": "received_on", "type": "date", "label": "When", "until": "today"},
            ],
        },
    },
    "any_time": {
        "change_procedure": {"by": ["manager", "keeper"], "form": "change_procedure"},
        "new_case": {"by": ["manager", "keeper"], "form": "new_case"},
        "split": {"by": ["manager"], "form": "split"},
    },
    "roles": {"keeper": {"title": "Keeper"}},
}
#: what makes the other one another: its own law, its own questions, its own teams
OTHER: dict[str, Any] = {
    "title": "A procedure by law",
    "reference_prefix": "LAW",
    "clocks": {"response1": {"kind": "statutory"}},
    "fits": [
        {
            "id": "E1",
            "ask": "Is it about a child?",
            "no_say": "It is not about a child",
            "source": "the law",
        }
    ],
    "intake": {"residents": False, "recorded_by": ["manager"], "form": "intake"},
    "variables": {"urgent": {"type": "bool", "from": "case", "default": False}},
}
INTAKE = {
    "title": "About the child",
    "fields": [
        {"id": "child", "type": "text", "label": "Who is the child?", "required": True},
        {"id": "urgent", "type": "bool", "label": "Is it urgent?"},
        {"id": "reports", "type": "rows", "label": "Reports", "columns": [
            {"id": "on", "type": "date", "label": "When", "required": True},
            {"id": "what", "type": "text", "label": "What"},
        ]},
        {"id": "helper", "type": "officer", "label": "Who helps?", "capacity": "helper",
         "asked_of": "officer"},
    ],
}  # fmt: skip


@cache
def two_catalogue(*, confidential: bool = False) -> Catalogue:
    """`small` and `other`, and a council that runs both; made once."""
    files = assembled({"yaml": MOVES})
    laid = {**OTHER, "forms": {"intake": INTAKE}, "confidential": confidential}
    changed = assembled({"yaml": _over(MOVES, laid)})
    for name, text in changed.items():
        if "/small/" in name:
            files[_other(name.replace("/small/", "/other/"))] = _other(text)
    profile = yaml.safe_load(files[PROFILE])
    profile["clocks"]["other"] = profile["clocks"]["small"]
    files[PROFILE] = yaml.dump(profile, Dumper=_NoAnchors, sort_keys=False, allow_unicode=True)
    with TemporaryDirectory() as house:
        for name, text in files.items():
            file = Path(house) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return load_catalogue(Path(house) / "processes", Path(house) / "letters")


class _NoAnchors(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _other(text: str) -> str:
    return text.replace("procedure: small", "procedure: other").replace("SML-", "OTH-")


def _over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    laid = dict(base)
    for key, value in more.items():
        both = isinstance(value, dict) and isinstance(laid.get(key), dict)
        laid[key] = _over(laid[key], value) if both else value
    return laid
