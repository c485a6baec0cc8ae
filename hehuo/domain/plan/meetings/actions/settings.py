"""What a place settles for itself, where the law leaves it to the place."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.meetings import rules
from hehuo.domain.plan.meetings.kinds import MeetingKind, Share
from hehuo.domain.plan.meetings.models import Rhythm, Setting


@transaction.atomic
def set_procedure(*, actor: Person, kind: MeetingKind, notice_days: int, quorum: Share, yes: Share) -> Setting:
    """How one kind of meeting is held here from the next call on. Raises Invalid where the law has set it already."""
    rules.may_set(actor).or_refuse()
    rules.check_setting(kind, notice_days=notice_days, quorum=quorum, yes=yes)
    setting, _made = Setting.objects.update_or_create(
        kind=kind, defaults={"notice_days": notice_days, "quorum": quorum, "yes": yes}
    )
    journal.record(
        actor=actor, act="meetings.procedure_set", thing=setting, kind=kind.value, notice_days=notice_days,
        quorum=quorum.value, yes=yes.value,
    )  # fmt: skip
    return setting


@transaction.atomic
def set_rhythm(*, actor: Person, cutoff_day: int) -> Rhythm:
    """Until which day of a month a motion reaches the next agenda; motions filed before keep their month."""
    rules.may_set(actor).or_refuse()
    if not 1 <= cutoff_day <= 28:
        raise Invalid("cutoff_day", _("截止日写 1 到 28，每个月都有的那天。"))
    rhythm = Rhythm.objects.select_for_update().first() or Rhythm()
    rhythm.cutoff_day = cutoff_day
    rhythm.save()
    journal.record(actor=actor, act="meetings.rhythm_set", thing=rhythm, cutoff_day=cutoff_day)
    return rhythm
