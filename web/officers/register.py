"""The register of people who are not employees: list, add, change, and whom they know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import register as keeping
from engine.casework.register import Declared, Entry, Keeper
from engine.desk import register as reading
from engine.desk.register import EntryView
from engine.errors import FormErrors
from web.forms.reading import NotADateError, read_date
from web.guards import actor, office
from web.officers.area import BLUEPRINT

_NO_ERRORS: Mapping[str, str] = MappingProxyType({})


def _keeper() -> Keeper:
    return keeping.keeper(office(), actor())


@BLUEPRINT.get("/register")
def register() -> ResponseReturnValue:
    """Everybody who may be asked from outside."""
    _keeper()
    rows = reading.entries(office())
    return render_template("officers/register/list.html", rows=rows, section="register")


@BLUEPRINT.get("/register/new")
def new_entry() -> ResponseReturnValue:
    """An empty form."""
    return _form(None, Entry(), _NO_ERRORS)


@BLUEPRINT.post("/register/new")
def add_entry() -> ResponseReturnValue:
    """Enter somebody."""
    entry = _typed()
    try:
        made = keeping.add(office(), actor(), entry)
    except FormErrors as wrong:
        return _form(None, entry, wrong.errors), 422
    flash(f"{entry.name} is in the register.", "done")
    return redirect(url_for("officers.entry", officer_id=made))


@BLUEPRINT.get("/register/<int(max=2147483647):officer_id>")
def entry(officer_id: int) -> ResponseReturnValue:
    """What is known of somebody, to be changed."""
    _keeper()
    known = reading.entry(office(), officer_id)
    return _form(known, _of(known), _NO_ERRORS)


@BLUEPRINT.post("/register/<int(max=2147483647):officer_id>")
def change_entry(officer_id: int) -> ResponseReturnValue:
    """Keep what is known now."""
    typed = _typed()
    try:
        keeping.change(office(), actor(), officer_id, typed)
    except FormErrors as wrong:
        return _form(reading.entry(office(), officer_id), typed, wrong.errors), 422
    flash("Kept.", "done")
    return redirect(url_for("officers.register"))


@BLUEPRINT.post("/register/<int(max=2147483647):officer_id>/ties")
def declare_tie(officer_id: int) -> ResponseReturnValue:
    """Whom they know, or that it is over."""
    over = request.form.get("over", "")
    try:
        if over.isdecimal() and len(over) < 10:
            keeping.tie_over(office(), actor(), officer_id, int(over))
        else:
            keeping.declare(office(), actor(), officer_id, _declared())
    except FormErrors as wrong:
        known = reading.entry(office(), officer_id)
        return _form(known, _of(known), wrong.errors), 422
    flash("Kept. Appointments are judged by it from now on.", "done")
    return redirect(url_for("officers.entry", officer_id=officer_id))


def _declared() -> Declared:
    """Raises FormErrors for a day that is none."""
    other = request.form.get("other", "")
    number = int(other) if other.isdecimal() and len(other) < 10 else 0
    try:
        since = read_date(request.form.to_dict(flat=False), "since", "Since when")
    except NotADateError as wrong:
        raise FormErrors({"since-day": str(wrong)}) from None
    return Declared(request.form.get("tie", ""), number, since)


def _typed() -> Entry:
    said = request.form
    return Entry(
        name=said.get("name", ""),
        kind=said.get("kind", ""),
        title=said.get("title", ""),
        email=said.get("email", ""),
        phone=said.get("phone", ""),
        address=tuple(said.get("address", "").splitlines()),
        roles=frozenset(said.getlist("roles")),
        active=said.get("active", "yes") == "yes",
    )


def _of(known: EntryView) -> Entry:
    roles = frozenset(known.roles)
    return Entry(
        known.name, known.kind, known.title, known.email, known.phone, known.address, roles,
        known.active,
    )  # fmt: skip


def _form(known: EntryView | None, typed: Entry, errors: Mapping[str, str]) -> str:
    return render_template(
        "officers/register/entry.html",
        known=known,
        typed=typed,
        errors=errors,
        kinds=keeping.KINDS,
        roles=_keeper().roles,
        ties=keeping.TIES,
        others=reading.others(office(), known.id) if known else (),
        boxes=request.form,
        section="register",
    )
