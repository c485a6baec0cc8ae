"""Haiwan's sky farm from the first wish on, and the day around it: what is due, open, late and still to come."""

from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

import hehuo
from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.actions import ensure_categories, ensure_category
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.recruitment import findings
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import applications, calls, screening
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.kinds import Flag, RulingWord
from hehuo.domain.build.timetables import actions as timetables
from hehuo.domain.build.timetables import queries as weeks
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.postings import actions as board
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel as Heard
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState, Urgency
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.activities.models import Series
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books import queries as months
from hehuo.domain.run.books.actions import Price
from hehuo.domain.run.books.kinds import RequestKind
from hehuo.domain.run.services import actions as services
from hehuo.flows.book_series import book_series
from hehuo.flows.import_applications import import_applications
from hehuo.ops.demo import cast, money, staff, telling
from hehuo.ops.demo.days import day, month, standing
from hehuo.ops.demo.people import Office, office
from hehuo.ops.demo.telling import Wish

# The street's list of applicants: the same paper that proves the importer, one copy, in the clone.
PAPER = Path(hehuo.__file__).parents[1] / "tests" / "papers" / "applications-gangwan.xlsx"

GARDEN = Wish(
    "屋顶有个教孩子种菜的地方", NeedKind.CHILDREN,
    ("三楼屋顶空着，想有个教孩子种菜的地方", "孩子周末没处去，屋顶能不能种点什么？", "孙子不认得青菜，看着他种一棵多好",
     "想跟孩子一起上自然课，外面的太贵", "屋顶晒得慌，种上菜楼下也凉快"),
    0, NeedState.UNDERWAY, due_in=20,
)  # fmt: skip
WISHES = (
    Wish("晚上有间屋子跳舞", NeedKind.CULTURE,
         ("下了班想跳舞，没有地方", "广场上跳吵着别人，想进屋跳", "舞蹈室晚上能不能开"), 40),
    Wish("书画室周末开着", NeedKind.CULTURE, ("周末想写字，书画室锁着", "孩子想学书法"), 36, due_in=-2),
    Wish("长者学用手机", NeedKind.ELDERS,
         ("看病要预约，手机不会弄", "儿子教了就忘，想有人慢慢教", "怕点错了钱没了"), 30, urgency=Urgency.URGENT),
    Wish("下午四点半孩子有人看", NeedKind.CHILDREN, ("放学到下班差两个钟头", "想有个写作业的地方"), 14),
    Wish("3 栋后面装盏路灯", NeedKind.SAFETY, ("3 栋后面黑，老人摔过", "晚上遛狗看不见台阶"), 70,
         NeedState.ANSWERED, Urgency.URGENT, "灯装好了，两盏，感应的。"),
    Wish("地下车库加层", NeedKind.PARKING, ("车位不够，能不能再挖一层",), 90, NeedState.DECLINED,
         answer="结构不允许，设计院来看过。夜里可停对面学校，二十个位。"),
    Wish("垃圾房的味道", NeedKind.HYGIENE, ("二楼窗户不敢开",), 5, NeedState.DRAFT),
)  # fmt: skip
ALREADY_LOOKED_AT = frozenset(
    {"天空农场自然课", "养生讲座（现场售灵芝孢子粉等保健品）", "乐高机器人", "成人拉丁舞", "国画山水", "家庭急救培训",
     "民族舞", "智能手机课堂", "粤剧粤曲私伙局", "儿童创意美术"}
)  # fmt: skip
IN_TRAY = (
    (5, "电梯里贴的广告撕了又来", Heard.WALL),
    (3, "想学粤曲，戏曲室什么时候有人？", Heard.PHONE),
    (1, "7 栋门口的坡太陡，轮椅上不去", Heard.DOOR),
    (0, "周六种菜课能不能多开一班？", Heard.PHONE),
)


def tell() -> None:
    """All of it, in the order in which it happened."""
    with cast.in_community("haiwan"):
        people = office()
        rooms = _rooms(people)
        charity, fiscal = _pots()
        garden, others = _needs(people)
        agreement = _farm_comes_in(people, garden, rooms, charity)
        _course(people, agreement, rooms["三楼天空平台"])
        _money(people, agreement, charity, fiscal)
        _late_rent(people, fiscal, rooms["舞蹈室"])
        _autumn(people, others, rooms)
        _around_today(people, rooms)


def _rooms(people: Office) -> dict[str, Space]:
    with standing(day(200)):
        ensure_categories()
        roof = telling.open_room(
            people, "三楼天空平台", 40, hours=telling.ROOF_HOURS, area=300, decision="海湾社〔2026〕6号 居委会议定"
        )
        inside = [
            telling.open_room(people, name, seats, area=area, decision="海湾社〔2026〕7号 居委会议定")
            for name, seats, area in (("多功能厅", 50, 60), ("舞蹈室", 25, 60), ("戏曲室", 30, 75), ("书画室", 24, 90))
        ]
    return {room.name: room for room in (roof, *inside)}


