"""Reading support."""

from django.db.models import QuerySet

from hehuo.core.verdicts import Verdict
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.support import kinds, rules
from hehuo.domain.judge.support.kinds import GrantState
from hehuo.domain.judge.support.models import Support, Threshold, Use


def least_stars() -> int:
    """From how many stars on support is given today."""
    latest = Threshold.objects.first()
    return latest.stars if latest else kinds.LEAST_STARS


def assessed(partner: Partner) -> Verdict:
    """Whether a partner's latest final review opens support."""
    return rules.is_assessed(partner, reviews.latest_final(partner), least=least_stars())


def supports() -> QuerySet[Support]:
    """Everything that was asked for, the latest first."""
    return Support.objects.select_related("partner__contact", "review", "asked_by", "decided_by")


def granted() -> QuerySet[Support]:
    """What was granted, as everyone may read it."""
    return supports().filter(state=GrantState.GRANTED)


def granted_to(partner: Partner) -> QuerySet[Support]:
    """What one partner was granted."""
    return granted().filter(partner=partner)


def uses_of(support: Support) -> QuerySet[Use]:
    """Each use behind the figure, the latest first, reversals too."""
    return Use.objects.filter(support=support).select_related("noted_by").prefetch_related("reversed_by")


def uses() -> QuerySet[Use]:
    """Every use, with its support."""
    return Use.objects.select_related("support__partner__contact")
