"""Coming in by phone: one page for every number, the code, the family, and a demo that shows the code itself."""

import re

import pytest

from hehuo.core.db.models import Installation
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.models import Device
from hehuo.domain.ground.entry import texting
from hehuo.domain.ground.people.models import Person

PHONE = "19900206068"
AT = "/c/haiwan/enter/"


@pytest.fixture
def family(haiwan):
    people = []
    for name, relation in [("高雪", "户主"), ("王强", "配偶")]:
        person = Person(name=name, relation=relation)
        person.phone = PHONE
        person.save()
        people.append(person)
    return people


@pytest.fixture
def demo(haiwan):
    Installation.objects.create(is_demo=True)
    access.forget_mark()


@pytest.fixture
def no_texts(monkeypatch):
    monkeypatch.setattr(texting, "provider", lambda: None)


def digits(answer) -> str:
    return re.search(r'<b class="num t19">(\d{6})</b>', answer.content.decode())[1]


def test_a_family_asks_who_and_lets_that_one_in(client, family, demo):
    asked = client.post(AT, {"phone": PHONE, "next": "/c/haiwan/needs/mine/"})
    given = client.post(f"{AT}code/", {"phone": PHONE, "code": digits(asked), "next": "/c/haiwan/needs/mine/"})
    page = client.get(given.url)
    assert "高*" in page.content.decode()
    assert "高雪" not in page.content.decode()
    answer = client.post(given.url, {"person": str(family[1].id), "next": "/c/haiwan/needs/mine/"})
    assert answer.url == "/c/haiwan/needs/mine/"
    assert "王强" in client.get("/c/haiwan/me/").content.decode()
    assert client.get(f"{AT}who/").url == AT  # the proof was used up
    assert [(device.way, device.label) for device in Device.objects.all()] == [("phone", "电脑")]


def test_one_alone_is_let_in_at_once(client, family, demo):
    family[1].delete()
    given = client.post(f"{AT}code/", {"phone": PHONE, "code": digits(client.post(AT, {"phone": PHONE}))})
    assert given.url == "/c/haiwan/"


def test_somebody_who_is_not_on_the_roll_is_led_to_the_desk(client, demo):
    code = digits(client.post(AT, {"phone": PHONE}))
    answer = client.post(f"{AT}code/", {"phone": PHONE, "code": code})
    assert answer.status_code == 403
    assert "花名册上还没有这个手机号" in answer.content.decode()


def test_known_and_unknown_phones_get_the_same_page(client, family):
    answers = [client.post(AT, {"phone": phone}) for phone in (PHONE, "19900206069")]
    known, unknown = (
        re.sub(r"1990020606\d|csrfmiddlewaretoken.*?>", "", answer.content.decode()) for answer in answers
    )
    assert known == unknown
    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_wrong_code_keeps_the_number(client, family, demo):
    client.post(AT, {"phone": PHONE})
    answer = client.post(f"{AT}code/", {"phone": PHONE, "code": "1"})
    assert (answer.status_code, f'value="{PHONE}"' in answer.content.decode()) == (422, True)


def test_a_short_number_says_so(client, haiwan):
    answer = client.post(AT, {"phone": "1990020"})
    assert (answer.status_code, "少了 4 位" in answer.content.decode()) == (422, True)


def test_without_texts_the_code_comes_from_the_desk(client, as_person, worker, family, no_texts):
    assert client.get(AT).url == f"{AT}code/"
    assert "到社区服务台" in client.get(f"{AT}code/").content.decode()
    page = f"/c/haiwan/people/{family[0].id}/code/"
    browser = as_person(worker)
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"checked": ""}).status_code == 422
    shown = re.search(r"num\">(\d{6})<", browser.post(page, {"checked": "看了身份证"}).content.decode())[1]
    browser.post("/leave/")
    assert browser.post(f"{AT}code/", {"phone": PHONE, "code": shown}).url == "/c/haiwan/"
    assert Device.objects.get(ended_at=None).way == "desk"


def test_a_resident_gives_no_codes(as_person, resident, family):
    assert as_person(resident).get(f"/c/haiwan/people/{family[0].id}/code/").status_code == 403
