"""What else of the council's profile a procedure uses: shown and changed like its clocks."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue

from engine.studio import clock_words, settings
from engine.studio.drafts import Draft
from web.owners.area import BLUEPRINT
from web.owners.changing import DRAFT, address, entry_scope, kept, opened, page, seen

_ONE = f"{DRAFT}/settings/<table>/<name>"


@BLUEPRINT.get(_ONE)
def setting(draft_id: int, table: str, name: str) -> ResponseReturnValue:
    """One value, text, contact or test, to be changed."""
    return _page(opened(draft_id), table, name, {}, {})


@BLUEPRINT.post(_ONE)
def change_setting(draft_id: int, table: str, name: str) -> ResponseReturnValue:
    """Keep what was typed."""
    draft = opened(draft_id)
    one = settings.setting(draft, table, name)
    typed = {key: text.replace("\r\n", "\n") for key, text in request.form.items()}
    return kept(
        draft,
        lambda files: settings.changed(files, draft, one, typed),
        entry_scope(draft, profile=settings.path_of(draft, one)),
        address("owners.clocks", _anchor=f"{table}-{name}"),
        lambda errors: _page(draft, table, name, typed, errors),
    )


def _page(
    draft: Draft, table: str, name: str, typed: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    one = settings.setting(draft, table, name)
    return page(
        "owners/clock_setting.html",
        draft,
        "owners.clocks",
        one=one,
        typed=typed,
        errors=errors,
        words=clock_words,
        seen=seen(draft, entry_scope(draft, profile=settings.path_of(draft, one))),
    )
