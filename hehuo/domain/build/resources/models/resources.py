"""What somebody gives, where, when and on what terms."""

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.build.resources.kinds import MOVES, WEEK, Channel, Group, Kind, State, Terms
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space


class Resource(WithPhone, TenantModel):
    """One line of the list (R-40). The giver is a person, a unit by its name, or a person who speaks for a unit."""

    number = models.CharField(max_length=12)  # 2026-001
    kind = models.CharField(max_length=6, choices=Kind)
    title = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    quantity = models.IntegerField(default=1)
    unit_word = models.CharField(max_length=10, default="个")
    where = models.CharField(max_length=80, blank=True)
    space = TenantForeignKey(Space, models.PROTECT, null=True, related_name="+")
    weekdays = models.CharField(max_length=7, blank=True)  # digits, Monday is 1; empty: any day
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)  # the last day; null: until it is taken back
    terms = models.CharField(max_length=8, choices=Terms, default=Terms.FREE)
    price_fen = models.BigIntegerField(default=0)  # for one of the unit
    in_return = models.CharField(max_length=60, blank=True)
    groups = models.JSONField(default=list)  # of Group
    giver = TenantForeignKey(Person, models.PROTECT, null=True, related_name="resources")
    unit = models.CharField(max_length=60, blank=True)
    shows_name = models.BooleanField(default=False)  # a private giver agreed to stand there by name
    shows_phone = models.BooleanField(default=False)
    channel = models.CharField(max_length=6, choices=Channel)
    entered_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    why = models.CharField(max_length=200, blank=True)  # it was refused, paused, taken back or ended
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["kind", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="resource_number_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="resource_quantity"),
            models.CheckConstraint(
                condition=models.Q(giver__isnull=False) | ~models.Q(unit=""), name="resource_is_somebodys"
            ),
            models.CheckConstraint(
                condition=models.Q(terms=Terms.LOW_FEE, price_fen__gt=0)
                | ~models.Q(terms=Terms.LOW_FEE) & models.Q(price_fen=0),
                name="resource_price",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="resource_ends_after",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("giver")),
                name="resource_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "kind", "title"], name="resource_listed"),
            models.Index(fields=["community", "giver", "-entered_at"], name="resource_giver"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def amount_words(self) -> str:
        return f"{self.quantity:,} {self.unit_word}"

    @property
    def giver_words(self) -> str:
        """By whom, as everyone may read it: a private giver by name only where they agreed."""
        if self.unit or self.giver is None:
            return self.unit
        return str(self.giver.name if self.shows_name else self.giver.masked_name)

    @property
    def giver_full(self) -> str:
        """By whom, as the office reads it."""
        return " · ".join(filter(None, (self.unit, self.giver.name if self.giver else "")))

    @property
    def when_words(self) -> str:
        """`周一、三 19:00-21:00`; nothing where any time is right."""
        days = _("、").join(str(WEEK[int(day) - 1]) for day in self.weekdays)
        hours = f"{self.from_time:%H:%M}-{self.to_time:%H:%M}" if self.from_time and self.to_time else ""
        return " ".join(filter(None, (_("周%s") % days if days else "", hours)))

    @property
    def where_words(self) -> str:
        return " · ".join(filter(None, (self.space.name if self.space else "", self.where)))

    @property
    def terms_words(self) -> str:
        if self.terms == Terms.LOW_FEE:
            return _("%(yuan)s 元/%(unit)s") % {"yuan": money.yuan(self.price_fen), "unit": self.unit_word}
        return " ".join(filter(None, (str(self.get_terms_display()), self.in_return)))

    @property
    def group_words(self) -> list[str]:
        return [str(Group(each).label) for each in self.groups]

    @property
    def is_over(self) -> bool:
        return self.until_on is not None and self.until_on < clock.today()

    def move_to(self, state: State) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MOVES.check(State(self.state), state)
        self.state = state


class ExpiryNotice(TenantModel):
    """That giver and office were told of a last day: once for each last day, whatever the worker does."""

    resource = TenantForeignKey(Resource, models.CASCADE, related_name="expiry_notices")
    until_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "resource", "until_on"], name="expiry_told_once")]
