"""Finding people."""

from django.db.models import Q, QuerySet

from hehuo.core import secrecy
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import addresses


def present() -> QuerySet[Person]:
    """People on the roll today: not merged into another, not moved away."""
    return Person.objects.filter(merged_into=None, left_on=None)


def called(written: str) -> QuerySet[Person]:
    """People whom a name, a phone number, a personal code or a home number (3-2-502) may mean."""
    plain = addresses.plain(written)
    if not plain:
        return Person.objects.none()
    meant = Q(name=plain) | Q(code=plain.upper()) | Q(phone_hash=secrecy.search_hash(plain))
    if number := addresses.read_home(plain):
        meant |= Q(household__home__path__endswith=f"/{number.path}")
    return present().filter(meant).select_related("household__home").order_by("name", "id")


def the_one_called(written: str) -> Person | None:
    """The person meant, where exactly one can be."""
    found = list(called(written)[:2])
    return found[0] if len(found) == 1 else None
