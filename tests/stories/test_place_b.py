"""Place B: a room for services with 8 + 2 free places and its account; ten craftsmen and eight free services."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.matches import actions as matches
from hehuo.domain.build.matches import queries as three_lists
from hehuo.domain.build.matches import suggesting
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners import queries as neighbour_partners
from hehuo.domain.build.resources import queries as lists
from hehuo.domain.build.resources.actions import greens, notices
from hehuo.domain.build.resources.actions import resources as giving
from hehuo.domain.build.resources.actions.resources import Said
from hehuo.domain.build.resources.kinds import Channel
from hehuo.domain.build.resources.kinds import Group as Meant
from hehuo.domain.build.resources.kinds import Kind as Gives
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.ground.ledger import proof
from hehuo.domain.ground.people.kinds import CareKind, TeamKind
from hehuo.domain.ground.people.models import Care, Membership, Team
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.run.exchanges import actions as exchanges
from hehuo.domain.run.exchanges import queries as accounts
from hehuo.domain.run.exchanges.kinds import Kind
from hehuo.domain.run.fairs import actions as fairs
from hehuo.domain.run.fairs import queries as fair_books
from hehuo.domain.run.services import actions, queries
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words

__all__ = ["_july", "charity", "draft", "posted", "words"]

pytestmark = pytest.mark.django_db

CRAFTS = ("水电", "水电", "水电", "裁缝", "裁缝", "理发", "理发", "理发", "理发", "理发")
FREE_SERVICES = ("换水龙头", "修灯", "修插座", "通下水", "改裤脚", "补衣服", "上门理发", "到店理发")
NAMED = [FreeGroup.ALONE, FreeGroup.DISABLED, FreeGroup.MIN_ALLOWANCE, FreeGroup.EXTREME_POVERTY]


@pytest.fixture
def signed(draft, secretary):
    """The training centre has signed and begun."""
    draft.state, draft.signed_by, draft.signed_on = AgreementState.SIGNED, secretary, draft.starts_on
    draft.save()
    with clock.stopped(clock.at(date(2024, 7, 15), 9)):
        yield draft


def test_the_neighbours_home_gives_8_and_2_free_places_and_keeps_its_account(signed, worker, somebody):
    centre = signed.partner.contact
    hardship = actions.open_offer(
        actor=worker, agreement=signed, service="四点半课堂", label="困难家庭的孩子",
        groups=[FreeGroup.HARDSHIP_CHILD], places=8,
    )  # fmt: skip
    leaders = actions.open_offer(
        actor=worker, agreement=signed, service="四点半课堂", label="优秀志愿楼栋长的孩子",
        groups=[FreeGroup.NAMED], places=2,
    )  # fmt: skip
    children = [somebody(f"孩子{number}") for number in range(9)]
    for child in children:
        Care.objects.create(person=child, kind=CareKind.HARDSHIP_CHILD)
    for child in children[:8]:
        actions.give_place(actor=worker, offer=hardship, person=child)
    with pytest.raises(Refused, match="8 个免费名额都有人了"):
        actions.give_place(actor=worker, offer=hardship, person=children[8])
    for name in ("楼栋长家的甲", "楼栋长家的乙"):
        actions.give_place(actor=worker, offer=leaders, person=somebody(name))
    assert sorted(offer.taken for offer in queries.offers_of(signed)) == [2, 8]

    home = exchanges.open_exchange(actor=worker, agreement=signed, title="邻里之家")
    last = signed.ends_on
    for kind, amount, what in (
        (Kind.VENUE, 400 * 60, "一楼闲置用房"), (Kind.FREE_PLACES, 10, "四点半课堂 8 + 2"),
        (Kind.FREE_EVENTS, 10, "免费活动"), (Kind.FITTING, 3_600_000, "图书角、手工室、海洋球池、科普角"),
    ):  # fmt: skip
        exchanges.pledge(actor=worker, exchange=home, kind=kind, amount=amount, what=what, due_on=last)
    for kind, amount, actor, other in (
        (Kind.VENUE, 90, worker, centre), (Kind.FITTING, 3_600_000, centre, worker),
        (Kind.FREE_PLACES, 10, centre, worker), (Kind.FREE_EVENTS, 1, centre, worker),
    ):  # fmt: skip
        noted = exchanges.note_delivery(actor=actor, exchange=home, kind=kind, amount=amount, what="照约定")
        with pytest.raises(Refused):
            exchanges.confirm_delivery(actor=actor, delivery=noted)
        exchanges.confirm_delivery(actor=other, delivery=noted)
    balance = accounts.balance_of(home)
    assert [(line.kind, str(line.given), str(line.open)) for line in (*balance.community, *balance.partner)] == [
        (Kind.VENUE, "1.5 小时", "398.5 小时"), (Kind.FITTING, "36,000.00 元", "0.00 元"),
        (Kind.FREE_PLACES, "10 个", "0 个"), (Kind.FREE_EVENTS, "1 场", "9 场"),
    ]  # fmt: skip
    signed.fund.money.refresh_from_db()
    assert signed.fund.money.balance == 0  # give and take is no money
    assert list(proof.faults()) == []


def test_ten_craftsmen_give_eight_free_services_to_named_groups_and_to_nobody_else(signed, worker, somebody):
    team = Team.objects.create(
        name="手艺人互助队", kind=TeamKind.MUTUAL_HELP, leader=somebody("水电 0"), from_on=date(2024, 7, 1)
    )
    for number, craft in enumerate(CRAFTS):
        Membership.objects.create(team=team, person=somebody(f"{craft} {number}"), from_on=date(2024, 7, 1))
    assert team.memberships.count() == 10
    for name in FREE_SERVICES:
        actions.set_price(actor=worker, agreement=signed, name=name, unit="次", resident_fen=0)
        actions.open_offer(actor=worker, agreement=signed, service=name, label="孤老残困邻居", groups=NAMED)
    assert queries.public_prices().count() == 8
    alone, other = somebody("独居的何伯"), somebody("年轻邻居")
    Care.objects.create(person=alone, kind=CareKind.ALONE)
    tomorrow = clock.at(date(2024, 7, 16), 10)
    photo = BytesIO()
    Image.new("RGB", (40, 30)).save(photo, "JPEG")
    for item in queries.public_prices():
        with pytest.raises(Invalid, match="不在「孤老残困邻居」的免费范围里"):
            actions.place_order(actor=other, item=item, at=tomorrow)
        order = actions.place_order(actor=worker, person=alone, item=item, at=tomorrow)
        actions.accept_order(actor=signed.partner.contact, order=order)
        with clock.stopped(tomorrow + timedelta(hours=1)):
            done = ContentFile(photo.getvalue(), name="做完.jpg")
            actions.finish_order(actor=signed.partner.contact, order=order, photos=[done])
            actions.rate_order(actor=alone, order=order, stars=5)
    uses = queries.use_of(2024)
    assert [(use.times, use.persons, use.fen, use.mean) for use in uses] == [(1, 1, 0, "5.0")] * 8
    assert (queries.persons_in(2024), queries.months_to_declare(signed)) == (1, [])


def test_each_of_the_ten_craftsmen_stands_on_the_list_of_resources(worker, somebody):
    for number, craft in enumerate(CRAFTS):
        said = Said(kind=Gives.SKILL, title=craft, unit_word="人", groups=(Meant.ALONE, Meant.DISABLED))
        giving.enter_resource(actor=worker, said=said, channel=Channel.VISIT, giver=somebody(f"{craft}师傅{number}"))
    assert [lists.listed(words=craft).count() for craft in ("水电", "裁缝", "理发")] == [3, 2, 5]
    assert (lists.listed(kind=Gives.SKILL).count(), lists.listed(group=Meant.DISABLED).count()) == (10, 10)


def test_two_green_partners_look_after_52_trees_each_with_its_next_day(worker, somebody):
    first, second = somebody("绿美一队"), somebody("绿美二队")
    with clock.stopped(clock.at(date(2024, 7, 1), 9)):
        greens.plant_greens(actor=worker, numbers="1-52", species="黄花风铃木", where="河边绿道")
        one, two = (
            greens.adopt_greens(actor=worker, numbers=numbers, adopter=who, care="浇水、除草", every_days=15)
            for numbers, who in (("1-26", first), ("27-52", second))
        )
    assert (lists.total().all, lists.total().adopted) == (52, 52)
    with clock.stopped(clock.at(date(2024, 7, 10), 17)):
        greens.note_care(actor=first, adoption=one, trees=list(lists.trees_of(one)), on=date(2024, 7, 10))
        greens.note_care(actor=second, adoption=two, trees=list(lists.trees_of(two)[:20]), on=date(2024, 7, 10))
    days = [line.next_on for each in (one, two) for line in lists.trees_of(each)]
    assert days == [date(2024, 7, 25)] * 46 + [date(2024, 7, 16)] * 6
    told = []
    for day, hour in ((16, 9), (17, 9), (17, 9), (3, 9), (17, 21), (18, 9)):  # run twice, set back, run again
        with clock.stopped(clock.at(date(2024, 7, day), hour)):
            told.append(notices.tell_overdue_care())
    assert told == [0, 6, 0, 0, 0, 0]


def test_the_street_s_list_has_163_neighbour_partners_though_some_stand_twice(worker):
    paper = Path(__file__).parents[1] / "papers" / "partners-lile.xlsx"
    intake = partners.receive_list(actor=worker, file_name=paper.name, content=paper.read_bytes())
    intake = partners.take_list(actor=worker, intake=intake)
    counts = {name: intake.counts[name] for name in ("read", "people", "twice", "memberships", "new", "refused")}
    assert counts == {"read": 186, "people": 163, "twice": 23, "memberships": 186, "new": 163, "refused": 0}
    kin = neighbour_partners.kinds_of_neighbours()
    assert {each.category.name: each.people for each in kin} == {
        "快递员": 18, "居民代表": 33, "党员": 52, "外卖骑手": 31, "楼长": 29,
    }  # fmt: skip
    assert (sum(each.people for each in kin), sum(each.memberships for each in kin)) == (163, 186)
    assert neighbour_partners.neighbours(several=True).count() == 23
    with pytest.raises(Refused):
        partners.undo_list(actor=neighbour_partners.neighbours()[0].person, intake=intake)
    partners.undo_list(actor=worker, intake=intake)
    assert neighbour_partners.neighbours().count() == 0


def test_the_big_party_committee_keeps_three_lists_and_matches_them(worker, secretary, somebody):
    """Needs, resources and projects: claimed by one and confirmed by another, done, declined, and one project."""
    barber, unit = somebody("理发师傅"), "文苑社区居委会"
    wants = [
        Need.objects.create(
            number=f"2024-{number:03d}", title=title, kind=kind, owner=worker, state=NeedState.OPEN,
            published_at=clock.now(),
        )
        for number, (title, kind) in enumerate(
            (("老人想有人上门理发", NeedKind.ELDERS), ("楼后空地想种菜", NeedKind.CULTURE)), start=1
        )
    ]  # fmt: skip
    hair, land = (
        giving.enter_resource(actor=worker, said=said, channel=Channel.VISIT, giver=giver)
        for said, giver in (
            (Said(kind=Gives.SKILL, title="上门理发", groups=(Meant.ALONE,)), barber),
            (Said(kind=Gives.PLOT, title="楼后空地", quantity=8, unit=unit), None),
        )
    )
    assert [each.offer for need in wants for each in suggesting.for_need(need)] == [hair, land]
    cut = matches.claim_need(actor=barber, need=wants[0], resource=hair)
    with pytest.raises(Refused):
        matches.agree_match(actor=barber, match=cut)
    matches.agree_match(actor=worker, match=cut)
    matches.say_done(actor=barber, match=cut, on=clock.today(), outcome="去了两家")
    matches.confirm_done(actor=worker, match=cut, stars=5)
    field = matches.ask_match(actor=worker, need=wants[1], resource=land)
    matches.agree_match(actor=secretary, match=field, answer="居委会上定了")
    project = matches.turn_into_project(
        actor=worker, match=field, title="小菜园", why="空地荒着", lead=worker, starts_on=clock.today(),
        ends_on=clock.today() + timedelta(30),
    )  # fmt: skip
    assert [(each.need, each.resource, each.project) for each in three_lists.standing().order_by("begun_at")] == [
        (wants[0], hair, None), (wants[1], land, project),
    ]  # fmt: skip
    assert list(three_lists.waiting_needs()) == []


def test_wenyuans_12_fairs_are_5000_person_times_in_2024_and_none_of_2025_are_among_them(worker):
    paper = Path(__file__).parents[1] / "papers" / "markets-wenyuan-2024.xlsx"
    said = {"actor": worker, "content": paper.read_bytes(), "file_name": paper.name}
    with clock.stopped(clock.at(date(2025, 2, 20), 9)):
        intake = fairs.receive_list(**said)
        assert (intake.counts["read"], intake.counts["refused"], fair_books.visits_in(2024)) == (152, 0, 0)
        fairs.take_list(actor=worker, intake=intake)
        table = fair_books.year_table(2024)
        assert (len(table.rows), len(table.kinds), table.visits, fair_books.visits_in(2024)) == (12, 12, 5_000, 5_000)
        assert (len(fair_books.year_table(2025).rows), fair_books.visits_in(2025)) == (1, 473)
        fairs.take_list(actor=worker, intake=fairs.receive_list(**said))
        assert fair_books.visits_in(2024) == 5_000
        fairs.undo_list(actor=worker, intake=intake)
        assert (fair_books.visits_in(2024), fair_books.visits_in(2025)) == (0, 0)
