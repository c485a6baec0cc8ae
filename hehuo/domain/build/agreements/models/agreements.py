"""What community and partner promise each other, and the stewards who keep the two in touch."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements import kinds
from hehuo.domain.build.agreements.kinds import (
    AGREEMENT_MOVES,
    LABELS,
    SUPPLEMENT_MOVES,
    AgreementState,
    ShareNature,
    SupplementState,
)
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person


class Terms(TenantModel):
    """What two sides promise each other: in an agreement, and in a supplement that changes it."""

    subject = models.CharField(max_length=80)
    community_gives = models.CharField(max_length=200, blank=True)  # rooms, hours, water and power
    partner_gives = models.CharField(max_length=200, blank=True)  # fitting out, free hours
    duties = models.TextField(blank=True)  # safety, insurance, privacy, what else was agreed
    starts_on = models.DateField()
    ends_on = models.DateField()
    price_percent = models.SmallIntegerField()  # of the market price, at most
    share_percent = models.SmallIntegerField(default=kinds.SHARE_PERCENT)
    share_nature = models.CharField(max_length=10, choices=ShareNature)
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    notice_days = models.SmallIntegerField(default=30)

    NAMES: ClassVar[tuple[str, ...]] = (
        "subject", "starts_on", "ends_on", "price_percent", "share_percent", "share_nature", "fund",
        "community_gives", "partner_gives", "duties", "notice_days",
    )  # fmt: skip

    class Meta(TenantModel.Meta):
        abstract = True

    @property
    def as_data(self) -> dict[str, str]:
        """Every term as text of no language; `kinds.say` puts it into words."""
        said = {"fund": self.fund.name, "ends_on": self.ends_on.isoformat(), "starts_on": self.starts_on.isoformat()}
        return {name: said.get(name, str(getattr(self, name))) for name in self.NAMES}


class Agreement(Terms):
    """A term, a price rule, a share and its legal nature. Signed, it changes by a supplement only (R-07)."""

    number = models.CharField(max_length=12)  # 2024-003
    partner = TenantForeignKey(Partner, models.PROTECT, related_name="agreements")
    application = TenantForeignKey(Application, models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=8, choices=AgreementState, default=AgreementState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    signed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    scan = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")  # the stamped paper is the original
    renews = TenantForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="agreement_number_once"),
            models.UniqueConstraint(
                fields=["community", "application"],
                condition=~models.Q(state=AgreementState.ENDED) & models.Q(renews__isnull=True),
                name="one_agreement_an_application",
            ),
            models.UniqueConstraint(
                fields=["community", "renews"],
                condition=~models.Q(state=AgreementState.ENDED) & models.Q(renews__isnull=False),
                name="one_renewal_an_agreement",
            ),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="agreement_ends_later"),
            models.CheckConstraint(
                condition=models.Q(price_percent__range=(0, 100), share_percent__range=(0, 100)),
                name="agreement_percents_in_range",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AgreementState.SIGNED)
                | models.Q(signed_on__isnull=False, signed_by__isnull=False),
                name="signed_agreement_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AgreementState.ENDED) | models.Q(ended_on__isnull=False),
                name="ended_agreement_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "ends_on"], name="agreement_in_force")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def is_signed(self) -> bool:
        """Signed and not ended."""
        return self.state == AgreementState.SIGNED

    @property
    def is_paused(self) -> bool:
        """Suspended: nothing new is ordered, opened or promised."""
        return self.state == AgreementState.PAUSED

    @property
    def is_in_force(self) -> bool:
        """Signed, begun and not over."""
        return self.state == AgreementState.SIGNED and self.starts_on <= clock.today() <= self.ends_on

    @property
    def review_from(self) -> date:
        """The day on which it is time to think about going on."""
        return self.ends_on - timedelta(days=kinds.REVIEW_DAYS)

    def move_to(self, state: AgreementState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        AGREEMENT_MOVES.check(AgreementState(self.state), state)
        self.state = state


class Supplement(Terms):
    """New words for a signed agreement, and the words whose place they take; one at a time is in the making."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="supplements")
    number = models.CharField(max_length=16)  # 2024-003-1
    why = models.CharField(max_length=200)
    replaces = models.JSONField()  # the agreement's terms as data, as they stood
    state = models.CharField(max_length=8, choices=SupplementState, default=SupplementState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    signed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="supplement_number_once"),
            models.UniqueConstraint(
                fields=["community", "agreement"],
                condition=models.Q(state=SupplementState.DRAFT),
                name="one_supplement_in_the_making",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SupplementState.SIGNED)
                | models.Q(signed_on__isnull=False, signed_by__isnull=False),
                name="signed_supplement_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What changes: the term, what it said, what it says."""
        now = self.as_data
        changed = [name for name in LABELS if self.replaces[name] != now[name]]
        return [
            (str(LABELS[name]), kinds.say(name, self.replaces[name]), kinds.say(name, now[name])) for name in changed
        ]

    def move_to(self, state: SupplementState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        SUPPLEMENT_MOVES.check(SupplementState(self.state), state)
        self.state = state


class Stewardship(TenantModel):
    """A red steward follows an agreement in one of three seats: a fourth has no seat to take (R-02)."""

    agreement = TenantForeignKey(Agreement, models.CASCADE, related_name="stewardships")
    person = TenantForeignKey(Person, models.PROTECT, related_name="stewardships")
    seat = models.SmallIntegerField()
    since_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["seat", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(seat__range=(1, kinds.STEWARDS)), name="steward_seat_1_to_3"),
            models.UniqueConstraint(
                fields=["community", "agreement", "seat"],
                condition=models.Q(until_on__isnull=True),
                name="steward_seat_once",
            ),
            models.UniqueConstraint(
                fields=["community", "agreement", "person"],
                condition=models.Q(until_on__isnull=True),
                name="steward_once",
            ),
        ]
