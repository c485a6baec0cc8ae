"""Feedback on the phone and from paper; results with figures that open their records."""

from datetime import date

import pytest

from hehuo.core import clock, ids
from hehuo.domain.ground.forms import queries
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 9, 12)
STARS = {"teacher": "5", "content": "4", "price": "4", "overall": "5"}


@pytest.fixture(autouse=True)
def saturday(db):
    with clock.stopped(clock.at(SATURDAY, 10)):
        yield


@pytest.fixture
def session(worker):
    garden = spaces.open_space(actor=worker, name="三楼天空平台", seats=30)
    booking = spaces.book(
        actor=worker, space=garden, starts_at=clock.at(SATURDAY, 10), ends_at=clock.at(SATURDAY, 11),
        audience=Audience.OFFICE, purpose="试课",
    )  # fmt: skip
    return sessions.plan_session(
        actor=worker, title="天空农场自然课", kind=SessionKind.TRIAL, booking=booking, capacity=20
    )


@pytest.fixture
def came(session, worker, resident):
    sessions.check_in(actor=worker, session=session, person=resident)
    return resident


def text(answer) -> str:
    return answer.content.decode()


def give(session, **more):
    return {**STARS, "words": "", "key": ids.uuid7(), **more}


def test_who_was_there_gives_stars_and_may_change_them(as_person, session, came) -> None:
    browser, address = as_person(came), f"/c/haiwan/sessions/{session.id}/feedback/"
    assert "天空农场自然课" in text(browser.get("/c/haiwan/feedback/"))
    page = text(browser.get(address))
    assert page.count('type="radio"') == 20
    assert "checked" not in page
    form = queries.session_form()
    sent = browser.post(address, give(session, words="老师很耐心"))
    assert sent.url == f"/c/haiwan/feedback/{form.id}/{session.id}/"
    assert "再打一次，就按新的算" in text(browser.get(address))
    browser.post(address, give(session, overall="3"))
    assert queries.tally(form=form, about_id=session.id).mean == 3
    assert "打过了" in text(browser.get("/c/haiwan/feedback/"))


def test_a_missing_star_is_named_and_the_others_stay(as_person, session, came) -> None:
    sent = as_person(came).post(f"/c/haiwan/sessions/{session.id}/feedback/", give(session, overall="", words="挺好"))
    page = text(sent)
    assert (sent.status_code, "请点几颗星" in page, "挺好" in page, page.count(" checked")) == (422, True, True, 3)


def test_who_was_not_there_is_told_what_to_do(as_person, session, somebody) -> None:
    browser, address = as_person(somebody("高雪")), f"/c/haiwan/sessions/{session.id}/feedback/"
    assert "签到过的人才能打分" in text(browser.get(address))
    browser.post(address, give(session))
    assert queries.tally(form=queries.session_form(), about_id=session.id).people == 0


def test_a_worker_enters_papers_of_people_on_the_roll_and_of_others(as_person, session, worker, resident) -> None:
    browser, address = as_person(worker), f"/c/haiwan/sessions/{session.id}/feedback/paper/"
    assert browser.get(address).status_code == 200
    for respondent in ("吴秀兰", "第 7 张"):
        assert browser.post(address, give(session, respondent=respondent)).url == address
    replies = queries.counted_replies(queries.session_form(), session.id)
    assert sorted(reply.respondent_key for reply in replies) == [f"person:{resident.id}", "第 7 张"]
    assert {reply.entered_by for reply in replies} == {worker}
    assert as_person(resident).get(address).status_code == 403


def test_a_paper_with_a_missing_star_is_kept_as_it_is_and_does_not_count(as_person, session, worker) -> None:
    browser, address = as_person(worker), f"/c/haiwan/sessions/{session.id}/feedback/paper/"
    sent = browser.post(address, give(session, respondent="第 8 张", overall=""), follow=True)
    assert "不计：「总的来说满意吗」没有打分" in text(sent)
    kept = queries.kept(form=queries.session_form(), about_id=session.id)
    assert (kept.received, kept.counted, kept.invalid) == (1, 0, 1)


def test_everyone_reads_the_figures_and_the_office_opens_their_records(as_person, client, session, came, worker):
    browser = as_person(came)
    browser.post(f"/c/haiwan/sessions/{session.id}/feedback/", give(session, words="场地有点小"))
    address = f"/c/haiwan/feedback/{queries.session_form().id}/{session.id}/"
    client.logout()
    page = text(client.get(address))
    assert "5 颗星 ÷ 1 人；4 星以上 1 人" in page
    assert "replies/" not in page
    assert "场地有点小" not in page

    browser = as_person(worker)
    assert "replies/?question=overall&amp;star=5" in text(browser.get(address))
    assert "场地有点小" in text(browser.get(f"{address}replies/?question=overall&star=5"))
    assert "场地有点小" not in text(browser.get(f"{address}replies/?question=overall&star=4"))
    assert as_person(came).get(f"{address}replies/").status_code == 403


def test_results_cost_few_queries(client, session, django_assert_max_num_queries, as_person, worker) -> None:
    as_person(worker).get(f"/c/haiwan/sessions/{session.id}/feedback/")
    client.logout()
    with django_assert_max_num_queries(6):
        client.get(f"/c/haiwan/feedback/{queries.session_form().id}/{session.id}/")
