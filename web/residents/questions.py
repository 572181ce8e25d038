"""The complaint form's questions, one a page: what each asks, and what it makes of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.catalogue.definition import Form, Intake
from web.forms.reading import NotADateError, read_date
from web.forms.typed import Typed, one
from web.residents import own

#: box name -> what it says; the first words are what an officer reads
HELP = {
    "large_print": "Letters in large print",
    "phone_first": "A phone call before you write to me",
    "language": "Help with language, or letters in another language",
    "writing": "Help with writing my complaint",
    "other": "Something else, for example braille or audio",
}

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_POSTCODE = re.compile(r"(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})", re.IGNORECASE)
_MOST_TEXT, _MOST_LINE = 20_000, 200


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when the form is filled in: the council's services, as it lists them.

    ``about``: the procedure; ``intake``: what it asks and in which words; ``form``: its own
    questions.
    """

    today: date
    services: tuple[str, ...]
    about: str = "corporate-complaint"
    intake: Intake = field(default_factory=Intake)
    form: Form | None = None

    @property
    def is_complaint(self) -> bool:
        """Whether whoever begins it complains: somebody may also ask for a review."""
        return self.intake.is_complaint

    def label(self, question: Question, usual: str, mark: str = "") -> str:
        """A question in the procedure's own words and ``mark``, or as it is usually asked."""
        return self.intake.label(question.called, usual, mark)

    def hint(self, question: Question, usual: str) -> str:
        """The line of help under it, likewise; none where the question is the procedure's own."""
        return self.intake.hint(question.called, usual)

    def title_of(self, question: Question) -> str:
        """Its heading on the check page: the procedure's own words, where it has some."""
        said = self.intake.words.get(question.called)
        if said is not None and said.label:
            return said.label
        if self.is_complaint:
            return question.title
        return question.title.replace("the complaint is", "it is")


@dataclass(frozen=True, slots=True)
class Question:
    """One page: its boxes, its heading on the check page, and who is asked it."""

    id: str
    title: str
    boxes: tuple[str, ...]
    check: Callable[[Typed, Here], dict[str, str]]
    asked: Callable[[Typed, Here], bool] = lambda _typed, _here: True
    called: str = ""  # what a procedure's `words` and `skips` call it


def for_other(typed: Typed) -> bool:
    """Whether somebody complains on another person's behalf."""
    return one(typed, "who") == "other"


def by_post(typed: Typed) -> bool:
    """Whether letters are to come by post."""
    return one(typed, "channel") == "post"


def _who(typed: Typed, _here: Here) -> dict[str, str]:
    if one(typed, "who") in ("self", "other"):
        return {}
    return {"who": "Select if the complaint is for you or for somebody else"}


def _representative(typed: Typed, _here: Here) -> dict[str, str]:
    errors = {}
    if not one(typed, "representative_name").strip():
        errors["representative_name"] = "Enter your full name"
    if not one(typed, "relation").strip():
        errors["relation"] = "Enter how you know the person, for example “her son”"
    if not _EMAIL.fullmatch(one(typed, "representative_email").strip()):
        errors["representative_email"] = _EMAIL_SAYS
    return errors | _too_long(typed, "representative_name", "relation")


_EMAIL_SAYS = "Enter an e-mail address in the correct format, like name@example.org"


def _name(typed: Typed, _here: Here) -> dict[str, str]:
    if one(typed, "name").strip():
        return _too_long(typed, "name")
    whose = (
        "the full name of the person you complain for" if for_other(typed) else "your full name"
    )
    return {"name": f"Enter {whose}"}


def _contact(typed: Typed, _here: Here) -> dict[str, str]:
    channel, email = one(typed, "channel"), one(typed, "email").strip()
    errors = {}
    if channel not in ("email", "post"):
        errors["channel"] = "Select how we should write"
    if channel == "email" and not email:
        errors["email"] = "Enter an e-mail address, or choose letters by post"
    elif email and not _EMAIL.fullmatch(email):
        errors["email"] = _EMAIL_SAYS
    phone = re.sub(r"[\s()+-]", "", one(typed, "phone"))
    if phone and not (phone.isdigit() and 7 <= len(phone) <= 15):
        errors["phone"] = "Enter a phone number, like 01632 960 001 or 07700 900 982"
    return errors


def _address(typed: Typed, _here: Here) -> dict[str, str]:
    lines = {name: one(typed, name).strip() for name in ("line1", "line2", "town", "postcode")}
    if not any(lines.values()) and not by_post(typed):
        return {}
    errors = {}
    if not lines["line1"]:
        errors["line1"] = "Enter address line 1, typically the building and street"
    if not lines["town"]:
        errors["town"] = "Enter a town or city"
    if not _POSTCODE.fullmatch(lines["postcode"]):
        errors["postcode"] = "Enter a full UK postcode, like SG6 3JF"
    return errors | _too_long(typed, "line1", "line2", "town")


