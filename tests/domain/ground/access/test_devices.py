"""Each entry notes a device; ending it shuts that browser alone, and who is asking still costs one statement."""

import pytest

from hehuo.core.errors import Missing
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access import actions, devices, queries
from hehuo.domain.ground.access.kinds import EnteredBy, Power, Role
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.access.rules import may


@pytest.fixture
def account(worker):
    return Account.objects.get(pk=worker.account_id)


def note(account, label="电脑", **fields):
    return devices.note_device(account=account, way=EnteredBy.PASSWORD, label=label, **fields)


def test_an_ended_device_opens_nothing_and_the_others_stay(worker, account, django_assert_num_queries):
    desk, phone = note(account), note(account, "手机")
    devices.end_device(account_id=account.id, device_id=phone.id)
    with django_assert_num_queries(1):
        assert queries.entered_as(account.id, phone.id) is None
    with django_assert_num_queries(1):
        assert queries.entered_as(account.id, desk.id).person == worker
    assert list(devices.devices_of(account.id)) == [desk]


def test_a_device_is_of_its_account_only(worker, account, secretary):
    desk = note(account)
    assert queries.entered_as(secretary.account_id, desk.id) is None
    assert devices.account_on(secretary.account_id, desk.id) is None
    for account_id, device_id in [(secretary.account_id, desk.id), (account.id, uuid7())]:
        with pytest.raises(Missing, match="没有找到这台设备"):
            devices.end_device(account_id=account_id, device_id=device_id)


def test_signing_out_everywhere_ends_every_device(worker, account):
    desk = note(account)
    before = account.get_session_auth_hash()
    actions.end_sessions(account_id=account.id)
    assert (queries.entered_as(account.id, desk.id), devices.account_on(account.id, desk.id)) == (None, None)
    assert queries.account_of(worker).get_session_auth_hash() != before


def test_an_office_opens_money_publication_and_accounts_to_a_proven_device_only(settings, secretary):
    account = queries.account_of(secretary)
    settings.SECOND_FACTOR = True
    plain, proven = note(account), note(account, is_proven=True)
    person = queries.entered_as(account.id, plain.id).person
    assert may(person, Power.GRANT_ROLES).reason.startswith("「授予身份」要两步登录才能办")
    assert (may(person, Power.SORT_NEEDS).allowed, queries.needs_factor(person)) == (True, True)
    devices.prove(device_id=plain.id)
    for device in (plain, proven):
        assert may(queries.entered_as(account.id, device.id).person, Power.GRANT_ROLES).allowed
    assert not may(queries.entered_as(account.id).person, Power.PUBLISH)  # a session older than the list


def test_a_demo_asks_for_no_second_step(settings, secretary):
    from hehuo.core.db.models import Installation

    settings.SECOND_FACTOR = True
    Installation.objects.create(is_demo=True)
    queries.forget_mark()
    assert may(queries.entered_as(secretary.account_id).person, Power.GRANT_ROLES).allowed
    assert not queries.needs_factor(secretary)


def test_who_holds_no_such_power_is_not_asked(settings, somebody):
    settings.SECOND_FACTOR = True
    assert not queries.needs_factor(somebody("红管家", Role.STEWARD))
