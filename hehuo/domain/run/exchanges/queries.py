"""Reading accounts of give and take. Units are never added up with one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from hehuo.core import clock
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.exchanges.kinds import (
    FROM_BOOKS,
    KINDS,
    REMIND_BEFORE,
    Amount,
    DeliveryState,
    Kind,
    PromiseState,
    Side,
)
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Pledge, Tally


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of an account: what was promised, what both sides confirmed, and what is still owed."""

    kind: Kind
    promised: Amount
    given: Amount
    waiting: int
    late: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_from_books(self) -> bool:
        """Whether its records are those of the books of money, not deliveries."""
        return self.kind in FROM_BOOKS

    @property
    def open(self) -> Amount:
        """What is owed; nothing where more was given than promised."""
        return Amount(self.kind, max(0, self.promised.amount - self.given.amount))


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides of an account, kind by kind."""

    community: list[Line]
    partner: list[Line]

    @property
    def sides(self) -> list[tuple[Side, list[Line]]]:
        return [(Side.COMMUNITY, self.community), (Side.PARTNER, self.partner)]


def exchanges() -> QuerySet[Exchange]:
    """Every account, with its agreement and partner."""
    return Exchange.objects.select_related("agreement__partner__contact")


def public_exchanges() -> QuerySet[Exchange]:
    """Accounts of agreements that were signed."""
    return exchanges().exclude(agreement__state=AgreementState.DRAFT)


def exchanges_of(person: Person) -> QuerySet[Exchange]:
    """The accounts of the agreements that a person speaks for."""
    return exchanges().filter(agreement__partner__contact=person)


def exchange_of(agreement: Agreement) -> Exchange | None:
    """The account of one agreement."""
    return exchanges().filter(agreement=agreement).first()


def without_account() -> QuerySet[Agreement]:
    """Signed agreements that have none."""
    signed = Agreement.objects.filter(state=AgreementState.SIGNED).select_related("partner__contact")
    return signed.exclude(pk__in=Exchange.objects.values("agreement")).order_by("number")


def pledges_of(exchange: Exchange) -> QuerySet[Pledge]:
    """What was promised and not dropped, by day."""
    return Pledge.objects.filter(exchange=exchange).exclude(state=PromiseState.DROPPED)


def pledges() -> QuerySet[Pledge]:
    """Every promise."""
    return Pledge.objects.select_related("exchange__agreement__partner__contact")


def deliveries_of(exchange: Exchange, *, year: int | None = None) -> QuerySet[Delivery]:
    """What was noted, the latest first; of one year, or of all."""
    found = Delivery.objects.filter(exchange=exchange).select_related("noted_by", "confirmed_by", "pledge")
    return found.filter(on__year=year) if year else found


def deliveries() -> QuerySet[Delivery]:
    """Every delivery."""
    return Delivery.objects.select_related("exchange__agreement__partner__contact", "noted_by", "pledge")


def given_for(pledge: Pledge) -> int:
    """What both sides confirmed of one promise."""
    confirmed = Delivery.objects.filter(pledge=pledge, state=DeliveryState.CONFIRMED)
    return confirmed.aggregate(n=Sum("amount"))["n"] or 0


def balance_of(exchange: Exchange) -> Balance:
    """Both sides to this day, out of the off-book ledger; the share out of the books of money."""
    tallies = Tally.objects.filter(exchange=exchange).select_related("given")
    given = {tally.kind: tally.given.balance for tally in tallies}
    given[Kind.SHARE] = share_received(exchange.agreement)
    return _balance(exchange, given, list(pledges_of(exchange)), deliveries_of(exchange))


def balance_in(exchange: Exchange, year: int) -> Balance:
    """One year: what was due in it, and what was given in it."""
    confirmed = deliveries_of(exchange, year=year).filter(state=DeliveryState.CONFIRMED).order_by()
    given = dict(confirmed.values_list("kind").annotate(Sum("amount")))
    given[Kind.SHARE] = share_received(exchange.agreement, year)
    due = list(pledges_of(exchange).filter(due_on__year=year))
    return _balance(exchange, given, due, deliveries_of(exchange, year=year))


def years_of(exchange: Exchange) -> list[int]:
    """From the year it was opened, or of its first delivery, to this year; the latest first."""
    first = deliveries_of(exchange).order_by("on").values_list("on", flat=True).first()
    begin = min(exchange.opened_on, first or exchange.opened_on, exchange.agreement.starts_on)
    return list(range(clock.today().year, begin.year - 1, -1))


def share_received(agreement: Agreement, year: int | None = None) -> int:
    """What of its share has come into the pots: read from the books, for comparison only."""
    found = books.turnovers_of(agreement.pk).filter(due__isnull=False).order_by()
    if year:
        found = found.filter(month__year=year)
    return found.aggregate(n=Sum("due__received_fen"))["n"] or 0


def to_remind(today: date) -> QuerySet[Pledge]:
    """Open promises that are due soon, or were, and of which nobody was reminded."""
    found = Pledge.objects.filter(state=PromiseState.OPEN, reminded_at=None, due_on__lte=today + REMIND_BEFORE)
    return found.order_by("due_on", "id")


def _balance(exchange: Exchange, given: dict[str, int], promised: list[Pledge], found: "QuerySet[Delivery]") -> Balance:
    waiting = dict(found.filter(Q(state=DeliveryState.NOTED)).order_by().values_list("kind").annotate(Sum("amount")))
    return Balance(
        list(_lines(Side.COMMUNITY, given, promised, waiting)), list(_lines(Side.PARTNER, given, promised, waiting))
    )


def _lines(side: Side, given: dict[str, int], promised: list[Pledge], waiting: dict[str, int]) -> Iterable[Line]:
    for kind, data in KINDS.items():
        mine = [pledge for pledge in promised if pledge.kind == kind]
        if data.side != side or not (mine or given.get(kind) or waiting.get(kind)):
            continue
        amount = given.get(kind, 0)
        is_late = any(pledge.is_late for pledge in mine) and (
            kind not in FROM_BOOKS or amount < sum(pledge.amount for pledge in mine if pledge.is_late)
        )
        total = sum(pledge.amount for pledge in mine)
        yield Line(kind, Amount(kind, total), Amount(kind, amount), waiting.get(kind, 0), is_late)
