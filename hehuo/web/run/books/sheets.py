"""Ledgers cut into sheets of A4 as Chinese ledgers are: 过次页 at the foot of one, 承前页 at the head of the next."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.utils.translation import gettext as _

from hehuo.domain.ground.ledger.models import Account
from hehuo.domain.ground.ledger.queries import Line, Movement

T = TypeVar("T")

# A sheet of A4 in its own pixels: what is left for rows under the head, and what a row takes (print.css).
SHEET = 825
ROW, LINE = 8, 20
BROAD = 14  # Chinese letters on one line of the words' column
NARROW = 10


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of a 明细账 in fen; `balance` is a debit surplus. `is_sum` for what is counted, not booked."""

    words: str
    debit: int | None
    credit: int | None
    balance: int
    on: date | None = None
    number: int | None = None
    is_sum: bool = False

    @property
    def side(self) -> str:
        return side_of(self.balance)

    @property
    def amount(self) -> int:
        """The balance without its sign: on which side it stands is told beside it."""
        return abs(self.balance)

    @property
    def height(self) -> int:
        return height_of(self.words, BROAD)


@dataclass(slots=True)
class LedgerSheet:
    """One sheet of a 明细账."""

    rows: list[LedgerRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account of a 总账 over a period."""

    account: Account
    moved: Movement

    @property
    def opening_side(self) -> str:
        return side_of(self.moved.opening)

    @property
    def closing_side(self) -> str:
        return side_of(self.moved.closing)

    @property
    def opening(self) -> int:
        return abs(self.moved.opening)

    @property
    def closing(self) -> int:
        return abs(self.moved.closing)

    @property
    def height(self) -> int:
        return height_of(self.account.name, NARROW)


def side_of(net: int) -> str:
    """On which side a balance stands: 借, 贷, or 平 for none."""
    return _("平") if net == 0 else _("借") if net > 0 else _("贷")


def height_of(words: str, width: int) -> int:
    """How high a row is whose words stand in a column of so many Chinese letters."""
    wide = sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6 for letter in words)
    return ROW + LINE * max(1, -int(-wide // width))


def ledger_rows(account: Account, moved: Movement, lines: Sequence[Line]) -> list[LedgerRow]:
    """A 明细账 from what stood there to what is left, with the sums of each month and of the whole."""
    rows = [LedgerRow(_("上期结转"), None, None, moved.opening, is_sum=True)]
    months = 0
    for month, of_month in groupby(lines, key=lambda line: line.on.replace(day=1)):
        booked = [_row(account, line) for line in of_month]
        rows += booked
        months += 1
        rows.append(
            LedgerRow(
                _("%(month)s月合计") % {"month": month.month},
                sum(row.debit or 0 for row in booked), sum(row.credit or 0 for row in booked), booked[-1].balance,
                is_sum=True,
            )
        )  # fmt: skip
    if months != 1:
        rows.append(LedgerRow(_("本期合计"), moved.debited, moved.credited, moved.closing, is_sum=True))
    return rows


def ledger_sheets(rows: Sequence[LedgerRow]) -> list[LedgerSheet]:
    """The rows on sheets: each sheet but the last ends with what is carried over, the next begins with it."""
    sheet, left, debit, credit = LedgerSheet(), SHEET, 0, 0
    sheets = [sheet]
    for count, row in enumerate(rows):
        carry = ROW + LINE if count < len(rows) - 1 else 0  # the last row needs no line of 过次页 below it
        if sheet.rows and row.height + carry > left:
            before = sheet.rows[-1].balance
            sheet.rows.append(LedgerRow(_("过次页"), debit, credit, before, is_sum=True))
            sheet = LedgerSheet([LedgerRow(_("承前页"), debit, credit, before, is_sum=True)])
            sheets.append(sheet)
            left = SHEET - ROW - LINE
        sheet.rows.append(row)
        left -= row.height
        if not row.is_sum:
            debit, credit = debit + (row.debit or 0), credit + (row.credit or 0)
    return sheets


def pages_of(rows: Sequence[AccountRow], *, first: int = SHEET) -> Iterator[list[AccountRow]]:
    """The rows of a 总账, a sheetful at a time."""
    page: list[AccountRow] = []
    left = first
    for row in rows:
        if page and row.height > left:
            yield page
            page, left = [], SHEET
        page.append(row)
        left -= row.height
    yield page


def _row(account: Account, line: Line) -> LedgerRow:
    """A line of the statement by its sides: `signed` turns what an account gained into a debit surplus and back."""
    net = account.signed(line.change)
    return LedgerRow(
        line.memo, net if net > 0 else None, -net if net < 0 else None, account.signed(line.balance),
        on=line.on, number=line.number,
    )  # fmt: skip
