"""Reading duties: whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power, people_with
from hehuo.domain.ground.duties.kinds import When
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.duties.rules import when_due
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Group:
    """The duties that press equally."""

    when: When
    duties: list[Duty]


def todo_of(person: Person) -> QuerySet[Duty]:
    """What waits for a person, the most pressing first: their own, and what anyone with their powers may do.

    A duty whose owner has left goes back to everyone who holds its power.
    """
    anyones = Q(person=None) | Q(person__left_on__isnull=False)
    return _open().filter(Q(person=person) | (anyones & Q(power__in=_powers_of(person))))


def duties_for(person: Person) -> QuerySet[Duty]:
    """What a person owns or could do: of the rest they are not told what it is about."""
    return _open().filter(Q(person=person) | Q(power__in=_powers_of(person)))


def todo_of_colleagues(person: Person) -> QuerySet[Duty]:
    """What waits for others, of the kinds that this person could do too."""
    return (
        _open().filter(power__in=_powers_of(person), person__isnull=False, person__left_on=None).exclude(person=person)
    )


def grouped(duties: Iterable[Duty], now: datetime | None = None) -> list[Group]:
    """Duties in the groups of the day; a group without duties is left out."""
    now = now or clock.now()
    groups: dict[When, list[Duty]] = {when: [] for when in When}
    for duty in duties:
        groups[when_due(duty.due_at, now)].append(duty)
    return [Group(when, found) for when, found in groups.items() if found]


def open_duty(about_id: UUID, act: str) -> Duty | None:
    """The open duty to do this with a thing."""
    return _open().filter(about_id=about_id, act=act).first()


def duties_about(about_id: UUID) -> QuerySet[Duty]:
    """All duties a thing has brought, oldest first, done ones too."""
    return Duty.objects.filter(about_id=about_id).select_related("person", "done_by").order_by("assigned_at", "id")


def open_duties() -> QuerySet[Duty]:
    """Every open duty, the most pressing first."""
    return _open()


def duties() -> QuerySet[Duty]:
    """Every duty, open or done."""
    return Duty.objects.select_related("person")


def colleagues_for(duty: Duty, person: Person) -> list[Person]:
    """Who could take a duty over from this person, by name."""
    return list(people_with(Power(duty.power)).exclude(pk=person.pk).order_by("name", "id")) if duty.power else []


def owners_of(duty: Duty) -> list[Person]:
    """Who is to do it: its person, or everyone who holds the power."""
    if duty.person and duty.person.left_on is None:
        return [duty.person]
    return list(people_with(Power(duty.power))) if duty.power else []


def _open() -> QuerySet[Duty]:
    return Duty.objects.filter(done_at=None).select_related("person").order_by("due_at", "id")


def _powers_of(person: Person) -> list[Power]:
    return [power for power in Power if has_power(person, power)]
