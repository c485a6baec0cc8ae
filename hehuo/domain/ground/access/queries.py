"""Who is asking, and what they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import F, FilteredRelation, Model, OuterRef, Prefetch, QuerySet, Subquery

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import all_communities
from hehuo.domain.ground.access.holds import grants_of, has_power, in_force, roles_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.models import Account, Card, Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place

M = TypeVar("M", bound=Model)

__all__ = [
    "Door",
    "Entered",
    "account_named",
    "demo_doors",
    "doors_of",
    "entered_as",
    "forget_mark",
    "grants_of",
    "has_power",
    "is_demo",
    "people_in_role",
    "people_with",
    "roles_of",
]


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is at the door: the human (enough of the account to check a session by), and the person here."""

    account: Account
    person: Person


def entered_as(account_id: UUID) -> Entered | None:
    """An active account and the person it is in the community in scope, with the grants in force: one statement.

    Every request of somebody who has entered begins with it, so the joins are one, not three.
    """
    account = Account.objects.filter(pk=OuterRef("account_id"), is_active=True)
    rows = list(
        Person.objects.annotate(force=FilteredRelation("grants", condition=in_force(clock.today(), "grants__")))
        .filter(account_id=account_id, merged_into=None, left_on=None)
        .annotate(
            grant_id=F("force__id"), grant_role=F("force__role"), grant_place_id=F("force__place_id"),
            grant_path=F("force__place__path"), account_password=Subquery(account.values("password")),
            account_epoch=Subquery(account.values("epoch")),
        )
    )  # fmt: skip
    if not rows or rows[0].account_password is None:
        return None
    person = rows[0]
    person.held = [_grant_of(row) for row in rows if row.grant_id]  # type: ignore[attr-defined]  # as `grants_of` keeps it
    account_known = _partly(
        Account, id=person.account_id, password=person.account_password, epoch=person.account_epoch
    )  # fmt: skip
    return Entered(account_known, person)


def _grant_of(row: Any) -> Grant:
    """A grant as its row joined to the person's tells it; what is not in the row is read when it is asked for."""
    here = {"community_id": row.community_id}
    grant = _partly(Grant, **here, id=row.grant_id, person_id=row.id, role=row.grant_role, place_id=row.grant_place_id)
    grant.place = _partly(Place, **here, id=row.grant_place_id, path=row.grant_path) if row.grant_place_id else None
    return grant


def _partly(model: type[M], **known: Any) -> M:
    """A row of which some columns are known; the others are read when they are asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db("default", names, [known[name] for name in names])


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


def grants_in_force() -> QuerySet[Grant]:
    """Every role held today, by role."""
    found = Grant.objects.filter(in_force(clock.today()), person__merged_into=None)
    return found.select_related("person", "place", "given_by").order_by("role", "id")


def cards_in_force(people: Iterable[Person]) -> dict[UUID, Card]:
    """The card of each of these people who has one."""
    return {card.person_id: card for card in Card.objects.filter(person__in=[one.pk for one in people], ended_at=None)}
