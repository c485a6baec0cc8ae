"""Two people open a ballot, after a notice that is long enough, with a whole paper and a roll."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Missing, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.kinds import BallotState, Counts, Law, Roll, Secrecy, Way
from hehuo.domain.plan.ballots.models import Ballot
from tests.domain.plan.ballots.conftest import CLOSES, NOTICE, OPENS

pytestmark = pytest.mark.usefixtures("notice_day")


@pytest.fixture
def notice_day(office):
    with clock.stopped(clock.at(NOTICE, 10)):
        yield


def test_who_drafted_does_not_open(office, drafted, somebody):
    ballot = drafted(Roll.HOUSEHOLDS)
    actions.ask_to_open(actor=office.worker, ballot=ballot)
    with pytest.raises(Refused, match="开投票"):
        actions.open_ballot(actor=office.worker, ballot=ballot)
    assert actions.open_ballot(actor=office.secretary, ballot=ballot).state == BallotState.OPEN
    own = actions.draft_ballot(
        actor=office.secretary,
        title="书记起草的",
        roll=Roll.HOUSEHOLDS,
        notice_on=NOTICE,
        opens_at=OPENS,
        closes_at=CLOSES,
    )
    actions.add_matter(actor=office.secretary, ballot=own, title="行不行", way=Way.YES_NO)
    actions.make_roll(actor=office.secretary, ballot=own)
    actions.ask_to_open(actor=office.secretary, ballot=own)
    with pytest.raises(Refused, match="您经手的"):
        actions.open_ballot(actor=office.secretary, ballot=own)


def test_a_notice_that_is_too_short_stops_it(office, drafted):
    ballot = drafted(Roll.OWNERS, law=Law.OWNERS_ORDINARY)
    actions.change_ballot(
        actor=office.worker,
        ballot=ballot,
        opens_at=clock.at(NOTICE, 12),
        closes_at=clock.at(NOTICE + timedelta(days=14), 9),
    )
    with pytest.raises(Refused, match="通知要提前 15 天"):
        actions.ask_to_open(actor=office.worker, ballot=ballot)
    actions.change_ballot(actor=office.worker, ballot=ballot, closes_at=clock.at(NOTICE + timedelta(days=15), 9))
    assert actions.ask_to_open(actor=office.worker, ballot=ballot).state == BallotState.ASKED


def test_without_matters_or_voters_it_is_not_asked(office, drafted):
    with pytest.raises(Refused, match="还没有要表决的事项"):
        actions.ask_to_open(actor=office.worker, ballot=drafted(Roll.HOUSEHOLDS, matters=()))
    with pytest.raises(Refused, match="名册上还没有人"):
        actions.ask_to_open(actor=office.worker, ballot=drafted(Roll.REPRESENTATIVES))


def test_what_was_asked_or_opened_stays_as_it_was_announced(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    for change in (
        lambda: actions.change_ballot(actor=office.worker, ballot=ballot, title="别的"),
        lambda: actions.add_matter(actor=office.worker, ballot=ballot, title="另一件", way=Way.YES_NO),
        lambda: actions.drop_matter(actor=office.worker, ballot=ballot, position=1),
        lambda: actions.make_roll(actor=office.worker, ballot=ballot),
    ):
        with pytest.raises(Refused, match="内容不能再改"):
            change()


def test_it_goes_back_with_a_reason(office, drafted):
    ballot = drafted(Roll.HOUSEHOLDS)
    actions.ask_to_open(actor=office.worker, ballot=ballot)
    with pytest.raises(Invalid, match="请写要改什么"):
        actions.return_ballot(actor=office.secretary, ballot=ballot, why=" ")
    assert actions.return_ballot(actor=office.secretary, ballot=ballot, why="题目太长").state == BallotState.DRAFT
    assert not Duty.objects.filter(act="open_ballot", done_at=None).exists()


def test_an_open_ballot_is_stopped_only_with_a_reason_that_all_read(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    with pytest.raises(Refused):
        actions.void_ballot(actor=office.worker, ballot=ballot, why="写错了")
    with pytest.raises(Invalid, match="大家会看到"):
        actions.void_ballot(actor=office.secretary, ballot=ballot, why="")
    assert actions.void_ballot(actor=office.secretary, ballot=ballot, why="选项印错了").state == BallotState.VOID


def test_matters_keep_their_numbers_in_order(office, drafted):
    ballot = drafted(Roll.HOUSEHOLDS, matters=(("甲", Way.YES_NO), ("乙", Way.YES_NO), ("丙", Way.YES_NO)))
    actions.drop_matter(actor=office.worker, ballot=ballot, position=2)
    assert [(matter.position, matter.title) for matter in queries.matters_of(ballot)] == [(1, "甲"), (2, "丙")]
    with pytest.raises(Missing):
        actions.drop_matter(actor=office.worker, ballot=ballot, position=9)


@pytest.mark.parametrize(
    ("choices", "say"),
    [([("甲", 0)], "两个以上"), ([("甲", 0), ("甲 ", 0)], "有两个选项一样"),
     ([(f"第{n}个", 0) for n in range(301)], "最多 300"),
     ([("长" * 61, 0), ("短", 0)], "最多 60 个字")],
)  # fmt: skip
def test_choices_that_do_not_make_a_paper(office, drafted, choices, say):
    with pytest.raises(Invalid, match=say):
        drafted(Roll.HOUSEHOLDS, matters=(("选一个", Way.PICK, choices),))


def test_each_project_of_a_budget_has_its_cost(office, drafted):
    with pytest.raises(Invalid, match="要多少钱"):
        drafted(Roll.HOUSEHOLDS, matters=(("花一万", Way.BUDGET, [("凉亭", 0), ("路灯", 5)]),))


@pytest.mark.parametrize(
    ("change", "say"),
    [({"title": " "}, "请写投票的题目"), ({"closes_at": OPENS}, "截止要在开始之后"), ({"proxies_most": -1}, "0 或以上"),
     ({"opens_at": OPENS - timedelta(days=60)}, "通知以后才能开始投")],
)  # fmt: skip
def test_dates_and_names_that_do_not_hold(office, drafted, change, say):
    with pytest.raises(Invalid, match=say):
        actions.change_ballot(actor=office.worker, ballot=drafted(Roll.HOUSEHOLDS), **change)


def test_of_secret_papers_the_first_always_counts(office, drafted):
    ballot = drafted(Roll.PERSONS, secrecy=Secrecy.SECRET, counts=Counts.LAST)
    assert ballot.counts == Counts.FIRST


def test_numbers_follow_one_another(office, drafted):
    year = NOTICE.year
    assert [drafted(Roll.HOUSEHOLDS).number for _ in range(2)] == [f"{year}-01", f"{year}-02"]
    assert Ballot.objects.count() == 2
