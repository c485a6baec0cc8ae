"""The notice board: postings, objections to them, and questions about anything."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.kinds import POSTING_MOVES, PostingKind, PostingState


class Posting(TenantModel):
    """Something put before everyone for a period, on the screen and on the wall.

    `body` is what stands on it, as data: `text` (a paragraph), `facts` ([[name, value]]), `table` ({"head": [], "rows":
    [[]]}); other keys are the poster's own.
    """

    kind = models.CharField(max_length=12, choices=PostingKind)
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    number = models.CharField(max_length=20)  # 〔2024〕12号
    title = models.CharField(max_length=120)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    body = models.JSONField(default=dict)
    posted_on = models.DateField()
    days = models.SmallIntegerField()
    in_working_days = models.BooleanField()
    ends_on = models.DateField()  # computed from the calendar, never typed
    contact = models.CharField(max_length=120)
    place_note = models.CharField(max_length=120, blank=True)  # which board, which room
    hung_at = models.DateTimeField(null=True)
    seal_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=PostingState, default=PostingState.UP)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    posted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "serial"], name="posting_serial_once"),
            models.UniqueConstraint(fields=["community", "number"], name="posting_number_once"),
            models.CheckConstraint(
                condition=models.Q(days__gt=0, ends_on__gt=models.F("posted_on")), name="posting_lasts"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PostingState.WITHDRAWN) | ~models.Q(withdrawn_why=""),
                name="withdrawn_posting_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "-posted_on", "-id"], name="posting_state"),
            models.Index(fields=["community", "about_id"], name="posting_about"),
        ]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: PostingState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        POSTING_MOVES.check(PostingState(self.state), state)
        self.state = state


class Objection(TenantModel):
    """Somebody does not agree with what is posted. It is answered, in public, before the matter goes on."""

    posting = TenantForeignKey(Posting, models.PROTECT, related_name="objections")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # the worker who wrote it down
    text = models.TextField()
    made_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, is_upheld__isnull=True, answer="")
                | models.Q(answered_at__isnull=False, is_upheld__isnull=False, answered_by__isnull=False)
                & ~models.Q(answer=""),
                name="objection_answered_whole",
            ),
        ]
        indexes = [models.Index(fields=["community", "posting", "made_at"], name="objection_posting")]


class Question(TenantModel):
    """A question about any line of any thing. The same question again is merged into the first."""

    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="questions")
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    line = models.CharField(max_length=120, blank=True)  # which line of it, in words
    asker = TenantForeignKey(Person, models.PROTECT, related_name="+")
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    merged_into = TenantForeignKey("self", models.PROTECT, null=True, related_name="merged")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    hidden_why = models.CharField(max_length=200, blank=True)  # the words name others; that it was asked stays seen

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
                name="question_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(answered_at__isnull=True),
                name="merged_question_is_answered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "about_id", "asked_at"], name="question_about"),
            models.Index(fields=["community", "asked_at"], name="question_asked"),
        ]

    def __str__(self) -> str:
        return self.text
