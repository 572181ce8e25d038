"""What is asked of a report: whose figures, of which procedure, over which period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.reports.period import Period
from engine.store.office import Office
from engine.store.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, with everything that answers it; ``today`` is the council's date."""

    office: Office
    session: Session
    procedure: Procedure
    period: Period
    today: date

    @property
    def profile(self) -> Profile:
        """The council's profile on the last day of the period: its targets."""
        name = self.office.settings.profile
        return self.office.catalogue.profile_for(name, self.period.last)

    def label(self, form: str, field: str, value: str) -> str:
        """What a form calls one of its choices; the words of the value where it knows it not."""
        known = self.procedure.forms.get(form)
        fields = known.fields if known else ()
        labels = {c.value: c.label for f in fields if f.id == field for c in f.choices}
        return labels.get(value) or in_words(value)


def in_words(value: str) -> str:
    """``not_upheld`` as ``Not upheld``."""
    words = value.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
