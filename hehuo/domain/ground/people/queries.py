"""Finding people."""

from django.db.models import Q, QuerySet

from hehuo.core import secrecy
from hehuo.domain.ground.people.models import Care, Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.models import Place


def present() -> QuerySet[Person]:
    """People on the roll today: not merged into another, not moved away."""
    return Person.objects.filter(merged_into=None, left_on=None)


def called(written: str) -> QuerySet[Person]:
    """People whom a name, a phone number, a personal code or a home number (3-2-502) may mean."""
    plain = addresses.plain(written)
    if not plain:
        return Person.objects.none()
    hashed = secrecy.search_hash(plain.upper())
    meant = Q(name=plain) | Q(code=plain.upper()) | Q(phone_hash=hashed) | Q(identity_hash=hashed)
    if number := addresses.read_home(plain):
        meant |= Q(household__home__path__endswith=f"/{number.path}")
    return present().filter(meant).select_related("household__home").order_by("name", "id")


def the_one_called(written: str) -> Person | None:
    """The person meant, where exactly one can be."""
    found = list(called(written)[:2])
    return found[0] if len(found) == 1 else None


def roll(written: str = "") -> QuerySet[Person]:
    """The roll in counting order, or those on it whom a name's beginning, a number or a home may mean."""
    found = present().select_related("household__home").order_by("household__home__order", "id")
    plain = addresses.plain(written)
    if not plain:
        return found
    return found.filter(Q(pk__in=called(written).order_by().values("pk")) | Q(name__startswith=plain))


def cares_of(person: Person) -> QuerySet[Care]:
    """Why a person needs special care: shown only to those who need to know."""
    return Care.objects.filter(person=person).order_by("kind")


def homes_owned_by(person: Person) -> QuerySet[Ownership]:
    """The homes a person owns today."""
    return Ownership.objects.filter(person=person, until_on=None).select_related("home").order_by("home__order")


def estate_of(person: Person) -> Place | None:
    """The estate a person lives in, in one statement."""
    return Place.objects.filter(homes__households__people=person).first()
