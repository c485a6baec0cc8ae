"""A fund over a period as its statement says it: what stood there, what came and went by line, what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.books.models import Request

PIECE = 500  # vouchers held at a time


@dataclass(frozen=True, slots=True)
class LineSum:
    """What moved on one line, and on how many vouchers."""

    name: str
    fen: int
    vouchers: int


@dataclass(frozen=True, slots=True)
class PurposeMoved:
    """One purpose of a fund over a period, in fen."""

    name: str
    is_restricted: bool
    opening: int
    income: int
    spent: int
    closing: int


@dataclass(frozen=True, slots=True)
class FundStatement:
    """A fund over a period, in fen. `entered` is the part of `opening` that was entered within the period.

    What stood in a fund before these books began is no income (`funds.set_opening`): it is part of the opening,
    on whichever day of the period it is dated. So opening + income - spent is always closing.
    """

    fund: Fund
    from_on: date
    to_on: date
    opening: int
    entered: int
    into: list[LineSum]
    out: list[LineSum]
    closing: int

    @property
    def income(self) -> int:
        return sum(line.fen for line in self.into)

    @property
    def spent(self) -> int:
        return sum(line.fen for line in self.out)

    @property
    def vouchers(self) -> int:
        return sum(line.vouchers for line in (*self.into, *self.out))


@dataclass(frozen=True, slots=True)
class Entry:
    """One voucher of a fund with the balance after it, and who found good what was bought."""

    voucher: Voucher
    balance: int
    witness: str


def statement_of(fund: Fund, from_on: date, to_on: date) -> FundStatement:
    """What a fund's statement says of a period, both days included; the same few statements for any number of lines."""
    before = ledger.balances_on([fund.money], from_on - timedelta(days=1))[fund.money_id]
    closing = ledger.balances_on([fund.money], to_on)[fund.money_id]
    sums = _sums_by_line(fund, from_on, to_on)
    into, out = ([each for way, each in sums if way == wanted] for wanted in (Direction.IN, Direction.OUT))
    opening = closing - sum(line.fen for line in into) + sum(line.fen for line in out)
    return FundStatement(fund, from_on, to_on, opening, opening - before, into, out, closing)


def entries_of(statement: FundStatement) -> Iterator[Entry]:
    """Every voucher of the period by day, streamed: memory does not grow with their number."""
    balance = statement.opening
    found = _vouchers(statement).annotate(
        # Who stands for 证明: one without a part in it, who looked whether it is there and good.
        witness=Subquery(Request.objects.filter(transaction=OuterRef("transaction")).values("accepted_by__name")[:1])
    )
    for voucher in found.iterator(PIECE):
        balance += voucher.signed_fen
        yield Entry(voucher, balance, voucher.witness or "")


def vouchers_on(statement: FundStatement, direction: Direction) -> Iterator[Voucher]:
    """What came, or what went, in the period by day, streamed."""
    return _vouchers(statement).filter(direction=direction).iterator(PIECE)


def purposes_moved(statement: FundStatement) -> list[PurposeMoved]:
    """Each purpose of the fund over the period, the unrestricted first; together they are what the fund is."""
    fund, purposes = statement.fund, list(funds.purposes_of(statement.fund))
    closing = ledger.balances_on([each.account for each in purposes], statement.to_on)
    sums: dict[tuple[UUID, str], int] = {
        (purpose_id, direction): fen
        for purpose_id, direction, fen in Voucher.objects.filter(
            fund=fund, on__range=(statement.from_on, statement.to_on)
        )
        .values_list("purpose", "direction")
        .annotate(Sum("fen"))
    }
    found = []
    for each in purposes:
        income, spent = (sums.get((each.pk, way), 0) for way in (Direction.IN, Direction.OUT))
        left = closing[each.account_id]
        found.append(PurposeMoved(each.name, each.is_restricted, left - income + spent, income, spent, left))
    return found


def _vouchers(statement: FundStatement) -> QuerySet[Voucher]:
    return funds.vouchers_between(statement.from_on, statement.to_on, fund=statement.fund)


def _sums_by_line(fund: Fund, from_on: date, to_on: date) -> list[tuple[str, LineSum]]:
    """Lines on which something moved, with their direction, the largest first."""
    rows = (
        Voucher.objects.filter(fund=fund, on__range=(from_on, to_on))
        .values("line", "line__name", "direction")
        .annotate(total=Sum("fen"), count=Count("id"))
    )
    found = [(row["direction"], LineSum(row["line__name"], row["total"], row["count"])) for row in rows]
    return sorted(found, key=lambda pair: (-pair[1].fen, pair[1].name))
