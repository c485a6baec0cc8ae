"""Something that happens at a time in a space with people: trials, classes, meetings, fairs, shifts."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import DOOR_OPENS, LATE_AFTER, SessionKind, SessionState, SignUpState
from hehuo.domain.ground.spaces.models import Booking, Space


def door_code() -> str:
    """The letters in a door's QR code: 49 bits, good for one session around its time."""
    return ids.code(10)


class Session(TenantModel):
    """A session. `taken` counts its seats in the statement that gives one, and can never pass `capacity`."""

    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=SessionKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    space = TenantForeignKey(Space, models.PROTECT, related_name="sessions")
    booking = TenantForeignKey(Booking, models.PROTECT, related_name="sessions")
    capacity = models.IntegerField()
    taken = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    door_code = models.CharField(max_length=12, default=door_code)
    leader = TenantForeignKey(Person, models.PROTECT, null=True, related_name="led_sessions")  # may check in here
    price_fen = models.IntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=120, blank=True)  # why it was cancelled
    held_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    admission = TenantForeignKey(Admission, models.PROTECT, null=True, related_name="sessions")  # null: who wants to
    bundle = models.UUIDField(null=True)  # days with one bundle are signed up for together: a camp
    free_places = models.IntegerField(default=0)  # of the capacity, for those who do not pay
    free_taken = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__gte=0, taken__lte=F("capacity")), name="seats_not_overfull"),
            models.CheckConstraint(
                condition=Q(free_taken__gte=0, free_taken__lte=F("free_places")), name="free_seats_not_overfull"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after"),
            models.CheckConstraint(condition=Q(price_fen__gte=0), name="session_price_not_negative"),
            models.UniqueConstraint(
                fields=["community", "booking"], condition=~Q(state="cancelled"), name="session_of_booking_once"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "starts_at"], name="session_time"),
            models.Index(fields=["community", "bundle"], name="session_bundle"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def door_opens_at(self) -> datetime:
        return self.starts_at - DOOR_OPENS

    @property
    def is_door_open(self) -> bool:
        """Whether the door's code works now: from half an hour before until the end."""
        return self.state == SessionState.PLANNED and self.door_opens_at <= clock.now() <= self.ends_at


class SignUp(TenantModel):
    """One person in one session, whatever became of it: seated, waiting, cancelled, came, absent."""

    session = TenantForeignKey(Session, models.PROTECT, related_name="sign_ups")
    person = TenantForeignKey(Person, models.PROTECT, related_name="sign_ups")
    state = models.CharField(max_length=10, choices=SignUpState)
    signed_at = models.DateTimeField(default=clock.now)  # the waiting list goes by it
    signed_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    came_at = models.DateTimeField(null=True)
    checked_in_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    guardian = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who agreed, and is told
    agreed_version = models.CharField(max_length=20, blank=True)
    is_accompanied = models.BooleanField(default=False)
    told_born_on = models.DateField(null=True)  # where the roll knows none; the roll stays as it is
    is_free = models.BooleanField(default=False)  # on one of the free places; of which group is not written
    waits_last = models.BooleanField(default=False)  # stayed away too often (`absences`)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "session", "person"], name="sign_up_once"),
            models.CheckConstraint(
                condition=Q(state="came", came_at__isnull=False) | (~Q(state="came") & Q(came_at__isnull=True)),
                name="came_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "session", "state", "signed_at"], name="sign_up_list"),
            models.Index(fields=["community", "person", "state"], name="sign_up_person"),
        ]

    @property
    def label(self) -> str:
        return str(SignUpState(self.state).label)

    @property
    def contact_phone(self) -> str:
        """The masked phone of the guardian who agreed, else the person's own."""
        return str((self.guardian or self.person).masked_phone)

    @property
    def was_late(self) -> bool:
        """Whether the person came more than ten minutes after the start."""
        return self.came_at is not None and self.came_at > self.session.starts_at + LATE_AFTER


class WalkIn(TenantModel):
    """Somebody on a paper sheet of whom nobody is sure yet: kept as written until a person says who it was."""

    session = TenantForeignKey(Session, models.PROTECT, related_name="walk_ins")
    words = models.CharField(max_length=80)
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="walk_ins")
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["noted_at", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "session", "words"], name="walk_in_once")]

    def __str__(self) -> str:
        return self.words


class AbsenceRule(TenantModel):
    """When somebody waits last: so often absent within so many days, for so many days after. One for a community."""

    times = models.SmallIntegerField(default=3)
    within_days = models.SmallIntegerField(default=90)
    rests_days = models.SmallIntegerField(default=30)  # 0: nobody ever waits last

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community"], name="one_absence_rule"),
            models.CheckConstraint(condition=Q(times__gte=1), name="absences_counted"),
            models.CheckConstraint(condition=Q(within_days__gte=1), name="absences_within_a_day"),
            models.CheckConstraint(condition=Q(rests_days__gte=0), name="absence_rest_not_negative"),
        ]


class Lift(TenantModel):
    """The desk let somebody sign up as before, for a reason: absences up to then count no more."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    why = models.CharField(max_length=120)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=~Q(person=F("by")), name="nobody_lifts_their_own")]
        indexes = [models.Index(fields=["community", "person"], name="lift_person")]
