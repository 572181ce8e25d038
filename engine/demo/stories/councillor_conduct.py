"""Complaints about councillors: fresh, late, waiting for a councillor, heard, and rejected."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, done, on

PROCEDURE = "councillor-conduct"
_FOUND = "The councillor stood over the groundsman and called him useless on four days."
_MET = dict.fromkeys(("J1", "J2", "J3", "A1", "A2", "A3", "A4", "A5", "A6"), "met")


def _about(tree: str, summary: str, text: str, **facts: object) -> Complaint:
    said: dict[str, object] = {
        "councillor": "Councillor One",
        "which_council": "principal",
        "official_capacity": "acting",
    }
    told = complaint(tree, "", summary, text, procedure=PROCEDURE)
    return replace(told, answers={**said, **facts})


def _opened(day: int, said: str, theme: str, **more: object) -> Step:
    facts = {
        "subject_member": Officer("councillor1"),
        "council_kind": "principal",
        "complainant_kind": "resident",
        "complainant_name": "a resident",
    }
    return done(
        on(day, "10:10"), "standards", "take_in", **{**facts, **more}, allegation=said, theme=theme
    )


def _accepted(day: int) -> Step:
    return done(on(day, "15:20"), "monitoring", "assess", **_MET, C1="none", assessment="accept")


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
            _opened(-16, "The councillor called a resident a liar on social media.", "disrespect"),
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
            _opened(-11, "The councillor shouted at the staff of a library.", "bullying"),
            _accepted(-6),
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
            _opened(
                -44,
                "The councillor bullied the parish council's groundsman on four days.",
                "bullying",
                council_kind="parish",
                parish_council="Exampletown Parish Council",
                parish_clerk=Officer("parish_clerk"),
                code_part="bullying",
            ),
            _accepted(-43),
            done(
                on(-41, "19:30"),
                "councillor1",
                "member_response",
                response="responds",
                response_text="I only wanted the grass cut.",
            ),
            done(
                on(-40, "09:30"),
                "monitoring",
                "inform_chairman",
                chairman=Officer("chairman"),
                chairman_considers=True,
                independent_person=Officer("conduct_ip"),
                ip_clear=True,
            ),
            done(
                on(-39, "20:10"),
                "chairman",
                "chairman_view",
                recommends="investigate",
                chairman_text="Four people say the same, and somebody fell ill.",
            ),
            done(
                on(-39, "18:00"),
                "conduct_ip",
                "ip_view_stage2",
                ip_text="Nothing less than an investigation will do.",
                ip_said="It is serious and should be investigated.",
            ),
            done(
                on(-38, "10:00"),
                "monitoring",
                "decide_stage2",
                stage2_outcome="investigate",
                reason="Four people say that it happened, and somebody fell ill.",
                scope="What happened in the park on four days in spring.",
            ),
            done(
                on(-38, "10:20"),
                "monitoring",
                "appoint",
                investigator=Officer("conduct_io"),
                independent_person=Officer("conduct_ip"),
                ip_clear=True,
                plan="Speak to the groundsman, the clerk and the four witnesses.",
            ),
            done(
                on(-31, "16:30"),
                "conduct_io",
                "investigate",
                seen=[{"who": "The groundsman", "seen_on": Day(-35)}],
                facts="Five people describe the same four days.",
                draft_conclusion="breach",
                draft_text=_FOUND,
            ),
            done(on(-30, "18:15"), "councillor1", "member_comments", comments="none"),
            done(on(-28, "10:30"), "conduct_io", "complainant_comments", comments="none"),
            done(
                on(-28, "11:00"),
                "conduct_io",
                "final_report",
                conclusion="breach",
                report_part="bullying",
                report_text=_FOUND,
                comments_used="There were none.",
            ),
            done(
                on(-27, "17:40"),
                "conduct_ip",
                "ip_view_report",
                ip_text="The report is careful and fair.",
                ip_said="The report is careful and fair.",
            ),
            done(
                on(-26, "09:20"),
                "monitoring",
                "decide_report",
                report_decision="hearing",
                report_reason="It is too serious to be settled without a hearing.",
            ),
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
            _opened(-23, "The councillor parked across a neighbour's drive.", "disrespect"),
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
)
