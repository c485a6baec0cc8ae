"""Who stands on the roll of a ballot, worked out from the books of people and homes at one moment, or from a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.queries import people_in_role
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.ballots.kinds import Roll
from hehuo.domain.plan.ballots.models import Ballot, Voter, VoterHome, VoterPerson

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Door:
    """A home behind a voice; `area_x100` in 0.01 m²."""

    door: str
    area_x100: int = 0
    home_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice to be: what it is called on the roll, its homes, and who may cast it."""

    label: str
    doors: tuple[Door, ...] = ()
    people: tuple[tuple[str, UUID | None], ...] = field(default=())


def voices_of(roll: Roll, place: Place | None) -> list[Voice]:
    """Everyone who may vote at a place today. Raises Refused where areas are missing that owners' votes need."""
    if roll == Roll.OWNERS:
        return _owners(place)
    if roll == Roll.HOUSEHOLDS:
        return _households(place)
    found = people_in_role(Role.REPRESENTATIVE) if roll == Roll.REPRESENTATIVES else people.grown_ups(place)
    return [Voice(person.name, (), ((person.name, person.id),)) for person in found]


def _households(place: Place | None) -> list[Voice]:
    adults: dict[UUID, list[Person]] = defaultdict(list)
    for person in people.grown_ups(place):
        if person.household_id:
            adults[person.household_id].append(person)
    found = people.households().filter(pk__in=adults)
    return [
        Voice(
            f"{household.home.short} ({household.number})" if household.number > 1 else household.home.short,
            (),
            tuple((person.name, person.id) for person in adults[household.pk]),
        )
        for household in found
    ]


def _owners(place: Place | None) -> list[Voice]:
    """One buyer of several parts is one, co-owners of one part are one, and so is what is not sold yet (R-12)."""
    homes = list(places.homes_in(place) if place else places.homes())
    if nameless := [home.short for home in homes if home.area_x100 is None]:
        some = _("、").join(nameless[:5])
        raise Refused(
            _("有 %(n)s 套没有专有面积（%(some)s），按面积算不出来。请先在花名册里补上，或者上传业主清册。")
            % {"n": len(nameless), "some": some}
        )
    owners: dict[UUID, list[Person]] = defaultdict(list)
    of_homes = people.ownerships().filter(home__in=[home.pk for home in homes]).select_related("person__merged_into")
    for owned in of_homes.order_by("id"):
        owners[owned.home_id].append(owned.person)
    by_owners: dict[frozenset[UUID], list[Home]] = {}
    for home in homes:
        by_owners.setdefault(frozenset(person.human_id for person in owners[home.pk]), []).append(home)
    return [_owner(held, owners[held[0].pk] if humans else []) for humans, held in by_owners.items()]


def _owner(homes: Sequence[Home], owners: Sequence[Person]) -> Voice:
    doors = tuple(Door(home.short, home.area_x100 or 0, home.pk) for home in homes)
    names = tuple((person.name, person.id) for person in owners)
    if not owners:
        return Voice(_("开发建设单位（没有卖出的 %s 套）") % len(homes), doors)
    return Voice(label_of(doors, [name for name, _id in names]), doors, names)


def label_of(doors: Iterable[Door], names: Iterable[str]) -> str:
    """How a voice with homes is called on the roll: `3-2-502、3-2-602 唐海杰、冯梅燕`."""
    return f"{'、'.join(door.door for door in doors)} {'、'.join(names)}"[:200]


def write_roll(ballot: Ballot, voices: Sequence[Voice]) -> None:
    """Put these voices on the roll of a ballot in place of what stands there, and its totals on the ballot."""
    Voter.objects.filter(ballot=ballot).delete()
    voters, homes, hands = [], [], []
    for number, voice in enumerate(voices, start=1):
        voter = Voter(
            ballot=ballot, number=number, label=voice.label[:200], area_x100=sum(door.area_x100 for door in voice.doors)
        )
        voters.append(voter)
        homes += [
            VoterHome(ballot=ballot, voter=voter, door=door.door, home_id=door.home_id, area_x100=door.area_x100)
            for door in voice.doors
        ]
        hands += [VoterPerson(ballot=ballot, voter=voter, person_id=pk, name=name) for name, pk in voice.people]
    Voter.objects.bulk_create(voters, batch_size=BATCH)
    VoterHome.objects.bulk_create(homes, batch_size=BATCH)
    VoterPerson.objects.bulk_create(hands, batch_size=BATCH)
    ballot.total, ballot.total_area = len(voters), sum(voter.area_x100 for voter in voters)
    ballot.save(update_fields=["total", "total_area"])
