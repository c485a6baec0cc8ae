"""Fees: a rule of its days, a bill for each home, waivers approved with it, payments on their day, and the rate."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Ownership
from hehuo.domain.run.fees import actions, queries
from hehuo.domain.run.fees.kinds import FeeBase, PeriodState
from hehuo.domain.run.fees.models import Payment
from hehuo.domain.run.fees.queries import Rate
from hehuo.domain.run.fees.reading import read_book

HEAD = "收费登记表\n房号,业主,应收,减免,减免原因,实收,缴费日期,收据号,欠费,备注\n"


def bill_at(period, room: str):
    return next(bill for bill in queries.bills_of(period) if bill.home.short == room)


def take(office, period, room: str, fen: int, receipt: str = "1"):
    return actions.take_payment(
        actor=office.clerk, bill=bill_at(period, room), fen=fen, on=clock.today(), receipt_no=receipt
    )


class TestRules:
    def test_one_rule_for_a_place_and_day(self, office, pot, rule):
        said = {"actor": office.worker, "place": office.estate, "fund": pot, "base": FeeBase.PER_HOME,
                "rate_x100": 1, "from_on": date(2025, 1, 1), "decision": "新标准"}  # fmt: skip
        with pytest.raises(Conflict, match="已经有收费标准"):
            actions.set_rule(**said)
        with pytest.raises(Invalid):
            actions.end_rule(actor=office.worker, rule=rule, to_on=date(2023, 1, 1))
        actions.end_rule(actor=office.worker, rule=rule, to_on=date(2024, 12, 31))
        assert actions.set_rule(**said).rate_yuan == "0.0001"

    @pytest.mark.parametrize(
        ("change", "why"),
        [({"rate_x100": 0}, "大于零"), ({"to_on": date(2023, 1, 1)}, "在开始之前"), ({"decision": " "}, "业主怎么定")],
    )
    def test_what_does_not_fit(self, office, pot, change, why):
        said = {"actor": office.worker, "place": office.estate, "fund": pot, "base": FeeBase.PER_HOME,
                "rate_x100": 1, "from_on": date(2024, 1, 1), "decision": "x"}  # fmt: skip
        with pytest.raises(Invalid, match=why):
            actions.set_rule(**said | change)

    def test_fees_have_a_pot_of_their_own(self, office):
        with pytest.raises(Refused, match="不是物业费资金"):
            actions.set_rule(
                actor=office.worker, place=office.estate, fund=office.fund, base=FeeBase.PER_HOME, rate_x100=1,
                from_on=date(2024, 1, 1), decision="x",
            )  # fmt: skip


class TestPeriods:
    def test_a_bill_for_each_home_by_the_rule(self, draft, rule):
        assert {bill.fen for bill in queries.bills_of(draft)} == {12_000}
        rule.base, rule.rate_x100 = FeeBase.BY_AREA, 3000
        assert queries.fen_of(rule, bill_at(draft, "1-101").home, 12) == 29_502  # 81.95 m², 0.30 yuan, 12 months

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            ({"title": ""}, (Invalid, "哪一期")), ({"months": 0}, (Invalid, "个月")),
            ({"months": 37}, (Invalid, "个月")),
            ({"from_on": date(2023, 1, 1)}, (Invalid, "不在收费标准")), ({}, (Conflict, "已经有了")),
        ],
    )  # fmt: skip
    def test_what_does_not_fit(self, office, draft, change, refusal):
        said = {"actor": office.worker, "rule": draft.rule, "title": "又", "from_on": date(2024, 1, 1), "months": 12,
                "due_on": date(2024, 12, 31)}  # fmt: skip
        with pytest.raises(refusal[0], match=refusal[1]):
            actions.draft_period(**said | change)

    def test_by_area_every_area_must_be_known(self, office, rule):
        rule.base = FeeBase.BY_AREA
        rule.save()
        office.homes[2].area_x100 = None
        office.homes[2].save()
        with pytest.raises(Refused, match="还差 1 户"):
            actions.draft_period(
                actor=office.worker, rule=rule, title="x", from_on=date(2024, 1, 1), months=1, due_on=date(2024, 2, 1)
            )

    def test_another_person_approves(self, office, draft):
        actions.ask_period(actor=office.worker, period=draft)
        with pytest.raises(Refused):
            actions.approve_period(actor=office.worker, period=draft)
        with pytest.raises(Invalid):
            actions.return_period(actor=office.secretary, period=draft, why=" ")
        assert actions.return_period(actor=office.secretary, period=draft, why="再核").state == PeriodState.DRAFT
        with pytest.raises(Refused, match="还没有批"):
            actions.book_payments(actor=office.clerk, period=draft)
        with pytest.raises(Refused, match="还没有批"):
            take(office, draft, "1-101", 1)


class TestPayments:
    def test_the_rate_has_both_its_numbers(self, office, period):
        take(office, period, "1-101", 12_000)
        take(office, period, "1-102", 5_000, "2")
        rate = queries.rate_of(period)
        assert rate == Rate(homes_paid=1, homes=15, received=17_000, payable=180_000)
        assert (rate.by_homes, rate.by_money) == ("6.7", "9.4")
        assert Rate(0, 0, 0, 0).by_homes == ""
        assert [bill.home.short for bill in queries.unpaid(period)][:2] == ["1-102", "1-201"]
        assert [each.paid for each in queries.progress_of(period)] == [1, 0, 0]

    def test_what_is_over_counts_for_the_next_bill(self, office, period, rule, pot):
        take(office, period, "1-101", 30_000)
        assert (balance_of(pot.money), bill_at(period, "1-101").is_paid) == (30_000, True)
        second = actions.draft_period(
            actor=office.worker, rule=rule, title="2025 年度", from_on=date(2025, 1, 1), months=12,
            due_on=date(2025, 12, 31),
        )  # fmt: skip
        assert bill_at(second, "1-101").open_fen == 0
        actions.ask_period(actor=office.worker, period=second)
        actions.approve_period(actor=office.secretary, period=second)
        assert bill_at(second, "1-101").due is None
        assert queries.rate_of(second).homes_paid == 1
        third = actions.draft_period(
            actor=office.worker, rule=rule, title="2026 年度", from_on=date(2026, 1, 1), months=12,
            due_on=date(2026, 12, 31),
        )  # fmt: skip
        assert bill_at(third, "1-101").ahead_fen == 6_000

    def test_a_receipt_is_taken_once(self, office, period):
        take(office, period, "1-101", 6_000)
        with pytest.raises(Conflict, match="收据 1 的这一笔"):
            take(office, period, "1-101", 6_000)
        with pytest.raises(Invalid, match="收据号"):
            take(office, period, "1-101", 6_000, " ")
        with pytest.raises(Invalid, match="大于零"):
            take(office, period, "1-101", 0, "3")
        with pytest.raises(Refused):
            actions.take_payment(
                actor=office.worker, bill=bill_at(period, "1-101"), fen=1, on=clock.today(), receipt_no="9"
            )

    def test_one_home_is_told_and_nobody_else(self, office, period):
        bill = bill_at(period, "1-101")
        assert actions.remind(actor=office.clerk, bill=bill) == 1
        told = Message.objects.filter(about_id=period.id)
        assert [each.person.name for each in told] == ["赵大海"]
        assert "还差 120.00 元" in str(told[0].body)
        with pytest.raises(Refused, match="今天提醒过"):
            actions.remind(actor=office.clerk, bill=bill)
        take(office, period, "1-102", 12_000)
        with pytest.raises(Refused, match="没有欠的"):
            actions.remind(actor=office.clerk, bill=bill_at(period, "1-102"))

    def test_each_sees_their_own(self, office, period):
        person = office.homes[0].households.get().people.get()
        Ownership.objects.create(home=office.homes[7], person=person)
        assert [bill.home.short for bill in queries.bills_of_person(person)] == ["1-101", "2-201"]


class TestClosedMonths:
    """A closed month stays as it is (R-27): what came in it is told of on the first open day, with its own day."""

    @pytest.fixture
    def first_open(self, office):
        first_open = clock.today().replace(day=1)
        ledger.close_books(actor=office.clerk, until_on=first_open - timedelta(days=1))
        return first_open

    def paid_before(self, office, period, first_open, fen: int = 12_000) -> Payment:
        return actions.take_payment(
            actor=office.clerk, bill=bill_at(period, "1-101"), fen=fen, on=first_open - timedelta(days=3),
            receipt_no="A7",
        )  # fmt: skip

    def test_it_is_booked_on_the_first_open_day_and_keeps_its_own(self, office, period, first_open):
        own_day = first_open - timedelta(days=3)
        payment = self.paid_before(office, period, first_open, 15_000)
        assert (payment.on, payment.booked_on) == (own_day, first_open)
        vouchers = list(pots.vouchers().filter(receipt_no="A7").order_by("fen"))
        assert [(each.fen, each.on, each.proof) for each in vouchers] == [
            (3_000, first_open, f"{own_day} 交的 收据 A7"), (12_000, first_open, f"{own_day} 交的 收据 A7"),
        ]  # fmt: skip
        assert bill_at(period, "1-101").is_paid
        with pytest.raises(Conflict, match="收据 A7 的这一笔"):
            self.paid_before(office, period, first_open, 15_000)

    def test_one_of_an_open_month_stands_on_its_own_day(self, office, period, first_open):
        payment = take(office, period, "1-101", 12_000)
        assert (payment.booked_on, pots.vouchers().get(receipt_no="1").proof) == (None, "收据 1")

    def test_a_book_kept_by_hand_is_booked_whole(self, office, draft, first_open):
        late, now = first_open - timedelta(days=40), clock.today()
        text = HEAD + f"1-101,赵大海,120,,,120,{late},B1,,\n1-102,赵二梅,120,,,120,{now},B2,,\n"
        actions.take_book(actor=office.worker, period=draft, content=text.encode(), name="a.csv")
        actions.ask_period(actor=office.worker, period=draft)
        period = actions.approve_period(actor=office.secretary, period=draft)
        assert (queries.payments_waiting(period).count(), queries.waiting_in_closed_months(period)) == (2, 1)
        assert actions.book_payments(actor=office.clerk, period=period) == 2
        found = Payment.objects.order_by("receipt_no").values_list("receipt_no", "on", "booked_on")
        assert list(found) == [("B1", late, first_open), ("B2", now, None)]

    def test_tomorrow_is_still_refused(self, office, period, first_open):
        with pytest.raises(Invalid, match="日期还没有到"):
            actions.take_payment(
                actor=office.clerk, bill=bill_at(period, "1-101"), fen=1, on=clock.today() + timedelta(days=1),
                receipt_no="9",
            )  # fmt: skip


class TestWaiving:
    def test_before_by_who_drafts_and_afterwards_by_who_approves(self, office, draft):
        actions.waive(actor=office.worker, bill=bill_at(draft, "1-101"), fen=6_000, why="低保户减半")
        actions.waive(actor=office.worker, bill=bill_at(draft, "1-102"), fen=12_000, why="屋顶漏水抵全年")
        actions.ask_period(actor=office.worker, period=draft)
        period = actions.approve_period(actor=office.secretary, period=draft)
        assert (bill_at(period, "1-101").due.fen, bill_at(period, "1-102").due) == (6_000, None)
        assert queries.rate_of(period) == Rate(homes_paid=1, homes=15, received=0, payable=162_000)
        with pytest.raises(Refused):
            actions.waive(actor=office.worker, bill=bill_at(period, "1-201"), fen=1, why="再减")
        actions.waive(actor=office.secretary, bill=bill_at(period, "1-201"), fen=2_000, why="军属优待")
        assert bill_at(period, "1-201").due.fen == 10_000

    def test_never_more_than_is_open_and_never_without_a_reason(self, office, period):
        bill = bill_at(period, "1-101")
        with pytest.raises(Invalid, match=r"最多减免 120\.00 元"):
            actions.waive(actor=office.secretary, bill=bill, fen=12_001, why="多了")
        with pytest.raises(Invalid, match="为什么减免"):
            actions.waive(actor=office.secretary, bill=bill, fen=1, why="")
        take(office, period, "1-101", 1_000)
        with pytest.raises(Refused, match="已经收了一部分"):
            actions.waive(actor=office.secretary, bill=bill, fen=1_000, why="晚了")


class TestTheBook:
    def test_what_is_sure_is_taken_and_the_rest_is_told(self, office, draft):
        text = HEAD + (
            "1-101,赵大海,120,,,120,2024-03-05,A1,,\n"
            "１栋102,赵二梅,120.00,60,低保户减半,60,3月5日、4月6日,A2,,\n"
            "1-201,赵三妹,120,,,,,,120,年底交\n"
            "9-999,谁,120,,,120,2024-03-05,A4,,\n"
            "看不懂,谁,120,,,120,2024-03-05,A5,,\n"
            "1-202,赵四喜,100,,,120,2024.3.5,A6,,\n"
            "1-301,赵五福,120,20,,100,2024/3/5,A7,,\n"
            "2-101,钱大海,120,,,1O0,2024-03-05,A8,,\n"
            "2-102,钱二梅,120,,,120,,A9,,\n"
            "合计,,1000,,,480,,,,\n"
        )
        new, problems = actions.take_book(actor=office.worker, period=draft, content=text.encode(), name="a.csv")
        said = " ".join(problem.say for problem in problems)
        assert new == 4
        for words in (
            "第 6 行：9-999 不在这一期的户里", "房号「看不懂」看不懂",
            "第 8 行：应收写的是 100.00 元，按标准是 120.00 元",
            "第 9 行：有减免，没写原因", "「1O0」不是金额", "第 11 行：有实收，没有缴费日期", "应收合计是 1,000.00 元",
        ):  # fmt: skip
            assert words in said
        assert (bill_at(draft, "1-102").waived_fen, bill_at(draft, "1-102").waived_why) == (6_000, "低保户减半")
        again, _problems = actions.take_book(actor=office.worker, period=draft, content=text.encode(), name="a.csv")
        assert again == 0
        actions.ask_period(actor=office.worker, period=draft)
        period = actions.approve_period(actor=office.secretary, period=draft)
        assert actions.book_payments(actor=office.clerk, period=period) == 4
        assert actions.book_payments(actor=office.clerk, period=period) == 0
        assert Payment.objects.get(receipt_no="A2").on == date(2024, 4, 6)

    def test_a_home_without_its_number_is_known_by_its_owner_and_sum(self, office, draft):
        text = HEAD + "3-302,孙五福,120,,,120,2024-03-05,A1,,\n"
        new, problems = actions.take_book(actor=office.worker, period=draft, content=text.encode(), name="a.csv")
        assert (new, problems[0].say) == (1, "第 3 行：3-302 按业主孙五福认作 3-301，请核对。")

    @pytest.mark.parametrize(("text", "why"), [("", "是空的"), ("随便,写,的\n1,2,3", "没有找到表头")])
    def test_what_is_no_book(self, haiwan, text, why):
        with pytest.raises(FileFault, match=why):
            read_book(text.encode(), "a.csv", year=2024)
