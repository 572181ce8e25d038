"""Random procedures, each drawn, and played by a game that knows nothing of the engine.

A procedure is a nest of pieces. ``_begin`` puts the tokens of a piece, ``_step`` moves one; what
is left is the piece as it lives, or None when it is over. Every leaf has a name of its own, so a
name says which token moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from random import Random

Values = dict[str, object]


@dataclass(frozen=True)
class Piece:
    """Anything that tokens pass through. ``name`` is a user task, timer, letter or variable."""

    kind: str  # task chased timer letter seq par any choice loop stage late
    name: str = ""
    parts: tuple[Piece, ...] = ()


def grow(random: Random, depth: int, names: Iterator[int]) -> Piece:
    """A random piece; the deeper, the simpler."""
    if depth == 0:
        kind = random.choices(["task", "chased", "timer", "letter"], [4, 3, 2, 2])[0]
        return Piece(kind, f"{kind}{next(names)}")
    kind = random.choice(["seq", "seq", "par", "any", "choice", "loop", "loop", "stage", "late"])
    parts = tuple(grow(random, depth - 1, names) for _ in range(random.choice([2, 2, 3])))
    number = next(names)
    if kind in ("loop", "stage", "late"):  # something must wait inside
        parts = (Piece("seq", "", (Piece("task", f"task{next(names)}"), parts[0])), *parts[1:2])
    return Piece(kind, f"{kind}{number}", parts)


def variables(piece: Piece) -> Iterator[str]:
    """The variables that a piece's conditions read."""
    if piece.kind in ("choice", "loop"):
        yield piece.name
    if piece.kind == "any":
        yield from (f"{piece.name}_{n}" for n in range(len(piece.parts) - 1))
    for part in piece.parts:
        yield from variables(part)


# ---------------------------------------------------------------- the drawing


