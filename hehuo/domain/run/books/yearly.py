"""A year of each pot: month by month what came, what of it was earned, what was left; and the plan beside it.

Made of the months' frozen accounts, so that a year says what the walls said.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.run.books import queries
from hehuo.domain.run.books.kinds import BudgetState, MonthState
from hehuo.domain.run.books.models import Budget, MonthAccount, Planned, YearAccount

MOVED = ("fund", "opening", "income", "spent", "earned", "closing", "receipts", "months")


def years() -> list[int]:
    """The years of which something is on the wall, newest first."""
    found = MonthAccount.objects.filter(state=MonthState.POSTED).dates("month", "year", order="DESC")
    return [day.year for day in found]


def closed_years() -> QuerySet[YearAccount]:
    """The accounts of closed years, newest first."""
    return YearAccount.objects.select_related("posting", "closed_by", "posted_by").order_by("-year")


def year_account(year: int) -> YearAccount | None:
    """The account of a closed year."""
    return closed_years().filter(year=year).first()


def years_under(seal_code: str) -> QuerySet[YearAccount]:
    """The closed years that carry a seal's code."""
    return closed_years().filter(seal_code=seal_code)


def is_as_closed(account: YearAccount) -> bool:
    """Whether a closed year still says what was sealed, and its months still say the same."""
    now = draft_of(account.year, states=(MonthState.CLOSED, MonthState.POSTED))
    plain = [{name: pot[name] for name in MOVED} for pot in account.account["pots"]]
    return queries.digest_of(account.account) == bytes(account.digest) and plain == [
        {name: pot[name] for name in MOVED} for pot in now["pots"]
    ]


def year_of(year: int, *, states: Collection[str] = (MonthState.POSTED,)) -> dict[str, Any]:
    """What a year's page shows: frozen once it was posted, out of its published months until then."""
    account = year_account(year)
    if account is not None and account.state in states:
        return dict(account.account)
    return draft_of(year, states=states)


def draft_of(year: int, *, states: Collection[str]) -> dict[str, Any]:
    """A year's account as data, out of its months in these states: no pot is added to another (R-28)."""
    pots: dict[str, dict[str, Any]] = {}
    accounts = list(MonthAccount.objects.filter(month__year=year, state__in=list(states)).order_by("month"))
    for account in accounts:
        for pot in account.account["pots"]:
            _add(pots.setdefault(pot["fund"], _begun(pot)), account.month.month, pot)
    plans = _plans(year, [UUID(fund) for fund in pots])
    for pot in pots.values():
        pot["lines"] = _lines(pot["lines"], plans.get(UUID(pot["fund"]), {}))
        pot["is_planned"] = UUID(pot["fund"]) in plans
    ordered = sorted(pots.values(), key=lambda pot: str(pot["name"]))
    return {"year": year, "months": [account.month.month for account in accounts], "pots": ordered}


def budgets() -> QuerySet[Budget]:
    """All plans, the newest of a pot and year first."""
    return Budget.objects.select_related("fund", "requested_by", "approved_by").order_by("fund", "-year", "-version")


def budgets_of(fund: Fund, year: int) -> QuerySet[Budget]:
    """The plans of a pot for a year, the newest first."""
    return budgets().filter(fund=fund, year=year)


def planned_in(budget: Budget) -> dict[UUID, int]:
    """What a plan says of each line, in fen."""
    return dict(Planned.objects.filter(budget=budget).values_list("line", "fen"))


def _begun(pot: dict[str, Any]) -> dict[str, Any]:
    """A pot before its first month of the year."""
    return {name: pot[name] for name in ("fund", "name", "nature", "keeper", "opening")} | {
        "closing": pot["opening"], "income": 0, "spent": 0, "earned": 0, "receipts": 0, "months": [], "lines": {},
    }  # fmt: skip


def _add(pot: dict[str, Any], month: int, of_month: dict[str, Any]) -> None:
    for name in ("income", "spent", "earned", "receipts"):
        pot[name] += of_month[name]
    pot["closing"] = of_month["closing"]
    pot["months"].append(
        {"month": month} | {name: of_month[name] for name in ("income", "earned", "spent", "closing")}
    )  # fmt: skip
    for direction, side in ((Direction.IN, "in"), (Direction.OUT, "out")):
        for line in of_month[side]:
            key = (direction.value, line["line"])
            pot["lines"][key] = pot["lines"].get(key, 0) + line["fen"]


def _lines(moved: dict[tuple[str, str], int], planned: dict[tuple[str, str], int]) -> list[dict[str, Any]]:
    """What moved on each line beside what was planned; None where nothing was."""
    return [
        {"direction": key[0], "line": key[1], "actual": moved.get(key, 0), "planned": planned.get(key)}
        for key in sorted(moved.keys() | planned.keys())
    ]


def _plans(year: int, funds: list[UUID]) -> dict[UUID, dict[tuple[str, str], int]]:
    """The approved plan of each pot for a year, its newest: by direction and name of line."""
    newest: dict[UUID, UUID] = dict(
        Budget.objects.filter(year=year, fund__in=funds, state=BudgetState.APPROVED)
        .order_by("version")
        .values_list("fund", "id")
    )
    found: dict[UUID, dict[tuple[str, str], int]] = {fund: {} for fund in newest}
    rows = Planned.objects.filter(budget__in=newest.values()).values_list(
        "budget__fund", "line__direction", "line__name", "fen"
    )
    for fund, direction, name, fen in rows:
        found[fund][direction, name] = fen
    return found
