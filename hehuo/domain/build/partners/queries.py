"""Reading partners."""

from django.db.models import QuerySet

from hehuo.domain.build.partners.models import Category, Partner
from hehuo.domain.ground.people.models import Person


def categories() -> QuerySet[Category]:
    """The categories of the community, in the order in which they were made."""
    return Category.objects.all()


def partners() -> QuerySet[Partner]:
    """All partners, with their category and contact."""
    return Partner.objects.select_related("category", "contact")


def partners_of(person: Person) -> QuerySet[Partner]:
    """The partners a person speaks for."""
    return partners().filter(contact=person)


def known_partner(*, credit_code: str, phone_hash: str, name: str) -> Partner | None:
    """A partner that this applicant already is: by code first, then by name and phone together."""
    if credit_code and (found := partners().filter(credit_code=credit_code).first()):
        return found
    return partners().filter(phone_hash=phone_hash, name=name).first() if phone_hash else None
