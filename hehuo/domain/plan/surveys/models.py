"""A survey with its questions, the list of whom it asks, and the answers that came."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.forms.questions import Question
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.surveys.kinds import ENDED, SURVEY_MOVES, Channel, Naming, SurveyState, Unit


class Survey(TenantModel):
    """What a place is asked. Its questions stand as data, and do not change once it opened."""

    number = models.CharField(max_length=12)  # 2026-03, given when it is drafted
    title = models.CharField(max_length=60)
    why = models.TextField()
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")  # none: the whole community
    unit = models.CharField(max_length=8, choices=Unit)
    naming = models.CharField(max_length=10, choices=Naming)
    questions = models.JSONField(default=list)  # of forms.questions.Question
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    after = TenantForeignKey("self", models.PROTECT, null=True, related_name="followed_by")  # asked before the change
    closes_on = models.DateField(null=True)  # the last day for phones; none: ended by hand
    total = models.IntegerField(default=0)  # how many are asked: on the list as it stood when it opened
    drafted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="survey_number_once"),
            models.CheckConstraint(condition=Q(state="draft") | Q(opened_at__isnull=False), name="survey_was_opened"),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(closed_at__isnull=False), name="ended_survey_has_its_end"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "-drafted_at"], name="survey_state_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> list[Question]:
        """The questions in their order."""
        return [Question.of_data(each) for each in self.questions]

    @property
    def is_anonymous(self) -> bool:
        return self.naming == Naming.ANONYMOUS

    @property
    def is_by_home(self) -> bool:
        return self.unit == Unit.HOMES

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    def move_to(self, state: SurveyState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        SURVEY_MOVES.check(SurveyState(self.state), state)
        self.state = state


class Asked(TenantModel):
    """One of those who are asked: a person, or a household. `channel` marks that an answer came, and says nothing else.

    The mark carries neither day nor hand: beside anonymous answers it would tell whose they are.
    """

    survey = TenantForeignKey(Survey, models.CASCADE, related_name="everyone")
    number = models.IntegerField()
    label = models.CharField(max_length=120)  # a door, a name: for those who keep the list
    door = models.CharField(max_length=40, blank=True)
    building = models.CharField(max_length=80, blank=True)
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    household = TenantForeignKey(Household, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "survey", "number"], name="asked_number_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(household__isnull=True), name="asked_person_or_home"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "person", "survey"], name="asked_person"),
            models.Index(fields=["community", "household", "survey"], name="asked_household"),
            models.Index(fields=["community", "survey", "channel"], name="asked_marked"),
        ]

    def __str__(self) -> str:
        return self.label


class Sheet(TenantModel):
    """One answered form. An anonymous one has a random id, and neither whose, nor when, nor by which hand."""

    survey = TenantForeignKey(Survey, models.CASCADE, related_name="sheets")
    asked = TenantForeignKey(Asked, models.PROTECT, null=True, related_name="sheets")
    channel = models.CharField(max_length=8, choices=Channel)
    counts = models.BooleanField(default=True)  # of several named ones the last
    received_at = models.DateTimeField(null=True)
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "survey", "asked"], condition=Q(counts=True), name="one_sheet_counts"
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=False, received_at__isnull=False)
                | Q(asked__isnull=True, received_at__isnull=True, entered_by__isnull=True),
                name="anonymous_sheet_stands_alone",
            ),
        ]
        indexes = [models.Index(fields=["community", "survey", "counts"], name="sheet_counts")]


class Mark(TenantModel):
    """One number on a sheet: the stars, the choice, the figure; a question with several choices has several."""

    survey = TenantForeignKey(Survey, models.CASCADE, related_name="+")
    sheet = TenantForeignKey(Sheet, models.CASCADE, related_name="marks")
    question = models.CharField(max_length=8)  # its key
    value = models.IntegerField()

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "sheet", "question", "value"], name="mark_once"),
        ]
        indexes = [models.Index(fields=["community", "survey", "question", "value"], name="mark_counted")]


class Remark(TenantModel):
    """Words on a sheet: the office reads them; others only those that a worker cleared."""

    survey = TenantForeignKey(Survey, models.CASCADE, related_name="remarks")
    sheet = TenantForeignKey(Sheet, models.CASCADE, related_name="remarks")
    question = models.CharField(max_length=8)
    words = models.TextField()
    cleared_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voice = TenantForeignKey(Voice, models.PROTECT, null=True, related_name="+")  # once it was taken up as a voice

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "sheet", "question"], name="remark_once"),
        ]
        indexes = [models.Index(fields=["community", "survey", "question"], name="remark_of_question")]
