"""Acting for somebody through the pages: the bar on every page, what she then sees as hers, and the end of it."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.errands.models import Errand, Helper
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs.models import Voice

SAID = {"consent": "spoken", "reason": "眼睛不好，不会用手机"}
BAR = "正在替"


@pytest.fixture
def elder(somebody):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    household = Household.objects.create(home=ensure_home(estate=estate, number=read_home("1-101")))
    return somebody("冯奶奶", household=household)


@pytest.fixture
def helping(as_person, worker, elder):
    """The worker's browser, acting for the elder."""
    browser = as_person(worker)
    found = browser.post("/c/haiwan/errands/", {"person": "冯奶奶"})
    assert browser.post(found.url, SAID).url == "/c/haiwan/"
    return browser


def test_the_bar_stands_on_every_page_and_ends_it(helping, elder):
    for page in ("/c/haiwan/", "/c/haiwan/me/", "/c/haiwan/needs/say/", "/c/haiwan/books/"):
        assert BAR in helping.get(page).content.decode()
    errand = Errand.objects.get()
    assert helping.post(f"/c/haiwan/errands/{errand.id}/end/").url == "/c/haiwan/errands/"
    page = helping.get("/c/haiwan/me/").content.decode()
    assert (BAR in page, "周玉梅" in page) == (False, True)


def test_what_is_said_is_hers_and_both_names_stand(helping, worker, elder, client):
    helping.post("/c/haiwan/needs/say/", {"words": "楼道的灯坏了一个月", "key": "0190d5a0-0000-7000-8000-000000000001"})
    assert Voice.objects.get().speaker == elder
    said = Entry.objects.get(act="needs.voice_said")
    assert (said.actor_id, said.for_id) == (worker.id, elder.id)
    assert "楼道的灯坏了一个月" in helping.get("/c/haiwan/needs/mine/").content.decode()


def test_the_desk_is_shut_meanwhile(helping):
    for page in ("/c/haiwan/desk/", "/c/haiwan/people/", "/c/haiwan/me/safety/", "/c/haiwan/errands/"):
        assert helping.get(page).status_code == 403


def test_half_an_hour_later_the_worker_is_the_worker(helping):
    with clock.stopped(clock.now() + timedelta(minutes=30)):
        assert BAR not in helping.get("/c/haiwan/").content.decode()
        assert helping.get("/c/haiwan/people/").status_code == 200


def test_leaving_ends_it(helping):
    helping.post("/leave/")
    assert Errand.objects.get().ended_at is not None


def test_she_sees_it_stops_it_and_forbids_it(helping, as_person, elder):
    errand = Errand.objects.get()
    browser = as_person(elder)  # the same client, entered anew: nothing of the worker's session is left
    page = browser.get("/c/haiwan/errands/mine/").content.decode()
    assert ("周玉梅" in page, "眼睛不好" in page, BAR in page) == (True, True, False)
    assert browser.post(f"/c/haiwan/errands/{errand.id}/end/").url == "/c/haiwan/errands/mine/"
    assert browser.post("/c/haiwan/errands/forbid/").status_code == 302
    assert "谁也不能替您办" in browser.get("/c/haiwan/errands/mine/").content.decode()
    assert browser.post("/c/haiwan/errands/allow/").status_code == 302


def test_a_neighbour_is_not_even_told_who_it_is(as_person, somebody, elder):
    browser = as_person(somebody("邻居"))
    page = f"/c/haiwan/errands/for/{elder.id}/"
    for answer in (browser.get(page), browser.post(page, SAID)):
        assert (answer.status_code, "冯奶奶" in answer.content.decode()) == (404, False)
    assert not Errand.objects.exists()


def test_a_small_child_of_the_family_sees_why_not(as_person, somebody, elder):
    today = clock.today()
    child = somebody("冯小", household=elder.household, born_on=today.replace(year=today.year - 10))
    browser = as_person(child)
    page = f"/c/haiwan/errands/for/{elder.id}/"
    assert "满 18 岁" in browser.get(page).content.decode()
    assert browser.post(page, SAID).status_code == 422


def test_a_leader_reaches_the_own_building_only(as_person, somebody, elder):
    estate = elder.household.home.estate
    leader = somebody("黄阿姨")
    other = ensure_place(kind=PlaceKind.BUILDING, name="2栋", parent=estate)
    grant = Grant.objects.create(person=leader, role=Role.BUILDING_LEADER, place=other)
    page = f"/c/haiwan/errands/for/{elder.id}/"
    assert as_person(leader).get(page).status_code == 404
    Grant.objects.filter(pk=grant.pk).update(place=elder.household.home.place)
    assert as_person(leader).get(page).status_code == 200


def test_nobody_ends_another_s_errand(helping, as_person, somebody):
    errand = Errand.objects.get()
    assert as_person(somebody("邻居")).post(f"/c/haiwan/errands/{errand.id}/end/").status_code == 404


def test_the_family_is_offered(as_person, somebody, elder):
    son = somebody("冯大", household=elder.household)
    page = as_person(son).get("/c/haiwan/errands/").content.decode()
    assert ("冯奶奶" in page, "替谁办" in page) == (True, True)


def test_others_pages_cost_no_statement_more(as_person, resident, django_assert_num_queries):
    browser = as_person(resident)
    browser.get("/c/haiwan/errands/mine/")
    with django_assert_num_queries(5):  # who asks, unread, errands, whether forbidden, whom they chose
        browser.get("/c/haiwan/errands/mine/")


def test_she_chooses_her_daughter_by_the_letters_on_her_code(as_person, somebody):
    elder, daughter = somebody("冯奶奶"), somebody("冯晓")
    browser = as_person(elder)
    assert browser.post("/c/haiwan/errands/helpers/", {"helper": "ABC", "relation": "女儿"}).status_code == 422
    code = f"{daughter.code[:5].lower()}-{daughter.code[5:]}"
    answer = browser.post("/c/haiwan/errands/helpers/", {"helper": code, "relation": "女儿"}, follow=True)
    assert "冯晓可以替您办事了" in answer.content.decode()
    assert f"/c/haiwan/errands/for/{elder.id}/" in as_person(daughter).get("/c/haiwan/errands/").content.decode()
    named = Helper.objects.get()
    assert as_person(somebody("范雨")).post(f"/c/haiwan/errands/helpers/{named.id}/end/").status_code == 404
    answer = as_person(elder).post(f"/c/haiwan/errands/helpers/{named.id}/end/", follow=True)
    assert "冯晓不能再替冯奶奶办事" in answer.content.decode()


def test_a_worker_writes_down_who_may_act_for_her(as_person, worker, somebody):
    elder, daughter = somebody("冯奶奶"), somebody("冯晓")
    there, said = f"/c/haiwan/errands/helpers/of/{elder.id}/", {"helper": "冯晓", "relation": "女儿"}
    browser = as_person(worker)
    assert browser.post(there, said).status_code == 422
    assert "冯晓，女儿" in browser.post(there, {**said, "consent": "paper"}, follow=True).content.decode()
    assert as_person(daughter).get(there).status_code == 200
    assert "由本人定" in as_person(daughter).get(there).content.decode()
    assert as_person(somebody("范雨")).get(there).status_code == 404
