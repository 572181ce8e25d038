"""Reviews of anti-social behaviour cases: asked for, counted, late, refused, carried out."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, done, on
from engine.demo.steps import kept as promise_kept

PROCEDURE = "asb-case-review"


def report(what: str, day: int, agency: str, **more: object) -> dict[str, object]:
    """Something that happened on that working day and was reported on the next."""
    days = {"happened_on": Day(day), "reported_on": Day(day + 1)}
    return {"what": what, **days, "agency": agency, **more}


def opened(first: int, **to_ask: str) -> tuple[Step, ...]:
    """A contact person on the first day, the letter on the second."""
    bodies = {body: Officer(username) for body, username in to_ask.items()}
    spoc = {"spoc_name": "Contact Person One", "spoc_phone": "01632 960 106"}
    return (
        done(
            on(first, "11:10"),
            "asb_coordinator",
            "name_spoc",
            spoc=Officer("asb_contact"),
            **spoc,
        ),
        done(on(first + 1, "10:20"), "asb_coordinator", "acknowledge", consent="agreed", **bodies),
    )


STORIES = (
    Story(  # has just come in
        complaint(
            "Baobab",
            "",
            "Motorbikes on the green every evening",
            "They race on the green until after dark. Nobody can sit outside any more.",
            procedure=PROCEDURE,
            reports=[
                report("Motorbikes on the green", -30, "the police"),
                report("Motorbikes on the green", -15, "the council"),
            ],
            location="The green, Exampletown",
            harm="The children do not go out to play any more.",
        ),
        received=on(0, "15:40"),
    ),
    Story(  # waits for the police; the landlord has answered
        complaint(
            "Ginkgo",
            "",
            "Shouting and banging in the flat above",
            "It goes on most nights. I have told everybody and nobody comes.",
            procedure=PROCEDURE,
            wanted="I would like to sleep.",
            reports=[
                report("Banging until 3am", -40, "the landlord", reference="HA-104"),
                report("Shouting on the stairs", -20, "the police"),
            ],
            harm="I have been off work twice.",
        ),
        received=on(-5, "09:50"),
        steps=(
            *opened(-5, police="asb_police", landlord="asb_landlord"),
            done(
                on(-2, "14:05"),
                "asb_landlord",
                "records_landlord",
                more_reports=[report("Broken door", -33, "the landlord", reference="HA-117")],
                what_was_done="We wrote to the tenant and mended the door.",
            ),
        ),
    ),
    Story(  # the decision is late, and the person has not been told yet
        complaint(
            "Kauri",
            "",
            "Fireworks thrown at our doors",
            "Again and again since the summer, always at the same four houses.",
            procedure=PROCEDURE,
            reports=[
                report("Firework through the letter box", -38, "the police"),
                report("Fireworks at the door", -30, "the police"),
                report("Fireworks at the door", -22, "the council"),
            ],
        ),
        received=on(-14, "09:25"),
        steps=(
            *opened(-14, service="asb_noise"),
            done(
                on(-9, "11:30"),
                "asb_noise",
                "records_service",
                what_was_done="We passed the report on to the police.",
            ),
        ),
    ),
    Story(  # not enough reports
        complaint(
            "Rimu",
            "",
            "Loud music from the house opposite",
            "Every Friday. I told the council once and then gave up.",
            procedure=PROCEDURE,
            reports=[report("Loud music", -25, "the council")],
        ),
        received=on(-20, "10:05"),
        steps=(
            *opened(-20),
            done(
                on(-12, "15:20"),
                "asb_decider",
                "decide_threshold",
                threshold="not_met",
                advice="Please tell us each time. The noise team will visit on the next Friday.",
            ),
        ),
    ),
    Story(  # reviewed; the plan is under way
        complaint(
            "Tupelo",
            "",
            "The stairs of our block are used for dealing",
            "People come and go all night. The door has been broken for months.",
            procedure=PROCEDURE,
            reports=[
                report("People on the stairs at night", -45, "the landlord"),
                report("The door was broken", -42, "the landlord"),
                report("Needles on the stairs", -40, "the police"),
            ],
        ),
        received=on(-38, "09:15"),
        steps=(
            *opened(-38, police="asb_police"),
            done(on(-36, "10:00"), "asb_police", "records_police", what_was_done="We patrol."),
            done(on(-34, "11:00"), "asb_decider", "decide_threshold", threshold="met"),
            done(
                on(-33, "10:30"),
                "asb_coordinator",
                "appoint_panel",
                chair=Officer("asb_chair"),
                member_council=Officer("asb_noise"),
                member_police=Officer("asb_police"),
                member_landlord=Officer("asb_landlord"),
                panel_on=Day(-25),
                panel_at="10am",
                panel_where="The Demonstration Hall",
            ),
            done(
                on(-29, "14:00"),
                "asb_contact",
                "hear_victim",
                victim_part="comes",
                views="We want a door that shuts.",
            ),
            done(
                on(-25, "15:30"),
                "asb_chair",
                "hold_panel",
                held_on=Day(-25),
                who_came="The council, the police and the landlord",
                heard="The resident, then the police and the landlord.",
                found="Nobody had put the reports together. The door would have helped.",
                result="recommendations",
                recommendations=[
                    {"text": "Put in a new door.", "body": "The landlord", "due": Day(15)},
                    {"text": "Patrol in the evenings.", "body": "The police", "due": Day(-10)},
                ],
            ),
            done(on(-23, "10:15"), "asb_contact", "consult_plan", victim_view="They agree."),
            done(
                on(-22, "16:00"),
                "asb_coordinator",
                "write_outcome",
                monitor="The community safety manager",
                plan_review_on=Day(10),
                answers_police=Officer("asb_police"),
                answers_landlord=Officer("asb_landlord"),
            ),
            done(
                on(-16, "09:40"),
                "asb_police",
                "respond_police",
                will_do="all",
                regard="The patrol is on the list for the evenings.",
            ),
            promise_kept(on(-11, "12:00"), "asb_coordinator", "Patrol", "We saw it.", Day(-11)),
        ),
    ),
    Story(  # the contact person is named; the letter has not gone yet
        complaint(
            "Jarrah",
            "",
            "Cars race along our road at night",
            "They meet at the shops and race until two. I told the police and the council.",
            procedure=PROCEDURE,
            reports=[
                report("Cars racing at night", -25, "the police"),
                report("Cars racing at night", -9, "the council"),
            ],
        ),
        received=on(-1, "10:30"),
        steps=opened(-1)[:1],
    ),
    Story(  # the panel meets today
        complaint(
            "Merbau",
            "",
            "Eggs and stones at our windows",
            "It began in autumn. My daughter does not sleep at the front any more.",
            procedure=PROCEDURE,
            reports=[
                report("Stones at the window", -40, "the police"),
                report("Eggs at the window", -33, "the landlord"),
                report("Stones at the door", -26, "the police"),
            ],
        ),
        received=on(-16, "09:45"),
        steps=(
            *opened(-16, police="asb_police"),
            done(on(-13, "09:20"), "asb_police", "records_police", what_was_done="We called."),
            done(on(-10, "11:00"), "asb_decider", "decide_threshold", threshold="met"),
            done(
                on(-9, "10:30"),
                "asb_coordinator",
                "appoint_panel",
                chair=Officer("asb_chair"),
                member_council=Officer("asb_noise"),
                member_police=Officer("asb_police"),
                member_landlord=Officer("asb_landlord"),
                panel_on=Day(0),
                panel_at="10am",
                panel_where="The Demonstration Hall",
            ),
            done(
                on(-6, "14:00"),
                "asb_contact",
                "hear_victim",
                victim_part="writes",
                views="We want somebody to come when we call.",
            ),
        ),
    ),
)
