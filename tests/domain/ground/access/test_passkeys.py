"""Passkeys: a key signs a question once, at its own address; whatever else is shown opens nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from hehuo.core import acting, clock
from hehuo.core.errors import Conflict, Missing, Refused
from hehuo.domain.ground.access import devices, factors, passkeys, passwords, queries
from hehuo.domain.ground.access.kinds import EnteredBy, Role
from hehuo.domain.ground.access.models import Device, Passkey
from hehuo.domain.ground.journal import queries as journal
from tests.authenticator import SEEN_AND_KNOWN, Authenticator

pytestmark = pytest.mark.django_db
HOST = "hehuo.example"


@pytest.fixture
def account(worker):
    return queries.account_of(worker)


@pytest.fixture
def device(account):
    return devices.note_device(account=account, way=EnteredBy.PASSWORD, label="电脑")


@pytest.fixture
def authenticator():
    return Authenticator()


def made(authenticator, person, device=None, label="我的手机"):
    question = passkeys.ask_to_make(account=queries.account_of(person), host=HOST)
    answer = authenticator.make(question.options)
    return passkeys.make(
        actor=person, label=label, answer=answer, asked=question.asked, host=HOST,
        device_id=device.id if device else None,
    )  # fmt: skip


def entered(authenticator, **more):
    question = passkeys.ask_to_enter(host=HOST)
    said = {"answer": authenticator.sign(question.options), "asked": question.asked, "host": HOST, "address": "1"}
    return passkeys.enter(**{**said, **more})


def test_a_key_opens_the_account_it_was_made_for(authenticator, worker, account, device):
    key = made(authenticator, worker, device)
    assert (str(key), Device.objects.get(pk=device.pk).is_proven) == ("我的手机", True)
    assert entered(authenticator) == account
    assert list(passkeys.passkeys_of(account)) == [key]
    assert Passkey.objects.get().used_at is not None
    assert [each.act for each in journal.entries_of(worker.id)][-1:] == ["access.passkey_made"]


def test_an_answer_is_good_once(authenticator, worker):
    made(authenticator, worker)
    question = passkeys.ask_to_enter(host=HOST)
    said = {"answer": authenticator.sign(question.options), "asked": question.asked, "host": HOST, "address": "1"}
    passkeys.enter(**said)
    with pytest.raises(Refused, match="通行密钥不对"):
        passkeys.enter(**said)


def test_a_question_lasts_ten_minutes(authenticator, worker):
    made(authenticator, worker)
    with clock.stopped(clock.now() - timedelta(minutes=11)):
        question = passkeys.ask_to_enter(host=HOST)
    with pytest.raises(Refused, match="等得太久"):
        entered(authenticator, answer=authenticator.sign(question.options), asked=question.asked)
    with pytest.raises(Refused, match="等得太久"):
        entered(authenticator, asked=None)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://hehuo.example.evil"},
        {"origin": "http://hehuo.example"},
        {"host": "other.example"},
        {"flags": SEEN_AND_KNOWN & ~4},  # nobody showed a finger
        {"name": b"another key"},
        {"key": Authenticator().key},
    ],
    ids=["another page", "no https", "another house", "not verified", "unknown key", "forged"],
)
def test_what_is_not_the_key_at_its_address_is_refused_alike(authenticator, worker, lie):
    made(authenticator, worker)
    with pytest.raises(Refused, match="通行密钥不对，或者停用了"):
        entered(replace(authenticator, **lie))


@pytest.mark.parametrize("answer", ["{}", json.dumps({"rawId": 1}), json.dumps({"rawId": "AA", "response": []})])
def test_a_broken_answer_is_refused(authenticator, worker, answer):
    made(authenticator, worker)
    with pytest.raises(Refused, match="通行密钥不对"):
        entered(authenticator, answer=answer)
    question = passkeys.ask_to_make(account=queries.account_of(worker), host=HOST)
    with pytest.raises(Refused, match="没有做成"):
        passkeys.make(actor=worker, label="坏", answer=answer, asked=question.asked, host=HOST, device_id=None)


@pytest.mark.parametrize("answer", ["", "[]", "not json"])
def test_no_answer_is_told_as_such(authenticator, answer):
    with pytest.raises(Refused, match="浏览器没有给出"):
        entered(authenticator, answer=answer)


def test_a_copied_key_counts_behind(worker):
    counting = Authenticator(counter=5)
    made(counting, worker)
    counting.counter = 6
    entered(counting)
    with clock.stopped(clock.now() + timedelta(seconds=1)), pytest.raises(Refused, match="通行密钥不对"):
        entered(replace(counting, counter=6))


def test_an_ended_key_and_a_closed_account_open_nothing(authenticator, worker, account):
    key = made(authenticator, worker)
    account.is_active = False
    account.save()
    with pytest.raises(Refused):
        entered(authenticator)
    account.is_active = True
    account.save()
    passkeys.end(actor=worker, passkey_id=key.id, device_id=None)
    with pytest.raises(Refused):
        entered(authenticator)
    with pytest.raises(Missing):
        passkeys.end(actor=worker, passkey_id=key.id, device_id=None)


def test_nobody_ends_the_key_of_another(authenticator, worker, somebody):
    key = made(authenticator, worker)
    with pytest.raises(Missing):
        passkeys.end(actor=somebody("范雨"), passkey_id=key.id, device_id=None)


def test_a_key_is_kept_once_and_ten_at_most(authenticator, worker):
    made(authenticator, worker)
    with pytest.raises(Conflict, match="添加过了"):
        made(authenticator, worker)
    for _number in range(passkeys.PASSKEYS - 1):
        made(Authenticator(), worker)
    with pytest.raises(Refused, match="最多 10 把"):
        made(Authenticator(), worker)


def test_guessing_from_one_address_is_stopped(authenticator):
    for _number in range(passkeys.TRIES_AN_ADDRESS):
        with pytest.raises(Refused, match="通行密钥不对"):
            entered(authenticator)
    with pytest.raises(Refused, match="次数太多"):
        entered(authenticator)


def test_a_bare_number_has_no_passkeys():
    for host in ("192.168.1.8", "127.0.0.1", "::1"):
        with pytest.raises(Refused, match="数字地址"):
            passkeys.ask_to_enter(host=host)


def test_nobody_makes_a_key_for_another(authenticator, worker, somebody):
    with acting.acting(helper_id=somebody("钱慧").id, person_id=worker.id), pytest.raises(Refused, match="本人"):
        made(authenticator, worker)


def test_a_stolen_password_adds_no_second_step_beside_the_one_there_is(authenticator, somebody, settings):
    """Who holds accounts or money changes their second step only where it was shown."""
    settings.SECOND_FACTOR = True
    chief = somebody("周玉梅", Role.ADMINISTRATOR)
    account = queries.account_of(chief)
    first = devices.note_device(account=account, way=EnteredBy.PASSWORD, label="电脑")
    key = made(authenticator, chief, first)
    thief = devices.note_device(account=account, way=EnteredBy.PASSWORD, label="别处")
    for attempt in (
        lambda: made(Authenticator(), chief, thief),
        lambda: factors.begin(account=account, device_id=thief.id),
        lambda: passkeys.end(actor=chief, passkey_id=key.id, device_id=thief.id),
    ):
        with pytest.raises(Refused, match="先在这台设备上用动态码或通行密钥"):
            attempt()
    assert factors.begin(account=account, device_id=first.id).confirmed_at is None
    assert passkeys.end(actor=chief, passkey_id=key.id, device_id=first.id).ended_at


def test_a_reset_with_a_lost_phone_ends_the_keys(authenticator, worker, account, somebody):
    made(authenticator, worker)
    passwords.give_reset(actor=somebody("周玉梅", Role.ADMINISTRATOR), person=worker, forgets_factor=True)
    assert not passkeys.passkeys_of(account).exists()
    with pytest.raises(Refused):
        entered(authenticator)
