"""Asking for what is kept to be put right or erased: who may, who must, and who may not."""

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import acting
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import actions, queries, rules
from hehuo.domain.insight.holdings.kinds import AskKind, AskState
from hehuo.domain.insight.holdings.models import DataRequest

pytestmark = pytest.mark.django_db


def test_a_correction_becomes_a_workers_turn_and_its_answer_reaches_who_asked(resident, worker):
    request = actions.ask(actor=resident, person=resident, kind=AskKind.CORRECT, words="我住 502，不是 501")
    duty = Duty.objects.get(done_at=None)
    assert (duty.act, duty.power) == ("check_data", Power.KEEP_ROLL)

    done = actions.correct(actor=worker, request=request, answer="改成 502 了")

    assert (done.state, done.settled_by) == (AskState.DONE, worker)
    assert not Duty.objects.filter(done_at=None).exists()
    assert Message.objects.get(person=resident).body == "改成 502 了"
    assert list(Entry.objects.order_by("at").values_list("act", flat=True)) == ["holdings.asked", "holdings.done"]


def test_a_helper_at_the_keyboard_neither_asks_nor_takes_the_file(resident, worker):
    with acting.acting(helper_id=worker.id, person_id=resident.id):
        with pytest.raises(Refused, match="本人来办"):
            actions.ask(actor=resident, person=resident, kind=AskKind.ERASE)
        assert not rules.may_take_along(resident, resident)
    assert rules.may_take_along(resident, resident)


def test_asking_twice_or_without_saying_what_is_refused(resident):
    with pytest.raises(Invalid, match="哪里要改"):
        actions.ask(actor=resident, person=resident, kind=AskKind.CORRECT)
    actions.ask(actor=resident, person=resident, kind=AskKind.ERASE)
    with pytest.raises(Conflict, match="正在办"):
        actions.ask(actor=resident, person=resident, kind=AskKind.ERASE)


def test_nobody_asks_for_another_but_a_worker_who_says_for_whom(resident, somebody, worker):
    with pytest.raises(Refused):
        actions.ask(actor=somebody("高雪"), person=resident, kind=AskKind.ERASE, words="删了他")
    request = actions.ask(actor=worker, person=resident, kind=AskKind.ERASE, words="老人走了，女儿来办，带了证明")
    assert (request.asked_by, list(queries.requests_of(resident))) == (worker, [request])
    assert list(queries.open_requests()) == [request]


def test_a_request_is_taken_back_by_who_it_is_for(resident, worker):
    request = actions.ask(actor=resident, person=resident, kind=AskKind.ERASE)
    with pytest.raises(Refused):
        actions.withdraw(actor=worker, request=request)
    assert actions.withdraw(actor=resident, request=request).state == AskState.WITHDRAWN
    with pytest.raises(Conflict):
        actions.withdraw(actor=resident, request=request)


def test_a_refusal_says_why(resident, worker):
    request = actions.ask(actor=resident, person=resident, kind=AskKind.CORRECT, words="我 20 岁")
    with pytest.raises(Invalid):
        actions.refuse(actor=worker, request=request, answer="")
    assert actions.refuse(actor=worker, request=request, answer="身份证上不是").state == AskState.REFUSED


def test_an_erasure_takes_two_people_and_neither_asked(resident, worker, another_worker, secretary):
    request = actions.ask(actor=worker, person=resident, kind=AskKind.ERASE, words="老人走了，女儿来办")
    with pytest.raises(Conflict, match="先核对"):
        actions.erase(actor=secretary, request=request)
    request = actions.check_erasure(actor=another_worker, request=request, answer="看了死亡证明和户口本")

    for nobody in (another_worker, worker):
        with pytest.raises(Refused, match="另一位"):
            actions.erase(actor=nobody, request=request)
    done = actions.erase(actor=secretary, request=request)

    assert (done.state, done.settled_by) == (AskState.DONE, secretary)
    assert not Duty.objects.filter(done_at=None).exists()
    with pytest.raises(Refused):
        actions.ask(actor=worker, person=Person.objects.get(pk=resident.pk), kind=AskKind.ERASE, words="再删")


def test_nobody_handles_their_own(worker, secretary):
    request = actions.ask(actor=worker, person=worker, kind=AskKind.ERASE)
    with pytest.raises(Refused, match="您自己"):
        actions.check_erasure(actor=worker, request=request, answer="是我自己")
    with pytest.raises(Refused):
        actions.check_erasure(actor=secretary, request=request, answer="看过了")  # does not keep the roll


def test_who_holds_a_role_hands_it_back_first(worker, another_worker, somebody):
    leader = somebody("罗建国", Role.BUILDING_LEADER)
    request = actions.ask(actor=leader, person=leader, kind=AskKind.ERASE)
    with pytest.raises(Refused, match="楼栋长"):
        actions.check_erasure(actor=worker, request=request, answer="看过了")


def test_the_table_itself_wants_two_people(resident, worker):
    request = actions.ask(actor=resident, person=resident, kind=AskKind.ERASE)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(state=AskState.DONE, checked_by=worker, settled_by=worker)
