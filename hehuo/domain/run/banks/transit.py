"""The figures of the sheet (余额调节表), and the records behind each of them: a figure is the sum of its records."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Abs, Coalesce
from django.utils.translation import gettext as _

from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger.models import Account, Transfer
from hehuo.domain.run.banks import queries
from hehuo.domain.run.banks.kinds import Figure
from hehuo.domain.run.banks.models import BankLine, Match, Statement


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Both balances brought together, in fen: what one side has and the other has not yet."""

    bank: int
    ours: int
    only_ours_in: int
    only_ours_out: int
    only_bank_in: int
    only_bank_out: int

    @property
    def bank_after(self) -> int:
        return self.bank + self.only_ours_in - self.only_ours_out

    @property
    def ours_after(self) -> int:
        return self.ours + self.only_bank_in - self.only_bank_out

    @property
    def difference(self) -> int:
        """What nothing explains: money that stood there before the first statement, or a fault."""
        return self.bank_after - self.ours_after

    def fen_of(self, figure: Figure) -> int:
        """One figure by its name."""
        fen: int = getattr(self, figure.value)
        return fen


@dataclass(frozen=True, slots=True)
class Record:
    """One thing behind a figure, in fen as it counts there, and what opens it: an entry, a bank line, a figure.

    With none of these it is a balance: the account's own page tells how it came about.
    """

    what: str
    fen: int
    on: date | None = None
    transaction_id: UUID | None = None
    line_id: UUID | None = None
    figure: Figure | None = None


def adjusted(statement: Statement) -> Adjusted:
    """The bank's balance and ours on the statement's last day, since the first statement of this pot."""
    only_ours = {Direction.IN: 0, Direction.OUT: 0}
    for direction, fen in _only_ours(statement).values_list("direction", "fen"):
        only_ours[Direction(direction)] += fen
    only_bank = {True: 0, False: 0}
    for line in _only_bank(statement):
        only_bank[line.is_income] += _left_of(line)
    return Adjusted(
        bank=statement.closing_fen, ours=_ours_on(statement, statement.to_on),
        only_ours_in=only_ours[Direction.IN], only_ours_out=only_ours[Direction.OUT],
        only_bank_in=only_bank[True], only_bank_out=only_bank[False],
    )  # fmt: skip


def records(statement: Statement, figure: Figure) -> list[Record]:
    """What a figure is made of as the books and the bank stand now: their fen add up to it."""
    return _BEHIND[figure](statement)


def _first(statement: Statement) -> Statement:
    """The first statement of the pot: before it began nothing can be compared."""
    return Statement.objects.filter(fund=statement.fund_id).order_by("from_on", "made_at")[0]


def _only_ours(statement: Statement) -> QuerySet[Voucher]:
    """Entries of these days that no line stood for until the last of them."""
    known = Match.objects.filter(voucher=OuterRef("pk"), undone_at=None, line__on__lte=statement.to_on)
    days = (_first(statement).from_on, statement.to_on)
    return Voucher.objects.filter(~Exists(known), fund=statement.fund_id, on__range=days).order_by("on", "number")


def _only_bank(statement: Statement) -> QuerySet[BankLine]:
    """Lines of these days, each with what of it (`taken`) stood in the books on the last of them.

    A receipt of a closed month is booked on a later day: at the end of its own month only the bank has it.
    """
    booked = Q(matches__undone_at=None, matches__voucher__on__lte=statement.to_on)
    days = (_first(statement).from_on, statement.to_on)
    lines = BankLine.objects.filter(fund=statement.fund_id, on__range=days)
    taken = Coalesce(Sum("matches__fen", filter=booked), 0)
    return lines.annotate(taken=taken).exclude(taken=Abs("fen")).order_by("on", "row")


def _left_of(line: BankLine) -> int:
    return abs(line.fen) - int(line.taken)  # type: ignore[attr-defined]  # annotated by `_only_bank`


def _ours_on(statement: Statement, day: date) -> int:
    return ledger.balances_on([statement.fund.money], day)[statement.fund.money_id]


def _behind_bank(statement: Statement) -> list[Record]:
    own = [_of_line(line, line.fen) for line in queries.lines_of(statement)]
    before = statement.closing_fen - statement.opening_fen - sum(record.fen for record in own)
    known = [Record(_("以前的流水里收过的"), before)] if before else []
    return [Record(_("银行期初"), statement.opening_fen), *known, *own]


