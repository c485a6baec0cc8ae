"""Support's pages: refused in plain words without assessment, asked, granted, used, taken back, read by everyone."""

from datetime import date

import pytest
from django.test import Client

from hehuo.core import clock, ids
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.judge.support.models import Support, Use

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/partner-support/"


def asked(farm, **changes):
    return {
        "act": "ask", "key": str(ids.uuid7()), "partner": str(farm.id), "kind": "venue", "what": "排练厅",
        "amount": 40, "until_on": "2025-06-30", **changes,
    }  # fmt: skip


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(as_person, worker, farm):
    page = as_person(worker).post(f"{HOME}desk/", asked(farm))
    assert page.status_code == 422
    assert "先考核、公示、定案，再给支持" in page.content.decode()
    assert "排练厅" in page.content.decode()


def test_from_how_many_stars_on_is_set_by_the_secretary_and_read_by_everyone(client, as_person, secretary, somebody):
    assert client.get(f"{HOME}desk/").status_code == 302
    assert as_person(somebody("路人")).get(f"{HOME}desk/").status_code == 403
    assert as_person(secretary).post(f"{HOME}desk/", {"act": "least", "stars": 4}).status_code == 302
    assert "4 星以上才给" in client.get(HOME).content.decode()


def test_it_is_granted_used_and_taken_back(as_person, worker, review, finished, somebody):
    client, secretary = Client(), somebody("副书记", Role.SECRETARY)
    farm, scorers = review.partner, [each.person for each in review.reviewers.all()]
    finished(review, scorers)
    steward = somebody("何嘉怡", Role.STEWARD)
    with clock.stopped(clock.at(date(2025, 1, 20), 9)):
        assert as_person(steward).post(f"{HOME}desk/", asked(farm)).status_code == 302
        page = f"{HOME}{Support.objects.get().id}/"
        assert client.get(page).status_code == 403
        decide = {"act": "decide", "grants": "yes", "words": "五星"}
        assert as_person(steward).post(page, decide).status_code == 422
        assert as_person(secretary).post(page, decide).status_code == 302
        used = {"act": "use", "key": str(ids.uuid7()), "amount": 41, "on": "2025-01-20", "note": "排练"}
        desk = as_person(worker)
        assert "只剩 40 小时" in desk.post(page, used).content.decode()
        assert desk.post(page, {**used, "amount": 20}).status_code == 302
        back = f"{HOME}uses/{Use.objects.get().id}/reverse/"
        assert desk.get(back).status_code == 200
        assert "20" in client.get(HOME).content.decode()
        assert desk.post(back, {"why": "记错了"}).status_code == 302
        assert Support.objects.get().used == 0
        assert "社区给的支持" in client.get(f"/c/haiwan/partners/{farm.id}/").content.decode()
