"""Comparing new voices with those before them, in the worker: proposals only, a person joins."""

from django.db import transaction

from hehuo.core import clock
from hehuo.domain.plan.needs import likening
from hehuo.domain.plan.needs.kinds import VoiceState
from hehuo.domain.plan.needs.models import Likeness, Voice

BATCH = 500  # new voices at once


@transaction.atomic
def liken_new() -> int:
    """Compare voices that were not compared yet with the newest ones; how many were. Done twice it changes nothing."""
    new = list(Voice.objects.select_for_update().filter(likened_at=None).order_by("id")[:BATCH])
    if not new:
        return 0
    newest = Voice.objects.exclude(state=VoiceState.WITHDRAWN).order_by("-id")[: likening.OTHERS]
    texts = dict(newest.values_list("id", "words")) | {voice.id: voice.words for voice in new}
    found = likening.alike(dict(sorted(texts.items())), [voice.id for voice in new])
    Likeness.objects.bulk_create(
        [Likeness(one_id=one, other_id=other, score=score, found_by=likening.FOUND_BY) for one, other, score in found],
        ignore_conflicts=True,
    )
    Voice.objects.filter(pk__in=[voice.pk for voice in new]).update(likened_at=clock.now())
    return len(new)
