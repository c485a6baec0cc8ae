"""The worker's phone: plan, knock, note, next."""

import pytest

from hehuo.core import clock
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.visits import actions
from hehuo.domain.plan.visits.models import Visit

AT = "/c/haiwan/visits/"


@pytest.fixture
def homes(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    found = [ensure_home(estate=estate, number=read_home(f"1-{room}")) for room in (101, 102)]
    for home in found:
        Person.objects.create(name=f"陈{home.room}", household=Household.objects.create(home=home))
    return found


def doors(browser, homes: str):
    return browser.post(f"{AT}plan/", {"homes": homes, "on": "2099-01-01"})


def test_a_day_from_planning_to_the_last_door(as_person, worker, homes):
    browser = as_person(worker)
    assert "今天还没排上门" in browser.get(AT).content.decode()
    said = {"place": str(homes[0].estate_id), "count": 2, "on": Visit._meta.get_field("on").get_default().isoformat()}
    page = browser.post(f"{AT}plan/", said, follow=True).content.decode()
    assert "第 1 户，共 2 户" in page
    assert "陈101，一个人住" in page
    assert "第 1 户，共 2 户" in browser.get("/c/haiwan/desk/").content.decode()
    first, second = Visit.objects.order_by("order")
    assert "第 2 户，共 2 户" in browser.post(f"{AT}{first.id}/", {"act": "met"}, follow=True).content.decode()
    assert "都去过了" in browser.post(f"{AT}{second.id}/", {"act": "absent"}, follow=True).content.decode()
    assert "第 2 户，共 2 户" in browser.post(f"{AT}{second.id}/", {"act": "again"}, follow=True).content.decode()
    assert browser.post(f"{AT}{second.id}/", {"act": "first"}).status_code == 302
    assert browser.post(f"{AT}{second.id}/", {"act": "nonsense"}).status_code == 403


def test_what_she_says_is_noted_with_her_door(as_person, worker, homes):
    assert 'value="1-101"' in as_person(worker).get("/c/haiwan/needs/record/?who=1-101").content.decode()


@pytest.mark.parametrize(
    ("written", "why"),
    [("9-999", "没认出来：9-999"), ("", "这一项要填"), ("x" * 2001, "2000"), ("1-101，乱写", "乱写")],
)
def test_a_door_that_is_none_is_named(as_person, worker, homes, written, why):
    answer = doors(as_person(worker), written)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)


def test_doors_written_by_hand(as_person, worker, homes):
    assert doors(as_person(worker), "1-102，海湾花园 1-101\n").status_code == 302
    assert [visit.home.short for visit in Visit.objects.order_by("order")] == ["1-102", "1-101"]


def test_another_worker_finds_nothing_of_mine(as_person, worker, secretary, resident, homes):
    doors(as_person(worker), "1-102")
    visit = Visit.objects.get()
    assert as_person(secretary).post(f"{AT}{visit.id}/", {"act": "met"}).status_code == 404
    assert as_person(resident).get(AT).status_code == 403


def test_the_day_costs_the_same_however_long_it_is(as_person, worker, homes, django_assert_num_queries):
    browser = as_person(worker)
    for home in homes:
        actions.plan_visits(actor=worker, homes=[home], on=clock.today())
        browser.get(AT)
        with django_assert_num_queries(
            7
        ):  # who asks, unread, the tray, the day; at this door: who, when, what was said
            browser.get(AT)
