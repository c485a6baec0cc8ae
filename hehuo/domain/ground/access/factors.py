"""The second step of entering: six digits of an authenticator (TOTP, RFC 6238), or a printed recovery code."""

import base64
import hmac
import os
import re
import unicodedata
from urllib.parse import quote
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Conflict, Refused
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access import devices, queries, tries
from hehuo.domain.ground.access.models import Account, Passkey, RecoveryCode, SecondFactor

STEP = 30  # seconds
RECOVERY_CODES, RECOVERY_LENGTH = 8, 10


def is_set(account: Account) -> bool:
    """Whether the account is asked for a second step."""
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


def may_change(account: Account, device_id: UUID | None) -> Verdict:
    """Who holds money, publication or accounts adds or ends a second step only where the one they have was shown.

    Else a stolen password would be enough to put one's own beside it.
    """
    has_one = is_set(account) or Passkey.objects.filter(account=account, ended_at=None).exists()
    if not has_one or not queries.is_guarded(account) or devices.is_proven(device_id):
        return YES
    return no(_("您管着钱、公布或账号。请先在这台设备上用动态码或通行密钥登录，再改这一项。"))


def begin(*, account: Account, device_id: UUID | None = None) -> SecondFactor:
    """A secret for an authenticator, the same one until it is confirmed. Raises Conflict afterwards, Refused."""
    may_change(account, device_id).or_refuse()
    factor, _made = SecondFactor.objects.get_or_create(
        account=account, defaults={"secret_sealed": secrecy.seal(base64.b32encode(os.urandom(20)).decode())}
    )
    if factor.confirmed_at:
        raise Conflict(_("动态码已经设好了。要换手机，请找系统管理员重设。"))
    return factor


def address_of(factor: SecondFactor) -> str:
    """What the QR code says to the authenticator."""
    name = quote(f"{_('合伙')}:{factor.account.username}")
    return f"otpauth://totp/{name}?secret={factor.secret}&issuer={quote(_('合伙'))}"


@transaction.atomic
def confirm(*, account: Account, code: str, device_id: UUID | None) -> list[str]:
    """The first right code puts the second step in force and proves this device. Returns the recovery codes, once."""
    may_change(account, device_id).or_refuse()
    factor = SecondFactor.objects.select_for_update().get(account=account)
    if factor.confirmed_at:
        raise Conflict(_("动态码已经设好了。"))
    if not _take_step(factor, code):
        raise Refused(_("动态码不对。请看手机上最新的 6 位数字；手机的时间要准。"))
    factor.confirmed_at = clock.now()
    factor.save(update_fields=["confirmed_at", "last_step"])
    if device_id:
        devices.prove(device_id=device_id)
    codes = [ids.code(RECOVERY_LENGTH) for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(account=account, code_hash=_recovery_hash(account, each)) for each in codes]
    )
    return codes


def check(*, account: Account, code: str) -> None:
    """Raise Refused unless this is the authenticator's code of now, or a recovery code not used before."""
    key = tries.key("second", account.id.hex)
    tries.refuse_too_many({key: tries.TRIES})
    if not _check(account, re.sub(r"[\s-]", "", code)):
        tries.count(key)
        raise Refused(_("动态码不对，或者用过了。请等手机上换出新的 6 位数字，再输一次。"))
    tries.forget(key)


@transaction.atomic
def _check(account: Account, code: str) -> bool:
    factor = SecondFactor.objects.select_for_update().filter(account=account, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if _take_step(factor, code):
        factor.save(update_fields=["last_step"])
        return True
    spare = RecoveryCode.objects.filter(account=account, code_hash=_recovery_hash(account, code), used_at=None)
    return spare.update(used_at=clock.now()) == 1


def prove_device(*, account: Account, code: str, device_id: UUID | None) -> None:
    """Show the second step on a device that entered without it. Raises Refused."""
    check(account=account, code=code)
    if device_id:
        devices.prove(device_id=device_id)


def remove(*, account: Account) -> None:
    """The phone is lost: the second step is set up anew at the next entry."""
    SecondFactor.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def code_at(secret: str, step: int) -> str:
    """The six digits of one half minute."""
    # SHA-1 is what authenticators speak; as an HMAC with a secret of 160 bits it is sound.
    return TOTP(base64.b32decode(secret), 6, SHA1(), STEP).generate(step * STEP).decode()  # noqa: S303  as above


def step_now() -> int:
    """The number of this half minute."""
    return int(clock.now().timestamp()) // STEP


def _take_step(factor: SecondFactor, code: str) -> bool:
    """Take the half minute of this code, or the one before or after; each is taken once."""
    typed = unicodedata.normalize("NFKC", code).encode()  # an input method may write full-width digits
    for step in (step_now() - 1, step_now(), step_now() + 1):
        if step > factor.last_step and hmac.compare_digest(code_at(factor.secret, step).encode(), typed):
            factor.last_step = step
            return True
    return False


def _recovery_hash(account: Account, code: str) -> str:
    return secrecy.search_hash(f"recovery:{account.id.hex}:{code.upper()}")
