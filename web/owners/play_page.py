"""What a play’s page shows beside the form: who, when, diagram, letters, dates, the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.studio import play_views
from engine.studio.play import Play
from engine.studio.standing import moment_text
from web import pictures
from web.forms import words

MOST_DATES = 12


def shown(play: Play, case: str) -> dict[str, object]:
    """Everything, for the template."""
    case = case if case in play.world.cases else next(iter(play.world.cases))
    file = play_views.file_of(play, case)
    planes = tuple(pictures.draw(plane) for plane in play_views.planes(play, case))
    known = play_views.actions(play, case)
    return {
        "play": play,
        "file": file,
        "case": file,  # as the pages of officers call it
        "case_name": case,
        "cases": tuple(play.world.cases),
        "people": tuple((name, play.title_of(name)) for name in play.kept.people),
        "me": play.title_of(play.me),
        "now_there": play.now,
        "waiting": play_views.waiting(play, file),
        "allowed": tuple(each for each in known if each.allowed),
        "others": tuple(each for each in known if not each.allowed),
        "dates": tuple(_dates(play))[:MOST_DATES],
        "planes": planes,
        "standing": pictures.standing([picture.of for picture in planes]),
        "letters": play_views.letters(play, case, file),
        "entries": tuple(play.kept.entries),
        "procedure": play.procedure(case),
    }


def _dates(play: Play) -> Iterator[tuple[str, str]]:
    """(moment, what it is) of each date to come; the same moment once."""
    found: dict[datetime, list[str]] = {}
    for each in play_views.dates(play):
        found.setdefault(each.at, []).append(each.words)
    for at, said in found.items():
        told = dict.fromkeys(said)
        yield moment_text(at), f"{words.week_day(at)}, {words.hour(at)}: {'; '.join(told)}"
