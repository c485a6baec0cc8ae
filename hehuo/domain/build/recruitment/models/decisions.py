"""The decision on an application: who sat, who stepped back, who said what, with which numbers in view."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.recruitment.kinds import Answer, DecisionState
from hehuo.domain.build.recruitment.models.applications import Application
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting


class Decision(TenantModel):
    """One sitting of the deciding body over an application. The trial's figures are kept as they stood."""

    application = TenantForeignKey(Application, models.PROTECT, related_name="decisions")
    body_name = models.CharField(max_length=60)
    seats = models.SmallIntegerField()
    figures = models.JSONField(default=dict)  # of the trial, as they stood when the sitting began
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.OPEN)
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "application"],
                condition=models.Q(state=DecisionState.OPEN),
                name="one_open_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(state=DecisionState.OPEN) | models.Q(decided_at__isnull=False),
                name="decision_has_its_day",
            ),
        ]


class Seat(TenantModel):
    """A member at the table. One who has an interest steps back, and keeps the row as a witness of it."""

    decision = TenantForeignKey(Decision, models.CASCADE, related_name="members")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    opinion = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    stepped_back_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "decision", "person"], name="seat_once"),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_at__isnull=False, stepped_back_at__isnull=True),
                name="who_stepped_back_does_not_answer",
            ),
        ]


class Interest(TenantModel):
    """A declared interest in an applicant: kin, employee, shareholder (R-46)."""

    application = TenantForeignKey(Application, models.CASCADE, related_name="interests")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "application", "person"], name="interest_once")]
