"""Motions and meetings through their pages: from a resident's phone to the register, and what a stranger reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hehuo.core import clock, ids
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.plan.meetings import actions, queries
from hehuo.domain.plan.meetings.kinds import MeetingKind, MeetingState, MotionState, Outcome
from hehuo.domain.plan.meetings.models import Decision, Meeting, Motion
from hehuo.domain.run.levies.models import Levy
from tests.domain.plan.meetings.conftest import CALLED, sign_list

AT = "/c/haiwan/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def held(office, filed, called, signed_in):
    """A bench meeting with one item, five who came, and the clock in the middle of it."""
    meeting = called(gathers=False)
    item = actions.add_item(actor=office.worker, meeting=meeting, motion=filed())
    signed_in(meeting, office.neighbours[:5])
    with clock.stopped(meeting.starts_at + timedelta(minutes=30)):
        yield item


def outcome(**said):
    return {"act": "outcome", "outcome": "passed", "text": "同意装", "yes": "5", "owner": "周玉梅"} | said


def test_a_resident_files_by_phone_and_a_stranger_is_led_to_the_door(client, as_person, office):
    assert client.get(f"{AT}motions/new/").status_code == 302
    browser = as_person(office.neighbours[0])
    said = {"key": str(ids.uuid7()), "title": "装监控", "why": "", "place": ""}
    refused = browser.post(f"{AT}motions/new/", said)
    assert (refused.status_code, "装监控" in text(refused)) == (422, True)  # what was typed is not lost
    page = text(browser.post(f"{AT}motions/new/", said | {"why": "丢车"}, follow=True))
    motion = Motion.objects.get()
    assert (motion.filer, motion.number in page) == (office.neighbours[0], True)
    assert "我提的" in text(browser.get(f"{AT}motions/"))


def test_a_worker_writes_down_whose_it_is(as_person, office):
    browser = as_person(office.worker)
    said = {"key": str(ids.uuid7()), "title": "装扶手", "why": "楼梯滑", "place": "", "filer": "没有这个人"}
    assert "花名册上没找到" in text(browser.post(f"{AT}motions/new/", said))
    browser.post(f"{AT}motions/new/", said | {"filer": "邻居3"})
    assert Motion.objects.get().filer == office.neighbours[2]


def test_who_filed_it_is_masked_for_all_but_the_desk(client, as_person, office, filed):
    motion = filed(by=office.neighbours[0])
    page = text(client.get(f"{AT}motions/{motion.id}/"))
    assert ("邻居1" in page, motion.filer.masked_name in page) == (False, True)
    assert "邻居1" in text(as_person(office.worker).get(f"{AT}motions/{motion.id}/"))


def test_a_motion_is_sorted_at_the_desk(as_person, office, filed, called):
    first, second, third = filed(), filed("摄像头"), filed("亭子")
    browser = as_person(office.worker)

    def sort(motion, **said):
        return browser.post(f"{AT}motions/{motion.id}/sort/", said, follow=True)

    assert sort(second, act="return", why="").status_code == 422
    sort(second, act="merge", into=str(first.id))
    sort(first, act="study", on=clock.today().isoformat(), words="同意提交")
    meeting = called(gathers=False)
    sort(third, act="agenda", meeting=str(meeting.id))
    for motion in (first, second, third):
        motion.refresh_from_db()
    assert [each.state for each in (first, second, third)] == [MotionState.FILED, MotionState.MERGED, MotionState.DUE]
    assert first.study == "同意提交"
    assert as_person(office.neighbours[0]).get(f"{AT}motions/{first.id}/sort/").status_code == 403


def test_a_meeting_is_called_ordered_noticed(as_person, office, filed):
    filed("装监控")
    with clock.stopped(clock.at(CALLED, 9)):
        browser = as_person(office.worker)
        day = CALLED + timedelta(days=5)
        said = {
            "key": str(ids.uuid7()), "kind": "council", "title": "议事会", "space": str(office.yard.id), "place": "",
            "day": day.isoformat(), "from_time": "19:00", "to_time": "20:30", "expected": "", "presider": "",
            "asked_by": "",
        }  # fmt: skip
        refused = browser.post(f"{AT}meetings/call/", said)
        assert (refused.status_code, "请写应到多少人" in text(refused)) == (422, True)
        browser.post(f"{AT}meetings/call/", said | {"expected": "9"})
        meeting = Meeting.objects.get()
        at = f"{AT}meetings/{meeting.id}/manage/"
        browser.post(at, {"act": "item", "title": "上次的事", "motion": ""})
        assert browser.post(at, {"act": "item", "title": "", "motion": ""}).status_code == 422
        browser.post(at, {"act": "item", "title": "", "motion": str(Motion.objects.get().id)})
        _first, second = queries.agenda_of(meeting)
        browser.post(f"{AT}meetings/items/{second.id}/move/", {"to": "up"})
        assert [item.title for item in queries.agenda_of(meeting)] == ["装监控", "上次的事"]
        browser.post(f"{AT}meetings/items/{_first.id}/move/", {"to": "drop"})
        assert browser.post(at, {"act": "notice"}).status_code == 403  # the secretary's
        browser = as_person(office.secretary)
        assert "通知贴出来了" in text(browser.post(at, {"act": "notice"}, follow=True))
        meeting.refresh_from_db()
        assert (meeting.state, meeting.noticed_on) == (MeetingState.NOTICED, CALLED)
        page = text(browser.get(f"{AT}meetings/{meeting.id}/invitation/"))
        assert "要议的事" in page


def test_the_outcome_is_refused_with_its_sentences_and_nothing_typed_is_lost(as_person, office, held):
    browser = as_person(office.worker)
    at = f"{AT}meetings/items/{held.id}/"
    refused = browser.post(at, outcome(yes="2", due_on="2099-01-01"))
    assert refused.status_code == 422
    assert "同意的不够：到场 5，同意 2，要过半数，至少 3（社区自定）。" in text(refused)
    assert 'value="2099-01-01"' in text(refused)
    assert "三样加起来 6" in text(browser.post(at, outcome(yes="6", due_on="2099-01-01")))
    assert "请写由谁来办" in text(browser.post(at, outcome(owner="", due_on="2099-01-01")))
    held.refresh_from_db()
    assert held.outcome == Outcome.OPEN


def test_from_the_raised_hands_to_the_register(client, as_person, office, held):
    meeting, browser = held.meeting, as_person(office.worker)
    at = f"{AT}meetings/items/{held.id}/"
    manage = f"{AT}meetings/{meeting.id}/manage/"
    browser.post(at, {"act": "minutes", "minutes": "一户出五十，我出。"})
    browser.post(at, {"act": "paper", "paper": sign_list()})
    assert browser.post(manage, {"act": "list", "count": "3"}).status_code == 422  # without its photo
    assert "签到表存好了" in text(
        browser.post(manage, {"act": "list", "count": "3", "photo": sign_list()}, follow=True)
    )
    assert browser.post(manage, {"act": "close"}).status_code == 403  # an item has no outcome
    browser.post(at, {"act": "outcome", "outcome": "put_off", "text": "等报价"})
    early = browser.post(at, outcome(yes="8", due_on=(meeting.held_on + timedelta(days=9)).isoformat()))
    assert (early.status_code, "还没有问利害关系" in text(early)) == (422, True)
    assert browser.post(at, {"act": "interests", "interests": "", "stepped_back": "0"}).status_code == 422
    browser.post(at, {"act": "interests", "interests": "没有", "stepped_back": "0"})
    browser.post(at, outcome(yes="8", due_on=(meeting.held_on + timedelta(days=9)).isoformat()))
    assert "会开完了" in text(browser.post(manage, {"act": "close"}, follow=True))
    decision = Decision.objects.get()
    client.logout()
    assert (
        client.get(f"{AT}meetings/decisions/{decision.id}/").status_code == 404
    )  # nothing is told before it is published
    assert "同意装" not in text(client.get(f"{AT}meetings/{meeting.id}/"))
    assert "公布了" in text(as_person(office.secretary).post(manage, {"act": "publish"}, follow=True))

    client.logout()
    register, page = (
        text(client.get(f"{AT}meetings/decisions/")),
        text(client.get(f"{AT}meetings/decisions/{decision.id}/")),
    )
    assert ("同意装" in register, "周玉梅" in register, "到场 8，同意 8" in page) == (True, False, True)
    assert "一户出五十" in text(client.get(f"{AT}meetings/{meeting.id}/record/"))
    browser = as_person(office.worker)
    assert browser.post(f"{AT}meetings/decisions/{decision.id}/", {"act": "done", "words": ""}).status_code == 422
    browser.post(f"{AT}meetings/decisions/{decision.id}/", {"act": "need", "kind": "safety"})
    browser.post(
        f"{AT}meetings/decisions/{decision.id}/",
        {"act": "ballot", "roll": "households", "notice_on": "2099-01-01", "opens_on": "2099-01-20",
         "closes_on": "2099-01-30"},
    )  # fmt: skip
    assert "记下了" in text(
        browser.post(f"{AT}meetings/decisions/{decision.id}/", {"act": "done", "words": "装好了"}, follow=True)
    )
    assert "办好了" in text(client.get(f"{AT}meetings/decisions/"))


def test_homes_are_asked_to_pay_for_what_was_decided(as_person, office, held):
    meeting, browser = held.meeting, as_person(office.worker)
    fund = funds.open_fund(actor=None, name="户筹", nature=FundNature.LEVY, keeper="街道")
    browser.post(f"{AT}meetings/items/{held.id}/", outcome(due_on=(meeting.held_on + timedelta(days=9)).isoformat()))
    browser.post(f"{AT}meetings/{meeting.id}/manage/", {"act": "close"})
    at = f"{AT}meetings/decisions/{Decision.objects.get().id}/"
    assert "请各户一起出钱" not in text(browser.get(at))  # not before everyone can read it
    as_person(office.secretary).post(f"{AT}meetings/{meeting.id}/manage/", {"act": "publish"})
    browser = as_person(office.worker)
    assert "请各户一起出钱" in text(browser.get(at))
    to = f"{AT}levies/of/{Decision.objects.get().id}/"
    assert "同意装" in text(browser.get(to))
    said = {
        "key": str(ids.uuid7()), "title": "装监控", "why": "同意装", "payers": str(office.estate.id),
        "fund": str(fund.id), "base": "home", "rate_fen": "", "due_on": str(meeting.held_on + timedelta(days=30)),
    }  # fmt: skip
    refused = browser.post(to, said)
    assert (refused.status_code, "照决定" in text(refused)) == (422, True)
    assert browser.post(to, said | {"rate_fen": "50"}).status_code == 302
    levy = Levy.objects.get()
    assert (levy.rate_fen, levy.decision, levy.present) == (5_000, "同意装", 5)
    assert as_person(office.neighbours[0]).get(to).status_code == 403


def test_before_it_is_published_the_minutes_are_not_printed_for_all(client, as_person, office, held):
    assert client.get(f"{AT}meetings/{held.meeting_id}/record/").status_code == 403
    assert as_person(office.worker).get(f"{AT}meetings/{held.meeting_id}/record/").status_code == 200


def test_a_neighbour_runs_nothing(as_person, office, held):
    browser = as_person(office.neighbours[0])
    for at in (
        "meetings/desk/", "meetings/call/", f"meetings/{held.meeting_id}/manage/", f"meetings/items/{held.id}/",
        "meetings/kinds/rhythm/", "meetings/kinds/bench/",
    ):  # fmt: skip
        assert (at, browser.get(AT + at).status_code) == (at, 403)
    assert browser.post(f"{AT}meetings/items/{held.id}/move/", {"to": "drop"}).status_code == 403


def test_a_leader_sees_their_meeting_without_a_desk(as_person, office, held):
    page = text(as_person(office.leader).get(f"{AT}meetings/{held.meeting_id}/manage/"))
    assert ("desk-nav" in page, "监控怎么装" in page) == (False, True)


def test_called_off_on_the_page(as_person, office, called):
    meeting = called()
    browser = as_person(office.worker)
    browser.post(f"{AT}meetings/{meeting.id}/manage/", {"act": "cancel", "reason": "下大雨"})
    assert "下大雨" in text(browser.get(f"{AT}meetings/{meeting.id}/"))


def test_the_kinds_stand_open_and_the_place_sets_its_own(client, as_person, office):
    page = text(client.get(f"{AT}meetings/kinds/"))
    assert all(str(kind.label) in page for kind in MeetingKind)
    assert all(word in page for word in ("民法典第 278 条", "法律定的", "社区可以改"))
    browser = as_person(office.worker)
    said = {"notice_days": "9", "quorum": "half", "yes": "half"}
    assert "至少提前 10 天" in text(browser.post(f"{AT}meetings/kinds/residents/", said))
    browser.post(f"{AT}meetings/kinds/council/", said)
    browser.post(f"{AT}meetings/kinds/rhythm/", {"cutoff_day": "20"})
    assert (queries.standing_of(MeetingKind.COUNCIL).notice_days, queries.cutoff_day()) == (9, 20)
    assert browser.get(f"{AT}meetings/kinds/nothing/").status_code == 404


def test_the_party_organisations_own_is_for_those_who_run_it(client, as_person, office, called):
    meeting = called(MeetingKind.PARTY, expected=3)
    assert client.get(f"{AT}meetings/{meeting.id}/").status_code == 404
    assert as_person(office.secretary).get(f"{AT}meetings/{meeting.id}/").status_code == 200


def count_at(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lists_cost_the_same_for_one_and_for_many(client, office, filed, called):
    lists = ("meetings/", "motions/", "meetings/decisions/")
    filed("第一件")
    called(gathers=False)
    for at in lists:
        client.get(AT + at)  # what a process remembers is read once
    one = [count_at(client, AT + at) for at in lists]
    for number in range(4):
        filed(f"第 {number} 件", by=office.neighbours[number])
        called(ahead=5 + number, gathers=False)
    assert [count_at(client, AT + at) for at in lists] == one
