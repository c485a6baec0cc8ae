"""Changing a password ends all sessions; a reset is given by another, once, for a day, and both names are kept."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access import actions, factors, passwords, queries
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Entry, Words

NEW = "一个新的长密码 43"


@pytest.fixture
def zhou(somebody):
    person = somebody("周玉梅", Role.WORKER)
    person.account_id = None
    actions.give_account(actor=None, person=person, username="zhou", password="long enough 9")
    return person


@pytest.fixture
def administrator(somebody):
    return somebody("蔡思远", Role.ADMINISTRATOR)


def enter(password: str) -> object:
    return actions.enter_by_password(username="zhou", password=password, address="1")


def use(code: str, username: str = "zhou") -> object:
    return passwords.use_reset(username=username, code=code, new=NEW, address="1")


def test_the_new_password_opens_and_older_sessions_end(zhou):
    before = queries.account_of(zhou).get_session_auth_hash()
    account = passwords.change_password(actor=zhou, old="long enough 9", new=NEW)
    assert enter(NEW) == account
    assert account.get_session_auth_hash() != before
    assert Entry.objects.filter(act="access.password_changed", actor_id=zhou.id).count() == 1


def test_the_old_one_must_be_known_and_is_not_guessed(zhou):
    for _try in range(8):
        with pytest.raises(Invalid, match="现在的密码不对"):
            passwords.change_password(actor=zhou, old="wrong", new=NEW)
    with pytest.raises(Refused, match="试的次数太多"):
        passwords.change_password(actor=zhou, old="long enough 9", new=NEW)


def test_nobody_changes_it_for_another(zhou, worker, haiwan):
    with acting(helper_id=worker.id, person_id=zhou.id), pytest.raises(Refused, match="本人来办"):
        passwords.change_password(actor=zhou, old="long enough 9", new=NEW)


def test_a_reset_sets_a_new_password_once(administrator, zhou):
    code = passwords.give_reset(actor=administrator, person=zhou, forgets_factor=False)
    with pytest.raises(Refused):
        enter("long enough 9")
    assert use(f"{code[:5]}-{code[5:].lower()}") == enter(NEW)
    with pytest.raises(Refused, match="重设码不对"):
        use(code)
    noted = Entry.objects.get(act="access.reset_given")
    assert (noted.actor_id, noted.thing_id) == (administrator.id, zhou.id)
    assert Words.objects.get(entry=noted).text == "蔡思远 → 周玉梅"


def test_it_is_good_for_a_day_for_one_name_and_five_tries(administrator, zhou):
    code = passwords.give_reset(actor=administrator, person=zhou, forgets_factor=False)
    with clock.stopped(clock.now() + timedelta(hours=25)), pytest.raises(Refused):
        use(code)
    with pytest.raises(Refused):
        use(code, "nobody")
    for _try in range(5):
        with pytest.raises(Refused):
            use("AAAAAAAAAA")
    with clock.stopped(clock.now() + timedelta(minutes=16)), pytest.raises(Refused):
        use(code)


def test_a_lost_authenticator_is_reset_with_it(administrator, zhou):
    account = queries.account_of(zhou)
    factor = factors.begin(account=account)
    factors.confirm(account=account, code=factors.code_at(factor.secret, factors.step_now()), device_id=None)
    passwords.give_reset(actor=administrator, person=zhou, forgets_factor=True)
    assert not factors.is_set(account)


def test_a_reset_is_given_by_another_who_grants_roles(administrator, zhou, secretary, somebody):
    nobody = somebody("没有账号")
    nobody.account_id = None
    for actor, person, why in [
        (zhou, secretary, "要由"), (administrator, administrator, "不能给自己重设"),
        (administrator, nobody, "还没有账号"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=why):
            passwords.give_reset(actor=actor, person=person, forgets_factor=False)
