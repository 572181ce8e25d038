"""Somebody whose contact is restricted: the decision, more of the same, and a new matter."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import NOISE, TAX, complaint
from engine.demo.steps import Officer, Story, asked, done, found, known_already, on

STORIES = (
    Story(  # answered, and then asked again and again
        complaint(
            "Osier",
            NOISE,
            "The cockerel two gardens away crows before five",
            "The cockerel crows from ten to five, every day. It is against the law.",
        ),
        received=on(-44, "06:10"),
        steps=(
            done(
                on(-43, "09:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-36, "14:10"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found(
                        "not_upheld",
                        """Officers listened on three mornings. It crowed twice in all, and that
                        is no nuisance in law.""",
                    )
                },
            ),
            asked(
                on(-14, "11:00"),
                "director",
                "restriction",
                grounds="""84 calls and 61 e-mails about the cockerel in six weeks, most of them
                rude to whoever answered. A warning letter changed nothing.""",
                terms="Letters by post or e-mail only, one a week. No calls and no visits.",
                decided_by="Director One, Service director",
                decided_on=Day(-15),
                letter_on=Day(-14),
                review_on=Day(110),
            ),
        ),
    ),
    Story(  # the same again, nothing new: acknowledged and filed
        complaint(
            "Osier",
            NOISE,
            "The cockerel AGAIN",
            "The cockerel crowed at 4:52 today. When will you do your duty?",
        ),
        number=2,
        received=on(-7, "06:05"),
        steps=(
            known_already(
                on(-6, "10:15"), "triage", "Osier", "The same address, and the same cockerel."
            ),
            done(on(-6, "10:20"), "triage", "triage", triage="file_only"),
        ),
    ),
    Story(  # a new matter is dealt with as a new one
        complaint(
            "Osier",
            TAX,
            "My Council Tax band was changed without a letter",
            "My bill says band D. It was band C for twenty years, and nobody has written to me.",
            points=("The band was changed without a letter",),
        ),
        number=3,
        received=on(-4, "07:00"),
        steps=(
            known_already(on(-3, "10:25"), "triage", "Osier", "The same address and telephone."),
            done(
                on(-3, "10:35"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
)
