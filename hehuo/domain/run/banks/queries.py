"""Statements, their lines, and how the bank's figure stands to ours."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.banks.kinds import LineState
from hehuo.domain.run.banks.models import BankLine, Match, Reconciliation, Statement


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A statement beside our books, in fen: the bank's closing, ours on that day, and what is not explained."""

    bank: int
    ours: int
    open_lines: int
    open_in: int
    open_out: int

    @property
    def difference(self) -> int:
        return self.bank - self.ours


def statements() -> QuerySet[Statement]:
    """All statements, the latest first, each with how many of its lines are open."""
    found = Statement.objects.select_related("fund__money", "made_by")
    return found.annotate(
        line_count=Count("lines"), open_count=Count("lines", filter=Q(lines__state=LineState.OPEN))
    ).order_by("-to_on", "-made_at")


def lines_of(statement: Statement, *, state: LineState | None = None) -> QuerySet[BankLine]:
    """The lines of a statement in its order."""
    found = (
        BankLine.objects.filter(statement=statement).select_related("statement__fund", "explained_by").order_by("row")
    )
    return found.filter(state=state) if state else found


def lines() -> QuerySet[BankLine]:
    """Every line."""
    return BankLine.objects.select_related("statement__fund", "fund")


def matches_of(statement: Statement) -> QuerySet[Match]:
    """What the lines of a statement stand for."""
    found = Match.objects.filter(line__statement=statement, undone_at=None).select_related("voucher", "due", "line")
    return found.order_by("line__row", "id")


def matched_fen(line: BankLine) -> int:
    """How much of a line stands for something in the books."""
    return sum(match.fen for match in line.matches.filter(undone_at=None))


def reconciled(statement: Statement) -> Reconciled:
    """How the bank's closing stands to our books on the same day."""
    open_lines = list(lines_of(statement, state=LineState.OPEN))
    return Reconciled(
        bank=statement.closing_fen,
        ours=ledger.balances_on([statement.fund.money], statement.to_on)[statement.fund.money_id],
        open_lines=len(open_lines),
        open_in=sum(line.fen for line in open_lines if line.fen > 0),
        open_out=-sum(line.fen for line in open_lines if line.fen < 0),
    )


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


def adjusted(statement: Statement) -> Adjusted:
    """The bank's balance and ours on the statement's last day, since the first statement of this pot."""
    first = Statement.objects.filter(fund=statement.fund_id).order_by("from_on").values_list("from_on", flat=True)[0]
    upto = {"on__lte": statement.to_on, "on__gte": first}
    only_ours = {True: 0, False: 0}
    matched = set(Match.objects.filter(undone_at=None, line__fund=statement.fund_id).values_list("voucher", flat=True))
    booked = Voucher.objects.filter(fund=statement.fund_id, **upto)
    for pk, direction, fen in booked.values_list("pk", "direction", "fen"):
        if pk not in matched:
            only_ours[direction == Direction.IN] += fen
    only_bank = {True: 0, False: 0}
    taken = _taken(statement)
    for pk, fen in BankLine.objects.filter(fund=statement.fund_id, **upto).values_list("pk", "fen"):
        only_bank[fen > 0] += abs(fen) - taken.get(pk, 0)
    return Adjusted(
        bank=statement.closing_fen,
        ours=ledger.balances_on([statement.fund.money], statement.to_on)[statement.fund.money_id],
        only_ours_in=only_ours[True], only_ours_out=only_ours[False],
        only_bank_in=only_bank[True], only_bank_out=only_bank[False],
    )  # fmt: skip


def _taken(statement: Statement) -> dict[UUID, int]:
    found = Match.objects.filter(undone_at=None, line__fund=statement.fund_id)
    sums = found.values("line").annotate(fen_sum=Sum("fen"))
    return {row["line"]: row["fen_sum"] for row in sums}


def reconciliation_of(statement: Statement) -> Reconciliation | None:
    """The sheet of a statement, prepared or confirmed."""
    found = Reconciliation.objects.filter(statement=statement, dropped_at=None)
    return found.select_related("prepared_by", "confirmed_by").first()


def last_account(fund: Fund) -> str:
    """The account that this pot's statements were of so far."""
    return Statement.objects.filter(fund=fund).exclude(account="").values_list("account", flat=True).first() or ""
