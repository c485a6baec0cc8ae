"""What a person said of something that was found in an application."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.recruitment.kinds import Flag, RulingWord
from hehuo.domain.build.recruitment.models.applications import Application
from hehuo.domain.ground.people.models import Person


class Ruling(TenantModel):
    """A person's word on one finding. It holds for what was found then: another detail is asked about anew."""

    application = TenantForeignKey(Application, models.CASCADE, related_name="rulings")
    key = models.CharField(max_length=32)  # of the finding: its flag, its detail, and the other application
    flag = models.CharField(max_length=12, choices=Flag)
    detail = models.CharField(max_length=200, blank=True)
    word = models.CharField(max_length=10, choices=RulingWord, blank=True)  # empty: taken back
    why = models.CharField(max_length=200, blank=True)
    ruled_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "application", "key"], name="ruling_once")]
