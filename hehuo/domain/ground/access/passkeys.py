"""Passkeys (WebAuthn): a key in one's own phone or computer, opened by finger, face or PIN, is both steps at once.

A question (a challenge) is asked, the key signs it, the answer is checked. The question rests in the asker's signed
session for ten minutes; each is answered once, because no key answers one that is not newer than the last.
"""

import hashlib
import ipaddress
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Missing, Refused
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import devices, factors, queries, rules, tries
from hehuo.domain.ground.access.models import Account, Passkey
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

if TYPE_CHECKING:
    from fido2.server import Fido2Server

QUESTION_LASTS = 600_000  # milliseconds
PASSKEYS = 10  # in force for one account
TRIES_AN_ADDRESS = 30  # wrong answers in a quarter of an hour; an office has one address


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a key: `options` for the browser, `asked` to be kept in the session until the answer comes."""

    options: str  # JSON
    asked: dict[str, Any]


def may_be_used_at(host: str) -> Verdict:
    """A passkey belongs to a name; a bare number (192.168.1.8) has none to belong to."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return YES
    return no(_("通行密钥要从有名字的网址（https）打开才能用，现在打开的是数字地址。请用别的办法登录。"))


def may_make(account: Account, host: str, device_id: UUID | None) -> Verdict:
    """A key for this account, at this address, on this device."""
    return all_of(may_be_used_at(host), factors.may_change(account, device_id))


def passkeys_of(account: Account) -> QuerySet[Passkey]:
    """The keys of an account in force, the newest first."""
    return Passkey.objects.filter(account=account, ended_at=None).order_by("-made_at", "-id")


def ask_to_make(*, account: Account, host: str) -> Question:
    """What a browser needs to make a key for this account. Raises Refused where the address has no name."""
    may_be_used_at(host).or_refuse()
    user = {"id": account.id.bytes, "name": account.username, "displayName": account.username}
    options, state = _server(host).register_begin(
        user,  # type: ignore[arg-type]  # the library reads a mapping as well
        [_data(each) for each in passkeys_of(account)],
        resident_key_requirement="required",  # type: ignore[arg-type]  # so that nobody types a name to enter
        user_verification="required",  # type: ignore[arg-type]
    )
    return _question(options, state)


def make(
    *, actor: Person, label: str, answer: str, asked: dict[str, Any] | None, host: str, device_id: UUID | None
) -> Passkey:
    """Keep the public half of a new key and prove this device by it. Raises Refused, Conflict."""
    rules.in_person().or_refuse()
    account = _own_account(actor)
    may_make(account, host, device_id).or_refuse()
    given = _read(answer)
    try:
        data = _server(host).register_complete(_still(asked), given)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_("这把通行密钥没有做成。请再点一次「添加」。")) from error
    return _keep(actor, account, label.strip()[:40], data, device_id)


@transaction.atomic
def _keep(actor: Person, account: Account, label: str, data: Any, device_id: UUID | None) -> Passkey:
    Account.objects.select_for_update().get(pk=account.pk)
    public = data.credential_data
    if passkeys_of(account).count() >= PASSKEYS:
        raise Refused(_("最多 10 把通行密钥。请先停用不用的。"))
    key, is_new = Passkey.objects.get_or_create(
        name_hash=_name_hash(public.credential_id),
        defaults={"account": account, "label": label, "public": bytes(public), "counter": data.counter},
    )
    if not is_new:
        raise Conflict(_("这把通行密钥已经添加过了。"))
    if device_id:
        devices.prove(device_id=device_id)
    journal.record(actor=actor, act="access.passkey_made", thing=actor, words=label)
    return key


def ask_to_enter(*, host: str) -> Question:
    """What a browser needs to let its owner choose a key: the same for everybody, so it tells nothing."""
    may_be_used_at(host).or_refuse()
    options, state = _server(host).authenticate_begin(user_verification="required")  # type: ignore[arg-type]
    return _question(options, state)


