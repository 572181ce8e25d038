"""Complaints at stage 1 that need particular care: about staff, by post, for somebody else."""

from __future__ import annotations

from engine.demo.evidence import note, page, picture
from engine.demo.people import BINS, HOUSING, STAFF, bird, complaint
from engine.demo.steps import Officer, Story, asked, done, given, on, sent

STORIES = (
    Story(  # about staff: HR first
        complaint(
            "Maple",
            STAFF,
            "I was spoken to rudely and the call was ended",
            """I rang about a missed bin and asked for a name. The person said “that will not help
            you”, and put the phone down. I was calm the whole time.""",
        ),
        received=on(-4, "10:40"),
        happened=-5,
        steps=(
            done(
                on(-3, "15:10"),
                "manager",
                "triage",
                triage="accept",
                about_staff=True,
                subject_officer=Officer("contact"),
            ),
        ),
    ),
    Story(  # given to somebody else, with the reason
        complaint(
            "Medlar",
            BINS,
            "The alley behind the shops is never swept",
            """The alley is on your list for a weekly sweep. I walk through it every day and it has
            not been swept for months. There is broken glass by the school
            gate.""",
        ),
        received=on(-6, "13:25"),
        steps=(
            done(
                on(-5, "09:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            given(
                on(-4, "11:30"),
                "manager",
                "answer_stage1",
                "investigator2",
                "Investigator One set the sweeping rounds, so somebody else should look at this.",
            ),
        ),
    ),
    Story(  # large print, by post; came as a letter
        complaint(
            "Mulberry",
            HOUSING,
            "Your letters about my rehousing are too small for me to read",
            """I have asked three times for large print. Every letter about my place on the housing
            list still comes in small type and I have to ask a neighbour to read it to me, which is
            private.""",
            points=(
                "Large print was asked for three times and not given",
                "Private letters had to be read by a neighbour",
            ),
            channel="letter",
            by_post=True,
            adjustments=("large_print",),
        ),
        received=on(-6, "11:00"),
        taken=on(-5, "10:15"),
        taken_by="contact",
        steps=(
            sent(
                on(-5, "10:25"),
                "contact",
                page(
                    "scanned-letter.pdf",
                    (
                        "Dear Council,",
                        "Please write to me in LARGE PRINT.",
                        "I have asked three times.",
                    ),
                ),
            ),
            done(
                on(-4, "09:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
    Story(  # several documents
        complaint(
            "Oak",
            BINS,
            "Rubbish dumped at the end of our road has been reported nine times",
            """People leave mattresses and fridges at the turning place. I have nine report
            numbers. Each one was closed as “dealt with”. The pile has only grown. Pictures and my
            list are with this.""",
            points=(
                "Nine reports were closed and the rubbish was not taken away",
                "There is no answer to the question whether a camera can be put up",
            ),
        ),
        received=on(-6, "19:30"),
        happened=-20,
        steps=(
            sent(
                on(-6, "19:34"),
                "resident",
                picture("turning-place-1.png", (176, 196, 210), (96, 104, 88)),
            ),
            sent(
                on(-6, "19:35"),
                "resident",
                picture("turning-place-2.png", (150, 160, 175), (120, 110, 96)),
            ),
            sent(
                on(-6, "19:37"),
                "resident",
                note(
                    "my-reports.txt",
                    "Reports that I made, oldest first:\n"
                    + "\n".join(f"{n}. FT-{4100 + 7 * n}" for n in range(1, 10)),
                ),
            ),
            done(
                on(-4, "09:55"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            sent(
                on(-1, "13:30"),
                "investigator1",
                page(
                    "site-visit.pdf",
                    (
                        "Site visit",
                        "Turning place: two mattresses, one fridge.",
                        "Photographs taken. Clearance ordered.",
                    ),
                ),
            ),
        ),
    ),
    Story(  # has asked to withdraw; somebody has to check
        complaint(
            "Olive",
            BINS,
            "The garden waste bin was not delivered after I paid for it",
            """I paid the yearly charge four weeks ago and there is still no bin. Meanwhile the
            sacks are piling up.""",
        ),
        received=on(-5, "17:45"),
        steps=(
            done(
                on(-3, "10:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-1, "18:20"),
                "resident",
                "withdraw",
                reason="The bin came this afternoon. Thank you.",
            ),
        ),
    ),
    Story(  # with a representative who is authorised
        complaint(
            "Pine",
            HOUSING,
            "My mother was given three different dates for her bathroom assessment",
            """I write for my mother, who has signed the form. She was given three dates for an
            assessment of her bathroom. Nobody came on any of them. She had stayed in each
            time.""",
            points=("Three appointments were not kept", "Nobody rang to say so"),
            representative=bird("Heron", "Daughter"),
            by_post=True,
        ),
        received=on(-5, "09:15"),
        steps=(
            done(
                on(-4, "11:15"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
)
