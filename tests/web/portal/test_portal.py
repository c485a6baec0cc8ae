"""Coming in: choosing a community, its home for strangers and residents, my own page, refusals, health."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation
from hehuo.core.jobs import queue
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places.addresses import HomeNumber
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.web.portal.me import powers_of

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def need(worker, resident):
    voice = needs.say_voice(actor=resident, words="孩子没处种菜", channel=Channel.PHONE, speaker=resident)
    made = needs.open_need(actor=worker, title="有个种菜的地方", kind=NeedKind.CHILDREN, voice=voice)
    return needs.publish_need(actor=worker, need=made)


@pytest.fixture
def living(resident):
    """The resident lives in Yucai estate."""
    from hehuo.domain.ground.people.models import Household

    estate = places.ensure_place(kind=PlaceKind.ESTATE, name="育才小区")
    home = places.ensure_home(estate=estate, number=HomeNumber("3", "2", "502"))
    resident.household = Household.objects.create(home=home)
    resident.save()
    return estate


def test_anyone_chooses_a_community(client, haiwan) -> None:
    page = text(client.get("/"))
    assert "海湾社区" in page
    assert "/c/haiwan/" in page
    assert "/c/gangwan/" not in page
    assert "演示库" not in page


def test_the_demo_offers_its_persons(client, haiwan, resident) -> None:
    Installation.objects.create(is_demo=True)
    access.forget_mark()
    try:
        assert "选一位" in text(client.get("/"))
    finally:
        access.forget_mark()


def test_who_belongs_to_one_community_is_led_home(as_person, resident) -> None:
    browser = as_person(resident)
    assert browser.get("/").url == "/c/haiwan/"
    assert "您在这些社区" in text(browser.get("/?all"))


def test_an_empty_office_says_what_comes_first(client, db) -> None:
    assert not Community.objects.exists()
    assert "还没有社区" in text(client.get("/"))


def test_a_strangers_home_shows_what_hangs_and_what_is_done(client, need, secretary) -> None:
    postings.post(actor=secretary, kind=PostingKind.NOTICE, title="周六停水")
    page = text(client.get("/c/haiwan/"))
    for words in ("等您拿主意", "周六停水", "有个种菜的地方", "说需求", "打给社区", "portal-head"):
        assert words in page
    assert "去工作台" not in page


def test_a_residents_home_puts_their_own_turn_first(as_person, resident, need, secretary, living) -> None:
    postings.post(actor=secretary, kind=PostingKind.NOTICE, title="周六停水")
    duties.assign(
        about=need, act="answer_need", title="小屋开到几点，您说", verb="mou", person=resident,
        due_at=clock.now() + timedelta(days=3),
    )  # fmt: skip
    browser = as_person(resident)
    page = text(browser.get("/c/haiwan/"))
    assert "小屋开到几点，您说" in page
    assert "育才小区 · 吴秀兰" in page
    assert "有个种菜的地方" in page  # nothing in the estate yet: the whole community's
    assert "有个种菜的地方" not in text(browser.get("/c/haiwan/?circle=estate"))


def test_large_text_leaves_one_button_a_sheet(client, haiwan, secretary) -> None:
    postings.post(actor=secretary, kind=PostingKind.NOTICE, title="周六停水")
    client.cookies["text_size"] = "large"
    page = text(client.get("/c/haiwan/"))
    assert 'data-theme="elder"' in page
    assert "verb-tile" in page


def test_staff_are_shown_the_way_to_their_desk(as_person, worker) -> None:
    assert "/c/haiwan/desk/" in text(as_person(worker).get("/c/haiwan/"))


def test_home_costs_at_most_ten_queries(as_person, resident, need, living, django_assert_max_num_queries) -> None:
    browser = as_person(resident)
    with django_assert_max_num_queries(10):
        browser.get("/c/haiwan/?circle=community")


def test_my_page_tells_what_i_may_do_and_why_not(as_person, worker, resident) -> None:
    page = text(as_person(worker).get("/c/haiwan/me/"))
    for words in ("社区工作者", "替人记需求", "「公布」要由社区书记来办", "怎么看着舒服", "这里记着我的什么"):
        assert words in page
    assert "居民。说需求" in text(as_person(resident).get("/c/haiwan/me/"))


def test_powers_are_answered_by_the_rule_that_actions_ask(worker, somebody) -> None:
    powers = {each.power: each for each in powers_of(worker)}
    assert set(powers) == set(Power)
    assert (powers[Power.CHECK_IN].allowed, powers[Power.PUBLISH].allowed) == (True, False)
    partner = {each.power for each in powers_of(somebody("谭老师", Role.PARTNER)) if each.allowed}
    assert partner == {Power.ACT_AS_PARTNER}


def test_a_refusal_is_a_page_with_a_way_on(as_person, client, resident) -> None:
    refused = as_person(resident).get("/c/haiwan/desk/")
    assert refused.status_code == 403
    assert "「进工作台」要由" in text(refused)
    assert "/c/haiwan/me/" in text(refused)


@pytest.mark.parametrize("address", ["/nowhere/", "/c/haiwan/nowhere/", "/c/nowhere/", "/c/haiwan/needs/x/"])
def test_a_wrong_address_is_a_page_too(client, haiwan, address) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'class="page' in text(answer)


def test_a_fault_of_ours_says_so(client, haiwan, monkeypatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("hehuo.web.portal.pages.registry.communities", lambda: 1 / 0)
    answer = client.get("/")
    assert (answer.status_code, "程序出错了，不是您的错" in text(answer)) == (500, True)


def test_health_is_the_database_and_the_workers_heart(client, db) -> None:
    assert client.get("/healthz").status_code == 503
    queue.tick()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "worker": True})