def _pots() -> tuple[Fund, Fund]:
    with standing(day(200)):
        charity = funds.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY, keeper="南沙区慈善会")
        fiscal = funds.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL, keeper="港湾街道办事处")
        funds.set_opening(actor=None, fund=charity, fen=1_860_000, on=clock.today())
        funds.set_opening(actor=None, fund=fiscal, fen=620_000, on=clock.today())
        return charity, fiscal


def _start() -> date:
    """The first day of the course: three months before last month's end."""
    return month(3)


def _needs(people: Office) -> tuple[Need, list[Need]]:
    """The garden's voices came long before the course; the others are of these weeks."""
    ago = (clock.today() - _start()).days + 75
    garden = telling.tell_need(people, replace(GARDEN, ago=ago))
    return garden, [telling.tell_need(people, wish) for wish in WISHES]


def _farm_comes_in(people: Office, garden: Need, rooms: dict[str, Space], charity: Fund) -> Agreement:
    """A call from the garden's need, the farm's trial, decision, posting and agreement, with a marked price."""
    opens_on = _start() - timedelta(days=65)
    call = telling.publish_call(
        people, title="天空农场伙伴招募", slogan="一块屋顶，大家来种", needs=[garden], rooms=[rooms["三楼天空平台"]],
        opens_on=opens_on, days=25,
    )  # fmt: skip
    words = ApplicationWords(
        name="广州小禾农业科技有限公司", category=ensure_category(name="商企"), project="天空农场自然课",
        contact_name="", phone="", credit_code="91999999MA3RFM6N5T", offer="种子、土、农具，每月 1 场免费活动",
        contributions=[Contribution.GOODS, Contribution.SKILL], way=Way.SPACE, audience="亲子家庭",
        space=rooms["三楼天空平台"], times_said="周六16:00-17:30", resident_fen=6000, market_fen=12000,
    )  # fmt: skip
    agreement = telling.come_in(
        people, call, words, on=opens_on + timedelta(days=9), room=rooms["多功能厅"], fund=charity,
        gives="三楼天空平台，周六下午，水电", brings="种植箱、防水、每月 1 场免费活动",
    )  # fmt: skip
    with standing(opens_on + timedelta(days=26)):
        calls.close_call(actor=None, call=call)
    with standing(agreement.signed_on, 15):
        services.set_price(
            actor=people.partner, agreement=agreement, name="周末自然课", unit="次", audience="亲子家庭",
            resident_fen=6000, market_fen=12000, source="附近三家自然教育机构标价", seen_on=agreement.signed_on,
            free_for="低保、困境儿童",
        )  # fmt: skip
    return agreement


def _course(people: Office, agreement: Agreement, roof: Space) -> Series:
    """Every Saturday: those that are over are full of people, the next one is full with a waiting list."""
    first_on, last_on = max(_start(), agreement.starts_on), day(-60)
    with standing(first_on - timedelta(days=5), 20):
        staff.clear_contact(people, agreement.partner)
        series = book_series(
            actor=people.partner, agreement=agreement, title="周末自然课", space=roof, capacity=12, weekday=6,
            from_time=time(16), to_time=time(17, 30), first_on=first_on, last_on=last_on, price_fen=6000,
            note="带一顶帽子。下雨改到多功能厅。",
        )  # fmt: skip
    lessons = list(activities.sessions_of([series]))
    for number, lesson in enumerate(each for each in lessons if each.is_over):
        start = number * 3 % 18
        telling.hold(people, lesson, people.neighbours[start : start + 9 + number % 4])
    coming = [lesson for lesson in lessons if lesson.starts_at > clock.now()]
    with standing(day(1), 20):
        for lesson, count in zip(coming, (15, 7), strict=False):
            for neighbour in people.neighbours[:count]:
                sessions.sign_up(actor=neighbour, session=lesson, person=neighbour)
    return series


