"""What residents say: at the acceptance, and four weeks later."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.projects.kinds import Answer
from hehuo.domain.build.projects.models.projects import Project
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need


class Acceptance(TenantModel):
    """Residents looked at it together: what they found, what is to be mended by when, and whether it is good."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="acceptances")
    on = models.DateField()
    findings = models.CharField(max_length=400)
    is_passed = models.BooleanField()
    mend = models.CharField(max_length=200, blank=True)
    mend_by = models.DateField(null=True)
    mended_on = models.DateField(null=True)
    mended_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mend="", mend_by__isnull=True) | ~Q(mend="") & Q(mend_by__isnull=False),
                name="acceptance_mended_by_when",
            ),
            models.CheckConstraint(condition=Q(is_passed=True) | ~Q(mend=""), name="acceptance_says_what_is_wrong"),
            models.UniqueConstraint(
                fields=["community", "project"], condition=Q(is_passed=True), name="project_accepted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.findings[:40]

    @property
    def is_to_mend(self) -> bool:
        return bool(self.mend) and self.mended_on is None


class Witness(TenantModel):
    """A resident who took part in an acceptance."""

    acceptance = TenantForeignKey(Acceptance, models.CASCADE, related_name="witnesses")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["community", "acceptance", "person"], name="witness_once")]

    def __str__(self) -> str:
        return str(self.person.masked_name)


class Callback(TenantModel):
    """One resident's answer four weeks later; each is asked once. Who says that it is not fixed has a need again."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="callbacks")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=6, choices=Answer)
    words = models.CharField(max_length=200, blank=True)
    on = models.DateField(default=clock.today)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    need = TenantForeignKey(Need, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "person"], name="project_asked_once"),
            models.CheckConstraint(condition=~Q(asked_by=models.F("person")), name="callback_by_another"),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())
