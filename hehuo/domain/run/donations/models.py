"""A campaign of the charity's, what was given, and each account of it. A donor's name rests sealed."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Fund, Purpose
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.donations.kinds import (
    CAMPAIGN_MOVES,
    DISCLOSURE_MOVES,
    GIFT_MOVES,
    SHOWS_AMOUNT,
    SHOWS_NAME,
    STANDS,
    CampaignKind,
    CampaignState,
    DisclosureKind,
    DisclosureState,
    GiftKind,
    GiftState,
    Receipt,
    Shown,
)


class Campaign(TenantModel):
    """What a charity raises for, as it filed it (Charity Law 24, 25); people give on the charity's own page."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="campaigns")
    kind = models.CharField(max_length=8, choices=CampaignKind)
    title = models.CharField(max_length=40)
    plan = models.CharField(max_length=600)
    charity = models.CharField(max_length=60)
    certificate_no = models.CharField(max_length=40)
    filing_no = models.CharField(max_length=60)
    contact = models.CharField(max_length=80)
    link = models.CharField(max_length=300)
    earmark = models.CharField(max_length=40, blank=True)  # what for alone; its purpose is opened when it is published
    purpose = TenantForeignKey(Purpose, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # as filed; a standing one may have none
    ended_on = models.DateField(null=True)
    emergency_from = models.DateField(null=True)  # it answers an emergency since that day (Charity Law 72)
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    published_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="campaign_days"
            ),
            models.CheckConstraint(
                condition=Q(kind=CampaignKind.STANDING) | Q(ends_on__isnull=False), name="campaign_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT, published_by__isnull=True)
                | ~Q(state=CampaignState.DRAFT) & Q(published_by__isnull=False) & ~Q(published_by=F("made_by")),
                name="campaign_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_on(self) -> date | None:
        """Its last day: when it was ended, else as it was filed; None where it goes on."""
        return self.ended_on or self.ends_on

    @property
    def is_taking(self) -> bool:
        """Whether the charity takes gifts for it today, as far as its plan says."""
        today = clock.today()
        in_time = self.starts_on <= today and (self.last_on is None or today <= self.last_on)
        return self.state == CampaignState.PUBLISHED and in_time

    def move_to(self, state: CampaignState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        CAMPAIGN_MOVES.check(CampaignState(self.state), state)
        self.state = state


class Donation(TenantModel):
    """One gift as the charity received it. Money is in the mirror's books once confirmed; goods are in none (R-24)."""

    number = models.CharField(max_length=20)  # 2026-001
    campaign = TenantForeignKey(Campaign, models.PROTECT, null=True, related_name="donations")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="donations")
    purpose = TenantForeignKey(Purpose, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=GiftKind)
    fen = models.BigIntegerField(null=True)
    goods = models.CharField(max_length=60, blank=True)  # what, in words
    count = models.IntegerField(null=True)
    unit = models.CharField(max_length=10, blank=True)
    donor_sealed = models.BinaryField(default=b"")
    donor = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    shown = models.CharField(max_length=7, choices=Shown, default=Shown.NOTHING)
    receipt = models.CharField(max_length=9, choices=Receipt)
    receipt_issuer = models.CharField(max_length=60)
    receipt_no = models.CharField(max_length=40, blank=True)
    received_on = models.DateField()  # by the charity
    note = models.CharField(max_length=200, blank=True)  # the desk's alone
    state = models.CharField(max_length=10, choices=GiftState, default=GiftState.REGISTERED)
    why = models.CharField(max_length=80, blank=True)  # it was returned or taken back
    registered_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=clock.now)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    transaction = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")
    seal_code = models.CharField(max_length=24, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="donation_number_once"),
            models.UniqueConstraint(
                fields=["community", "receipt_issuer", "receipt_no"],
                condition=Q(state__in=STANDS) & ~Q(receipt_no=""),
                name="donation_receipt_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=GiftKind.MONEY, fen__gt=0, count__isnull=True, goods="", unit="")
                | Q(kind=GiftKind.GOODS, fen__isnull=True, count__gt=0) & ~Q(goods="") & ~Q(unit=""),
                name="donation_is_money_or_goods",
            ),
            models.CheckConstraint(
                condition=Q(receipt=Receipt.ISSUED) & ~Q(receipt_no="") | ~Q(receipt=Receipt.ISSUED) & Q(receipt_no=""),
                name="donation_receipt_number",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("registered_by")), name="donation_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=GiftState.CONFIRMED)
                | Q(confirmed_by__isnull=False) & (Q(kind=GiftKind.GOODS) | Q(transaction__isnull=False)),
                name="confirmed_donation_is_booked",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "-received_on"], name="donation_state"),
            models.Index(fields=["community", "campaign", "state"], name="donation_campaign"),
            models.Index(fields=["community", "fund", "state"], name="donation_fund"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def donor_name(self) -> str:
        """As the charity's paper has it; empty where nobody knows, or it was erased."""
        return secrecy.unseal(self.donor_sealed)

    @donor_name.setter
    def donor_name(self, written: str) -> None:
        self.donor_sealed = secrecy.seal(written)

    @property
    def shows_name(self) -> bool:
        return self.shown in SHOWS_NAME

    @property
    def shows_amount(self) -> bool:
        return self.shown in SHOWS_AMOUNT

    def move_to(self, state: GiftState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        GIFT_MOVES.check(GiftState(self.state), state)
        self.state = state


class Disclosure(TenantModel):
    """One account of a campaign that the law wants by a day: written by one, published by another."""

    campaign = TenantForeignKey(Campaign, models.PROTECT, related_name="disclosures")
    kind = models.CharField(max_length=9, choices=DisclosureKind)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=DisclosureState, default=DisclosureState.DUE)
    text = models.CharField(max_length=1000, blank=True)
    figures = models.JSONField(default=dict)  # of `queries.Figures`, as the books had them when it was written
    written_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_on = models.DateField(null=True)
    published_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    told = models.IntegerField(default=0)  # donors of a purpose-bound gift who were told (Charity Law 80)

    class Meta(TenantModel.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "campaign", "kind"],
                condition=~Q(state=DisclosureState.PUBLISHED),
                name="one_open_disclosure",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("written_by")), name="disclosure_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=DisclosureState.PUBLISHED)
                | Q(posting__isnull=False, published_by__isnull=False, published_on__isnull=False),
                name="published_disclosure_hangs",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "due_on"], name="disclosure_state")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.get_kind_display()}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not out; on the day itself nothing is late."""
        return self.state != DisclosureState.PUBLISHED and self.due_on < clock.today()

    def move_to(self, state: DisclosureState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        DISCLOSURE_MOVES.check(DisclosureState(self.state), state)
        self.state = state
