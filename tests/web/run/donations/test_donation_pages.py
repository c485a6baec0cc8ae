"""Gifts through their pages: campaign, registration, the second human, the wall, the letter, the clock."""

from datetime import date

from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.run.donations import queries
from hehuo.domain.run.donations.kinds import GiftState, Shown
from hehuo.domain.run.donations.models import Campaign, Disclosure, Donation
from tests.domain.run.donations.conftest import WORDS, money, rice

AT = "/c/haiwan/donations/"
TEXT = "收到的款买了十二套校服，已经发到孩子手里。"
FILED = {name: str(value) for name, value in WORDS.items()} | {"kind": "once"}


def text(answer) -> str:
    return answer.content.decode()


def do(browser, where: str, act: str, **said):
    return browser.post(f"{AT}{where}/", {"act": act, **said}, follow=True)


def test_from_the_filing_to_the_wall(as_person, client, charity, hands):
    browser = as_person(hands.worker)
    said = FILED | {"fund": str(charity.id), "key": str(hands.worker.id)}
    answer = browser.post(f"{AT}campaigns/new/", said | {"link": "https://qr.alipay.com/fkx1"})
    assert (answer.status_code, "这是收款码" in text(answer)) == (422, True)
    assert "等另一位核对了公布" in text(browser.post(f"{AT}campaigns/new/", said, follow=True))
    campaign = Campaign.objects.get()
    assert browser.post(f"{AT}campaigns/{campaign.id}/edit/", FILED | {"plan": ""}).status_code == 422
    assert "买校服和书包" in text(
        browser.post(f"{AT}campaigns/{campaign.id}/edit/", FILED | {"plan": "买校服和书包"}, follow=True)
    )
    assert do(browser, f"campaigns/{campaign.id}", "publish").status_code == 403
    assert client.get(f"{AT}{campaign.id}/").status_code == 404
    assert "公布了" in text(do(as_person(hands.secretary), f"campaigns/{campaign.id}", "publish"))
    assert as_person(hands.worker).get(f"{AT}campaigns/{campaign.id}/edit/").status_code == 403

    gift = {
        "target": str(campaign.id), "kind": "money", "fen": "666", "received_on": "2024-10-03", "receipt": "issued",
        "receipt_no": "0001", "donor_name": "阿婆糖水铺", "shown": "both", "key": str(hands.secretary.id),
    }  # fmt: skip
    browser = as_person(hands.worker)
    assert browser.post(f"{AT}register/", gift | {"fen": "六百"}).status_code == 422
    assert "等另一位核对" in text(browser.post(f"{AT}register/", gift, follow=True))
    browser.post(f"{AT}register/", gift)  # a double tap
    donation = Donation.objects.get()
    assert do(browser, f"gifts/{donation.id}", "confirm").status_code == 403
    assert "阿婆糖水铺" not in text(client.get(f"{AT}{campaign.id}/"))
    assert "核对好了" in text(do(as_person(hands.secretary), f"gifts/{donation.id}", "confirm"))
    client.logout()
    page = text(client.get(f"{AT}{campaign.id}/"))
    for word in (
        "阿婆糖水铺",
        "666.00",
        "南沙区慈善会",
        WORDS["certificate_no"],
        WORDS["filing_no"],
        WORDS["link"],
        "<svg",
    ):
        assert word in page
    lines = text(client.get(f"{AT}{campaign.id}/lines/"))
    assert ("666.00" in lines, "阿婆糖水铺" in lines) == (True, False)


def test_what_the_desk_does_with_a_gift(as_person, charity, clerk, give, campaign):
    donation = give(money(donor_name="高雪", shown=Shown.BOTH))
    there, browser = f"gifts/{donation.id}", as_person(clerk)
    assert do(browser, there, "shown", shown="nothing", said="").status_code == 422
    assert "改好了" in text(do(browser, there, "shown", shown="nothing", said="本人来电"))
    assert "高雪" not in text(browser.get(f"{AT}{campaign.id}/"))
    assert do(browser, there, "take_back", why="").status_code == 422
    assert "冲正了" in text(do(browser, there, "take_back", why="记重了"))
    assert pots.balance_of_fund(charity) == 0
    assert browser.get(f"{AT}{there}/thanks/").status_code == 403


