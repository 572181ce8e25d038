"""Links of their own: made with a task, sent by a real mail server, kept as a digest, ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from engine.casework import own_links, tasks
from engine.desk import worklists
from engine.desk.views import CaseFile
from engine.errors import FormErrors, LinkOver, NotPermitted
from tests.casework.council import Council
from tests.casework.outsiders import CHANGE, appoints, hires
from tests.casework.postbox import Postbox, postbox
from tests.casework.small import SMALL, answered, small_catalogue

Mailed = tuple[Council, Postbox]


class Apart(Council):
    """A council whose cases are confidential: only the manager's eye sees them."""

    def file(self, reference: str, who: str = "") -> CaseFile:
        return super().file(reference, who or "mandy")


def founded(url: str, folder: Path, box: Postbox, smtp: object, **more: object) -> Mailed:
    change = {**CHANGE, "yaml": {**CHANGE["yaml"], **more}}
    known = small_catalogue(folder / "house", change)
    council = Apart(url, folder / "var", "BASE-2024", known=known, smtp=smtp)
    council.hires(SMALL)
    hires(council)
    return council, box


@pytest.fixture
def mailed(sqlite_url: str, tmp_path: Path) -> Iterator[Mailed]:
    with postbox() as (box, smtp):
        council, box = founded(sqlite_url, tmp_path, box, smtp)
        yield council, box
        council.close()


@pytest.fixture
def secret_mail(sqlite_url: str, tmp_path: Path) -> Iterator[Mailed]:
    with postbox() as (box, smtp):
        council, box = founded(sqlite_url, tmp_path, box, smtp, confidential=True)
        yield council, box
        council.close()


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(message: EmailMessage) -> str:
    """The secret of the link in a message."""
    found = re.search(r"/partners/([\w-]{20,})", text_of(message))
    assert found, message
    return found[1]


def to(box: Postbox, address: str) -> list[EmailMessage]:
    return [message for message in box.messages if message["To"] == address]


def given(council: Council, name: str = "iris", box: Postbox | None = None) -> str:
    """A case at stage 2 whose review was given to an independent person; its reference.

    ``box``: it takes no e-mail by then.
    """
    reference = answered(council)
    council.acts("complainant", reference, "request_stage2", text="again")
    council.sweeps()
    if box is not None:
        box.data = "451 later"
    officer = council.people[name].officer_id
    assert officer is not None
    task = council.task(reference, "review")
    tasks.assign(council.office, council.people["mandy"], task, officer, "They see it afresh.")
    council.sweeps()
    return reference


def test_a_task_brings_an_e_mail_whose_link_opens_this_case_for_them(mailed):
    council, box = mailed
    reference = given(council)
    (message,) = to(box, "iris@example.org")
    text = text_of(message)
    assert reference in text
    assert council.file(reference).tasks[0].name in text
    guest = own_links.enter(council.office, link_in(message))
    assert guest.reference == reference
    assert guest.actor == council.people["iris"]
    (row,) = council.rows("access_link")
    assert (row.status, row.last_used_at) == ("sent", council.clock.now())
    assert link_in(message) not in str(council.everything())  # nowhere but in the e-mail


def test_a_link_is_over_when_it_is_unknown_too_old_ended_or_they_have_no_part_any_more(mailed):
    council, box = mailed
    reference = given(council)
    secret = link_in(to(box, "iris@example.org")[0])
    for unknown in ("", "x" * 43, secret[:-1]):
        with pytest.raises(LinkOver):
            own_links.enter(council.office, unknown)
    otto = council.people["otto"].officer_id
    task = council.task(reference, "review")
    tasks.assign(council.office, council.people["mandy"], task, otto, "Iris is ill.")
    with pytest.raises(LinkOver):
        own_links.enter(council.office, secret)
    council.sweeps()
    theirs = link_in(to(box, "otto@example.org")[0])
    council.at("2024-05-14T10:00")
    own_links.enter(council.office, theirs)
    council.at("2024-05-16T10:00")  # 42 days
    with pytest.raises(LinkOver):
        own_links.enter(council.office, theirs)
    own_links.send_again(council.office, council.people["mandy"], reference, otto)
    council.sweeps()
    newest = link_in(to(box, "otto@example.org")[-1])
    own_links.enter(council.office, newest)
    own_links.end(council.office, council.people["mandy"], reference, otto)
    with pytest.raises(LinkOver):
        own_links.enter(council.office, newest)


