"""The notice board on screen: read without entering, spoken to after the door, answered by the office."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from hehuo.core import clock, ids
from hehuo.core.db.models import Installation
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.calendar import actions as calendar
from hehuo.domain.ground.postings import actions, queries
from hehuo.domain.ground.postings.kinds import PostingKind, PostingState

pytestmark = pytest.mark.django_db
BOARD = "/c/haiwan/postings/"


@pytest.fixture(autouse=True)
def friday(db):
    calendar.seed_years(years=[2026])
    with clock.stopped(clock.at(date(2026, 9, 18), 10)):
        yield


@pytest.fixture
def posting(secretary):
    body = {
        "text": "9 月收支如下。", "facts": [["收入", "1,200.00"]],
        "table": {"head": ["事由", "金额"], "rows": [["天空农场", "1,200.00"]]},
    }  # fmt: skip
    return actions.post(actor=secretary, kind=PostingKind.ACCOUNT, title="9 月收支公示", body=body)


def text(answer) -> str:
    return answer.content.decode()


def test_anyone_reads_the_board_and_a_posting(client, posting) -> None:
    assert "9 月收支公示" in text(client.get(BOARD))
    page = text(client.get(f"{BOARD}{posting.id}/"))
    for words in ("〔2026〕1号", "2026 年 10 月 8 日", "天空农场", "提异议", "问一句", "海湾社区 020-0000 0119"):
        assert words in page
    assert "轮到您" not in page
    assert client.get(f"{BOARD}{ids.uuid7()}/").status_code == 404


def test_the_paper_says_until_when_whom_to_ask_and_carries_the_code(client, posting) -> None:
    page = text(client.get(f"{BOARD}{posting.id}/print/"))
    for words in ("〔2026〕1号", "到 2026 年 10 月 8 日", "020-0000 0119", 'class="qr"', "1,200.00"):
        assert words in page
    assert 'class="a3"' in text(client.get(f"{BOARD}{posting.id}/print/?paper=a3"))


def test_a_stranger_is_led_to_the_door_and_finds_the_words_again(client, posting, resident) -> None:
    Installation.objects.create(is_demo=True)
    access.forget_mark()
    ask = f"/c/haiwan/ask/postings.posting/{posting.id}/?line=灯泡"
    sent = client.post(ask, {"text": "为什么换两次？", "key": ids.uuid7()})
    assert (sent.status_code, sent.url.startswith("/enter/?next=")) == (302, True)
    assert not queries.questions().exists()

    back = parse_qs(urlsplit(sent.url).query)["next"][0]
    entered = client.post(f"/enter/demo/{resident.account_id}/", {"next": back})
    access.forget_mark()
    assert "为什么换两次？" in text(client.get(entered.url))

    client.post(entered.url, {"text": "为什么换两次？", "key": ids.uuid7()})
    assert queries.questions().get().asker == resident
    assert "为什么换两次？</textarea>" not in text(client.get(entered.url))


def test_a_resident_asks_and_everyone_reads_the_answer(as_person, client, posting, resident, worker) -> None:
    browser = as_person(resident)
    ask = f"/c/haiwan/ask/postings.posting/{posting.id}/?line=灯泡"
    assert "替谁写的" not in text(browser.get(ask))
    key = ids.uuid7()
    sent = browser.post(ask, {"text": "为什么换两次？", "key": key})
    assert sent.url == f"/c/haiwan/questions/{key}/"
    assert browser.post(ask, {"text": "为什么换两次？", "key": key}).status_code == 302
    question = queries.questions().get()
    assert (question.text, question.line, question.asker) == ("为什么换两次？", "灯泡", resident)

    browser = as_person(worker)
    assert "为什么换两次" in text(browser.get("/c/haiwan/questions/"))
    refused = browser.post(f"/c/haiwan/questions/{key}/answer/", {"text": ""})
    assert refused.status_code == 422
    assert browser.post(f"/c/haiwan/questions/{key}/answer/", {"text": "第二次是保修"}).status_code == 302

    client.logout()
    page = text(client.get(f"{BOARD}{posting.id}/"))
    assert "第二次是保修" in page
    assert "吴*兰" in page
    assert "吴秀兰" not in page


def test_a_refused_question_keeps_what_was_entered(as_person, posting, resident) -> None:
    sent = as_person(resident).post(f"/c/haiwan/ask/postings.posting/{posting.id}/", {"text": " ", "key": ids.uuid7()})
    assert (sent.status_code, "还有 1 处要改" in text(sent)) == (422, True)


def test_a_worker_writes_down_what_a_resident_asks(as_person, posting, worker, resident) -> None:
    browser = as_person(worker)
    ask = f"/c/haiwan/ask/postings.posting/{posting.id}/"
    unknown = browser.post(ask, {"text": "问", "key": ids.uuid7(), "speaker": "没有这人"})
    assert (unknown.status_code, "花名册里没有找到" in text(unknown)) == (422, True)
    browser.post(ask, {"text": "问", "key": ids.uuid7(), "speaker": "吴秀兰"})
    question = queries.questions().get()
    assert (question.asker, question.entered_by) == (resident, worker)


def test_an_objection_is_made_answered_and_shown(as_person, client, posting, resident, secretary) -> None:
    browser = as_person(resident)
    sent = browser.post(f"{BOARD}{posting.id}/object/", {"text": "金额不对", "key": ids.uuid7()})
    assert sent.url == f"{BOARD}{posting.id}/"
    objection = queries.open_objections().get()

    browser = as_person(secretary)
    assert browser.get(f"/c/haiwan/objections/{objection.id}/").status_code == 200
    empty = browser.post(f"/c/haiwan/objections/{objection.id}/answer/", {})
    assert empty.status_code == 422
    answer = {"answer": "核过了，是对的", "is_upheld": "no"}
    assert browser.post(f"/c/haiwan/objections/{objection.id}/answer/", answer).url == f"{BOARD}{posting.id}/"
    client.logout()
    page = text(client.get(f"{BOARD}{posting.id}/"))
    assert "不成立。" in page
    assert "核过了，是对的" in page


def test_after_the_period_there_is_asking_but_no_objecting(client, posting) -> None:
    with clock.stopped(clock.at(date(2026, 10, 9), 9)):
        page = text(client.get(f"{BOARD}{posting.id}/object/"))
        assert "公示期已满" in page
        assert "提上去" not in page
        assert "9 月收支公示" in text(client.get(f"{BOARD}?state=over"))


def test_the_secretary_posts_hangs_and_withdraws(as_person, secretary, resident) -> None:
    browser = as_person(secretary)
    assert "最少的天数" in text(browser.get(f"{BOARD}new/"))
    short = {"title": "停水通知", "kind": "affairs", "text": "周六停水", "days": "3", "key": ids.uuid7()}
    refused = browser.post(f"{BOARD}new/", short)
    assert (refused.status_code, "至少公示 15 天" in text(refused), "停水通知" in text(refused)) == (422, True, True)
    made = browser.post(f"{BOARD}new/", {**short, "kind": "notice", "days": ""})
    posting = queries.postings().get()
    assert made.url == f"{BOARD}{posting.id}/"
    assert browser.post(f"{made.url}hang/", {"place_note": "3 栋公示栏"}).status_code == 302
    assert browser.post(f"{made.url}withdraw/", {"reason": "改到周日"}).status_code == 302
    posting.refresh_from_db()
    assert (posting.place_note, posting.state) == ("3 栋公示栏", PostingState.WITHDRAWN)
    assert "改到周日" in text(browser.get(made.url))
    assert as_person(resident).get(f"{BOARD}new/").status_code == 403


def test_questions_are_merged_and_hidden_from_their_page(as_person, posting, worker, resident, somebody) -> None:
    def ask(person, words):
        return actions.ask(actor=person, about_kind="postings.posting", about_id=posting.id, text=words)

    first, second, third = ask(resident, "一"), ask(somebody("高雪"), "二"), ask(resident, "三")
    browser = as_person(worker)
    assert "和哪一条问的一样" in text(browser.get(f"/c/haiwan/questions/{second.id}/"))
    assert browser.post(f"/c/haiwan/questions/{second.id}/merge/{first.id}/").url == f"/c/haiwan/questions/{first.id}/"
    browser.post(f"/c/haiwan/questions/{third.id}/hide/", {"reason": "写了电话"})
    shown = text(browser.get(f"{BOARD}{posting.id}/"))
    assert "2 人问" in shown
    assert "这条提问收起了：写了电话" in shown


def test_a_posting_page_costs_at_most_ten_queries(client, posting, resident, django_assert_max_num_queries) -> None:
    for number in range(6):
        actions.ask(actor=resident, about_kind="postings.posting", about_id=posting.id, text=f"第 {number} 问")
        actions.object_to(actor=resident, posting=posting, text=f"第 {number} 条")
    with django_assert_max_num_queries(10):
        client.get(f"{BOARD}{posting.id}/")
    with django_assert_max_num_queries(10):
        client.get(BOARD)
