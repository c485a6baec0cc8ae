"""People, pots and an agreement around the money: fixtures for the books and their pages."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.build.agreements.kinds import AgreementState, ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.kinds import Channel
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.run.books import actions

SEPTEMBER = date(2024, 9, 1)
RECEIPT = {"receipt_issuer": "南沙区慈善会", "receipt_no": "粤财 0012345"}


@pytest.fixture
def october():
    """The fifth of October 2024, nine in the morning."""
    with clock.stopped(clock.at(date(2024, 10, 5), 9)):
        yield


@pytest.fixture
def clerk(somebody):
    return somebody("冯敏", Role.CLERK)


@pytest.fixture
def farmer(somebody):
    """The contact of the sky farm's firm."""
    return somebody("梁小禾", Role.PARTNER)


@pytest.fixture
def charity(haiwan, october):
    return funds.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY, keeper="南沙区慈善会")


@pytest.fixture
def fiscal(haiwan, october):
    return funds.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL, keeper="港湾街道办事处")


@pytest.fixture
def grant_line(fiscal):
    return funds.open_line(actor=None, fund=fiscal, direction=Direction.IN, name="以奖代补", source=Source.GRANT)


@pytest.fixture
def bench_line(fiscal):
    return funds.open_line(actor=None, fund=fiscal, direction=Direction.OUT, name="公共空间")


@pytest.fixture
def agreement(charity, farmer, worker, secretary):
    """Signed in July: 15 % of the income to the charity fund."""
    category = ensure_category(name="商企")
    partner = Partner.objects.create(name="小禾农业", category=category, contact=farmer)
    application = Application.objects.create(
        number="2024-001", channel=Channel.DESK, name=partner.name, category=category, project="天空农场自然课"
    )
    return Agreement.objects.create(
        number="2024-001", partner=partner, application=application, subject="天空农场自然课", fund=charity,
        starts_on=date(2024, 7, 15), ends_on=date(2025, 7, 14), price_percent=50, share_percent=15,
        share_nature=ShareNature.DONATION, state=AgreementState.SIGNED, made_by=worker, signed_by=secretary,
        signed_on=date(2024, 7, 10),
    )  # fmt: skip


@pytest.fixture
def turnover(agreement, farmer):
    """8,000.00 yuan of September, declared by the partner."""
    return actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=800_000)


@pytest.fixture
def approved(turnover, farmer, worker, secretary):
    """The same, confirmed, asked for and approved: a due in the charity fund."""
    actions.confirm_turnover(actor=farmer, turnover=turnover)
    actions.request_share(actor=worker, turnover=turnover)
    return actions.approve_share(actor=secretary, turnover=turnover)


@pytest.fixture
def september(approved, grant_line, bench_line, clerk):
    """A whole month: the share came, a grant came, four chairs were bought."""
    funds.receive(actor=clerk, due=approved.due, fen=120_000, on=date(2024, 9, 30), **RECEIPT)
    for line, fen, what, proof, on in [
        (grant_line, 800_000, "街道拨付 · 三季度以奖代补", "按季", date(2024, 9, 2)),
        (bench_line, 236_000, "东风路口休闲椅 4 把", "两家比价，选低的", date(2024, 9, 5)),
    ]:
        request = actions.request_money(
            actor=approved.requested_by, line=line, fen=fen, what=what, proof=proof, party="某单位"
        )
        actions.approve_request(actor=approved.approved_by, request=request)
        actions.settle_request(actor=clerk, request=request, on=on)


@pytest.fixture
def closed(september, clerk):
    return actions.close_month(actor=clerk, month=SEPTEMBER)


@pytest.fixture
def posted(closed, secretary):
    return actions.post_month(actor=secretary, account=closed, contact="海湾社区 020-0000 0119")
