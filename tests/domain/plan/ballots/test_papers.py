"""Paper ballots: two hands apart, mandates with a cap, a box that never holds more than the roll has marks."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.kinds import Channel, Counts, Roll, Secrecy, SlipState, VoidWhy, Way
from tests.domain.plan.ballots.conftest import CLOSES, NOTICE, OPENS
from tests.domain.plan.ballots.test_voting import NO, YES, cast, voice

pytestmark = pytest.mark.usefixtures("second_day")


def typed(hand, ballot, voter, marks=YES, *, serial="A001", at=None, **more):
    reading = actions.Reading(marks=marks, voter=voter, received_at=at or clock.now(), **more)
    return actions.type_slip(actor=hand, ballot=ballot, serial=serial, reading=reading)


def test_two_hands_that_agree_make_a_paper(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    mine = voice(ballot, "1-102")
    assert typed(office.worker, ballot, mine).state == SlipState.ONCE
    assert queries.turnout(ballot).voted == 0
    slip = typed(office.other, ballot, mine)
    assert (slip.state, slip.paper.state, slip.paper.cast_by, slip.paper.typed_by) == (
        "done", "counts", office.worker, office.other,
    )  # fmt: skip
    assert queries.turnout(ballot).voted == 1


def test_the_second_hand_is_another(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    typed(office.worker, ballot, voice(ballot, "1-102"))
    with pytest.raises(Refused, match="第一遍是您录的"):
        typed(office.worker, ballot, voice(ballot, "1-102"))


def test_a_ranking_on_paper_keeps_its_order(office, opened):
    names = [("凉亭", 0), ("路灯", 0), ("长椅", 0)]
    ballot = opened(Roll.HOUSEHOLDS, matters=(("先修哪里", Way.RANK, names), ("还想要", Way.APPROVE, names, 3)))
    mine = voice(ballot, "1-102")
    typed(office.worker, ballot, mine, {1: [3, 1, 3], 2: [3, 1]})
    assert typed(office.other, ballot, mine, {1: [3, 1], 2: [1, 3]}).paper.marks == {"1": [3, 1], "2": [1, 3]}
    typed(office.worker, ballot, mine, {1: [1, 3], 2: []}, serial="A002")
    assert typed(office.other, ballot, mine, {1: [3, 1], 2: []}, serial="A002").state == SlipState.DIFFERS


def test_two_hands_that_differ_wait_for_the_paper_itself(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    typed(office.worker, ballot, voice(ballot, "1-102"), YES)
    slip = typed(office.other, ballot, voice(ballot, "1-102"), NO)
    assert (slip.state, slip.paper, queries.slips_left(ballot)) == (SlipState.DIFFERS, None, 1)
    settled = actions.settle_slip(actor=office.worker, slip=slip, take_first=False)
    assert (settled.paper.marks, queries.slips_left(ballot)) == ({"1": [2]}, 0)
    with pytest.raises(Conflict, match="不用再核对了"):
        actions.settle_slip(actor=office.worker, slip=slip, take_first=True)


def test_a_serial_is_typed_twice_and_no_more(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    for hand in (office.worker, office.other):
        typed(hand, ballot, voice(ballot, "1-102"))
    with pytest.raises(Refused, match="已经录过两遍了"):
        typed(office.secretary, ballot, voice(ballot, "1-102"))


def test_a_paper_that_came_before_the_phone_does_not_take_its_place(office, opened):
    ballot = opened(Roll.HOUSEHOLDS, counts=Counts.LAST)
    cast(office, ballot, "钱二梅", YES)
    mine = queries.voices_of_person(ballot, office.people["钱二梅"]).get()
    for hand in (office.worker, office.other):
        slip = typed(hand, ballot, mine, NO, at=OPENS + timedelta(hours=1))
    assert slip.paper.state == "replaced"
    assert queries.paper_of(mine).marks == {"1": [1]}
    assert queries.turnout(ballot).voted == 1


def test_a_paper_that_came_too_late_is_void_and_says_so(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    with clock.stopped(CLOSES + timedelta(days=1)):
        for hand in (office.worker, office.other):
            slip = typed(hand, ballot, voice(ballot, "1-102"), at=CLOSES)
    assert (slip.paper.state, slip.paper.void_why) == ("void", VoidWhy.LATE)
    assert queries.turnout(ballot).voted == 0


def test_a_paper_of_nobody_on_the_roll_is_kept_as_void(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    with pytest.raises(Invalid, match="请写是哪一户的票"):
        typed(office.worker, ballot, None)
    for hand in (office.worker, office.other):
        slip = typed(hand, ballot, None, void=VoidWhy.STRANGER, signed="租户小王")
    assert (slip.paper.state, slip.paper.voter, slip.paper.signed) == ("void", None, "租户小王")


def test_what_a_paper_must_say(office, opened):
    ballot, another = opened(Roll.HOUSEHOLDS), opened(Roll.PERSONS)
    mine = voice(ballot, "1-102")
    with pytest.raises(Invalid, match="还没有到"):
        typed(office.worker, ballot, mine, at=clock.now() + timedelta(hours=1))
    with pytest.raises(Invalid, match="请写票号"):
        typed(office.worker, ballot, mine, serial=" ")
    with pytest.raises(Invalid, match="票上没有 9 号，只有 1 到 3"):
        typed(office.worker, ballot, mine, {1: [9]})
    with pytest.raises(Exception, match="名册上没有这一户"):
        typed(office.worker, another, mine)
    with pytest.raises(Refused, match="办投票"):
        typed(office.people["钱二梅"], ballot, mine)


def test_the_box_never_holds_more_papers_than_the_roll_has_marks(office, opened):
    ballot = opened(Roll.PERSONS, secrecy=Secrecy.SECRET)
    actions.mark_roll(actor=office.worker, voter=voice(ballot, "钱二梅"), channel=Channel.MEETING)
    for hand in (office.worker, office.other):
        slip = typed(hand, ballot, None, serial="1", channel=Channel.MEETING)
    assert (slip.paper.voter, slip.paper.received_at, slip.first["voter"]) == (None, None, "")
    typed(office.worker, ballot, None, serial="2")
    with pytest.raises(Refused, match="票比人多了"):
        typed(office.other, ballot, None, serial="2")
    with pytest.raises(Conflict, match="投了就定了"):
        cast(office, ballot, "钱二梅")


def test_an_open_roll_is_not_marked_by_hand(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    with pytest.raises(Refused, match="直接录票"):
        actions.mark_roll(actor=office.worker, voter=voice(ballot, "1-102"), channel=Channel.PAPER)


def test_one_agent_carries_no_more_than_the_cap(office, opened):
    ballot = opened(Roll.OWNERS, proxies_most=2)

    def give(name, agent="温毅"):
        return actions.take_proxy(actor=office.worker, voter=voice(ballot, name), agent_name=agent, given_on=NOTICE)

    first = give("钱二梅")
    give("孙三妹")
    with pytest.raises(Refused, match="温毅已经代了 2 户"):
        give("李四喜")
    with pytest.raises(Conflict, match="已经有一份委托书"):
        give("钱二梅", "马凯")
    actions.withdraw_proxy(actor=office.worker, proxy=first)
    assert give("李四喜").agent_name == "温毅"
    assert [proxy.voter.label[-3:] for proxy in queries.mandates(ballot)] == ["孙三妹", "李四喜"]


def test_a_mandate_that_was_used_is_not_taken_back(office, opened):
    ballot = opened(Roll.OWNERS)
    mine = voice(ballot, "钱二梅")
    proxy = actions.take_proxy(actor=office.worker, voter=mine, agent_name="温毅", given_on=NOTICE)
    for hand in (office.worker, office.other):
        typed(hand, ballot, mine, channel=Channel.PROXY)
    with pytest.raises(Refused, match="已经用过了"):
        actions.withdraw_proxy(actor=office.worker, proxy=proxy)


def test_a_delivery_is_noted_by_its_day(office, opened):
    ballot = opened(Roll.OWNERS)
    assert actions.deliver(actor=office.worker, voter=voice(ballot, "钱二梅"), on=NOTICE).delivered_on == NOTICE
    with pytest.raises(Invalid, match="通知以后"):
        actions.deliver(actor=office.worker, voter=voice(ballot, "钱二梅"), on=NOTICE - timedelta(days=1))


def test_a_disputed_paper_is_void_once_somebody_saw_the_original(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    mine = voice(ballot, "1-102")
    for hand in (office.worker, office.other):
        slip = typed(hand, ballot, mine)
    assert actions.look_at_paper(actor=office.other, paper=slip.paper, void=None).state == "counts"
    looked = actions.look_at_paper(actor=office.other, paper=slip.paper, void=VoidWhy.UNREADABLE)
    assert (looked.state, queries.turnout(ballot).voted) == ("void", 0)
    for hand in (office.worker, office.other):
        typed(hand, ballot, mine, NO, serial="A002")
    assert queries.paper_of(mine).marks == {"1": [2]}


def test_a_paper_by_phone_is_not_looked_at(office, opened):
    made = cast(office, opened(Roll.HOUSEHOLDS), "钱二梅")
    with pytest.raises(Refused, match="不是录进来的"):
        actions.look_at_paper(actor=office.worker, paper=made.paper, void=VoidWhy.COPY)


def test_only_those_who_have_not_voted_are_reminded(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    cast(office, ballot, "钱二梅")
    assert actions.remind(actor=office.worker, ballot=ballot) == 4
    told = Message.objects.filter(about_id=ballot.pk).values_list("person__name", flat=True)
    assert sorted(told) == sorted(set(office.people) - {"钱二梅"})
    with pytest.raises(Refused, match="今天已经提醒过"):
        actions.remind(actor=office.worker, ballot=ballot)
