"""Procedures made to have as many situations as possible: small to write down, endless to follow.

Each is the base of the rules' examples with a piece put in where stage 2 begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from tests.checking.vocabulary import base_files

Fixture = Mapping[str, Any]


def names(count: int, letter: str = "v") -> list[str]:
    """``v0``, ``v1``, …"""
    return [f"{letter}{number}" for number in range(count)]


def step(name: str) -> str:
    """A step that asks its own form."""
    who = 'redress:role="manager" redress:clock="response2"'
    return f'<userTask id="{name}" name="{name}" redress:form="{name}" {who}/>'


def setting(name: str, text: str) -> str:
    """A setting step."""
    return f'<scriptTask id="{name}" name="{name}" redress:set="{text}"/>'


def arrow(source: str, target: str, condition: str = "") -> str:
    """An arrow, with its condition."""
    name = f"x_{source}_{target}"
    inner = condition.replace("&", "&amp;").replace("<", "&lt;")
    asked = f'<conditionExpression xsi:type="tFormalExpression">{inner}</conditionExpression>'
    named = f'<sequenceFlow id="{name}" name="{name}" sourceRef="{source}" targetRef="{target}">'
    return f"{named}{asked if condition else ''}</sequenceFlow>"


def decision(name: str, condition: str) -> str:
    """Yes and no, by different steps, to where they meet again: ``m_`` and the name."""
    yes, no, meet = f"y_{name}", f"n_{name}", f"m_{name}"
    return "".join((
        f'<exclusiveGateway id="{name}" name="{name}?" default="x_{name}_{no}"/>',
        f'<exclusiveGateway id="{meet}"/>',
        setting(yes, "second = True"), setting(no, "second = True"),
        arrow(name, yes, condition), arrow(name, no), arrow(yes, meet), arrow(no, meet),
    ))  # fmt: skip


def form(fields: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """A form of required yes-or-no fields, if they say nothing else."""
    each = {"type": "bool", "required": True}
    return {"title": "Decide", "fields": [{**each, "label": str(f["id"]), **f} for f in fields]}


def bools(found: Iterable[str]) -> dict[str, object]:
    """Variables that are yes or no."""
    return {name: {"type": "bool", "default": False} for name in found}


def piece(
    way: Iterable[str],
    drawn: Iterable[str],
    variables: Mapping[str, object],
    forms: Mapping[str, object],
) -> Fixture:
    """The base with a piece before stage 2. ``way``: where it begins and where it ends."""
    first, last = way
    xml = "".join(drawn) + arrow(last, "send_ack2")
    return {
        "about": "generated",
        "insert": {"small": xml},
        "elements": {"f_stage2": {"targetRef": first}},
        "yaml": {"variables": dict(variables), "forms": dict(forms)},
        "drawn": False,
    }


def row(decisions: Iterable[tuple[str, str]], first: str) -> tuple[list[str], str]:
    """Decisions one after the other, and where the last of them ends."""
    drawn, at = list[str](), first
    for name, condition in decisions:
        drawn += [decision(name, condition), arrow(at, name)]
        at = f"m_{name}"
    return drawn, at


def read_late(count: int, times: int) -> Fixture:
    """So many answers given in one step, each read so many times, in turn."""
    found = names(count)
    asked = [(f"g{turn}_{name}", name) for turn in range(times) for name in found]
    drawn, last = row(asked, "ask")
    forms = {"ask": form({"id": name} for name in found)}
    return piece(("ask", last), [step("ask"), *drawn], bools(found), forms)


def each_hangs_on_another(count: int) -> Fixture:
    """A form in which every second answer is asked for only after the one before."""
    one, other = names(count, "a"), names(count, "b")
    fields: list[Mapping[str, object]] = []
    for a, b in zip(one, other, strict=True):
        fields += [{"id": a}, {"id": b, "when": a}]
    drawn, last = row(((f"g_{name}", name) for name in (*one, *other)), "ask")
    forms = {"ask": form(fields)}
    return piece(("ask", last), [step("ask"), *drawn], bools([*one, *other]), forms)


def counting(count: int) -> Fixture:
    """A loop that counts in so many yes-or-no values."""
    found = names(count)
    drawn = [
        '<exclusiveGateway id="m_loop"/>', step("ask"), arrow("m_loop", "ask"),
        setting("begin_count", "carry = True"), arrow("ask", "begin_count"),
        '<exclusiveGateway id="g_full" name="Full?" default="x_g_full_m_loop"/>',
        arrow("g_full", "m_loop"), '<exclusiveGateway id="m_done"/>',
        arrow("g_full", "m_done", " and ".join(found)),
    ]  # fmt: skip
    at = "begin_count"
    for name in found:
        add = f"was = {name}; {name} = was != carry; carry = was and carry"
        drawn += [setting(f"add_{name}", add), arrow(at, f"add_{name}")]
        at = f"add_{name}"
    drawn += [arrow(at, "g_full")]
    counted = {"type": "bool", "from": "set", "default": False}
    variables = {name: dict(counted) for name in (*found, "carry", "was")}
    return piece(("m_loop", "m_done"), drawn, variables, {"ask": form([{"id": "go_on"}])})


def one_long_condition(count: int) -> Fixture:
    """A decision on so many pairs of answers, one of each pair."""
    one, other = names(count, "a"), names(count, "b")
    pairs = " and ".join(f"({a} or {b})" for a, b in zip(one, other, strict=True))
    drawn = [step("ask"), decision("g_all", pairs), arrow("ask", "g_all")]
    forms = {"ask": form({"id": name} for name in (*one, *other))}
    return piece(("ask", "m_g_all"), drawn, bools([*one, *other]), forms)


def nested(depth: int) -> Fixture:
    """Sub-processes one within the other, each with an answer that is asked for again outside."""
    found = names(depth)
    xml = ""
    for n, name in reversed(list(enumerate(found))):
        inside = [f'<startEvent id="s{n}"/>', step(f"ask{n}"), arrow(f"s{n}", f"ask{n}")]
        drawn, last = row([(f"g{n}", name)], f"ask{n}")
        inside += [*drawn, f'<endEvent id="e{n}"/>']
        if xml:
            inside += [xml, arrow(last, f"sub{n + 1}"), arrow(f"sub{n + 1}", f"e{n}")]
        else:
            inside += [arrow(last, f"e{n}")]
        xml = f'<subProcess id="sub{n}" name="sub{n}">{"".join(inside)}</subProcess>'
    again, last = row(((f"again{n}", name) for n, name in enumerate(found)), "sub0")
    forms = {f"ask{n}": form([{"id": name}]) for n, name in enumerate(found)}
    return piece(("sub0", last), [xml, *again], bools(found), forms)


def side_by_side(branches: int, each: int) -> Fixture:
    """Parallel branches, each with answers of its own that are read after they met."""
    drawn = ['<parallelGateway id="p_split" name="All"/>', '<parallelGateway id="p_join"/>']
    forms, found = dict[str, object](), list[str]()
    for number in range(branches):
        own = names(each, f"b{number}_")
        found += own
        forms[f"ask{number}"] = form({"id": name} for name in own)
        drawn += [step(f"ask{number}"), arrow("p_split", f"ask{number}")]
        drawn += [arrow(f"ask{number}", "p_join")]
    asked = [(f"g{turn}_{name}", name) for turn in range(2) for name in found]
    more, last = row(asked, "p_join")
    return piece(("p_split", last), [*drawn, *more], bools(found), forms)


def given_before(count: int) -> Fixture:
    """Values of the profile, each read twice."""
    found = names(count)
    asked = [(f"g{turn}_{name}", name) for turn in range(2) for name in found]
    drawn, last = row(asked, "m_first")
    variables = {name: {"type": "bool", "from": "profile"} for name in found}
    made = piece(("m_first", last), ['<exclusiveGateway id="m_first"/>', *drawn], variables, {})
    return {**made, "profile": {"values": {"gate": "open", **dict.fromkeys(found, True)}}}


def many_entries(count: int) -> Fixture:
    """Entries without number, each with too many situations."""
    made = read_late(12, 2)
    entries = ["new", "stage2", *names(count, "e")]
    old = yaml.safe_load(base_files()["processes/small/procedure.yaml"])["variables"]
    variables = {**made["yaml"]["variables"], "entry": {**old["entry"], "of": [*entries]}}
    laid = {**made["yaml"], "entries": entries, "variables": variables}
    return {**made, "yaml": laid, "conditions": {"f_stage2": "entry != 'new'"}}


def many_ways(count: int) -> Fixture:
    """A decision with so many ways, each with a long condition on the same answers."""
    found = names(24)
    drawn = [
        step("ask"), '<exclusiveGateway id="g_many" name="Which?" default="x_g_many_m_out"/>',
        '<exclusiveGateway id="m_out"/>', arrow("ask", "g_many"), arrow("g_many", "m_out"),
    ]  # fmt: skip
    for way in range(count):
        three = [(found[(way + n) % 24], found[(way * n + 5) % 24]) for n in range(1, 21)]
        asked = " and ".join(f"({a} or {b} or {found[n]})" for n, (a, b) in enumerate(three))
        drawn += [setting(f"way{way}", "second = True"), arrow("g_many", f"way{way}", asked)]
        drawn += [arrow(f"way{way}", "m_out")]
    forms = {"ask": form({"id": name} for name in found)}
    return piece(("ask", "m_out"), drawn, bools(found), forms)
