"""Minutes, papers, the signed list; outcomes that the close turns into decisions, tasks, ballots, needs."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties.queries import open_duty
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.journal.models import Words
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.ballots.kinds import BallotState, Roll
from hehuo.domain.plan.meetings import actions, queries
from hehuo.domain.plan.meetings.kinds import MeetingKind, MeetingState, MotionState, Outcome
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedKind
from tests.domain.plan.meetings.conftest import sign_list


@pytest.fixture
def bench(office, filed, called, signed_in):
    """Place C's bench meeting: one motion out of a need, three who signed in by name."""
    need = needs.open_need(actor=office.worker, title="装监控", kind=NeedKind.SAFETY)
    motion = filed(need=need)
    meeting = called(gathers=False)
    actions.add_item(actor=office.worker, meeting=meeting, motion=motion)
    signed_in(meeting, office.neighbours[:3])
    return meeting


@pytest.fixture
def carried(office, bench, at_meeting):
    """The same, carried by eighteen on the paper list and three by name, and closed."""
    (item,) = queries.agenda_of(bench)
    with at_meeting(bench):
        actions.keep_sign_list(actor=office.worker, meeting=bench, count=18, photo=sign_list())
        actions.decide_item(
            actor=office.worker, item=item, outcome=Outcome.PASSED, text="同意装，每户 50 元", yes=21,
            owner=office.leader, due_on=bench.held_on + timedelta(days=30),
        )  # fmt: skip
        return actions.close_meeting(actor=office.worker, meeting=bench)


def published(office, meeting, after=1):
    with clock.stopped(clock.at(meeting.held_on + timedelta(days=after), 9)):
        return actions.publish_decisions(actor=office.secretary, meeting=meeting)


def test_nothing_is_noted_before_it_begins(office, bench):
    (item,) = queries.agenda_of(bench)
    with clock.stopped(bench.starts_at - timedelta(minutes=1)), pytest.raises(Refused, match="才开会"):
        actions.write_minutes(actor=office.worker, item=item, minutes="太早")
    with clock.stopped(bench.starts_at):
        actions.write_minutes(actor=office.worker, item=item, minutes="老梁：一户出五十")
        actions.write_minutes(actor=office.worker, item=item, minutes="老梁：一户出五十，我出。")
    item.refresh_from_db()
    assert item.minutes == "老梁：一户出五十，我出。"
    assert Words.objects.filter(text="老梁：一户出五十").exists()  # what stood before is kept


def test_whoever_may_not_call_it_notes_nothing(office, bench, at_meeting):
    (item,) = queries.agenda_of(bench)
    with at_meeting(bench), pytest.raises(Refused, match="召集"):
        actions.write_minutes(actor=office.neighbours[0], item=item, minutes="我来写")


def test_the_paper_list_counts_with_its_photo_only(office, bench, at_meeting):
    with at_meeting(bench):
        with pytest.raises(Invalid, match="要有签到表作证"):
            actions.keep_sign_list(actor=office.worker, meeting=bench, count=18)
        with pytest.raises(Invalid, match="0 或以上"):
            actions.keep_sign_list(actor=office.worker, meeting=bench, count=-1, photo=sign_list())
        meeting = actions.keep_sign_list(actor=office.worker, meeting=bench, count=18, photo=sign_list())
    assert queries.present_at(meeting) == 3 + 18
    assert meeting.sign_list.is_public is False  # names and signatures


def test_signed_in_by_the_code_on_the_door(office, bench):
    person = office.neighbours[5]
    with clock.stopped(bench.starts_at):
        sessions.check_in_at_door(person=person, session=bench.session, code=bench.session.door_code)
    assert queries.present_at(bench) == 4


def test_an_experts_paper_stays_with_its_item(office, bench):
    (item,) = queries.agenda_of(bench)
    kept = actions.show_paper(actor=office.worker, item=item, paper=sign_list())
    assert list(files.files_of(item.id)) == [kept]
    with pytest.raises(Refused):
        actions.show_paper(actor=office.neighbours[0], item=item, paper=sign_list())


