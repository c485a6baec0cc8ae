"""The ports to WeChat and WeCom: who somebody is there, told by a code that the browser brings back (OAuth 2.0).

Both follow the exchange that the providers publish: web authorization with `snsapi_base`, which asks for nothing but
an id. A demo without ids of its own has a stand-in that speaks the same (`stand_in.py`).
"""

import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core.errors import Refused
from hehuo.domain.ground.access import stand_in
from hehuo.domain.ground.access.kinds import EnteredBy

log = logging.getLogger("hehuo.providers")

# What the provider says of a code that is wrong, late or was used: the person tries again, nobody mends a setting.
STALE_CODES = frozenset({40029, 40163, 42003})
STALE_TOKENS = frozenset({40014, 42001})


class Provider(Protocol):
    """Somebody else who knows who is at the browser."""

    @property
    def way(self) -> EnteredBy:
        """How the device of who came in by it is noted."""

    def is_offered(self, program: str) -> bool:
        """Whether this browser (its User-Agent) can be recognised there."""

    def address(self, *, back: str, state: str, program: str) -> str:
        """Where the browser goes to be recognised, and comes back from with a code."""

    def subject(self, code: str) -> str:
        """The id of who brought this code, with the app it is an id in. Raises Refused."""


@dataclass(frozen=True, slots=True)
class WeChat:
    """An official account's page authorization: inside WeChat's own browser, without a tap."""

    id: str
    secret: str
    door: str
    api: str
    way: EnteredBy = field(default=EnteredBy.WECHAT, init=False)

    def is_offered(self, program: str) -> bool:
        return self.api == stand_in.HERE or ("MicroMessenger" in program and "wxwork" not in program)

    def address(self, *, back: str, state: str, program: str) -> str:
        return _authorize(f"{self.door}/connect/oauth2/authorize", self.id, back, state)

    def subject(self, code: str) -> str:
        asked = {"appid": self.id, "secret": self.secret, "code": code, "grant_type": "authorization_code"}
        said = _ask(f"{self.api}/sns/oauth2/access_token", asked)
        _refuse_fault(said, gettext_lazy("微信"))
        return f"wechat:{self.id}:{said['openid']}"


@dataclass(frozen=True, slots=True)
class WeCom:
    """A company's own app: inside WeCom without a tap, on a computer by a code that the phone scans."""

    id: str
    secret: str
    agent: str
    door: str
    login: str
    api: str
    way: EnteredBy = field(default=EnteredBy.WECOM, init=False)

    def is_offered(self, program: str) -> bool:
        return True

    def address(self, *, back: str, state: str, program: str) -> str:
        if "wxwork" in program or self.api == stand_in.HERE:
            return _authorize(f"{self.door}/connect/oauth2/authorize", self.id, back, state, agentid=self.agent)
        asked = {"login_type": "CorpApp", "appid": self.id, "agentid": self.agent, "redirect_uri": back, "state": state}
        return f"{self.login}/wwlogin/sso/login?{urlencode(asked)}"

    def subject(self, code: str) -> str:
        said = self._who(code, self._token())
        if said.get("errcode") in STALE_TOKENS:
            said = self._who(code, self._token(anew=True))
        _refuse_fault(said, gettext_lazy("企业微信"))
        if "userid" not in said:
            raise Refused(_("您不在这家单位的企业微信里。请用手机号或账号进来。"))
        return f"wecom:{self.id}:{said['userid']}"

    def _who(self, code: str, token: str) -> dict[str, Any]:
        return _ask(f"{self.api}/cgi-bin/auth/getuserinfo", {"access_token": token, "code": code})

    def _token(self, *, anew: bool = False) -> str:
        """The app's own token, kept as long as the provider says: asking for one each time is limited."""
        name = f"wecom-token:{self.id}:{self.agent}"
        if not anew and (kept := cache.get(name)):
            return str(kept)
        said = _ask(f"{self.api}/cgi-bin/gettoken", {"corpid": self.id, "corpsecret": self.secret})
        _refuse_fault(said, gettext_lazy("企业微信"))
        cache.set(name, said["access_token"], max(int(said.get("expires_in", 0)) - 300, 60))
        return str(said["access_token"])


def providers() -> dict[str, Provider]:
    """Those that this installation has an app with, by key."""
    found: dict[str, Provider] = {}
    if settings.WECHAT["id"]:
        found["wechat"] = WeChat(**settings.WECHAT)
    if settings.WECOM["id"]:
        found["wecom"] = WeCom(**settings.WECOM)
    return found


def offered(program: str) -> list[EnteredBy]:
    """The doors from elsewhere that a browser (its User-Agent) could take."""
    return [each.way for each in providers().values() if each.is_offered(program)]


def _authorize(door: str, app: str, back: str, state: str, **more: str) -> str:
    """The names in exactly this order: WeChat matches the address against a pattern."""
    asked = {"appid": app, "redirect_uri": back, "response_type": "code", "scope": "snsapi_base", "state": state}
    return f"{door}?{urlencode({**asked, **more})}#wechat_redirect"


def _ask(address: str, params: dict[str, str]) -> dict[str, Any]:
    """One question to the provider, answered in JSON. Raises Refused where nobody answers."""
    if address.startswith(stand_in.HERE):
        return stand_in.answer(address.removeprefix(stand_in.HERE), params)
    try:
        with urllib.request.urlopen(f"{address}?{urlencode(params)}", timeout=10) as answer:  # noqa: S310  our own setting
            said = json.loads(answer.read(100_000))
    except (urllib.error.URLError, TimeoutError, ValueError) as error:
        log.warning("%s does not answer: %s", address, type(error).__name__)
        said = None
    if not isinstance(said, dict):
        raise Refused(_("现在连不上，请过一会儿再试，或者用手机号进来。"))
    return said


def _refuse_fault(said: dict[str, Any], name: object) -> None:
    fault = said.get("errcode") or 0
    if not fault:
        return
    if fault in STALE_CODES:
        raise Refused(_("%(name)s这一次没有认出您。请再点一次。") % {"name": name})
    log.error("provider says %s: %s", fault, said.get("errmsg"))
    raise Refused(_("%(name)s那边没有设好，请告诉系统管理员，先用手机号进来。") % {"name": name})