def _behind_ours(statement: Statement) -> list[Record]:
    day_before = statement.from_on - timedelta(days=1)
    moved = ledger.lines_between(statement.fund.money, statement.from_on, statement.to_on)
    entries = Voucher.objects.filter(fund=statement.fund_id, on__range=(statement.from_on, statement.to_on))
    has_voucher = set(entries.values_list("transaction", flat=True))
    opening = Record(_("账上期初"), _ours_on(statement, day_before), on=day_before)
    return [
        opening,
        *(
            Record(
                line.memo, line.change, on=line.on,
                transaction_id=line.transaction_id if line.transaction_id in has_voucher else None,
            )
            for line in moved
        ),
    ]  # fmt: skip


def _behind_only_ours(direction: Direction) -> Callable[[Statement], list[Record]]:
    def found(statement: Statement) -> list[Record]:
        return [
            Record(voucher.what, voucher.fen, on=voucher.on, transaction_id=voucher.transaction_id)
            for voucher in _only_ours(statement).filter(direction=direction)
        ]

    return found


def _behind_only_bank(*, is_income: bool) -> Callable[[Statement], list[Record]]:
    def found(statement: Statement) -> list[Record]:
        lines = _only_bank(statement).filter(fen__gt=0) if is_income else _only_bank(statement).filter(fen__lt=0)
        return [_of_line(line, _left_of(line)) for line in lines]

    return found


def _behind_sum(*parts: tuple[Figure, int]) -> Callable[[Statement], list[Record]]:
    def found(statement: Statement) -> list[Record]:
        now = adjusted(statement)
        return [Record(str(figure.label), sign * now.fen_of(figure), figure=figure) for figure, sign in parts]

    return found


def _behind_difference(statement: Statement) -> list[Record]:
    """What stood there before anything could be compared, what moved without an entry of ours, and what is left."""
    first = _first(statement)
    day_before, days = first.from_on - timedelta(days=1), (first.from_on, statement.to_on)
    found = [
        Record(_("第一份流水开头，银行已有的"), first.opening_fen, on=first.from_on),
        Record(_("减：那以前账上已有的"), -_ours_on(statement, day_before), on=day_before),
        *(_without_voucher(statement, days)),
        *(_paid_before(statement, days)),
    ]
    left = adjusted(statement).difference - sum(record.fen for record in found)
    return [*found, *([Record(_("几份流水之间接不上的"), left)] if left else [])]


def _without_voucher(statement: Statement, days: tuple[date, date]) -> list[Record]:
    """What stood in the books when they began, where that is dated among these days."""
    money = statement.fund.money
    moved = Transfer.objects.filter(Q(debit=money) | Q(credit=money), on__range=days, transaction__vouchers=None)
    return [
        Record(transfer.transaction.memo, -money.signed(_debited(transfer, money)), on=transfer.on)
        for transfer in moved.select_related("transaction").order_by("number", "leg")
    ]


def _debited(transfer: Transfer, account: Account) -> int:
    return transfer.amount if transfer.debit_id == account.pk else -transfer.amount


def _paid_before(statement: Statement, days: tuple[date, date]) -> list[Record]:
    """Booked before the first statement began, and at the bank only afterwards."""
    crossing = Match.objects.filter(
        line__fund=statement.fund_id, line__on__range=days, undone_at=None, voucher__on__lt=days[0]
    ).select_related("line", "voucher")
    return [
        Record(
            match.voucher.what, match.fen if match.line.is_income else -match.fen, on=match.voucher.on,
            line_id=match.line_id,
        )
        for match in crossing.order_by("line__on", "line__row", "id")
    ]  # fmt: skip


def _of_line(line: BankLine, fen: int) -> Record:
    what = " ".join(part for part in (line.party or line.summary, line.memo) if part)
    return Record(what, fen, on=line.on, line_id=line.pk)


_BEHIND: dict[Figure, Callable[[Statement], list[Record]]] = {
    Figure.BANK: _behind_bank,
    Figure.ONLY_OURS_IN: _behind_only_ours(Direction.IN),
    Figure.ONLY_OURS_OUT: _behind_only_ours(Direction.OUT),
    Figure.BANK_AFTER: _behind_sum((Figure.BANK, 1), (Figure.ONLY_OURS_IN, 1), (Figure.ONLY_OURS_OUT, -1)),
    Figure.OURS: _behind_ours,
    Figure.ONLY_BANK_IN: _behind_only_bank(is_income=True),
    Figure.ONLY_BANK_OUT: _behind_only_bank(is_income=False),
    Figure.OURS_AFTER: _behind_sum((Figure.OURS, 1), (Figure.ONLY_BANK_IN, 1), (Figure.ONLY_BANK_OUT, -1)),
    Figure.DIFFERENCE: _behind_difference,
}
