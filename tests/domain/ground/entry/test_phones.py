"""Six digits to a phone: five minutes, once, for that phone and purpose; never a way to learn who lives here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Invalid, Missing, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, EntryTry, Grant
from hehuo.domain.ground.entry import actions, queries, rules, texting
from hehuo.domain.ground.entry.kinds import Purpose
from hehuo.domain.ground.entry.models import PhoneCode
from hehuo.domain.ground.journal.models import Entry, Words
from tests.domain.ground.entry.conftest import PHONE, on_the_roll

OTHER = "19900206069"


def ask(run_jobs, phone: str = PHONE, purpose: Purpose = Purpose.ENTER) -> None:
    actions.ask_code(phone=phone, address="here", purpose=purpose)
    run_jobs()


def prove(code: str, phone: str = PHONE, purpose: Purpose = Purpose.ENTER) -> PhoneCode:
    return actions.prove_phone(phone=phone, code=code, address="here", purpose=purpose)


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


@pytest.mark.parametrize("written", ["19900206068", "199 0020 6068", "+86 199-0020-6068", "１９９００２０６０６８"])
def test_a_number_is_read_as_people_write_it(written):
    assert rules.phone_number(written) == PHONE


def test_a_number_that_is_too_short_says_by_how_much():
    with pytest.raises(Invalid, match="少了 4 位"):
        rules.phone_number("1990020")
    with pytest.raises(Invalid, match="1 开头的 11 位"):
        rules.phone_number("020-88888888")


def test_the_code_that_was_sent_opens_and_makes_the_account(gao, box, run_jobs):
    ask(run_jobs)
    account = actions.enter_by_phone(proven=prove(box.last), person=gao)
    gao.refresh_from_db()
    assert (account.id, [phone for phone, _code in box.sent]) == (gao.account_id, [PHONE])
    assert [entry.act for entry in Entry.objects.filter(thing_id=gao.id)] == ["entry.entered_by_phone"]


def test_no_code_and_no_phone_rests_in_clear(gao, box, run_jobs):
    ask(run_jobs)
    row = PhoneCode.objects.values().get()
    assert PHONE not in str(row)
    assert box.last not in str({key: value for key, value in row.items() if key not in {"phone_sealed", "id"}})


def test_a_code_is_good_once(gao, box, run_jobs):
    ask(run_jobs)
    proven = prove(box.last)
    with pytest.raises(Refused, match="验证码不对"):
        prove(box.last)
    actions.enter_by_phone(proven=proven, person=gao)
    with pytest.raises(Refused, match="已经用过了"):
        actions.enter_by_phone(proven=proven, person=gao)


def test_a_code_of_another_phone_opens_nothing(gao, box, run_jobs):
    on_the_roll("邻居", OTHER)
    ask(run_jobs)
    ask(run_jobs, OTHER)
    gaos, others = (code for _phone, code in box.sent)
    if gaos != others:
        with pytest.raises(Refused, match="验证码不对"):
            prove(gaos, OTHER)
        with pytest.raises(Refused, match="验证码不对"):
            prove(others, PHONE)


def test_a_code_for_another_purpose_opens_nothing(gao, box, run_jobs):
    ask(run_jobs, purpose=Purpose.CLAIM)
    with pytest.raises(Refused, match="验证码不对"):
        prove(box.last)


def test_a_code_is_good_for_five_minutes(gao, box, run_jobs):
    ask(run_jobs)
    with clock.stopped(clock.now() + timedelta(minutes=5, seconds=1)), pytest.raises(Refused, match="过了 5 分钟"):
        prove(box.last)


def test_a_new_code_takes_the_place_of_the_one_before(gao, box, run_jobs):
    ask(run_jobs)
    ask(run_jobs)
    first, second = (code for _phone, code in box.sent)
    if first != second:
        with pytest.raises(Refused):
            prove(first)
    assert prove(second).is_open is False


def test_twenty_wrong_codes_are_refused_and_journalled(gao, box, run_jobs):
    ask(run_jobs)
    for _try in range(20):
        with pytest.raises(Refused):
            prove(wrong(box.last))
    with pytest.raises(Refused, match="试的次数太多"):
        prove(box.last)
    run_jobs()
    noted = Entry.objects.get(act="entry.guessing_stopped")
    assert (noted.actor_id, noted.thing_id) == (None, gao.id)
    with clock.stopped(clock.now() + timedelta(minutes=16)), pytest.raises(Refused, match="验证码不对"):
        prove(box.last)  # the code itself died with its fifth wrong try


def test_guessing_at_an_unknown_phone_is_nobodys_entry(gao):
    actions.note_guessing(phone_hash="nobody's")
    assert not Entry.objects.exists()


def test_asking_is_slowed_down(gao, box, run_jobs):
    for _time in range(5):
        actions.ask_code(phone=PHONE, address="here")
    with pytest.raises(Refused, match="试的次数太多"):
        actions.ask_code(phone=PHONE, address="elsewhere")


def test_a_known_and_an_unknown_phone_cost_the_same_and_say_the_same(gao, box, run_jobs):
    counted, said = [], []
    for phone in (PHONE, OTHER):
        with CaptureQueriesContext(connection) as asked:
            actions.ask_code(phone=phone, address=f"from {phone}")
        with CaptureQueriesContext(connection) as tried, pytest.raises(Refused) as refusal:
            prove("12345x", phone)
        counted.append((shape(asked), shape(tried)))
        said.append(refusal.value.say)
        EntryTry.objects.all().delete()
    assert counted[0] == counted[1]
    assert said[0] == said[1]
    run_jobs()
    assert [phone for phone, _code in box.sent] == [PHONE]  # nobody else's phone is troubled


def shape(queries_seen: CaptureQueriesContext) -> list[str]:
    """What kind of statement, on which table; savepoints are numbered on."""
    return [" ".join(each["sql"].split()[:3]) for each in queries_seen if "SAVEPOINT" not in each["sql"]]


def test_a_familys_phone_stands_for_each_of_them_and_nobody_else(gao, box, run_jobs):
    husband, neighbour = on_the_roll("王强"), on_the_roll("邻居", OTHER)
    ask(run_jobs)
    proven = prove(box.last)
    assert queries.people_of(proven) == [gao, husband]
    with pytest.raises(Missing):
        actions.enter_by_phone(proven=proven, person=neighbour)
    actions.enter_by_phone(proven=proven, person=husband)
    husband.refresh_from_db()
    gao.refresh_from_db()
    assert (husband.account_id is None, gao.account_id) == (False, None)


def test_the_same_human_in_two_communities_has_one_account(gao, box, run_jobs):
    binjiang = Community.objects.create(code="binjiang", name="滨江社区")
    with community_scope(binjiang):
        there = on_the_roll("高雪")
        there.account_id = Account.objects.create_account("gao").id
        there.save()
        on_the_roll("别人")
    ask(run_jobs)
    assert actions.enter_by_phone(proven=prove(box.last), person=gao).id == there.account_id


def test_whoever_handles_money_enters_by_password(gao, box, run_jobs):
    Grant.objects.create(person=gao, role=Role.CLERK)
    ask(run_jobs)
    with pytest.raises(Refused, match="只走一步不够"):
        actions.enter_by_phone(proven=prove(box.last), person=gao)


def test_a_representative_may_enter_by_phone(gao, box, run_jobs):
    Grant.objects.create(person=gao, role=Role.REPRESENTATIVE)
    ask(run_jobs)
    assert actions.enter_by_phone(proven=prove(box.last), person=gao).is_active


def test_an_account_that_is_asleep_stays_shut(gao, box, run_jobs):
    gao.account_id = Account.objects.create_account("gao").id
    gao.save()
    Account.objects.update(is_active=False)
    ask(run_jobs)
    with pytest.raises(Refused, match="停用了"):
        actions.enter_by_phone(proven=prove(box.last), person=gao)


@pytest.fixture
def no_texts(monkeypatch):
    monkeypatch.setattr(texting, "provider", lambda: None)


def test_the_desk_gives_a_code_after_a_look_at_the_papers(worker, gao, no_texts):
    code = actions.give_code(actor=worker, person=gao, checked="看了身份证原件")
    assert actions.enter_by_phone(proven=prove(code), person=gao).is_active
    noted = Entry.objects.get(act="entry.code_given")
    assert (noted.actor_id, noted.thing_id) == (worker.id, gao.id)
    assert Words.objects.get(entry=noted).text == "周玉梅 → 高雪：看了身份证原件"


def test_a_code_from_the_desk_opens_for_the_one_it_was_given_to(worker, gao, no_texts):
    husband = on_the_roll("王强")
    proven = prove(actions.give_code(actor=worker, person=gao, checked="看了身份证原件"))
    assert queries.people_of(proven) == [gao]
    with pytest.raises(Missing):
        actions.enter_by_phone(proven=proven, person=husband)


def test_the_desk_gives_no_code_to_a_role_to_itself_or_without_a_look(worker, resident, gao, somebody, no_texts):
    steward = somebody("红管家", Role.STEWARD)
    for actor, person, why in [
        (worker, steward, "有工作身份"), (worker, worker, "不能给自己"), (resident, gao, "要由"),
        (worker, resident, "没有登记手机号"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.give_code(actor=actor, person=person, checked="看了身份证原件")
    with pytest.raises(Invalid, match="怎么核对的"):
        actions.give_code(actor=worker, person=gao, checked=" ")


def test_where_texts_are_sent_the_desk_gives_none(worker, gao, box):
    with pytest.raises(Refused, match="这里能发短信"):
        actions.give_code(actor=worker, person=gao, checked="看了身份证原件")


def test_a_role_given_meanwhile_shuts_the_code_of_the_desk(worker, gao, no_texts):
    code = actions.give_code(actor=worker, person=gao, checked="看了身份证原件")
    Grant.objects.create(person=gao, role=Role.BUILDING_LEADER)
    with pytest.raises(Refused, match="服务台的验证码不能用"):
        actions.enter_by_phone(proven=prove(code), person=gao)


def test_old_codes_are_forgotten(gao, box, run_jobs):
    ask(run_jobs)
    with clock.stopped(clock.now() + timedelta(days=2)):
        assert actions.forget_codes() == 1


def test_the_code_is_shown_in_a_demo_alone(gao, box):
    asked = actions.ask_code(phone=PHONE, address="here")
    assert actions.show_code(code=asked) == ""


def test_a_gateway_gets_phone_and_code(settings, monkeypatch):
    asked = []

    class Answer:
        def __enter__(self):
            return self

        def __exit__(self, *_details):
            return None

    monkeypatch.setattr(
        texting.urllib.request, "urlopen", lambda request, timeout: asked.append((request, timeout)) or Answer()
    )
    settings.SMS, settings.SMS_URL, settings.SMS_KEY = "http", "http://127.0.0.1:9/sms", "key"
    texting.provider().send_code(PHONE, "123456", 5)
    request, _timeout = asked[0]
    assert request.data == b'{"phone": "19900206068", "code": "123456", "minutes": 5}'
    assert request.headers["Authorization"] == "Bearer key"
    settings.SMS = ""
    assert texting.provider() is None
