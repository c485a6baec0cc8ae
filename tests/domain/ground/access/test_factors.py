"""The second step: six digits of an authenticator, each once, or a recovery code, once; guessing is slowed down."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.access import devices, factors, queries
from hehuo.domain.ground.access.kinds import EnteredBy
from hehuo.domain.ground.access.models import Device, RecoveryCode, SecondFactor

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(worker):
    return queries.account_of(worker)


def code_now(account, later: int = 0) -> str:
    return factors.code_at(SecondFactor.objects.get(account=account).secret, factors.step_now() + later)


@pytest.fixture
def codes(account):
    """The second step in force; its recovery codes."""
    factors.begin(account=account)
    with clock.stopped(clock.now() - timedelta(minutes=10)):
        return factors.confirm(account=account, code=code_now(account), device_id=None)


def test_the_codes_are_those_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B
    assert [factors.code_at(secret, step)[-6:] for step in (1, 37037036)] == ["287082", "081804"]


def test_it_is_in_force_once_a_code_was_right(account):
    device = devices.note_device(account=account, way=EnteredBy.PASSWORD, label="电脑")
    factor = factors.begin(account=account)
    assert (factors.is_set(account), factors.begin(account=account).secret) == (False, factor.secret)
    with pytest.raises(Refused, match="动态码不对"):
        factors.confirm(account=account, code="000000x", device_id=device.id)
    assert len(factors.confirm(account=account, code=code_now(account), device_id=device.id)) == 8
    assert (factors.is_set(account), Device.objects.get(pk=device.pk).is_proven) == (True, True)
    with pytest.raises(Conflict):
        factors.begin(account=account)
    with pytest.raises(Conflict):
        factors.confirm(account=account, code=code_now(account, 1), device_id=device.id)


def test_the_secret_rests_sealed_and_the_codes_hashed(account, codes):
    row = SecondFactor.objects.get()
    assert row.secret.encode() not in bytes(row.secret_sealed)
    assert not {each.code_hash for each in RecoveryCode.objects.all()} & set(codes)
    assert factors.address_of(row).startswith("otpauth://totp/")


def test_full_width_digits_are_digits(account, codes):
    factors.check(
        account=account, code=code_now(account).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    )
    with pytest.raises(Refused):
        factors.check(account=account, code="一二三四五六")


def test_a_code_is_taken_once(account, codes):
    factors.check(account=account, code=code_now(account))
    with pytest.raises(Refused, match="用过了"):
        factors.check(account=account, code=code_now(account))


def test_a_code_of_two_minutes_ago_is_late(account, codes):
    late = code_now(account, -4)
    with pytest.raises(Refused):
        factors.check(account=account, code=late)


def test_a_recovery_code_is_good_once_written_as_one_likes(account, codes):
    factors.check(account=account, code=f"{codes[0][:5]}-{codes[0][5:].lower()}")
    with pytest.raises(Refused):
        factors.check(account=account, code=codes[0])


def test_guessing_is_slowed_down(account, codes):
    for _try in range(8):
        with pytest.raises(Refused, match="动态码不对"):
            factors.check(account=account, code="nothing")
    with pytest.raises(Refused, match="试的次数太多"):
        factors.check(account=account, code=code_now(account))


def test_a_device_is_proven_later(account, codes):
    device = devices.note_device(account=account, way=EnteredBy.PHONE, label="手机")
    factors.prove_device(account=account, code=code_now(account), device_id=device.id)
    assert Device.objects.get(pk=device.pk).is_proven


def test_without_it_no_code_is_right(account):
    with pytest.raises(Refused):
        factors.check(account=account, code="123456")


def test_a_lost_phone_is_forgotten_with_its_codes(account, codes):
    factors.remove(account=account)
    assert (factors.is_set(account), RecoveryCode.objects.count()) == (False, 0)
