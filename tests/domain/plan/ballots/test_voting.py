"""A voice is cast once, by its own hand, between two moments; which paper counts stood there before."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.kinds import Channel, Counts, PaperState, Roll, Secrecy, Way
from hehuo.domain.plan.ballots.models import Paper, Receipt, Voter
from hehuo.domain.plan.ballots.placing import digest_of
from tests.domain.plan.ballots.conftest import CLOSES, OPENS

YES, NO = {1: [1]}, {1: [2]}


def voice(ballot, label):
    return Voter.objects.get(ballot=ballot, label__contains=label)


def cast(office, ballot, name, marks=YES, key=None):
    return actions.vote(
        actor=office.people[name], voter=queries.voices_of_person(ballot, office.people[name]).get(), marks=marks,
        key=key or uuid4(),
    )  # fmt: skip


def test_an_owner_of_two_homes_is_one_voice_with_both_areas(office, drafted):
    ballot = drafted(Roll.OWNERS)
    assert (ballot.total, ballot.total_area) == (5, 8000 + 9000 + 10000 + 11000 + 12000 + 13000)
    assert voice(ballot, "赵大海").area_x100 == 21000
    assert [home.door for home in voice(ballot, "赵大海").homes.all()] == ["1-101", "2-201"]


def test_co_owners_of_one_home_are_one_voice_that_either_may_cast(office, drafted, opened):
    office.homes[1].ownerships.create(person=office.people["周五福"], since_on=None)
    ballot = opened(Roll.OWNERS)
    joint = voice(ballot, "钱二梅")
    assert sorted(person.name for person in queries.people_of(joint)) == ["周五福", "钱二梅"]
    assert ballot.total == 5


def test_what_is_not_sold_yet_is_one_voice(office, drafted):
    for home in office.homes[2:4]:
        home.ownerships.all().delete()
    ballot = drafted(Roll.OWNERS)
    assert voice(ballot, "开发建设单位").area_x100 == 10000 + 11000
    assert ballot.total == 4


def test_without_an_area_owners_are_not_asked(office, drafted):
    office.homes[0].area_x100 = None
    office.homes[0].save()
    with pytest.raises(Refused, match="有 1 套没有专有面积（1-101）"):
        drafted(Roll.OWNERS)


def test_households_persons_and_representatives_each_have_their_roll(office, drafted, somebody):
    assert drafted(Roll.HOUSEHOLDS).total == 5
    assert drafted(Roll.PERSONS).total == 5
    assert drafted(Roll.REPRESENTATIVES, matters=()).total == 0


def test_a_vote_by_phone_counts_and_gives_a_receipt(office, opened, second_day):
    ballot = opened(Roll.HOUSEHOLDS)
    made = cast(office, ballot, "钱二梅")
    assert (made.paper.marks, made.paper.state, made.paper.channel) == ({"1": [1]}, "counts", "phone")
    assert queries.turnout(ballot) == queries.Turnout(1, 5)
    assert queries.has_receipt(ballot, digest_of(ballot, made.receipt))
    assert Entry.objects.filter(act="ballots.voted").count() == 1


def test_a_double_tap_is_one_vote_with_one_receipt(office, opened, second_day):
    ballot, key = opened(Roll.HOUSEHOLDS), uuid4()
    first, again = cast(office, ballot, "钱二梅", key=key), cast(office, ballot, "钱二梅", key=key)
    assert (first.receipt, first.paper) == (again.receipt, again.paper)
    assert Paper.objects.count() == 1


def test_where_the_last_counts_a_voice_is_changed_until_the_end(office, opened, second_day):
    ballot = opened(Roll.HOUSEHOLDS)
    cast(office, ballot, "钱二梅", YES)
    with clock.stopped(OPENS + timedelta(days=2)):
        cast(office, ballot, "钱二梅", NO)
    assert [(paper.marks["1"], paper.state) for paper in queries.papers(ballot)] == [([1], "replaced"), ([2], "counts")]
    assert queries.turnout(ballot).voted == 1


def test_where_the_first_counts_a_second_is_refused(office, opened, second_day):
    ballot = opened(Roll.HOUSEHOLDS, counts=Counts.FIRST)
    cast(office, ballot, "钱二梅", YES)
    with clock.stopped(OPENS + timedelta(days=2)), pytest.raises(Refused, match="先收到的算数"):
        cast(office, ballot, "钱二梅", NO)
    assert [paper.state for paper in queries.papers(ballot)] == ["counts"]


def test_a_secret_paper_is_final_and_joined_to_nobody(office, opened, second_day):
    ballot = opened(Roll.PERSONS, secrecy=Secrecy.SECRET)
    made = cast(office, ballot, "钱二梅", NO)
    paper = Paper.objects.get()
    assert made.paper is None
    assert (paper.voter, paper.received_at, paper.cast_by, paper.signed, paper.serial) == (None, None, None, "", "")
    assert paper.id.version == 4
    assert Receipt.objects.get().id.version == 4
    assert not Entry.objects.filter(thing_id=paper.pk).exists()
    assert Entry.objects.get(act="ballots.roll_marked").thing_id == voice(ballot, "钱二梅").pk
    with pytest.raises(Conflict, match="投了就定了"):
        cast(office, ballot, "钱二梅", YES)


def test_nobody_votes_for_another(office, opened, second_day):
    ballot = opened(Roll.HOUSEHOLDS)
    with pytest.raises(Refused, match="不在您名下"):
        actions.vote(
            actor=office.people["周五福"],
            voter=queries.voices_of_person(ballot, office.people["钱二梅"]).get(),
            marks=YES,
            key=uuid4(),
        )
    helper, owner = office.people["周五福"], office.people["钱二梅"]
    with acting(helper_id=helper.pk, person_id=owner.pk), pytest.raises(Refused, match="要本人来办"):
        cast(office, ballot, "钱二梅")


@pytest.mark.parametrize(
    ("moment", "say"),
    [(OPENS - timedelta(minutes=1), "还没有开始"), (CLOSES, "截止了"), (CLOSES + timedelta(days=3), "截止了")],
)
def test_outside_its_time_nothing_is_taken(office, opened, moment, say):
    ballot = opened(Roll.HOUSEHOLDS)
    with clock.stopped(moment), pytest.raises(Refused, match=say):
        cast(office, ballot, "钱二梅")
    assert Paper.objects.count() == 0


@pytest.mark.parametrize(
    ("marks", "say"),
    [({1: []}, "请在「换物业」里选一个"), ({1: [1, 2]}, "选一个"), ({1: [9]}, "选项变了"), ({}, "选一个"),
     ({1: [1, 1]}, "选项变了")],
)  # fmt: skip
def test_marks_that_are_not_on_the_paper_are_refused(office, opened, second_day, marks, say):
    with pytest.raises(Invalid, match=say):
        cast(office, opened(Roll.HOUSEHOLDS), "钱二梅", marks)


def test_no_more_is_marked_than_may_be(office, opened, second_day):
    names = [("凉亭", 0), ("路灯", 0), ("长椅", 0)]
    ballot = opened(Roll.HOUSEHOLDS, matters=(("先修哪些", Way.APPROVE, names, 2),))
    with pytest.raises(Invalid, match="最多选 2 个"):
        cast(office, ballot, "钱二梅", {1: [1, 2, 3]})
    assert cast(office, ballot, "钱二梅", {1: [3, 1]}).paper.marks == {"1": [3, 1]}


def test_a_paper_typed_for_me_is_mine_to_dispute(office, opened, second_day):
    ballot = opened(Roll.HOUSEHOLDS)
    reading = actions.Reading(
        marks=YES, voter=queries.voices_of_person(ballot, office.people["钱二梅"]).get(), received_at=clock.now()
    )
    for hand in (office.worker, office.other):
        slip = actions.type_slip(actor=hand, ballot=ballot, serial="A001", reading=reading)
    with pytest.raises(Refused, match="不在您名下"):
        actions.dispute_paper(actor=office.people["周五福"], paper=slip.paper, why="不是我")
    actions.dispute_paper(actor=office.people["钱二梅"], paper=slip.paper, why="我投的是不同意")
    assert Entry.objects.get(act="ballots.paper_disputed").thing_id == slip.paper.pk
    assert slip.paper.state == PaperState.COUNTS
    assert slip.paper.channel == Channel.PAPER
