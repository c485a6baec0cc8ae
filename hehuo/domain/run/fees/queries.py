"""Periods, bills, and how much of what was due came: always with numerator and denominator."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from hehuo.core import money, ratios
from hehuo.domain.ground.funds.progress import Progress, shown
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.run.fees.kinds import FeeBase, PeriodState
from hehuo.domain.run.fees.models import Ahead, Bill, FeePeriod, FeeRule, Payment


@dataclass(frozen=True, slots=True)
class Rate:
    """How much came: homes that owe nothing of all homes, and fen received of fen to be paid."""

    homes_paid: int
    homes: int
    received: int
    payable: int

    @property
    def by_homes(self) -> str:
        """`96.9`, or an empty text where nobody was billed."""
        return _percent(self.homes_paid, self.homes)

    @property
    def by_money(self) -> str:
        return _percent(self.received, self.payable)


def rules_of_fees() -> QuerySet[FeeRule]:
    """Every rule, the latest first."""
    return FeeRule.objects.select_related("place", "fund").order_by("-from_on", "place__path")


def overlapping(place: Place, from_on: date, to_on: date | None) -> QuerySet[FeeRule]:
    """Rules of the same place in force on one of these days."""
    found = FeeRule.objects.filter(place=place).filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on))
    return found.filter(from_on__lte=to_on) if to_on else found


def periods() -> QuerySet[FeePeriod]:
    """Every period, the latest first."""
    found = FeePeriod.objects.select_related("rule__place", "rule__fund", "made_by", "requested_by", "approved_by")
    return found.order_by("-from_on", "rule__place__path")


def begun() -> QuerySet[FeePeriod]:
    """Those that everyone may read."""
    return periods().filter(state=PeriodState.OPEN)


def homes_of(rule: FeeRule) -> QuerySet[Home]:
    """The homes that a rule is for."""
    return Home.objects.filter(path__startswith=f"{rule.place.path}/", ended_on=None).order_by("order")


def fen_of(rule: FeeRule, home: Home, months: int) -> int:
    """What a home pays for some months, in fen, rounded half up."""
    if rule.base == FeeBase.PER_HOME:
        return money.share_of(rule.rate_x100, numerator=months, denominator=100)
    return money.share_of(rule.rate_x100 * months, numerator=home.area_x100 or 0, denominator=10_000)


def names_at(home: Home) -> set[str]:
    """Who lives in a home or owns it."""
    living = Person.objects.filter(household__home=home, merged_into=None, left_on=None)
    owning = Ownership.objects.filter(home=home, until_on=None)
    return {*living.values_list("name", flat=True), *owning.values_list("person__name", flat=True)}


def bills_of(period: FeePeriod) -> QuerySet[Bill]:
    """The bills of a period, in the order of doors."""
    return Bill.objects.filter(period=period).select_related("home", "due", "period__rule").order_by("home__order")


def unpaid(period: FeePeriod) -> list[Bill]:
    """Bills of which something is open: for those who handle money, told one by one."""
    return [bill for bill in bills_of(period) if bill.open_fen]


def bills() -> QuerySet[Bill]:
    """Every bill."""
    return Bill.objects.select_related("home", "due", "period__rule__place", "period__rule__fund")


def bills_of_person(person: Person) -> list[Bill]:
    """The bills of the homes where a person lives or which they own: each sees their own."""
    mine = Q(home__in=Ownership.objects.filter(person=person, until_on=None).values("home"))
    if person.household_id:
        mine |= Q(home__households=person.household_id)
    return list(
        bills()
        .filter(mine, period__state=PeriodState.OPEN)
        .distinct()
        .order_by("-period__from_on", "home__order", "id")
    )


def rate_of(period: FeePeriod) -> Rate:
    """The rate of a period, from its bills and their dues; one statement."""
    found = Bill.objects.filter(period=period).aggregate(
        homes=Count("pk"),
        open=Count("pk", filter=Q(due__isnull=False) & Q(due__received_fen__lt=F("due__fen"))),
        unasked=Count("pk", filter=Q(due__isnull=True) & Q(fen__gt=F("waived_fen") + F("ahead_fen"))),
        payable=Sum(F("fen") - F("waived_fen")),
        ahead=Sum("ahead_fen"),
        received=Sum("due__received_fen"),
    )
    return Rate(
        homes_paid=found["homes"] - found["open"] - found["unasked"], homes=found["homes"],
        received=(found["ahead"] or 0) + (found["received"] or 0), payable=found["payable"] or 0,
    )  # fmt: skip


def progress_of(period: FeePeriod) -> list[Progress]:
    """Homes that owe nothing by building, as everyone may see it."""
    asked: dict[str, int] = defaultdict(int)
    paid: dict[str, int] = defaultdict(int)
    for bill in bills_of(period):
        building = bill.home.path.split("/")[1]
        asked[building] += 1
        paid[building] += bill.is_paid
    return shown([Progress(building, number, paid[building]) for building, number in asked.items()])


def ahead_of(home: Home, rule: FeeRule) -> QuerySet[Ahead]:
    """What a home paid ahead and no bill has used yet."""
    return Ahead.objects.filter(home=home, fund=rule.fund_id, used_in=None).order_by("made_at", "id")


def payments_waiting(period: FeePeriod) -> QuerySet[Payment]:
    """Payments of a book that are not in the funds' books yet."""
    found = Payment.objects.filter(bill__period=period, taken_at=None)
    return found.select_related("bill__home", "bill__due", "bill__period__rule__fund").order_by("on", "id")


def waiting_in_closed_months(period: FeePeriod) -> int:
    """How many of them have their day in a closed month: they are booked on the first open day."""
    until = ledger.closed_until()
    return payments_waiting(period).filter(on__lte=until).count() if until else 0


def _percent(part: int, whole: int) -> str:
    return f"{ratios.tenths(part, whole) / 10:.1f}" if whole else ""
