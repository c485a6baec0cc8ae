"""What stands in each fund, what is expected, and what came and went. Pots are never added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from hehuo.core import clock
from hehuo.core.db.rows import one_moment
from hehuo.domain.ground.funds.kinds import Direction, DueState, FundNature
from hehuo.domain.ground.funds.models import BudgetLine, Due, Fund, Purpose, Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger.queries import Period
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home


@dataclass(frozen=True, slots=True)
class Moved:
    """A fund over a period: what stood there, what came in, what went out, what is left."""

    fund: Fund
    opening: int
    income: int
    spent: int
    closing: int


def funds() -> QuerySet[Fund]:
    """All pots."""
    return Fund.objects.select_related("money").order_by("name")


def funds_of(nature: FundNature) -> QuerySet[Fund]:
    """The pots of one kind."""
    return funds().filter(nature=nature)


def balance_of_fund(fund: Fund) -> int:
    """The money that stands in a fund now."""
    return ledger.balance_of(fund.money)


def purposes_of(fund: Fund) -> QuerySet[Purpose]:
    """What the fund's money is for, with each purpose's account: the general purpose first."""
    return fund.purposes.select_related("account").order_by("is_restricted", "name")


def general_purpose(fund: Fund) -> Purpose:
    """The purpose of money that was given for none in particular."""
    return Purpose.objects.select_related("account").get(fund=fund, is_restricted=False)


def lines(*, fund: Fund | None = None, direction: Direction | None = None) -> QuerySet[BudgetLine]:
    """The lines of the books."""
    found = BudgetLine.objects.select_related("fund").order_by("fund__name", "direction", "name")
    if fund is not None:
        found = found.filter(fund=fund)
    return found.filter(direction=direction) if direction else found


def all_purposes() -> QuerySet[Purpose]:
    """The purposes of all funds, fund by fund."""
    return Purpose.objects.select_related("fund", "account").order_by("fund__name", "is_restricted", "name")


def dues(*, state: DueState | None = None) -> QuerySet[Due]:
    """What is or was expected, the longest due first."""
    found = Due.objects.select_related("fund", "purpose", "line", "approved_by").order_by("due_on", "id")
    return found.filter(state=state) if state else found


def dues_by_themselves(*, state: DueState | None = None) -> QuerySet[Due]:
    """Without the shares of households, hundreds of which belong to one matter and are seen there."""
    return dues(state=state).exclude(debtor_kind=Home.kind_name())


def late_dues(day: date | None = None) -> QuerySet[Due]:
    """Open dues whose day has passed; on the due day itself nothing is late. Not those of households."""
    return dues_by_themselves(state=DueState.OPEN).filter(due_on__lt=day or clock.today())


def dues_about(thing_id: UUID) -> QuerySet[Due]:
    """The dues that a thing led to."""
    return dues().filter(about_id=thing_id)


def vouchers() -> QuerySet[Voucher]:
    """All receipts and payments, newest first."""
    return _vouchers().order_by("-number", "-id")


def vouchers_between(from_on: date, to_on: date, *, fund: Fund | None = None) -> QuerySet[Voucher]:
    """Receipts and payments dated in a period, by day."""
    found = _vouchers().filter(on__range=(from_on, to_on)).order_by("on", "number", "-direction", "id")
    return found.filter(fund=fund) if fund is not None else found


def vouchers_of(transaction_ids: Iterable[UUID]) -> QuerySet[Voucher]:
    """The vouchers of some transactions."""
    return _vouchers().filter(transaction__in=list(transaction_ids)).order_by("number", "-direction", "id")


def vouchers_of_due(due: Due) -> QuerySet[Voucher]:
    """What came for a due."""
    return _vouchers().filter(due=due).order_by("number")


def hands_between(from_on: date, to_on: date) -> list[Person]:
    """Everyone through whose hands the money of a period went: who asked, who approved, who handled."""
    hands = Voucher.objects.filter(on__range=(from_on, to_on)).order_by()
    asked = hands.values("requested_by").union(hands.values("approved_by"), hands.values("handled_by"))
    return list(Person.objects.filter(pk__in=[row["requested_by"] for row in asked if row["requested_by"]]))


def spent_on(line: BudgetLine, year: int) -> int:
    """What moved on a line in a year."""
    period = ledger.period_of(line.account, date(year, 1, 1), date(year, 12, 31))
    return period.increase - period.decrease


def moved_between(from_on: date, to_on: date) -> list[Moved]:
    """Every fund over a period, opening and closing from the ledger, income and spending from the vouchers."""
    pots = list(funds())
    accounts = [pot.money for pot in pots]
    closing = ledger.balances_on(accounts, to_on)
    sums: dict[tuple[UUID, str], int] = {
        (fund_id, direction): total
        for fund_id, direction, total in Voucher.objects.filter(on__range=(from_on, to_on))
        .values_list("fund", "direction")
        .annotate(Sum("fen"))
    }
    openings = ledger.balances_on(accounts, date.fromordinal(from_on.toordinal() - 1))
    return [
        Moved(
            fund=pot,
            opening=openings[pot.money_id],
            income=sums.get((pot.pk, Direction.IN), 0),
            spent=sums.get((pot.pk, Direction.OUT), 0),
            closing=closing[pot.money_id],
        )
        for pot in pots
    ]


def statement_of(fund: Fund, from_on: date, to_on: date) -> tuple[Period, list[ledger.Line]]:
    """A fund's statement: opening and closing, and each line with the balance after it, all of one moment."""
    with one_moment():
        return ledger.period_of(fund.money, from_on, to_on), ledger.lines_between(fund.money, from_on, to_on)


def _vouchers() -> QuerySet[Voucher]:
    return Voucher.objects.select_related(
        "fund", "line", "purpose", "due", "requested_by", "approved_by", "handled_by", "reverses"
    )
