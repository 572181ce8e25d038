"""Stage 2: asked for, refused, under way, late, answered."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import BINS, HOUSING, LEISURE, NOISE, PLANNING, complaint
from engine.demo.steps import Officer, Step, Story, asked, done, found, kept, on


def _first(
    day: int, by: str, reason: str, finding: str = "not_upheld", answered: int = 8
) -> tuple[Step, ...]:
    """Stage 1 in short: decided the day after, answered on the eighth, one point."""
    return (
        done(on(day + 1, "10:10"), "triage", "triage", triage="accept", investigator=Officer(by)),
        done(
            on(day + answered, "14:30"), by, "answer_stage1", points={"p1": found(finding, reason)}
        ),
    )


STORIES = (
    Story(  # asked for: the grounds wait to be tested
        complaint(
            "Sallow",
            LEISURE,
            "The library's Saturday group was ended without asking anybody",
            """The Saturday reading group for older people was ended by a note on the door. For
            some of us it was the one thing in the week. Nobody asked us.""",
        ),
        received=on(-15, "13:40"),
        steps=(
            *_first(
                -15,
                "investigator1",
                "The note gave four weeks' notice, which is what our rules ask for.",
            ),
            asked(
                on(0, "09:30"),
                "resident",
                "request_stage2",
                ground="G2",
                text="""You answered about the notice. You did not answer that nobody asked
                us.""",
            ),
        ),
    ),
    Story(  # asked for because stage 1 never answered
        complaint(
            "Bay",
            NOISE,
            "The food safety visit at my café was never written up",
            """An inspector came to my café and said that the report would come within a week. I
            cannot show a rating until I have it. I have asked and asked.""",
        ),
        received=on(-15, "15:05"),
        steps=(
            done(
                on(-14, "11:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-1, "10:15"),
                "resident",
                "request_stage2",
                ground="G3",
                text="My answer was due last week. Nobody has told me anything.",
            ),
        ),
    ),
    Story(  # refused
        complaint(
            "Spindle",
            BINS,
            "I was charged for a bulky collection that I had cancelled",
            """I cancelled the collection of a sofa the evening before. The charge of £38 was taken
            all the same.""",
        ),
        received=on(-38, "10:50"),
        steps=(
            *_first(
                -38,
                "investigator2",
                """The terms say that a collection can be cancelled until noon on the day before.
                Yours was cancelled at 19:05.""",
            ),
            asked(
                on(-27, "12:10"),
                "resident",
                "request_stage2",
                ground="G1",
                text="I still think that it is not fair.",
            ),
            done(
                on(-25, "15:40"),
                "manager",
                "test_grounds",
                G1="not_met",
                G2="not_met",
                G3="not_met",
                reason="""You made one point. We understood it, answered it and answered in time.
                That you find the rule unfair is noted as a comment.""",
            ),
        ),
    ),
    Story(  # under way with a reviewer
        complaint(
            "Spruce",
            PLANNING,
            "Work on a listed wall goes on although I reported it",
            """The wall beside the church path is listed. I reported that it was being taken down.
            An officer came after it was gone.""",
        ),
        received=on(-17, "08:40"),
        steps=(
            *_first(
                -17,
                "investigator1",
                "An officer went out within the ten working days that our plan allows.",
            ),
            asked(
                on(-5, "16:15"),
                "resident",
                "request_stage2",
                ground="G1",
                text="""My complaint is not about ten days. It is that I said “today” and that it
                was gone by the evening.""",
            ),
            done(
                on(-4, "10:30"),
                "manager",
                "test_grounds",
                G1="met",
                reviewer=Officer("reviewer"),
            ),
            asked(
                on(-2, "11:00"),
                "reviewer",
                "contact",
                direction="out",
                channel="phone",
                text="Rang to hear the complaint again in their own words. Will visit the path.",
            ),
        ),
    ),
    Story(  # under way, nobody has taken it; the stage 1 investigator is a reviewer too
        complaint(
            "Sycamore",
            HOUSING,
            "My place on the housing list went down after I told you I was ill",
            """I sent a doctor's letter as you asked. After that my place went from 14 to 61. I was
            told that this is how the system works.""",
        ),
        received=on(-14, "11:55"),
        steps=(
            *_first(
                -14,
                "investigator2",
                "The points were worked out by the table that the councillors agreed.",
            ),
            asked(
                on(-3, "10:05"),
                "resident",
                "request_stage2",
                ground="G1",
                text="Nobody has told me why the letter made it worse.",
            ),
            done(
                on(-2, "09:45"),
                "manager",
                "test_grounds",
                G1="met",
                G2="met",
                add_points=["The doctor's letter was not taken into account"],
            ),
        ),
    ),
    Story(  # late at stage 2, and told
        complaint(
            "Walnut",
            NOISE,
            "Smoke from a garden burner fills our bedroom every evening",
            """We have reported the smoke for a year. Two warnings were sent. It goes on. Our son
            has asthma.""",
        ),
        received=on(-25, "20:10"),
        steps=(
            *_first(
                -24,
                "investigator1",
                "Two letters were sent. The evidence was not enough to go further.",
            ),
            asked(
                on(-13, "09:00"),
                "resident",
                "request_stage2",
                ground="G1",
                text="Nobody came when it was burning. Of course there is no evidence.",
            ),
            done(
                on(-12, "13:00"),
                "manager",
                "test_grounds",
                G1="met",
                reviewer=Officer("reviewer"),
            ),
            done(
                on(-3, "14:00"),
                "manager",
                "late2",
                until=Day(6),
                reason="We want to visit on two evenings before we decide, and have seen one.",
            ),
        ),
    ),
    Story(  # answered at stage 2, otherwise than at stage 1
        complaint(
            "Whitebeam",
            BINS,
            "Glass is left on the pavement after every collection",
            """On collection days there is broken glass along the whole terrace. I have cut my
            hand and my dog its paw. You say that the crews are trained.""",
        ),
        received=on(-43, "10:35"),
        steps=(
            *_first(
                -43,
                "investigator1",
                "Crews are trained to sweep up, and the supervisor saw no glass on the day.",
            ),
            asked(
                on(-33, "11:30"),
                "resident",
                "request_stage2",
                ground="G1",
                text="The supervisor came on the day after. I sent pictures of the day itself.",
            ),
            done(
                on(-32, "10:00"),
                "manager",
                "test_grounds",
                G1="met",
                reviewer=Officer("reviewer"),
            ),
            done(
                on(-24, "15:00"),
                "reviewer",
                "answer_stage2",
                points={
                    "p1": found(
                        "partly_upheld",
                        """Your pictures show glass on three collection days. The crews are
                        trained, but they carry no brushes on this round. I cannot say that all of
                        it was ours.""",
                        "Every lorry on the round will carry a brush and a pan.",
                        Day(-16),
                    )
                },
                what_we_did="I looked at your pictures and rode with the crew one morning.",
            ),
            kept(
                on(-17, "12:15"),
                "manager",
                "brush",
                "The depot's list of tools, signed for each lorry.",
                Day(-18),
            ),
        ),
    ),
)
