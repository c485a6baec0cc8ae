"""Who is asking, and what they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation, raw_uuid
from hehuo.core.db.rows import by_hand, partly
from hehuo.core.db.scope import all_communities, current_id
from hehuo.domain.ground.access.holds import grants_of, has_power, in_force, roles_of
from hehuo.domain.ground.access.kinds import GUARDED, POWERS, Power, Role
from hehuo.domain.ground.access.models import Account, Card, Grant
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place

NO_DEVICE = UUID(int=0)

__all__ = [
    "Door",
    "Entered",
    "account_named",
    "account_of",
    "demo_doors",
    "doors_of",
    "entered_as",
    "forget_mark",
    "grants_of",
    "has_power",
    "is_demo",
    "kin_roles",
    "needs_factor",
    "people_in_role",
    "people_with",
    "roles_of",
    "second_factor_is_asked",
    "standing_of",
]


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is at the door: the human (enough of the account to check a session by), and the person here."""

    account: Account
    person: Person


def entered_as(account_id: UUID, device_id: UUID | None = None) -> Entered | None:
    """An active account and the person it is in the community in scope, with the grants in force: one statement.

    Every request of somebody who has entered begins with it, so the joins are one, not three. A device that was ended
    opens nothing; a session without one is older than the list of devices, and only the epoch ends it.
    """
    community, today = raw_uuid(current_id()), clock.today().isoformat()
    device = raw_uuid(device_id or NO_DEVICE)
    found = by_hand(Person, _ENTERED, [device, today, today, community, raw_uuid(account_id)])
    rows = list(found)
    if not rows or (device_id and not rows[0].device_id):
        return None
    person = rows[0]
    person.held = [_grant_of(row) for row in rows if row.grant_id]
    person.is_unproven = second_factor_is_asked() and not person.device_is_proven
    account = partly(Account, id=person.account_id, password=person.account_password, epoch=person.account_epoch)
    return Entered(account, person)


# By hand, because every request of somebody who has entered pays for it: building it anew took 2 ms of processor.
_ENTERED = """
    SELECT p.id, p.community_id, p.name, p.code, p.account_id, p.household_id,
           a.password AS account_password, a.epoch AS account_epoch,
           d.id AS device_id, d.is_proven AS device_is_proven,
           g.id AS grant_id, g.role AS grant_role, g.place_id AS grant_place_id, l.path AS grant_path
    FROM people_person p
    JOIN access_account a ON a.id = p.account_id AND a.is_active
    LEFT JOIN access_device d ON d.id = %s AND d.account_id = a.id AND d.ended_at IS NULL
    LEFT JOIN access_grant g ON g.community_id = p.community_id AND g.person_id = p.id
         AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on >= %s)
    LEFT JOIN places_place l ON l.community_id = g.community_id AND l.id = g.place_id
    WHERE p.community_id = %s AND p.account_id = %s AND p.merged_into_id IS NULL AND p.left_on IS NULL
"""


def _grant_of(row: Any) -> Grant:
    """A grant as its row joined to the person's tells it; what is not in the row is read when it is asked for."""
    here = {"community_id": row.community_id}
    place_id = UUID(str(row.grant_place_id)) if row.grant_place_id else None
    grant = partly(Grant, **here, id=UUID(str(row.grant_id)), person_id=row.id, role=row.grant_role, place_id=place_id)
    grant.place = partly(Place, **here, id=place_id, path=row.grant_path) if place_id else None
    return grant


def _with_grants() -> QuerySet[Person]:
    grants = Grant.objects.filter(in_force(clock.today())).select_related("place")
    return Person.objects.prefetch_related(Prefetch("grants", queryset=grants, to_attr="held"))


