"""What stands before the first page is opened: two communities, the office's people, neighbours, rooms and pots."""

from datetime import date

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community, CommunityKind, Installation
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.partners.actions import ensure_categories
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import queries
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from tests.stories.sky_farm import plan, roll

OFFICE = {
    "周玉梅": [Role.WORKER],
    "陈国栋": [Role.SECRETARY],
    "苏丽": [Role.SECRETARY, Role.WORKER],
    "冯敏": [Role.CLERK],
    "孔令仪": [Role.ACCOUNTANT],
    "梁映红": [Role.REPRESENTATIVE],
    "区志明": [Role.REPRESENTATIVE],
    "罗敏仪": [Role.REPRESENTATIVE],
    "冯西": [Role.REPRESENTATIVE],
    "麦伯": [Role.BUILDING_LEADER],
    "何嘉怡": [Role.STEWARD],
    "李国华": [Role.STEWARD],
    "麦少芬": [Role.STEWARD],
    "谢伟明": [Role.STEWARD],
}
BEFORE = date(2024, 6, 3)


def stands(story):
    """Everyone is there on 3 June; nothing has been said yet."""
    lets_in_by_one_tap()
    street = Community.objects.create(code="gangwan", name="港湾街道", kind=CommunityKind.STREET)
    shuanglong = Community.objects.create(code="shuanglong", name="双龙社区", phone="0715-000 0110")
    haiwan = Community.objects.create(code="haiwan", name="海湾社区", street=street, phone="020-0000 0119")
    with clock.stopped(clock.at(BEFORE, 9)):
        with community_scope(shuanglong):
            _enters("金海霞", [Role.WORKER])
        with community_scope(haiwan):
            people = {name: _enters(name, roles) for name, roles in OFFICE.items()}
            story.found.worker = people["周玉梅"]
            roll.haiwan_is_on_the_roll(story.found)
            gives_accounts(story.found.neighbours[:5])
            ensure_categories()
            _rooms_and_pots(story.found, people["孔令仪"])
    story.found.neighbours = [each.name for each in story.found.neighbours]
    story.found.codes = {each.name: each.code for each in _everyone(haiwan)}
    del story.found.worker, story.found.rooms


def lets_in_by_one_tap():
    """The database is marked as a demo's."""
    registry.forget()
    Installation.objects.update_or_create(id=1, defaults={"is_demo": True})
    queries.forget_mark()


def gives_accounts(people):
    """These residents can enter."""
    for number, person in enumerate(people):
        access.give_account(actor=None, person=person, username=f"neighbour{number}", password=None)


def _enters(name, roles):
    person = Person.objects.create(name=name)
    for role in roles:
        Grant.objects.create(person=person, role=role, from_on=BEFORE)
    access.give_account(actor=None, person=person, username=f"somebody-{person.id}", password=None)
    return person


def _rooms_and_pots(found, accountant):
    plan.rooms_are_open_to_partners(found)
    for name, room in found.rooms.items():
        if name == "多功能厅":
            spaces.set_opening(
                actor=found.worker, space=room, audience=Audience.RESIDENT, weekdays="1234567",
                from_time=clock.at(BEFORE, 9).time(), to_time=clock.at(BEFORE, 18).time(),
            )  # fmt: skip
    funds.open_fund(actor=accountant, name="海湾社区慈善基金", nature=FundNature.CHARITY, keeper="南沙区慈善会")
    fiscal = funds.open_fund(actor=accountant, name="社区经费", nature=FundNature.FISCAL, keeper="港湾街道办事处")
    funds.open_line(actor=accountant, fund=fiscal, direction=Direction.OUT, name="公共空间")
    funds.set_opening(actor=accountant, fund=fiscal, fen=620_000, on=BEFORE)


def _everyone(community):
    with community_scope(community):
        return list(Person.objects.all())
