"""WeChat and WeCom: the exchange they publish, over HTTP; whoever is linked comes in, nobody else does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.cache import cache

from hehuo.core import acting
from hehuo.core.errors import Conflict, Missing, Refused
from hehuo.domain.ground.access import outside, providers, queries, rules, stand_in
from hehuo.domain.ground.access.kinds import EnteredBy, Role
from hehuo.domain.ground.access.models import OutsideAccount
from hehuo.domain.ground.journal import queries as journal

pytestmark = pytest.mark.django_db
INSIDE = {
    "wechat": "Mozilla/5.0 Mobile MicroMessenger/8.0",
    "wecom": "Mozilla/5.0 Mobile wxwork/4.1 MicroMessenger/7.0",
}
BOTH = pytest.mark.parametrize("key", ["wechat", "wecom"])


@pytest.fixture
def wire(settings):
    """Both providers behind a real address: the stand-in answers there, and every question is kept."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            asked.append(parts.path)
            body = json.dumps(stand_in.answer(parts.path, dict(parse_qsl(parts.query)))).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = f"http://127.0.0.1:{server.server_port}"
    settings.WECHAT = {**settings.WECHAT, "api": api, "door": "https://open.weixin.qq.com"}
    settings.WECOM = {**settings.WECOM, "api": api, "door": "https://open.weixin.qq.com"}
    cache.clear()
    yield asked
    server.shutdown()
    server.server_close()


def recognised(key: str, who: str = "fang") -> str:
    """Out to the provider and back with a code."""
    _address, asked = outside.leave(key=key, back="https://hehuo.example/back/", program=INSIDE[key])
    return outside.come_back(key=key, code=stand_in.give_code(who), state=asked["state"], asked=asked)


def test_the_address_is_the_one_that_wechat_matches(settings, wire):
    address, asked = outside.leave(key="wechat", back="https://hehuo.example/back/", program=INSIDE["wechat"])
    assert address == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=stand-in"
        "&redirect_uri=https%3A%2F%2Fhehuo.example%2Fback%2F&response_type=code&scope=snsapi_base"
        f"&state={asked['state']}#wechat_redirect"
    )


def test_wecom_has_one_address_inside_and_one_on_a_computer(wire):
    inside, _asked = outside.leave(key="wecom", back="https://hehuo.example/", program=INSIDE["wecom"])
    computer, asked = outside.leave(key="wecom", back="https://hehuo.example/", program="Mozilla/5.0 Chrome")
    assert inside.endswith("&agentid=stand-in#wechat_redirect")
    assert computer == (
        "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=stand-in&agentid=stand-in"
        f"&redirect_uri=https%3A%2F%2Fhehuo.example%2F&state={asked['state']}"
    )


def test_each_is_offered_where_it_can_be_recognised(wire):
    assert providers.offered(INSIDE["wechat"]) == [EnteredBy.WECHAT, EnteredBy.WECOM]
    assert providers.offered(INSIDE["wecom"]) == [EnteredBy.WECOM]
    assert providers.offered("Mozilla/5.0 Chrome") == [EnteredBy.WECOM]


@BOTH
def test_whoever_linked_it_comes_in_and_nobody_else(key, resident, wire):
    subject = recognised(key)
    assert outside.enter(subject=subject) is None
    one = outside.link(actor=resident, key=key, subject=subject)
    assert outside.enter(subject=recognised(key)) == queries.account_of(resident)
    assert outside.enter(subject=recognised(key, "zhen")) is None
    assert subject.encode() not in bytes(OutsideAccount.objects.get().subject_sealed)
    outside.unlink(actor=resident, key=key)
    assert outside.enter(subject=subject) is None
    with pytest.raises(Missing):
        outside.unlink(actor=resident, key=key)
    acts = [each.act for each in journal.entries_of(resident.id)]
    assert (str(one.provider), acts[-2:]) == (key, ["access.outside_linked", "access.outside_unlinked"])


