"""What a browser's session says of its owner: the account, the device, and whom they act for."""

from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login, logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.registry import community_of
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access import devices
from hehuo.domain.ground.access.kinds import EnteredBy
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.errands import actions as errand_actions
from hehuo.domain.ground.errands import queries as errands
from hehuo.domain.ground.errands.models import Errand

DEVICE, ERRAND = "device", "errand"
HALFWAY, HALFWAY_SECONDS = "halfway", 600
KEPT = "kept_words"  # what a stranger wrote before entering goes along; nothing else does


def let_in(request: HttpRequest, account: Account, way: EnteredBy, *, is_proven: bool = False) -> None:
    """A new session and a new device: what somebody put into the browser before the entry opens nothing after it."""
    kept = request.session.get(KEPT)
    request.session.flush()
    device = devices.note_device(account=account, way=way, label=label_of(request), is_proven=is_proven)
    login(request, account)
    request.session[DEVICE] = str(device.id)
    if kept:
        request.session[KEPT] = kept


def let_halfway(request: HttpRequest, account: Account) -> None:
    """The password was right and the second step is still to come: nobody has entered yet."""
    kept = request.session.get(KEPT)
    request.session.flush()
    request.session[HALFWAY] = {"account": str(account.id), "until": clock.now().timestamp() + HALFWAY_SECONDS}
    if kept:
        request.session[KEPT] = kept


def halfway(request: HttpRequest) -> Account | None:
    """Whose password was right within the last ten minutes."""
    found = request.session.get(HALFWAY) or {}
    if found.get("until", 0) < clock.now().timestamp():
        return None
    return devices.account_on(UUID(found["account"]), None)


def go_out(request: HttpRequest) -> None:
    """End what is done for another, the device and the session: a copy of the cookie opens nothing either."""
    account = account_of(request)
    if account:
        _end_errand(request)
        if device_id := device_of(request):
            devices.end_device(account_id=account.id, device_id=device_id)
    logout(request)


def account_of(request: HttpRequest) -> Account | None:
    """The account of this session, for pages outside a community."""
    account_id = request.session.get(SESSION_KEY)
    account = devices.account_on(UUID(account_id), device_of(request)) if account_id else None
    signed = request.session.get(HASH_SESSION_KEY, "")
    return account if account and constant_time_compare(signed, account.get_session_auth_hash()) else None


def device_of(request: HttpRequest) -> UUID | None:
    """The device this session was begun on; none where the session is older than the list of devices."""
    found = request.session.get(DEVICE)
    return UUID(found) if found else None


def errand_of(request: HttpRequest) -> Errand | None:
    """The errand under way in this community; one statement, and only for those who act for somebody."""
    code, _colon, errand_id = request.session.get(ERRAND, "").partition(":")
    if not errand_id or code != request.community.code:  # type: ignore[attr-defined]  # below /c/ only
        return None
    errand = errands.errand_under_way(UUID(errand_id), request.person)  # type: ignore[attr-defined]
    if errand is None:
        request.session.pop(ERRAND)
    return errand


def remember_errand(request: HttpRequest, errand: Errand | None) -> None:
    """From the next page on this browser acts for somebody, or for nobody else."""
    request.session.pop(ERRAND, None)
    if errand:
        request.session[ERRAND] = f"{request.community.code}:{errand.id}"  # type: ignore[attr-defined]


def _end_errand(request: HttpRequest) -> None:
    code, _colon, errand_id = request.session.get(ERRAND, "").partition(":")
    community = community_of(code) if errand_id else None
    if community:
        with community_scope(community):
            errand_actions.end_left(errand_id=UUID(errand_id))


def label_of(request: HttpRequest) -> str:
    """A device in words that its owner knows it by: 手机 · 微信."""
    said = request.META.get("HTTP_USER_AGENT", "")
    kind = _("手机") if "Mobile" in said else _("电脑")
    programs = (("MicroMessenger", _("微信")), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
    program = next((name for mark, name in programs if mark in said), "Safari" if "Safari" in said else "")
    return f"{kind} · {program}" if program else kind
