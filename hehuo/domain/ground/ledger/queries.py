"""Balances, statements, months. A balance is one row; a statement page costs the same at any depth."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hehuo.core.db.rows import one_moment
from hehuo.core.errors import Missing
from hehuo.domain.ground.ledger.models import Account, AccountMonth, Head, Transaction, Transfer

PAGE = 50
_LINE = ("number", "leg", "on", "amount", "transaction__memo")
_FIELDS = {"debit": (*_LINE, "credit__name", "debit_after"), "credit": (*_LINE, "debit__name", "credit_after")}


class Line(NamedTuple):
    """A line of a statement: what moved (signed as the account grows), against what, and what then stood there.

    A whole statement's lines link to nothing and carry no `transaction_id`: an id costs as much as the rest of its row.
    """

    number: int
    leg: int
    on: date
    change: int
    memo: str
    against: str
    balance: int
    transaction_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first, and where the next page begins (None on the last)."""

    lines: list[Line]
    older: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """What stood on an account before a period, what came and went in it, and what stood there at its end."""

    opening: int
    increase: int
    decrease: int

    @property
    def closing(self) -> int:
        return self.opening + self.increase - self.decrease


@dataclass(frozen=True, slots=True)
class Movement:
    """An account over a period by its two sides; opening and closing are debit surpluses, below nothing on credit."""

    opening: int
    debited: int
    credited: int

    @property
    def closing(self) -> int:
        return self.opening + self.debited - self.credited


def balance_of(account: Account) -> int:
    """The balance now: one indexed row, whatever lies behind it."""
    row = Account.objects.filter(pk=account.pk).values_list("debit_total", "credit_total").get()
    return account.signed(row[0] - row[1])


def first_good_month(accounts: Iterable[Account], day: date) -> date | None:
    """The first month since a day's from which none of these accounts closes below nothing; None where that one is.

    What came later cannot pay in the account of a month that is over: months are walked back from the balances of now.
    """
    wanted = {account.pk: account for account in accounts}
    later = AccountMonth.objects.filter(account__in=wanted, month__gt=day.replace(day=1)).order_by("-month")
    moved: dict[date, list[tuple[Account, int]]] = {}
    for pk, month, debited, credited in later.values_list("account_id", "month", "debit_total", "credit_total"):
        moved.setdefault(month, []).append((wanted[pk], debited - credited))
    balance = {pk: balance_of(account) for pk, account in wanted.items()} if moved else {}
    for month, nets in moved.items():
        for account, net in nets:
            balance[account.pk] -= account.signed(net)
        if min(balance.values()) < 0:
            return month
    return None


def accounts() -> QuerySet[Account]:
    """All accounts of the community."""
    return Account.objects.order_by("holder_kind", "name", "id")


def accounts_of(holder_id: UUID) -> QuerySet[Account]:
    """The accounts of one thing."""
    return Account.objects.filter(holder_id=holder_id).order_by("kind", "name", "id")


def closed_until() -> date | None:
    """The day until which the books of the community in scope are closed."""
    return Head.objects.values_list("closed_until", flat=True).first()


def first_open_on(day: date) -> date:
    """On which day the books take an entry of a day: that day, or the first one after they were closed (R-27).

    Money that came in a closed month is told of on the first open day; what was published stays as it is.
    """
    until = closed_until()
    return day if until is None or day > until else until + timedelta(days=1)


def transaction_about(thing_id: UUID) -> QuerySet[Transaction]:
    """The transactions that are about one thing."""
    return Transaction.objects.filter(about_id=thing_id).order_by("number")


def statement(account: Account, *, before: str = "", size: int = PAGE) -> Page:
    """A page of all that moved on an account, newest first; `before` is the last page's `older`. Raises Missing."""
    with one_moment():  # both sides as they stood together, or a line between them would be missing
        sides = [
            list(_lines(account, side, _side(account, side, before, "transaction_id")[: size + 1])) for side in _FIELDS
        ]
    found = heapq.merge(*sides, key=lambda line: (-line.number, -line.leg))
    lines = [line for line, _number in zip(found, range(size + 1), strict=False)]
    older = f"{lines[size - 1].number}.{lines[size - 1].leg}" if len(lines) > size else None
    return Page(lines[:size], older)


def whole_statement(account: Account) -> Iterator[Line]:
    """Every line of an account, oldest first, as of one moment; streamed: memory does not grow with their number."""
    with one_moment():
        sides = [
            _lines(account, side, _side(account, side, "").order_by("number", "leg").iterator(5000)) for side in _FIELDS
        ]
        yield from heapq.merge(*sides, key=lambda line: (line.number, line.leg))


