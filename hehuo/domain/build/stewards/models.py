"""Rotas, visits and requests for help; who the stewards are stands in the agreement."""

from datetime import date

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.stewards import kinds
from hehuo.domain.build.stewards.kinds import HELP_MOVES, HelpState, Period, Urgency
from hehuo.domain.ground.people.models import Person


class Rota(TenantModel):
    """Who is on turn for an agreement: its stewards by their seats, from `first` on, each for one period."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="rotas")
    period = models.CharField(max_length=5, choices=Period, default=Period.WEEK)
    from_on = models.DateField()
    first = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "agreement"], name="rota_once")]


class Visit(TenantModel):
    """A steward was at the partner's: what was said, and what comes next by when."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="visits")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()
    said = models.CharField(max_length=500)
    next_step = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-made_at", "-id"]
        indexes = [models.Index(fields=["community", "agreement", "on"], name="visit_of_agreement")]

    @property
    def due_on(self) -> date:
        """The day of the next visit."""
        return self.next_on or self.on + kinds.VISIT_EVERY


class Help(TenantModel):
    """What a partner asks its steward for, until the partner says that it is solved."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="helps")
    what = models.CharField(max_length=200)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.SOON)
    state = models.CharField(max_length=9, choices=HelpState, default=HelpState.ASKED)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    steward = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # on turn, then who took it
    result = models.CharField(max_length=300, blank=True)
    solved_on = models.DateField(null=True)
    days = models.SmallIntegerField(null=True)  # working days it took, as they were counted on that day
    reopened = models.SmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["community", "state", "due_on"], name="help_by_state"),
            models.Index(fields=["community", "agreement", "asked_at"], name="help_of_agreement"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.state in kinds.OPEN

    @property
    def is_late(self) -> bool:
        """Open beyond its day."""
        return self.is_open and self.due_on < clock.today()

    def move_to(self, state: HelpState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        HELP_MOVES.check(HelpState(self.state), state)
        self.state = state


class Word(TenantModel):
    """What one side wrote to the other about a request, in its own words."""

    help = TenantForeignKey(Help, models.CASCADE, related_name="words")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    is_partners = models.BooleanField()
    text = models.CharField(max_length=500)
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["community", "help", "at"], name="word_of_help")]
