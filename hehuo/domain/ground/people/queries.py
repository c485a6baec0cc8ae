"""Finding people."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField, When

from hehuo.core import clock, secrecy
from hehuo.domain.ground.people.kinds import ADULT, WardKind
from hehuo.domain.ground.people.models import (
    Care,
    Delegate,
    Guardianship,
    Household,
    Membership,
    Move,
    Ownership,
    Person,
    Team,
)
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home, Place

SHORTEST_NUMBER = 7  # a landline without its area


def present() -> QuerySet[Person]:
    """People on the roll today: not merged into another, not moved away."""
    return Person.objects.filter(merged_into=None, left_on=None)


def present_on(day: date) -> QuerySet[Person]:
    """People on the roll on a day, each with `household_then`, the id of the household they lived in (or None).

    What stands today is turned back by the moves after the day.
    """
    later = Move.objects.filter(person=OuterRef("pk"), on__gt=day, undone_at=None).order_by("on", "made_at", "id")
    people = Person.objects.filter(merged_into=None).annotate(
        has_moved_since=Exists(later),
        household_then=Case(
            When(has_moved_since=True, then=Subquery(later.values("from_household_id")[:1])),
            default=F("household_id"),
            output_field=UUIDField(),
        ),
        was_here=Subquery(later.values("was_here")[:1]),
    )
    still = Q(has_moved_since=False) & (Q(left_on=None) | Q(left_on__gt=day))
    return people.filter(still | Q(was_here=True))


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


def numbered(written: str) -> list[UUID]:
    """Whom just this phone number, ID number or code may mean; each is looked up in its own index."""
    plain = addresses.plain(written).upper()
    if len(plain) < SHORTEST_NUMBER or not plain.isascii():
        return []
    hashes = [secrecy.search_hash(each) for each in {plain, plain.replace("-", "")}]
    named = [Q(code=plain), Q(phone_hash__in=hashes), Q(identity_hash__in=hashes)]
    one, *others = (Person.objects.filter(each).values_list("pk", flat=True) for each in named)
    return list(one.union(*others))


def living_in(homes: Iterable[Home]) -> list[UUID]:
    """Who lives or lived in some homes. No join and no order: for either SQLite would go through everyone."""
    households = list(Household.objects.filter(home__in=list(homes)).values_list("pk", flat=True))
    living = Person.objects.filter(household__in=households).values_list("pk", flat=True)
    return sorted(living) if households else []


def found_here() -> QuerySet[Person]:
    """People on the roll, to be picked out by ids or numbers.

    Said the other way round than in `present`: without statistics SQLite would go through everyone who is not merged.
    """
    here = Person.objects.exclude(merged_into__isnull=False).exclude(left_on__isnull=False)
    return here.select_related("household__home")


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
    return Care.objects.filter(same_human(person), ended_on=None).order_by("kind")


def cares_today() -> QuerySet[Care]:
    """Every reason for care that stands: for a paper of those who may see all of them."""
    return Care.objects.filter(ended_on=None).order_by("person", "kind")


def same_human(person: Person, through: str = "person") -> Q:
    """Rows of a person, or of those merged into them; `through` names the way to the person."""
    return Q((through, person)) | Q((f"{through}__merged_into", person))


def homes_owned_by(person: Person) -> QuerySet[Ownership]:
    """The homes a person owns today."""
    owned = Ownership.objects.filter(same_human(person), until_on=None)
    return owned.select_related("home").order_by("home__order")


def ownerships() -> QuerySet[Ownership]:
    """Everything that is owned today."""
    return Ownership.objects.filter(until_on=None).select_related("person", "home")


def households() -> QuerySet[Household]:
    """Households in which somebody lives today: those that residents' meetings count."""
    living = present().filter(household=OuterRef("pk"))
    return Household.objects.filter(Exists(living)).select_related("home").order_by("home__order", "number")


def members_of(household: Household) -> QuerySet[Person]:
    """Who lives in a household today, the head first as it was written."""
    return present().filter(household=household).order_by("id")


def delegate_of(household: Household) -> Delegate | None:
    """Who speaks for a household today."""
    return Delegate.objects.filter(household=household, until_on=None).select_related("person").first()


def guardians_of(ward: Person, day: date | None = None) -> list[Guardianship]:
    """Who acts for a person on a day (today, where none is given); a minor's guardians until 18."""
    day = day or clock.today()
    found = Guardianship.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), same_human(ward, "ward"), from_on__lte=day
    ).select_related("guardian")
    age = ward.age_on(day)
    return [each for each in found if each.kind != WardKind.MINOR or age is None or age < ADULT]


def wards_of(guardian: Person) -> list[Guardianship]:
    """For whom a person acts today."""
    found = Guardianship.objects.filter(same_human(guardian, "guardian"), to_on=None).select_related("ward")
    today = clock.today()
    return [
        each for each in found if each.kind != WardKind.MINOR or (age := each.ward.age_on(today)) is None or age < ADULT
    ]


def teams() -> QuerySet[Team]:
    """Teams that stand today."""
    return Team.objects.filter(ended_on=None).select_related("leader")


def memberships_of(team: Team) -> QuerySet[Membership]:
    """Who belongs to a team today."""
    return Membership.objects.filter(team=team, to_on=None).select_related("person__household__home")


def teams_of(person: Person) -> QuerySet[Team]:
    """The teams a person belongs to today."""
    return teams().filter(pk__in=Membership.objects.filter(same_human(person), to_on=None).values("team"))


def leads_a_team(person: Person) -> bool:
    """Whether a person leads a team that stands."""
    return teams().filter(leader=person).exists()


def membership_of(team: Team, person: Person) -> Membership | None:
    """A person's place in a team today."""
    found = Membership.objects.filter(same_human(person), team=team, to_on=None)
    return found.select_related("team", "person").first()


def ever_in(team: Team) -> QuerySet[Membership]:
    """Who ever belonged to a team, the first first."""
    return Membership.objects.filter(team=team).select_related("person").order_by("from_on", "id")


def estate_of(person: Person) -> Place | None:
    """The estate a person lives in, in one statement."""
    return Place.objects.filter(homes__households__people=person).first()


def guardianships() -> QuerySet[Guardianship]:
    """Every guardianship that was not ended."""
    return Guardianship.objects.filter(to_on=None).select_related("ward", "guardian")


def memberships() -> QuerySet[Membership]:
    """Every membership in force."""
    return Membership.objects.filter(to_on=None).select_related("team", "person")


def grown_ups(place: Place | None = None) -> list[Person]:
    """Who lives here, or at a place, and is 18 or of an age that nobody wrote down, in counting order."""
    found = present().select_related("household__home").order_by("household__home__order", "id")
    if place:
        found = found.filter(places.homes_within(place, "household__home__"))
    today = clock.today()
    return [person for person in found if (age := person.age_on(today)) is None or age >= ADULT]
