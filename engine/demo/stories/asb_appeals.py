"""Appeals against a decision that there is no review: each waits for somebody else."""

from __future__ import annotations

from engine.demo.people import complaint
from engine.demo.steps import Officer, Story, asked, done, on
from engine.demo.stories import asb_case_review as reviews

STORIES = (
    Story(  # not met, and appealed: somebody independent is asked first
        complaint(
            "Afzelia",
            "",
            "Rubbish tipped behind our flats every week",
            "It is always the same van. The council takes it away and nothing else happens.",
            procedure=reviews.PROCEDURE,
            reports=[reviews.report("Rubbish from a van", -32, "the council")],
        ),
        received=on(-24, "10:05"),
        steps=(
            *reviews.opened(-24),
            done(
                on(-15, "15:20"),
                "asb_decider",
                "decide_threshold",
                threshold="not_met",
                advice="Please tell us each time, with the number of the van if you can see it.",
            ),
            asked(
                on(-4, "19:00"),
                "resident",
                "appeal",
                ground="evidence",
                text="I told the housing office twice as well. You did not count it.",
            ),
            done(
                on(-3, "10:10"),
                "asb_coordinator",
                "take_appeal",
                decider=Officer("asb_appeals"),
                independent=Officer("asb_independent"),
            ),
        ),
    ),
    Story(  # appealed as well; the independent view is there
        complaint(
            "Ayous",
            "",
            "A dog barks from six in the morning",
            "It is left alone all day. I work nights.",
            procedure=reviews.PROCEDURE,
            reports=[reviews.report("Barking", -30, "the council")],
        ),
        received=on(-25, "09:15"),
        steps=(
            *reviews.opened(-25),
            done(
                on(-16, "15:40"),
                "asb_decider",
                "decide_threshold",
                threshold="not_met",
                advice="Please keep a diary for two weeks. The noise team will then visit.",
            ),
            asked(
                on(-7, "08:30"),
                "resident",
                "appeal",
                ground="procedure",
                text="Nobody called me before you decided.",
            ),
            done(
                on(-6, "10:40"),
                "asb_coordinator",
                "take_appeal",
                decider=Officer("asb_appeals"),
                independent=Officer("asb_independent"),
            ),
            done(
                on(-4, "17:00"),
                "asb_independent",
                "view_appeal",
                independent_view="The procedure does not ask for a call. The count is right.",
            ),
        ),
    ),
)
