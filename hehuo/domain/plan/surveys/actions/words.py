"""What was written in words: cleared for everyone one by one, or taken up as a voice on its way to a need."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel as Heard
from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.surveys import rules
from hehuo.domain.plan.surveys.models import Remark


@transaction.atomic
def clear_remark(*, actor: Person, remark: Remark, is_cleared: bool) -> Remark:
    """Let everyone read these words once the results are published, or take that back; the words stay as they are."""
    remark = _locked(remark)
    rules.may_see_records(actor, remark.survey).or_refuse()
    remark.cleared_by = actor if is_cleared else None
    remark.save(update_fields=["cleared_by"])
    journal.record(actor=actor, act="surveys.remark_cleared", thing=remark.survey, is_cleared=is_cleared)
    return remark


@transaction.atomic
def hear_remark(*, actor: Person, remark: Remark) -> Voice:
    """Put these words into the tray as a voice, so that a need may come of them; nobody's, as surveys have it.

    The thread leads from the survey to the voice and on to its need. Raises Conflict the second time.
    """
    remark = _locked(remark)
    rules.may_see_records(actor, remark.survey).or_refuse()
    if remark.voice_id:
        raise Conflict(_("这句话已经记成一条需求了，在「没分的声音」里。"))
    voice = needs.say_voice(actor=actor, words=remark.words, channel=Heard.SURVEY)
    remark.voice = voice
    remark.save(update_fields=["voice"])
    threads.tie(earlier=remark.survey, later=voice)
    journal.record(actor=actor, act="surveys.remark_heard", thing=remark.survey)
    return voice


def _locked(remark: Remark) -> Remark:
    held = Remark.objects.select_for_update(of=("self",)).select_related("survey__place", "sheet")
    return held.get(pk=remark.pk)
