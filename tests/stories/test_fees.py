"""A year's property fees of place C out of its real book: 248 of 256 homes, waivers with a reason, fifty yuan ahead."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.ledger import proof
from hehuo.domain.run.fees import actions, queries
from hehuo.domain.run.fees.kinds import FeeBase
from hehuo.domain.run.fees.queries import Rate
from tests.stories.sky_farm.roll import PAPERS
from tests.stories.test_cameras import office  # noqa: F401  the same estate and people

pytestmark = pytest.mark.django_db


def test_the_book_of_2022_gives_248_of_256(office):  # noqa: F811  the fixture
    content = (PAPERS / "fees-2022.xlsx").read_bytes()
    with clock.stopped(clock.at(date(2023, 1, 5), 9)):
        fund = funds.open_fund(actor=None, name="育才物业费", nature=FundNature.FEES, keeper="共管账户")
        rule = actions.set_rule(
            actor=office.worker, place=office.estate, fund=fund, base=FeeBase.BY_AREA, rate_x100=3000,
            from_on=date(2022, 1, 1), decision="2021 年 12 月业主共同决定：0.30 元/㎡·月",
        )  # fmt: skip
        period = actions.draft_period(
            actor=office.worker, rule=rule, title="2022 年度", from_on=date(2022, 1, 1), months=12,
            due_on=date(2022, 12, 31),
        )  # fmt: skip
        new, problems = actions.take_book(actor=office.worker, period=period, content=content, name="收费.xlsx")
        assert new == 251
        again, _problems = actions.take_book(actor=office.worker, period=period, content=content, name="收费.xlsx")
        assert again == 0
        actions.ask_period(actor=office.worker, period=period)
        period = actions.approve_period(actor=office.secretary, period=period)
        assert actions.book_payments(actor=office.clerk, period=period) == 250
        rate = queries.rate_of(period)
        assert rate == Rate(homes_paid=248, homes=256, received=8_966_772, payable=9_228_957)
        assert (rate.by_homes, rate.by_money) == ("96.9", "97.2")
        # The roll knows one home of this stairwell without its number; the book tells which it is.
        assert [problem.say for problem in problems] == ["第 180 行：6-1-402 按业主王俊认作 6-1-待核，请核对。"]
        assert len(queries.unpaid(period)) == 8
        assert list(proof.faults()) == []

        after = actions.draft_period(
            actor=office.worker, rule=rule, title="2023 年度", from_on=date(2023, 1, 1), months=12,
            due_on=date(2023, 12, 31),
        )  # fmt: skip
        ahead = [bill for bill in queries.bills_of(after) if bill.ahead_fen]
        assert [(bill.home.short, bill.ahead_fen, bill.open_fen) for bill in ahead] == [("1-1-301", 5000, 24_696)]
