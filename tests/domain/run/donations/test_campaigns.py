"""A campaign is the charity's: drafted from its filing by one, published by another, with nothing but its own page."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.run.donations import actions, queries
from hehuo.domain.run.donations.kinds import CampaignKind, CampaignState
from hehuo.domain.run.donations.models import Campaign
from hehuo.domain.run.donations.rules import check_link
from tests.domain.run.donations.conftest import words


def test_drafted_by_one_and_published_by_another(draft, worker, secretary, charity):
    assert [duty.act for duty in duties.todo_of(secretary)] == ["publish_campaign"]
    assert list(queries.published()) == []
    with pytest.raises(Refused, match="公布"):
        actions.publish_campaign(actor=worker, campaign=draft)
    campaign = actions.publish_campaign(actor=secretary, campaign=draft)
    assert (campaign.charity, campaign.is_taking, campaign.purpose.name) == ("南沙区慈善会", True, "困境儿童助学")
    assert [each.name for each in funds.purposes_of(charity)] == ["不限用途", "困境儿童助学"]
    assert list(queries.published()) == [campaign]
    with pytest.raises(Conflict):
        actions.publish_campaign(actor=secretary, campaign=campaign)


def test_nobody_publishes_their_own(charity, worker, secretary, somebody):
    draft = actions.draft_campaign(actor=worker, fund=charity, words=words())
    Campaign.objects.update(made_by=secretary)
    with pytest.raises(Refused, match="您经手的"):
        actions.publish_campaign(actor=secretary, campaign=draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(state=CampaignState.PUBLISHED, published_by=secretary)


def test_only_a_charitys_fund_raises(fiscal, charity, worker, resident):
    with pytest.raises(Refused, match="不收捐赠"):
        actions.draft_campaign(actor=worker, fund=fiscal, words=words())
    charity.keeper = ""
    charity.save()
    with pytest.raises(Refused, match="哪家慈善组织"):
        actions.draft_campaign(actor=worker, fund=charity, words=words())
    with pytest.raises(Refused, match="经办款项"):
        actions.draft_campaign(actor=resident, fund=charity, words=words())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": ""}, "名称"), ({"plan": ""}, "募捐方案"), ({"certificate_no": ""}, "资格证书"),
        ({"filing_no": ""}, "备案编号"), ({"contact": ""}, "联系人"), ({"ends_on": None}, "哪天结束"),
        ({"ends_on": date(2024, 8, 31)}, "在开始之前"),
    ],
)  # fmt: skip
def test_what_the_law_wants_to_be_said_is_asked_for(charity, worker, change, why):
    with pytest.raises(Invalid, match=why):
        actions.draft_campaign(actor=worker, fund=charity, words=words(**change))


@pytest.mark.parametrize(
    "link",
    [
        "wxp://f2f0abc", "https://qr.alipay.com/fkx1234", "https://QR.ALIPAY.COM./fkx1", "alipays://platformapi/startapp",
        "https://wx.tenpay.com/f2f?t=1", "https://payapp.weixin.qq.com/qr/1", "weixin://wxpay/bizpayurl?pr=1",
        "https://u.wechat.com/abc",
    ],
)  # fmt: skip
def test_a_payment_code_is_no_link(link):
    with pytest.raises(Invalid, match="收款码"):
        check_link(link)


@pytest.mark.parametrize(
    "link",
    ["", "http://charity.example.org/", "charity.example.org", "javascript:alert(1)", "https://192.168.1.9/pay",
     "https://localhost/", "https://charity.example.org@evil.example/", "ftp://charity.example.org/"],
)  # fmt: skip
def test_only_a_page_behind_https(link):
    with pytest.raises(Invalid, match="https"):
        check_link(link)


def test_an_address_nobody_can_read():
    with pytest.raises(Invalid, match="写得不对"):
        check_link("https://[charity")
    check_link("https://charity.example.org/campaigns/12?from=haiwan")


def test_a_draft_is_changed_and_what_is_published_is_not(draft, worker, secretary):
    changed = actions.change_campaign(actor=worker, campaign=draft, words=words(title="助学"))
    assert changed.title == "助学"
    with pytest.raises(Invalid, match="备案编号"):
        actions.change_campaign(actor=worker, campaign=draft, words=words(filing_no=""))
    actions.publish_campaign(actor=secretary, campaign=draft)
    with pytest.raises(Refused, match="不能再改"):
        actions.change_campaign(actor=worker, campaign=draft, words=words())


def test_what_is_over_is_not_published(draft, secretary):
    with clock.stopped(clock.at(date(2025, 9, 1), 9)), pytest.raises(Conflict, match="已经过了"):
        actions.publish_campaign(actor=secretary, campaign=draft)


def test_a_standing_one_needs_no_end(standing_campaign):
    assert (standing_campaign.kind, standing_campaign.last_on) == (CampaignKind.STANDING, None)
    assert standing_campaign.is_taking


def test_ended_by_who_publishes_on_a_day_that_fits(campaign, worker, secretary):
    with pytest.raises(Refused, match="公布"):
        actions.end_campaign(actor=worker, campaign=campaign, ended_on=date(2024, 10, 5))
    for day in (date(2024, 8, 31), date(2024, 10, 6)):
        with pytest.raises(Invalid, match="开始以后"):
            actions.end_campaign(actor=secretary, campaign=campaign, ended_on=day)
    with clock.stopped(clock.at(date(2025, 9, 9), 9)), pytest.raises(Invalid, match="不能更晚"):
        actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2025, 9, 1))
    ended = actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2024, 10, 4))
    assert (ended.state, ended.is_taking, ended.last_on) == (CampaignState.ENDED, False, date(2024, 10, 4))
    with pytest.raises(Refused, match="结束了"):
        actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2024, 10, 4))


def test_a_double_tap_drafts_once(charity, worker, draft):
    again = actions.draft_campaign(actor=worker, fund=charity, words=words(title="又"), key=draft.id)
    assert (again, Campaign.objects.count()) == (draft, 1)
