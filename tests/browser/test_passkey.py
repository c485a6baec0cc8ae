"""A passkey from the first to the last tap, with Chromium's own authenticator: added, used to come in, ended."""

import pytest
from playwright.sync_api import Page

from hehuo.domain.ground.access import actions
from hehuo.domain.ground.access.kinds import Role
from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "long enough 9"


def has_authenticator(page: Page) -> None:
    """The phone has a key store that its owner's finger opens."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    said = {**options, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": said})


def test_a_key_is_added_used_and_ended(open_browser, judge, haiwan, somebody):
    person = somebody("周玉梅", Role.ADMINISTRATOR)
    person.account_id = None
    actions.give_account(actor=None, person=person, username="zhou", password=SECRET)
    visitor = Visitor(open_browser(PHONE), judge)
    has_authenticator(visitor.page)
    visitor.open("/enter/?next=/c/haiwan/me/safety/").fill({"账号": "zhou", "密码": SECRET}).tap("进来")
    visitor.tap("通行密钥").fill({"给它起个名": "我的手机"}).tap("添加").reads("添加了「我的手机」")
    visitor.open("/c/haiwan/me/safety/").tap("全都退出，这台也退")
    visitor.tap("用通行密钥登录：指纹、面容或锁屏密码").tap("进来")
    visitor.page.wait_for_url("**/c/haiwan/")
    visitor.open("/c/haiwan/me/safety/passkeys/").tap("停用我的手机").reads("「我的手机」停用了")
    visitor.open("/enter/passkey/").tap("进来").reads("这把通行密钥不对，或者停用了")
    assert judge.faults == []
