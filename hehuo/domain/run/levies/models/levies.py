"""The matter with its decision, its quotes, and the days that were added to it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Fund, Purpose
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies.kinds import EXTENSION_MOVES, LEVY_MOVES, Base, ExtensionState, LevyState, Surplus


class Levy(TenantModel):
    """One matter that the homes of a place pay for together, or those members of a club who want to."""

    title = models.CharField(max_length=40)
    why = models.CharField(max_length=400)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")  # whose homes pay
    club = TenantForeignKey(Club, models.PROTECT, null=True, related_name="levies")  # or whose members (B12)
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="levies")
    purpose = TenantForeignKey(Purpose, models.PROTECT, null=True, related_name="+")  # restricted, from the beginning
    base = models.CharField(max_length=4, choices=Base)
    rate_fen = models.BigIntegerField()  # for a home, a square metre, or a member
    only_lived_in = models.BooleanField(default=True)  # homes that are fitted out
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=LevyState, default=LevyState.DRAFT)
    # The decision, as its minutes say (Organic Law 42: of the residents' meeting; of the owners, where it is theirs).
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    present = models.IntegerField(null=True)
    decision = models.CharField(max_length=400, blank=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    surplus = models.CharField(max_length=8, choices=Surplus, blank=True)
    surplus_words = models.CharField(max_length=200, blank=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(rate_fen__gt=0), name="levy_rate_positive"),
            models.CheckConstraint(
                condition=Q(place__isnull=False, club__isnull=True) & ~Q(base=Base.PER_MEMBER)
                | Q(place__isnull=True, club__isnull=False, base=Base.PER_MEMBER),
                name="levy_of_homes_or_of_a_club",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(approved_by=F("requested_by")),
                name="levy_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def payers(self) -> str:
        """Whose matter it is, in words."""
        return str(self.place or self.club)

    @property
    def unit(self) -> str:
        """What is counted: homes, or people."""
        return _("人") if self.club_id else _("户")

    def move_to(self, state: LevyState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        LEVY_MOVES.check(LevyState(self.state), state)
        self.state = state


class Quote(TenantModel):
    """What one supplier would do it for, item by item."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="quotes")
    supplier = models.CharField(max_length=60)
    total_fen = models.BigIntegerField()
    items = models.JSONField(default=list)  # {"name", "unit", "count", "price_fen", "fen"}
    terms = models.CharField(max_length=200, blank=True)  # tax, warranty, as written
    is_chosen = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["total_fen", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "levy", "supplier"], name="quote_once_a_supplier"),
            models.UniqueConstraint(
                fields=["community", "levy"], condition=Q(is_chosen=True), name="one_quote_is_chosen"
            ),
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="quote_positive"),
        ]

    def __str__(self) -> str:
        return self.supplier


class Extension(TenantModel):
    """A later last day, asked with a reason; of a levy that homes already pay, another person says yes."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="extensions")
    from_on = models.DateField()
    to_on = models.DateField()
    why = models.CharField(max_length=200)  # homes read it
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.ASKED)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # none while it was a draft
    decided_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="extension_is_later"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="extension_by_two"
            ),
            models.UniqueConstraint(
                fields=["community", "levy"], condition=Q(state=ExtensionState.ASKED), name="one_extension_is_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} → {self.to_on}"

    def move_to(self, state: ExtensionState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        EXTENSION_MOVES.check(ExtensionState(self.state), state)
        self.state = state
