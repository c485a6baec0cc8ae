"""Who calls which meeting, how its agenda gathers itself, and what its notice fixes."""

from datetime import time, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.duties.queries import open_duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.sessions.kinds import SessionState
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.plan.ballots.kinds import LAWS
from hehuo.domain.plan.meetings import actions, queries, rules
from hehuo.domain.plan.meetings.kinds import PROCEDURES, SHARES, MeetingKind, MeetingState, MotionState, Share
from hehuo.domain.plan.meetings.models import Meeting
from tests.domain.plan.meetings.conftest import CALLED

K = MeetingKind


def test_the_law_is_said_once():
    """A meeting that votes by raised hands asks for the same shares as a ballot under the same law."""
    found = {
        kind: (SHARES[each.quorum], SHARES[each.yes])
        for kind, each in PROCEDURES.items()
        if each.law and kind != K.OWNERS
    }
    assert found == {
        kind: (LAWS[PROCEDURES[kind].law].quorum, LAWS[PROCEDURES[kind].law].yes)
        for kind in (K.RESIDENTS, K.REPRESENTATIVES)
    }
    assert [kind for kind, each in PROCEDURES.items() if not each.article] == []


def test_a_building_leader_calls_a_bench_meeting_in_residents_hours(office, called):
    with pytest.raises(Refused, match="没有给居民的时间"):
        called(actor=office.leader)
    spaces.set_opening(
        actor=office.worker, space=office.yard, audience=Audience.RESIDENT, weekdays="1234567", from_time=time(8),
        to_time=time(22),
    )  # fmt: skip
    meeting = called(actor=office.leader)
    assert (meeting.called_by, meeting.session.leader) == (office.leader, office.leader)
    assert rules.may_run(office.leader, meeting).allowed


def test_a_leader_calls_only_at_their_own_building(office, somebody):
    elsewhere, other = somebody("丁楼长"), ensure_place(kind=PlaceKind.ESTATE, name="另一个小区")
    Grant.objects.create(person=elsewhere, role=Role.BUILDING_LEADER, place=office.estate)
    assert rules.may_call(elsewhere, K.BENCH, office.estate).allowed
    assert not rules.may_call(elsewhere, K.BENCH, other).allowed


@pytest.mark.parametrize(
    ("kind", "who"), [(K.RESIDENTS, "社区居委会"), (K.OWNERS, "业委会"), (K.PARTY, "社区党组织"), (K.BENCH, "楼栋长")]
)
def test_who_may_not_call_is_told_who_does(office, called, kind, who):
    with pytest.raises(Refused, match=f"「{kind.label}」由.*{who}.*召集（"):
        called(kind, actor=office.neighbours[0])


def test_a_leader_calls_no_assembly(office, called):
    with pytest.raises(Refused, match="「居民会议」由社区居委会"):
        called(K.RESIDENTS, actor=office.leader)


def test_how_many_could_come_stands_in_the_books_and_is_never_fewer(called):
    assert called(K.RESIDENTS, ahead=20).expected == 10
    with pytest.raises(Invalid, match="花名册上有 10"):
        called(K.RESIDENTS, ahead=21, expected=9)
    assert called(K.REPRESENTATIVES, ahead=22, expected=12).expected == 12  # with the committee's own five
    with pytest.raises(Invalid, match="应到多少人"):
        called(K.COUNCIL, ahead=23)
    assert called(K.BENCH).expected == 0


def test_a_room_is_given_once(called):
    called()
    with pytest.raises(Conflict):
        called(title="另一个会")


def test_a_form_sent_twice_calls_one_meeting(called):
    first = called()
    assert called(key=first.id).pk == first.pk
    assert Meeting.objects.count() == 1


def test_due_motions_come_onto_the_agenda_by_themselves(office, filed, called):
    early, late = filed(on=CALLED), filed("亭子", by=office.neighbours[1], on=CALLED)
    late.month = (early.month + timedelta(days=40)).replace(day=1)
    late.save()
    ahead = (early.month - CALLED).days + 3  # the third of the month that the first is for
    meeting = called(K.COUNCIL, ahead=ahead, expected=9)
    assert [(item.position, item.title, item.motion) for item in queries.agenda_of(meeting)] == [(1, "装监控", early)]
    early.refresh_from_db()
    assert early.state == MotionState.DUE
    assert "您提的议题排上了议程" in [str(each.subject) for each in Message.objects.filter(person=early.filer)]
    assert actions.gather_motions(actor=office.worker, meeting=meeting) == []


