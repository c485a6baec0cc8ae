"""Rooms for services and what is ordered: the neighbours' home of Zhongfu, Wenyuan's craftsmen, cleaning at cost."""

import io
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

import hehuo
from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import decisions
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Care, Person
from hehuo.domain.run.exchanges import actions as exchanges
from hehuo.domain.run.exchanges.kinds import Kind
from hehuo.domain.run.pricelists import actions as lists
from hehuo.domain.run.pricelists import checking
from hehuo.domain.run.services import actions, queries
from hehuo.domain.run.services.models import PriceItem, PriceSheet
from hehuo.ops.demo import cast, telling
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

PAPER = Path(hehuo.__file__).parents[1] / "tests" / "papers" / "prices-xinxin.xlsx"
FREE_SERVICES = ("换水龙头", "修灯", "修插座", "通下水", "改裤脚", "补衣服", "上门理发", "到店理发")
IN_NEED = (FreeGroup.ALONE, FreeGroup.DISABLED, FreeGroup.MIN_ALLOWANCE, FreeGroup.EXTREME_POVERTY, FreeGroup.AGE_70)


def tell() -> None:
    """Each place what it is known for; Haiwan's farm has an account and orders too."""
    for code, chapter in (("zhongfu", _home), ("wenyuan", _craftsmen), ("binjiang", _cleaning), ("haiwan", _farm)):
        with cast.in_community(code):
            chapter(office())


def _home(people: Office) -> None:
    """A training centre fitted out idle rooms: 8 children of families in need, 2 of leading volunteers, free events."""
    agreement = agreements.in_force().order_by("number")[0]
    with standing(day(30), 10):
        eight = actions.open_offer(
            actor=people.worker, agreement=agreement, service="四点半课堂", label="困难家庭的孩子",
            groups=[FreeGroup.HARDSHIP_CHILD], places=8,
        )  # fmt: skip
        two = actions.open_offer(
            actor=people.worker, agreement=agreement, service="四点半课堂", label="优秀志愿楼栋长的孩子",
            groups=[FreeGroup.NAMED], places=2,
        )  # fmt: skip
        children = people.neighbours[:10]
        for child in children[:8]:
            Care.objects.get_or_create(person=child, kind=CareKind.HARDSHIP_CHILD)
            actions.give_place(actor=people.worker, offer=eight, person=child)
        for child in children[8:]:
            actions.give_place(actor=people.worker, offer=two, person=child)
    _account(people, agreement, "邻里之家", fitting=3_600_000, places=10)


def _account(people: Office, agreement: Agreement, title: str, *, fitting: int, places: int) -> None:
    """What was promised for the year, what came so far, and one that still waits for the other side."""
    worker, partner = people.worker, agreement.partner.contact
    last = agreement.ends_on
    with standing(day(28), 10):
        home, promised = exchanges.open_exchange(actor=worker, agreement=agreement, title=title), {}
        for kind, amount, what, due_on in (
            (Kind.VENUE, 300 * 60, "活动室，平日晚上", last), (Kind.PUBLICITY, 12, "公众号和公示栏", last),
            (Kind.FITTING, fitting, "装修、图书角、手工室、科普角", last),
            (Kind.FREE_PLACES, places, "免费名额", last),
            (Kind.FREE_EVENTS, 10, "免费活动", clock.today() + timedelta(35)),
        ):  # fmt: skip
            promised[kind] = exchanges.pledge(
                actor=worker, exchange=home, kind=kind, amount=amount, what=what, due_on=due_on
            )
    for ago, kind, amount, what, actor, other in (
        (24, Kind.FITTING, fitting, "装修完工", partner, worker),
        (20, Kind.VENUE, 720, "活动室 8 个晚上", worker, partner),
        (16, Kind.FREE_PLACES, places, "名额都用上了", partner, worker),
        (12, Kind.FREE_EVENTS, 1, "亲子手工", partner, worker), (8, Kind.PUBLICITY, 1, "公众号推文", worker, partner),
    ):  # fmt: skip
        with standing(day(ago), 16):
            noted = exchanges.note_delivery(
                actor=actor, exchange=home, kind=kind, amount=amount, what=what, on=clock.today(),
                pledge=promised[kind],
            )  # fmt: skip
        with standing(day(ago - 1), 10):
            exchanges.confirm_delivery(actor=other, delivery=noted)
    with standing(day(2), 16):
        exchanges.note_delivery(
            actor=partner, exchange=home, kind=Kind.FREE_EVENTS, amount=1, what="科普半日",
            pledge=promised[Kind.FREE_EVENTS],
        )  # fmt: skip
    exchanges.remind_due()