def test_only_officers_of_the_procedure_send_links_and_only_to_whoever_takes_part(mailed):
    council, _ = mailed
    reference = given(council)
    iris, otto = (council.people[name].officer_id for name in ("iris", "otto"))
    for who in ("iris", "desk"):
        with pytest.raises(NotPermitted):
            own_links.send_again(council.office, council.people[who], reference, iris)
    with pytest.raises(FormErrors, match="takes part in this case"):
        own_links.send_again(council.office, council.people["mandy"], reference, otto)


def test_without_an_address_those_in_charge_are_told(mailed):
    council, box = mailed
    reference = given(council, "nell")
    assert council.rows("access_link") == []
    (said,) = [text for kind, text in council.told(reference) if "no e-mail address" in text]
    assert "Nell" in said
    assert len(box.messages) == 3  # the complainant's letters


def test_a_server_that_takes_none_is_tried_again_and_one_that_refuses_is_told_of(mailed):
    council, box = mailed
    reference = given(council, box=box)
    assert council.rows("access_link")[0].status == "queued"
    box.data = "250 OK"
    council.sweeps("2024-04-03T10:05")
    own_links.enter(council.office, link_in(to(box, "iris@example.org")[0]))
    box.rcpt = "550 no such person"
    iris = council.people["iris"].officer_id
    own_links.send_again(council.office, council.people["mandy"], reference, iris)
    council.sweeps()
    assert council.rows("access_link")[-1].status == "failed"
    assert any("could not be sent to Iris" in text for _, text in council.told(reference))


def test_a_confidential_case_says_nothing_in_e_mails_but_the_link(secret_mail):
    council, box = secret_mail
    reference = answered(council)
    appoints(council, reference, first="iris")
    council.acts("complainant", reference, "request_stage2", text="again")
    council.sweeps()
    mine = to(box, "iris@example.org")
    assert len(mine) == 2  # the notice of a letter, and what she is asked
    for message in mine:
        assert reference not in str(message)
        assert own_links.enter(council.office, link_in(message)).reference == reference
        assert link_in(message) not in str(council.everything())
    kept = [row.content for row in council.rows("sent_copy")]
    assert any(b"/partners/=E2=80=A6" in copy for copy in kept)


def test_letters_to_a_capacity_go_where_its_holder_can_be_reached(mailed):
    council, box = mailed
    reference = answered(council)
    appoints(council, reference, second="pia")  # by post
    council.acts("mandy", reference, "appoint", first=council.people["otto"].officer_id)
    appoints(council, reference, second="pia")
    council.acts("complainant", reference, "request_stage2", text="again")
    council.sweeps()
    ways = {d.recipient: d.channel for d in council.ways(reference) if d.capacity != "complainant"}
    assert ways == {"Pia": "post", "Otto": "email"}
    assert [m["Subject"] for m in to(box, "otto@example.org") if reference in str(m["Subject"])]


def test_what_outsiders_are_asked_is_in_the_queue_of_those_in_charge_and_brings_reminders(mailed):
    council, box = mailed
    reference = given(council)
    queue = worklists.queue(council.office, council.people["mandy"])
    assert [(row.reference, row.with_whom) for row in queue.rows] == [(reference, "Iris")]
    assert len(to(box, "iris@example.org")) == 1
    council.passes("2024-04-18T12:00")  # past the date of the answer: the ladder tells its owner
    reminders = to(box, "iris@example.org")[1:]
    assert reminders
    own_links.enter(council.office, link_in(reminders[-1]))
    assert not [row for row in council.rows("notice") if row.officer_id is not None]


def test_the_short_cut_of_the_demo_leads_to_the_case_where_something_waits_for_them(mailed):
    council, _ = mailed
    waits = answered(council)
    council.acts("complainant", waits, "request_stage2", text="again")
    council.sweeps()
    appoints(council, waits, second="iris")  # nobody was given the step by name
    rests = answered(council)
    appoints(council, rests, second="iris")
    officer = council.people["iris"].officer_id
    assert officer is not None
    assert council.file(waits).tasks[0].assignee_id is None
    link = own_links.visit(council.office, officer)
    (row,) = (each for each in council.rows("access_link") if each.id == link)
    case = next(each for each in council.rows("case_file") if each.id == row.case_id)
    assert case.reference == waits