def test_an_agenda_takes_more_and_is_put_in_order(office, filed, called):
    meeting, motion = called(gathers=False), filed()
    report = actions.add_item(actor=office.worker, meeting=meeting, title="上次的事办得怎样")
    matter = actions.add_item(actor=office.worker, meeting=meeting, motion=motion)
    assert actions.move_item(actor=office.worker, item=matter, up=True).position == 1
    assert actions.move_item(actor=office.worker, item=matter, up=True).position == 1  # it is the first already
    assert [item.title for item in queries.agenda_of(meeting)] == ["装监控", "上次的事办得怎样"]
    with pytest.raises(Invalid, match="一件事只排一次"):
        actions.add_item(actor=office.worker, meeting=called(ahead=3, gathers=False), motion=motion)
    with pytest.raises(Invalid, match="请写要议什么"):
        actions.add_item(actor=office.worker, meeting=meeting)
    actions.drop_item(actor=office.worker, item=matter)
    report.refresh_from_db()
    motion.refresh_from_db()
    assert (report.position, motion.state) == (1, MotionState.FILED)


def test_the_notice_hangs_until_the_day_and_is_the_secretarys(office, called, noticed):
    meeting = called(ahead=5)
    with pytest.raises(Refused, match="议程还是空的"):
        noticed(meeting)
    actions.add_item(actor=office.worker, meeting=meeting, title="装监控")
    with pytest.raises(Refused, match="公布"), clock.stopped(clock.at(CALLED, 10)):
        actions.post_notice(actor=office.worker, meeting=meeting)
    assert open_duty(meeting.id, "post_notice")
    meeting = noticed(meeting)
    assert (meeting.state, meeting.noticed_on) == (MeetingState.NOTICED, CALLED)
    assert meeting.notice.ends_on >= meeting.held_on
    assert meeting.notice.body["table"]["rows"] == [[1, "装监控"]]
    assert open_duty(meeting.id, "post_notice") is None
    with pytest.raises(Refused, match="不用再贴"):
        noticed(meeting)


def test_after_its_beginning_no_notice_is_posted(office, called, at_meeting):
    meeting = called()
    with at_meeting(meeting), pytest.raises(Refused, match="补不上"):
        actions.post_notice(actor=office.secretary, meeting=meeting)


def test_what_the_law_closes_takes_nothing_more_after_its_notice(office, called, noticed):
    assembly, bench = called(K.RESIDENTS, ahead=20), called(ahead=19)
    for meeting in (assembly, bench):
        actions.add_item(actor=office.worker, meeting=meeting, title="装监控")
        noticed(meeting)
    with pytest.raises(Refused, match="没写进通知的事这次不能表决"):
        actions.add_item(actor=office.worker, meeting=assembly, title="临时加一件")
    assert actions.add_item(actor=office.worker, meeting=bench, title="临时加一件").is_announced is False


def test_called_off_its_motions_wait_and_the_room_is_free(office, filed, called):
    motion = filed()
    meeting = called(gathers=False)
    actions.add_item(actor=office.worker, meeting=meeting, motion=motion)
    with pytest.raises(Invalid, match="为什么取消"):
        actions.cancel_meeting(actor=office.worker, meeting=meeting, reason="")
    meeting = actions.cancel_meeting(actor=office.worker, meeting=meeting, reason="下大雨")
    meeting.session.refresh_from_db()
    motion.refresh_from_db()
    assert (meeting.state, meeting.session.state) == (MeetingState.CANCELLED, SessionState.CANCELLED)
    assert motion.state == MotionState.FILED
    assert called(title="改天再开").pk  # the same hour
    with pytest.raises(Refused, match="不开了"):
        actions.add_item(actor=office.worker, meeting=meeting, title="再加")


def test_a_place_sets_what_the_law_leaves_to_it(office, called):
    setting = {"notice_days": 5, "quorum": Share.TWO_THIRDS, "yes": Share.TWO_THIRDS}
    actions.set_procedure(actor=office.secretary, kind=K.COUNCIL, **setting)
    held = queries.standing_of(K.COUNCIL)
    assert (held.notice_days, held.quorum, held.yes) == (5, Share.TWO_THIRDS, Share.TWO_THIRDS)
    before = called(K.COUNCIL, expected=9)
    actions.set_procedure(actor=office.secretary, kind=K.COUNCIL, **setting | {"notice_days": 7})
    before.refresh_from_db()
    assert before.notice_days == 5  # what was called stays under the rule it was called under
    assert [each.notice_days for each in queries.standings()] == [0, 1, 7, 0, 10, 3, 15, 3]
    with pytest.raises(Refused):
        actions.set_procedure(actor=office.leader, kind=K.BENCH, **setting)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"notice_days": 9}, "至少提前 10 天"),
        ({"quorum": Share.NONE}, "要到多少人是法律定的"),
        ({"yes": Share.NONE}, "多少人同意算通过是法律定的"),
        ({"notice_days": 61}, "写 0 到 60"),
    ],
)
def test_what_the_law_has_set_a_place_does_not_change(office, said, why):
    setting = {"notice_days": 10, "quorum": Share.HALF, "yes": Share.HALF}
    assert (
        actions.set_procedure(actor=office.worker, kind=K.RESIDENTS, **setting | {"notice_days": 12}).notice_days == 12
    )
    with pytest.raises(Invalid, match=why):
        actions.set_procedure(actor=office.worker, kind=K.RESIDENTS, **setting | said)
