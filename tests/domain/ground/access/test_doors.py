"""Entering: by password, by card, and in the demo by one tap."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Installation
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.models import Account, Card
from hehuo.domain.ground.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_a_card_opens_with_its_pin_only(worker, resident):
    _card, token, pin = actions.print_card(actor=worker, person=resident)
    assert actions.enter_by_card(token=token, pin=pin).pk == resident.account_id
    with pytest.raises(Refused, match="密码不对"):
        actions.enter_by_card(token=token, pin="000000" if pin != "000000" else "111111")


def test_five_wrong_pins_lock_a_card_for_a_quarter_of_an_hour(worker, resident):
    _card, token, pin = actions.print_card(actor=worker, person=resident)
    wrong = "000000" if pin != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(Refused):
            actions.enter_by_card(token=token, pin=wrong)
    with pytest.raises(Refused, match="输错次数太多"):
        actions.enter_by_card(token=token, pin=pin)
    with clock.stopped(clock.now() + timedelta(minutes=16)):
        assert actions.enter_by_card(token=token, pin=pin).pk == resident.account_id


def test_a_new_card_ends_the_one_before(worker, resident):
    _first, token, pin = actions.print_card(actor=worker, person=resident)
    actions.print_card(actor=worker, person=resident)
    with pytest.raises(Refused, match="这张卡已经停用"):
        actions.enter_by_card(token=token, pin=pin)
    assert Card.objects.filter(ended_at=None).count() == 1


def test_whoever_holds_a_role_enters_by_password(worker, secretary):
    with pytest.raises(Refused, match="有工作身份"):
        actions.print_card(actor=worker, person=secretary)


def test_a_wrong_password_and_an_unknown_name_say_the_same(somebody):
    person = somebody("何平")
    person.account_id = None
    actions.give_account(actor=None, person=person, username="heping", password="long enough 9")
    assert actions.enter_by_password(username="heping", password="long enough 9", address="1").pk == person.account_id
    said = set()
    for name in ("heping", "nobody"):
        with pytest.raises(Refused) as refusal:
            actions.enter_by_password(username=name, password="wrong", address="1")
        said.add(refusal.value.say)
    assert len(said) == 1


def test_guessing_is_slowed_down(somebody):
    for _ in range(actions.TRIES):
        with pytest.raises(Refused, match="账号或密码不对"):
            actions.enter_by_password(username="heping", password="wrong", address="2")
    with pytest.raises(Refused, match="试的次数太多"):
        actions.enter_by_password(username="heping", password="wrong", address="2")
    with clock.stopped(clock.now() + timedelta(minutes=16)), pytest.raises(Refused, match="账号或密码不对"):
        actions.enter_by_password(username="heping", password="wrong", address="2")


def test_one_name_is_one_account(somebody):
    actions.give_account(actor=None, person=somebody("甲"), username="same", password="long enough 9")
    with pytest.raises(Conflict, match="已经有人用了"):
        actions.give_account(actor=None, person=somebody("乙"), username="same", password="long enough 9")


def test_one_tap_opens_a_demo_and_nothing_else(resident):
    queries.forget_mark()
    with pytest.raises(Refused, match="这里是正式的数据"):
        actions.enter_demo(account_id=resident.account_id)
    assert queries.demo_doors() == []
    Installation.objects.create(is_demo=True)
    queries.forget_mark()
    assert actions.enter_demo(account_id=resident.account_id).pk == resident.account_id
    assert [door.person.name for door in queries.demo_doors()] == ["吴秀兰"]
    queries.forget_mark()


def test_signing_out_everywhere_ends_every_session(resident):
    account = Account.objects.get(pk=resident.account_id)
    before = account.get_session_auth_hash()
    actions.end_sessions(account_id=account.pk)
    account.refresh_from_db()
    assert account.get_session_auth_hash() != before


def test_guessing_at_a_stolen_card_is_locked_and_journalled(worker, resident):
    _card, token, pin = actions.print_card(actor=worker, person=resident)
    wrong = "000000" if pin != "000000" else "111111"
    for _ in range(20):
        with pytest.raises(Refused):
            actions.enter_by_card(token=token, pin=wrong)
    noted = Entry.objects.get(act="access.card_locked")
    assert (noted.actor_id, noted.thing_id) == (None, resident.id)
    with pytest.raises(Refused, match="输错次数太多"):
        actions.enter_by_card(token=token, pin=pin)


@pytest.mark.parametrize("by_worker", [True, False])
def test_a_lost_card_is_ended_by_the_worker_or_by_the_person(worker, resident, by_worker):
    _card, token, pin = actions.print_card(actor=worker, person=resident)
    actions.end_card(actor=worker if by_worker else resident, person=resident)
    with pytest.raises(Refused, match="这张卡已经停用"):
        actions.enter_by_card(token=token, pin=pin)
    with pytest.raises(Refused, match="没有在用的个人卡"):
        actions.end_card(actor=worker, person=resident)


def test_a_neighbour_ends_nobodys_card(worker, resident, somebody):
    actions.print_card(actor=worker, person=resident)
    with pytest.raises(Refused):
        actions.end_card(actor=somebody("邻居"), person=resident)


def test_a_sheet_of_cards_is_printed_whole_or_not_at_all(worker, resident, secretary):
    with pytest.raises(Refused, match="有工作身份"):
        actions.print_cards(actor=worker, people=[resident, secretary])
    assert not Card.objects.exists()
    [printed] = actions.print_cards(actor=worker, people=[resident])
    assert actions.enter_by_card(token=printed.token, pin=printed.pin).pk == resident.account_id
