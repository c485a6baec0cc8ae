"""Reading prices."""

from django.db.models import QuerySet

from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.run.services.models import PriceItem


def prices_of(agreement: Agreement) -> QuerySet[PriceItem]:
    """The prices of today."""
    return PriceItem.objects.filter(agreement=agreement, until_on=None)


def past_prices_of(agreement: Agreement) -> QuerySet[PriceItem]:
    """What it cost before, latest first."""
    return PriceItem.objects.filter(agreement=agreement, until_on__isnull=False).order_by("-until_on", "-id")


def prices() -> QuerySet[PriceItem]:
    """All prices in force, with their agreement and partner."""
    return PriceItem.objects.filter(until_on=None).select_related("agreement__partner__contact")