def _craftsmen(people: Office) -> None:
    """Three for water and wiring, two tailors, five hairdressers: eight services, free for those in need."""
    agreement = _comes_in(
        people, "文苑手艺人互助队", "社群团队", "免费小修小补", "水电 3 名、裁缝 2 名、理发 5 名，八项免费服务"
    )
    with standing(day(20), 10):
        for name in FREE_SERVICES:
            actions.set_price(
                actor=people.worker, agreement=agreement, name=name, unit="次", resident_fen=0, audience="孤老残困邻居"
            )
            actions.open_offer(
                actor=people.worker, agreement=agreement, service=name, label="孤老残困邻居", groups=IN_NEED
            )
    elder = people.neighbours[0]
    Care.objects.get_or_create(person=elder, kind=CareKind.ALONE)
    _orders(people, list(queries.prices_of(agreement)), elder)


def _cleaning(people: Office) -> None:
    """A cleaning firm at half the market price or at cost; of its list only what keeps to the agreement was taken."""
    agreement = _comes_in(people, "新欣家政服务部", "商企", "成本价保洁", "疏通、水电、保洁、绿化，成本价或五折")
    with standing(day(20), 9):
        actions.quote_cost_clause(
            actor=people.secretary, agreement=agreement, words="标“成本”的项目按成本价收取，其余不高于市场价的 50%。"
        )
        _take(people, agreement)
    items = [item for item in queries.prices_of(agreement) if item.resident_fen][:3]
    _orders(people, items, people.neighbours[1] if len(people.neighbours) > 1 else people.worker)


def _farm(people: Office) -> None:
    """The farm sends a list of small services, some neighbours order, one complains; its account is open."""
    agreement = agreements.in_force().filter(partner__contact=people.partner).order_by("number")[0]
    with standing(day(12), 9):
        _read(people, agreement)
        item = actions.set_price(
            actor=people.partner, agreement=agreement, name="阳台菜箱上门安装", unit="个", resident_fen=4500,
            market_fen=9800, source="附近三家园艺店标价", seen_on=clock.today(), note="含土和苗",
        )  # fmt: skip
        offer = actions.open_offer(
            actor=people.partner, agreement=agreement, service=item.name, label="70 岁以上的邻居",
            groups=[FreeGroup.AGE_70, FreeGroup.NAMED], places=5,
        )  # fmt: skip
        actions.give_place(actor=people.worker, offer=offer, person=people.neighbours[3])
    _orders(people, [item, item, item], people.neighbours[4])
    _account(people, agreement, "天空农场", fitting=1_200_000, places=5)


def _take(people: Office, agreement: Agreement) -> None:
    sheet = _read(people, agreement)
    good = [each.key for each in checking.check_sheet(sheet) if each.is_good]
    lists.take_sheet(actor=people.worker, sheet=sheet, chosen=good)


def _read(people: Office, agreement: Agreement) -> PriceSheet:
    return lists.read_sheet(
        actor=people.worker, agreement=agreement, content=PAPER.read_bytes(), name=PAPER.name, seen_on=day(30)
    )


def _orders(people: Office, items: list[PriceItem], person: Person) -> None:
    """One done, rated and complained of; one accepted; one that waits."""
    contact = items[0].agreement.partner.contact
    made, past, coming = [], clock.at(day(5), 10), clock.at(day(-2), 10)
    with standing(day(6), 9):
        for number, item in enumerate(items[:3]):
            at = coming if number else past
            made.append(actions.place_order(actor=people.worker, person=person, item=item, at=at, where="家里"))
    with standing(day(6), 11):
        for order in made[:2]:
            actions.accept_order(actor=contact, order=order)
    with standing(day(5), 12):
        actions.finish_order(actor=contact, order=made[0], photos=[_photo()])
    with standing(day(4), 20):
        actions.rate_order(actor=person, order=made[0], stars=4, said="来得准时")
    with standing(day(1), 20):
        actions.complain(actor=person, order=made[0], words="第二天又有点漏，请再来看看。")


def _photo() -> ContentFile:  # type: ignore[type-arg]
    """A picture of what was done, as a phone takes it."""
    picture, buffer = Image.new("RGB", (640, 480), "#d8e2dc"), io.BytesIO()
    ImageDraw.Draw(picture).rectangle((180, 140, 460, 340), fill="#2b6b4f")
    picture.save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name="做完.jpg")


def _comes_in(people: Office, name: str, category: str, project: str, offer: str) -> Agreement:
    """A partner let off the trial by the secretary, in writing, and signed."""
    call = recruitment.calls().order_by("-opens_on")[0]
    words = ApplicationWords(
        name=name, category=ensure_category(name=category), project=project, contact_name="", phone="", offer=offer,
        way=Way.LOW_FEE, audience="全体居民",
    )  # fmt: skip
    application = telling.apply(people, call, words, on=day(60), by_persona=True)
    application = telling.screen(people, application, on=day(58))
    with standing(day(57)):
        decisions.exempt_from_trial(actor=people.secretary, application=application, why="在社区服务两年，口碑都知道")
    decision = telling.decide(people, application, on=day(55))
    decision = telling.post_decision(people, decision, on=day(54))
    fund = next(fund for fund in funds.funds() if not fund.rule.is_mirror)
    return telling.agree(people, decision, fund=fund, nature=ShareNature.SERVICE, share=0, brings=offer)
