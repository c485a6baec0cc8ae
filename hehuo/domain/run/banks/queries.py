"""Statements, their lines, and how the bank's figure stands to ours."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.banks.kinds import LineState
from hehuo.domain.run.banks.models import BankLine, ColumnTemplate, HeldPaper, Match, Reconciliation, Statement


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


def reconciliation_of(statement: Statement) -> Reconciliation | None:
    """The sheet of a statement, prepared or confirmed."""
    found = Reconciliation.objects.filter(statement=statement, dropped_at=None)
    return found.select_related("prepared_by", "confirmed_by").first()


def last_account(fund: Fund) -> str:
    """The account that this pot's statements were of so far."""
    return Statement.objects.filter(fund=fund).exclude(account="").values_list("account", flat=True).first() or ""


def held_papers() -> QuerySet[HeldPaper]:
    """Files that wait for somebody to say what their columns are, the latest first."""
    return HeldPaper.objects.select_related("fund", "made_by").defer("content_sealed").order_by("-made_at")


def templates_of(fund: Fund) -> QuerySet[ColumnTemplate]:
    """How statements of this account were read by hand before, the last used first."""
    return ColumnTemplate.objects.filter(fund=fund).order_by("-used_at")
