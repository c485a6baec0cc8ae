"""Campaigns, gifts, the wall of those who agreed, sums with the lines behind them, and accounts that are due."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from hehuo.core import clock
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.funds.models import Fund, Purpose, Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.donations.disclosures import Course
from hehuo.domain.run.donations.kinds import (
    FEW,
    OPEN_TO_ALL,
    SHOWS_AMOUNT,
    SHOWS_NAME,
    STANDS,
    DisclosureKind,
    DisclosureState,
    GiftKind,
    GiftState,
    Shown,
)
from hehuo.domain.run.donations.models import Campaign, Disclosure, Donation


@dataclass(frozen=True, slots=True)
class Totals:
    """Gifts that stand: how often was given (人次), of that money and its sum in fen, of that goods."""

    times: int
    money: int
    fen: int
    goods: int


@dataclass(frozen=True, slots=True)
class Giver:
    """One gift on the wall: a name, with what was given where that may be shown too."""

    name: str
    gift: Donation | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A campaign in the books on a day, in fen: received for it; spent from its purpose and left there; 人次."""

    on: str
    purpose: str
    received: int
    spent: int
    left: int
    times: int

    def as_data(self) -> dict[str, str | int]:
        """As a disclosure keeps it."""
        return asdict(self)


def mirrors() -> QuerySet[Fund]:
    """The funds that can receive gifts."""
    return pots.funds_of(FundNature.CHARITY)


def campaigns() -> QuerySet[Campaign]:
    """Every campaign, for the office."""
    return Campaign.objects.select_related("fund", "purpose", "made_by", "published_by").order_by("-made_at", "-id")


def published() -> QuerySet[Campaign]:
    """Those that everyone may read."""
    return campaigns().filter(state__in=OPEN_TO_ALL)


def donations(*, state: GiftState | None = None, kind: GiftKind | None = None) -> QuerySet[Donation]:
    """Every gift, the latest first, for those who handle them."""
    found = Donation.objects.select_related(
        "campaign", "fund", "purpose", "donor", "registered_by", "confirmed_by", "transaction"
    ).order_by("-received_on", "-id")
    if state:
        found = found.filter(state=state)
    return found.filter(kind=kind) if kind else found


def with_receipt(issuer: str, number: str) -> Donation | None:
    """The gift for which this receipt was issued."""
    return Donation.objects.filter(receipt_issuer=issuer, receipt_no=number, state__in=STANDS).first()


def standing(*, campaign: Campaign | None = None, fund: Fund | None = None) -> QuerySet[Donation]:
    """Gifts that count: confirmed, and not undone in the books either."""
    undone = Voucher.objects.filter(reverses__transaction=OuterRef("transaction"))
    found = Donation.objects.filter(~Exists(undone), state=GiftState.CONFIRMED)
    if campaign is not None:
        found = found.filter(campaign=campaign)
    return found.filter(fund=fund) if fund is not None else found


def totals_of(gifts: QuerySet[Donation]) -> Totals:
    """The count and the sum of some gifts, in one statement."""
    counted = gifts.order_by().aggregate(
        times=Count("id"), fen=Sum("fen"), money=Count("id", filter=Q(kind=GiftKind.MONEY))
    )
    times, money = counted["times"], counted["money"]
    return Totals(times, money, counted["fen"] or 0, times - money)


def wall_of(gifts: QuerySet[Donation]) -> list[Giver]:
    """Those who agreed to be named, by name: an order of time would tell by the books who gave what.

    Whoever shows a name and no sum is left out where few sums are hidden: the books would tell which is theirs.
    """
    named = gifts.filter(shown__in=SHOWS_NAME).exclude(donor_sealed=b"")
    if unlisted(gifts).money < FEW:
        named = named.exclude(shown=Shown.NAME, kind=GiftKind.MONEY)
    givers = [Giver(gift.donor_name, gift if gift.shows_amount else None) for gift in named.order_by("id")]
    return sorted(givers, key=lambda giver: giver.name)


def lines_of(gifts: QuerySet[Donation]) -> QuerySet[Donation]:
    """Gifts whose amount may be shown, the latest first; read without their names."""
    return gifts.filter(shown__in=SHOWS_AMOUNT).order_by("-received_on", "-id")


def unlisted(gifts: QuerySet[Donation]) -> Totals:
    """The others, in one sum, so that the lines add up to the total."""
    return totals_of(gifts.exclude(shown__in=SHOWS_AMOUNT))


def purpose_of(campaign: Campaign) -> Purpose:
    """Where the money of a campaign stands: its own purpose, else the fund's general one."""
    return campaign.purpose or pots.general_purpose(campaign.fund)


def figures_of(campaign: Campaign) -> Figures:
    """What the books say of a campaign today."""
    today, purpose = clock.today(), purpose_of(campaign)
    totals = totals_of(standing(campaign=campaign))
    paid = Voucher.objects.filter(
        purpose=purpose, direction=Direction.OUT, on__range=(campaign.starts_on, today)
    ).aggregate(fen=Sum("fen"))["fen"]
    left = ledger.balances_on([purpose.account], today)[purpose.account_id]
    return Figures(today.isoformat(), str(purpose), totals.fen, paid or 0, left, totals.times)


def course_of(campaign: Campaign) -> Course:
    """The days by which its accounts are due."""
    known_from = clock.local(campaign.published_at).date() if campaign.published_at else None
    return Course(campaign.starts_on, campaign.last_on, campaign.emergency_from, known_from)


def disclosures() -> QuerySet[Disclosure]:
    """Every account, those due first at the head."""
    return Disclosure.objects.select_related("campaign__fund", "written_by", "published_by", "posting").order_by(
        "due_on", "id"
    )


def open_disclosures() -> QuerySet[Disclosure]:
    """What is still to be published, the most pressing first."""
    return disclosures().exclude(state=DisclosureState.PUBLISHED)


def told_disclosures(campaign: Campaign | None = None) -> QuerySet[Disclosure]:
    """What was published, the latest first."""
    found = disclosures().filter(state=DisclosureState.PUBLISHED).order_by("-published_on", "-id")
    return found.filter(campaign=campaign) if campaign is not None else found


def last_told(campaign: Campaign) -> dict[DisclosureKind, date]:
    """From which day the next account of each kind counts: when the last was out, at the latest when it was due."""
    days = told_disclosures(campaign).order_by("due_on").values_list("kind", "due_on", "published_on")
    return {DisclosureKind(kind): min(due_on, out_on or due_on) for kind, due_on, out_on in days}


def bound_donors(campaign: Campaign) -> list[Person]:
    """Those on the roll who gave for the campaign's purpose alone: they are told (Charity Law 80)."""
    if campaign.purpose is None:
        return []
    given = standing(fund=campaign.fund).filter(purpose=campaign.purpose, donor__isnull=False)
    return list(Person.objects.filter(pk__in=given.order_by().values("donor"), erased_at=None).order_by("id"))


def bound_elsewhere(campaign: Campaign) -> int:
    """How many gifts for its purpose came from people who are not on the roll: they are told by letter."""
    if campaign.purpose is None:
        return 0
    return standing(fund=campaign.fund).filter(purpose=campaign.purpose, donor=None).exclude(donor_sealed=b"").count()
