"""Turnovers, requests, and the account of a month: pots side by side, never added up."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hehuo.core import clock
from hehuo.core.db.rows import one_moment
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.funds.queries import Moved
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.kinds import MonthState, RequestState, TurnoverState
from hehuo.domain.run.books.models import MonthAccount, Opinion, Request, Turnover
from hehuo.domain.run.books.rules import last_day


def turnovers(*, state: TurnoverState | None = None) -> QuerySet[Turnover]:
    """Declared turnovers, newest month first."""
    found = Turnover.objects.select_related(
        "agreement__partner__contact",
        "agreement__fund",
        "due",
        "declared_by",
        "confirmed_by",
        "requested_by",
        "approved_by",
    ).order_by("-month", "id")
    return found.filter(state=state) if state else found


def turnovers_of_contact(person: Person) -> QuerySet[Turnover]:
    """The turnovers of the partners that a person speaks for."""
    return turnovers().filter(agreement__partner__contact=person)


def turnovers_of(agreement_id: UUID) -> QuerySet[Turnover]:
    """The turnovers under one agreement."""
    return turnovers().filter(agreement=agreement_id)


def shares_of(partners: Iterable[Partner]) -> QuerySet[Turnover]:
    """The approved shares of some partners, newest month first: received, or expected until their day."""
    return turnovers(state=TurnoverState.APPROVED).filter(agreement__partner__in=list(partners))


def requests(*, state: RequestState | None = None) -> QuerySet[Request]:
    """Requests for receipts and payments, newest first."""
    found = Request.objects.select_related(
        "line__fund", "purpose", "requested_by", "approved_by", "handled_by", "transaction"
    ).order_by("-requested_at", "-id")
    return found.filter(state=state) if state else found


def months() -> QuerySet[MonthAccount]:
    """The months that have an account, newest first."""
    return MonthAccount.objects.select_related("posting", "closed_by", "posted_by").order_by("-month")


def posted_months() -> QuerySet[MonthAccount]:
    """The months that anyone may read."""
    return months().filter(state=MonthState.POSTED)


def month_account(month: date) -> MonthAccount | None:
    """The account of a month, where it was drafted."""
    return months().filter(month=month).first()


def opinions_of(account: MonthAccount) -> QuerySet[Opinion]:
    """What supervisors said of a month, in the order in which they said it."""
    return account.opinions.select_related("given_by").order_by("given_at", "id")


def hands_of(account: MonthAccount) -> list[Person | None]:
    """Everyone who had a part in a month: in its money, in closing it, in publishing it."""
    hands = funds.hands_between(account.month, last_day(account.month))
    return [*hands, account.closed_by, account.posted_by]


def months_under(seal_code: str) -> QuerySet[MonthAccount]:
    """The closed months that carry a seal's code."""
    return months().filter(seal_code=seal_code)


def first_open_month() -> date | None:
    """The oldest month with a voucher that is not closed yet."""
    closed = MonthAccount.objects.exclude(state=MonthState.DRAFT).order_by("-month").values_list("month", flat=True)
    last = closed.first()
    after = Voucher.objects.filter(on__gt=last_day(last)) if last else Voucher.objects.all()
    first = after.order_by("on").values_list("on", flat=True).first()
    return first.replace(day=1) if first else None


def account_of(account: MonthAccount) -> dict[str, Any]:
    """What a month's page shows: frozen once closed, counted anew while it is a draft."""
    return account.account if account.state != MonthState.DRAFT else draft_of(account.month)


def draft_of(month: date) -> dict[str, Any]:
    """A month's account as data, of one moment: per pot what stood there, each line, what is left.

    Three statements and one a sum.
    """
    until = last_day(month)
    lines: dict[UUID, list[Voucher]] = {}
    with one_moment():
        for voucher in funds.vouchers_between(month, until):
            lines.setdefault(voucher.fund_id, []).append(voucher)
        moves = funds.moved_between(month, until)
    pots = [
        _pot(moved, lines.get(moved.fund.pk, []))
        for moved in moves
        if moved.opening or moved.closing or moved.fund.pk in lines
    ]
    return {"month": f"{month:%Y-%m}", "pots": pots}


def digest_of(account: dict[str, Any]) -> bytes:
    """SHA-256 of a month's account in one canonical text."""
    text = json.dumps(account, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def is_as_closed(account: MonthAccount) -> bool:
    """Whether a closed month's page still says what was sealed, and the books still say the same."""
    if digest_of(account.account) != bytes(account.digest or b""):
        return False
    now = {pot["fund"]: pot for pot in draft_of(account.month)["pots"]}
    return all(
        now.get(pot["fund"], {}).get(name) == pot[name]
        for pot in account.account["pots"]
        for name in ("opening", "income", "spent", "closing", "in", "out")
    )


def this_month() -> date:
    """The first day of the current month."""
    return clock.today().replace(day=1)


def _pot(moved: Moved, vouchers: list[Voucher]) -> dict[str, Any]:
    fund: Fund = moved.fund
    income = [_line(one) for one in vouchers if one.direction == Direction.IN]
    spent = [_line(one) for one in vouchers if one.direction == Direction.OUT]
    earned = sum(one.fen for one in vouchers if one.direction == Direction.IN and not one.line.is_subsidy)
    return {
        "fund": str(fund.id), "name": fund.name, "nature": fund.nature, "keeper": fund.keeper,
        "opening": moved.opening, "income": moved.income, "spent": moved.spent, "closing": moved.closing,
        "earned": earned, "receipts": len(vouchers), "in": income, "out": spent,
    }  # fmt: skip


def _line(voucher: Voucher) -> dict[str, Any]:
    """A line as it is published: what, by which rule or paper, how much. Never from whom."""
    return {
        "id": str(voucher.transaction_id), "number": voucher.number, "on": voucher.on.isoformat(),
        "what": voucher.what, "proof": voucher.proof, "line": voucher.line.name, "source": voucher.line.source,
        "fen": voucher.fen, "receipt_issuer": voucher.receipt_issuer, "receipt_no": voucher.receipt_no,
    }  # fmt: skip
