"""Notices and questions of a circle. Without a place the circle is the whole community."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


class Notice(TenantModel):
    """Something told to one circle. Taken down it stays in the books, with the reason."""

    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=60)
    text = models.TextField()
    said_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    ends_on = models.DateField()
    reached = models.IntegerField(default=0)  # people whose inbox it came to
    taken_down_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "place", "-said_at"], name="notice_newest")]

    def __str__(self) -> str:
        return self.title


class CircleQuestion(TenantModel):
    """A neighbour asks the circle; somebody answers in it, and the time it took stands with it."""

    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    asker = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    owner = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: anyone who answers questions
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
                name="circle_question_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asker")),
                name="nobody_answers_themselves",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "place", "-asked_at"], name="circle_question_newest"),
            models.Index(fields=["community", "asked_at"], name="circle_question_asked"),
        ]

    def __str__(self) -> str:
        return self.text
