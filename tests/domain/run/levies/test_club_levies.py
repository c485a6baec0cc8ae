"""B12: members of a club share a cost of their own free will under its own rule, booked like household shares."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.kinds import Base, LevyState, Surplus
from hehuo.domain.run.levies.models import Levy, Share
from hehuo.domain.run.levies.queries import Sums
from tests.domain.run.clubs.conftest import choir

__all__ = ["choir"]
ROBE = 12_000


@pytest.fixture
def robes(office, choir, worker):
    """Robes for a choir of eight, with a quote; nobody has said yes."""
    levy = actions.draft_levy(
        actor=office.worker, title="演出服", why="比赛要统一", club=choir.club, fund=office.fund, rate_fen=ROBE,
        due_on=clock.today() + timedelta(days=20),
    )  # fmt: skip
    quote = actions.add_quote(actor=office.worker, levy=levy, supplier="演艺服装行", total_fen=6 * ROBE)
    actions.choose_quote(actor=office.worker, levy=levy, quote=quote, why="试过样衣")
    return SimpleNamespace(levy=levy, choir=choir, singers=choir.singers)


@pytest.fixture
def collecting(office, robes):
    """Six of eight said yes, the secretary approved."""
    actions.say_yes(actor=robes.choir.leader, levy=robes.levy, persons=robes.singers[:6])
    actions.ask_levy(actor=office.worker, levy=robes.levy)
    robes.levy = actions.approve_levy(actor=office.secretary, levy=robes.levy)
    return robes


def test_it_is_shared_by_the_member_whatever_was_asked_for(robes):
    assert (robes.levy.base, str(robes.levy.payers), robes.levy.unit) == (Base.PER_MEMBER, "滨江合唱团", "人")


def test_either_homes_or_a_club_pay(office, choir):
    for both in ({}, {"place": office.estate, "club": choir.club}):
        with pytest.raises(Invalid, match="选一个"):
            actions.draft_levy(
                actor=office.worker, title="演出服", why="", fund=office.fund, rate_fen=1, due_on=clock.today(), **both
            )


def test_the_tables_hold_it_too(office, robes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Levy.objects.filter(pk=robes.levy.pk).update(place=office.estate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(levy=robes.levy, fen=1)


def test_only_members_say_yes_each_for_themselves_or_through_their_leader(robes, newcomer):
    one, other = robes.singers[2:4]
    assert actions.say_yes(actor=one, levy=robes.levy, persons=[one])[0].fen == ROBE
    assert actions.say_yes(actor=one, levy=robes.levy, persons=[one]) == []
    with pytest.raises(Refused):
        actions.say_yes(actor=one, levy=robes.levy, persons=[other])
    with pytest.raises(Refused, match="不在队里"):
        actions.say_yes(actor=newcomer, levy=robes.levy, persons=[newcomer])
    actions.take_back_yes(actor=one, levy=robes.levy, person=one)
    assert queries.said_yes(robes.levy) == set()


@pytest.fixture
def newcomer(somebody):
    return somebody("白永康")


def test_homes_are_not_asked_one_by_one(office, levy):
    with pytest.raises(Refused, match="按户出"):
        actions.say_yes(actor=office.leader, levy=levy, persons=[office.leader])


def test_the_clubs_rule_must_be_kept(office, robes):
    with pytest.raises(Refused, match="还没有队员"):
        actions.ask_levy(actor=office.worker, levy=robes.levy)
    actions.say_yes(actor=robes.choir.leader, levy=robes.levy, persons=robes.singers[:5])
    with pytest.raises(Refused, match="70% 的队员愿意，现在 8 人里有 5 人"):
        actions.ask_levy(actor=office.worker, levy=robes.levy)
    actions.say_yes(actor=robes.singers[5], levy=robes.levy, persons=[robes.singers[5]])
    asked = actions.ask_levy(actor=office.worker, levy=robes.levy)
    assert (asked.state, asked.present) == (LevyState.ASKED, 6)
    assert asked.decision == "8 位队员里 6 位愿意。队规：七成愿意才办，多退少补"


def test_who_said_nothing_owes_nothing(collecting):
    shares = list(queries.shares_of(collecting.levy))
    assert sorted(str(share) for share in shares) == sorted(each.name for each in collecting.singers[:6])
    assert [share.due.fen for share in shares] == [ROBE] * 6


def test_who_comes_to_it_later_owes_at_once_and_nobody_goes_back(collecting):
    late = collecting.singers[6]
    share = actions.say_yes(actor=late, levy=collecting.levy, persons=[late])[0]
    assert (share.due.fen, share.due.debtor_name) == (ROBE, "唐秀兰")
    with pytest.raises(Refused, match="已经定了"):
        actions.take_back_yes(actor=late, levy=collecting.levy, person=late)


def test_the_leader_takes_cash_and_the_clerk_counts_it(office, collecting, newcomer):
    share = queries.shares_of(collecting.levy).get(person=collecting.singers[3])
    with pytest.raises(Refused):
        actions.note_cash(actor=newcomer, share=share, fen=ROBE, receipt_no="1")
    with pytest.raises(Refused):
        actions.note_cash(actor=office.leader, share=share, fen=ROBE, receipt_no="1")
    cash = actions.note_cash(actor=collecting.choir.leader, share=share, fen=ROBE, receipt_no="1")
    actions.take_cash(actor=office.clerk, cash=cash)
    share.refresh_from_db()
    assert (share.is_paid, balance_of(office.fund.money)) == (True, ROBE)
    assert set(queries.shares_within_reach(office.leader, collecting.levy)) == set()


def test_to_the_last_fen_and_what_is_left_goes_back_to_those_who_paid(office, collecting):
    levy = collecting.levy
    for share in queries.shares_of(levy):
        funds.receive(actor=office.clerk, due=share.due, fen=ROBE, on=clock.today())
    cost = actions.ask_cost(actor=office.worker, levy=levy, fen=6 * ROBE - 600, what="服装款", party="演艺服装行")
    books.approve_request(actor=office.secretary, request=cost.request)
    books.settle_request(actor=office.clerk, request=cost.request, on=clock.today())
    levy = actions.close_levy(actor=office.secretary, levy=levy)
    levy = actions.settle_levy(actor=office.worker, levy=levy, surplus=Surplus.RETURN, words="排练时说好，退")
    back = queries.costs_of(levy).get(is_return=True).request
    assert (back.fen, back.proof) == (600, "6 人，每人 1.00 元")
    books.approve_request(actor=office.secretary, request=back)
    books.settle_request(actor=office.clerk, request=back, on=clock.today())
    assert queries.sums_of(levy) == Sums(6 * ROBE, 6 * ROBE, 6 * ROBE - 600, 600)
    levy = actions.publish_levy(actor=office.secretary, levy=levy)
    said = str(levy.posting.body)
    assert "6 人" in said
    assert not [each.name for each in collecting.singers if each.name in said]


def test_a_member_sees_their_own_share_only(collecting):
    mine = queries.mine_of(collecting.levy, collecting.singers[2])
    assert [str(each.share) for each in mine] == [collecting.singers[2].name]
    assert queries.mine_of(collecting.levy, collecting.singers[7]) == []
