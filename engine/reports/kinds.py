"""What a piece of feedback was: each is exactly one kind, whatever state its case is in."""

from __future__ import annotations

from collections.abc import Mapping

#: kind -> its title and the group that it counts to, in the order of the report
KINDS: Mapping[str, tuple[str, str]] = {
    "complaint": ("Complaint at stage 1", "complaints"),
    "direct": ("Complaint straight to stage 2", "complaints"),
    "withdrawn": ("Complaint withdrawn before an answer", "complaints"),
    "merged": ("Complaint answered together with another", "complaints"),
    "service_request": ("Service request", "service_requests"),
    "comment_general": ("Comment about a service", "comments"),
    "comment_policy": ("Comment on a policy decision", "comments"),
    "compliment": ("Compliment", "compliments"),
    "enquiry": ("General enquiry", "enquiries"),
    "signposted": ("Sent to the right place", "signposted"),
    "not_accepted": ("Not accepted as a complaint", "not_accepted"),
    "with_contractor": ("With the contractor first", "others"),
    "filed": ("Placed on file without a reply", "others"),
    "waiting": ("Waiting for an answer from the person", "others"),
    "undecided": ("Not decided yet", "others"),
    "other": ("Something else", "others"),
}
GROUPS: Mapping[str, str] = {
    "complaints": "Complaints",
    "service_requests": "Service requests",
    "comments": "Comments",
    "compliments": "Compliments",
    "enquiries": "General enquiries",
    "signposted": "Sent elsewhere",
    "not_accepted": "Not accepted",
    "others": "Other or open",
}
#: an outcome, or a triage decision whose outcome is still to come -> its kind
_KIND_OF: Mapping[str, str] = {
    "accept": "complaint",
    "direct_stage2": "direct",
    **dict.fromkeys(("ask_customer", "contractor", "ask_late", "divert"), "waiting"),
    "file_only": "filed",
    "referred": "signposted",
    "signpost": "signposted",
    **{
        name: name
        for name in (
            *("merged", "service_request", "compliment", "enquiry", "not_accepted"),
            *("with_contractor", "filed"),
        )
    },
}
_FOUND = ("upheld", "partly_upheld", "not_upheld")


def kind_of(outcome: Mapping[str, object], stage: str, triage: Mapping[str, str]) -> str:
    """The kind of a case: from what it came to, the stage that it reached, and its last triage.

    Whatever was answered stays a complaint, though it is withdrawn or taken up again later.
    """
    decision, overall = triage.get("triage", ""), str(outcome.get("overall") or "")
    answered = overall in _FOUND or outcome.get("was") in _FOUND
    if answered or (stage and not overall):
        return "direct" if decision == "direct_stage2" else "complaint"
    if overall == "withdrawn":
        return "withdrawn"
    word = overall or decision
    if word == "comment":
        return "comment_policy" if triage.get("comment_kind") == "policy" else "comment_general"
    return _KIND_OF.get(word, "other") if word else "undecided"
