"""Haiwan's charity fund on the fifth of October 2024, a campaign of the charity's, and the people around the gifts."""

from datetime import date
from types import SimpleNamespace

import pytest

from hehuo.domain.run.donations import actions as giving
from hehuo.domain.run.donations.actions import CampaignWords, Gift
from hehuo.domain.run.donations.kinds import CampaignKind, GiftKind
from tests.money import *  # noqa: F403  fixtures are found by their names

WORDS = {
    "title": "困境儿童助学",
    "plan": "给十二个孩子买校服和书，剩下的用在下一学年的助学。", "certificate_no": "53440115MJ001",
    "filing_no": "53440115MJ001A24001", "contact": "南沙区慈善会 陈小姐 020-0000 0000",
    "link": "https://charity.example.org/campaigns/12", "starts_on": date(2024, 9, 1), "ends_on": date(2025, 8, 31),
    "earmark": "困境儿童助学",
}  # fmt: skip


def words(**changed) -> CampaignWords:
    return CampaignWords(**WORDS | changed)


def money(fen: int = 20_000, receipt_no: str = "1001", **said) -> Gift:
    return Gift(kind=GiftKind.MONEY, fen=fen, receipt_no=receipt_no, received_on=date(2024, 10, 3), **said)


def rice(**said) -> Gift:
    said = {"goods": "大米", "count": 20, "unit": "袋", "receipt_no": "2001"} | said
    return Gift(kind=GiftKind.GOODS, received_on=date(2024, 10, 3), **said)


@pytest.fixture
def hands(worker, secretary, clerk):
    """Who registers, who confirms, who takes back."""
    return SimpleNamespace(worker=worker, secretary=secretary, clerk=clerk)


@pytest.fixture
def draft(charity, worker):
    return giving.draft_campaign(actor=worker, fund=charity, words=words())


@pytest.fixture
def campaign(draft, secretary):
    return giving.publish_campaign(actor=secretary, campaign=draft)


@pytest.fixture
def standing_campaign(charity, worker, secretary):
    """Without an end, and for no purpose of its own."""
    said = words(title="随手捐", kind=CampaignKind.STANDING, ends_on=None, earmark="")
    draft = giving.draft_campaign(actor=worker, fund=charity, words=said)
    return giving.publish_campaign(actor=secretary, campaign=draft)


@pytest.fixture
def give(charity, worker, secretary, campaign):
    """Registered by the worker, confirmed by the secretary: `give(money(5_000, "7", donor_name="高雪"))`."""

    def given(gift: Gift, **where):
        where = {"fund": charity, "campaign": campaign} | where
        donation = giving.register_donation(actor=worker, gift=gift, **where)
        return giving.confirm_donation(actor=secretary, donation=donation)

    return given
