"""From WeChat into a community: unknown at first, linked once, then in with one tap; the stand-in is a demo's."""

import re

import pytest

from hehuo.domain.ground.access.models import Device, OutsideAccount

pytestmark = pytest.mark.django_db
LINK = "/c/haiwan/me/safety/from/wechat/"


def recognised(browser, address: str, who: str = "小方"):
    """Out to the stand-in, and back as somebody it makes up."""
    there = browser.get(address)
    assert there.status_code == 302
    page = browser.get(there["Location"].partition("#")[0])
    found = re.search(rf'href="([^"]+)"[^>]*>(?:(?!href).)*这是{who}的微信', page.content.decode(), re.DOTALL)
    return browser.get(found[1].replace("&amp;", "&"))


def test_an_unknown_one_is_told_to_come_in_once_and_link(client, haiwan):
    answer = recognised(client, "/enter/from/wechat/?next=/c/haiwan/")
    assert answer.status_code == 200
    assert "这个微信还没连上" in answer.content.decode()
    assert f"/c/haiwan/enter/?next={LINK}" in answer.content.decode()


def test_linked_once_one_tap_is_enough(as_person, client, resident):
    browser = as_person(resident)
    assert "到微信认一下" in browser.get(LINK).content.decode()
    answer = recognised(browser, f"/enter/from/wechat/?link=1&next={LINK}")
    assert (answer.status_code, answer["Location"]) == (302, LINK)
    assert "连上这个微信？" in browser.get(LINK).content.decode()
    assert browser.post(LINK)["Location"] == "/c/haiwan/me/safety/"
    assert "断开" in browser.get(LINK).content.decode()

    entered = recognised(client, "/enter/from/wechat/?next=/c/haiwan/needs/")
    assert (entered.status_code, entered["Location"]) == (302, "/c/haiwan/needs/")
    assert Device.objects.latest("entered_at").way == "wechat"
    assert client.get("/c/haiwan/me/safety/").status_code == 200

    assert browser.post(f"{LINK}end/").status_code == 302
    assert OutsideAccount.objects.get().ended_at is not None


def test_without_being_recognised_there_nothing_is_linked(as_person, resident):
    answer = as_person(resident).post(LINK)
    assert (answer.status_code, OutsideAccount.objects.exists()) == (200, False)


def test_a_way_back_that_nobody_left_by_is_refused(client, haiwan):
    answer = client.get("/enter/from/wechat/back/?code=x&state=y")
    assert answer.status_code == 403
    assert "请再点一次" in answer.content.decode()


def test_the_way_back_leads_into_this_house_only(client, haiwan):
    assert (
        client.get("/stand-in/connect/oauth2/authorize?redirect_uri=https://evil.example/&state=1").status_code == 404
    )
    there = client.get("/enter/from/wechat/?next=https://evil.example/")
    page = client.get(there["Location"].partition("#")[0])
    assert "evil.example" not in page.content.decode()
    assert client.session["outside_asked"]["next"] == "/"


def test_an_office_has_no_stand_in(client, haiwan, settings):
    settings.WECHAT = {**settings.WECHAT, "api": "https://api.weixin.qq.com", "id": ""}
    assert client.get("/stand-in/connect/oauth2/authorize?redirect_uri=/enter/from/wechat/back/").status_code == 404
    assert client.get("/enter/from/wechat/").status_code == 404
    assert client.get("/enter/from/elsewhere/").status_code == 404
