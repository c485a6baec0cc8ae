"""Going to a duty, and handing it on."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(secretary):
    posting = postings.post(actor=secretary, kind=PostingKind.NOTICE, title="停水")
    return actions.assign(
        about=posting, act="hang_posting", title="贴上墙", verb="guan", power=Power.SEE_DESK,
        due_at=clock.now() + timedelta(hours=2),
    )  # fmt: skip


def test_a_duty_leads_to_where_it_is_done_and_home_once_it_is(as_person, duty, worker) -> None:
    browser = as_person(worker)
    assert browser.get(f"/c/haiwan/duties/{duty.id}/").url == f"/c/haiwan/postings/{duty.about_id}/hang/"
    browser.post(f"/c/haiwan/postings/{duty.about_id}/hang/", {"place_note": "门口"})
    assert browser.get(f"/c/haiwan/duties/{duty.id}/").url == "/c/haiwan/"


def test_a_colleague_takes_it_over(as_person, duty, worker, secretary) -> None:
    browser = as_person(worker)
    address = f"/c/haiwan/duties/{duty.id}/hand-on/"
    assert "陈国栋" in browser.get(address).content.decode()
    assert browser.post(address, {"to": ""}).status_code == 422
    assert browser.post(address, {"to": str(secretary.id)}).url == "/c/haiwan/desk/"
    duty.refresh_from_db()
    assert duty.person == secretary


def test_a_duty_of_somebody_alone_has_nobody_to_go_to(as_person, resident, worker) -> None:
    alone = actions.assign(
        about=resident, act="call_back", title="回电话", verb="mou", person=worker, due_at=clock.now()
    )
    assert "没有别的同事能办" in as_person(worker).get(f"/c/haiwan/duties/{alone.id}/hand-on/").content.decode()
