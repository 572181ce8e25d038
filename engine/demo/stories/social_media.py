"""Posts that break the rules of the council's pages: found, warned, blocked, appealed."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import OTHER, complaint, posted
from engine.demo.steps import Officer, Step, Story, asked, done, on


def _account(tree: str, summary: str) -> Complaint:
    told = posted(complaint(tree, OTHER, summary, summary))
    handle = f"@{told.handle}"
    account: dict[str, object] = {
        "platform": "facebook",
        "account_name": told.handle,
        "account_handle": handle,
    }
    return replace(told, service="", procedure="social-media", answers=account)


def _recorded(day: int, hour: str, post: str, why: str) -> Step:
    return done(
        on(day, hour),
        "communications",
        "record_post",
        posted_on=Day(day - 1),
        post=post,
        rule="abusive",
        why_breach=why,
        free_speech="There is no opinion about the council in it.",
        next_step="act",
    )


def _hidden(day: int, hour: str) -> Step:
    return done(on(day, hour), "communications", "hide_post", hidden="hidden")


def _measure(day: int, hour: str, measure: str) -> Step:
    return done(
        on(day, hour),
        "communications",
        "decide_measure",
        consulted_manager=Officer("communications_manager"),
        consulted_said="It is clear.",
        measure=measure,
    )


_AGAIN = (
    _recorded(-40, "09:30", "The clerk at the desk is a (word).", "It insults one of our staff."),
    _hidden(-40, "09:35"),
    _measure(-40, "11:00", "warn"),
    asked(on(-33, "09:20"), "communications", "another_post", text="The same word again."),
    _recorded(-33, "09:30", "That clerk again, the (word).", "It insults the same officer."),
    _hidden(-33, "09:35"),
    _measure(-33, "10:30", "block"),
)

STORIES = (
    Story(  # found this morning
        _account("Mango", "A post about an officer"),
        received=on(0, "16:30"),
        taken_by="communications",
    ),
    Story(  # warned
        _account("Neem", "Abuse under a post about bins"),
        received=on(-9, "09:10"),
        taken_by="communications",
        steps=(
            _recorded(-9, "09:20", "You are all (word)s.", "It insults our staff."),
            _hidden(-9, "09:25"),
            _measure(-8, "10:00", "warn"),
        ),
    ),
    Story(  # warned, again; the block is late: nobody has decided it
        _account("Teak", "A clerk is called names"),
        received=on(-40, "09:15"),
        taken_by="communications",
        steps=_AGAIN,
    ),
    Story(  # blocked; an early appeal is taken and waits for the Chief Executive
        _account("Tulip", "Insults, twice"),
        received=on(-40, "09:20"),
        taken_by="communications",
        steps=(
            *_AGAIN,
            done(
                on(-32, "15:00"),
                "communications_manager",
                "block_account",
                block="yes",
                blocked_on=Day(-32),
                block_reason="You posted again after our warning.",
                chief_executive=Officer("chief"),
                criminal=False,
            ),
            asked(
                on(-5, "12:00"),
                "communications",
                "appeal",
                text="My brother used my account. It will not happen again.",
            ),
            done(
                on(-4, "10:00"),
                "communications",
                "answer_early",
                early="take",
                early_reason="Somebody else used the account.",
            ),
            done(
                on(-3, "10:00"),
                "director",
                "advise_appeal",
                advice="unblock",
                advice_reason="The posts were not the owner's.",
            ),
        ),
    ),
)
