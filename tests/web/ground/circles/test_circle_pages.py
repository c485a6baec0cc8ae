"""Circles through the pages."""

import pytest

from hehuo.domain.ground.circles import actions
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from tests.domain.ground.circles.conftest import building, elsewhere, estate, leader, neighbour  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
CIRCLE = "/c/haiwan/circle/"


def text(answer) -> str:
    return answer.content.decode()


def test_a_neighbour_reads_asks_and_reads_the_answer(as_person, building, leader):  # noqa: F811
    place, (someone, _other) = building
    actions.tell_circle(actor=leader, place=place, title="周六停水", text="上午。")
    browser = as_person(someone)
    assert "周六停水" in text(browser.get(CIRCLE))
    form = browser.get(f"{CIRCLE}ask/").context["form"]
    asked = browser.post(f"{CIRCLE}ask/", {"key": form["key"].value(), "place": place.id, "text": "楼道灯谁修？"})
    assert asked.status_code == 302
    as_person(leader).post(asked.headers["Location"], {"text": "明天来修。"})
    assert "明天来修。" in text(as_person(someone).get(asked.headers["Location"]))


def test_what_was_typed_is_there_again_after_a_refusal(as_person, building):  # noqa: F811
    browser = as_person(building[1][0])
    form = browser.get(f"{CIRCLE}ask/").context["form"]
    answer = browser.post(f"{CIRCLE}ask/", {"key": form["key"].value(), "place": "all", "text": ""})
    assert (answer.status_code, CircleQuestion.objects.count()) == (422, 0)


def test_another_building_does_not_read_it(as_person, building, elsewhere, leader):  # noqa: F811
    notice = actions.tell_circle(actor=leader, place=building[0], title="周六停水", text="上午。")
    browser = as_person(elsewhere)
    assert "周六停水" not in text(browser.get(f"{CIRCLE}?place={building[0].id}"))
    for page in (f"{CIRCLE}notices/{notice.id}/", f"{CIRCLE}notices/{notice.id}/print/"):
        assert browser.get(page).status_code == 403


def test_the_leader_tells_prints_and_takes_down(as_person, building, leader):  # noqa: F811
    browser = as_person(leader)
    form = browser.get(f"{CIRCLE}tell/").context["form"]
    sent = {"key": form["key"].value(), "place": building[0].id, "title": "停水", "text": "上午。", "days": 3}
    page = browser.post(f"{CIRCLE}tell/", sent).headers["Location"]
    assert "停水" in text(browser.get(f"{page}print/"))
    assert "停水" in text(browser.get(f"{CIRCLE}desk/?state=all"))
    browser.post(page, {"why": "改期了"})
    assert Notice.objects.get().taken_down_why == "改期了"


def test_a_circles_page_asks_few_questions(as_person, building, leader, django_assert_max_num_queries):  # noqa: F811
    place, (someone, _other) = building
    for number in range(12):
        actions.tell_circle(actor=leader, place=place, title=f"通知 {number}", text="上午。")
        actions.ask_circle(actor=someone, place=place, text=f"问题 {number}")
    browser = as_person(someone)
    with django_assert_max_num_queries(10):
        browser.get(CIRCLE)
