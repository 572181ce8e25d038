"""Cases that belong together: split, merged, linked; and one from somebody known, perhaps."""

from __future__ import annotations

from engine.demo.people import BINS, PARKING, complaint
from engine.demo.steps import (
    CaseOf,
    Officer,
    Story,
    asked,
    done,
    in_case,
    known_already,
    on,
    split_off,
)

STORIES = (
    Story(  # two matters: the notice is sent elsewhere, the warden's conduct is looked into
        complaint(
            "Locust",
            PARKING,
            "The parking notice is wrong, and the warden laughed at me",
            """I had a valid ticket in the window and got a notice. When I showed it to the warden
            he laughed and said “tell it to the judge”.""",
            points=("The parking notice is wrong", "The warden laughed at the person"),
        ),
        received=on(-6, "14:50"),
        steps=(
            split_off(
                on(-5, "09:40"),
                "triage",
                "Locust 2",
                parts=["p1"],
                reason="The notice can be challenged in its own way, the conduct cannot.",
            ),
            in_case(
                "Locust 2",
                done(
                    on(-5, "09:50"),
                    "triage",
                    "triage",
                    triage="signpost",
                    signpost_to="pcn",
                    continues="We still look into how the warden spoke to you.",
                ),
            ),
            done(
                on(-5, "10:05"),
                "triage",
                "triage",
                triage="accept",
                about_staff=True,
                investigator=Officer("investigator1"),
            ),
            done(on(-4, "11:30"), "hr", "consult_hr", hr_scope="everything", staff_told="told"),
        ),
    ),
    Story(  # the first of two about the same: it goes on, with the point that was missing
        complaint(
            "Magnolia",
            BINS,
            "The garden waste was not collected twice running",
            "My garden waste was missed on both of its last days, and the sacks are rotting.",
            points=("The garden waste was missed twice",),
        ),
        received=on(-7, "18:25"),
        steps=(
            done(
                on(-5, "14:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
        ),
    ),
    Story(  # the second: answered together with the first
        complaint(
            "Magnolia",
            BINS,
            "Nobody rang back about my garden waste",
            """It is about the garden waste again. I was promised that somebody would ring me back
            by Wednesday and nobody has.""",
            points=("The garden waste was missed twice.", "Nobody rang back as promised"),
        ),
        number=2,
        received=on(-3, "12:05"),
        steps=(
            known_already(
                on(-2, "09:15"),
                "triage",
                "Magnolia",
                "They gave the first reference on the phone.",
            ),
            asked(
                on(-2, "09:25"),
                "triage",
                "merge",
                into=CaseOf("Magnolia"),
                adds=["p1", "p2"],
                reason="The same two collections.",
            ),
        ),
    ),
    Story(  # two neighbours about the same lamp
        complaint(
            "Mimosa",
            PARKING,
            "The path behind the school has been dark since the lamp was hit",
            """A van hit the lamp on the path behind the school in September. It was taken away and
            nothing was put in its place.""",
        ),
        received=on(-7, "09:05"),
        steps=(
            done(
                on(-6, "09:55"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
    Story(
        complaint(
            "Myrtle",
            PARKING,
            "My daughter fell on the dark path behind the school",
            """There is no lamp on the path behind the school any more. My daughter fell over the
            stump of it.""",
        ),
        received=on(-4, "16:35"),
        steps=(
            done(
                on(-3, "11:05"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            asked(
                on(-3, "11:15"),
                "triage",
                "link",
                linked_case=CaseOf("Mimosa"),
                reason="The same lamp, from the house next door.",
            ),
        ),
    ),
    Story(  # has thanked us before, by the same e-mail address: perhaps known already
        complaint(
            "Chestnut",
            BINS,
            "The food bin was thrown back broken",
            "The crew that I thanked threw my food bin back today, and the handle has come off.",
            channel="email",
        ),
        number=2,
        received=on(0, "13:10"),
        taken_by="contact",
    ),
)
