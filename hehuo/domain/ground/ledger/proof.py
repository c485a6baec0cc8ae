"""The books recomputed from their transfers, in one pass and flat memory; every row that differs is named.

Rows are read as plain texts by hand-written SQL: a million of them pass here (performance.md, row 5).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core.db.rows import hexed, stream
from hehuo.domain.ground.ledger.kinds import Fault
from hehuo.domain.ground.ledger.models import Account, AccountMonth, Head, Transaction, Transfer, digest_of

_Totals = defaultdict[Any, list[int]]


def faults() -> Iterator[Fault]:
    """What is wrong with the books of the community in scope: nothing, when they are as they were written."""
    proof = _Proof()
    yield from proof.walk()
    yield from proof.compare_accounts()
    yield from proof.compare_months()
    yield from _strays()


def changed_between(from_on: date, to_on: date) -> list[Fault]:
    """Transactions dated in a period whose transfers are not what was booked: one read of the period, for anyone."""
    legs: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    dated = Transaction.objects.filter(on__range=(from_on, to_on))
    rows = Transfer.objects.filter(transaction__in=dated).order_by("number", "leg")
    for number, debit, credit, unit, amount in rows.values_list("number", "debit", "credit", "unit_id", "amount"):
        legs[number].append((debit.hex, credit.hex, unit, amount))
    booked = dated.order_by("number").values_list("number", "on", "act", "memo", "about_id", "reverses_id", "digest")
    return [
        _fault("transaction_changed", number, _("第 %s 号凭证被改过：金额、账户、日期或摘要与记账时不同。"))
        for number, on, act, memo, about, reverses, digest in booked
        if digest_of((number, on.isoformat(), act, memo, _hex(about), _hex(reverses)), legs[number]) != bytes(digest)
    ]


def _hex(thing_id: UUID | None) -> str:
    return thing_id.hex if thing_id else ""


class _Proof:
    """The running totals of one walk over all transfers, in the order of booking."""

    def __init__(self) -> None:
        self.totals: _Totals = defaultdict(_nothing)
        self.months: _Totals = defaultdict(_nothing)
        self.last = 0

    def walk(self) -> Iterator[Fault]:
        """Each transaction against its transfers, its digest, its number and its line in the journal."""
        legs = groupby(stream(_TRANSFERS.format(**_columns())), key=itemgetter(0))
        waiting: tuple[int, Any] | None = next(legs, None)
        for row in stream(_TRANSACTIONS.format(**_columns())):
            number, entries = row[0], row[7]
            while waiting and waiting[0] < number:  # transfers whose transaction is gone
                yield _fault("transfer_without_transaction", waiting[0], _("第 %s 号凭证不见了，它的分录还在。"))
                waiting = next(legs, None)
            rows: list[Any] = list(waiting[1]) if waiting and waiting[0] == number else []
            if rows:
                waiting = next(legs, None)
            yield from self._transaction(row, rows)
            if not entries:
                yield _fault("transaction_without_entry", number, _("第 %s 号凭证在流水里没有对应的一行。"))
        if waiting:
            yield _fault("transfer_without_transaction", waiting[0], _("第 %s 号凭证不见了，它的分录还在。"))
        yield from self._head()

    def _transaction(self, row: Any, rows: list[Any]) -> Iterator[Fault]:
        number, on, act, memo, about, reverses, digest, _entries = row
        if number != self.last + 1:
            yield _fault("number_gap", self.last + 1, _("凭证号断了：缺第 %s 号。"))
        self.last = number
        legs = [transfer[3:7] for transfer in rows]
        if not rows or any(transfer[1] != leg for leg, transfer in enumerate(rows, start=1)):
            yield _fault("transfer_missing", number, _("第 %s 号凭证少了分录。"))
        elif digest_of((number, on, act, memo, about or "", reverses or ""), legs) != digest:
            yield _fault("transaction_changed", number, _("第 %s 号凭证被改过：金额、账户、日期或摘要与记账时不同。"))
        for transfer in rows:
            if not self._move(transfer, on):
                yield _fault("transfer_changed", number, _("第 %s 号凭证的分录余额或日期被改过。"))

    def _move(self, transfer: Any, day: str) -> bool:
        """Add a transfer to the totals; whether its day and the balances it noted are right."""
        _number, _leg, on, debit, credit, _unit, amount, debit_after, credit_after = transfer
        month = on[:7]
        into, out_of = self.totals[debit], self.totals[credit]
        into[0] += amount
        out_of[1] += amount
        self.months[debit, month][0] += amount
        self.months[credit, month][1] += amount
        return bool(on == day and into[0] - into[1] == debit_after and out_of[0] - out_of[1] == credit_after)

    def _head(self) -> Iterator[Fault]:
        number = Head.objects.values_list("number", flat=True).first() or 0
        if number != self.last:
            yield _fault("number_gap", number, _("凭证号应到第 %s 号，后面的凭证不见了。"))

    def compare_accounts(self) -> Iterator[Fault]:
        """The totals that accounts keep against the sums of their transfers."""
        for pk, name, *kept in Account.objects.values_list("id", "name", "debit_total", "credit_total").iterator():
            if kept != self.totals.get(pk.hex, [0, 0]):
                yield Fault("account_total", str(pk), _("账户「%s」的合计和分录加起来不一样。") % name)

    def compare_months(self) -> Iterator[Fault]:
        """The months that accounts keep against the sums of their transfers."""
        rows = AccountMonth.objects.values_list("account_id", "month", "account__name", "debit_total", "credit_total")
        for pk, month, name, *kept in rows.iterator():
            if kept != self.months.pop((pk.hex, f"{month:%Y-%m}"), [0, 0]):
                yield _month_fault(str(pk), name, f"{month:%Y-%m}")
        for (pk_hex, month_text), _sums in sorted(self.months.items()):
            yield _month_fault(pk_hex, pk_hex, month_text)


def _nothing() -> list[int]:
    return [0, 0]


def _strays() -> Iterator[Fault]:
    """Lines of the journal that speak of a transaction which is not there."""
    for act, thing in stream(_ENTRIES_WITHOUT.format(**_columns())):
        yield Fault("entry_without_transaction", thing, _("流水里有一行「%s」，它的凭证不见了。") % act)


def _fault(code: str, number: int, say: str) -> Fault:
    return Fault(code, str(number), say % number)


def _month_fault(row: str, name: str, month: str) -> Fault:
    return Fault(
        "account_month", row, _("账户「%(name)s」%(month)s 的合计和分录不一样。") % {"name": name, "month": month}
    )


def _columns() -> dict[str, str]:
    """Columns as this engine gives them as texts."""
    return {name: hexed(column) for name, column in _HEX.items()}


_HEX = {
    "about": "t.about_id", "reverses": "t.reverses_id", "debit": "debit_id", "credit": "credit_id",
    "thing": "e.thing_id",
}  # fmt: skip
_TRANSACTIONS = """
    SELECT t.number, CAST(t."on" AS text), t.act, t.memo, {about}, {reverses}, t.digest,
        EXISTS (SELECT 1 FROM journal_entry e
            WHERE e.community_id = t.community_id AND e.thing_id = t.id AND e.digest = t.digest)
    FROM ledger_transaction t WHERE t.community_id = %s ORDER BY t.number
"""
_TRANSFERS = """
    SELECT number, leg, CAST("on" AS text), {debit}, {credit}, unit_id, amount, debit_after, credit_after
    FROM ledger_transfer WHERE community_id = %s ORDER BY number, leg
"""
_ENTRIES_WITHOUT = """
    SELECT e.act, {thing} FROM journal_entry e
    LEFT JOIN ledger_transaction t ON t.community_id = e.community_id AND t.id = e.thing_id
    WHERE e.community_id = %s AND e.thing_kind = 'ledger.transaction' AND e.digest IS NOT NULL AND t.id IS NULL
"""
