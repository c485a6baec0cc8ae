"""A new card for the reviews that come."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews import kinds, rules
from hehuo.domain.judge.reviews.kinds import BandData, LineData
from hehuo.domain.judge.reviews.models import Card


@transaction.atomic
def change_card(
    *,
    actor: Person,
    lines: Sequence[LineData],
    bands: Sequence[BandData],
    why: str,
    sample: int = kinds.SAMPLE,
    reviewers: int = kinds.REVIEWERS,
) -> Card:
    """Make a card for the reviews that are opened from now on; those that are open or over keep theirs (R-08)."""
    may(actor, Power.RUN_RECRUITMENT).or_refuse()
    rules.is_whole_card(lines, bands).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么改。"))
    if sample < 1 or reviewers < 1:
        raise Invalid("sample", _("打分至少 1 张，评分至少 1 位。"))
    card = Card.objects.create(
        number=Counter.take("reviews.card"), lines=list(lines), bands=list(bands), sample=sample, reviewers=reviewers,
        why=why.strip(), made_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="reviews.card_changed", thing=card, number=card.number, words=card.why)
    return card
