"""Reading consents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.consents.kinds import ConsentKind, ConsentText, text_of
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.people.queries import same_human


def has_consent(person: Person, kind: ConsentKind, on: date | None = None) -> bool:
    """Whether a person had agreed to this, and not taken it back, at the end of a day (today where none is given)."""
    end = clock.at(on, 23, 59) if on else clock.now()
    given = Consent.objects.filter(same_human(person), kind=kind, given_at__lte=end)
    return given.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=end)).exists()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be agreed to: its text today, and the consent in force."""

    text: ConsentText
    consent: Consent | None

    @property
    def is_old(self) -> bool:
        """Agreed to a text that has changed since."""
        return self.consent is not None and self.consent.version != self.text.version


def choices_of(person: Person) -> list[Choice]:
    """Everything that can be agreed to, with what this person said."""
    held = {each.kind: each for each in consents_of(person).filter(withdrawn_at=None)}
    return [Choice(text_of(kind, clock.today()), held.get(kind)) for kind in ConsentKind]


def consents_of(person: Person) -> QuerySet[Consent]:
    """Every consent of a person, the newest first, those taken back too."""
    return Consent.objects.filter(same_human(person)).select_related("entered_by", "guardian", "withdrawn_by")


def consents() -> QuerySet[Consent]:
    """Every consent."""
    return Consent.objects.select_related("person")
