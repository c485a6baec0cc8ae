"""The same estate and people as the levies', with a pot for fees, a rule, and a period."""

from datetime import date

import pytest

from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.run.fees import actions as fees
from hehuo.domain.run.fees.kinds import FeeBase
from tests.domain.run.levies.conftest import *  # noqa: F403  fixtures are found by their names


@pytest.fixture
def pot(office):
    return funds.open_fund(actor=None, name="育才物业费", nature=FundNature.FEES, keeper="共管账户")


@pytest.fixture
def rule(office, pot):
    return fees.set_rule(
        actor=office.worker, place=office.estate, fund=pot, base=FeeBase.PER_HOME, rate_x100=100_000,
        from_on=date(2024, 1, 1), decision="业主大会双过半",
    )  # fmt: skip


@pytest.fixture
def draft(office, rule):
    return fees.draft_period(
        actor=office.worker,
        rule=rule,
        title="2024 年度",
        from_on=date(2024, 1, 1),
        months=12,
        due_on=date(2024, 12, 31),
    )


@pytest.fixture
def period(office, draft):
    fees.ask_period(actor=office.worker, period=draft)
    return fees.approve_period(actor=office.secretary, period=draft)
