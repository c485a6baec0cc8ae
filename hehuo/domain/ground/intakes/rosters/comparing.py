"""Some households of a file against what the community knows: what would be new, what would change."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from hehuo.core import secrecy
from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.intakes.rosters.records import UNKNOWN_ROOM, Address, HomeRecord, OwnerRecord, PersonRecord
from hehuo.domain.ground.intakes.rosters.records import Household as Said
from hehuo.domain.ground.people.kinds import Living
from hehuo.domain.ground.people.models import Care, Household, Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place


@dataclass(slots=True)
class Changes:
    """What taking households in would write; nothing is written yet."""

    places: list[Place] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    cares: list[Care] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    before: dict[TenantModel, dict[str, Any]] = field(default_factory=dict)  # a changed row → its fields before
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, by: int = 1) -> None:
        """Add to a figure."""
        self.counts[name] = self.counts.get(name, 0) + by


def compare(said: list[Said]) -> Changes:
    """What these households would change, in a handful of statements however many they are."""
    comparison = _Comparison(said)
    for household in said:
        comparison.compare(household)
    return comparison.changes


class _Comparison:
    """The rows of the community that these households may meet, fetched at once, and what comes of the meeting."""

    def __init__(self, said: list[Said]) -> None:
        self.changes = Changes()
        self._made: set[UUID] = set()  # rows that this comparison made itself: they have no before
        self._met: set[UUID] = set()
        self._hashes: dict[str, str] = {}
        self._fetch_places(said)
        self._fetch_people(said)

    def _hash(self, plain: str) -> str:
        """A search hash, computed once for each number."""
        found = self._hashes.get(plain)
        if found is None:
            found = self._hashes[plain] = secrecy.search_hash(plain)
        return found

    def _fetch_places(self, said: list[Said]) -> None:
        paths = {household.address.path for household in said}
        paths |= {_unknown(household.address) for household in said if household.was_unknown}
        self._homes = {home.path: home for home in Home.objects.filter(path__in=paths, ended_on=None)}
        self._find_mended(said)
        levels = {level for household in said for _kind, _name, level in _levels(household.address)}
        self._places = {place.path: place for place in Place.objects.filter(path__in=levels)}
        homes = [home.pk for home in self._homes.values()]
        self._households = {found.home_id: found for found in Household.objects.filter(home__in=homes, number=1)}

    def _find_mended(self, said: list[Said]) -> None:
        """A home that the paper still names without its number, but whose number a person has put right since."""
        for household in said:
            address = household.address
            if address.room != UNKNOWN_ROOM or address.path in self._homes:
                continue
            owners = [owner.name for owner in household.home.owners] if household.home else []
            identities = [self._hash(person.identity) for person in household.people if person.identity]
            here = Q(ownerships__person__name__in=owners) | Q(households__people__identity_hash__in=identities)
            stairwell = address.path.rpartition("/")[0]
            there = Home.objects.filter(here, place__path=stairwell, ended_on=None)
            if (owners or identities) and (home := there.first()):
                self._homes[address.path] = home

    def _fetch_people(self, said: list[Said]) -> None:
        identities: set[str] = set()
        phones: set[tuple[str, str]] = set()
        for household in said:
            owners = household.home.owners if household.home else []
            everyone: list[PersonRecord | OwnerRecord] = [*household.people, *owners]
            for one in everyone:
                if one.identity:
                    identities.add(self._hash(one.identity))
                if one.phone:
                    phones.add((one.name, self._hash(one.phone)))
        homes = [home.pk for home in self._homes.values()]
        owners_of = Ownership.objects.filter(home__in=homes).select_related("person")
        self._owned = {(owned.home_id, owned.person.name): owned.person for owned in owners_of}
        self._by_identity: dict[str, Person] = {}
        self._by_phone: dict[tuple[str, str], Person] = {}
        self._by_home: dict[UUID, list[Person]] = {}
        # Three questions, each answered by an index of its own (one with OR would read the whole table), and each for
        # those only whom the one before did not find: a roster taken in again asks one.
        self._meet_all(Q(household__in=list(Household.objects.filter(home__in=homes).values_list("pk", flat=True))))
        self._meet_all(Q(identity_hash__in=identities - self._by_identity.keys()))
        self._meet_all(Q(phone_hash__in={hashed for _name, hashed in phones - self._by_phone.keys()}))
        cares = Care.objects.filter(person__in=self._met)
        self._cares = {(care.person_id, care.kind, care.note) for care in cares}

    def _meet_all(self, which: Q) -> None:
        # No join, no order, and "not merged" said the other way round: for each SQLite would go through everyone.
        found = Person.objects.filter(which).exclude(merged_into__isnull=False).select_related("household").order_by()
        for person in sorted(found, key=lambda person: person.pk):
            if person.pk not in self._met:
                self._meet(person)

    def _meet(self, person: Person) -> None:
        """Remember a person by everything that may name it again."""
        self._met.add(person.pk)
        if person.identity_hash:
            self._by_identity.setdefault(person.identity_hash, person)
        if person.phone_hash:
            self._by_phone.setdefault((person.name, person.phone_hash), person)
        if person.household:
            self._by_home.setdefault(person.household.home_id, []).append(person)

    def compare(self, said: Said) -> None:
        """One household: its home, its people, its owners."""
        home = self._home(said)
        if said.people:
            household = self._household(home)
            for person in said.people:
                self._person(person, household)
        for owner in said.home.owners if said.home else ():
            self._owner(owner, home)

    def _home(self, said: Said) -> Home:
        address, path = said.address, said.address.path
        home = self._homes.get(path)
        if home is None and said.was_unknown and (home := self._homes.get(_unknown(address))):
            renamed = {"room": address.room, "path": path, "order": addresses.order_of(path)}
            self._change(home, renamed)
            self._homes[path] = home
        is_new = home is None
        if home is None:
            home = Home(
                estate=self._place(address, 0), place=self._place(address, -1), room=address.room, path=path,
                order=addresses.order_of(path),
            )  # fmt: skip
            self._homes[path] = home
            self.changes.homes.append(home)
            self._made.add(home.pk)
            self.changes.count("homes_new")
        if said.home:
            changed = self._change(home, _home_fields(said.home))
            self.changes.count("new" if is_new else "changed" if changed else "unchanged")
        return home

    def _place(self, address: Address, level: int) -> Place:
        """The estate (0) or the lowest place (-1) of an address, made with all above it where new."""
        parent: Place | None = None
        places = []
        for kind, name, path in _levels(address):
            place = self._places.get(path)
            if place is None:
                place = self._places[path] = Place(kind=kind, name=name, path=path, parent=parent)
                self.changes.places.append(place)
            places.append(place)
            parent = place
        return places[level]

    def _household(self, home: Home) -> Household:
        found = self._households.get(home.pk)
        if found is None:
            found = self._households[home.pk] = Household(home=home)
            self.changes.households.append(found)
        return found

    def _person(self, said: PersonRecord, household: Household) -> None:
        fields = _person_fields(said, household)
        person = self._known(said, household)
        if person is None:
            self._new_person(Person(name=said.name, **fields), said.identity, said.phone)
            self.changes.count("new")
            self._care(self.changes.people[-1], said)
            return
        changed = self._change(person, fields)
        changed |= self._change_sealed(person, said.identity, said.phone)
        changed |= self._care(person, said)
        self.changes.count("changed" if changed else "unchanged")

    def _known(self, said: PersonRecord, household: Household) -> Person | None:
        """Who this is: the ID number says it; else the name in this home; else name and phone of one without a home."""
        identity = self._hash(said.identity)
        if identity and identity in self._by_identity:
            return self._by_identity[identity]
        for person in self._by_home.get(household.home_id, ()):
            if person.name == said.name and not _apart(person, identity, said.born_on):
                return person
        found = self._by_phone.get((said.name, self._hash(said.phone))) if said.phone else None
        if found and (found.household_id is None) and not _apart(found, identity, said.born_on):
            return found
        return None

    def _new_person(self, person: Person, identity: str, phone: str) -> Person:
        person.identity_sealed, person.identity_hash = secrecy.seal(identity), self._hash(identity)
        person.phone_sealed, person.phone_hash = secrecy.seal(phone), self._hash(phone)
        self.changes.people.append(person)
        self._made.add(person.pk)
        self._meet(person)
        return person

    def _care(self, person: Person, said: PersonRecord) -> bool:
        fresh = [care for care in said.cares if (person.pk, care[0], care[1]) not in self._cares]
        for kind, note in fresh:
            self._cares.add((person.pk, kind, note))
            self.changes.cares.append(Care(person=person, kind=kind, note=note))
        return bool(fresh)

    def _owner(self, said: OwnerRecord, home: Home) -> None:
        if (home.pk, said.name) in self._owned:
            return
        identity = self._hash(said.identity)
        person = self._by_identity.get(identity) if identity else None
        person = person or next((one for one in self._by_home.get(home.pk, ()) if one.name == said.name), None)
        person = person or (self._by_phone.get((said.name, self._hash(said.phone))) if said.phone else None)
        if person is None:
            person = self._new_person(Person(name=said.name, living=Living.OWNER), said.identity, said.phone)
            self.changes.count("owners_elsewhere")
        elif said.phone and not person.phone_hash:
            self._change_sealed(person, "", said.phone)
        self._owned[(home.pk, said.name)] = person
        self.changes.ownerships.append(Ownership(home=home, person=person))

    def _change(self, row: TenantModel, fields: dict[str, Any]) -> bool:
        """Set the fields that differ, and remember what they were before."""
        differs = {name: value for name, value in fields.items() if getattr(row, name) != value}
        for name, value in differs.items():
            if row.pk not in self._made:
                self.changes.before.setdefault(row, {}).setdefault(name, getattr(row, name))
            setattr(row, name, value)
        return bool(differs)

    def _change_sealed(self, person: Person, identity: str, phone: str) -> bool:
        fields: dict[str, Any] = {}
        for name, plain in (("identity", identity), ("phone", phone)):
            if plain and getattr(person, f"{name}_hash") != self._hash(plain):
                fields[f"{name}_sealed"], fields[f"{name}_hash"] = secrecy.seal(plain), self._hash(plain)
        return self._change(person, fields)


def _apart(person: Person, identity_hash: str, born_on: str) -> bool:
    """Whether two of one name are two humans: their ID numbers or birth dates say so."""
    if identity_hash and person.identity_hash:
        return identity_hash != person.identity_hash
    return bool(born_on and person.born_on and person.born_on != date.fromisoformat(born_on))


def _levels(address: Address) -> list[tuple[PlaceKind, str, str]]:
    """Kind, name and path of the places above a home."""
    levels = [(PlaceKind.ESTATE, address.estate, address.estate)]
    building = f"{address.building}栋"
    levels.append((PlaceKind.BUILDING, building, f"{address.estate}/{building}"))
    if address.stairwell:
        name = f"{address.stairwell}单元"
        levels.append((PlaceKind.STAIRWELL, name, f"{address.estate}/{building}/{name}"))
    return levels


def _unknown(address: Address) -> str:
    return Address(address.estate, address.building, address.stairwell, UNKNOWN_ROOM).path


def _home_fields(said: HomeRecord) -> dict[str, Any]:
    """What the paper says about a home; what it leaves blank stays as it is."""
    fields = {"area_x100": said.area_x100, "is_fitted_out": said.is_fitted_out, "note": said.note or None}
    return {name: value for name, value in fields.items() if value is not None}


def _person_fields(said: PersonRecord, household: Household) -> dict[str, Any]:
    born_on = date.fromisoformat(said.born_on) if said.born_on else None
    fields = {
        "sex": said.sex, "born_on": born_on, "relation": said.relation, "living": said.living, "note": said.note,
        "household": household,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}