@BOTH
def test_a_code_is_good_once(key, wire):
    _address, asked = outside.leave(key=key, back="https://hehuo.example/", program=INSIDE[key])
    said = {"key": key, "code": stand_in.give_code("fang"), "state": asked["state"], "asked": asked}
    outside.come_back(**said)
    with pytest.raises(Refused, match="没有认出您"):
        outside.come_back(**said)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "another"}, "不是从这里出去的"),
        ({"state": "别处"}, "不是从这里出去的"),
        ({"code": ""}, "没有同意"),
        ({"code": "made up"}, "没有认出您"),
        ({"asked": None}, "等得太久"),
        ({"key": "wecom"}, "等得太久"),
    ],
    ids=["somebody else's way back", "no letters of ours", "no", "made up", "nobody left", "another provider"],
)
def test_a_way_back_that_is_not_ours_is_refused(change, why, wire):
    _address, asked = outside.leave(key="wechat", back="https://hehuo.example/", program="")
    said = {"key": "wechat", "code": stand_in.give_code("fang"), "state": asked["state"], "asked": asked}
    with pytest.raises(Refused, match=why):
        outside.come_back(**{**said, **change})


def test_who_waits_too_long_begins_again(wire):
    _address, asked = outside.leave(key="wechat", back="https://hehuo.example/", program="")
    late = {**asked, "at": asked["at"] - outside.LASTS - 1}
    with pytest.raises(Refused, match="等得太久"):
        outside.come_back(key="wechat", code=stand_in.give_code("fang"), state=asked["state"], asked=late)


def test_the_company_does_not_know_a_guest(wire):
    with pytest.raises(Refused, match="不在这家单位"):
        recognised("wecom", stand_in.GUEST)


def test_the_companys_token_is_asked_for_once_and_anew_when_it_ended(wire):
    recognised("wecom")
    recognised("wecom", "zhen")
    assert wire == ["/cgi-bin/gettoken", "/cgi-bin/auth/getuserinfo", "/cgi-bin/auth/getuserinfo"]
    cache.set("wecom-token:stand-in:stand-in", "ended")
    assert recognised("wecom") == "wecom:stand-in:fang"
    assert wire[-3:] == ["/cgi-bin/auth/getuserinfo", "/cgi-bin/gettoken", "/cgi-bin/auth/getuserinfo"]


@BOTH
def test_a_wrong_secret_is_the_administrators_matter(key, settings, wire):
    settings.WECHAT = {**settings.WECHAT, "secret": "wrong"}
    settings.WECOM = {**settings.WECOM, "secret": "wrong"}
    with pytest.raises(Refused, match="告诉系统管理员"):
        recognised(key)


def test_nobody_answers(settings, wire):
    settings.WECHAT = {**settings.WECHAT, "api": "http://127.0.0.1:1"}
    with pytest.raises(Refused, match="现在连不上"):
        recognised("wechat")


def test_an_office_without_an_app_has_no_such_door(settings):
    settings.WECHAT = {**settings.WECHAT, "id": ""}
    with pytest.raises(Missing, match="没有开通"):
        outside.leave(key="wechat", back="/", program="")
    with pytest.raises(Missing):
        outside.provider("other")


def test_one_here_for_one_there(resident, somebody, wire):
    subject = recognised("wechat")
    outside.link(actor=resident, key="wechat", subject=subject)
    with pytest.raises(Conflict, match="已经连着一个微信"):
        outside.link(actor=resident, key="wechat", subject=recognised("wechat", "zhen"))
    with pytest.raises(Conflict, match="连着另一位"):
        outside.link(actor=somebody("范雨"), key="wechat", subject=subject)


def test_it_opens_no_money_and_no_closed_account(somebody, resident, wire):
    clerk = somebody("赵萍", Role.CLERK)
    outside.link(actor=clerk, key="wechat", subject="wechat:x:1")
    with pytest.raises(Refused, match="只走一步不够"):
        outside.enter(subject="wechat:x:1")
    assert not rules.may_enter_in_one_step([Role.CLERK])
    one = outside.link(actor=resident, key="wechat", subject="wechat:x:2")
    one.account.is_active = False
    one.account.save()
    with pytest.raises(Refused, match="停用"):
        outside.enter(subject="wechat:x:2")


def test_nobody_links_for_another(resident, worker):
    with acting.acting(helper_id=worker.id, person_id=resident.id), pytest.raises(Refused, match="本人"):
        outside.link(actor=resident, key="wechat", subject="wechat:x:1")