def _what(typed: Typed, _here: Here) -> dict[str, str]:
    text = one(typed, "text").strip()
    if not text:
        return {"text": "Enter what happened"}
    if len(text) > _MOST_TEXT:
        return {"text": f"What happened must be {_MOST_TEXT:,} characters or fewer"}
    return {}


def at_risk(typed: Typed) -> bool:
    """Whether the person says that somebody is at risk of harm."""
    return one(typed, "at_risk") == "yes"


def _danger(typed: Typed, _here: Here) -> dict[str, str]:
    if one(typed, "at_risk") not in ("yes", "no"):
        return {"at_risk": "Select yes if anybody is at risk of harm"}
    if at_risk(typed) and not one(typed, "risk").strip():
        return {"risk": "Enter who is at risk, and of what"}
    if len(one(typed, "risk")) > _MOST_TEXT:
        return {"risk": f"Who is at risk must be {_MOST_TEXT:,} characters or fewer"}
    return {}


def _service(typed: Typed, here: Here) -> dict[str, str]:
    if one(typed, "service") in here.services:
        return {}
    return {"service": "Select the service, or “Something else, or I am not sure”"}


def _when(typed: Typed, here: Here) -> dict[str, str]:
    try:
        happened = read_date(typed, "happened", "The date it happened")
    except NotADateError as wrong:
        return {"happened-day": str(wrong).removesuffix(".")}
    if happened and happened > here.today:
        return {"happened-day": "The date it happened must be today or in the past"}
    return {}


def _wanted(typed: Typed, _here: Here) -> dict[str, str]:
    if len(one(typed, "wanted")) > _MOST_TEXT:
        return {"wanted": f"What you would like must be {_MOST_TEXT:,} characters or fewer"}
    return {}


def _help(typed: Typed, _here: Here) -> dict[str, str]:
    chosen, errors = set(typed.get("help", ())), {}
    if "language" in chosen and not one(typed, "language").strip():
        errors["language"] = "Enter the language"
    if "other" in chosen and not one(typed, "help_other").strip():
        errors["help_other"] = "Enter what would help you"
    if "phone_first" in chosen and not one(typed, "phone").strip():
        errors["help"] = "To be phoned first, go back to “How we can reach you” and add a number"
    return errors | _too_long(typed, "language", "help_other")


def _own(typed: Typed, here: Here) -> dict[str, str]:
    return own.wrong(here.form, typed) if here.form else {}


def _nothing(_typed: Typed, _here: Here) -> dict[str, str]:
    return {}


def _too_long(typed: Typed, *names: str) -> dict[str, str]:
    too_long = [name for name in names if len(one(typed, name)) > _MOST_LINE]
    return dict.fromkeys(too_long, f"This must be {_MOST_LINE} characters or fewer")


QUESTIONS: Mapping[str, Question] = {
    question.id: question
    for question in (
        Question("who", "Who the complaint is for", ("who",), _who, called="representative"),
        Question(
            "representative",
            "About you",
            ("representative_name", "relation", "representative_email"),
            _representative,
            lambda typed, _here: for_other(typed),
            "representative",
        ),
        Question("name", "Name", ("name",), _name, called="name"),
        Question(
            "contact",
            "How we can reach you",
            ("channel", "email", "phone"),
            _contact,
            called="contact",
        ),
        Question(
            "address",
            "Address",
            ("line1", "line2", "town", "postcode"),
            _address,
            called="address",
        ),
        Question("what", "What happened", ("text",), _what, called="text"),
        Question(own.ID, "More", (), _own, lambda _typed, here: here.form is not None),
        Question(
            "danger", "Anybody at risk of harm", ("at_risk", "risk"), _danger, called="at_risk"
        ),
        Question(
            "service",
            "Service",
            ("service",),
            _service,
            lambda _typed, here: bool(here.services),
            "service",
        ),
        Question(
            "when",
            "When it happened",
            ("happened-day", "happened-month", "happened-year"),
            _when,
            called="happened_on",
        ),
        Question("wanted", "What you would like us to do", ("wanted",), _wanted, called="wanted"),
        Question(
            "help", "Help and formats", ("help", "language", "help_other"), _help, called="help"
        ),
        Question("evidence", "Evidence", (), _nothing, called="documents"),
    )
}


def asked(typed: Typed, here: Here) -> tuple[Question, ...]:
    """The questions that this person is asked, in order."""
    return tuple(
        question
        for question in QUESTIONS.values()
        if question.called not in here.intake.skips and question.asked(typed, here)
    )


def after(question: Question, typed: Typed, here: Here) -> Question | None:
    """The next question, None after the last and after one that this person is not asked."""
    order = asked(typed, here)
    place = order.index(question) + 1 if question in order else len(order)
    return order[place] if place < len(order) else None


def before(question: Question, typed: Typed, here: Here) -> Question | None:
    """The question before, None before the first."""
    order = asked(typed, here)
    return order[order.index(question) - 1] if question in order[1:] else None


def unanswered(typed: Typed, here: Here) -> Question | None:
    """The first question whose answer cannot be used yet."""
    return next((q for q in asked(typed, here) if q.check(typed, here)), None)
