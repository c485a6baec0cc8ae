"""Entering through an account elsewhere (WeChat, WeCom) that its owner linked with the one here."""

import hmac
import time
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Conflict, Missing, Refused
from hehuo.domain.ground.access import queries, rules
from hehuo.domain.ground.access.models import Account, OutsideAccount
from hehuo.domain.ground.access.providers import Provider, providers
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

LASTS = 600  # seconds to come back in


def provider(key: str) -> Provider:
    """One that this installation has an app with. Raises Missing."""
    found = providers().get(key)
    if found is None:
        raise Missing(_("这里没有开通这种登录。请用手机号、个人卡或账号进来。"))
    return found


def linked(account: Account) -> QuerySet[OutsideAccount]:
    """What opens this account from elsewhere."""
    return OutsideAccount.objects.filter(account=account, ended_at=None).order_by("provider")


def leave(*, key: str, back: str, program: str) -> tuple[str, dict[str, Any]]:
    """Where the browser goes to be recognised, and what to keep in its session until it is back."""
    state = ids.token()
    address = provider(key).address(back=back, state=state, program=program)
    return address, {"state": state, "provider": key, "at": int(time.time())}


def come_back(*, key: str, code: str, state: str, asked: dict[str, Any] | None) -> str:
    """Who came back: good only for the browser that left, in time, and with a code. Raises Refused."""
    if not asked or asked["provider"] != key or time.time() - asked["at"] > LASTS:
        raise Refused(_("等得太久，这一次作废了。请再点一次。"))
    if not hmac.compare_digest(asked["state"].encode(), state.encode()):  # somebody else's way back
        raise Refused(_("这不是从这里出去的。请再点一次。"))
    if not code:
        raise Refused(_("您没有同意，也可以用手机号或个人卡进来。"))
    return provider(key).subject(code)


@transaction.atomic
def enter(*, subject: str) -> Account | None:
    """The account that is linked with this one elsewhere, or None. Raises Refused for who must prove more."""
    found = OutsideAccount.objects.select_related("account").filter(
        subject_hash=secrecy.search_hash(subject), ended_at=None
    )
    one = found.first()
    if one is None:
        return None
    if not one.account.is_active:
        raise Refused(_("这个账号停用了。请到社区服务台问一问。"))
    held = [role for door in queries.doors_of(one.account_id) for role in door.roles]
    rules.may_enter_in_one_step(held).or_refuse()
    one.used_at = clock.now()
    one.save(update_fields=["used_at"])
    return one.account


@transaction.atomic
def link(*, actor: Person, key: str, subject: str) -> OutsideAccount:
    """From now on this one elsewhere opens the actor's account. Raises Conflict, Refused."""
    rules.in_person().or_refuse()
    account = queries.account_of(actor)
    if account is None:
        raise Refused(_("您还没有账号。请先用手机号或个人卡进来一次。"))
    Account.objects.select_for_update().get(pk=account.pk)
    here = provider(key).way
    if linked(account).filter(provider=here).exists():
        raise Conflict(_("您已经连着一个%(name)s。要换，请先断开。") % {"name": here.label})
    if OutsideAccount.objects.filter(subject_hash=secrecy.search_hash(subject), ended_at=None).exists():
        raise Conflict(_("这个%(name)s已经连着另一位。请那一位先断开。") % {"name": here.label})
    one = OutsideAccount(account=account, provider=here)
    one.subject = subject
    one.save(force_insert=True)
    journal.record(actor=actor, act="access.outside_linked", thing=actor, provider=here.value)
    return one


@transaction.atomic
def unlink(*, actor: Person, key: str) -> OutsideAccount:
    """It opens nothing here any more. Raises Missing."""
    rules.in_person().or_refuse()
    account = queries.account_of(actor)
    one = linked(account).filter(provider=key).first() if account else None
    if one is None:
        raise Missing(_("没有连着，也许已经断开了。"))
    one.ended_at = clock.now()
    one.save(update_fields=["ended_at"])
    journal.record(actor=actor, act="access.outside_unlinked", thing=actor, provider=one.provider)
    return one
