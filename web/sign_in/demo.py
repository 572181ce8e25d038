"""The demo's short cuts: accounts to try, and a clock that a visitor may move on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from engine import demo, scheduler
from engine.casework import accounts, own_links
from engine.clock import ShiftedClock
from engine.desk import worklists
from engine.desk.worklist_views import OfficerView
from engine.errors import BadInput, NotPermitted
from engine.permissions import Actor
from web.forms.words import moment
from web.guards import local_path, office
from web.sign_in.area import BLUEPRINT

SEVERAL = "More than one procedure"
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account that a visitor may use."""

    username: str
    password: str
    name: str
    title: str
    roles: tuple[str, ...]
    signs_in: bool
    works_in: tuple[str, ...]

    @property
    def group(self) -> str:
        """Under which heading a visitor looks for it."""
        return self.works_in[0] if len(self.works_in) == 1 else SEVERAL


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """The accounts of one procedure, or those that no single one has."""

    title: str
    accounts: tuple[DemoAccount, ...]


def demo_groups() -> tuple[DemoGroup, ...]:
    """The demo's accounts by procedure, those of several first; none where this is no demo."""
    if not office().settings.demo:
        return ()
    found = sorted(worklists.officers(office()), key=lambda o: (o.kind != "employee", o.id))
    accounts_of: dict[str, list[DemoAccount]] = {}
    for each in map(_demo_account, found):
        accounts_of.setdefault(each.group, []).append(each)
    several = accounts_of.pop(SEVERAL, [])
    groups = [DemoGroup(title, tuple(accounts_of[title])) for title in sorted(accounts_of)]
    return (*([DemoGroup(SEVERAL, tuple(several))] if several else []), *groups)


def _demo_account(o: OfficerView) -> DemoAccount:
    works_in = tuple(
        procedure.title
        for procedure in office().catalogue.procedures.values()
        if set(o.roles) & set(procedure.roles)
    )
    signs_in = o.kind == "employee"
    return DemoAccount(
        o.username, demo.PASSWORD, o.name, o.title, o.role_titles, signs_in, works_in
    )


@BLUEPRINT.post("/sign-in/demo")
def use_account() -> ResponseReturnValue:
    """Sign in with one of the demo's accounts, or come by the link of somebody who does not."""
    wanted = request.form.get("username", "")
    known = {officer.username: officer for officer in worklists.officers(office())}
    if wanted not in known:
        raise NotPermitted("That is not one of the demo's accounts.")
    if known[wanted].kind != "employee":
        return _by_link(known[wanted].id, known[wanted].name)
    let_in(accounts.actor_of(office(), known[wanted].id))
    return redirect(local_path(request.form.get("next"), url_for("officers.queue")))


def _by_link(officer_id: int, name: str) -> ResponseReturnValue:
    link = own_links.visit(office(), officer_id)
    if link is None:
        flash(f"{name} has not been asked anything in a case yet.", "refused")
        return redirect(url_for("sign_in.ask"))
    session.clear()
    session["link"] = link
    return redirect(url_for("partners.case"))


@BLUEPRINT.post("/demo/clock")
def move_clock() -> ResponseReturnValue:
    """Move the demo's clock forward, and let everything happen that is due by then."""
    by = STEPS.get(request.form.get("by", ""))
    clock = office().clock
    if by is None or not isinstance(clock, ShiftedClock):
        raise BadInput("The demo's clock moves by an hour, a day or a week.")
    done = scheduler.let_time_pass(
        office(), clock.now() + by, lambda at: clock.advance(max(at - clock.now(), timedelta()))
    )
    flash(f"It is {moment(clock.now())} now. {_happened(done)}", "done")
    return redirect(local_path(request.form.get("next"), url_for("residents.start")))


def _happened(done: int) -> str:
    if not done:
        return "Nothing was due."
    return (
        "One thing that was due happened."
        if done == 1
        else f"{done} things that were due happened."
    )


def let_in(who: Actor) -> None:
    """A new session: nothing of the one before it is kept."""
    session.clear()
    session.permanent = True
    session["officer"], session["name"] = who.officer_id, who.name
