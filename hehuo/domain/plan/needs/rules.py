"""May I? For voices and needs."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need

WORDS_LIMIT = 2000
PHOTOS_LIMIT = 9  # what a phone sends at once


def may_say_for(actor: Person | None, speaker: Person | None) -> Verdict:
    """Everyone speaks for themselves; writing down another's words is for those who visit (R-36)."""
    if speaker is None or (actor is not None and actor.id == speaker.id):
        return YES
    return may(actor, Power.COLLECT_VOICES)


def may_sort(actor: Person | None) -> Verdict:
    """Sorting voices and wording needs."""
    return may(actor, Power.SORT_NEEDS)


def may_publish_need(actor: Person | None, need: Need) -> Verdict:
    """Sorters publish a need that somebody has said."""
    if not (allowed := may_sort(actor)):
        return allowed
    if not need.voice_count:
        return no(_("这件需求还没有一条声音，先从没分的声音里归进来。"))
    return YES
