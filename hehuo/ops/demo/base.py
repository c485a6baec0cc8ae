"""The first chapter: street offices, communities, homes, people, and somebody in every role."""

from hehuo.core import clock
from hehuo.core.db.models import Community, CommunityKind
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.rosters.planning import Plan
from hehuo.domain.ground.intakes.rosters.records import Address, HomeRecord, Household, OwnerRecord, PersonRecord
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.ops.demo.days import BEGINNING, day
from hehuo.ops.demo.names import Inventor
from hehuo.ops.demo.towns import STREETS, TOWNS, Town

# role, how many, sex of each
CAST: tuple[tuple[Role, str], ...] = (
    (Role.SECRETARY, "f"),
    (Role.WORKER, "ffm"),
    (Role.CLERK, "f"),
    (Role.SUPERVISOR, "m"),
    (Role.STEWARD, "mf"),
    (Role.BUILDING_LEADER, "fm"),
    (Role.REPRESENTATIVE, "mfm"),
    (Role.PARTNER, "m"),
)


def tell() -> None:
    """Make the five places, a good year ago, so that everybody held their role when the story began."""
    with clock.stopped(clock.at(day(BEGINNING), 9)):
        _tell()


def _tell() -> None:
    streets = {street.code: _street(street.code, street.name, street.region) for street in STREETS}
    accountants = {code: Account.objects.create_account(f"{code}-accountant") for code in streets}
    for town in TOWNS:
        street = streets[town.street]
        community = Community.objects.create(
            code=town.code, name=town.name, street=street, region=street.region, phone=town.phone, address=town.address
        )
        with community_scope(community):
            inventor = Inventor(town.code)
            administrator = _administrator(inventor)
            _people_with_roles(inventor, administrator)
            _accountant(inventor, administrator, accountants[town.street])
            _homes(town, inventor)
            _residents_who_enter()


def _street(code: str, name: str, region: str) -> Community:
    street = Community.objects.create(code=code, name=name, kind=CommunityKind.STREET, region=region)
    with community_scope(street):
        inventor = Inventor(code)
        administrator = _administrator(inventor)
        supervisor = _invented(inventor, "f")
        access.grant_role(actor=administrator, person=supervisor, role=Role.STREET)
        _give_account(supervisor, f"{code}-street")
    return street


def _invented(inventor: Inventor, sex: str) -> Person:
    """A person of working age who lives elsewhere."""
    person = Person(name=inventor.name(sex), sex=sex, born_on=inventor.born(28, 58))
    person.phone = inventor.phone()
    person.save()
    return person


def _administrator(inventor: Inventor) -> Person:
    """The first administrator, whom nobody could appoint."""
    person = _invented(inventor, "m")
    access.appoint_first_administrator(person=person)
    _give_account(person, f"{person.community.code}-administrator")
    return person


def _people_with_roles(inventor: Inventor, administrator: Person) -> None:
    for role, sexes in CAST:
        for number, sex in enumerate(sexes, 1):
            person = _invented(inventor, sex)
            access.grant_role(actor=administrator, person=person, role=role)
            _give_account(person, f"{person.community.code}-{role.value}{number if len(sexes) > 1 else ''}")


def _accountant(inventor: Inventor, administrator: Person, account: Account) -> None:
    """The street's accountant keeps the books of all its communities: one human, a person in each."""
    person = Person(name=Inventor(account.username).name("f"), sex="f", account_id=account.id)
    person.phone = inventor.phone()
    person.save()
    access.grant_role(actor=administrator, person=person, role=Role.ACCOUNTANT)


def _give_account(person: Person, username: str) -> None:
    """An account without a password: in the demo one tap is enough."""
    access.give_account(actor=None, person=person, username=username, password=None)


def _homes(town: Town, inventor: Inventor) -> None:
    """The estates with their homes and people, taken in as a roster is."""
    plan = Plan()
    for estate, (buildings, stairwells, floors) in town.estates.items():
        ensure_place(kind=PlaceKind.ESTATE, name=estate)
        for building in range(1, buildings + 1):
            for stairwell in range(1, stairwells + 1):
                for floor in range(1, floors + 1):
                    for door in (1, 2):
                        address = Address(estate, str(building), str(stairwell), f"{floor}0{door}")
                        is_lived_in = len(plan.households) < town.lived_in
                        plan.households[address.path] = _household(address, inventor, is_lived_in=is_lived_in)
                        plan.read += 1
    if plan.households:
        intake = receiving.stage_roster(actor=None, plan=plan, file_name="演示花名册", content=town.code.encode())
        taking.take_roster(actor=None, intake=intake)


def fill_building(estate: str, building: str, *, floors: int) -> None:
    """One more building of an estate, two doors a landing, where somebody lives behind each."""
    plan, inventor = Plan(), Inventor(f"{estate}{building}")
    for floor in range(1, floors + 1):
        for door in (1, 2):
            address = Address(estate, building, "", f"{floor}0{door}")
            plan.households[address.path] = _household(address, inventor, is_lived_in=True)
            plan.read += 1
    intake = receiving.stage_roster(
        actor=None, plan=plan, file_name="演示花名册", content=f"{estate}{building}".encode()
    )
    taking.take_roster(actor=None, intake=intake)


def _household(address: Address, inventor: Inventor, *, is_lived_in: bool) -> Household:
    area = 8600 + int(inventor.pick("0 240 510 930 1800 3450"))
    home = HomeRecord("演示", 1, area_x100=area, is_fitted_out=is_lived_in)
    household = Household(address, home)
    if is_lived_in:
        household.people = _family(inventor)
        head = household.people[0]
        home.owners = [OwnerRecord(head.name, head.phone, head.identity)]
    return household


def _family(inventor: Inventor) -> list[PersonRecord]:
    """Two grown-ups and a child, an old couple, or one old person alone."""
    kind = inventor.pick("family family family couple alone")
    family = inventor.family()
    if kind == "family":
        return [
            _record(inventor, "m", "户主", family, (30, 52)),
            _record(inventor, "f", "配偶", "", (29, 50)),
            _record(inventor, inventor.pick("m f"), "子女", family, (3, 17)),
        ]
    if kind == "couple":
        return [_record(inventor, "m", "户主", family, (62, 80)), _record(inventor, "f", "配偶", "", (60, 79))]
    alone = _record(inventor, "f", "户主", family, (72, 90))
    alone.cares = [[CareKind.ALONE.value, ""]]
    return [alone]


def _record(inventor: Inventor, sex: str, relation: str, family: str, ages: tuple[int, int]) -> PersonRecord:
    born = inventor.born(*ages)
    return PersonRecord(
        "演示", 1, inventor.name(sex, family), sex=sex, born_on=born.isoformat(), relation=relation, living="resident",
        identity=inventor.identity(born, sex), phone=inventor.phone() if ages[0] >= 18 else "",
    )  # fmt: skip


def _residents_who_enter() -> None:
    """Three residents with one-tap entry: a mother, an old man, a woman living alone where there is one."""
    grown = Person.objects.filter(household__isnull=False, grants__isnull=True).order_by("household__home__order", "id")
    chosen = [
        grown.filter(relation="配偶", born_on__year__gte=1970).first(),
        grown.filter(relation="户主", born_on__year__lt=1964, sex="m").first(),
        grown.filter(cares__kind=CareKind.ALONE).first(),
    ]
    for number, person in enumerate(filter(None, chosen), 1):
        _give_account(person, f"{person.community.code}-resident{number}")
