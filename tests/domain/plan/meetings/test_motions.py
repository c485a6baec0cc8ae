"""A motion is filed any day, reaches the agenda of its month by rule, and whoever filed it hears of every step."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.meetings import actions, queries, rules
from hehuo.domain.plan.meetings.kinds import FiledBy, MotionState
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedKind


def told(person) -> list[str]:
    return [str(message.subject) for message in Message.objects.filter(person=person).order_by("id")]


def test_until_the_cutoff_day_it_reaches_the_next_agenda_and_from_then_on_the_one_after():
    assert rules.agenda_month(date(2024, 11, 25), 25) == date(2024, 12, 1)
    assert rules.agenda_month(date(2024, 11, 26), 25) == date(2025, 1, 1)
    assert rules.agenda_month(date(2024, 12, 1), 25) == date(2025, 1, 1)
    assert rules.agenda_month(date(2024, 12, 31), 25) == date(2025, 2, 1)


def test_the_cutoff_day_is_the_places_own(office, filed):
    actions.set_rhythm(actor=office.worker, cutoff_day=10)
    assert queries.cutoff_day() == 10
    assert filed(on=date(2099, 3, 11)).month == date(2099, 5, 1)
    assert filed(on=date(2099, 3, 10)).month == date(2099, 4, 1)
    with pytest.raises(Invalid, match="1 到 28"):
        actions.set_rhythm(actor=office.worker, cutoff_day=29)
    with pytest.raises(Refused):
        actions.set_rhythm(actor=office.neighbours[0], cutoff_day=5)


def test_anyone_files_and_it_says_as_what(office, filed):
    assert filed().filed_by == FiledBy.RESIDENT
    assert filed("亭子", by=office.reps[0]).filed_by == FiledBy.REPRESENTATIVE
    assert filed("保洁", by=office.secretary).filed_by == FiledBy.OFFICE
    assert [motion.number[5:] for motion in queries.waiting_motions()] == ["议-001", "议-002", "议-003"]


def test_a_worker_writes_it_down_for_another_and_a_neighbour_does_not(office):
    said = {"title": "装扶手", "why": "楼梯滑", "filer": office.neighbours[1]}
    motion = actions.file_motion(actor=office.worker, **said)
    assert (motion.filer, motion.entered_by) == (office.neighbours[1], office.worker)
    assert told(office.neighbours[1]) == ["您提的议题收到了"]
    with pytest.raises(Refused, match="替人记需求"):
        actions.file_motion(actor=office.neighbours[0], **said)


def test_it_needs_a_title_and_a_reason(office):
    with pytest.raises(Invalid, match="一件事一个议题"):
        actions.file_motion(actor=office.neighbours[0], title=" ", why="x")
    with pytest.raises(Invalid, match="为什么要办"):
        actions.file_motion(actor=office.neighbours[0], title="装监控", why=" ")


def test_the_same_form_sent_twice_is_one_motion(office, filed):
    first = filed()
    again = actions.file_motion(actor=office.neighbours[0], title="别的", why="别的", key=first.id)
    assert (again.pk, again.title) == (first.pk, "装监控")


def test_out_of_a_need_it_stands_on_its_line(office):
    need = needs.open_need(actor=office.worker, title="装监控", kind=NeedKind.SAFETY)
    motion = actions.file_motion(actor=office.worker, title="装监控", why="丢车", need=need)
    assert [thing.id for thing in threads.later_of(need.id)] == [motion.id]


def test_it_is_returned_with_a_reason_and_then_stays_so(office, filed):
    motion = filed()
    with pytest.raises(Invalid, match="为什么退回"):
        actions.return_motion(actor=office.worker, motion=motion, why="")
    with pytest.raises(Refused):
        actions.return_motion(actor=office.neighbours[0], motion=motion, why="不办")
    motion = actions.return_motion(actor=office.worker, motion=motion, why="归街道管，转过去了")
    assert (motion.state, motion.answer) == (MotionState.RETURNED, "归街道管，转过去了")
    assert told(office.neighbours[0]) == ["您提的议题收到了", "您提的议题退回了，有理由"]
    with pytest.raises(Refused, match="已经「退回了」"):
        actions.return_motion(actor=office.worker, motion=motion, why="再退一次")


def test_two_on_one_matter_become_one_and_both_hear_how_it_ended(office, filed):
    first, second = filed(), filed("门口安摄像头", by=office.neighbours[3])
    with pytest.raises(Refused, match="不能并到自己"):
        actions.merge_motion(actor=office.worker, motion=second, into=second)
    second = actions.merge_motion(actor=office.worker, motion=second, into=first)
    assert (second.state, second.merged_into) == (MotionState.MERGED, first)
    actions.return_motion(actor=office.worker, motion=first, why="先要方案")
    assert told(office.neighbours[3])[-2:] == ["您提的议题并到另一件了", "您提的议题退回了，有理由"]
    with pytest.raises(Refused, match="并到另一件"):
        actions.merge_motion(actor=office.worker, motion=second, into=filed("亭子"))


def test_the_party_study_is_noted_with_its_day(office, filed):
    motion = filed()
    with clock.stopped(clock.at(date(2099, 3, 1), 9)):
        with pytest.raises(Invalid, match="今天以后"):
            actions.note_study(actor=office.worker, motion=motion, on=date(2099, 3, 2), words="同意")
        with pytest.raises(Invalid, match="研究的意见"):
            actions.note_study(actor=office.worker, motion=motion, on=date(2099, 3, 1), words="")
        motion = actions.note_study(actor=office.worker, motion=motion, on=date(2099, 3, 1), words="同意提交")
    assert (motion.studied_on, motion.study) == (date(2099, 3, 1), "同意提交")


def test_the_table_of_moves_refuses_the_rest(filed):
    with pytest.raises(Conflict):
        filed().move_to(MotionState.DECIDED)  # not without an agenda
