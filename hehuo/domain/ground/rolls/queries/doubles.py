"""Persons who may be one human: the same ID number; the same phone and nearly the same name; one name in one home."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import masks, secrecy
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import Sex
from hehuo.domain.ground.people.models import Apart, Merge, Ownership, Person
from hehuo.domain.ground.places.models import Home

_NEARLY = 3  # letters from which on a single one may be a slip of the pen


@dataclass(slots=True)
class Pair:
    """Two persons and why they look like one."""

    one: Person
    other: Person
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both, as far as it may be shown, and whether it is equal (None where one of them lacks it)."""

    name: str
    one: str
    other: str
    is_equal: bool | None


def pairs() -> list[Pair]:
    """Every pair that looks like one human and was not told apart, those with one ID number first."""
    apart = set(Apart.objects.values_list("one_id", "other_id"))
    found: dict[tuple[UUID, UUID], Pair] = {}
    for reason, one, other in (*_by_identity(), *_by_phone(), *_by_home(), *_by_ownership()):
        first, second = sorted((one, other), key=lambda person: person.pk)
        if (first.pk, second.pk) not in apart:
            pair = found.setdefault((first.pk, second.pk), Pair(first, second))
            if reason not in pair.reasons:
                pair.reasons.append(reason)
    return list(found.values())


def pair_of(one: Person, other: Person) -> list[Line]:
    """What is equal and what differs, numbers masked."""
    return [
        _line(_("姓名"), one.name, other.name),
        _line(_("证件号"), one.identity, other.identity, masks.identity),
        _line(_("电话"), one.phone, other.phone, masks.phone),
        _line(_("性别"), _sex(one), _sex(other)),
        _line(_("出生"), f"{one.born_on or ''}", f"{other.born_on or ''}", lambda day: day[:4]),
        _line(_("住在"), _home(one), _home(other)),
        _line(_("名下的房"), _owned(one), _owned(other)),
        _line(_("能不能登录"), _("能") if one.account_id else _("不能"), _("能") if other.account_id else _("不能")),
    ]


def alike(person: Person, home: Home | None) -> Iterator[Person]:
    """People on the roll who may be this person, who is not on it yet."""
    meant = Q(pk__in=[])
    if person.identity_hash:
        meant |= Q(identity_hash=person.identity_hash)
    if person.phone_hash:
        meant |= Q(phone_hash=person.phone_hash)
    if home:
        meant |= Q(name=person.name, household__home=home) | Q(name=person.name, ownerships__home=home)
    for each in people.present().filter(meant).select_related("household__home").distinct():
        is_same_number = bool(person.identity_hash) and each.identity_hash == person.identity_hash
        if is_same_number or (is_nearly(person.name, each.name) and not _two_numbers(person, each)):
            yield each


def with_identity(number: str) -> QuerySet[Person]:
    """Who has this ID number."""
    return people.present().filter(identity_hash=secrecy.search_hash(number))


def merges() -> QuerySet[Merge]:
    """Who was merged into whom, undone ones too, the newest first."""
    return Merge.objects.select_related("person", "into", "by")


def is_nearly(one: str, other: str) -> bool:
    """Equal but for dots and blanks, one the beginning of the other, or one letter of three and more different."""
    one, other = (name.replace("·", "").replace(" ", "") for name in (one, other))
    shorter, longer = sorted((one, other), key=len)
    if one == other or (len(shorter) > 1 and longer.startswith(shorter)):
        return True
    is_slip = len(one) == len(other) >= _NEARLY and one[0] == other[0]
    return is_slip and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _two_numbers(one: Person, other: Person) -> bool:
    """Two different ID numbers are two humans."""
    return bool(one.identity_hash and other.identity_hash and one.identity_hash != other.identity_hash)


Found = tuple[str, Person, Person]


def _by_identity() -> Iterator[Found]:
    for one, other in _groups("identity_hash", Q(identity_hash__gt="")):
        yield _("证件号相同"), one, other


def _by_phone() -> Iterator[Found]:
    for one, other in _groups("phone_hash", Q(phone_hash__gt="")):
        if is_nearly(one.name, other.name) and not _two_numbers(one, other):
            yield _("电话相同，姓名相近"), one, other


def _by_home() -> Iterator[Found]:
    for one, other in _groups("household__home", Q(household__isnull=False), "name"):
        if not _two_numbers(one, other):
            yield _("同一套房里同名"), one, other


def _by_ownership() -> Iterator[Found]:
    """An owner who lives elsewhere, and somebody of the same name who lives in what they own."""
    lives = {"home__households__people__merged_into": None, "home__households__people__left_on": None}
    rows = Ownership.objects.filter(
        until_on=None, person__merged_into=None, person__left_on=None,
        home__households__people__name=F("person__name"), **lives,
    ).exclude(person__household__home=F("home"))  # fmt: skip
    ids = list(rows.values_list("person", "home__households__people"))
    by_id = _fetched({pk for pair in ids for pk in pair})
    for one, other in ids:
        if one != other and one in by_id and other in by_id and not _two_numbers(by_id[one], by_id[other]):
            yield _("同一套房的业主和住户同名"), by_id[one], by_id[other]


def _groups(key: str, where: Q, *also: str) -> Iterator[tuple[Person, Person]]:
    """Pairs of people on the roll who share these fields."""
    keys = (key, *also)
    shared = people.present().filter(where).values(*keys).annotate(n=Count("id")).filter(n__gt=1)
    wanted: dict[Any, set[Any]] = {name: {row[name] for row in shared} for name in keys}
    if not wanted[key]:
        return
    groups: dict[tuple[Any, ...], list[Person]] = {}
    for person in _people(Q(**{f"{name}__in": values for name, values in wanted.items()})):
        home = person.household.home_id if person.household else None
        values = tuple(home if name == "household__home" else getattr(person, name) for name in keys)
        groups.setdefault(values, []).append(person)
    for group in groups.values():
        yield from combinations(group, 2)


def _people(where: Q) -> QuerySet[Person]:
    return people.present().filter(where).select_related("household__home").order_by("id")


def _fetched(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return {person.pk: person for person in _people(Q(pk__in=list(ids)))}


def _sex(person: Person) -> str:
    return str(Sex(person.sex).label) if person.sex else ""


def _home(person: Person) -> str:
    return str(person.household.home) if person.household else ""


def _owned(person: Person) -> str:
    return _("、").join(each.home.short for each in people.homes_owned_by(person))


def _line(name: str, one: str, other: str, mask: Any = str) -> Line:
    return Line(name, mask(one) if one else "", mask(other) if other else "", one == other if one and other else None)
