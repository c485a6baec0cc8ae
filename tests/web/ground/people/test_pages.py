"""The roll, one person, cards and roles."""

import re

import pytest

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Card, Grant
from hehuo.domain.ground.access.queries import roles_of
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Care, Household, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def gao(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    home = ensure_home(estate=estate, number=addresses.read_home("3-2-502"))
    person = Person(name="高雪", household=Household.objects.create(home=home))
    person.phone, person.identity = "19900206068", "999999198810250875"
    person.save()
    Care.objects.create(person=person, kind=CareKind.ALONE)
    return person


@pytest.mark.parametrize("written", ["高雪", "高", "19900206068", "999999198810250875", "3-2-502", "3栋2单元502室"])
def test_a_person_is_found_by_name_number_or_home(as_person, worker, gao, written):
    page = as_person(worker).get("/c/haiwan/people/", {"q": written}).content.decode()
    assert "高雪" in page
    assert "199****6068" in page
    assert ">19900206068<" not in page


def test_a_sensitive_field_is_shown_with_a_reason_that_is_logged(as_person, worker, gao):
    browser, address = as_person(worker), f"/c/haiwan/people/{gao.id}/"
    page = browser.get(address).content.decode()
    assert "19900206068" not in page
    assert "独居" not in page

    without = browser.post(address, {"field": "phone", "why": ""})
    shown = browser.post(address, {"field": "phone", "why": "上门联系"})
    care = browser.post(address, {"field": "cares", "why": "冬天探访"})

    assert (without.status_code, "19900206068" in without.content.decode()) == (422, False)
    assert "19900206068" in shown.content.decode()
    assert "独居老人" in care.content.decode()
    assert [(look.actor_id, look.thing_id, look.field, look.why) for look in Look.objects.order_by("at")] == [
        (worker.id, gao.id, "phone", "上门联系"), (worker.id, gao.id, "cares", "冬天探访"),
    ]  # fmt: skip


def test_a_card_is_printed_once_with_its_code_and_pin(as_person, worker, gao, client):
    page = as_person(worker).post(f"/c/haiwan/people/{gao.id}/card/").content.decode()
    pin = re.search(r"密码 <span class=\"num\">(\d{6})</span>", page)[1]
    assert pin
    assert "<svg" in page
    assert Card.objects.filter(person=gao, ended_at=None).count() == 1


def test_nobody_with_a_role_gets_a_card(as_person, worker, secretary):
    assert as_person(worker).post(f"/c/haiwan/people/{secretary.id}/card/").status_code == 403


def test_a_role_is_given_with_an_account_and_ended(as_person, somebody, gao):
    browser = as_person(somebody("蔡思远", Role.ADMINISTRATOR))

    given = browser.post("/c/haiwan/roles/grant/", {"person": "高雪", "role": "worker"})
    assert given.headers["Location"] == f"/c/haiwan/people/{gao.id}/account/"
    browser.post(given.headers["Location"], {"username": "gao", "password": "一个长长的密码 42"})

    assert Account.objects.get(username="gao").id == Person.objects.get(pk=gao.pk).account_id
    assert "高雪" in browser.get("/c/haiwan/roles/").content.decode()
    browser.post(f"/c/haiwan/roles/{Grant.objects.get(person=gao).id}/end/")
    assert roles_of(Person.objects.get(pk=gao.pk)) == []


def test_both_sides_of_the_same_yuan_are_refused_in_the_form(as_person, somebody, haiwan):
    clerk = somebody("付婉仪", Role.CLERK)
    browser = as_person(somebody("蔡思远", Role.ADMINISTRATOR))
    answer = browser.post("/c/haiwan/roles/grant/", {"person": clerk.name, "role": "accountant"})
    assert answer.status_code == 422
    assert "管钱和审钱要分开" in answer.content.decode()


def test_a_name_that_two_people_have_is_asked_about(as_person, somebody, haiwan):
    Person.objects.create(name="李敏")
    Person.objects.create(name="李敏")
    browser = as_person(somebody("蔡思远", Role.ADMINISTRATOR))
    answer = browser.post("/c/haiwan/roles/grant/", {"person": "李敏", "role": "worker"})
    assert "不止一位" in answer.content.decode()


def test_residents_do_not_read_the_roll(as_person, resident, gao):
    browser = as_person(resident)
    assert [browser.get(f"/c/haiwan/{page}/").status_code for page in ("people", "roles")] == [403, 403]


def test_the_roll_asks_little(as_person, worker, gao, django_assert_max_num_queries):
    browser = as_person(worker)
    with django_assert_max_num_queries(10):
        browser.get("/c/haiwan/people/", {"q": "3-2-502"})
