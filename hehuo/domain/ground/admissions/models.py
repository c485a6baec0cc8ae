"""Who may come: written once and never changed; other conditions are another row."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.admissions.kinds import CARES, CROWD, Conditions, ForWhom, FreeGroup
from hehuo.domain.ground.people.models import Person


class Admission(TenantModel):
    """The conditions of a session, or of all the sessions of a course."""

    youngest = models.SmallIntegerField(null=True)
    oldest = models.SmallIntegerField(null=True)
    for_whom = models.CharField(max_length=10, choices=ForWhom, default=ForWhom.ANYONE)
    groups = models.JSONField(default=list)  # of FreeGroup
    label = models.CharField(max_length=40, blank=True)
    accompanied_under = models.SmallIntegerField(null=True)
    free_places = models.SmallIntegerField(default=0)
    free_groups = models.JSONField(default=list)  # of FreeGroup
    free_label = models.CharField(max_length=40, blank=True)
    is_risky = models.BooleanField(default=False)  # of bodily danger
    insurer = models.CharField(max_length=60, blank=True)
    policy = models.CharField(max_length=40, blank=True)
    covered_from = models.DateField(null=True)
    covered_until = models.DateField(null=True)
    expected = models.IntegerField(null=True)
    permit = models.CharField(max_length=40, blank=True)
    permitted_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")), name="ages_in_order"
            ),
            models.CheckConstraint(condition=Q(free_places__gte=0), name="free_places_not_negative"),
            models.CheckConstraint(
                condition=Q(is_risky=False)
                | (~Q(insurer="") & ~Q(policy="") & Q(covered_from__isnull=False, covered_until__isnull=False)),
                name="risk_is_insured",
            ),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(expected__lt=CROWD) | (~Q(permit="") & Q(permitted_on__isnull=False)),
                name="crowd_is_permitted",
            ),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def ages(self) -> str:
        """`7—12 岁`; empty where no age is asked."""
        if self.youngest is not None and self.oldest is not None:
            return _("%(youngest)d—%(oldest)d 岁") % {"youngest": self.youngest, "oldest": self.oldest}
        if self.youngest is not None:
            return _("满 %d 岁") % self.youngest
        return _("%d 岁及以下") % self.oldest if self.oldest is not None else ""

    @property
    def who(self) -> str:
        """Whom it is for, in the words that everyone reads."""
        whom = {ForWhom.ANYONE: "", ForWhom.RESIDENTS: _("住在本社区的人"), ForWhom.GROUPS: self.label}
        parts = [self.ages, whom[ForWhom(self.for_whom)]]
        return _("，").join(part for part in parts if part) or _("谁都可以")

    @property
    def asks_care(self) -> bool:
        """Whether somebody's care is looked at when they sign up."""
        return bool(CARES & {*self.groups, *self.free_groups})

    @property
    def conditions(self) -> Conditions:
        """The same as it was written down, to be changed in a form."""
        said = {name: getattr(self, name) for name in Conditions.__slots__}
        grouped = {name: tuple(FreeGroup(each) for each in said[name]) for name in ("groups", "free_groups")}
        return Conditions(**said | grouped | {"for_whom": ForWhom(self.for_whom)})
