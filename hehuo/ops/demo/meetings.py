"""Shuanglong's bench meeting on the cameras; Haiwan's monthly agenda, a planning meeting ahead and one decided."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.spaces import actions as rooms
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.meetings import actions, queries
from hehuo.domain.plan.meetings.kinds import MeetingKind, Outcome
from hehuo.domain.plan.meetings.models import Meeting
from hehuo.domain.plan.needs.models import Need
from hehuo.ops.demo import board, cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import office

HALL = "居民议事厅"
CAME_TO_THE_BENCH = 21  # homes, on the paper list
QUOTES = "三家报价：安瞳 550 元一个点，鹰眼 700 元，老周弱电 600 元。16 个点，含安装，质保 3 年。"


def tell() -> None:
    """Each in its own community."""
    with cast.in_community("shuanglong"):
        _cameras()
    with cast.in_community("haiwan"):
        _decided()
        _coming()


def _free(hour: int, ago: int, minutes: int = 90) -> dict[str, datetime]:
    return {"starts_at": clock.at(day(ago), hour), "ends_at": clock.at(day(ago), hour) + timedelta(minutes=minutes)}


def _in(meeting: Meeting, minutes: int) -> AbstractContextManager[None]:
    return clock.stopped(meeting.starts_at + timedelta(minutes=minutes))


def _cameras() -> None:
    """Experts showed the budget on the spot; residents themselves proposed fifty yuan a home."""
    worker, secretary = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY)
    need, when = Need.objects.get(title="装监控"), _free(10, 84)
    with standing(day(86)):
        motion = actions.file_motion(
            actor=cast.holder(Role.BUILDING_LEADER), title="育才小区装监控", why="电瓶丢了两回，门口没有监控。",
            need=need, place=places.estates().first(),
        )  # fmt: skip
        meeting = actions.call_meeting(
            actor=worker, kind=MeetingKind.BENCH, title="板凳会：监控怎么装", space=_hall(),
            place=places.estates().first(), gathers=False, presider="楼栋长", **when,
        )  # fmt: skip
        item = actions.add_item(actor=worker, meeting=meeting, motion=motion)
        actions.show_paper(actor=worker, item=item, paper=_pdf("监控报价和方案.pdf"))
    with standing(day(85)):
        meeting = actions.post_notice(actor=secretary, meeting=meeting)
        board.hang(office(), meeting.notice)
    with _in(meeting, 60):
        actions.keep_sign_list(actor=worker, meeting=meeting, count=CAME_TO_THE_BENCH, photo=_pdf("签到表.pdf"))
        actions.write_minutes(actor=worker, item=item, minutes=f"{QUOTES}\n大家自己提的：一户出五十，我出。")
        actions.declare_interests(actor=worker, item=item, interests="没有")
        actions.decide_item(
            actor=worker, item=item, outcome=Outcome.PASSED, yes=CAME_TO_THE_BENCH, owner=worker, due_on=day(-30),
            text="同意装，每户 50 元，多退少补，账目张榜公布",
        )  # fmt: skip
        actions.close_meeting(actor=worker, meeting=meeting)
    with standing(day(83)):
        meeting = actions.publish_decisions(actor=secretary, meeting=meeting)
        board.hang(office(), meeting.posting)
    with standing(day(52)):
        actions.finish_decision(
            actor=worker, decision=queries.decisions_of(meeting)[0], words="201 户交齐，16 个点装好，账贴在门口"
        )


def _decided() -> None:
    """A council a week ago: one matter carried, one put off, one heard; a decision to be carried out."""
    worker, secretary = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY)
    people, when = cast.residents(14), _free(14, 7)
    with standing(day(40)):
        filed = [
            actions.file_motion(actor=who, title=title, why=why)
            for who, title, why in (
                (people[0], "3 栋门口装两盏路灯", "晚上下班回来看不见台阶。"),
                (people[1], "小区广场几点静音", "跳舞的和上夜班的吵过几回。"),
            )
        ]
    with standing(day(14)):
        meeting = actions.call_meeting(
            actor=worker, kind=MeetingKind.COUNCIL, title="上个月的议事会", space=_hall(), expected=11,
            presider=secretary.name, gathers=False, **when,
        )  # fmt: skip
        lamps, quiet = (actions.add_item(actor=worker, meeting=meeting, motion=motion) for motion in filed)
        report = actions.add_item(actor=worker, meeting=meeting, title="单车棚收了多少、花了多少")
    with standing(day(12)):
        meeting = actions.post_notice(actor=secretary, meeting=meeting)
        board.hang(office(), meeting.notice)
    with _in(meeting, 0):
        for person in people[:9]:
            sessions.check_in(actor=worker, session=meeting.session, person=person)
    with _in(meeting, 70):
        actions.write_minutes(actor=worker, item=lamps, minutes="物业报了价，两盏 860 元，从公共收益出。")
        actions.decide_item(
            actor=worker, item=lamps, outcome=Outcome.PASSED, text="装两盏太阳能路灯，860 元以内，从公共收益出", yes=8,
            against=0, abstain=1, owner=worker, due_on=day(-20),
        )  # fmt: skip
        actions.put_off_item(actor=worker, item=quiet, why="先请跳舞队和夜班的各来三位，下个月再议。")
        actions.hear_item(actor=worker, item=report, why="听了，账在门口和手机上都有。")
        actions.close_meeting(actor=worker, meeting=meeting)
    with standing(day(5)):
        meeting = actions.publish_decisions(actor=secretary, meeting=meeting)
        board.hang(office(), meeting.posting)


def _coming() -> None:
    """Motions of every week, the next council with the due ones on its agenda, and a planning meeting in a week."""
    worker = cast.holder(Role.WORKER)
    people, council, planning = cast.residents(14), _free(14, -35), _free(10, -6)
    with standing(day(3)):
        for who, title, why in (
            (people[3], "电梯间贴不贴广告", "有人要贴，钱归谁要说清楚。"),
            (cast.holder(Role.REPRESENTATIVE), "5 栋起个名字", "快递老是送错楼。"),
            (people[5], "儿童滑梯换不换", "边上裂了，划过手。"),
        ):
            actions.file_motion(actor=who, title=title, why=why)
    with standing(day(2)):
        meeting = actions.call_meeting(
            actor=worker, kind=MeetingKind.COUNCIL, title="下个月的议事会", space=_hall(), expected=11,
            **council,
        )  # fmt: skip
        if not queries.agenda_of(meeting):
            actions.add_item(actor=worker, meeting=meeting, motion=queries.waiting_motions().filter(state="filed")[0])
        planning_meeting = actions.call_meeting(
            actor=worker, kind=MeetingKind.PLANNING, title="共谋会：空地做什么", space=_hall(),
            place=places.estates().first(), gathers=False, **planning,
        )  # fmt: skip
        actions.add_item(actor=worker, meeting=planning_meeting, title="8 栋前面的空地做什么")
        actions.add_item(actor=worker, meeting=planning_meeting, title="做成以后谁来管")


def _hall() -> Space:
    """A room of its own, so that no course is in the way on whatever day the story is told."""
    found = spaces.open_spaces().filter(name=HALL).first()
    return found or rooms.open_space(actor=cast.holder(Role.WORKER), name=HALL, seats=40)


def _pdf(name: str) -> ContentFile:
    return ContentFile(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", name=name)
