"""A review's pages: opened at the desk, scored on the phone, decided, posted, read by everyone, printed."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hehuo.core import clock, ids
from hehuo.domain.judge.reviews import actions
from hehuo.domain.judge.reviews.kinds import ReviewState
from hehuo.domain.judge.reviews.models import Card, Review
from tests.domain.judge.reviews.conftest import GOOD

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/judging/"


def sheet(**changes):
    said = {**GOOD, **changes}
    return {"act": "score"} | {f"points_{key}": n for key, n in said.items()} | {f"why_{key}": "看过" for key in said}


def read(browser, page):
    answer = browser.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_review_goes_from_the_desk_over_the_phones_to_the_wall(as_person, worker, secretary, farm, scorers):
    desk = as_person(worker)
    said = {"key": str(ids.uuid7()), "partner": str(farm.id), "from_on": "2024-07-01", "to_on": "2024-12-31"}
    assert desk.post(HOME, said).status_code == 422
    page = desk.post(HOME, {**said, "reviewers": [str(each.id) for each in scorers]})["Location"]
    assert "许阿婆、何伯、郑姐还没打分" in read(desk, page)
    for person in scorers:
        phone = as_person(person)
        assert "等您打分" in read(phone, f"{HOME}mine/")
        assert "办过的场次" in read(phone, f"{page}score/")
        refused = phone.post(f"{page}score/", sheet(service=26))
        assert (refused.status_code, "看过" in refused.content.decode()) == (422, True)
        assert phone.post(f"{page}score/", sheet()).status_code == 302
    desk = as_person(worker)
    assert desk.post(page, {"act": "ask"}).status_code == 302
    other = as_person(secretary)
    assert other.post(page, {"act": "decide", "agrees": "yes", "words": ""}).status_code == 422
    assert other.post(page, {"act": "decide", "agrees": "yes", "words": "照打分定"}).status_code == 302
    assert other.post(page, {"act": "post"}).status_code == 302
    review = Review.objects.get()
    assert (review.state, review.points_words) == (ReviewState.POSTED, "91.00")
    with clock.stopped(clock.at(date(2025, 1, 14), 9)):
        assert as_person(worker).post(page, {"act": "finish"}).status_code == 302
    assert "五星" in read(as_person(worker), f"{HOME}?state=final")


def test_everyone_reads_a_final_review_and_nobody_outside_reads_one_under_way(client, as_person, review, somebody):
    assert client.get(f"{HOME}{review.id}/").status_code == 403
    assert client.get(f"{HOME}{review.id}/print/").status_code == 403
    assert as_person(somebody("路人")).get(f"{HOME}{review.id}/records/").status_code == 403
    assert as_person(somebody("路人")).get(f"{HOME}{review.id}/score/").status_code == 403


def test_stars_stand_on_the_public_page_with_their_history_and_records(client, review, scorers, finished, farm):
    finished(review, scorers)
    assert "五星" in read(client, f"/c/haiwan/partners/{farm.id}/")
    assert "91.00" in read(client, f"{HOME}of/{farm.id}/")
    page = read(client, f"{HOME}{review.id}/")
    assert ("许阿婆" in page, "看过记录" in page, "五星" in page) == (False, False, True)
    for key in (
        "held",
        "help",
        "satisfaction",
        "share",
        "exchanges",
        "free_places",
        "complaints",
        "pauses",
        "services",
    ):
        read(client, f"{HOME}{review.id}/records/?of={key}")
    assert "扫码看每一年的星级" in read(client, f"{HOME}{review.id}/print/")


def test_the_office_prints_the_sheet_and_exports_each_raw_score(as_person, worker, review, scorers, score):
    score(review, scorers[0])
    actions.step_back(actor=scorers[1], review=review, why="亲戚在那里")
    desk = as_person(worker)
    assert "记录里有的" in read(desk, f"{HOME}{review.id}/sheet/")
    assert "回避：亲戚在那里" in read(desk, f"{HOME}{review.id}/")
    answer = desk.get(f"{HOME}{review.id}/scores.xlsx")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert rows[1] == ("许阿婆", "服务数量", 25, 22, "看过记录", None)
    assert len(rows) == 6


def test_the_card_is_changed_in_words_and_a_line_that_keeps_its_name_keeps_its_figures(as_person, worker, farm):
    desk = as_person(worker)
    said = {
        "lines": "服务数量 60\n用心 40",
        "bands": "90 金牌 5\n0 不合格 0",
        "sample": 5,
        "reviewers": 2,
        "why": "议定",
    }
    assert "要正好 100 分" in desk.post(f"{HOME}card/", {**said, "lines": "用心 99"}).content.decode()
    assert "要写名称和满分" in desk.post(f"{HOME}card/", {**said, "lines": "用心"}).content.decode()
    assert "起点、名称、几颗星" in desk.post(f"{HOME}card/", {**said, "bands": "90 金牌"}).content.decode()
    assert desk.post(f"{HOME}card/", said).status_code == 302
    card = Card.objects.get()
    assert [line["key"] for line in card.lines] == ["service", "line2"]
    assert card.bands[-1] == {"least": 0, "name": "不合格", "stars": 0, "fails": True}
    assert "第 1 版" in read(desk, f"{HOME}card/")


def test_the_list_asks_the_same_however_long(as_person, worker, farm, scorers, django_assert_max_num_queries):
    for year in (2021, 2022, 2023):
        actions.open_review(
            actor=worker, partner=farm, from_on=date(year, 1, 1), to_on=date(year, 12, 31), reviewers=scorers
        )
    desk = as_person(worker)
    read(desk, HOME)
    with django_assert_max_num_queries(25):
        read(desk, HOME)
