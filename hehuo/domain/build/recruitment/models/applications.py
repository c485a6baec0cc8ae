"""An application, its checklist and its trials."""

from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock, masks
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.build.partners.kinds import Contribution, ServiceField, Way
from hehuo.domain.build.partners.models import Category, Partner
from hehuo.domain.build.recruitment import timetables
from hehuo.domain.build.recruitment.kinds import STAGE_DAYS, STAGE_MOVES, Channel, CheckState, Flag, Stage
from hehuo.domain.build.recruitment.models.calls import Call
from hehuo.domain.build.recruitment.timetables import WeeklyTime
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.forms.models import Form
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Space


class Application(WithPhone, TenantModel):
    """Somebody wants to become a partner, as they said it. A second paper of the same firm is joined into the first."""

    number = models.CharField(max_length=12)  # 2024-012
    call = TenantForeignKey(Call, models.PROTECT, null=True, related_name="applications")
    channel = models.CharField(max_length=8, choices=Channel)
    name = models.CharField(max_length=80)
    category = TenantForeignKey(Category, models.PROTECT, related_name="+")
    credit_code = models.CharField(max_length=40, blank=True)  # plain letters, right or wrong
    contact_name = models.CharField(max_length=40, blank=True)
    project = models.CharField(max_length=60)
    service_field = models.CharField(max_length=10, choices=ServiceField, default=ServiceField.OTHER)
    offer = models.TextField(blank=True)  # what it brings, in its own words
    contributions = models.JSONField(default=list)  # of Contribution
    way = models.CharField(max_length=12, choices=Way, blank=True)
    audience = models.CharField(max_length=60, blank=True)
    space = TenantForeignKey(Space, models.PROTECT, null=True, related_name="+")
    other_spaces = models.JSONField(default=list)  # ids of rooms that would do as well
    space_said = models.CharField(max_length=60, blank=True)
    times = models.JSONField(default=list)  # of WeeklyTime; those with the same "or" stand for each other
    times_said = models.CharField(max_length=200, blank=True)
    resident_fen = models.BigIntegerField(null=True)
    market_fen = models.BigIntegerField(null=True)
    starts_said = models.CharField(max_length=40, blank=True)
    papers_said = models.CharField(max_length=200, blank=True)  # licences and certificates, in its own words
    flags = models.JSONField(default=list)  # {"flag": Flag, "detail": words}
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.RECEIVED)
    stage_on = models.DateField(default=clock.today)
    received_at = models.DateTimeField(default=clock.now)
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applicant = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who sent it, having entered
    owner = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    partner = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="applications")
    joined_into = TenantForeignKey("self", models.PROTECT, null=True, related_name="joined")
    exempt_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # from a sufficient trial
    exempt_why = models.CharField(max_length=200, blank=True)
    ending = models.CharField(max_length=200, blank=True)  # why it was returned, refused or withdrawn
    source = models.CharField(max_length=160, blank=True)  # what makes a row of an import the same row
    sheet = models.CharField(max_length=60, blank=True)  # where the row stood when it was last read
    row = models.IntegerField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="application_number_once"),
            models.UniqueConstraint(
                fields=["community", "source"], condition=~models.Q(source=""), name="application_source_once"
            ),
            models.CheckConstraint(
                condition=models.Q(exempt_by__isnull=True) | ~models.Q(exempt_why=""), name="exemption_has_its_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(joined_into__isnull=True) | ~models.Q(joined_into=models.F("id")),
                name="application_not_joined_to_itself",
            ),
            models.CheckConstraint(
                condition=(models.Q(resident_fen__isnull=True) | models.Q(resident_fen__gte=0))
                & (models.Q(market_fen__isnull=True) | models.Q(market_fen__gte=0)),
                name="application_prices_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "stage", "stage_on", "id"], name="application_board"),
            models.Index(fields=["community", "phone_hash"], name="application_phone"),
            models.Index(fields=["community", "credit_code"], name="application_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_contact(self) -> str:
        return masks.name(self.contact_name)

    @property
    def place_in_file(self) -> str:
        """The sheet and row it was read from; its number where it came another way."""
        if self.row is None:
            return self.number
        return _("「%(sheet)s」第 %(row)s 行") % {"sheet": self.sheet, "row": self.row}

    @property
    def wanted_times(self) -> list[WeeklyTime]:
        return [WeeklyTime.from_data(slot) for slot in self.times]

    @property
    def time_choices(self) -> list[tuple[WeeklyTime, ...]]:
        """Each weekly time that is wanted, with those that would do in its stead."""
        return timetables.choices_of(self.times)

    @property
    def firm_times(self) -> list[WeeklyTime]:
        """What nothing else could stand for; nothing where another room would do."""
        return [] if self.other_spaces else [choices[0] for choices in self.time_choices if len(choices) == 1]

    @property
    def flag_words(self) -> list[tuple[str, str]]:
        """Each flag in words, with its detail."""
        return [(str(Flag(flag["flag"]).label), flag["detail"]) for flag in self.flags]

    @property
    def contribution_words(self) -> list[str]:
        return [str(Contribution(kind).label) for kind in self.contributions]

    @property
    def days_waited(self) -> int:
        """Full days in the present stage."""
        return (clock.today() - self.stage_on).days

    @property
    def due_on(self) -> date | None:
        """The day on which the present stage should end."""
        days = STAGE_DAYS.get(Stage(self.stage))
        return self.stage_on + timedelta(days=days) if days is not None else None

    def move_to(self, stage: Stage) -> None:
        """Change the stage, if the table of moves allows it (raises Conflict)."""
        STAGE_MOVES.check(Stage(self.stage), stage)
        self.stage, self.stage_on = stage, clock.today()


class ScreeningItem(TenantModel):
    """One line of the checklist: what was looked at, by whom, on which day, good until when (R-05)."""

    application = TenantForeignKey(Application, models.CASCADE, related_name="screening_items")
    slug = models.CharField(max_length=20)
    order = models.SmallIntegerField()
    title = models.CharField(max_length=60)
    is_mandatory = models.BooleanField()
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.OPEN)
    evidence = models.CharField(max_length=200, blank=True)  # number of the paper, what was seen
    file = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    checked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["community", "application", "slug"], name="screening_item_once"),
            models.CheckConstraint(
                condition=models.Q(state=CheckState.OPEN)
                | models.Q(checked_by__isnull=False, checked_on__isnull=False),
                name="checked_item_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["community", "expires_on"], name="screening_expiry")]

    def holds_on(self, day: date) -> bool:
        """Whether the item stands in nobody's way on a day."""
        if self.state == CheckState.PASSED:
            return self.expires_on is None or self.expires_on >= day
        return not self.is_mandatory and self.state != CheckState.FAILED


class Trial(TenantModel):
    """A trial session and the form its residents fill in. One that came in on paper has no session of its own."""

    application = TenantForeignKey(Application, models.PROTECT, null=True, related_name="trials")
    title = models.CharField(max_length=60)
    title_core = models.CharField(max_length=60)  # to find it by, however it is written
    session = TenantForeignKey(Session, models.PROTECT, null=True, related_name="+")
    form = TenantForeignKey(Form, models.PROTECT, related_name="+")
    held_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "session"], name="trial_session_once")]
        indexes = [models.Index(fields=["community", "title_core"], name="trial_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> TenantModel:
        """What its feedback is about: the session, or the trial itself where it has none."""
        return self.session or self

    @property
    def about_id(self) -> UUID:
        """The id that its replies carry."""
        return self.session_id or self.id
