"""The days of a year that do not follow the week."""

from datetime import date

from django.db import models

from hehuo.core.db.models import ReferenceModel


class CalendarDay(ReferenceModel):
    """A holiday, or a weekend day on which everybody works; the same for all communities of the house."""

    day = models.DateField(primary_key=True)
    is_off = models.BooleanField()
    name = models.CharField(max_length=20)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= 5
