"""Danger to life rings at once: somebody sees to it today, and says what they found."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power, people_with
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import rules
from hehuo.domain.plan.needs.dangers import BY_CODE
from hehuo.domain.plan.needs.models import Voice

DAY_ENDS = 18  # o'clock
AT_LEAST = timedelta(hours=2)


def today_at_the_latest() -> datetime:
    """The end of the working day; two hours from now where that is later."""
    return max(clock.at(clock.today(), DAY_ENDS), clock.now() + AT_LEAST)


@transaction.atomic
def ring_danger(*, actor: Person, voice: Voice, danger: str) -> Voice:
    """Confirm that a voice tells of danger: it is somebody's turn today, and all who sort are told.

    `danger` is a code of dangers.TABLE. Ringing again changes nothing. Raises Refused, Invalid.
    """
    voice = Voice.objects.select_for_update(of=("self",)).get(pk=voice.pk)
    rules.may_ring(actor).or_refuse()
    if danger not in BY_CODE:
        raise Invalid("danger", _("请选是哪一种险情。"))
    if voice.danger:
        return voice
    voice.danger = danger
    voice.save(update_fields=["danger"])
    journal.record(actor=actor, act="needs.danger_rung", thing=voice, danger=danger)
    owner = actor if has_power(actor, Power.SORT_NEEDS) else None
    duties.assign(
        about=voice, act="see_danger", title=sentence("险情：%(words)s", words=voice.words[:30]), verb="mou",
        person=owner, power=Power.SORT_NEEDS, due_at=today_at_the_latest(),
    )  # fmt: skip
    for person in people_with(Power.SORT_NEEDS).exclude(pk=actor.pk):
        messages.tell(
            person=person, subject=sentence("有险情，今天要去看"),
            body=sentence("%(door)s：%(words)s", door=voice.at_door, words=voice.words[:60]), about=voice,
        )  # fmt: skip
    return voice


@transaction.atomic
def see_danger(*, actor: Person, voice: Voice, found: str) -> Voice:
    """Somebody has been there: what they found and did ends the turn. Raises Refused, Invalid."""
    voice = Voice.objects.select_for_update(of=("self",)).get(pk=voice.pk)
    rules.may_sort(actor).or_refuse()
    if not found.strip():
        raise Invalid("found", _("请写一句：看到了什么，先做了什么。例如：拉了警戒线，已打物业电话。"))
    if duties.done(about=voice, act="see_danger", actor=actor):
        journal.record(actor=actor, act="needs.danger_seen", thing=voice, words=found.strip())
    return voice