class Sketch:
    """Collects the lines of a container while pieces are drawn into it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def draw(self, piece: Piece) -> tuple[str, str]:
        """Draw a piece; returns its first and its last element."""
        own = piece.name
        if piece.kind in ("task", "chased", "timer", "letter"):
            self.lines.append(
                {
                    "task": f"user {own}",
                    "chased": f"user {own}",
                    "timer": f"timer {own} clock={own} at=due",
                    "letter": f"send {own} letter={own.upper()}",
                }[piece.kind]
            )
            if piece.kind == "chased":
                self._chase(own)
            return own, own
        if piece.kind == "seq":
            ends = [self.draw(part) for part in piece.parts]
            for (_, last), (first, _) in pairwise(ends):
                self.lines.append(f"{last} -> {first}")
            return ends[0][0], ends[-1][1]
        drawn: tuple[str, str] = getattr(self, f"_{piece.kind}")(piece)
        return drawn

    def _chase(self, own: str) -> None:
        self.lines.append(f"boundary {own}_due on={own} clock={own} at=due soft")
        self.lines += [f"send {own}_l letter={own.upper()}", f"end {own}_e"]
        self.lines.append(f"{own}_due -> {own}_l -> {own}_e")

    def _split(self, piece: Piece, gateway: str) -> list[tuple[str, str]]:
        self.lines += [f"{gateway} {piece.name}", f"{gateway} {piece.name}x"]
        ends = [self.draw(part) for part in piece.parts]
        self.lines += [f"{last} -> {piece.name}x" for _, last in ends]
        return ends

    def _par(self, piece: Piece) -> tuple[str, str]:
        self.lines += [f"{piece.name} -> {first}" for first, _ in self._split(piece, "and")]
        return piece.name, f"{piece.name}x"

    def _any(self, piece: Piece) -> tuple[str, str]:
        *asked, (otherwise, _) = self._split(piece, "or")
        for n, (first, _) in enumerate(asked):
            self.lines.append(f"{piece.name} -> {first} if {piece.name}_{n}")
        self.lines.append(f"{piece.name} -> {otherwise} else")
        return piece.name, f"{piece.name}x"

    def _choice(self, piece: Piece) -> tuple[str, str]:
        *asked, (otherwise, _) = self._split(piece, "xor")
        for n, (first, _) in enumerate(asked):
            self.lines.append(f"{piece.name} -> {first} if {piece.name} == {n}")
        self.lines.append(f"{piece.name} -> {otherwise} else")
        return piece.name, f"{piece.name}x"

    def _loop(self, piece: Piece) -> tuple[str, str]:
        own = piece.name
        first, last = self.draw(piece.parts[0])
        self.lines += [f"xor {own}", f"xor {own}q", f"throw {own}x", f"{own} -> {first}"]
        self.lines += [
            f"{last} -> {own}q",
            f"{own}q -> {own} if {own} == 0",
            f"{own}q -> {own}x else",
        ]
        return own, f"{own}x"

    def _stage(self, piece: Piece) -> tuple[str, str]:
        own = piece.name
        self._inside(own, piece.parts[0], f"stage={own} clock={own}")
        first, last = self.draw(piece.parts[1])
        self.lines += [f"boundary {own}_due on={own} clock={own} at=breach", f"xor {own}x"]
        self.lines += [f"{own} -> {own}x", f"{own}_due -> {first}", f"{last} -> {own}x"]
        return own, f"{own}x"

    def _late(self, piece: Piece) -> tuple[str, str]:
        own, wrap = piece.name, Sketch()
        wrap._inside(own, piece.parts[0], f"stage={own}")
        first, last = wrap.draw(piece.parts[1])
        wrap.lines += [f"start {own}_s", f"terminate {own}_e", f"end {own}_l"]
        wrap.lines += [f"boundary {own}_due on={own} clock={own} at=due soft"]
        wrap.lines += [f"{own}_s -> {own} -> {own}_e", f"{own}_due -> {first}"]
        wrap.lines += [f"{last} -> {own}_l"]
        self.lines += [f"sub {own}_wrap {{", *wrap.lines, "}"]
        return f"{own}_wrap", f"{own}_wrap"

    def _inside(self, own: str, piece: Piece, attributes: str) -> None:
        inner = Sketch()
        first, last = inner.draw(piece)
        inner.lines += [f"start {own}_in", f"end {own}_out"]
        inner.lines += [f"{own}_in -> {first}", f"{last} -> {own}_out"]
        self.lines += [f"sub {own} {attributes} {{", *inner.lines, "}"]


def drawing(piece: Piece) -> str:
    """The whole procedure as text for ``drawing.draw``."""
    sketch = Sketch()
    first, last = sketch.draw(piece)
    return "\n".join(
        ("start begin", *sketch.lines, "end over", f"begin -> {first}", f"{last} -> over")
    )


# ---------------------------------------------------------------- the game


@dataclass(frozen=True)
class Live:
    """A piece under way: its living parts by position; ``armed``: its timer waits."""

    piece: Piece
    parts: tuple[tuple[int, Live], ...] = ()
    armed: bool = False

    def waits(self) -> Iterator[str]:
        """The names that may move next."""
        if self.piece.kind in ("task", "chased", "timer"):
            yield self.piece.name
        if self.armed:
            yield f"{self.piece.name}_due"
        for _, part in self.parts:
            yield from part.waits()


class Game:
    """The token game of one procedure."""

    def __init__(self, piece: Piece, values: Values) -> None:
        self.values, self.letters = values, list[str]()
        self.live = self._begin(piece)

    def waits(self) -> list[str]:
        """Everything that may move next, sorted."""
        return sorted(self.live.waits()) if self.live else []

    def step(self, name: str) -> None:
        """Move the token of that name."""
        self.letters = []
        assert self.live is not None
        self.live = self._step(self.live, name)

    def _begin(self, piece: Piece, start: int = 0) -> Live | None:
        if piece.kind == "letter":
            self.letters.append(piece.name.upper())
            return None
        if piece.kind in ("task", "chased", "timer"):
            return Live(piece, armed=piece.kind == "chased")
        if piece.kind == "seq":
            for at, part in enumerate(piece.parts[start:], start):
                if live := self._begin(part):
                    return Live(piece, ((at, live),))
            return None
        begun = [(at, self._begin(piece.parts[at])) for at in self._chosen(piece)]
        living = tuple((at, live) for at, live in begun if live)
        return Live(piece, living, piece.kind in ("stage", "late")) if living else None

    def _chosen(self, piece: Piece) -> list[int]:
        last = len(piece.parts) - 1
        if piece.kind == "par":
            return list(range(last + 1))
        if piece.kind == "any":
            return [n for n in range(last) if self.values[f"{piece.name}_{n}"]] or [last]
        if piece.kind == "choice":
            wanted = self.values[piece.name]
            return [wanted if isinstance(wanted, int) and wanted < last else last]
        return [0]

    def _step(self, live: Live, name: str) -> Live | None:
        piece = live.piece
        if piece.name == name:
            return None
        if f"{piece.name}_due" == name and live.armed:
            if piece.kind == "chased":
                self.letters.append(piece.name.upper())
                return Live(piece)
            other = self._begin(piece.parts[1])
            late = ((1, other),) if other else ()
            if piece.kind == "stage":
                return Live(piece, late) if late else None
            return Live(piece, (*live.parts, *late))
        moved = [
            (at, self._step(part, name) if name in part.waits() else part)
            for at, part in live.parts
        ]
        left = tuple((at, part) for at, part in moved if part)
        return self._left(live, left)

    def _left(self, live: Live, left: tuple[tuple[int, Live], ...]) -> Live | None:
        piece = live.piece
        if piece.kind == "late" and all(at != 0 for at, _ in left):
            return None  # the stage is over, and its late branch with it
        if left:
            return Live(piece, left, live.armed)
        if piece.kind == "seq":
            return self._begin(piece, live.parts[0][0] + 1)
        if piece.kind == "loop" and self.values[piece.name] == 0:
            return self._begin(piece)
        return None


def procedure(seed: int) -> tuple[Piece, Random]:
    """A procedure of a seed, and the chance that plays it. A loop runs round all of it."""
    random = Random(seed)  # noqa: S311  # repeatable, not secret
    names = count(1)
    inner = (Piece("task", "task0"), grow(random, random.choice([2, 2, 3]), names))
    return Piece("loop", "loop0", (Piece("seq", "", inner),)), random
