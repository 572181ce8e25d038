"""Random procedures, walked three times over: saved at every step, in memory, as a game."""

from __future__ import annotations

from random import Random

import pytest

from engine.workflow.effects import LetterWanted, Moved
from tests.workflow.games import Game, Piece, drawing, procedure, variables
from tests.workflow.playing import InMemory, Play, program

WALKS, LONGEST = 160, 30


def shown(moved: Moved) -> tuple[object, ...]:
    """Everything of a move but the ids."""
    return (
        [(t.element, t.name, t.clock, t.stage) for t in moved.open],
        [(t.element, t.clock, t.at, t.since) for t in moved.timers],
        moved.effects,
        moved.taken,
        dict(moved.variables),
        moved.ended,
    )


def letters(moved: Moved) -> list[str]:
    return sorted(e.code for e in moved.effects if isinstance(e, LetterWanted))


def at_random(piece: Piece, random: Random) -> dict[str, object]:
    """Values for every condition; loops more often go on than not."""
    return {
        name: random.random() < 0.5 if "_" in name else random.choice([0, 0, 0, 0, 1, 2])
        for name in variables(piece)
    }


def walk(seed: int) -> int:
    piece, random = procedure(seed)
    values = at_random(piece, random)
    made = program(drawing(piece))
    try:
        saved, kept = Play(made, **values), InMemory(made, **values)
    except Exception as error:
        error.add_note(f"seed {seed}")
        raise
    game = Game(piece, dict(values))
    for steps in range(LONGEST):
        seen = f"seed {seed}, step {steps}"
        assert sorted(saved.open + saved.timers) == game.waits(), seen
        assert letters(saved.moved) == sorted(game.letters), seen
        assert shown(saved.moved) == shown(kept.moved), seen
        assert saved.ended == (game.live is None), seen
        if saved.ended:
            return steps
        name = random.choice(game.waits())
        changes = at_random(piece, random) if name in saved.open else {}
        game.values.update(changes)
        game.step(name)
        for run in (saved, kept):
            run = run.do(name, **changes) if name in run.open else run.due(name)
    return LONGEST


@pytest.mark.parametrize("tens", range(WALKS // 20))
def test_saved_and_kept_runs_and_the_game_agree(tens: int) -> None:
    steps = [walk(seed) for seed in range(20 * tens, 20 * tens + 20)]
    assert max(steps) > 5


def test_states_stay_small_on_the_longest_walks() -> None:
    for seed in range(30):
        piece, random = procedure(seed)
        run = Play(program(drawing(piece)), **at_random(piece, random))
        for _ in range(LONGEST):
            if run.ended:
                break
            assert len(run.moved.state or b"") < 6_000
            name = random.choice(run.open + run.timers)
            changes = at_random(piece, random)
            run = run.do(name, **changes) if name in run.open else run.due(name)
