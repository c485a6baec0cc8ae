"""Courses of a partner week by week; camps and one-off events, a partner's or the office's own."""

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.activities.kinds import SeriesKind


class Series(TenantModel):
    """A course: every week at one time in one space, from a day to a day; or a camp: every day, signed up for once.

    The price is a resident's: of a course for a session, of a camp for all of it.
    """

    kind = models.CharField(max_length=6, choices=SeriesKind, default=SeriesKind.COURSE)
    agreement = TenantForeignKey(Agreement, models.PROTECT, null=True, related_name="series")  # null: the office's own
    title = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    space = TenantForeignKey(Space, models.PROTECT, related_name="series")
    leader = TenantForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.IntegerField()
    price_fen = models.IntegerField(default=0)
    weekday = models.SmallIntegerField(null=True)  # of a course; Monday is 1
    from_time = models.TimeField()
    to_time = models.TimeField()
    first_on = models.DateField()
    last_on = models.DateField()
    admission = TenantForeignKey(Admission, models.PROTECT, null=True, related_name="series")
    skips_holidays = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="series_weekday"),
            models.CheckConstraint(
                condition=models.Q(kind="camp", weekday__isnull=True)
                | models.Q(kind="course", weekday__isnull=False, agreement__isnull=False),
                name="course_has_weekday_and_agreement",
            ),
            models.CheckConstraint(condition=models.Q(to_time__gt=models.F("from_time")), name="series_ends_after"),
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="series_days_in_order"),
            models.CheckConstraint(condition=models.Q(price_fen__gte=0), name="series_price_not_negative"),
        ]
        indexes = [models.Index(fields=["community", "last_on"], name="series_running")]

    def __str__(self) -> str:
        return self.title

    @property
    def weekday_name(self) -> str:
        """`每周四`."""
        return _("每周%s") % _("一 二 三 四 五 六 日").split()[self.weekday - 1] if self.weekday else ""

    @property
    def is_camp(self) -> bool:
        return self.kind == SeriesKind.CAMP

    @property
    def giver(self) -> str:
        """Who gives it: the partner, or the community itself."""
        return str(self.agreement.partner.name) if self.agreement else _("社区")


class Lesson(TenantModel):
    """One session of a series."""

    series = TenantForeignKey(Series, models.PROTECT, related_name="lessons")
    session = TenantForeignKey(Session, models.PROTECT, related_name="lessons")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "session"], name="lesson_of_one_series")]
