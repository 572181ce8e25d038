"""Where each story of the demo council ends, and how it is opened."""

from __future__ import annotations

from pathlib import Path

from engine.bootstrap import Office
from engine.casework import own_links
from engine.demo import council
from engine.desk import worklists
from engine.desk.partners import partner_case
from engine.settings import Settings, Smtp

#: nobody listens there: whoever tried to send an e-mail would fail
NO_SERVER = Smtp("127.0.0.1", 1, "complaints@example.org", security="none")
#: resident -> what is open, and what came of it
OPEN = {
    "Alder": ("triage",),
    "Birch": ("triage",),
    "Cedar": ("triage",),
    "Dogwood": ("ask_customer",),
    "Elder": ("triage",),
    "Ash": ("answer_stage1",),
    "Fir": ("answer_stage1",),
    "Hawthorn": ("answer_stage1",),
    "Hazel": ("approve_stage1",),
    "Holly": ("answer_stage1",),
    "Maple": ("consult_hr",),
    "Medlar": ("answer_stage1",),
    "Mulberry": ("answer_stage1",),
    "Oak": ("answer_stage1",),
    "Olive": ("answer_stage1", "confirm_withdrawal"),
    "Pine": ("answer_stage1",),
    "Juniper": ("answer_stage1", "late1"),
    "Larch": ("answer_stage1",),
    "Lime": ("answer_stage1", "late1"),
    "Sallow": ("test_grounds",),
    "Bay": ("test_grounds",),
    "Spruce": ("answer_stage2",),
    "Sycamore": ("answer_stage2",),
    "Walnut": ("answer_stage2",),
    "Willow": ("answer_stage2",),
    "Acacia": ("refer_risk",),
    "Almond": ("answer_stage1",),
    "Viburnum": ("answer_stage1",),
    "Zelkova": ("answer_stage1",),
    "Apple": ("record_choice",),
    "Bullace": ("answer_stage1",),
    "Cornel": ("decide_age",),
    "Damson": ("private_answer",),
    "Fig": ("answer_stage1",),
    "Laburnum": ("write_reply",),
    "Peach": ("answer_stage1", "record_reply"),
    "Wingnut": ("late_look", "triage"),
    "Locust": ("answer_stage1",),
    "Magnolia": ("answer_stage1",),
    "Mimosa": ("answer_stage1",),
    "Myrtle": ("answer_stage1",),
    "Chestnut 2": ("triage",),
    "Osier 3": ("answer_stage1",),
    "Rosewood": ("triage",),
    "Sequoia": ("answer_stage2",),
    "Sumac": ("answer_stage1",),
    "Tamarisk": ("answer_stage2",),
    "Pecan": ("answer_stage1",),
    "Redwood": ("approve_stage1",),
    "Baobab": ("name_spoc",),
    "Ginkgo": ("records_police",),
    "Kauri": ("decide_threshold", "late_threshold"),
    "Tupelo": ("respond_landlord",),
    "Jarrah": ("acknowledge",),
    "Merbau": ("hold_panel",),
    "Afzelia": ("view_appeal",),
    "Ayous": ("decide_appeal",),
    "Banyan": ("gather_evidence",),
    "Ebony": ("watch",),
    "Jacaranda": ("decide_restriction",),
    "Kapok": ("assess_incoming", "review_restriction"),
    "Tigerwood": ("answer_review",),
    "Mango": ("record_post",),
    "Teak": ("block_account",),
    "Tulip": ("chief_executive_decides",),
    "Carob": ("first_look",),
    "Cashew": ("settle_concern",),
    "Durian": ("nhs_part",),
    "Guava": ("investigate", "late_plan"),
    "Kempas": ("sign_response",),
    "Sassafras": ("take_in",),
    "Tulipwood": ("assess", "late_assessment"),
    "Yellowwood": ("member_response",),
    "Zebrawood": ("parish_decides",),
    "Karri": ("chairman_view", "ip_view_stage2"),
    "Sissoo": ("investigate",),
    "Ramin": ("ip_view_hearing", "record_hearing"),
    "Olivewood": ("eligibility",),
    "Pistachio": ("answer_stage1", "late1"),
    "Rambutan": ("io_report", "ip_report"),
    "Satinwood": ("appoint_chair",),
    "Padauk": ("propose_freeze",),
    "Bubinga": ("adjudicate",),
    "Cocobolo": ("hold_panel",),
    "Muninga": ("panel_report",),
    "Okoume": ("final_response", "ip_view"),
    "Papaya": ("call_back",),
    "Wenge": ("read_enquiry",),
    "Iroko": ("answer_enquiry",),
    "Meranti": ("answer_enquiry", "late_reply"),
    "Balsa": ("read_letter",),
    "Obeche": ("check_reply",),
    "Utile": ("confirm_all_done",),
}
CLOSED = {
    "Pear": "Upheld at stage 1",
    "Rowan": "Partly upheld at stage 1",
    "Plum": "Not upheld at stage 1",
    "Poplar": "Upheld at stage 1",
    "Quince": "Partly upheld at stage 1",
    "Spindle": "Not upheld at stage 1, stage 2 refused",
    "Whitebeam": "Partly upheld at stage 2 (was not upheld)",
    "Yew": "Upheld at stage 2",
    "Beech": "Withdrawn at stage 1",
    "Blackthorn": "Dealt with as a service request",
    "Box": "Recorded as a comment",
    "Cherry": "Recorded as a comment",
    "Chestnut": "Recorded as a compliment",
    "Cypress": "Sent to the right place",
    "Elm": "Not accepted",
    "Hornbeam": "Not accepted",
    "Linden": "Not accepted",
    "Aspen": "With the contractor first",
    "Hickory": "Dealt with as a general enquiry",
    "Laurel": "Sent to the right place",
    "Locust 2": "Sent to the right place",
    "Magnolia 2": "Answered together with another case",
    "Rimu": "Threshold not met",
    "Wamara": "Not upheld at stage 1",
    "Osier": "Not upheld at stage 1",
    "Osier 2": "Filed under a restriction",
    "Sorb": "Restriction lifted (was restricted)",
    "Neem": "Warned",
    "Lychee": "Upheld",
    "Ziziphus": "Rejected",
    "Tamarind": "Resolved at stage 1",
    "Quandong": "Appointment missed",
    "Sapele": "Answered",
    "Limba": "Not upheld",
}
NAMELESS = 1
#: split off from another case
PARTS = {"Locust 2"}
#: how many cases the stories make; a part is made by splitting
MADE = len({*OPEN, *CLOSED} - PARTS) + NAMELESS
#: nobody knows where they live
HOMELESS = {"Damson", "Fig", "Mango", "Neem", "Teak", "Tulip", "Zelkova"}
#: whose files are kept apart: resident -> who works on such cases
KEPT_APART = dict.fromkeys(
    ("Karri", "Ramin", "Sassafras", "Sissoo", "Tulipwood", "Yellowwood", "Zebrawood", "Ziziphus"),
    "monitoring",
)
KEPT_APART |= dict.fromkeys(
    (
        *("Bubinga", "Cocobolo", "Muninga", "Okoume", "Olivewood", "Padauk", "Pistachio"),
        *("Rambutan", "Satinwood", "Tamarind", "Wamara"),
    ),
    "children",
)
KEPT_APART |= dict.fromkeys(
    ("Carob", "Cashew", "Durian", "Guava", "Kempas", "Lychee"), "adults_manager"
)
KEPT_APART |= dict.fromkeys(("Balsa", "Obeche", "Utile", "Limba"), "ombudsman_link")
#: what the name of somebody in the demo begins with: nobody real is called so
WORDS = {
    "Resident", "Somebody", "Adviser", "Daughter", "Investigator", "Reviewer", "Approver",
    "Complaints", "Contact", "HR", "Director", "Contributor", "Performance", "Communications",
    "Coordinator", "Decider", "Noise", "Chair", "Independent", "Police", "Landlord",
    "Hospital", "Councillor", "Monitoring", "Deputy", "Standards", "Outside", "MP",
    "Ombudsman", "Link", "Action", "Parish", "Advocate", "Team", "Service", "Administrator",
    "Panel",
}  # fmt: skip
#: who is no resident
_CALLED = {tree: f"MP {tree}" for tree in ("Wenge", "Iroko", "Meranti", "Sapele")}
_CALLED |= {tree: f"Ombudsman {tree}" for tree in ("Balsa", "Obeche", "Utile", "Limba")}


def called(tree: str) -> str:
    """The name of who is called after a tree."""
    return _CALLED.get(tree, f"Resident {tree}")


def settings_in(folder: Path) -> Settings:
    """A demo council that keeps everything in a folder."""
    return Settings(
        database_url=f"sqlite:///{folder / 'redress.sqlite3'}",
        var=folder,
        profile="DEMO-COUNCIL",
        secret_key="demo",
        demo=True,
        smtp=NO_SERVER,
    )


def left_alone(office: Office) -> set[str]:
    """Who comes by a link, and is neither asked nor told anything in the case that it opens."""
    ids = {each.username: each.id for each in worklists.officers(office)}
    coming = [each.username for each in council.ACCOUNTS if each.kind != "employee"]
    return {username for username in coming if not _has_something(office, ids[username])}


def _has_something(office: Office, officer_id: int) -> bool:
    link = own_links.visit(office, officer_id)
    if link is None:
        return False
    guest = own_links.guest(office, link)
    case = partner_case(office, guest.actor, guest.reference)
    return bool(case.tasks or case.actions or (case.status == "open" and case.letters))
