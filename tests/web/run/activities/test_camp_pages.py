"""A camp is opened at the desk, listed beside the courses, and signed up for on its first day."""

from datetime import date

from hehuo.core.ids import uuid7
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.domain.run.activities.models import Series
from tests.domain.ground.sessions.conftest import family, garden, guard, people, thursday

__all__ = ["family", "garden", "guard", "people", "thursday"]


def test_the_office_opens_a_weekend_camp_and_a_neighbour_signs_up_once(as_person, worker, garden, people) -> None:
    said = {
        "title": "小小农夫营", "space": str(garden.id), "from_time": "09:00", "to_time": "11:00", "capacity": "9",
        "first_on": "2026-09-12", "last_on": "2026-09-13", "price": "0", "note": "", "key": str(uuid7()),
        "is_risky": "on", "insurer": "平安财险", "policy": "PA-8", "covered_from": "2026-09-12",
    }  # fmt: skip
    browser, address = as_person(worker), "/c/haiwan/courses/camp/"
    assert address in browser.get("/c/haiwan/sessions/desk/").text
    refused = browser.post(address, {**said, "covered_until": "2026-09-12"})
    assert (refused.status_code, "包住活动的每一天" in refused.text) == (422, True)
    for _tap in range(2):
        browser.post(address, {**said, "covered_until": "2026-09-13"})
    series = Series.objects.get()
    first = series.lessons.order_by("session__starts_at").first().session
    browser = as_person(people[0])
    assert "小小农夫营" in browser.get("/c/haiwan/courses/").text
    page = browser.get(f"/c/haiwan/courses/{series.id}/").text
    assert ("PA-8" in page, f"/c/haiwan/sessions/{first.id}/" in page, "每一天" in page) == (True, True, True)
    assert "连着 2 天" in browser.get(f"/c/haiwan/sessions/{first.id}/").text
    browser.post(f"/c/haiwan/sessions/{first.id}/sign-up/")
    assert (SignUp.objects.filter(state="seated").count(), series.last_on) == (2, date(2026, 9, 13))
    grid = as_person(worker).get(f"/c/haiwan/courses/{series.id}/grid/").text
    assert ("吴秀兰" in grid, as_person(people[1]).get(address).status_code) == (True, 403)
