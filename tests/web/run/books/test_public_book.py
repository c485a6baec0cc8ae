"""Anyone reads a published month without login, asks about a line, and proves the code that stands on paper."""

import pytest

from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.run.books.models import MonthAccount


def get(client, path, status=200):
    answer = client.get(f"/c/haiwan/{path}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode() if status == 200 else answer


def test_without_a_published_month_it_says_so(client, haiwan):
    assert "还没有公示过的账" in get(client, "books/")


def test_the_newest_month_opens(client, posted):
    assert get(client, "books/", 302)["Location"] == "/c/haiwan/books/2024-09/"


def test_each_pot_stands_apart_with_every_line(client, posted):
    page = get(client, "books/2024-09/")
    for text in (
        "海湾社区慈善基金", "天空农场自然课 · 9 月让利", "8,000.00 × 15%", "+1,200.00", "南沙区慈善会票据 粤财 0012345",
        "社区经费", "街道拨付 · 三季度以奖代补", "东风路口休闲椅 4 把", "两家比价，选低的", "−2,360.00", "5,640.00",
        "经办 冯敏 · 审核 陈国栋", posted.seal_code, "问一句", "自己挣的 100.0%", "补助 100.0%",
    ):  # fmt: skip
        assert text in page, text
    assert "小禾农业" not in page
    assert "某单位" not in page
    assert "9,200.00" not in page  # no total over pots


def test_it_costs_few_statements_whatever_its_length(client, posted, django_assert_max_num_queries):
    get(client, "books/2024-09/")
    with django_assert_max_num_queries(10):
        get(client, "books/2024-09/")


def test_an_answer_stands_under_its_line(client, posted, resident, clerk):
    line = posted.account["pots"][1]["out"][0]
    asked = postings.ask(actor=resident, about_kind="ledger.transaction", about_id=line["id"], text="椅子怎么选的？")
    assert "1 问" in get(client, "books/2024-09/")
    postings.answer_question(actor=clerk, question=asked, text="两家比价，选低的一家。")
    page = get(client, "books/2024-09/")
    assert "1 问已答" in page
    assert "两家比价，选低的一家。" in page
    assert "吴*兰" in page
    assert "椅子怎么选的？" in get(client, "books/2024-09/print/")


def test_the_ask_link_leads_to_the_form(client, posted):
    line = posted.account["pots"][1]["out"][0]
    assert f"/c/haiwan/ask/ledger.transaction/{line['id']}/" in get(client, "books/2024-09/")
    get(client, f"ask/ledger.transaction/{line['id']}/")


def test_paper_has_the_code_the_qr_and_three_signatures(client, posted):
    page = get(client, "books/2024-09/print/")
    for text in (
        "9 月收支公示",
        posted.seal_code,
        "<svg",
        "经办：冯敏",
        "审核：陈国栋",
        "监督员：",
        posted.posting.number,
    ):
        assert text in page, text
    assert 'class="a3"' in get(client, "books/2024-09/print/?paper=a3")


def test_a_month_that_is_not_posted_is_for_the_office_only(client, closed, clerk, as_person):
    get(client, "books/2024-09/", 404)
    get(client, "books/2024-10/", 404)
    assert "还没有公示，只有办账的人看得见" in get(as_person(clerk), "books/2024-09/")


def test_the_code_on_paper_is_proven(client, posted):
    page = get(client, f"books/verify/{posted.seal_code.lower()}/")
    assert "对得上：封存以后，一条都没有改过。" in page
    assert "2024 年 9 月的账" in page
    assert "和结账时一样" in page
    answer = get(client, f"books/verify/?code={posted.seal_code}", 302)
    assert answer["Location"] == f"/c/haiwan/books/verify/{posted.seal_code}/"
    get(client, "books/verify/")


def test_the_qr_on_paper_carries_the_code_and_the_page_compares_it(client, posted):
    assert "和这里是同一本账" in get(client, f"books/2024-09/?seal={posted.seal_code}")
    assert "和这里的不一样" in get(client, "books/2024-09/?seal=7K3D-7K3D-7K3D-7K3D-7K3D")
    assert "同一本账" not in get(client, "books/2024-09/")


def test_a_code_that_never_was_is_said_to_be_none(client, posted):
    get(client, "books/verify/7K3D-7K3D-7K3D-7K3D-7K3D/", 404)


def test_a_rewritten_account_shows(client, posted):
    account = posted.account
    account["pots"][1]["out"][0]["fen"] = 1
    MonthAccount.objects.update(account=account)
    assert "和结账时不一样，请向街道反映" in get(client, f"books/verify/{posted.seal_code}/")


def test_the_journey_leads_to_the_share_and_to_the_line(client, posted, approved):
    page = get(client, f"books/shares/{approved.id}/")
    assert "8,000.00 × 15%" in page
    assert "小禾农业" not in page
    assert "1,200.00" in get(client, f"books/expected/{approved.due_id}/")
    line = posted.account["pots"][0]["in"][0]["id"]
    assert get(client, f"books/lines/{line}/", 302)["Location"] == f"/c/haiwan/books/2024-09/#line-{line}"
    assert get(client, f"books/accounts/{posted.id}/", 302)["Location"] == "/c/haiwan/books/2024-09/"


@pytest.mark.parametrize("path", ["books/lines/0190c5d2-0000-7000-8000-000000000001/", "books/2024-13/"])
def test_what_is_not_there_is_missing(client, haiwan, path):
    get(client, path, 404)
