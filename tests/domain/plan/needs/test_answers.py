"""A need has an owner, a next step and a day; its answer reaches each speaker, or the door they were heard at."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.plan.needs import actions, queries
from hehuo.domain.plan.needs.actions.telling import tell_speakers
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Need, Voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(worker, resident):
    said = [
        actions.say_voice(actor=resident, speaker=resident, words="灯坏了", channel=Channel.PHONE),
        *actions.keep_voices(actor=worker, heard=[actions.Heard("楼道黑", clock.now(), door="3-1-602")]),
    ]
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voices=said)
    return actions.publish_need(actor=worker, need=need, next_step="请电工来看")


def test_it_says_who_does_what_until_when(worker, secretary, need):
    assert (need.owner, need.next_step, need.due_on) == (worker, "请电工来看", clock.today() + timedelta(days=15))
    due_on = clock.today() + timedelta(days=3)
    actions.plan_step(actor=worker, need=need, next_step="换灯", due_on=due_on, owner=worker)
    assert (Need.objects.get().next_step, Need.objects.get().due_on) == ("换灯", due_on)
    assert clock.local(Duty.objects.get(act="answer_need", done_at=None).due_at).date() == due_on


def test_no_step_a_day_gone_by_and_an_owner_who_may_not_are_refused(worker, resident, need):
    with pytest.raises(Invalid, match="下一步做什么"):
        actions.plan_step(actor=worker, need=need, next_step=" ", due_on=clock.today(), owner=worker)
    with pytest.raises(Invalid, match="已经过了"):
        actions.plan_step(
            actor=worker, need=need, next_step="看", due_on=clock.today() - timedelta(days=1), owner=worker
        )
    with pytest.raises(Invalid, match="不管整理需求"):
        actions.plan_step(actor=worker, need=need, next_step="看", due_on=clock.today(), owner=resident)
    with pytest.raises(Refused):
        actions.plan_step(actor=resident, need=need, next_step="看", due_on=clock.today(), owner=worker)


@pytest.mark.parametrize("settled", [True, False])
def test_those_on_the_phone_know_at_once_and_the_doors_wait(worker, resident, need, settled):
    with pytest.raises(Refused, match="先把回音写好"):
        actions.tell_doors(actor=worker, need=need, voices=list(need.voices.all()))
    actions.answer_need(actor=worker, need=need, answer="换好了", settled=settled)
    need.refresh_from_db()
    (waiting,) = queries.to_tell(need)
    assert waiting.at_door == "3-1-602"
    assert Duty.objects.filter(act="tell_doors", done_at=None).count() == 1
    with pytest.raises(Invalid, match="先勾上"):
        actions.tell_doors(actor=worker, need=need, voices=[])
    with pytest.raises(Refused):
        actions.tell_doors(actor=resident, need=need, voices=[waiting])
    actions.tell_doors(actor=worker, need=need, voices=[waiting])
    assert list(queries.to_tell(need)) == []
    assert Duty.objects.filter(act="tell_doors", done_at=None).count() == 0
    with pytest.raises(Refused, match="才有下一步"):
        actions.plan_step(actor=worker, need=need, next_step="看", due_on=clock.today(), owner=worker)


def test_everyone_is_told_once_however_often_they_said_it(worker, resident, need):
    again = actions.say_voice(actor=resident, speaker=resident, words="还是黑", channel=Channel.PHONE)
    actions.join_voice(actor=worker, voice=again, need=need)
    before = Message.objects.filter(person=resident).count()
    tell_speakers(need, sentence("您说的事有回音了"), "换好了")
    assert Message.objects.filter(person=resident).count() == before + 1


def test_words_are_shown_by_separate_consent_only_and_no_longer_once_it_is_taken_back(worker, resident):
    said = actions.say_voice(actor=resident, speaker=resident, words="想种菜", channel=Channel.PHONE, may_quote=True)
    other = actions.say_voice(actor=resident, speaker=resident, words="我家的事", channel=Channel.PHONE)
    need = actions.open_need(actor=worker, title="种菜", kind=NeedKind.CHILDREN, voices=[said, other])
    assert queries.quotes_of(need) == ["想种菜"]
    consents.withdraw_consent(actor=resident, consent=Consent.objects.get())
    assert queries.quotes_of(need) == []


def test_nobody_s_words_are_shown_without_a_person_who_agreed(worker):
    with pytest.raises(Refused, match="要本人单独同意"):
        actions.say_voice(actor=worker, words="想种菜", channel=Channel.DOOR, may_quote=True)
    assert Voice.objects.count() == 0
