"""The share of each home or member, who collects where, and cash on its way to the clerk."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Due
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.run.levies.kinds import Excuse
from hehuo.domain.run.levies.models.levies import Levy


class Share(TenantModel):
    """What one home of the base pays, or one member: a due, or an excuse; and when they said yes to it."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="shares")
    home = TenantForeignKey(Home, models.PROTECT, null=True, related_name="+")
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    fen = models.BigIntegerField()
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="shares")
    excuse = models.CharField(max_length=10, choices=Excuse, blank=True)
    excuse_words = models.CharField(max_length=200, blank=True)
    pledged_on = models.DateField(null=True)
    pledge_words = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["home__order", "person__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "levy", "home"], name="share_once_a_home"),
            models.UniqueConstraint(fields=["community", "levy", "person"], name="share_once_a_person"),
            models.CheckConstraint(
                condition=Q(home__isnull=False, person__isnull=True) | Q(home__isnull=True, person__isnull=False),
                name="share_of_a_home_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.payer)

    @property
    def payer(self) -> Home | Person:
        """The home, or the member."""
        found: Home | Person | None = self.home or self.person
        assert found is not None  # noqa: S101  the table asks for one of the two
        return found

    @property
    def short(self) -> str:
        """A door's number, or a member's name: for those who handle it."""
        return self.home.short if self.home else str(self.payer)

    @property
    def received_fen(self) -> int:
        return self.due.received_fen if self.due else 0

    @property
    def is_paid(self) -> bool:
        """Whether all of it came."""
        return self.due is not None and self.due.received_fen == self.due.fen


class Cash(TenantModel):
    """Cash that a collector took at a door, until the clerk has it and it is in the books."""

    share = TenantForeignKey(Share, models.PROTECT, related_name="cash")
    fen = models.BigIntegerField()
    receipt_no = models.CharField(max_length=40)
    collected_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    collected_on = models.DateField(default=clock.today)
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    given_back_at = models.DateTimeField(null=True)  # to the home: it had paid another way, or need not pay

    class Meta(TenantModel.Meta):
        ordering = ["collected_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="cash_positive"),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("collected_by")), name="cash_by_two"
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True) | Q(taken_at__isnull=True), name="cash_goes_one_way"
            ),
            models.UniqueConstraint(fields=["community", "receipt_no"], name="cash_receipt_once"),
        ]


class Collector(TenantModel):
    """Who takes cash at a building or a stairwell, when and where; none named, whoever admits residents there."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="collectors")
    place = TenantForeignKey(Place, models.PROTECT, related_name="+")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    hours = models.CharField(max_length=80)  # 每晚 7 点到 8 点，2 栋大堂
    named_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    ended_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "levy", "place", "person"],
                condition=Q(ended_at__isnull=True),
                name="collector_once_a_place",
            ),
            models.CheckConstraint(condition=~Q(named_by=F("person")), name="collector_named_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.person}"

    def covers(self, home: Home) -> bool:
        """Whether the home lies where this person collects."""
        return home.path.startswith(f"{self.place.path}/")
