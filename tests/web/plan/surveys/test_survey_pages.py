"""A survey through its pages, without a script: drafted, asked, answered, typed, ended, told, compared."""

import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.surveys import actions, queries
from hehuo.domain.plan.surveys.kinds import Naming, Unit
from hehuo.domain.plan.surveys.models import Survey

AT = "/c/haiwan/surveys/"
SAID = {"k1": "4", "k2": "1", "k3": ["1", "3"], "k4": "2", "k5": "3", "k6": "多开一班"}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def at(as_person, office):
    """`at("worker")`, `at("heads", 0)`: the browser of one of the office, or of the estate."""

    def enter(who: str, number: int | None = None):
        found = getattr(office, who)
        return as_person(found if number is None else found[number])

    return enter


@pytest.fixture
def ended(office, opened, give):
    """A survey that five homes answered, ended."""

    def end(*args, **more):
        survey = opened(*args, **more)
        for head in office.heads[:5]:
            give(survey, head)
        return actions.close_survey(actor=office.worker, survey=survey)

    return end


def draft_of(office, **more):
    return {
        "title": "您想要什么样的课", "why": "开课前问一问", "place": str(office.estate.id), "unit": "homes",
        "naming": "named", "closes_on": "", "key": str(uuid4()),
    } | more  # fmt: skip


def test_from_the_draft_to_the_published_result(at, office):
    worker = at("worker")
    assert "还没有问卷" in text(worker.get(f"{AT}desk/"))
    refused = worker.post(f"{AT}new/", draft_of(office, why=""))
    assert (refused.status_code, "您想要什么样的课" in text(refused)) == (422, True)
    worker.post(f"{AT}new/", draft_of(office))
    survey = Survey.objects.get()
    manage = f"{AT}{survey.id}/manage/"
    assert "还没有题目" in text(worker.get(manage))
    assert worker.post(manage, {"ask": "几点", "kind": "one", "choices": "早上"}).status_code == 422
    worker.post(manage, {"ask": "几点上课", "kind": "one", "choices": "早上\n晚上", "is_required": "on"})
    worker.post(manage, {"ask": "一周几次", "kind": "number", "low": "0", "high": "5"})
    worker.post(manage, {"ask": "不问了", "kind": "words"})
    worker.post(f"{AT}{survey.id}/questions/k2/lift/")
    worker.post(f"{AT}{survey.id}/questions/k3/drop/")
    page = worker.get(f"{AT}{survey.id}/questions/k1/")
    assert "早上\n晚上" in text(page)
    said = {"ask": "几点上课好", "kind": "one", "choices": "早上\n晚上", "is_required": "on"}
    worker.post(f"{AT}{survey.id}/questions/k1/", said)
    worker.post(f"{AT}{survey.id}/edit/", draft_of(office, title="几点上课"))
    survey.refresh_from_db()
    assert ([each.ask for each in survey.asked], survey.title) == (["一周几次", "几点上课好"], "几点上课")
    assert "开始问了" in text(worker.post(manage, {"act": "open"}, follow=True))
    assert worker.post(manage, {"ask": "晚了", "kind": "words"}).status_code == 422
    asked = queries.list_of(survey).first()
    at("heads", 0).post(f"{AT}{survey.id}/answer/{asked.id}/", {"k1": "2", "k2": "3"})
    worker = at("worker")
    assert "截止了" in text(worker.post(manage, {"act": "close"}, follow=True))
    assert "公布了" in text(worker.post(manage, {"act": "publish"}, follow=True))
    shown = text(at("stranger").get(f"{AT}{survey.id}/results/"))
    assert ("几点上课好" in shown, "100.0%" in shown, "records/" in shown) == (True, True, False)


def test_a_resident_answers_and_what_was_entered_stays_when_refused(at, office, opened):
    survey = opened()
    mine = queries.mine(survey, office.heads[0])[0]
    browser = at("heads", 0)
    assert "等您答的" in text(browser.get(AT))
    assert "等您答的问卷" in text(browser.get("/c/haiwan/needs/"))
    answer = f"{AT}{survey.id}/answer/{mine.id}/"
    page = text(browser.get(answer))
    assert page.index("记名：办问卷的人看得到") < page.index("现在的课满意吗")
    refused = browser.post(answer, SAID | {"k1": "", "k6": "电梯慢"})
    assert (refused.status_code, "这一题还没有答" in text(refused), "电梯慢" in text(refused)) == (422, True, True)
    assert browser.post(answer, SAID | {"k5": "9"}).status_code == 422
    assert "收到了，谢谢您" in text(browser.post(answer, SAID, follow=True))
    assert ("这一份已经答过了" in text(browser.get(answer)), "多开一班" in text(browser.get(answer))) == (True, True)
    assert "等您答的" not in text(browser.get(AT))
    assert at("stranger").get(answer).status_code == 403
    assert "不是问您的" in text(at("stranger").get(f"{AT}{survey.id}/"))


