"""The year's holidays are seen and mended on one page."""

import pytest

from hehuo.domain.ground.calendar import actions, queries


@pytest.fixture(autouse=True)
def seeded(haiwan):
    actions.seed_years()


def test_a_known_year_is_listed_and_an_unknown_one_warns(as_person, worker, django_assert_max_num_queries) -> None:
    browser = as_person(worker)
    with django_assert_max_num_queries(10):
        known = browser.get("/c/haiwan/calendar/2026/").text
    assert ("国庆节" in known, "还没有录入" in known) == (True, False)
    assert "只按周六、周日算" in browser.get("/c/haiwan/calendar/2031/").text
    assert browser.get("/c/haiwan/calendar/").status_code == 200


def test_days_are_entered_and_taken_back(as_person, worker) -> None:
    browser = as_person(worker)
    days = {"first": "2031-10-01", "last": "2031-10-07", "kind": "off", "name": "国庆节"}
    assert browser.post("/c/haiwan/calendar/set/", {**days, "last": "2031-09-01"}).status_code == 422
    assert browser.post("/c/haiwan/calendar/set/", {**days, "name": ""}).status_code == 422
    assert browser.post("/c/haiwan/calendar/set/", days).headers["Location"] == "/c/haiwan/calendar/2031/"
    browser.post("/c/haiwan/calendar/clear/", {"day": "2031-10-07"})
    assert queries.days_of(2031).count() == 6


def test_residents_are_refused(as_person, resident) -> None:
    assert as_person(resident).get("/c/haiwan/calendar/").status_code == 403