def _money(people: Office, agreement: Agreement, charity: Fund, fiscal: Fund) -> None:
    """Shares of three months: the first two came, last month's is expected; two months are closed and posted."""
    grant = funds.open_line(actor=None, fund=fiscal, direction=Direction.IN, name="以奖代补", source=Source.GRANT)
    public = funds.open_line(actor=None, fund=fiscal, direction=Direction.OUT, name="公共空间")
    aid = funds.open_line(actor=None, fund=charity, direction=Direction.OUT, name="助老助学")
    gifts = funds.open_line(actor=None, fund=charity, direction=Direction.IN, name="随手捐", source=Source.DONATION)
    money.share(people, agreement, back=3, fen=640_000, receipt="粤财 0012288")
    money.book_money(people, gifts, 86_000, "义卖日随手捐", on=month(2) + timedelta(days=14), receipt="粤财 0012301")
    money.close_and_post(people, month(2), on=calendar.add_working_days(month(1), 2))
    money.share(people, agreement, back=2, fen=800_000, receipt="粤财 0012345")
    last = month(1)
    money.book_money(people, grant, 800_000, "街道拨付 · 以奖代补", on=last + timedelta(days=4), proof="按季")
    money.book_money(
        people, public, 236_000, "东风路口休闲椅 4 把", on=last + timedelta(days=11), proof="两家比价，选低的"
    )
    money.book_money(people, aid, 60_000, "重阳节给独居长者送米油", on=last + timedelta(days=17), proof="签收表")
    money.close_and_post(people, last, on=month(0))
    money.share(people, agreement, back=1, fen=720_000, receipt="")
    with standing(month(3), 10):
        plan = books.ask_budget(
            actor=people.worker, fund=fiscal, year=month(3).year, planned={grant: 3_200_000, public: 900_000},
            decision="年初居民代表会议",
        )  # fmt: skip
        books.approve_budget(actor=people.secretary, budget=plan)
    with standing(day(1), 16):
        books.request_money(
            actor=people.worker, line=public, fen=48_000, what="屋顶遮阳网", proof="报价单", party="五金店"
        )
        books.request_money(
            actor=people.worker, line=public, fen=620_000, what="清洗活动中心外墙", party="净美保洁",
            kind=RequestKind.SERVICE, scope="三面外墙，高压清洗，无水渍；搭架子前先围护。",
            offers=[Price("亮洁清洗", 680_000)],
        )  # fmt: skip
    account = months.month_account(last)
    asked_on = max(day(4), month(0))
    with standing(asked_on, 19):
        answered = board.ask(
            actor=people.neighbours[1], about_kind=account.kind_name(), about_id=account.id, posting=account.posting,
            line="天空农场自然课", text="1,200.00 元是怎么算出来的？",
        )  # fmt: skip
    with standing(asked_on, 21):
        board.answer_question(
            actor=people.clerk, question=answered, text="那个月营业额 8,000.00 元，按协议 15% 归社区。"
        )
    with standing(day(1), 19):
        board.ask(
            actor=people.neighbours[2], about_kind=account.kind_name(), about_id=account.id, posting=account.posting,
            line="东风路口休闲椅 4 把", text="椅子为什么是四把，不是六把？",
        )  # fmt: skip


def _late_rent(people: Office, fiscal: Fund, room: Space) -> None:
    """The dance room's evenings of last month should have been paid for last week."""
    due_on = day(6)
    with standing(day(20), 10):
        funds.expect(
            actor=people.secretary, requested_by=people.worker, fund=fiscal, fen=45_000, due_on=due_on, about=room,
            title="舞蹈室晚场场地费", debtor_name="悦邻舞蹈工作室", proof="9 晚 × 50.00", source=Source.VENUE,
        )  # fmt: skip


def _autumn(people: Office, others: list[Need], rooms: dict[str, Space]) -> None:
    """The call that is open now: part of the street's list came two weeks ago, the whole of it yesterday."""
    wanted = [need for need in others if need.state == NeedState.OPEN]
    call = telling.publish_call(
        people, title="社区发展合伙人招募", slogan="您会的，邻居正想学", needs=wanted, rooms=list(rooms.values()),
        opens_on=day(20), days=40,
    )  # fmt: skip
    _import(people, _only(ALREADY_LOOKED_AT), on=day(16))
    _by_phone(people, call)
    named = {each.project: each for each in recruitment.pipeline()}
    with standing(day(15), 16):
        applications.withdraw_application(
            actor=people.worker, application=named["天空农场自然课"], why="已经入伙，不用再报。"
        )
        applications.refuse_application(
            actor=people.worker, application=named["养生讲座（现场售灵芝孢子粉等保健品）"], why="负面清单：推销保健品。"
        )
        applications.return_application(
            actor=people.worker, application=named["乐高机器人"], why="统一社会信用代码校验位不对，请补营业执照。"
        )
    for project, on in (("成人拉丁舞", 4), ("国画山水", 2), ("家庭急救培训", 1)):
        with standing(day(on), 10):
            screening.start_screening(actor=people.worker, application=named[project])
    _trials(people, named, rooms)
    _import(people, PAPER.read_bytes(), on=day(1))
    _week(people)


