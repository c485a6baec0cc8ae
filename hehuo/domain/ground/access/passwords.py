"""Changing a password, and setting a new one with an administrator's one-time code."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access import devices, factors, passkeys, queries, rules, tries
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.models import Account, Reset
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

RESET_LASTS, RESET_TRIES, RESET_LENGTH = timedelta(hours=24), 5, 10


def change_password(*, actor: Person, old: str, new: str) -> Account:
    """A new password; it ends all sessions, also the one it was changed in. Raises Invalid for a wrong old one."""
    rules.in_person().or_refuse()
    account = queries.account_of(actor)
    if account is None:
        raise Refused(_("您没有用密码登录的账号。"))
    key = tries.key("old-password", account.id.hex)
    tries.refuse_too_many({key: tries.TRIES})
    if not check_password(old, account.password):
        tries.count(key)
        raise Invalid("old", _("现在的密码不对。"))
    return _set(account, new, actor)


@transaction.atomic
def give_reset(*, actor: Person, person: Person, forgets_factor: bool) -> str:
    """A one-time code for who forgot the password (and lost the phone with the second step); all their sessions end.

    Both names stand in the journal. Raises Refused.
    """
    rules.may(actor, Power.GRANT_ROLES).or_refuse()
    if not rules.different_humans(actor, person):
        raise Refused(_("不能给自己重设，请另一位管理员来办。"))
    if person.account_id is None:
        raise Refused(_("%s还没有账号，请先开账号。") % person.name)
    account = devices.end_all(account_id=person.account_id)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    if forgets_factor:
        factors.remove(account=account)
        passkeys.forget_all(account=account)
    code = ids.code(RESET_LENGTH)
    said = {"code_hash": _hash(account, code), "expires_at": clock.now() + RESET_LASTS, "failures": 0}
    Reset.objects.update_or_create(account=account, defaults=said)
    words = f"{actor.name} → {person.name}"
    journal.record(actor=actor, act="access.reset_given", thing=person, words=words, forgets_factor=forgets_factor)
    return code


def use_reset(*, username: str, code: str, new: str, address: str) -> Account:
    """A new password with the administrator's code, once. Raises Refused; the sentence never tells what was wrong."""
    key = tries.key("reset-from", address)
    tries.refuse_too_many({key: tries.TRIES})
    account = _use_reset(username, code.replace("-", "").replace(" ", "").upper(), new)
    if account is None:
        tries.count(key)
        raise Refused(_("账号或重设码不对，或者过了 24 小时。请找系统管理员再要一个。"))
    return account


@transaction.atomic
def _use_reset(username: str, code: str, new: str) -> Account | None:
    account = queries.account_named(username)
    reset = (
        Reset.objects.select_for_update(of=("self",))
        .filter(account=account, expires_at__gt=clock.now(), failures__lt=RESET_TRIES)
        .first()
        if account
        else None
    )
    if account is None or reset is None:
        make_password(new)  # an unknown name costs the same time as a known one
        return None
    if reset.code_hash != _hash(account, code):
        Reset.objects.filter(pk=reset.pk).update(failures=F("failures") + 1)
        return None
    reset.delete()
    return _set(account, new, None)


@transaction.atomic
def _set(account: Account, new: str, actor: Person | None) -> Account:
    account = devices.end_all(account_id=account.pk)
    account.set_password(new)
    account.save(update_fields=["password"])
    if actor:
        journal.record(actor=actor, act="access.password_changed", thing=actor)
    return account


def _hash(account: Account, code: str) -> str:
    return secrecy.search_hash(f"reset:{account.id.hex}:{code}")
