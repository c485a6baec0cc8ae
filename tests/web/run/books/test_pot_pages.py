"""A pot is opened on the desk: its nature with its law first, then what this nature needs."""

import pytest

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund

KEY = "0190c5d2-0000-7000-8000-00000000000b"
NEW = "/c/haiwan/money/funds/new/"
SAID = {
    "key": KEY, "name": "海湾社区慈善基金", "keeper": "南沙区慈善会", "keeper_no": "53440115MJK0000000",
    "sources": ["donation", "share"], "spending": "助老助学\n公共空间\n", "purpose": "长者饭堂",
    "opening_fen": "18,600.00", "opening_on": "2024-09-30",
}  # fmt: skip


@pytest.fixture
def desk(october, as_person, secretary):
    return as_person(secretary)


def test_the_way_leads_from_the_guide_and_from_the_empty_overview_to_a_pot_in_use(desk):
    assert NEW in desk.get("/c/haiwan/guide/").text
    assert NEW in desk.get("/c/haiwan/money/").text
    natures = desk.get(NEW).text
    assert ("慈善法第二十六条" in natures, f"{NEW}charity/" in natures) == (True, True)
    page = desk.get(f"{NEW}charity/").text
    assert ("慈善组织的统一社会信用代码" in page, "基金管委会决议" in page, "财政补助" in page) == (True, True, False)
    opened = desk.post(f"{NEW}charity/", SAID)
    fund = Fund.objects.get()
    assert (opened["Location"], str(fund.id)) == (f"/c/haiwan/money/funds/{fund.id}/", KEY)
    assert desk.post(f"{NEW}charity/", SAID)["Location"] == opened["Location"]
    assert (funds.balance_of_fund(fund), funds.lines(fund=fund).count()) == (1_860_000, 4)
    shown = desk.get(f"/c/haiwan/money/funds/{fund.id}/").text
    assert ("53440115MJK0000000" in shown, "长者饭堂" in shown) == (True, True)
    assert NEW in desk.get("/c/haiwan/money/").text


def test_only_a_mirror_asks_for_the_charity_s_number(desk):
    page = desk.get(f"{NEW}common/").text
    assert ("开户银行" in page, "统一社会信用代码" in page) == (True, False)
    said = {"key": KEY, "name": "公共收益", "keeper": "某银行海湾支行", "opening_on": "2024-10-05"}
    assert desk.post(f"{NEW}common/", said).status_code == 302


def test_what_was_written_stays_when_it_is_refused(desk):
    refused = desk.post(f"{NEW}charity/", SAID | {"keeper_no": "", "opening_fen": "一万"})
    assert (refused.status_code, "「一万」不是金额" in refused.text) == (422, True)
    assert "助老助学" in refused.text
    ahead = desk.post(f"{NEW}charity/", SAID | {"opening_on": "2024-10-06"})
    assert (ahead.status_code, "日期还没有到" in ahead.text, Fund.objects.count()) == (422, True, 0)
    assert desk.post(f"{NEW}charity/", SAID | {"sources": ["grant"]}).status_code == 422
    assert desk.get(f"{NEW}purse/").status_code == 404


def test_who_may_not_open_a_pot_reads_who_may(as_person, clerk, somebody, haiwan):
    client = as_person(clerk)
    assert "要由街道会计或社区书记来办" in client.get(NEW).text
    assert NEW not in client.get("/c/haiwan/money/").text
    assert client.post(f"{NEW}charity/", SAID).status_code == 403
    assert as_person(somebody("何会计", Role.ACCOUNTANT)).get(f"{NEW}charity/").status_code == 200