def _week(people: Office) -> None:
    """Yesterday evening the coming week was planned for everyone on the way in; one word was said on a finding."""
    with standing(day(1), 20):
        for found in findings.look().findings:
            if found.flag == Flag.NO_CODE:
                screening.rule_finding(
                    actor=people.worker, application=found.application, key=found.key, word=RulingWord.ASKED,
                    why="电话里说了，周五前补",
                )  # fmt: skip
        timetables.plan(actor=people.worker, monday=weeks.next_monday())


def _import(people: Office, content: bytes, *, on: date) -> None:
    with standing(on, 17):
        import_applications(
            actor=people.worker, content=content, name=PAPER.name, community=people.worker.community.name
        )


def _only(projects: frozenset[str]) -> bytes:
    """The street's list as it was two weeks earlier, with these projects alone."""
    book = load_workbook(PAPER)
    rows = book.worksheets[0]
    for number in range(rows.max_row, 2, -1):
        if rows.cell(number, 7).value not in projects:
            rows.delete_rows(number)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _by_phone(people: Office, call: object) -> None:
    """Two by phone this week, one of them a second paper of a firm on the list."""
    choir = ApplicationWords(
        name="海湾合唱团", category=ensure_category(name="社群团队"), project="周末合唱", way=Way.VOLUNTEER,
        contact_name="彭丽华", phone="19900510072", offer="80 来人，有领队和伴奏", audience="中老年",
    )  # fmt: skip
    again = ApplicationWords(
        name="南沙乐果教育", category=ensure_category(name="商企"), project="周末乐高", contact_name="魏玲",
        phone="19900863304", way=Way.LOW_FEE, audience="7-12岁儿童", resident_fen=4900, market_fen=15000,
    )  # fmt: skip
    telling.apply(people, call, choir, on=day(2))
    telling.apply(people, call, again, on=day(1))


def _trials(people: Office, named: dict, rooms: dict[str, Space]) -> None:
    """One trial to come, one given that waits for its feedback, one before the three, one on the board."""
    dance, phones, opera, paint = (
        telling.screen(people, named[project], on=day(14))
        for project in ("民族舞", "智能手机课堂", "粤剧粤曲私伙局", "儿童创意美术")
    )
    telling.plan_trial(people, dance, rooms["舞蹈室"], on=day(-3), booked_on=day(2))
    few = telling.plan_trial(people, paint, rooms["书画室"], on=day(2), booked_on=day(9))
    telling.give_trial(people, few, stars=(5, 4, 5, 3, 5, 4))
    for application, room, answers in ((phones, "多功能厅", 3), (opera, "戏曲室", 2)):
        trial = telling.plan_trial(people, application, rooms[room], on=day(8), booked_on=day(13))
        telling.give_trial(people, trial, stars=(5, 5, 4, 5, 5, 4, 5, 5, 4, 5, 5, 4))
        decision = telling.decide(people, application, on=day(5), answers=answers)
        if answers == 3:
            telling.post_decision(people, decision, on=day(4))


def _around_today(people: Office, rooms: dict[str, Space]) -> None:
    """Voices in the tray, the last class's feedback, and an evening that people may come to."""
    for ago, words, channel in IN_TRAY:
        who = people.next_neighbours(1)[0]
        with standing(day(ago), 8, 20):
            needs.say_voice(
                actor={Heard.WALL: None, Heard.DOOR: people.worker}.get(channel, who), words=words, channel=channel,
                speaker=None if channel == Heard.WALL else who,
            )  # fmt: skip
    tomorrow = day(-1)
    with standing(day(3), 10):
        booking = spaces.book(
            actor=people.worker, space=rooms["多功能厅"], starts_at=clock.at(tomorrow, 19),
            ends_at=clock.at(tomorrow, 20, 30), audience=Audience.OFFICE, purpose="议一议屋顶遮阳",
        )  # fmt: skip
        meeting = sessions.plan_session(
            actor=people.worker, title="议一议屋顶遮阳", kind=SessionKind.MEETING, booking=booking, capacity=40
        )
        for neighbour in people.neighbours[5:17]:
            sessions.sign_up(actor=neighbour, session=meeting, person=neighbour)
    held = activities.sessions_of(activities.all_series()).filter(state="held").last()
    if held:
        with clock.stopped(held.ends_at + timedelta(hours=2)):
            form = forms.ensure_session_form()
            for neighbour, stars in zip(people.neighbours, (5, 5, 4, 5, 4), strict=False):
                forms.reply(
                    actor=neighbour, person=neighbour, form=form, about=held,
                    answers={"teacher": 5, "content": 5, "price": 4, "overall": stars},
                )  # fmt: skip
