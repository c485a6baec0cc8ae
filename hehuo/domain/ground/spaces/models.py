"""Spaces, their parts and opening hours, and bookings as unique quarter-hours."""

import re
from datetime import date, datetime, timedelta

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.spaces.kinds import ALLOWANCES, QUARTER, Allowance, Audience, BookingState, Ownership

LIST_MARKS = re.compile("[、，,;；]")


class Space(TenantModel):
    """A room, a roof, a yard. Area in 0.01 m². `decision` names the paper that lets money be earned in it (R-10)."""

    name = models.CharField(max_length=40)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    area_x100 = models.IntegerField(null=True)
    seats = models.IntegerField(null=True)
    equipment = models.CharField(max_length=120, blank=True)  # as a list in one line: 投影、音响、把杆
    ownership_kind = models.CharField(max_length=12, choices=Ownership, default=Ownership.PUBLIC)
    decision = models.CharField(max_length=120, blank=True)
    cleaning_minutes = models.SmallIntegerField(default=0)
    cancel_hours = models.SmallIntegerField(default=24)  # until when the booker may cancel without asking
    note = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="space_name_once"),
            models.CheckConstraint(condition=models.Q(cleaning_minutes__gte=0), name="cleaning_not_negative"),
            models.CheckConstraint(condition=models.Q(cancel_hours__gte=0), name="cancel_hours_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def allowance(self) -> Allowance:
        """What the kind of ownership allows, and by what article (R-10)."""
        return ALLOWANCES[Ownership(self.ownership_kind)]

    @property
    def cleaning(self) -> timedelta:
        """How long it stays kept after a use: the cleaning, rounded up to quarter-hours."""
        quarters: int = -(-self.cleaning_minutes // 15)
        return quarters * QUARTER

    @property
    def things(self) -> list[str]:
        """What stands in it, one by one."""
        return [each.strip() for each in LIST_MARKS.split(self.equipment) if each.strip()]


class Part(TenantModel):
    """A part of a space that can be booked by itself; a space that is never divided has one."""

    space = TenantForeignKey(Space, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=40)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["community", "space", "name"], name="part_once")]

    def __str__(self) -> str:
        return self.name


class OpeningRule(TenantModel):
    """An audience may use a space on these weekdays (digits, Monday is 1) between two times of the clock.

    A season's hours hold from a day to a day, both counted; without days they hold all year.
    """

    space = TenantForeignKey(Space, models.CASCADE, related_name="opening_rules")
    audience = models.CharField(max_length=10, choices=Audience)
    weekdays = models.CharField(max_length=7)
    from_time = models.TimeField()
    to_time = models.TimeField()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["audience", "weekdays", "from_time"]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_time__gt=models.F("from_time")), name="opening_ends_after"),
            models.CheckConstraint(
                condition=models.Q(from_on=None) | models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")),
                name="season_ends_after",
            ),
        ]

    def holds_on(self, day: date, digit: str) -> bool:
        """Whether these hours hold on a day that follows the hours of a weekday."""
        begun = self.from_on is None or self.from_on <= day
        return digit in self.weekdays and begun and (self.to_on is None or day <= self.to_on)


class Closure(TenantModel):
    """A space (or every space) is shut from a day to a day, both counted: repairs, the days round New Year."""

    space = TenantForeignKey(Space, models.CASCADE, null=True, related_name="closures")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_on__gte=models.F("from_on")), name="closure_ends_after"),
        ]

    def __str__(self) -> str:
        return self.reason


class Booking(TenantModel):
    """A space is kept for somebody from a moment to a moment; its slots are what makes that true."""

    space = TenantForeignKey(Space, models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    audience = models.CharField(max_length=10, choices=Audience)
    purpose = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.BOOKED)
    booked_by = TenantForeignKey(Person, models.PROTECT, related_name="bookings")
    booked_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    people = models.IntegerField(null=True)
    came_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)  # nobody came, and from then on others could have it
    series_id = models.UUIDField(null=True)  # the bookings of one time every week

    class Meta(TenantModel.Meta):
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="booking_ends_after"),
        ]
        indexes = [
            models.Index(fields=["community", "space", "starts_at"], name="booking_space_time"),
            models.Index(fields=["community", "starts_at"], name="booking_time"),
            models.Index(fields=["community", "series_id"], name="booking_series"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def cancel_until_at(self) -> datetime:
        """Until when the booker may cancel without asking the office."""
        return self.starts_at - timedelta(hours=self.space.cancel_hours)


class Slot(TenantModel):
    """One part, one quarter-hour, one booking: what is unique here cannot be booked twice on any engine."""

    space = TenantForeignKey(Space, models.PROTECT, related_name="+")
    part = TenantForeignKey(Part, models.PROTECT, related_name="+")
    quarter_at = models.DateTimeField()
    booking = TenantForeignKey(Booking, models.CASCADE, related_name="slots")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "space", "part", "quarter_at"], name="slot_once"),
        ]
