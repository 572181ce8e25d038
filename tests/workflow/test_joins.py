"""Gateways that split and join, in loops, beside sub-processes, under pruning."""

from __future__ import annotations

from itertools import permutations

import pytest

from engine.errors import StuckProcedure
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import InMemory, Play, program

TWO_IN_A_LOOP = """
    start s
    xor again
    and split
    user a
    user b
    and join
    user review
    xor g
    end e
    s -> again -> split -> a -> join -> review -> g
    split -> b -> join
    g -> again if once_more
    g -> e else
"""
THREE_IN_A_LOOP = TWO_IN_A_LOOP + "\n user c\n split -> c -> join"
THREE = """
    start s
    and split
    user a
    user b
    user c
    and join
    user after
    end e
    s -> split -> a -> join -> after -> e
    split -> b -> join
    split -> c -> join
"""


def orders(branches: str) -> list[tuple[str, str]]:
    """Every order on the first pass with every order on the second."""
    ways = ["".join(p) for p in permutations(branches)]
    return [(first, second) for first in ways for second in ways]


@pytest.mark.parametrize("kind", [Play, InMemory])
@pytest.mark.parametrize(
    ("drawing", "branches"), [(TWO_IN_A_LOOP, "ab"), (THREE_IN_A_LOOP, "abc")]
)
def test_a_join_in_a_loop_waits_for_every_branch_on_every_pass(
    kind: type[Play], drawing: str, branches: str
) -> None:
    for first, second in orders(branches):
        run = kind(program(drawing))
        for order, once_more in ((first, True), (second, True), (first, False)):
            for done, branch in enumerate(order):
                assert sorted(run.open) == sorted(order[done:])
                run.do(branch)
            assert run.open == ["review"]
            run.do("review", once_more=once_more)
        assert run.ended


def test_the_stock_join_fires_early_on_the_second_pass() -> None:
    early = 0
    for drawing, branches in ((TWO_IN_A_LOOP, "ab"), (THREE_IN_A_LOOP, "abc")):
        for first, second in orders(branches):
            run = stock.stock(draw(drawing), once_more=True)
            for branch in (*first, "review", *second[:-1]):
                stock.do(run, branch)
            early += "review" in stock.ready(run)
    assert early == 2 + 24


@pytest.mark.parametrize("order", ["".join(p) for p in permutations("abc")])
def test_pruning_between_the_branches_of_a_join_loses_no_arrival(order: str) -> None:
    run = Play(program(THREE))
    for branch in order:
        assert run.open != ["after"]
        run.do(branch)
    assert run.open == ["after"]


def test_stock_joins_wait_for_ever_once_finished_tasks_are_spliced() -> None:
    run = stock.stock(draw(THREE))
    for branch in "abc":
        stock.do(run, branch)
        stock.compact(run)
    assert stock.ready(run) == []
    assert not run.completed


INCLUSIVE = """
    start s
    user choose
    or split
    user a
    user b
    user c
    or join
    user after
    end e
    s -> choose -> split
    split -> a if want_a
    split -> b if want_b
    split -> c else
    a -> join
    b -> join
    c -> join
    join -> after -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
@pytest.mark.parametrize(
    ("wanted", "orders"),
    [("ab", ["ab", "ba"]), ("a", ["a"]), ("b", ["b"]), ("", ["c"])],
)
def test_an_inclusive_join_waits_for_the_branches_chosen(
    kind: type[Play], wanted: str, orders: list[str]
) -> None:
    for order in orders:
        run = kind(program(INCLUSIVE))
        run.do("choose", want_a="a" in wanted, want_b="b" in wanted)
        for done, branch in enumerate(order):
            assert sorted(run.open) == sorted(order[done:])
            run.do(branch)
        assert run.open == ["after"]
        assert run.do("after").ended


def test_an_inclusive_split_counts_every_way_it_takes() -> None:
    run = Play(program(INCLUSIVE)).do("choose", want_a=True, want_b=True)
    assert run.moved.taken == ("choose-split", "split-a", "split-b")


INCLUSIVE_LOOP = """
    start s
    xor again
    or split
    user a
    user b
    or join
    user review
    xor g
    end e
    s -> again -> split
    split -> a if want_a
    split -> b if want_b
    a -> join
    b -> join
    join -> review -> g
    g -> again if once_more
    g -> e else
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_an_inclusive_join_in_a_loop_starts_afresh_on_every_pass(kind: type[Play]) -> None:
    run = kind(program(INCLUSIVE_LOOP), want_a=True, want_b=True)
    for order, next_a, next_b in (
        ("ab", True, True),
        ("ba", True, False),
        ("a", False, True),
        ("b", True, True),
        ("ba", True, True),
    ):
        for done, branch in enumerate(order):
            assert sorted(run.open) == sorted(order[done:])
            run.do(branch)
        run.do("review", once_more=True, want_a=next_a, want_b=next_b)
    assert sorted(run.open) == ["a", "b"]


BEHIND_A_CHOICE = """
    start s
    or split
    user a
    sub inner {
        start is
        user b
        end ie
        is -> b -> ie
    }
    xor g
    user c
    user d
    or join
    user after
    end e
    s -> split
    split -> a if True
    split -> inner if 1 == 1
    a -> join
    inner -> g
    g -> c if far
    g -> d else
    c -> d
    d -> join
    join -> after -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_an_inclusive_join_waits_for_a_sub_process_that_may_come_by_any_way(
    kind: type[Play],
) -> None:
    run = kind(program(BEHIND_A_CHOICE), far=True)
    assert run.do("a").open == ["b"]
    assert run.do("b").open == ["c"]
    assert run.do("c").open == ["d"]
    assert run.do("d").open == ["after"]


def test_the_stock_inclusive_join_does_not_wait_for_a_sub_process() -> None:
    run = stock.stock(draw(BEHIND_A_CHOICE), far=True)
    stock.do(run, "a")
    assert sorted(stock.ready(run)) == ["after", "b"]


LEAVING = """
    start s
    or split
    user a
    user b
    xor g
    end gone
    or join
    user after
    end e
    s -> split
    split -> a if True
    split -> b if 1 == 1
    a -> join
    b -> g
    g -> join if stays
    g -> gone else
    join -> after -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_an_inclusive_join_goes_on_when_the_token_it_waited_for_ends_elsewhere(
    kind: type[Play],
) -> None:
    run = kind(program(LEAVING), stays=False)
    assert run.do("a").open == ["b"]
    assert run.do("b").open == ["after"]
    assert run.do("after").ended


def test_an_inclusive_join_that_is_reached_at_once_waits_for_its_sibling() -> None:
    run = Play(
        program("""
            start s
            or split
            user b
            or join
            user after
            end e
            s -> split
            split -> join if True
            split -> b if 1 == 1
            b -> join
            join -> after -> e
        """)
    )
    assert run.open == ["b"]
    assert run.do("b").open == ["after"]


def test_a_parallel_join_that_waits_in_vain_is_said_to_be_stuck() -> None:
    drawing = """
        start s
        xor g
        user a
        user b
        and join
        end e
        s -> g
        g -> a if x == 1
        g -> b else
        a -> join
        b -> join
        join -> e
    """
    run = Play(program(drawing), x=1)
    with pytest.raises(StuckProcedure, match="neither go on nor end; it stands at “join”"):
        run.do("a")
