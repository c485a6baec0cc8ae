"""Guessing is stopped, and stands in the journal; who guesses learns nothing from it."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.domain.ground.access import actions, factors, tries
from hehuo.domain.ground.access.guessing import note_guessing
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(worker):
    account = Account.objects.get(pk=worker.account_id)
    account.set_password("海湾的天台真好")
    account.save()
    return account


def guess(username: str, times: int) -> None:
    for number in range(times):
        with pytest.raises(Refused):
            actions.enter_by_password(username=username, password=f"猜{number}", address=f"10.0.0.{number}")


def told() -> list[tuple[str, dict]]:
    return [(str(entry.thing_id), entry.facts) for entry in Entry.objects.filter(act="access.guessing_stopped")]


def test_twenty_wrong_passwords_are_one_line(account, worker):
    guess(account.username, 20)
    assert note_guessing() == 1
    assert note_guessing() == 0
    assert [(thing, data["way"]) for thing, data in told()] == [(str(worker.pk), "name")]


def test_a_slip_or_an_unknown_name_is_none(account):
    guess(account.username, tries.TRIES - 1)
    guess("nobody", 20)
    assert note_guessing() == 0


def test_the_second_step_too(account, worker):
    for _number in range(20):
        with pytest.raises(Refused):
            factors.check(account=account, code="000000")
    assert note_guessing() == 1
    assert [data["way"] for _thing, data in told()] == ["second"]


def test_both_ways_in_one_quarter_of_an_hour_are_two_lines(account):
    guess(account.username, 20)
    assert note_guessing() == 1
    for _number in range(20):
        with pytest.raises(Refused):
            factors.check(account=account, code="000000")
    assert note_guessing() == 1
    assert {data["way"] for _thing, data in told()} == {"name", "second"}


def test_guessing_again_later_is_another_line(account):
    guess(account.username, 20)
    assert note_guessing() == 1
    with clock.stopped(clock.now() + timedelta(hours=1)):
        guess(account.username, 20)
        assert note_guessing() == 1


def test_another_community_reads_nothing_of_it(account):
    guess(account.username, 20)
    with community_scope(Community.objects.create(code="other", name="别处")):
        assert note_guessing() == 0