def period_of(account: Account, from_on: date, to_on: date) -> Period:
    """Opening, movement and closing of one account, both days included."""
    before = _moved_before([account.pk], from_on).get(account.pk, (0, 0))
    until = _moved_before([account.pk], to_on + timedelta(days=1)).get(account.pk, (0, 0))
    debited, credited = until[0] - before[0], until[1] - before[1]
    opening = account.signed(before[0] - before[1])
    return Period(opening, debited, credited) if account.grows_by_debit else Period(opening, credited, debited)


def lines_between(account: Account, from_on: date, to_on: date) -> list[Line]:
    """The lines dated in a period, by day, each with the balance that the days give."""
    balance = period_of(account, from_on, to_on).opening
    dated = Transfer.objects.filter(on__range=(from_on, to_on))
    moved = [
        line
        for side, fields in _FIELDS.items()
        for line in _lines(account, side, dated.filter(**{side: account}).values_list(*fields, "transaction_id"))
    ]
    found = []
    for line in sorted(moved, key=lambda line: (line.on, line.number, line.leg)):
        balance += line.change
        found.append(line._replace(balance=balance))
    return found


def balances_on(accounts: Sequence[Account], day: date) -> dict[UUID, int]:
    """The balance of each account at the end of a day."""
    moved = _moved_before([account.pk for account in accounts], day + timedelta(days=1))
    return {
        account.pk: account.signed(debited - credited)
        for account in accounts
        for debited, credited in [moved.get(account.pk, (0, 0))]
    }


def movements_of(accounts: Iterable[Account], from_on: date, to_on: date) -> dict[UUID, Movement]:
    """Many accounts over a period, both days included, by the same few statements as one."""
    wanted = [account.pk for account in accounts]
    before, until = _moved_before(wanted, from_on), _moved_before(wanted, to_on + timedelta(days=1))
    found = {}
    for pk in wanted:
        (debits, credits_), (debited, credited) = before.get(pk, (0, 0)), until.get(pk, (0, 0))
        found[pk] = Movement(debits - credits_, debited - debits, credited - credits_)
    return found


def _moved_before(account_ids: Iterable[UUID], day: date) -> dict[UUID, tuple[int, int]]:
    """Debits and credits of each account before a day: whole months from their rows, the rest from transfers."""
    wanted, first = list(account_ids), day.replace(day=1)
    totals: dict[UUID, tuple[int, int]] = {
        pk: (debited, credited)
        for pk, debited, credited in AccountMonth.objects.filter(account__in=wanted, month__lt=first)
        .values_list("account")
        .annotate(Sum("debit_total"), Sum("credit_total"))
    }
    if day == first:
        return totals
    days = Transfer.objects.filter(on__gte=first, on__lt=day)
    for pk, amount in days.filter(debit__in=wanted).values_list("debit").annotate(Sum("amount")):
        debited, credited = totals.get(pk, (0, 0))
        totals[pk] = debited + amount, credited
    for pk, amount in days.filter(credit__in=wanted).values_list("credit").annotate(Sum("amount")):
        debited, credited = totals.get(pk, (0, 0))
        totals[pk] = debited, credited + amount
    return totals


def _side(account: Account, side: str, before: str, *more: str) -> "QuerySet[Transfer, Any]":
    """The transfers on one side of an account as the fields of a line, newest first, after a cursor."""
    found = Transfer.objects.filter(**{side: account})
    if before:
        number, leg = _cursor(before)
        # The first condition is what the index walks; the second drops the legs already shown.
        found = found.filter(number__lte=number).filter(Q(number__lt=number) | Q(leg__lt=leg))
    return found.order_by("-number", "-leg").values_list(*_FIELDS[side], *more)


def _cursor(written: str) -> tuple[int, int]:
    number, _dot, leg = written.partition(".")
    if not (number.isdecimal() and leg.isdecimal() and len(number) < 19):
        raise Missing(_("没有这一页。请从第一页看起。"))
    return int(number), int(leg)


def _lines(account: Account, side: str, rows: Iterable[Any]) -> Iterator[Line]:
    """Rows of one side as lines, signed as the account grows."""
    sign = 1 if account.grows_by_debit else -1
    way = sign if side == "debit" else -sign
    for number, leg, on, amount, memo, against, after, *more in rows:
        yield Line(number, leg, on, way * amount, memo, against, sign * after, *more)
