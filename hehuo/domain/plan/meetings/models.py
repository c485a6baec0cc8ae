"""Motions, meetings with their agenda, decisions; and what a place set for itself."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.plan.ballots.models import Matter
from hehuo.domain.plan.meetings.kinds import (
    CUTOFF_DAY,
    MEETING_MOVES,
    MOTION_MOVES,
    PROCEDURES,
    FiledBy,
    MeetingKind,
    MeetingState,
    MotionState,
    Outcome,
    Procedure,
    Share,
)


class Setting(TenantModel):
    """What a place set for one kind of meeting, where the law leaves it to the place."""

    kind = models.CharField(max_length=10, choices=MeetingKind)
    notice_days = models.SmallIntegerField()
    quorum = models.CharField(max_length=16, choices=Share)
    yes = models.CharField(max_length=16, choices=Share)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "kind"], name="meeting_setting_once"),
            models.CheckConstraint(condition=Q(notice_days__gte=0), name="notice_days_not_negative"),
        ]


class Rhythm(TenantModel):
    """Motions every week, decisions every month: until which day of a month a motion reaches the next agenda."""

    cutoff_day = models.SmallIntegerField(default=CUTOFF_DAY)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community"], name="rhythm_once"),
            models.CheckConstraint(condition=Q(cutoff_day__gte=1, cutoff_day__lte=28), name="cutoff_day_of_any_month"),
        ]


class Motion(TenantModel):
    """One matter that somebody wants decided. `month` is the first day of the month whose agenda it is for."""

    number = models.CharField(max_length=14)  # 2024-议-003
    title = models.CharField(max_length=60)
    why = models.TextField()
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    filed_by = models.CharField(max_length=10, choices=FiledBy)
    filer = TenantForeignKey(Person, models.PROTECT, related_name="motions")
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # the worker who wrote it down
    filed_at = models.DateTimeField(default=clock.now)
    month = models.DateField()
    state = models.CharField(max_length=10, choices=MotionState, default=MotionState.FILED)
    merged_into = TenantForeignKey("self", models.PROTECT, null=True, related_name="merged")
    answer = models.TextField(blank=True)  # why it was returned, or what was decided
    studied_on = models.DateField(null=True)  # by the party organisation, where the law wants it first (30)
    study = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["filed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="motion_number_once"),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(merged_into__isnull=False), name="merged_says_where"
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(answer=""), name="returned_motion_says_why"),
        ]
        indexes = [models.Index(fields=["community", "state", "month"], name="motion_due")]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: MotionState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MOTION_MOVES.check(MotionState(self.state), state)
        self.state = state


class Meeting(TenantModel):
    """One meeting under the rule of its kind as it stood when it was called; time, room and sign-in are its session's.

    `present` is counted when it is closed: who signed in by name, and `paper_count` more on the paper list.
    """

    number = models.CharField(max_length=14)  # 2024-会-003
    kind = models.CharField(max_length=10, choices=MeetingKind)
    title = models.CharField(max_length=60)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    session = TenantForeignKey(Session, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=120, blank=True)  # who wanted it called, and on what ground
    presider = models.CharField(max_length=40, blank=True)
    expected = models.IntegerField(default=0)  # how many could come; 0 where everyone may
    notice_days = models.SmallIntegerField()
    quorum = models.CharField(max_length=16, choices=Share)
    yes = models.CharField(max_length=16, choices=Share)
    noticed_on = models.DateField(null=True)
    notice = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    sign_list = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    paper_count = models.IntegerField(default=0)
    present = models.IntegerField(null=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.CALLED)
    cancelled_why = models.CharField(max_length=120, blank=True)
    called_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    closed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(expected__gte=0, paper_count__gte=0), name="meeting_counts_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["community", "state"], name="meeting_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def procedure(self) -> Procedure:
        return PROCEDURES[MeetingKind(self.kind)]

    @property
    def held_on(self) -> date:
        return clock.local(self.session.starts_at).date()

    @property
    def starts_at(self) -> datetime:
        starts_at: datetime = self.session.starts_at
        return starts_at

    @property
    def is_ahead(self) -> bool:
        return self.state in (MeetingState.CALLED, MeetingState.NOTICED)

    def move_to(self, state: MeetingState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MEETING_MOVES.check(MeetingState(self.state), state)
        self.state = state


class Item(TenantModel):
    """One line of an agenda, its minutes and its outcome; the integers are those of the moment it was decided.

    While the meeting is open an outcome is put right by noting it again; its close makes it a decision.
    """

    meeting = TenantForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.SmallIntegerField()
    title = models.CharField(max_length=60)
    motion = TenantForeignKey(Motion, models.PROTECT, null=True, related_name="items")
    is_announced = models.BooleanField(default=False)  # it stood in the notice
    minutes = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    matter = TenantForeignKey(Matter, models.PROTECT, null=True, related_name="+")  # of the ballot that decides it
    interests = models.CharField(max_length=200, blank=True)  # who has what to do with it; asked where papers are shown
    stepped_back = models.IntegerField(default=0)  # of those present, who do not vote on it
    yes = models.IntegerField(default=0)
    no = models.IntegerField(default=0)
    abstain = models.IntegerField(default=0)
    present = models.IntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)  # put off or returned, and why
    text = models.CharField(max_length=400, blank=True)  # what was decided, whose task it is, until when
    owner = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "meeting", "motion"], name="motion_once_an_agenda"),
            models.CheckConstraint(condition=Q(yes__gte=0, no__gte=0, abstain__gte=0), name="votes_not_negative"),
            models.CheckConstraint(
                condition=Q(stepped_back=0) | Q(stepped_back__gt=0) & ~Q(interests=""), name="who_steps_back_says_why"
            ),
        ]
        indexes = [models.Index(fields=["community", "meeting", "position"], name="agenda_order")]

    def __str__(self) -> str:
        return self.title


class Decision(TenantModel):
    """What was decided on one matter, for the register: whose task it is now, until when, and whether it is done."""

    number = models.CharField(max_length=14)  # 2024-决-003
    item = TenantForeignKey(Item, models.PROTECT, related_name="decisions")
    text = models.CharField(max_length=400)
    is_passed = models.BooleanField()
    decided_on = models.DateField()
    owner = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_words = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-decided_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["community", "item"], name="one_matter_one_decision"),
            models.CheckConstraint(
                condition=Q(is_passed=False) | Q(owner__isnull=False, due_on__isnull=False),
                name="carried_decision_has_an_owner",
            ),
        ]
        indexes = [models.Index(fields=["community", "-decided_on", "-number"], name="decision_register")]

    def __str__(self) -> str:
        return self.text