def test_who_has_an_interest_in_what_was_shown_steps_back(office, bench, at_meeting):
    (item,) = queries.agenda_of(bench)
    said = {"text": "同意装", "owner": office.leader, "due_on": bench.held_on + timedelta(days=30)}

    def carry(yes):
        return actions.decide_item(actor=office.worker, item=item, outcome=Outcome.PASSED, yes=yes, **said)

    with at_meeting(bench):
        actions.show_paper(actor=office.worker, item=item, paper=sign_list())
        with pytest.raises(Refused, match="还没有问利害关系"):
            carry(3)
        for words, count, say in (("", 0, "谁和这件事有什么关系"), ("李强是报价单位的", 4, "写 0 到到场的人数")):
            with pytest.raises(Invalid, match=say):
                actions.declare_interests(actor=office.worker, item=item, interests=words, stepped_back=count)
        actions.declare_interests(actor=office.worker, item=item, interests="没有")
        assert carry(2).outcome == Outcome.PASSED
        again = actions.declare_interests(actor=office.worker, item=item, interests="李强是报价单位的", stepped_back=1)
        assert again.outcome == Outcome.OPEN  # counted anew, among those who stay
        with pytest.raises(Invalid, match="到场的只有 2"):
            carry(3)
        assert (carry(2).yes, carry(2).stepped_back) == (2, 1)
    with pytest.raises(Refused):
        actions.declare_interests(actor=office.neighbours[0], item=item, interests="没有")


def test_it_is_closed_with_an_outcome_for_every_item(office, bench, at_meeting):
    with at_meeting(bench), pytest.raises(Refused, match="还有 1 件没写结果"):
        actions.close_meeting(actor=office.worker, meeting=bench)


def test_what_is_noted_again_replaces_what_was_noted(office, bench, at_meeting):
    (item,) = queries.agenda_of(bench)
    with at_meeting(bench):
        actions.decide_item(actor=office.worker, item=item, outcome=Outcome.FAILED, text="不装", yes=1, against=2)
        item = actions.put_off_item(actor=office.worker, item=item, why="先去要三家报价")
    assert (item.outcome, item.text, item.yes, item.no, item.present) == (Outcome.PUT_OFF, "", 0, 0, 0)


def test_signed_out_after_the_vote_it_is_counted_again(office, bench, at_meeting):
    (item,) = queries.agenda_of(bench)
    with at_meeting(bench):
        actions.decide_item(actor=office.worker, item=item, outcome=Outcome.FAILED, text="不装", yes=1, against=2)
        sessions.undo_check_in(actor=office.worker, session=bench.session, person=office.neighbours[0])
        with pytest.raises(Conflict, match="有人的签到撤回了"):
            actions.close_meeting(actor=office.worker, meeting=bench)


def test_a_decision_is_a_task_with_an_owner_and_a_day_on_one_line_with_the_need(office, carried):
    decision = queries.decisions_of(carried).get()
    duty = open_duty(decision.id, "carry_out")
    assert (decision.number[5:], decision.text, decision.is_passed) == ("决-001", "同意装，每户 50 元", True)
    assert (duty.person, clock.local(duty.due_at).date()) == (office.leader, decision.due_on)
    motion = decision.item.motion
    assert (motion.state, motion.answer) == (MotionState.DECIDED, "通过：同意装，每户 50 元")
    assert "您提的议题议定了" in [str(each.subject) for each in Message.objects.filter(person=motion.filer)]
    kinds = [thing.kind for thing in threads.earlier_of(decision.id)]
    assert kinds == ["meetings.motion", "needs.need"]
    assert (carried.state, carried.present) == (MeetingState.CLOSED, 21)


def test_once_closed_nothing_changes(office, carried):
    (item,) = queries.agenda_of(carried)
    with clock.stopped(carried.session.ends_at):
        for change in (
            lambda: actions.write_minutes(actor=office.worker, item=item, minutes="改一改"),
            lambda: actions.keep_sign_list(actor=office.worker, meeting=carried, count=0),
            lambda: actions.put_off_item(actor=office.worker, item=item, why="改了"),
        ):
            with pytest.raises(Refused, match="「开完了」"):
                change()


def test_it_is_posted_within_three_days_by_another(office, carried):
    duty = open_duty(carried.id, "publish_decisions")
    assert clock.local(duty.due_at).date() == carried.held_on + timedelta(days=3)
    assert list(queries.public_decisions()) == []
    with pytest.raises(Refused, match="公布"):
        actions.publish_decisions(actor=office.worker, meeting=carried)
    meeting = published(office, carried)
    assert (meeting.state, meeting.posting.days) == (MeetingState.PUBLISHED, 15)
    assert meeting.posting.body["table"]["rows"] == [[1, "装监控", "通过", "21、0、0", "同意装，每户 50 元"]]
    assert queries.public_decisions().get().item.meeting == meeting
    assert open_duty(carried.id, "publish_decisions") is None


def test_who_wrote_it_down_does_not_publish_it(office, called, at_meeting):
    meeting = called(gathers=False)
    item = actions.add_item(actor=office.secretary, meeting=meeting, title="通报")
    with at_meeting(meeting):
        actions.hear_item(actor=office.secretary, item=item, why="听了通报")
        actions.close_meeting(actor=office.secretary, meeting=meeting)
        with pytest.raises(Refused, match="您经手的"):
            actions.publish_decisions(actor=office.secretary, meeting=meeting)


