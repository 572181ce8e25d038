"""Complaints about councillors: fresh, late, waiting for others, heard, and rejected."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Story, asked, done, on
from engine.demo.stories import conduct_stages as stages

PROCEDURE = "councillor-conduct"
_FOUND = "The councillor stood over the groundsman and called him useless on four days."


def _about(tree: str, summary: str, text: str, **facts: object) -> Complaint:
    said: dict[str, object] = {
        "councillor": "Councillor One",
        "which_council": "principal",
        "official_capacity": "acting",
    }
    told = complaint(tree, "", summary, text, procedure=PROCEDURE)
    return replace(told, answers={**said, **facts})


STORIES = (
    Story(  # has just come in; the person asks to keep their name back
        _about(
            "Sassafras",
            "A councillor laughed at a speaker in the planning committee",
            "He laughed and rolled his eyes while my neighbour spoke. Everybody saw it.",
            confidentiality=True,
            confidentiality_reasons="I have a planning application of my own before him.",
        ),
        received=on(0, "14:30"),
    ),
    Story(  # the assessment is late: the person has to be told
        _about(
            "Tulipwood",
            "A councillor wrote on social media that I am a liar",
            "She posted it under her councillor's name on Friday night. It is still there.",
        ),
        received=on(-18, "09:50"),
        steps=(
            stages.opened(
                -16, "The councillor called a resident a liar on social media.", "disrespect"
            ),
        ),
    ),
    Story(  # stage 1: the councillor has been asked to respond, by a link
        _about(
            "Yellowwood",
            "A councillor shouted at the library staff",
            "He told them that he pays their wages. My children were with me.",
        ),
        received=on(-12, "11:15"),
        steps=(
            stages.opened(-11, "The councillor shouted at the staff of a library.", "bullying"),
            stages.accepted(-6),
        ),
    ),
    Story(  # a parish councillor, heard and in breach: the parish decides on the sanction
        _about(
            "Zebrawood",
            "A parish councillor bullied the groundsman",
            "She stood over him day after day until he was ill.",
            which_council="parish",
            parish_name="Exampletown Parish Council",
        ),
        received=on(-45, "10:40"),
        steps=(
            stages.opened(
                -44,
                "The councillor bullied the parish council's groundsman on four days.",
                "bullying",
                council_kind="parish",
                parish_council="Exampletown Parish Council",
                parish_clerk=Officer("parish_clerk"),
                code_part="bullying",
            ),
            stages.accepted(-43),
            *stages.responded(-41),
            *stages.taken_up(-39),
            *stages.reported(-31, _FOUND),
            done(
                on(-25, "09:45"),
                "standards",
                "arrange_hearing",
                hearing_on=Day(-9),
                hearing_at="10am, Committee Room 1, The Demonstration Hall",
                hearing_chair=Officer("councillor2"),
                second_member=Officer("councillor3"),
                third_member=Officer("councillor4"),
                panel="three members of the Standards Committee",
                hearing_ip=Officer("conduct_ip"),
                ip_clear=True,
            ),
            done(on(-20, "14:00"), "standards", "send_papers", date_stands="stands"),
            done(
                on(-9, "12:00"),
                "conduct_ip",
                "ip_view_hearing",
                ip_text="The witnesses were honest.",
                ip_said="The witnesses were honest and agreed with each other.",
            ),
            done(
                on(-9, "15:30"),
                "standards",
                "record_hearing",
                held_on=Day(-9),
                found="breach",
                votes_for=3,
                findings=_FOUND,
                broken_part="bullying",
                sanction="apology",
                second_sanction="training",
                sanction_text="A written apology, and a day on how to treat staff.",
                publication="publish",
            ),
            done(
                on(-6, "10:00"),
                "standards",
                "write_notice",
                reasons="The members believed the witnesses, who agreed with each other.",
            ),
            done(
                on(-5, "11:00"),
                "standards",
                "publish_notice",
                published_on=Day(-5),
                published_where="The decisions page of www.example.org",
            ),
        ),
    ),
    Story(  # rejected: it was about private life
        _about(
            "Ziziphus",
            "A councillor parked across my drive",
            "He lives next door and does it every Sunday. He never said that he is a councillor.",
            official_capacity="private",
        ),
        received=on(-24, "09:05"),
        steps=(
            stages.opened(-23, "The councillor parked across a neighbour's drive.", "disrespect"),
            done(
                on(-17, "11:35"),
                "deputy_monitoring",
                "assess",
                J1="met",
                J2="not_met",
                J2_why="It was about a drive at home.",
                J3="met",
                C1="none",
                assessment="reject",
                refusal_reason="private_capacity",
                reason="It was about a drive at home. Nobody acted as a councillor.",
            ),
        ),
    ),
    Story(  # stage 2: the Chairman and the Independent Person are asked for their views
        _about(
            "Karri",
            "A councillor read out a private letter at a meeting",
            "I had written to her as my councillor. She read it out with my name.",
        ),
        received=on(-14, "10:25"),
        steps=(
            stages.opened(
                -13, "The councillor read out a resident's private letter.", "disrespect"
            ),
            stages.accepted(-9),
            *stages.responded(-5),
        ),
    ),
    Story(  # stage 3: somebody from outside investigates
        _about(
            "Sissoo",
            "A councillor pressed an officer over a licence",
            "He called the officer at home three times until she gave in.",
        ),
        received=on(-20, "13:15"),
        steps=(
            stages.opened(-19, "The councillor pressed an officer over a licence.", "bullying"),
            stages.accepted(-15),
            *stages.responded(-12),
            *stages.taken_up(-8),
        ),
    ),
    Story(  # a parish councillor; the hearing is to come, and they have an adviser
        _about(
            "Ramin",
            "A parish councillor shouted at the clerk in the street",
            "It was market day. She had her grandchild with her.",
            which_council="parish",
            parish_name="Exampletown Parish Council",
        ),
        received=on(-35, "09:55"),
        steps=(
            stages.opened(
                -34,
                "The councillor shouted at the parish clerk in the street.",
                "bullying",
                council_kind="parish",
                parish_council="Exampletown Parish Council",
                code_part="bullying",
            ),
            stages.accepted(-32),
            asked(on(-31, "18:00"), "councillor1", "ask_adviser", wish="What do I have to do?"),
            done(
                on(-30, "10:45"),
                "standards",
                "name_adviser",
                adviser=Officer("conduct_ip2"),
                adviser_contact="01632 960 107",
            ),
            *stages.responded(-29),
            *stages.taken_up(-26),
            *stages.reported(-18, "The councillor shouted at the clerk in front of others."),
            done(
                on(-8, "09:45"),
                "standards",
                "arrange_hearing",
                hearing_on=Day(8),
                hearing_at="10am, Committee Room 1, The Demonstration Hall",
                hearing_chair=Officer("councillor2"),
                second_member=Officer("councillor3"),
                third_member=Officer("councillor4"),
                has_cooptee=True,
                cooptee=Officer("cooptee"),
                panel="three members of the Standards Committee",
                hearing_ip=Officer("conduct_ip"),
                ip_clear=True,
            ),
            done(on(-5, "14:00"), "standards", "send_papers", date_stands="stands"),
        ),
    ),
)