def test_what_does_not_match_goes_back(as_person, charity, worker, secretary):
    said = {
        "target": str(pots.general_purpose(charity).id), "kind": "goods", "goods": "大米", "count": "20", "unit": "袋",
        "received_on": "2024-10-03", "receipt": "waived", "shown": "nothing", "key": str(worker.id),
    }  # fmt: skip
    as_person(worker).post(f"{AT}register/", said)
    donation, browser = Donation.objects.get(), as_person(secretary)
    assert do(browser, f"gifts/{donation.id}", "return", why=" ").status_code == 422
    assert "退回了" in text(do(browser, f"gifts/{donation.id}", "return", why="慈善会没有这一笔"))
    listed = text(browser.get(f"{AT}desk/?state={GiftState.RETURNED}&kind=goods"))
    assert all(word in listed for word in ("大米 20 袋", "退回了"))
    assert "没有捐赠" in text(browser.get(f"{AT}desk/?state={GiftState.CONFIRMED}"))


def test_the_letter_is_no_receipt(as_person, give, worker, campaign):
    donation = give(money(123_456, donor_name="高雪"))
    page = text(as_person(worker).get(f"{AT}gifts/{donation.id}/thanks/"))
    words = (
        "高雪",
        "1,234.56",
        "壹仟贰佰叁拾肆元伍角陆分",
        "本函不是捐赠票据",
        "南沙区慈善会",
        donation.seal_code,
        "<svg",
    )
    assert [word for word in words if word not in page] == []
    goods = give(rice(), campaign=None)
    page = text(as_person(worker).get(f"{AT}gifts/{goods.id}/thanks/"))
    assert ("大米 20 袋" in page, "爱心人士" in page, "这次募捐的二维码" in page) == (True, True, False)


def test_who_has_no_part_in_the_money_sees_no_donor(as_person, client, give, resident):
    donation = give(money(donor_name="高雪"))
    for where in ("desk", "register", "campaigns", "clock", f"gifts/{donation.id}", f"gifts/{donation.id}/thanks"):
        assert client.get(f"{AT}{where}/").status_code == 302
        assert as_person(resident).get(f"{AT}{where}/").status_code == 403
        client.logout()


def test_the_clock_from_the_first_word_to_the_board(as_person, client, campaign, worker, secretary):
    disclosure = Disclosure.objects.get(kind="progress")
    there, browser = f"clock/{disclosure.id}", as_person(worker)
    assert "最迟 2024 年 12 月 1 日" in text(browser.get(f"{AT}clock/"))
    assert do(browser, there, "write", text="短").status_code == 422
    assert "等另一位公布" in text(do(browser, there, "write", text=TEXT))
    assert do(browser, there, "publish").status_code == 403
    assert "贴满 15 天" in text(do(as_person(secretary), there, "publish"))
    client.logout()
    assert "募捐进展" in text(client.get(f"{AT}{campaign.id}/"))
    posting = Disclosure.objects.get(pk=disclosure.pk).posting
    assert TEXT in text(client.get(f"/c/haiwan/postings/{posting.id}/"))


def test_ending_and_emergencies(as_person, client, campaign, secretary, worker):
    browser, there = as_person(secretary), f"campaigns/{campaign.id}"
    assert "每五天公开一次" in text(do(browser, there, "emergency"))
    assert "不再每五天" in text(do(browser, there, "emergency_over"))
    assert do(browser, there, "end", ended_on="2099-01-01").status_code == 422
    assert "募捐总结的日子" in text(do(browser, there, "end", ended_on="2024-10-05"))
    page = text(client.get(f"{AT}{campaign.id}/"))
    assert ("现在不募捐" in page, WORDS["link"] in page) == (True, False)
    assert queries.open_disclosures().get().due_on == date(2025, 1, 5)


def test_lists_and_walls_ask_little_of_many(as_person, give, campaign, hands, django_assert_max_num_queries):
    for each in range(12):
        give(money(1_000, str(each), donor_name=f"捐赠人{each}", shown=Shown.BOTH))
    browser, pot = as_person(hands.worker), campaign.fund_id
    pages = (
        f"{campaign.id}",
        f"{campaign.id}/lines",
        f"funds/{pot}",
        f"funds/{pot}/lines",
        "desk",
        "clock",
        "campaigns",
    )
    for where in pages:
        with django_assert_max_num_queries(12):
            assert browser.get(f"{AT}{where}/").status_code == 200


def test_what_everyone_finds(client, standing_campaign, charity):
    page = text(client.get(AT))
    assert all(word in page for word in ("随手捐", "南沙区慈善会", "海湾社区慈善基金"))
    assert "还没有登记捐赠" in text(client.get(f"{AT}funds/{charity.id}/"))
    assert "还没有登记捐赠" in text(client.get(f"{AT}{standing_campaign.id}/lines/"))