def enter(*, answer: str, asked: dict[str, Any] | None, host: str, address: str) -> Account:
    """The account whose key answered. Raises Refused with one sentence for an unknown, ended, used or forged answer."""
    may_be_used_at(host).or_refuse()
    limit = tries.key("passkey-from", address)
    tries.refuse_too_many({limit: TRIES_AN_ADDRESS})
    account = _enter(_read(answer), _still(asked), host)
    if account is None:
        tries.count(limit)
        raise Refused(_("这把通行密钥不对，或者停用了。请再试一次，或者用别的办法登录。"))
    return account


@transaction.atomic
def _enter(answer: dict[str, Any], asked: dict[str, Any], host: str) -> Account | None:
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415  see _server

    try:
        given = AuthenticationResponse.from_dict(answer)
        key = _in_force(given.raw_id)
        if key is None:
            return None
        _server(host).authenticate_complete(asked, [_data(key)], given)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    counter = given.response.authenticator_data.counter
    is_copy = bool(counter or key.counter) and counter <= key.counter  # a copied key counts behind (WebAuthn 7.2)
    if is_copy or asked["at"] <= key.answered:
        return None
    key.counter, key.answered, key.used_at = counter, asked["at"], clock.now()
    key.save(update_fields=["counter", "answered", "used_at"])
    return key.account


def _in_force(name: bytes) -> Passkey | None:
    found = Passkey.objects.select_for_update(of=("self",)).select_related("account")
    return found.filter(name_hash=_name_hash(name), ended_at=None, account__is_active=True).first()


@transaction.atomic
def end(*, actor: Person, passkey_id: UUID, device_id: UUID | None) -> Passkey:
    """This key opens nothing more. Raises Missing for another's key as for none, Refused."""
    rules.in_person().or_refuse()
    account = _own_account(actor)
    factors.may_change(account, device_id).or_refuse()
    key = passkeys_of(account).select_for_update(of=("self",)).filter(pk=passkey_id).first()
    if key is None:
        raise Missing(_("没有找到这把通行密钥，也许已经停用了。"))
    key.ended_at = clock.now()
    key.save(update_fields=["ended_at"])
    journal.record(actor=actor, act="access.passkey_ended", thing=actor, words=key.label)
    return key


def forget_all(*, account: Account) -> None:
    """The phone with the keys is lost: an administrator has checked who they are."""
    passkeys_of(account).update(ended_at=clock.now())


def _own_account(actor: Person) -> Account:
    account = queries.account_of(actor)
    if account is None:
        raise Refused(_("您还没有账号。请先用手机号或个人卡进来一次。"))
    return account


def _server(host: str) -> "Fido2Server":
    """The library, loaded when the first key is shown: it takes 10 MB that most processes never need."""
    from fido2.server import Fido2Server  # noqa: PLC0415
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=_("合伙")), attestation="none")  # type: ignore[arg-type]


def _question(options: Any, state: dict[str, Any]) -> Question:
    at = int(clock.now().timestamp() * 1000)
    return Question(json.dumps(dict(options)["publicKey"]), {**state, "at": at})


def _still(asked: dict[str, Any] | None) -> dict[str, Any]:
    """The question kept in the session, while it lasts."""
    now = int(clock.now().timestamp() * 1000)
    if not asked or not 0 <= now - asked.get("at", 0) <= QUESTION_LASTS:
        raise Refused(_("等得太久，这一次作废了。请再点一次。"))
    return asked


def _read(answer: str) -> dict[str, Any]:
    try:
        read = json.loads(answer)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise Refused(_("浏览器没有给出通行密钥。请再点一次，或者用别的办法登录。"))
    return read


def _data(key: Passkey) -> Any:
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415  see _server

    return AttestedCredentialData(bytes(key.public))


def _name_hash(name: bytes) -> str:
    return hashlib.sha256(name).hexdigest()
