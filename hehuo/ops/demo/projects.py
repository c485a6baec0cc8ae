"""Things got done together: a pavilion and a hut painted by residents, basements, lamps, and one that was stopped."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from hehuo.core import clock
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.projects import actions
from hehuo.domain.build.projects.kinds import Answer, GiftKind, Phase, StepKind
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files import queries as kept
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.meetings import queries as meetings
from hehuo.domain.run.books import hanging
from hehuo.flows.hang_payment import hang_payment
from hehuo.ops.demo import cast, money
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

EARTH, WOOD, GREEN = "#b9a58a", "#a9713f", "#2b6b4f"


def tell() -> None:
    """Each in its own community."""
    for code, chapter in (("shuanglong", _pavilion_and_hut), ("binhu", _basements), ("haiwan", _haiwan)):
        with cast.in_community(code):
            chapter(office())


def _pavilion_and_hut(people: Office) -> None:
    """Goods by units, a garage given, painted by residents themselves."""
    pavilion = planned(people, "小区凉亭和走廊", "进门一片泥地，老人没有坐的地方。", ago=120, days=50)
    with standing(day(119), 10):
        for kind, what, unit in (
            (GiftKind.GOODS, "水泥 40 包、沙 6 车", "区住建局"), (GiftKind.GOODS, "防腐木一批", "园林公司"),
            (GiftKind.HANDS, "刷漆三个周末，二十来人次", "育才小区志愿队"),
        ):  # fmt: skip
            actions.add_gift(actor=people.worker, project=pavilion, kind=kind, what=what, unit=unit)
    agreed(people, pavilion, ago=118)
    built(people, pavilion, ago=115, until=70, words=("打了地基", "木料立起来了", "居民自己刷的漆"))
    accepted(people, pavilion, ago=66, findings="亭子稳，走廊不滑，缺一盏灯。", mend="走廊加一盏灯")
    looked_after(people, pavilion, ago=60)
    hut = planned(people, "幸福小屋", "下雨天没有下棋、看书的地方。", ago=20, days=45)
    with standing(day(19), 10):
        actions.add_gift(
            actor=people.worker, project=hut, kind=GiftKind.ROOM, what="一间车库，用三年",
            person=cast.holder(Role.REPRESENTATIVE),
        )  # fmt: skip
    agreed(people, hut, ago=18)
    with standing(day(15), 9):
        hut = actions.start_project(actor=people.worker, project=hut)
        _entry(people, hut, Phase.BEFORE, "车库腾空了", EARTH)


def _basements(people: Office) -> None:
    """From a suggestion to the acceptance: the walls of the basements in six weeks."""
    fund = pots.funds()[0]
    project = planned(people, "地下车库翻新", "墙皮掉、灯不亮，孩子不敢走。", ago=100, days=42)
    with standing(day(99), 10):
        actions.add_line(actor=people.worker, project=project, what="涂料和灯", fen=36_000, fund=fund)
    agreed(people, project, ago=98)
    built(people, project, ago=95, until=60, words=("铲了旧墙皮", "换了 46 盏灯", "墙面刷白，画了出口箭头"))
    accepted(people, project, ago=56, findings="灯都亮，墙面平，箭头看得清。")
    with standing(day(20), 10):
        actions.write_outcome(
            actor=people.worker, project=project, words="3 个车库、46 盏灯，来回走的有 192 户；问了 2 位，都说好了。"
        )
        answers(people, project, (Answer.BETTER, Answer.BETTER))


def _haiwan(people: Office) -> None:
    """One under way with everything to look at, one that a meeting decided, one accepted, planned and stopped."""
    common = pots.funds_of(FundNature.FISCAL)[0]
    _benches(people)
    _lamps(people)
    _fence(people)
    corridor = planned(people, "3 栋连廊铺防滑砖", "一下雨就滑，上个月摔了两位。", ago=16, days=36)
    contractor = partners.partners_of(people.partner).first()
    steps = (
        (StepKind.TASK, "量尺寸、定砖", day(13), people.worker),
        (StepKind.TASK, "砖和水泥进场", day(9), people.partner),
        (StepKind.MILESTONE, "铺完东边一半", day(6), None), (StepKind.TASK, "铺西边一半", day(-6), people.partner),
        (StepKind.MILESTONE, "清场，能走人", day(-14), None),
        (StepKind.TASK, "在群里说哪天不能走", day(2), people.neighbours[3]),
    )  # fmt: skip
    with standing(day(15), 10):
        for what, fen, fund in (("防滑砖和水泥", 28_000, common), ("人工", 12_000, None)):
            actions.add_line(actor=people.worker, project=corridor, what=what, fen=fen, fund=fund)
        for name, fen, terms in (("港湾五金安装部", 41_000, "质保 2 年"), ("老陈瓦工", 38_500, "质保 1 年")):
            quote = actions.add_quote(
                actor=people.worker, project=corridor, supplier=name, total_fen=fen, terms=terms, paper=_photo("报价")
            )
        actions.choose_quote(actor=people.worker, project=corridor, quote=quote, why="总价最低，就住在小区里")
        actions.mend_project(
            actor=people.worker, project=corridor, title=corridor.title, why=corridor.why, lead=people.worker,
            place=corridor.place, starts_on=corridor.starts_on, ends_on=corridor.ends_on, partner=contractor,
        )  # fmt: skip
        actions.add_gift(
            actor=people.worker, project=corridor, kind=GiftKind.HANDS, what="搬砖两个上午", person=people.neighbours[2]
        )
        for kind, title, due_on, owner in steps:
            actions.add_step(actor=people.worker, project=corridor, kind=kind, title=title, due_on=due_on, owner=owner)
    corridor = agreed(people, corridor, ago=14)
    with standing(day(13), 9):
        corridor = actions.start_project(actor=people.worker, project=corridor)
        _entry(people, corridor, Phase.BEFORE, "下雨天的连廊，青苔一片", EARTH)
    for ago, title in ((12, "量尺寸、定砖"), (9, "砖和水泥进场"), (6, "铺完东边一半")):
        with standing(day(ago), 16):
            step = corridor.steps.get(title=title)
            actions.finish_step(actor=step.owner, step=step)
    with standing(day(6), 17):
        _entry(people, corridor, Phase.DURING, "东边铺完了", WOOD, by=people.partner)
    with standing(day(3), 17):
        actions.write_entry(
            actor=people.partner,
            project=corridor,
            phase=Phase.DURING,
            words="西边有一段地沉了，要先垫",
            is_problem=True,
        )
    _paid(people, corridor, "防滑砖和水泥", 19_600)


def _benches(people: Office) -> None:
    """Accepted two months ago, asked again, looked after; one says that it is not fixed."""
    project = planned(people, "休闲椅 4 把", "等车的老人没处坐。", ago=110, days=30)
    with standing(day(109), 10):
        actions.add_gift(actor=people.worker, project=project, kind=GiftKind.GOODS, what="长椅 4 把", unit="港湾商会")
    agreed(people, project, ago=108)
    built(people, project, ago=105, until=85, words=("定了四个位置", "四把椅子都装上了"))
    accepted(people, project, ago=80, findings="坐得稳，有一把靠近车道。", mend="靠车道那把往里挪一米")
    with standing(day(48), 10):
        answers(people, project, (Answer.BETTER, Answer.BETTER, Answer.BETTER, Answer.SAME))
        actions.finish_asking(actor=people.worker, project=project)
    looked_after(people, project, ago=40)


def _lamps(people: Office) -> None:
    """What a meeting decided is agreed by that: nobody need say yes a second time."""
    decision = meetings.public_decisions().filter(text__startswith="装两盏太阳能路灯")[0]
    starts_on, ends_on = day(-3), day(-20)
    with standing(day(4), 10):
        project = actions.begin_project(
            actor=people.worker, title="3 栋门口两盏路灯", why=decision.text, lead=people.worker, origin=decision,
            place=places.estates()[0], starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
        actions.add_line(actor=people.worker, project=project, what="两盏太阳能路灯", fen=86_000, fund=pots.funds()[0])
        actions.ask_project(actor=people.worker, project=project)
    with standing(day(2), 10):
        wall = planned(people, "文化墙", "进门那面墙太旧。", ago=2, days=40)
        actions.add_gift(actor=people.worker, project=wall, kind=GiftKind.SKILL, what="画两周", unit="美术老师工作室")
        actions.ask_project(actor=people.worker, project=wall)
        planned(people, "旧衣回收箱", "旧衣服没处放。", ago=2, days=30)


def _fence(people: Office) -> None:
    project = planned(people, "菜园围栏", "狗常进菜地。", ago=30, days=20)
    with standing(day(29), 10):
        actions.add_gift(actor=people.worker, project=project, kind=GiftKind.GOODS, what="竹竿一批", unit="天空农场")
    agreed(people, project, ago=28)
    with standing(day(26), 9):
        actions.start_project(actor=people.worker, project=project)
    with standing(day(21), 9):
        actions.stop_project(
            actor=people.worker, project=project, why="地下要换水管，年底挖开，挖完再围；竹竿先存在仓库。"
        )


def planned(people: Office, title: str, why: str, *, ago: int, days: int) -> Project:
    """A plan for the first estate."""
    with standing(day(ago), 9):
        return actions.begin_project(
            actor=people.worker, title=title, why=why, lead=people.worker, place=places.estates().first(),
            starts_on=clock.today() + timedelta(days=3), ends_on=clock.today() + timedelta(days=days),
        )  # fmt: skip


def agreed(people: Office, project: Project, *, ago: int) -> Project:
    """Handed in, and agreed by the secretary in the afternoon."""
    with standing(day(ago), 9):
        actions.ask_project(actor=people.worker, project=project)
    with standing(day(ago), 15):
        return actions.approve_project(actor=people.secretary, project=project)


def built(people: Office, project: Project, *, ago: int, until: int, words: tuple[str, ...]) -> None:
    """From the first day to the last, with a picture before, one a stage, and one after."""
    with standing(day(ago), 9):
        actions.start_project(actor=people.worker, project=project)
        _entry(people, project, Phase.BEFORE, "开工以前", EARTH)
    pace = max((ago - until) // len(words), 1)
    for number, said in enumerate(words, start=1):
        with standing(day(max(ago - pace * number, until)), 16):
            phase = Phase.AFTER if number == len(words) else Phase.DURING
            _entry(people, project, phase, said, GREEN if phase == Phase.AFTER else WOOD)
    due_on = day(until)
    with standing(day(ago - 1), 9):
        stone = actions.add_step(
            actor=people.worker, project=project, kind=StepKind.MILESTONE, title=words[-1], due_on=due_on
        )
    with standing(day(until), 17):
        actions.finish_step(actor=people.worker, step=stone)


def accepted(people: Office, project: Project, *, ago: int, findings: str, mend: str = "") -> None:
    """Looked at by those who decide, and mended where something was found."""
    mend_by = day(ago - 7) if mend else None
    with standing(day(ago), 10):
        acceptance = actions.record_acceptance(
            actor=people.worker, project=project, witnesses=people.body, findings=findings, is_passed=True, mend=mend,
            mend_by=mend_by,
        )  # fmt: skip
    if mend:
        with standing(day(ago - 5), 10):
            actions.finish_mend(actor=people.worker, acceptance=acceptance)


def looked_after(people: Office, project: Project, *, ago: int) -> None:
    """Handed over to a building leader."""
    next_on, until = day(ago - 90), day(ago - 365)
    with standing(day(ago), 10):
        actions.hand_over(
            actor=people.worker, project=project, tended_by=cast.holder(Role.BUILDING_LEADER), tend_months=3,
            tend_on=next_on, warranty_until=until,
        )  # fmt: skip
        actions.write_outcome(
            actor=people.worker, project=project, words="每天有二十来人坐；没花社区 1 分钱，东西是单位给的。"
        )


def answers(people: Office, project: Project, answers: tuple[Answer, ...]) -> None:
    """What people say four weeks later."""
    for person, answer in zip(_users(people), answers, strict=False):
        words = "" if answer == Answer.BETTER else "靠北那把还是晃"
        actions.ask_again(actor=people.worker, project=project, person=person, answer=answer, words=words)


def _users(people: Office) -> list[Person]:
    return [*people.neighbours[5:9], *people.body]


def _entry(
    people: Office, project: Project, phase: Phase, words: str, colour: str, *, by: Person | None = None
) -> None:
    """A day of the diary with its picture, shown to everyone by the secretary."""
    entry = actions.write_entry(
        actor=by or people.worker, project=project, phase=phase, words=words, photos=[_photo("现场", colour)]
    )
    for file in kept.files_of(entry.id):
        files.publish_file(actor=people.secretary, file=file)


def _paid(people: Office, project: Project, what: str, fen: int) -> None:
    """The first payment, out of the pot that was planned."""
    fund = pots.funds_of(FundNature.FISCAL)[0]
    line = funds.open_line(actor=None, fund=fund, direction=Direction.OUT, name="小修小建")
    money.book_money(people, line, fen, what, on=day(1), proof="发票", party="建材店")
    hang_payment(actor=people.worker, project=project, request=hanging.to_hang().filter(what=what)[0])


def _photo(name: str, colour: str = EARTH) -> ContentFile:  # type: ignore[type-arg]
    """A picture as a phone takes it."""
    picture, buffer = Image.new("RGB", (640, 480), "#d8e2dc"), io.BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 320, 640, 480), fill=EARTH)
    draw.rectangle((180, 200, 460, 340), fill=colour)
    draw.polygon([(150, 200), (320, 90), (490, 200)], fill=colour)
    picture.save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name=f"{name}.jpg")
