"""A levy from the matter to its account: nobody approves their own, nobody is named, and the fen add up."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import DueState, FundNature
from hehuo.domain.ground.funds.progress import Progress, total_of
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.ground.people.models import Ownership
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.levies import actions, queries, rules
from hehuo.domain.run.levies.kinds import Base, Excuse, LevyState, Surplus
from hehuo.domain.run.levies.models import Cash, Levy, Share
from hehuo.domain.run.levies.queries import Sums


def share_at(levy, room: str) -> Share:
    return next(share for share in queries.shares_of(levy) if share.home.short == room)


def paid(office, levy, *rooms: str) -> None:
    for room in rooms:
        due = share_at(levy, room).due
        funds.receive(actor=office.clerk, due=due, fen=due.open_fen, on=clock.today())


def spent(office, levy, fen: int) -> None:
    cost = actions.ask_cost(actor=office.worker, levy=levy, fen=fen, what="监控工程款", party="安瞳电子")
    books.approve_request(actor=office.secretary, request=cost.request)
    books.settle_request(actor=office.clerk, request=cost.request, on=clock.today())


class TestDrafting:
    def test_a_pot_of_another_kind_is_refused(self, office):
        common = funds.open_fund(actor=None, name="公共收益", nature=FundNature.COMMON, keeper="银行")
        with pytest.raises(Refused, match="不是户筹资金"):
            actions.draft_levy(
                actor=office.worker, title="装监控", why="", place=office.estate, fund=common, base=Base.PER_HOME,
                rate_fen=5000, due_on=clock.today(),
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("change", "why"),
        [({"title": " "}, "办什么事"), ({"rate_fen": 0}, "大于零"), ({"due_on": date(2022, 5, 1)}, "截止日已经过了")],
    )
    def test_what_does_not_fit_is_refused(self, office, change, why):
        said = {
            "actor": office.worker, "title": "装监控", "why": "", "place": office.estate, "fund": office.fund,
            "base": Base.PER_HOME, "rate_fen": 5000, "due_on": clock.today(), **change,
        }  # fmt: skip
        with pytest.raises(Invalid, match=why):
            actions.draft_levy(**said)

    def test_it_needs_a_chosen_quote_a_decision_and_homes(self, office, draft):
        with pytest.raises(Refused, match="没有选定报价"):
            actions.ask_levy(actor=office.worker, levy=draft)
        quote = actions.add_quote(actor=office.worker, levy=draft, supplier="安瞳", total_fen=978_000)
        with pytest.raises(Invalid, match="为什么选它"):
            actions.choose_quote(actor=office.worker, levy=draft, quote=quote, why="")
        actions.choose_quote(actor=office.worker, levy=draft, quote=quote, why="最低")
        with pytest.raises(Refused, match="3000 元以上要 3 家报价，现在有 1 家"):
            actions.ask_levy(actor=office.worker, levy=draft)
        actions.add_quote(actor=office.worker, levy=draft, supplier="安瞳", total_fen=55_000)
        with pytest.raises(Refused, match="没有写决定"):
            actions.ask_levy(actor=office.worker, levy=draft)

    def test_a_quote_of_another_matter_is_not_found(self, office, draft):
        other = Levy.objects.get(pk=draft.pk)
        other.pk = None
        other.id = draft.fund_id  # any other id
        other.save(force_insert=True)
        quote = actions.add_quote(actor=office.worker, levy=other, supplier="安瞳", total_fen=1)
        with pytest.raises(Missing):
            actions.choose_quote(actor=office.worker, levy=draft, quote=quote, why="最低")

    def test_a_decision_says_who_was_there(self, office, draft):
        for wrong, why in (
            ({"decided_on": clock.today() + timedelta(days=1)}, "还没有到"), ({"present": 0}, "户数"),
            ({"decision": ""}, "怎么定的"),
        ):  # fmt: skip
            said = {"decided_on": clock.today(), "decided_by": "板凳会", "present": 21, "decision": "同意"} | wrong
            with pytest.raises(Invalid, match=why):
                actions.note_decision(actor=office.worker, levy=draft, **said)

    def test_by_area_every_area_must_be_known(self, office, ready):
        Levy.objects.filter(pk=ready.pk).update(base=Base.BY_AREA, rate_fen=61)
        office.homes[3].area_x100 = None
        office.homes[3].save()
        with pytest.raises(Refused, match="还差 1 户，例如 育才小区 1栋 202"):
            actions.ask_levy(actor=office.worker, levy=ready)
        ready.refresh_from_db()
        assert queries.fen_of(ready, office.homes[0]) == 4999  # 81.95 m² at 0.61 yuan: 49.9895

    def test_nobody_approves_what_they_asked_for(self, office, ready):
        actions.ask_levy(actor=office.worker, levy=ready)
        with pytest.raises(Refused):
            actions.approve_levy(actor=office.worker, levy=ready)
        with pytest.raises(Invalid, match="为什么退回"):
            actions.return_levy(actor=office.secretary, levy=ready, why="")
        assert actions.return_levy(actor=office.secretary, levy=ready, why="先公示报价").state == LevyState.DRAFT
        with pytest.raises(Invalid):
            actions.drop_levy(actor=office.worker, levy=ready, why="")
        assert actions.drop_levy(actor=office.worker, levy=ready, why="街道出钱了").state == LevyState.DROPPED

    def test_the_database_knows_it_too(self, office, levy):
        with pytest.raises(IntegrityError), transaction.atomic():
            Levy.objects.filter(pk=levy.pk).update(approved_by=office.worker)

    def test_approved_each_home_of_the_base_owes_its_share(self, office, levy):
        shares = list(queries.shares_of(levy))
        assert (len(shares), queries.all_here(levy)) == (14, 15)
        assert {share.due.fen for share in shares} == {5000}
        assert queries.sums_of(levy) == Sums(asked=70_000, received=0, spent=0, returned=0)
        assert (levy.purpose.is_restricted, levy.purpose.name) == (True, "育才小区装监控")
        with pytest.raises(Conflict):
            actions.approve_levy(actor=office.secretary, levy=levy)
        with pytest.raises(Refused, match="不能再改"):
            actions.add_quote(actor=office.worker, levy=levy, supplier="迟到的", total_fen=1)


class TestExcusing:
    def test_before_it_begins_a_home_is_left_out(self, office, ready):
        share = actions.excuse(
            actor=office.worker, levy=ready, home=office.homes[0], why=Excuse.HARDSHIP, words="低保户"
        )
        actions.take_back_excuse(actor=office.worker, share=share)
        actions.excuse(actor=office.worker, levy=ready, home=office.homes[0], why=Excuse.HARDSHIP, words="低保户")
        actions.excuse(actor=office.worker, levy=ready, home=office.homes[0], why=Excuse.OTHER, words="改一下")
        actions.ask_levy(actor=office.worker, levy=ready)
        actions.approve_levy(actor=office.secretary, levy=ready)
        assert queries.sums_of(ready).asked == 65_000
        with pytest.raises(Refused):
            actions.take_back_excuse(actor=office.worker, share=Share.objects.get(excuse=Excuse.OTHER))

    def test_afterwards_by_who_approves_and_never_once_paid(self, office, levy):
        said = {"levy": levy, "home": office.homes[0], "why": Excuse.HARDSHIP, "words": "刚住院"}
        with pytest.raises(Refused):
            actions.excuse(actor=office.worker, **said)
        actions.excuse(actor=office.secretary, **said)
        assert queries.sums_of(levy).asked == 65_000
        paid(office, levy, "1-102")
        with pytest.raises(Refused, match="已经交了钱"):
            actions.excuse(actor=office.secretary, **said | {"home": office.homes[1]})

    def test_a_reason_is_needed_and_a_home_of_the_base(self, office, ready):
        said = {"actor": office.worker, "levy": ready, "home": office.homes[0], "why": Excuse.OTHER, "words": ""}
        with pytest.raises(Invalid, match="写明原因"):
            actions.excuse(**said)
        with pytest.raises(Invalid, match="不用免"):
            actions.excuse(**said | {"home": office.homes[-1], "words": "没住人"})


class TestCollecting:
    def test_who_said_yes_is_noted_once(self, office, levy):
        said = [(share_at(levy, "1-101"), "1. 1-101 同意")]
        assert actions.pledge(actor=office.worker, levy=levy, said=said, on=clock.today()) == 1
        assert actions.pledge(actor=office.worker, levy=levy, said=said, on=clock.today()) == 0
        assert queries.sums_of(levy).received == 0

    def test_cash_goes_from_the_door_through_the_clerk_into_the_books(self, office, levy):
        share = share_at(levy, "1-101")
        cash = actions.note_cash(actor=office.leader, share=share, fen=5000, receipt_no="0000101")
        assert queries.sums_of(levy).received == 0
        with pytest.raises(Invalid, match=r"还差 0\.00 元"):
            actions.note_cash(actor=office.leader, share=share, fen=5000, receipt_no="0000102")
        actions.take_cash(actor=office.clerk, cash=cash)
        actions.take_cash(actor=office.clerk, cash=cash)  # a double tap
        assert (queries.sums_of(levy).received, balance_of(office.fund.money)) == (5000, 5000)
        assert not queries.cash_waiting(levy).exists()

    @pytest.mark.parametrize(
        ("change", "error", "why"),
        [
            ({"fen": 0}, Invalid, "收的对不上"), ({"fen": 5001}, Invalid, "收的对不上"),
            ({"receipt_no": " "}, Invalid, "收据号"), ({"on": "tomorrow"}, Invalid, "还没有到"),
            ({"room": "2-101"}, Refused, "认住户"),
        ],
    )  # fmt: skip
    def test_what_a_collector_cannot_note(self, office, levy, change, error, why):
        said = {"fen": 5000, "receipt_no": "1"} | change
        share = share_at(levy, said.pop("room", "1-101"))
        if said.get("on"):
            said["on"] = clock.today() + timedelta(days=1)
        with pytest.raises(error, match=why):
            actions.note_cash(actor=office.leader, share=share, **said)

    def test_a_receipt_has_one_number(self, office, levy):
        actions.note_cash(actor=office.leader, share=share_at(levy, "1-101"), fen=5000, receipt_no="7")
        with pytest.raises(Invalid, match="收据 7 已经记过"):
            actions.note_cash(actor=office.leader, share=share_at(levy, "1-102"), fen=5000, receipt_no="7")

    def test_the_clerk_takes_it_from_another_hand(self, office, levy):
        cash = actions.note_cash(actor=office.leader, share=share_at(levy, "1-101"), fen=5000, receipt_no="7")
        Cash.objects.filter(pk=cash.pk).update(collected_by=office.clerk)
        with pytest.raises(Refused, match="另一位报账员"):
            actions.take_cash(actor=office.clerk, cash=cash)
        with pytest.raises(Refused):
            actions.take_cash(actor=office.worker, cash=cash)

    def test_cash_that_is_not_needed_goes_back_to_the_home(self, office, levy):
        cash = actions.note_cash(actor=office.leader, share=share_at(levy, "1-101"), fen=5000, receipt_no="7")
        with pytest.raises(Refused, match="还在收的人手里"):
            actions.excuse(actor=office.secretary, levy=levy, home=office.homes[0], why=Excuse.OTHER, words="住院")
        with pytest.raises(Refused):
            actions.give_back_cash(actor=office.secretary, cash=cash)
        for _tap in range(2):
            actions.give_back_cash(actor=office.leader, cash=cash)
        with pytest.raises(Conflict, match="已经退给"):
            actions.take_cash(actor=office.clerk, cash=cash)
        actions.excuse(actor=office.secretary, levy=levy, home=office.homes[0], why=Excuse.OTHER, words="住院")
        paid(office, levy, "1-102")
        assert actions.close_levy(actor=office.secretary, levy=levy).state == LevyState.CLOSED

    def test_cash_in_the_books_goes_back_as_a_payment(self, office, levy):
        cash = actions.note_cash(actor=office.leader, share=share_at(levy, "1-101"), fen=5000, receipt_no="7")
        actions.take_cash(actor=office.clerk, cash=cash)
        with pytest.raises(Conflict, match="要退请走付款"):
            actions.give_back_cash(actor=office.leader, cash=cash)

    def test_at_the_end_nobody_owes_anything(self, office, levy):
        paid(office, levy, "1-101")
        cash = actions.note_cash(actor=office.leader, share=share_at(levy, "1-102"), fen=5000, receipt_no="7")
        with pytest.raises(Conflict, match="还有现金"):
            actions.close_levy(actor=office.secretary, levy=levy)
        actions.take_cash(actor=office.clerk, cash=cash)
        actions.close_levy(actor=office.secretary, levy=levy)
        assert pots.dues(state=DueState.OPEN).count() == 0
        assert pots.dues(state=DueState.VOID).count() == 12
        with pytest.raises(Conflict, match="不在收钱"):
            actions.note_cash(actor=office.leader, share=share_at(levy, "1-201"), fen=1, receipt_no="8")
        with pytest.raises(Conflict, match="不在收钱"):
            actions.pledge(actor=office.worker, levy=levy, said=[], on=clock.today())
        with pytest.raises(Conflict, match="不能再免"):
            actions.excuse(actor=office.secretary, levy=levy, home=office.homes[3], why=Excuse.OTHER, words="晚了")


class TestSettling:
    @pytest.fixture
    def collected(self, office, levy):
        paid(office, levy, *(share.home.short for share in queries.shares_of(levy)))
        return actions.close_levy(actor=office.secretary, levy=levy)

    def test_what_is_left_goes_back_to_the_homes_as_decided(self, office, collected):
        spent(office, collected, 55_000)
        assert queries.sums_of(collected) == Sums(asked=70_000, received=70_000, spent=55_000, returned=0)
        with pytest.raises(Invalid, match=r"现在余 150\.00 元"):
            actions.settle_levy(actor=office.worker, levy=collected, surplus=Surplus.NOTHING, words="没有")
        with pytest.raises(Invalid, match="怎么定的"):
            actions.settle_levy(actor=office.worker, levy=collected, surplus=Surplus.RETURN, words="")
        actions.settle_levy(actor=office.worker, levy=collected, surplus=Surplus.RETURN, words="板凳会：退给各户")
        back = queries.costs_of(collected).get(is_return=True).request
        assert (back.fen, back.proof) == (14_994, "14 户，每户 10.71 元")
        books.approve_request(actor=office.secretary, request=back)
        books.settle_request(actor=office.clerk, request=back, on=clock.today())
        assert queries.sums_of(collected).left == 6
        assert balance_of(collected.purpose.account) == 6

    def test_no_more_is_paid_than_came(self, office, collected):
        cost = actions.ask_cost(actor=office.worker, levy=collected, fen=70_001, what="多了", party="安瞳")
        books.approve_request(actor=office.secretary, request=cost.request)
        with pytest.raises(Refused, match=r"只有 700\.00 元，付不了 700\.01 元"):
            books.settle_request(actor=office.clerk, request=cost.request, on=clock.today())
        with pytest.raises(Conflict, match="付款没有办完"):
            actions.settle_levy(actor=office.worker, levy=collected, surplus=Surplus.KEEP, words="留着维修")

    def test_a_reversed_payment_counts_no_more(self, office, collected):
        spent(office, collected, 55_000)
        (voucher,) = pots.vouchers_of([queries.costs_of(collected).get().request.transaction_id])
        funds.reverse_voucher(actor=office.clerk, voucher=voucher, reason="付重了")
        assert queries.sums_of(collected).spent == 0

    def test_the_account_hangs_on_the_board_without_a_home(self, office, collected):
        spent(office, collected, 55_000)
        with pytest.raises(Refused, match="余款还没有定"):
            actions.publish_levy(actor=office.secretary, levy=collected)
        actions.settle_levy(actor=office.worker, levy=collected, surplus=Surplus.KEEP, words="留着维修")
        with pytest.raises(Conflict):
            actions.ask_cost(actor=office.worker, levy=collected, fen=1, what="迟了", party="安瞳")
        levy = actions.publish_levy(actor=office.secretary, levy=collected)
        assert actions.publish_levy(actor=office.secretary, levy=levy).posting_id == levy.posting_id
        said = str(Posting.objects.get(pk=levy.posting_id).body)
        assert all(word in said for word in ("700.00", "550.00", "150.00", "14 户", "安瞳电子", "到场 21 户"))
        assert "1-101" not in said


class TestWhatIsShown:
    def test_each_sees_their_own_and_a_leader_the_own_building(self, office, levy):
        resident = office.homes[0].households.get().people.get()
        owner = office.homes[6].households.get().people.get()
        Ownership.objects.create(home=office.homes[1], person=owner)
        assert [share.home.short for share in queries.shares_of_person(levy, resident)] == ["1-101"]
        assert [share.home.short for share in queries.shares_of_person(levy, owner)] == ["1-102", "2-102"]
        assert {share.home.short[0] for share in queries.shares_within_reach(office.leader, levy)} == {"1"}
        assert queries.shares_within_reach(office.worker, levy).count() == 14
        assert not rules.may_see_shares(office.leader)

    def test_no_figure_where_one_or_two_homes_are_left(self, office, levy):
        paid(office, levy, "1-101", "1-102", "1-201", "2-101")
        # Two are left in building 1; were it hidden alone, the total would give it away.
        assert [each.paid for each in queries.progress_of(levy)] == [None, None, 0]
        assert total_of(queries.counted(queries.shares_of(levy))) == Progress("", 14, 4)