def people_with(power: Power) -> QuerySet[Person]:
    """Everyone who may do this today."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    held = Grant.objects.filter(in_force(clock.today()), role__in=roles).values("person_id")
    return Person.objects.filter(pk__in=held, merged_into=None)


def people_in_role(role: Role) -> QuerySet[Person]:
    """Everyone who holds this role today."""
    held = Grant.objects.filter(in_force(clock.today()), role=role).values("person_id")
    return Person.objects.filter(pk__in=held, merged_into=None)


def account_named(username: str) -> Account | None:
    """An account by its name."""
    return Account.objects.filter(username=username).first()


def account_of(person: Person) -> Account | None:
    """The account a person enters with, if any."""
    return Account.objects.filter(pk=person.account_id).first() if person.account_id else None


def needs_factor(person: Person) -> bool:
    """Whether one of the powers this person holds waits for a second step."""
    return second_factor_is_asked() and any(has_power(person, power) for power in GUARDED)


def is_guarded(account: Account) -> bool:
    """Whether the human behind an account holds money, publication or accounts anywhere, and proves it twice."""
    if not second_factor_is_asked():
        return False
    return any(POWERS[role] & GUARDED for door in doors_of(account.pk) for role in door.roles)


@dataclass(frozen=True, slots=True)
class Door:
    """A person through whom an account enters a community."""

    community: Community
    person: Person
    roles: list[Role]

    @property
    def address(self) -> str:
        return f"/c/{self.community.code}/"


def doors_of(account_id: UUID) -> list[Door]:
    """The communities an account may enter, each with the person it is there."""
    with all_communities():
        found = _with_grants().filter(account_id=account_id, merged_into=None, left_on=None)
        return [Door(person.community, person, roles_of(person)) for person in found.select_related("community")]


def second_factor_is_asked() -> bool:
    """Whether powers over money, publication and accounts wait for a second proof: always, but in a demo."""
    return bool(settings.SECOND_FACTOR) and not is_demo()


def is_demo() -> bool:
    """Whether this database is a demo, for life; asked once in each process, since the mark never changes."""
    if settings.MODE not in _marks:
        mark = Installation.objects.first()
        if mark is None:
            return False
        _marks[settings.MODE] = mark.is_demo
    return _marks[settings.MODE]


def forget_mark() -> None:
    """Ask the database again: when it was marked in this process, and between tests."""
    _marks.clear()


_marks: dict[str, bool] = {}


def demo_doors() -> list[Door]:
    """Everyone one can enter as with one tap: nobody, unless this database is a demo."""
    if not is_demo():
        return []
    with all_communities():
        found = _with_grants().filter(account_id__isnull=False, left_on=None).select_related("community")
        return [Door(person.community, person, roles_of(person)) for person in found.order_by("community__code", "id")]


def grants_in_force() -> QuerySet[Grant]:
    """Every role held today, by role."""
    found = Grant.objects.filter(in_force(clock.today()), person__merged_into=None)
    return found.select_related("person", "place", "given_by").order_by("role", "id")


def cards_in_force(people: Iterable[Person]) -> dict[UUID, Card]:
    """The card of each of these people who has one."""
    return {card.person_id: card for card in Card.objects.filter(person__in=[one.pk for one in people], ended_at=None)}


def kin_roles(person: Person) -> set[Role]:
    """The roles that the others of a person's household hold today."""
    if person.household_id is None:
        return set()
    held = Grant.objects.filter(in_force(clock.today()), person__household_id=person.household_id)
    return {Role(role) for role in held.exclude(person=person).values_list("role", flat=True)}


@dataclass(frozen=True, slots=True)
class Standing:
    """One power as one person has it: the grants that carry it, or else those who hold it here."""

    power: Power
    mine: list[Grant]
    others: list[Grant]
    waits: bool  # for a second step on this device


def standing_of(person: Person) -> list[Standing]:
    """Every power of the house: through which role and where I hold it, or who does. One statement."""
    grants = list(grants_in_force())
    return [_standing(person, power, [each for each in grants if power in POWERS[Role(each.role)]]) for power in Power]


def _standing(person: Person, power: Power, carrying: list[Grant]) -> Standing:
    mine = [grant for grant in carrying if grant.person_id == person.id]
    others = list({grant.person_id: grant for grant in carrying if grant.person_id != person.id}.values())
    waits = bool(mine) and power in GUARDED and getattr(person, "is_unproven", False)
    return Standing(power, mine, others, waits)


def places_of_roles() -> QuerySet[Place]:
    """Where a role may be held, besides the whole community: all but single stairwells."""
    return Place.objects.exclude(kind=PlaceKind.STAIRWELL).order_by("path")


def without_card(place: Place) -> QuerySet[Person]:
    """Those at a place who could have a card and have none: they hold no role."""
    roles = Grant.objects.filter(in_force(clock.today())).values("person_id")
    cards = Card.objects.filter(ended_at=None).values("person_id")
    at = people.roll().filter(household__home__path__startswith=f"{place.path}/")
    return at.exclude(pk__in=roles).exclude(pk__in=cards)
