"""Who is asking, and what they hold."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import all_communities
from hehuo.domain.ground.access.holds import grants_of, has_power, in_force, roles_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Person

__all__ = [
    "Door",
    "account_named",
    "demo_doors",
    "doors_of",
    "forget_mark",
    "grants_of",
    "has_power",
    "is_demo",
    "people_in_role",
    "people_with",
    "person_of_account",
    "roles_of",
]


def person_of_account(account_id: UUID) -> Person | None:
    """The person an account is in the community in scope, with the grants in force (two statements)."""
    return _with_grants().filter(account_id=account_id, merged_into=None, left_on=None).first()


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