def test_a_second_anonymous_answer_is_told_why_not(at, office, opened):
    survey = opened(naming=Naming.ANONYMOUS)
    answer = f"{AT}{survey.id}/answer/{queries.mine(survey, office.heads[0])[0].id}/"
    browser = at("heads", 0)
    browser.post(answer, SAID)
    assert "所以交了就不能再交" in text(browser.get(answer))
    assert browser.post(answer, SAID).status_code == 422
    assert "谁也查不到是怎么答的" in text(browser.get(f"{AT}{survey.id}/"))


def test_a_stranger_is_led_to_the_door_and_back(client, opened):
    survey = opened()
    page = client.get(f"{AT}{survey.id}/")
    assert f"?next={AT}{survey.id}/" in text(page)


def test_papers_are_typed_and_never_double(at, office, opened):
    survey = opened(Unit.PERSONS)
    worker, paper = at("worker"), f"{AT}{survey.id}/paper/"
    assert "名单上没有「9-101」" in text(worker.post(paper, SAID | {"whose": "9-101"}))
    assert "不止一个" in text(worker.post(paper, SAID | {"whose": "1-101"}))
    assert "录好了：1-101 赵大" in text(worker.post(paper, {"whose": "赵大", "k2": "2"}, follow=True))
    again = worker.post(paper, SAID | {"whose": "赵大"})
    assert (again.status_code, "已经收到一份（纸）" in text(again)) == (422, True)
    assert "交了（纸）" in text(worker.get(f"{AT}{survey.id}/list/"))
    assert "赵大" not in text(worker.get(f"{AT}{survey.id}/list/?only=waiting"))
    assert "□ 早上" in text(worker.get(f"{AT}{survey.id}/print/"))
    assert "微信扫一扫" in text(worker.get(f"{AT}{survey.id}/poster/"))


def test_numbers_open_their_records_and_the_workbook_holds_them(at, office, ended):
    survey = ended()
    worker = at("worker")
    page = text(worker.get(f"{AT}{survey.id}/results/"))
    assert ("83.3%" in page, "records/?question=k2&amp;low=1" in page) == (True, True)
    assert text(worker.get(f"{AT}{survey.id}/records/?question=k2&low=1")).count("<section") == 5
    assert "赵大" not in text(worker.get(f"{AT}{survey.id}/records/"))
    book = load_workbook(io.BytesIO(b"".join(worker.get(f"{AT}{survey.id}/counts.xlsx").streaming_content)))
    rows = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows[3][:5] == ("现在的课满意吗", "4 星", 5, 5, "100.0%")
    assert book.worksheets[1].max_row == 6


def test_results_wait_and_records_stay_with_the_office(at, office, opened, ended):
    running, closed = opened(title="在问的"), ended()
    assert at("worker").get(f"{AT}{running.id}/results/").status_code == 403
    for page in ("results/", "records/", "words/", "counts.xlsx", "manage/", "list/", "paper/"):
        assert at("heads", 0).get(f"{AT}{closed.id}/{page}").status_code == 403


def test_the_result_page_asks_the_database_the_same_for_many_answers(at, office, opened, give):
    pages = []
    for number in (1, 6):
        survey = opened()
        for head in office.heads[:number]:
            give(survey, head)
        pages.append(f"{AT}{actions.close_survey(actor=office.worker, survey=survey).id}/results/")
    worker = at("worker")
    worker.get(pages[0])
    counted = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            worker.get(page)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_words_are_cleared_and_become_a_voice(at, office, ended):
    survey = ended()
    worker, remark = at("worker"), queries.remarks(survey).first()
    assert "多开一班" in text(worker.get(f"{AT}{survey.id}/words/"))
    word = f"{AT}{survey.id}/words/{remark.id}/"
    assert "大家看得到这句" in text(worker.post(word, {"act": "clear"}, follow=True))
    assert "等着分" in text(worker.post(word, {"act": "hear"}, follow=True))
    assert Voice.objects.get().words == "多开一班"
    worker.post(f"{AT}{survey.id}/manage/", {"act": "publish"})
    assert text(at("stranger").get(f"{AT}{survey.id}/results/")).count("多开一班") == 1
    at("worker").post(word, {"act": "hide"})
    assert "多开一班" not in text(at("stranger").get(f"{AT}{survey.id}/results/"))


def test_before_and_after_on_one_page(at, office, ended, give):
    before = ended()
    worker = at("worker")
    assert "题目照搬过来" in text(worker.get(f"{AT}new/?after={before.id}"))
    assert worker.post(f"{AT}new/?after={before.id}", draft_of(office, unit="persons")).status_code == 422
    worker.post(f"{AT}new/?after={before.id}", draft_of(office, title="上过课以后"))
    after = Survey.objects.get(title="上过课以后")
    worker.post(f"{AT}{after.id}/manage/", {"act": "open"})
    give(after, office.heads[5], k1=2)
    worker.post(f"{AT}{after.id}/manage/", {"act": "close"})
    page = text(worker.get(f"{AT}{after.id}/compare/"))
    assert ("−100.0" in page, "−2.00" in page, "是写字的题，不比数" in page, "<svg" in page) == (True,) * 4
    assert at("heads", 0).get(f"{AT}{after.id}/compare/").status_code == 403
