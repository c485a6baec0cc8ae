"""May I? For voices and needs."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.plan.needs.models import Need, Voice

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


def may_take_notes(actor: Person | None) -> Verdict:
    """Taking a book of visits in writes down what many others said; the command line stands on the machine itself."""
    return YES if actor is None else may(actor, Power.COLLECT_VOICES)


def may_ring(actor: Person | None) -> Verdict:
    """Whoever writes down a voice or sorts it may say that it cannot wait."""
    return may(actor, Power.COLLECT_VOICES) if not may_sort(actor) else YES


def may_undo_sorting(voices: Iterable[Voice]) -> Verdict:
    """Until the answer has gone out: then a voice is put back one by one, knowing what was said to whom."""
    ended = (NeedState.ANSWERED, NeedState.DECLINED)
    for voice in voices:
        if voice.need and voice.need.state in ended:
            return no(_("「%s」已经给了回音，不能一键撤销。要改，去那件需求里把这句话放回去。") % voice.need.title)
    return YES


def may_plan(actor: Person | None, need: Need) -> Verdict:
    """Sorters, while the need is open."""
    if not (allowed := may_sort(actor)):
        return allowed
    if need.state not in {NeedState.OPEN, NeedState.UNDERWAY}:
        return no(_("公布了、还没有回音的需求，才有下一步。"))
    return YES


def may_tell(actor: Person | None, need: Need) -> Verdict:
    """Those who collect voices tell the answer where they heard them."""
    if not need.answer or need.state not in {NeedState.ANSWERED, NeedState.DECLINED}:
        return no(_("还没有回音，先把回音写好。"))
    return may_ring(actor)
