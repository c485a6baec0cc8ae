"""Answering: settled, or no and why. The answer reaches each speaker, or the door they were heard at."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import kinds, rules
from hehuo.domain.plan.needs.actions.telling import tell_speakers
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.plan.needs.models import Need, Voice


@transaction.atomic
def take_up_need(*, actor: Person, need: Need) -> Need:
    """Say that something is being done about a need; saying it again changes nothing."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if need.state == NeedState.UNDERWAY:
        return need
    need.move_to(NeedState.UNDERWAY)
    need.save(update_fields=["state"])
    journal.record(actor=actor, act="needs.need_taken_up", thing=need)
    return need


@transaction.atomic
def answer_need(*, actor: Person, need: Need, answer: str, settled: bool) -> Need:
    """End a need with an answer: settled, or no and why. Every speaker is told: on the phone now, others at the door.

    Raises Refused, Invalid for no answer, Conflict.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if not answer.strip():
        raise Invalid("answer", _("请写一句回音：办成了什么，或者为什么办不了。"))
    need.move_to(NeedState.ANSWERED if settled else NeedState.DECLINED)
    need.answer, need.next_step = answer.strip(), ""
    need.save(update_fields=["state", "answer", "next_step"])
    act = "needs.need_answered" if settled else "needs.need_declined"
    journal.record(actor=actor, act=act, thing=need, words=need.answer)
    duties.done(about=need, act="answer_need", actor=actor)
    tell_speakers(need, sentence("您说的事有回音了"), f"{need.title}：{need.answer}")
    _note_who_is_told(need, actor)
    return need


@transaction.atomic
def tell_doors(*, actor: Person, need: Need, voices: Iterable[Voice]) -> list[Voice]:
    """Say that these speakers had the answer at their door, or by telephone; when all had it, the turn is over.

    Raises Refused before there is an answer.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_tell(actor, need).or_refuse()
    wanted = [voice.pk for voice in voices]
    held = list(Voice.objects.select_for_update(of=("self",)).filter(pk__in=wanted, need=need, told_at=None))
    if not held:
        raise Invalid("voices", _("请先勾上已经告诉了的。"))
    for voice in held:
        voice.told_at, voice.told_by = clock.now(), actor
        voice.save(update_fields=["told_at", "told_by"])
    journal.record(actor=actor, act="needs.doors_told", thing=need, doors=len({each.at_door for each in held}))
    if not Voice.objects.filter(need=need, told_at=None).exists():
        duties.done(about=need, act="tell_doors", actor=actor)
    return held


def _note_who_is_told(need: Need, actor: Person) -> None:
    """Those on the roll have the message; the others wait for somebody to come by. A new answer is told anew."""
    Voice.objects.filter(need=need, speaker=None).update(told_at=None, told_by=None)
    Voice.objects.filter(need=need, speaker__isnull=False).update(told_at=clock.now(), told_by=actor)
    if Voice.objects.filter(need=need, told_at=None).exists():
        duties.assign(
            about=need, act="tell_doors", title=sentence("上门告诉回音：%(title)s", title=need.title), verb="mou",
            person=need.owner, power=Power.SORT_NEEDS,
            due_at=clock.at(clock.today() + timedelta(days=kinds.TELL_WITHIN_DAYS), 18),
        )  # fmt: skip
