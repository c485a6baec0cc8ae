"""The terms of a space, what residents ask for, and private addresses of calendars."""

from datetime import timedelta

from django.db import models

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.bookings.kinds import Approval, AskState
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Booking, Part, Space


class Terms(TenantModel):
    """How residents come to a space: who says yes, how often, how long an offer is kept, when an empty room is let go.

    A space without a row has the terms that stand here. No limit is no quota; 0 minutes never lets go.
    """

    space = TenantForeignKey(Space, models.CASCADE, related_name="+")
    approval = models.CharField(max_length=10, choices=Approval, default=Approval.BY_RULE)
    week_quota = models.SmallIntegerField(null=True, default=2)
    month_quota = models.SmallIntegerField(null=True, default=6)
    offer_hours = models.SmallIntegerField(default=12)
    release_minutes = models.SmallIntegerField(default=0)
    days_ahead = models.SmallIntegerField(default=60)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "space"], name="terms_once"),
            models.CheckConstraint(condition=models.Q(offer_hours__gte=1), name="offer_of_an_hour"),
            models.CheckConstraint(condition=models.Q(release_minutes__gte=0), name="release_not_negative"),
            models.CheckConstraint(condition=models.Q(days_ahead__gte=1), name="a_day_ahead"),
        ]


class Ask(TenantModel):
    """A resident asks for a space (or a part of it) at a time. Its booking is what holds the place meanwhile."""

    space = TenantForeignKey(Space, models.PROTECT, related_name="asks")
    part = TenantForeignKey(Part, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    person = TenantForeignKey(Person, models.PROTECT, related_name="asks")
    purpose = models.CharField(max_length=80)
    people = models.IntegerField(null=True)
    state = models.CharField(max_length=10, choices=AskState)
    booking = TenantForeignKey(Booking, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    offered_at = models.DateTimeField(null=True)
    kept_until_at = models.DateTimeField(null=True)  # an offer goes to the next one after that
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="ask_ends_after"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("person")),
                name="nobody_decides_own_ask",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "space", "state", "starts_at"], name="ask_space_state"),
            models.Index(fields=["community", "person", "starts_at"], name="ask_person_time"),
            models.Index(fields=["community", "state", "starts_at"], name="ask_state_time"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def length(self) -> timedelta:
        length: timedelta = self.ends_at - self.starts_at
        return length


class Feed(TenantModel):
    """A person's private calendar address; a new code makes the old address open nothing."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40, default=ids.token)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "person"], name="feed_once"),
            models.UniqueConstraint(fields=["community", "code"], name="feed_code_once"),
        ]
