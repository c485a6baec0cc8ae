"""A stand-in for WeChat and WeCom where there is none: it answers what they publish that they answer, faults as well.

For a demo, whose pages show it as such, and for tests; an office without ids of its own has no such door at all.
"""

import secrets
from collections.abc import Callable
from typing import Any

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

HERE = "stand-in:"
ID = SECRET = "stand-in"  # noqa: S105  it opens nothing but itself
CODE_SECONDS = 300
PEOPLE = {"fang": _("小方"), "zhen": _("阿珍"), "guest": _("外来的客人")}  # the last is no member of the company
GUEST = "guest"

_signer = TimestampSigner(salt="hehuo.stand_in")
_used: set[str] = set()


def give_code(who: str) -> str:
    """What the browser brings back for one of PEOPLE, once."""
    return _signer.sign(f"{who}:{secrets.token_hex(8)}")


def answer(path: str, params: dict[str, str]) -> dict[str, Any]:
    """What the provider answers to one question."""
    return _ANSWERS[path](params)


def _access_token(params: dict[str, str]) -> dict[str, Any]:
    if params["appid"] != ID:
        return {"errcode": 40013, "errmsg": "invalid appid"}
    if params["secret"] != SECRET:
        return {"errcode": 40125, "errmsg": "invalid appsecret"}
    found = _take(params["code"])
    if isinstance(found, int):
        return {"errcode": found, "errmsg": "code"}
    token = {"access_token": secrets.token_hex(8), "expires_in": 7200, "refresh_token": secrets.token_hex(8)}
    return {**token, "openid": f"o-{found}", "scope": "snsapi_base"}


def _gettoken(params: dict[str, str]) -> dict[str, Any]:
    if params["corpsecret"] != SECRET:
        return {"errcode": 40001, "errmsg": "invalid credential"}
    return {"errcode": 0, "errmsg": "ok", "access_token": _signer.sign("token"), "expires_in": 7200}


def _getuserinfo(params: dict[str, str]) -> dict[str, Any]:
    try:
        _signer.unsign(params["access_token"], max_age=7200)
    except SignatureExpired:
        return {"errcode": 42001, "errmsg": "access_token expired"}
    except BadSignature:
        return {"errcode": 40014, "errmsg": "invalid access_token"}
    found = _take(params["code"])
    if isinstance(found, int):
        return {"errcode": 40029, "errmsg": "invalid code"}
    who = {"openid": f"o-{found}"} if found == GUEST else {"userid": found}
    return {"errcode": 0, "errmsg": "ok", **who}


def _take(code: str) -> str | int:
    """Whose code this is, once; else the fault."""
    if code in _used:
        return 40163
    try:
        who = _signer.unsign(code, max_age=CODE_SECONDS).partition(":")[0]
    except SignatureExpired:
        return 42003
    except BadSignature:
        return 40029
    _used.add(code)
    return who


_ANSWERS: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "/sns/oauth2/access_token": _access_token,
    "/cgi-bin/gettoken": _gettoken,
    "/cgi-bin/auth/getuserinfo": _getuserinfo,
}
