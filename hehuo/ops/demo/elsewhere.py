"""The other places, alike in shape: needs, a call, a partner with a course, pots, and last month on the wall."""

from datetime import time, timedelta

from hehuo.core import clock
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.actions import ensure_categories, ensure_category
from hehuo.domain.build.recruitment.actions import decisions
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedState
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.services import actions as services
from hehuo.flows.book_series import book_series
from hehuo.flows.import_applications import import_applications
from hehuo.ops.demo import board, cast, money, staff, telling
from hehuo.ops.demo.days import day, month, standing
from hehuo.ops.demo.haiwan import PAPER
from hehuo.ops.demo.people import Office, office
from hehuo.ops.demo.places import PLACES, Place, Pot


def tell() -> None:
    """Each place in its own community."""
    for place in PLACES:
        with cast.in_community(place.code):
            _tell(office(), place)


def _tell(people: Office, place: Place) -> None:
    with standing(day(200)):
        ensure_categories()
        room = telling.open_room(people, place.room, 30, decision="社区议定，纪要存档")
    pots = [_open_pot(pot) for pot in place.pots]
    wished = [telling.tell_need(people, wish) for wish in place.wishes]
    call = telling.publish_call(
        people, title=place.call, slogan=place.slogan, rooms=[room], opens_on=day(75), days=150,
        needs=[need for need in wished if need.state in {NeedState.OPEN, NeedState.UNDERWAY}],
    )  # fmt: skip
    agreement = _ally_comes_in(people, place, call, room, pots[0])
    _course(people, place, agreement, room)
    _money(people, place, agreement, pots)
    _this_week(people, place)


def _open_pot(pot: Pot) -> Fund:
    with standing(day(200)):
        fund = funds.open_fund(actor=None, name=pot.name, nature=pot.nature, keeper=pot.keeper)
        if pot.opening:
            funds.set_opening(actor=None, fund=fund, fen=pot.opening, on=clock.today())
    return fund


def _ally_comes_in(people: Office, place: Place, call: Call, room: Space, fund: Fund) -> Agreement:
    """By a trial where there are neighbours on the roll to judge it; else let off by the secretary, in writing."""
    ally = place.ally
    words = ApplicationWords(
        name=ally.name, category=ensure_category(name=ally.category), project=ally.project, contact_name="", phone="",
        offer=ally.offer, way=ally.way, audience=ally.audience, space=room, resident_fen=ally.price,
        market_fen=ally.market,
    )  # fmt: skip
    terms = {"fund": fund, "nature": ally.nature, "share": 15 if ally.earned else 0, "gives": ally.gives}
    applied_on = day(72)
    if len(people.neighbours) >= call.minimum_people:
        agreement = telling.come_in(people, call, words, on=applied_on, room=room, brings=ally.offer, **terms)
    else:
        application = telling.apply(people, call, words, on=applied_on, by_persona=True)
        application = telling.screen(people, application, on=applied_on + timedelta(days=2))
        with standing(applied_on + timedelta(days=3)):
            decisions.exempt_from_trial(
                actor=people.secretary, application=application, why="花名册还没有收进来，教练队已经带了三年"
            )
        decision = telling.decide(people, application, on=applied_on + timedelta(days=5))
        decision = telling.post_decision(people, decision, on=applied_on + timedelta(days=6))
        agreement = telling.agree(people, decision, brings=ally.offer, **terms)
    with standing(agreement.signed_on, 15):
        services.set_price(
            actor=people.partner, agreement=agreement, name=ally.course, unit="次", audience=ally.audience,
            resident_fen=ally.price, market_fen=ally.market, source="附近门店标价" if ally.price else "",
            seen_on=agreement.signed_on if ally.price else None,
        )  # fmt: skip
    return agreement


def _course(people: Office, place: Place, agreement: Agreement, room: Space) -> None:
    """Weekly since the agreement: those that are over were held, neighbours have signed up for the next."""
    ally, last_on = place.ally, day(-45)
    with standing(agreement.signed_on, 18):
        staff.clear_contact(people, agreement.partner)
        series = book_series(
            actor=people.partner, agreement=agreement, title=ally.course, space=room, capacity=20,
            weekday=ally.weekday, from_time=time(ally.hour), to_time=time(ally.hour + 1, 30),
            first_on=agreement.signed_on + timedelta(days=3), last_on=last_on, price_fen=ally.price,
        )  # fmt: skip
    lessons = list(activities.sessions_of([series]))
    for number, lesson in enumerate(each for each in lessons if each.is_over):
        telling.hold(people, lesson, people.neighbours[: 8 + number % 3])
    coming = next((lesson for lesson in lessons if lesson.starts_at > clock.now()), None)
    if coming:
        with standing(day(1), 20):
            for neighbour in people.neighbours[:6]:
                sessions.sign_up(actor=neighbour, session=coming, person=neighbour)


def _money(people: Office, place: Place, agreement: Agreement, pots: list[Fund]) -> None:
    """Last month's lines of each pot, then the month closed and on the wall; this month's share is expected."""
    last = month(1)
    for pot, fund in zip(place.pots, pots, strict=True):
        receipt = f"票据 {last:%m}0012" if fund.rule.is_mirror else ""
        for number, (source, name, fen, what) in enumerate(pot.came):
            line = funds.open_line(actor=None, fund=fund, direction=Direction.IN, name=name, source=source)
            money.book_money(people, line, fen, what, on=last + timedelta(days=3 + number), receipt=receipt)
        for number, (name, fen, what) in enumerate(pot.went):
            line = funds.open_line(actor=None, fund=fund, direction=Direction.OUT, name=name)
            money.book_money(people, line, fen, what, on=last + timedelta(days=12 + number), proof="发票")
    money.close_and_post(people, last, on=month(0))
    if place.ally.nature == ShareNature.DONATION:
        money.share(people, agreement, back=1, fen=place.ally.earned, receipt="")


def _this_week(people: Office, place: Place) -> None:
    """A voice nobody has sorted yet, a matter on the board, and the street's list where it names the place."""
    with standing(day(1), 9, 30):
        needs.say_voice(actor=None, words="楼道的灯又不亮了", channel=Channel.WALL, where=place.room)
    with standing(day(3), 9):
        posting = postings.post(
            actor=people.secretary, kind=PostingKind.AFFAIRS, title=f"本月居务公开：{place.wishes[0].title}",
            body={"text": place.wishes[0].answer or "已经列入清单，进展每周更新。"},
        )  # fmt: skip
    board.hang(people, posting)
    if place.code == "nanbeitai":
        with standing(day(1), 17):
            import_applications(
                actor=people.worker, content=PAPER.read_bytes(), name=PAPER.name, community="南北台社区"
            )
