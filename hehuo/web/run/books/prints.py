"""The books on paper: 记账凭证, 明细账, 总账. Pages to print; saved as PDF by the browser that prints them."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Account
from hehuo.domain.run.books import slips
from hehuo.domain.run.books.slips import Slip
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books import sheets
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.periods import months_asked

AT_ONCE = 100  # vouchers printed at once; the rest follows on the next page
ON_HALF = 6  # lines that fit on half a sheet
LONG = 60  # letters beyond which words take more than their half
BESIDE = (AccountKind.EARMARK, AccountKind.PURPOSE)
ORDER = (AccountKind.ASSET, AccountKind.OPENING, AccountKind.INCOME, AccountKind.EXPENSE, *BESIDE)


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts that balance among themselves, and their sums: both sides of each pair are the same."""

    name: str
    rows: list[sheets.AccountRow]

    @property
    def debited(self) -> int:
        return sum(row.moved.debited for row in self.rows)

    @property
    def credited(self) -> int:
        return sum(row.moved.credited for row in self.rows)

    @property
    def opening(self) -> int:
        """What stands on the debit side at the beginning, and as much on the other."""
        return sum(max(row.moved.opening, 0) for row in self.rows)

    @property
    def closing(self) -> int:
        return sum(max(row.moved.closing, 0) for row in self.rows)

    @property
    def pages(self) -> list[list[sheets.AccountRow]]:
        return list(sheets.pages_of(self.rows))


@reads_books
def voucher_print(request: PersonRequest, community: str, transaction_id: UUID) -> HttpResponse:
    """One voucher on half a sheet of A4, to be signed and bound with its papers."""
    found = fetch(slips.money_transactions(), transaction_id)
    context = {"pairs": [slips.slips_of([found])], "number": found.number, "transaction_id": found.pk}
    return render(request, "books/voucher_print.html", context)


@reads_books
def voucher_prints(request: PersonRequest, community: str, fund_id: UUID | None = None) -> HttpResponse:
    """The vouchers of some months by number, two to a sheet; of one fund, as funds are bound apart, or of all."""
    months = months_asked(request.GET)
    fund = fetch(funds.funds(), fund_id) if fund_id else None
    after = request.GET.get("after", "")
    found = slips.slip_transactions(months.from_on, months.to_on, fund=fund)
    if after.isdecimal() and len(after) < 19:
        found = found.filter(number__gt=int(after))
    some = list(found[: AT_ONCE + 1])
    context = {
        "pairs": _pairs(slips.slips_of(some[:AT_ONCE])), "months": months, "fund": fund,
        "more": some[AT_ONCE - 1].number if len(some) > AT_ONCE else None,
    }  # fmt: skip
    return render(request, "books/voucher_print.html", context)


@reads_books
def ledger_print(request: PersonRequest, community: str, account_id: UUID) -> HttpResponse:
    """明细账: one account over some months, sheet by sheet with what is carried over."""
    account = fetch(ledger.accounts(), account_id)
    months = months_asked(request.GET)
    moved = ledger.movements_of([account], months.from_on, months.to_on)[account.pk]
    rows = sheets.ledger_rows(account, moved, ledger.lines_between(account, months.from_on, months.to_on))
    context = {
        "account": account, "months": months, "sheets": sheets.ledger_sheets(rows),
        "fund": funds.funds().filter(pk=account.holder_id).first(),
    }  # fmt: skip
    return render(request, "books/ledger_print.html", context)


@reads_books
def general_print(request: PersonRequest, community: str, fund_id: UUID) -> HttpResponse:
    """总账: every account of a fund over some months, and that both sides are the same."""
    fund = fetch(funds.funds(), fund_id)
    months = months_asked(request.GET)
    accounts = sorted(ledger.accounts_of(fund.pk), key=_place)
    moved = ledger.movements_of(accounts, months.from_on, months.to_on)
    rows = [sheets.AccountRow(each, moved[each.pk]) for each in accounts]
    groups = [
        Group(_("总账"), [row for row in rows if row.account.kind not in BESIDE]),
        Group(_("用途备查账"), [row for row in rows if row.account.kind in BESIDE]),
    ]
    return render(request, "books/general_print.html", {"fund": fund, "months": months, "groups": groups})


def _pairs(found: list[Slip]) -> list[list[Slip]]:
    """Two to a sheet; a slip that takes more than half has a sheet to itself."""
    pairs: list[list[Slip]] = []
    for slip in found:
        if pairs and len(pairs[-1]) == 1 and not _is_long(slip) and not _is_long(pairs[-1][0]):
            pairs[-1].append(slip)
        else:
            pairs.append([slip])
    return pairs


def _is_long(slip: Slip) -> bool:
    return len(slip.lines) > ON_HALF or (len(slip.lines) > 2 and len(slip.what) > LONG)


def _place(account: Account) -> tuple[int, str]:
    """Where an account stands among the accounts of its fund."""
    kinds = [kind.value for kind in ORDER]
    return (kinds.index(account.kind) if account.kind in kinds else len(kinds), account.name)
