"""A gift: what the charity's paper says, confirmed by a second human; in the mirror's books if it is money."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.journal.models import Entry, Words
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.donations import actions, queries
from hehuo.domain.run.donations.actions import Gift
from hehuo.domain.run.donations.kinds import GiftKind, GiftState, Receipt, Shown
from hehuo.domain.run.donations.models import Donation
from tests.domain.run.donations.conftest import money, rice, words


@pytest.fixture
def registered(charity, campaign, worker):
    return actions.register_donation(actor=worker, fund=charity, campaign=campaign, gift=money(donor_name="高雪"))


class TestRegistering:
    def test_it_counts_once_another_confirmed_it(self, registered, charity, campaign, secretary, worker):
        assert (registered.number, registered.receipt_issuer) == ("2024-001", "南沙区慈善会")
        assert [duty.act for duty in duties.todo_of(secretary)] == ["confirm_donation"]
        assert (queries.totals_of(queries.standing()).times, pots.balance_of_fund(charity)) == (0, 0)
        with pytest.raises(Refused, match="审批款项"):
            actions.confirm_donation(actor=worker, donation=registered)
        confirmed = actions.confirm_donation(actor=secretary, donation=registered)
        assert (pots.balance_of_fund(charity), len(confirmed.seal_code)) == (20_000, 24)
        (voucher,) = pots.vouchers()
        assert (voucher.what, voucher.purpose, voucher.on) == (
            "捐赠：困境儿童助学",
            campaign.purpose,
            date(2024, 10, 3),
        )
        assert [one.name for one in (voucher.requested_by, voucher.approved_by, voucher.handled_by)] == [
            "周玉梅", "陈国栋", "周玉梅"
        ]  # fmt: skip
        assert "高雪" not in "".join(
            [voucher.party, voucher.what, voucher.proof, *Words.objects.values_list("text", flat=True)]
        )
        with pytest.raises(Conflict):
            actions.confirm_donation(actor=secretary, donation=registered)

    def test_the_clerk_registers_too(self, charity, clerk, secretary):
        donation = actions.register_donation(actor=clerk, fund=charity, gift=money())
        actions.confirm_donation(actor=secretary, donation=donation)
        assert str(pots.vouchers().get().what) == "捐赠：不限用途"

    def test_a_name_rests_sealed(self, registered):
        assert registered.donor_name == "高雪"
        assert "高雪".encode() not in bytes(registered.donor_sealed)

    def test_a_double_tap_registers_once(self, registered, charity, worker):
        again = actions.register_donation(actor=worker, fund=charity, gift=money(), key=registered.id)
        assert (again, Donation.objects.count()) == (registered, 1)

    def test_only_those_who_handle_money_and_only_into_a_mirror(self, charity, fiscal, resident, worker):
        with pytest.raises(Refused, match="经办款项"):
            actions.register_donation(actor=resident, fund=charity, gift=money())
        with pytest.raises(Refused, match="不收捐赠"):
            actions.register_donation(actor=worker, fund=fiscal, gift=money())

    @pytest.mark.parametrize(
        ("gift", "why"),
        [
            (money(0), "大于零"), (money(-1), "大于零"), (money(goods="大米", count=1, unit="袋"), "分两笔"),
            (money(receipt_no=""), "票据号"), (money(receipt=Receipt.WAIVED), "没有票"),
            (money(receipt=Receipt.ANONYMOUS, receipt_no="", shown=Shown.NAME), "没有写捐赠人"),
            (rice(fen=100), "不折成钱"), (rice(goods=""), "捐的是什么"), (rice(unit=""), "单位"),
            (rice(count=0), "大于零"), (rice(count=-3), "大于零"),
            (replace(money(), received_on=date(2024, 10, 6)), "还没有到"),
            (replace(money(), received_on=date(2024, 8, 31)), "还没有开始"),
        ],
    )  # fmt: skip
    def test_what_does_not_fit(self, charity, campaign, worker, gift, why):
        with pytest.raises(Invalid, match=why):
            actions.register_donation(actor=worker, fund=charity, campaign=campaign, gift=gift)

    def test_a_closed_month_takes_no_more(self, charity, worker, clerk):
        ledger.close_books(actor=clerk, until_on=date(2024, 9, 30))
        late = replace(money(), received_on=date(2024, 9, 30))
        with pytest.raises(Invalid, match="已经结了"):
            actions.register_donation(actor=worker, fund=charity, gift=late)
        goods = replace(rice(), received_on=date(2024, 9, 30))  # goods are in no books
        assert actions.register_donation(actor=worker, fund=charity, gift=goods).state == GiftState.REGISTERED

    def test_a_receipt_is_registered_once(self, registered, charity, worker, secretary):
        with pytest.raises(Conflict, match="1001 已经登记过了（2024-001）"):
            actions.register_donation(actor=worker, fund=charity, gift=money(1))
        with pytest.raises(IntegrityError), transaction.atomic():
            Donation.objects.bulk_create([_copy(registered)])
        actions.return_donation(actor=secretary, donation=registered, why="金额看错了")
        assert actions.register_donation(actor=worker, fund=charity, gift=money()).number == "2024-002"

    def test_the_campaign_is_of_this_fund_and_published(self, charity, worker, campaign, draft, haiwan):
        other = funds.open_fund(actor=None, name="另一个基金", nature=charity.nature, keeper="某慈善会")
        with pytest.raises(Invalid, match="不在"):
            actions.register_donation(actor=worker, fund=other, campaign=campaign, gift=money())
        unread = actions.draft_campaign(actor=worker, fund=charity, words=words(title="草稿"))
        with pytest.raises(Conflict, match="还没有公布"):
            actions.register_donation(actor=worker, fund=charity, campaign=unread, gift=money())
        with pytest.raises(Invalid, match="自己的用途"):
            actions.register_donation(
                actor=worker, fund=charity, campaign=campaign, purpose=pots.general_purpose(charity), gift=money()
            )
        with pytest.raises(Invalid, match="不是"):
            actions.register_donation(actor=worker, fund=charity, purpose=pots.general_purpose(other), gift=money())


def _copy(donation: Donation) -> Donation:
    donation = Donation.objects.get(pk=donation.pk)
    donation.pk, donation.number = None, "x"
    donation._state.adding = True
    return Donation(
        **{field.attname: getattr(donation, field.attname) for field in donation._meta.fields if field.name != "id"}
    )


class TestConfirming:
    def test_goods_are_counted_and_in_no_books(self, give, charity, campaign):
        donation = give(rice())
        totals = queries.totals_of(queries.standing(campaign=campaign))
        assert (totals.times, totals.money, totals.fen, totals.goods) == (1, 0, 0, 1)
        assert (donation.transaction, pots.balance_of_fund(charity)) == (None, 0)

    def test_nobody_confirms_their_own_gift(self, charity, worker, secretary, somebody):
        own = actions.register_donation(actor=worker, fund=charity, gift=money(donor=secretary))
        assert own.donor_name == "陈国栋"
        with pytest.raises(Refused, match="您自己捐的"):
            actions.confirm_donation(actor=secretary, donation=own)
        with pytest.raises(IntegrityError), transaction.atomic():
            Donation.objects.update(confirmed_by=worker)
        with pytest.raises(IntegrityError), transaction.atomic():
            Donation.objects.update(state=GiftState.CONFIRMED, confirmed_by=secretary)

    def test_one_human_with_both_roles_confirms_nothing_of_theirs(self, registered, worker):
        Grant.objects.create(person=worker, role=Role.SECRETARY)
        both = Person.objects.get(pk=worker.pk)
        with pytest.raises(Refused, match="您经手的"):
            actions.confirm_donation(actor=both, donation=registered)

    def test_who_registered_must_still_be_there(self, registered, worker, secretary):
        Grant.objects.filter(person=worker).delete()
        with pytest.raises(Refused, match="已经不办这件事"):
            actions.confirm_donation(actor=secretary, donation=registered)

    def test_without_a_receipt_the_books_say_so(self, give):
        give(Gift(kind=GiftKind.MONEY, fen=1_000, received_on=date(2024, 10, 3), receipt=Receipt.ANONYMOUS))
        give(
            Gift(
                kind=GiftKind.MONEY, fen=1_000, received_on=date(2024, 10, 3), receipt=Receipt.WAIVED, donor_name="李四"
            )
        )
        assert {voucher.receipt_no for voucher in pots.vouchers()} == {"匿名捐赠，没有票", "捐赠人不要票"}

    def test_returned_with_a_reason(self, registered, secretary, worker):
        with pytest.raises(Invalid, match="为什么退回"):
            actions.return_donation(actor=secretary, donation=registered, why=" ")
        with pytest.raises(Refused, match="审批款项"):
            actions.return_donation(actor=worker, donation=registered, why="x")
        returned = actions.return_donation(actor=secretary, donation=registered, why="票号对不上")
        assert (returned.state, returned.why, list(duties.todo_of(secretary))) == (GiftState.RETURNED, "票号对不上", [])
        with pytest.raises(Conflict):
            actions.confirm_donation(actor=secretary, donation=registered)


class TestTakingBack:
    def test_by_a_reversal_and_never_silently(self, give, charity, clerk, worker):
        donation = give(money())
        with pytest.raises(Refused, match="收款付款"):
            actions.take_back_donation(actor=worker, donation=donation, why="x")
        with pytest.raises(Invalid, match="为什么冲正"):
            actions.take_back_donation(actor=clerk, donation=donation, why="")
        taken = actions.take_back_donation(actor=clerk, donation=donation, why="慈善会记错了人")
        assert (taken.state, pots.balance_of_fund(charity)) == (GiftState.TAKEN_BACK, 0)
        assert [voucher.fen for voucher in pots.vouchers()] == [-20_000, 20_000]
        assert queries.totals_of(queries.standing()).times == 0
        with pytest.raises(Refused, match="没有什么要冲正"):
            actions.take_back_donation(actor=clerk, donation=donation, why="x")
        assert give(money()).number == "2024-002"  # the receipt is free again

    def test_what_is_not_confirmed_is_returned_instead(self, registered, clerk):
        with pytest.raises(Refused, match="等核对"):
            actions.take_back_donation(actor=clerk, donation=registered, why="x")

    def test_undone_in_the_books_it_counts_no_more(self, give, clerk):
        donation = give(money())
        funds.reverse_voucher(actor=clerk, voucher=pots.vouchers().get(), reason="记错了")
        assert queries.totals_of(queries.standing()).times == 0
        taken = actions.take_back_donation(actor=clerk, donation=donation, why="账上已经冲了")
        assert (taken.state, pots.vouchers().count()) == (GiftState.TAKEN_BACK, 2)

    def test_goods_too(self, give, clerk):
        assert (
            actions.take_back_donation(actor=clerk, donation=give(rice()), why="没收到").state == GiftState.TAKEN_BACK
        )


class TestTheWall:
    GIVEN = (("赵一", Shown.BOTH), ("钱二", Shown.NAME), ("孙三", Shown.AMOUNT), ("李四", Shown.NOTHING))

    @pytest.fixture
    def given(self, give):
        for number, (name, shown) in enumerate(self.GIVEN, start=1):
            give(money(number * 1_000, f"R{number}", donor_name=name, shown=shown))
        give(rice(donor_name="周五", shown=Shown.BOTH))

    def test_nobody_is_named_who_did_not_say_so(self, given, give, campaign):
        give(money(5_000, "R9", donor_name="吴六", shown=Shown.NOTHING))
        gifts = queries.standing(campaign=campaign)
        wall = [(giver.name, giver.gift and (giver.gift.fen or giver.gift.goods)) for giver in queries.wall_of(gifts)]
        assert wall == [("周五", "大米"), ("赵一", 1_000), ("钱二", None)]
        assert sorted((line.fen or 0) for line in queries.lines_of(gifts)) == [0, 1_000, 3_000]
        hidden, totals = queries.unlisted(gifts), queries.totals_of(gifts)
        assert (hidden.times, hidden.fen, totals.times, totals.fen) == (3, 11_000, 6, 15_000)

    def test_a_name_without_its_sum_waits_until_the_books_cannot_tell_which_it_is(self, given, campaign):
        """Two sums of the books are not on the public list: one of the two would be his."""
        assert [giver.name for giver in queries.wall_of(queries.standing(campaign=campaign))] == ["周五", "赵一"]

    def test_by_default_nothing_is_shown(self, give, charity):
        give(money(donor_name="高雪"))
        assert queries.wall_of(queries.standing(fund=charity)) == []

    def test_the_wall_asks_once_for_any_number(self, given, campaign, django_assert_num_queries):
        with django_assert_num_queries(5):
            gifts = queries.standing(campaign=campaign)
            queries.totals_of(gifts), queries.unlisted(gifts), queries.wall_of(gifts), list(queries.lines_of(gifts))

    def test_a_name_is_off_the_wall_at_once(self, give, worker, resident):
        donation = give(money(donor_name="高雪", shown=Shown.BOTH))
        with pytest.raises(Invalid, match="怎么说的"):
            actions.change_shown(actor=worker, donation=donation, shown=Shown.NOTHING, said=" ")
        with pytest.raises(Refused, match="经办款项"):
            actions.change_shown(actor=resident, donation=donation, shown=Shown.NOTHING, said="x")
        actions.change_shown(actor=worker, donation=donation, shown=Shown.NOTHING, said="本人来电")
        assert queries.wall_of(queries.standing()) == []
        entry = Entry.objects.get(act="donations.shown_changed")
        assert entry.facts == {"before": "both", "shown": "nothing"}

    def test_a_child_is_counted_and_never_named(self, charity, worker, somebody):
        child = somebody("陈小", born_on=date(2014, 5, 1))
        with pytest.raises(Invalid, match="未满 18 岁"):
            actions.register_donation(actor=worker, fund=charity, gift=money(donor=child, shown=Shown.NAME))
        donation = actions.register_donation(actor=worker, fund=charity, gift=money(donor=child, shown=Shown.AMOUNT))
        with pytest.raises(Invalid, match="未满 18 岁"):
            actions.change_shown(actor=worker, donation=donation, shown=Shown.BOTH, said="妈妈说可以")


def test_the_list_asks_once(give, django_assert_num_queries):
    for number in range(3):
        give(money(1_000, str(number), donor_name="高雪"))
    with django_assert_num_queries(1):
        listed = [(str(each.campaign), str(each.purpose), each.donor_name) for each in queries.donations()]
    assert len(listed) == 3
    assert list(queries.donations(state=GiftState.RETURNED)) == list(queries.donations(kind=GiftKind.GOODS)) == []


def test_a_gift_of_last_year_is_numbered_in_the_year_it_is_written(charity, worker):
    with clock.stopped(clock.at(date(2025, 1, 2), 9)):
        assert actions.register_donation(actor=worker, fund=charity, gift=money()).number == "2025-001"