def test_its_owner_says_that_it_is_done(office, carried):
    decision = queries.decisions_of(carried).get()
    with pytest.raises(Refused):
        actions.finish_decision(actor=office.neighbours[0], decision=decision, words="装好了")
    with pytest.raises(Invalid, match="办成了什么样"):
        actions.finish_decision(actor=office.leader, decision=decision, words=" ")
    decision = actions.finish_decision(actor=office.leader, decision=decision, words="16 个点都亮了")
    assert (decision.done_by, decision.done_words) == (office.leader, "16 个点都亮了")
    assert open_duty(decision.id, "carry_out") is None
    with pytest.raises(Conflict, match="已经记过"):
        actions.finish_decision(actor=office.leader, decision=decision, words="又一遍")


def test_what_was_put_off_comes_again_next_month_what_was_heard_goes_on(office, filed, called, at_meeting):
    meeting = called(MeetingKind.HEARING, ahead=5, gathers=False)
    later, heard, back = filed("亭子"), filed("物业"), filed("遛狗")
    items = [actions.add_item(actor=office.worker, meeting=meeting, motion=each) for each in (later, heard, back)]
    with at_meeting(meeting):
        with pytest.raises(Invalid, match="为什么"):
            actions.put_off_item(actor=office.worker, item=items[0], why="")
        actions.put_off_item(actor=office.worker, item=items[0], why="等图纸")
        actions.hear_item(actor=office.worker, item=items[1], why="排到居民会议上定")
        actions.return_item(actor=office.worker, item=items[2], why="归城管")
        actions.close_meeting(actor=office.worker, meeting=meeting)
    for motion in (later, heard, back):
        motion.refresh_from_db()
    assert [each.state for each in (later, heard, back)] == [MotionState.FILED, MotionState.FILED, MotionState.RETURNED]
    assert later.month == (meeting.held_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    assert back.answer == "归城管"
    assert queries.decisions().count() == 0


def test_the_party_organisation_studies_and_the_motion_goes_on(office, filed, called, signed_in, at_meeting):
    meeting, motion = called(MeetingKind.PARTY, expected=3, gathers=False), filed()
    item = actions.add_item(actor=office.secretary, meeting=meeting, motion=motion)
    signed_in(meeting, [office.secretary, office.worker])
    with at_meeting(meeting):
        actions.decide_item(actor=office.secretary, item=item, outcome=Outcome.PASSED, text="同意提交居民会议", yes=2)
        actions.close_meeting(actor=office.secretary, meeting=meeting)
    motion.refresh_from_db()
    assert (motion.state, motion.studied_on, motion.study) == (
        MotionState.FILED, meeting.held_on, "通过：同意提交居民会议",
    )  # fmt: skip
    assert queries.decisions().count() == 0
    assert meeting not in queries.public_meetings()


def test_a_decision_becomes_a_ballot_or_a_need(office, carried):
    decision = queries.decisions_of(carried).get()
    with clock.stopped(carried.session.ends_at):
        day = carried.held_on + timedelta(days=1)
        ballot = actions.ballot_from(
            actor=office.worker, decision=decision, roll=Roll.HOUSEHOLDS, notice_on=day, opens_at=clock.at(day, 9),
            closes_at=clock.at(day, 18),
        )  # fmt: skip
        need = actions.need_from(actor=office.worker, decision=decision, kind=NeedKind.SAFETY)
    assert (ballot.title, ballot.state, need.title) == ("装监控", BallotState.DRAFT, "装监控")
    assert {thing.kind for thing in threads.later_of(decision.item.motion_id)} >= {"ballots.ballot", "needs.need"}


def test_what_failed_is_nobodys_task(office, bench, at_meeting):
    (item,) = queries.agenda_of(bench)
    with at_meeting(bench):
        actions.decide_item(actor=office.worker, item=item, outcome=Outcome.FAILED, text="不装", yes=1, against=2)
        meeting = actions.close_meeting(actor=office.worker, meeting=bench)
    decision = queries.decisions_of(meeting).get()
    assert (decision.is_passed, decision.owner, open_duty(decision.id, "carry_out")) == (False, None, None)
    with pytest.raises(Conflict, match="没有通过"):
        actions.finish_decision(actor=office.worker, decision=decision, words="办了")


def test_the_register_costs_the_same_for_one_decision_and_for_many(office, carried, django_assert_num_queries):
    published(office, carried)
    with django_assert_num_queries(1):
        for decision in queries.public_decisions():
            assert (decision.item.meeting.held_on, str(decision.owner)) == (carried.held_on, "冯大娘")
    with django_assert_num_queries(2):
        for item in queries.agenda_of(carried):
            assert [str(each.owner) for each in item.decisions.all()] == ["冯大娘"]
