"""Haiwan's roll as life has changed it: a grid, a split home, a tenant, a delegate, a guardian, a choir, a double."""

from hehuo.core import clock
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.kinds import Channel, ConsentKind
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import Living, TeamKind, WardKind
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import HomeKind, HomeUse, PlaceKind
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.rolls.actions import changes, doubles, homes, households, moves, teams
from hehuo.domain.ground.rolls.actions import people as roll
from hehuo.domain.ground.rolls.actions import places as by_hand
from hehuo.domain.ground.rolls.actions.changes import Part
from hehuo.domain.insight.holdings import actions as holdings
from hehuo.domain.insight.holdings import permits
from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.names import Inventor


def tell() -> None:
    """All of it, some weeks ago."""
    with cast.in_community("haiwan"):
        worker, inventor = cast.holder(Role.WORKER), Inventor("haiwan-neighbours")
        with standing(day(60)):
            _grid(worker)
            _shop_and_split(worker)
        with standing(day(40)):
            _family(worker)
            _teams(worker)
            _tenant(worker, inventor)
        with standing(day(12)):
            _doubles(worker, inventor)
            _leaves(worker)
        _privacy(worker)


def _grid(worker: Person) -> None:
    """Three buildings are one worker's beat."""
    grid = by_hand.add_place(actor=worker, kind=PlaceKind.GRID, name="第一网格")
    for building in Place.objects.filter(kind=PlaceKind.BUILDING)[:3]:
        by_hand.assign_to_grid(actor=worker, building=building, grid=grid)


def _shop_and_split(worker: Person) -> None:
    """A shop at the gate, and a large home that nobody lives in, split in two."""
    estate = places.estates()[0]
    shop = by_hand.add_home(actor=worker, estate=estate, number="1-1-S1", kind=HomeKind.SHOP, area_x100=4_650)
    homes.add_owner(actor=worker, home=shop, person=cast.residents(1)[0], since_on=day(300))
    empty = places.homes().filter(ownerships=None, area_x100__gt=10_000).last()
    if empty is None:
        return
    area = empty.area_x100 or 0
    parts = [Part(f"{empty.room}A", area - 4_000, []), Part(f"{empty.room}B", 4_000, [])]
    changes.split_home(actor=worker, home=empty, parts=parts, on=clock.today(), why="不动产证分户（演示）")


def _family(worker: Person) -> None:
    """The first family has its delegate and its child a guardian."""
    child = people.present().filter(relation="子女", household__isnull=False).order_by("household__home__order").first()
    if child is None or child.household is None:
        return
    for person in people.members_of(child.household).filter(relation__in=("户主", "配偶")):
        households.name_guardian(actor=worker, ward=child, guardian=person, kind=WardKind.MINOR, evidence="户口本")
        if person.relation == "户主":
            households.name_delegate(actor=worker, household=child.household, person=person)


def _teams(worker: Person) -> None:
    """A choir and those who go round at night."""
    crowd = cast.residents(24)
    for name, kind, purpose, members in (
        ("海湾合唱团", TeamKind.CULTURE, "每周四晚上在多功能厅排练", crowd[2:9]),
        ("平安巡逻队", TeamKind.PATROL, "晚上七点到九点", crowd[10:14]),
        ("邻里互助队", TeamKind.MUTUAL_HELP, "换灯泡、修水龙头、剪头发", crowd[15:20]),
    ):
        team = teams.make_team(actor=worker, name=name, kind=kind, leader=members[0], purpose=purpose)
        for person in members[1:]:
            teams.add_member(actor=worker, team=team, person=person)


def _tenant(worker: Person, inventor: Inventor) -> None:
    """A tenant moves into a home whose owner lives elsewhere."""
    home = places.homes().exclude(ownerships=None).filter(households=None).first() or places.homes().last()
    if home is None:
        return
    said = {"kind": HomeKind(home.kind), "use": HomeUse.LET, "area_x100": home.area_x100}
    homes.edit_home(actor=worker, home=home, is_fitted_out=True, note="", **said)
    roll.register_person(
        actor=worker, name=inventor.name("m"), sex="m", on=clock.today(), home=home, living=Living.TENANT,
        relation="租户", phone=inventor.phone(), born_on=inventor.born(25, 40),
    )  # fmt: skip


def _doubles(worker: Person, inventor: Inventor) -> None:
    """One person stands on the roll twice; two others were looked at: one pair merged, the other still waits."""
    one, other = cast.residents(8)[5:7]
    for person in (one, other):
        twin = Person(name=person.name, household=person.household, sex=person.sex, living=person.living)
        twin.phone = inventor.phone()
        twin.save()
        if person == one:
            doubles.merge_people(actor=worker, person=twin, into=one, why="看了身份证，是一个人")


def _leaves(worker: Person) -> None:
    """A family's grown-up moves away."""
    gone = [person for person in cast.residents(40) if person.relation == "配偶"][-1]
    moves.move_out(actor=worker, person=gone, on=clock.today(), where="到女儿家住")


def _privacy(worker: Person) -> None:
    """Neighbours agreed to something; a phone was looked at; one wants a mistake put right, another to be erased."""
    one, two, three = cast.residents(3)
    with standing(day(9)):
        consent = consents.give_consent(actor=one, person=one, kind=ConsentKind.PUBLISH)
        consents.give_consent(actor=one, person=one, kind=ConsentKind.NOTICE)
        consents.give_consent(actor=worker, person=two, kind=ConsentKind.NOTICE, channel=Channel.DESK)
        for person in (one, three):
            access.reveal(actor=worker, person=person, field="phone", why="上门联系")
    with standing(day(2)):
        consents.withdraw_consent(actor=one, consent=consent)
        holdings.ask(actor=one, person=one, kind=AskKind.CORRECT, words="我的生日登记错了，是 3 月")
        request = holdings.ask(actor=three, person=three, kind=AskKind.ERASE)
    child = cast.child()
    with standing(day(5)):
        asked = permits.ask_to_see(actor=worker, person=child, why="核对入学名单上的证件号")
        permits.permit(actor=cast.holder(Role.SECRETARY), permit=asked)
        access.reveal(actor=worker, person=child, field="identity", why="核对入学名单上的证件号")
    with standing(day(1)):
        permits.ask_to_see(actor=worker, person=child, why="给家长打电话，孩子的水杯落在教室")
        holdings.check_erasure(actor=worker, request=request, answer="本人带身份证来过服务台")
