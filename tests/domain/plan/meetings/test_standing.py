"""Nothing is noted as carried while notice, attendance or votes fall short: every refusal, at its boundary."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots.kinds import Law, Roll, Way
from hehuo.domain.plan.meetings import actions, queries
from hehuo.domain.plan.meetings.kinds import MeetingKind, Outcome
from tests.domain.plan.meetings.conftest import CALLED, sign_list

K = MeetingKind


@pytest.fixture
def ready(office, filed, called, noticed, signed_in, at_meeting):  # noqa: PLR0917  fixtures
    """`ready(K.RESIDENTS, came=6)`: its one item, all that a vote stands on but for what the arguments spoil."""

    def make(kind, *, came, ahead=10, notice_after=0, is_studied=True, has_list=True, **more):
        motion = filed()
        meeting = called(kind, ahead=ahead, gathers=False, **more)
        if is_studied:
            with clock.stopped(clock.at(CALLED, 9)):
                actions.note_study(actor=office.worker, motion=motion, on=CALLED, words="同意提交")
        item = actions.add_item(actor=office.worker, meeting=meeting, motion=motion)
        if notice_after is not None:
            noticed(meeting, after=notice_after)
        signed_in(meeting, came)
        if has_list:
            with at_meeting(meeting):
                actions.keep_sign_list(actor=office.worker, meeting=meeting, count=0, photo=sign_list())
        return item

    return make


@pytest.fixture
def decide(office, at_meeting):
    """Note an item as carried, in the meeting; the item, or Refused."""

    def note(item, yes, *, outcome=Outcome.PASSED, **more):
        with at_meeting(item.meeting):
            due_on = item.meeting.held_on + timedelta(days=20)
            said = {"text": "每户 50 元，装 16 个点", "owner": office.worker, "due_on": due_on} | more
            return actions.decide_item(actor=office.worker, item=item, outcome=outcome, yes=yes, **said)

    return note


def test_a_residents_meeting_carries_with_all_that_the_law_asks(office, ready, decide):
    item = decide(ready(K.RESIDENTS, came=office.neighbours[:6]), 4, against=1, abstain=1)
    assert (item.outcome, item.present, item.yes, item.no, item.abstain) == (Outcome.PASSED, 6, 4, 1, 1)


def test_nine_days_are_no_ten(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:6], notice_after=1)
    with pytest.raises(Refused) as refused:
        decide(item, 6)
    assert refused.value.say == (
        "通知不够：只提前了 9 天，居民会议要提前 10 天（城市居民委员会组织法第 26、27、30 条）。"
    )


def test_fourteen_days_are_no_fifteen_for_owners(office, called, noticed):
    meeting = called(K.OWNERS, ahead=15)
    actions.add_item(actor=office.worker, meeting=meeting, title="换物业")
    meeting = noticed(meeting, after=1)
    (item,) = queries.agenda_of(meeting)
    missing = [each.verdict.reason for each in queries.checks_of(meeting, item, present=0, yes=0) if not each.verdict]
    assert missing == [
        "通知不够：只提前了 14 天，业主大会要提前 15 天（民法典第 278 条、物业管理条例第 13、14 条）。",
        "业主大会按人数和面积两样算，要用投票的结果。请先选是哪次投票的哪一项。",
    ]


def test_without_a_notice_nothing_is_carried(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:6], notice_after=None)
    with pytest.raises(Refused, match="没有贴通知：居民会议要提前 10 天通知"):
        decide(item, 6)


def test_half_of_the_households_are_not_more_than_half(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:5])
    with pytest.raises(Refused) as refused:
        decide(item, 5)
    assert refused.value.say == (
        "到的人不够：应到 10，到了 5，居民会议要过半数，至少 6（城市居民委员会组织法第 26、27、30 条）。"
    )


def test_two_of_one_household_are_one(office, ready, decide, somebody):
    wife = somebody("邻居1的妻子", household=office.neighbours[0].household)
    stranger = somebody("不在册的人")
    item = ready(K.RESIDENTS, came=[*office.neighbours[:5], wife, stranger])
    with pytest.raises(Refused, match="到了 5，"):
        decide(item, 5)


def test_a_child_stands_for_no_household(office, ready, decide, somebody):
    child = somebody(
        "邻居6的女儿", household=office.neighbours[5].household, born_on=clock.today() - timedelta(days=3000)
    )
    item = ready(K.RESIDENTS, came=[*office.neighbours[:5], child])
    with pytest.raises(Refused, match="到了 5，"):
        decide(item, 5)


def test_half_of_those_present_is_not_more_than_half(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:6])
    with pytest.raises(Refused) as refused:
        decide(item, 3, against=3)
    assert refused.value.say == (
        "同意的不够：到场 6，同意 3，要过半数，至少 4（城市居民委员会组织法第 26、27、30 条）。"
    )
    assert decide(item, 3, against=3, outcome=Outcome.FAILED).outcome == Outcome.FAILED


def test_who_abstains_was_present(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:7])
    with pytest.raises(Refused, match="到场 7，同意 3，要过半数，至少 4"):
        decide(item, 3, against=0, abstain=4)


def test_representatives_come_by_two_thirds(office, ready, decide):
    """Of seven: five are two thirds, four are not; neighbours who sit in count for nothing."""
    item = ready(K.REPRESENTATIVES, came=[*office.reps[:4], *office.neighbours[:3]])
    with pytest.raises(Refused) as refused:
        decide(item, 4)
    assert refused.value.say.startswith("到的人不够：应到 7，到了 4，居民代表会议要三分之二以上，至少 5（")
    with clock.stopped(item.meeting.starts_at):
        sessions.check_in(actor=office.worker, session=item.meeting.session, person=office.reps[4])
    with pytest.raises(Refused, match="到场 5，同意 2，要过半数，至少 3"):
        decide(item, 2)
    assert decide(item, 3).outcome == Outcome.PASSED


def test_a_matter_that_the_party_has_not_studied_waits(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:6], is_studied=False)
    with pytest.raises(Refused, match="还没有记下党组织哪天研究的"):
        decide(item, 6)


def test_a_signed_list_must_be_kept_where_the_law_counts_heads(office, ready, decide, at_meeting):
    item = ready(K.RESIDENTS, came=office.neighbours[:6], has_list=False)
    with pytest.raises(Refused, match="还没有存签到表"):
        decide(item, 6)


def test_what_stood_not_in_the_notice_is_not_voted_on(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:6])
    item.is_announced = False
    item.save()
    with pytest.raises(Refused, match="「装监控」没写进通知，这次不能表决"):
        decide(item, 6)


def test_all_that_is_missing_is_said_at_once_one_sentence_each(office, ready, decide):
    item = ready(K.RESIDENTS, came=office.neighbours[:2], notice_after=3, is_studied=False, has_list=False)
    with pytest.raises(Refused) as refused:
        decide(item, 1)
    assert [each.split("：")[0] for each in refused.value.say.split("\n")] == [
        "通知不够", "还没有记下党组织哪天研究的", "到的人不够", "还没有存签到表", "同意的不够",
    ]  # fmt: skip
    assert all(each.endswith("。") for each in refused.value.say.split("\n"))


def test_a_bench_meeting_needs_no_notice_and_more_than_half_of_who_came(office, ready, decide):
    item = ready(K.BENCH, came=office.neighbours[:3], notice_after=None, has_list=False, is_studied=False)
    with pytest.raises(Refused, match="到场 3，同意 1，要过半数，至少 2（社区自定）"):
        decide(item, 1)
    assert decide(item, 2).outcome == Outcome.PASSED


def test_where_nobody_came_nothing_is_decided(ready, decide):
    item = ready(K.BENCH, came=[], notice_after=None, has_list=False)
    with pytest.raises(Refused, match="还没有人签到"):
        decide(item, 0)


def test_planning_is_announced_a_day_before(office, ready, decide):
    item = ready(K.PLANNING, came=office.neighbours[:3], ahead=0)
    with pytest.raises(Refused, match="只提前了 0 天，谋划会要提前 1 天（社区自定）"):
        decide(item, 3)


def test_a_council_counts_those_it_was_called_for(office, ready, decide):
    item = ready(K.COUNCIL, came=office.neighbours[:4], expected=8)
    with pytest.raises(Refused, match="应到 8，到了 4，议事会要过半数，至少 5"):
        decide(item, 4)


def test_a_hearing_decides_nothing(office, ready, decide):
    item = ready(K.HEARING, came=office.neighbours[:3])
    for outcome in (Outcome.PASSED, Outcome.FAILED):
        with pytest.raises(Refused, match="只听意见，不作决定"):
            decide(item, 3, outcome=outcome)


def test_more_hands_than_people_are_counted_again(office, ready, decide):
    item = ready(K.BENCH, came=office.neighbours[:3], notice_after=None)
    with pytest.raises(Invalid, match="三样加起来 4，到场的只有 3"):
        decide(item, 3, against=1)
    with pytest.raises(Invalid, match="0 或以上"):
        decide(item, -1)
    assert decide(item, 2, against=1).yes == 2


def test_a_carried_matter_is_somebodys_task_by_a_day(office, ready, decide):
    item = ready(K.BENCH, came=office.neighbours[:3], notice_after=None)
    with pytest.raises(Invalid, match="由谁来办"):
        decide(item, 3, owner=None)
    with pytest.raises(Invalid, match="哪天前办好"):
        decide(item, 3, due_on=item.meeting.held_on - timedelta(days=1))
    with pytest.raises(Invalid, match="定了什么"):
        decide(item, 3, text=" ")
    with pytest.raises(Invalid, match="「通过」或「没通过」"):
        decide(item, 3, outcome=Outcome.HEARD)


def counted_ballot(office, *, law=Law.RESIDENTS, yes=6, roll=Roll.HOUSEHOLDS):
    """Ten households of whom so many say yes, and nobody else votes; counted."""
    opens, closes = clock.at(CALLED + timedelta(days=11), 9), clock.at(CALLED + timedelta(days=12), 18)
    with clock.stopped(clock.at(CALLED, 8)):
        ballot = ballots.draft_ballot(
            actor=office.worker, title="监控", roll=roll, notice_on=CALLED, opens_at=opens, closes_at=closes,
            place=office.estate,
        )  # fmt: skip
        matter = ballots.add_matter(actor=office.worker, ballot=ballot, title="装监控", way=Way.YES_NO, law=law)
        ballots.make_roll(actor=office.worker, ballot=ballot)
        ballots.ask_to_open(actor=office.worker, ballot=ballot)
        ballots.open_ballot(actor=office.secretary, ballot=ballot)
    with clock.stopped(opens + timedelta(hours=1)):
        for voter, person in zip(ballot.voters.order_by("number")[:yes], office.neighbours, strict=False):
            ballots.vote(actor=person, voter=voter, marks={1: [1]}, key=ids.uuid7())
    return ballot, matter, closes


def count(office, ballot, closes):
    with clock.stopped(closes + timedelta(minutes=1)):
        ballots.close_ballot(actor=None, ballot=ballot)
        ballots.count_ballot(actor=office.worker, ballot=ballot)


@pytest.fixture
def by_ballot(office, ready, at_meeting):
    """An item of a residents' meeting twenty days ahead, to which nobody came by name, and its linked matter."""

    def link(**more):
        ballot, matter, closes = counted_ballot(office, **more)
        item = ready(K.RESIDENTS, came=[], ahead=20)
        with at_meeting(item.meeting):
            actions.link_ballot(actor=office.worker, item=item, matter=matter)
        return item, ballot, closes

    return link


def test_a_linked_ballot_stands_for_the_hands(office, by_ballot, decide):
    item, ballot, closes = by_ballot()
    with pytest.raises(Refused, match="还没有计票"):
        decide(item, 0)
    count(office, ballot, closes)
    assert queries.matters_to_link().get().ballot == ballot
    item = decide(item, 99)  # what is typed beside it says nothing
    assert (item.outcome, item.yes, item.no, item.present) == (Outcome.PASSED, 6, 0, 6)


def test_a_ballot_short_of_its_threshold_carries_nothing(office, by_ballot, decide):
    item, ballot, closes = by_ballot(yes=5)
    count(office, ballot, closes)
    with pytest.raises(Refused, match="投票「监控」没有到法定的门槛"):
        decide(item, 0)


def test_a_consultation_is_no_decision(office, by_ballot, decide):
    item, ballot, closes = by_ballot(law=Law.MOST, yes=10)
    count(office, ballot, closes)
    with pytest.raises(Refused, match="只是征求意见，不能当作决定"):
        decide(item, 0)
