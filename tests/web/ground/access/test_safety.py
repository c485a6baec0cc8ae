"""Sessions: begun anew at entry, listed, ended one by one and all; the second step, passwords and resets as pages."""

import re

import pytest

from hehuo.domain.ground.access import actions, factors, queries
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Device, SecondFactor

SECRET = "long enough 9"
SAFETY = "/c/haiwan/me/safety/"


@pytest.fixture
def zhou(somebody):
    person = somebody("周玉梅", Role.ADMINISTRATOR)
    person.account_id = None
    actions.give_account(actor=None, person=person, username="zhou", password=SECRET)
    return person


def enter(browser, **more):
    return browser.post("/enter/", {"username": "zhou", "password": SECRET, **more})


def code_now(later: int = 0) -> str:
    return factors.code_at(SecondFactor.objects.get().secret, factors.step_now() + later)


def test_a_session_is_begun_anew_at_entry(client, django_client, zhou):
    """Fixation: what somebody planted in the browser before the entry is worth nothing after it."""
    from django.conf import settings as here

    session = client.session
    session.update({"device": "0190d5a0-0000-7000-8000-000000000001", "errand": "haiwan:x", "planted": "yes"})
    session.save()
    client.cookies[here.SESSION_COOKIE_NAME] = session.session_key
    planted = client.cookies[here.SESSION_COOKIE_NAME].value
    enter(client)
    assert client.session.get("planted") is None
    assert client.session["device"] == str(Device.objects.get().id)
    assert client.cookies[here.SESSION_COOKIE_NAME].value != planted
    django_client.cookies[here.SESSION_COOKIE_NAME] = planted
    assert django_client.get(SAFETY).status_code == 302


@pytest.fixture
def django_client():
    """Another browser."""
    from django.test import Client

    return Client()


def test_a_copied_cookie_ends_with_the_session_it_was_copied_from(client, django_client, zhou):
    enter(client)
    django_client.cookies = client.cookies.copy()
    assert django_client.get(SAFETY).status_code == 200
    client.post("/leave/")
    assert django_client.get(SAFETY).status_code == 302
    assert "您在这些社区" not in django_client.get("/?all").content.decode()


def test_one_device_is_signed_out_and_this_one_stays(client, django_client, zhou):
    enter(client)
    django_client.post("/enter/", {"username": "zhou", "password": SECRET}, HTTP_USER_AGENT="Mobile MicroMessenger")
    page = client.get(SAFETY).content.decode()
    assert ("手机 · 微信" in page, "就是这台" in page) == (True, True)
    device = Device.objects.get(label="手机 · 微信")
    assert client.post(f"{SAFETY}devices/{device.id}/end/").url == SAFETY
    assert (django_client.get(SAFETY).status_code, client.get(SAFETY).status_code) == (302, 200)
    assert client.post(f"{SAFETY}devices/{device.id}/end/").status_code == 404


def test_signing_out_everywhere(client, django_client, zhou):
    enter(client)
    enter(django_client)
    assert client.post(f"{SAFETY}devices/end/").url == "/enter/"
    assert (django_client.get(SAFETY).status_code, client.get(SAFETY).status_code) == (302, 302)


def test_the_second_step_is_set_up_and_then_asked_for(client, django_client, zhou):
    enter(client)
    page = f"{SAFETY}second/"
    assert "<svg" in client.get(page).content.decode()
    assert client.post(page, {"code": "1"}).status_code == 422
    codes = client.post(page, {"code": code_now(-1)}).content.decode()
    spare = re.search(r'num t26">([A-Z0-9]{10})<', codes)[1]
    halfway = enter(django_client, next="/c/haiwan/roles/")
    assert halfway.url == "/enter/second/?next=%2Fc%2Fhaiwan%2Froles%2F"
    assert django_client.get(SAFETY).status_code == 302  # nobody has entered yet
    assert django_client.get(halfway.url).status_code == 200
    assert django_client.post(halfway.url, {"code": "nothing"}).status_code == 422
    assert django_client.post(halfway.url, {"code": spare}).url == "/c/haiwan/roles/"
    assert Device.objects.order_by("-id").first().is_proven
    assert client.get(page).status_code == 200
    assert client.post(page, {"code": "1"}).status_code == 422
    assert client.post(page, {"code": code_now()}).url == SAFETY


def test_the_second_step_begins_with_the_first(client, haiwan):
    assert client.get("/enter/second/").url == "/enter/"


def test_an_office_sends_its_administrator_to_set_it_up(client, zhou, settings):
    settings.SECOND_FACTOR = True
    enter(client)
    refused = client.get("/c/haiwan/roles/")
    assert (refused.status_code, "要两步登录才能办" in refused.content.decode()) == (403, True)
    assert "设好才能办" in client.get(SAFETY).content.decode()
    client.get(f"{SAFETY}second/")
    client.post(f"{SAFETY}second/", {"code": code_now()})
    assert client.get("/c/haiwan/roles/").status_code == 200


def test_a_changed_password_ends_all_sessions(client, django_client, zhou):
    enter(client)
    enter(django_client)
    page, new = f"{SAFETY}password/", "一个新的长密码 43"
    assert client.get(page).status_code == 200
    assert client.post(page, {"old": SECRET, "new": "short"}).status_code == 422
    assert client.post(page, {"old": "wrong", "new": new}).status_code == 422
    assert client.post(page, {"old": SECRET, "new": new}).url == "/enter/"
    assert (client.get(SAFETY).status_code, django_client.get(SAFETY).status_code) == (302, 302)
    assert client.post("/enter/", {"username": "zhou", "password": new}).status_code == 302


def test_an_administrator_resets_a_forgotten_password(client, django_client, zhou, secretary):
    actions.give_account(actor=None, person=secretary, username="chen", password=SECRET)
    enter(client)
    page = f"/c/haiwan/people/{secretary.id}/reset/"
    assert client.get(page).status_code == 200
    code = re.search(r'num">([A-Z0-9]{10})<', client.post(page, {"go": "1"}).content.decode())[1]
    said = {"username": "chen", "code": code, "new": "一个新的长密码 43"}
    assert django_client.get("/enter/reset/").status_code == 200
    assert django_client.post("/enter/reset/", {**said, "code": "AAAAAAAAAA"}).status_code == 422
    assert django_client.post("/enter/reset/", said).url == "/enter/"
    assert queries.account_named("chen").check_password("一个新的长密码 43")


def test_a_card_is_ended_by_its_holder_and_by_the_worker(as_person, worker, resident):
    actions.print_card(actor=worker, person=resident)
    browser = as_person(resident)
    assert "我的个人卡" in browser.get(SAFETY).content.decode()
    assert browser.post(f"/c/haiwan/people/{resident.id}/card/end/").url == SAFETY
    actions.print_card(actor=worker, person=resident)
    answer = as_person(worker).post(f"/c/haiwan/people/{resident.id}/card/end/")
    assert answer.url == f"/c/haiwan/people/{resident.id}/"
