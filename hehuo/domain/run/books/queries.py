"""Turnovers, requests, and the account of a month: pots side by side, never added up."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.db.rows import one_moment
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.funds.queries import Moved
from hehuo.domain.ground.ledger import proof
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.books.kinds import MonthState, RequestState, TurnoverState
from hehuo.domain.run.books.models import Advice, MonthAccount, Offer, Opinion, Recusal, Request, Turnover
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


def requests(*, states: Collection[RequestState] = ()) -> QuerySet[Request]:
    """Requests for receipts and payments in these states (in all without any), newest first."""
    found = Request.objects.select_related(
        "line__fund", "purpose", "requested_by", "approved_by", "handled_by", "transaction", "payee",
        "supplier__contact", "returned_by", "accepted_by", "checked_by",
    ).order_by("-requested_at", "-id")  # fmt: skip
    return found.filter(state__in=states) if states else found


def unchecked_entries() -> QuerySet[Request]:
    """What is in the books and was not checked by the accountant yet, oldest first."""
    return requests(states=[RequestState.DONE]).filter(checked_by=None).order_by("requested_at", "id")


def offers_of(request: Request) -> QuerySet[Offer]:
    """The prices compared with the request's own, the lowest first."""
    return request.offers.order_by("fen", "supplier")


def advice_on(request: Request) -> QuerySet[Advice]:
    """What was said of a request before it was approved, in that order."""
    return request.advice.select_related("given_by").order_by("given_at", "id")


def recusals_from(request: Request) -> QuerySet[Recusal]:
    """Who stepped back from a request, and why."""
    return request.recusals.select_related("person").order_by("declared_at", "id")


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


def differences(account: MonthAccount) -> list[str]:
    """In what a closed month's page or the books behind it are not as they were sealed: nothing, or each by name."""
    found = [fault.say for fault in proof.changed_between(account.month, last_day(account.month))]
    if digest_of(account.account) != bytes(account.digest or b""):
        found.append(_("公布的这一页被改过，和结账时封存的不一样。"))
    now = {pot["fund"]: pot for pot in draft_of(account.month)["pots"]}
    for pot in account.account["pots"]:
        found += _differences(pot, now.get(pot["fund"]) or {})
    return found


def is_as_closed(account: MonthAccount) -> bool:
    """Whether a closed month's page still says what was sealed, and the books still say the same."""
    return not differences(account)


def this_month() -> date:
    """The first day of the current month."""
    return clock.today().replace(day=1)


def _pot(moved: Moved, vouchers: list[Voucher]) -> dict[str, Any]:
    fund: Fund = moved.fund
    income = _lines(one for one in vouchers if one.direction == Direction.IN)
    spent = _lines(one for one in vouchers if one.direction == Direction.OUT)
    earned = sum(one.fen for one in vouchers if one.direction == Direction.IN and not one.line.is_subsidy)
    return {
        "fund": str(fund.id), "name": fund.name, "nature": fund.nature, "keeper": fund.keeper,
        "opening": moved.opening, "income": moved.income, "spent": moved.spent, "closing": moved.closing,
        "earned": earned, "receipts": len(vouchers), "in": income, "out": spent,
    }  # fmt: skip


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """A pot as it was closed beside what the books say of it now."""
    said = {line["id"]: line for line in (*now.get("in", ()), *now.get("out", ()))}
    lines = [*then["in"], *then["out"]]
    for line in lines:
        if line != said.get(line["id"]):
            yield _("「%(what)s」公布的是 %(then)s 元，账本现在是 %(now)s 元。") % {
                "what": line["what"], "then": money.yuan(line["fen"]),
                "now": money.yuan(said[line["id"]]["fen"]) if line["id"] in said else "—",
            }  # fmt: skip
    if len(said) > len(lines):
        yield _("「%s」多了结账以后才有的账。") % then["name"]
    for name, say in (("opening", _("上月结余")), ("closing", _("月底余额"))):
        if then[name] != now.get(name):
            yield _("「%(fund)s」的%(what)s公布的是 %(then)s 元，账本现在不是这个数。") % {
                "fund": then["name"], "what": say, "then": money.yuan(then[name]),
            }  # fmt: skip


def _lines(vouchers: Iterable[Voucher]) -> list[dict[str, Any]]:
    """The lines of one side; what hundreds of homes paid for one matter is one line, with its receipts behind it."""
    found: list[dict[str, Any]] = []
    of_homes: dict[tuple[UUID, str], list[Voucher]] = {}
    for voucher in vouchers:
        if not _is_of_home(voucher):
            found.append(_line(voucher))
            continue
        together = of_homes.setdefault((voucher.line_id, voucher.what), [])
        if not together:
            found.append({})  # its place among the others is that of its first receipt
        together.append(voucher)
    matters = iter(of_homes.values())
    return [line or _line_of_homes(next(matters)) for line in found]


def _is_of_home(voucher: Voucher) -> bool:
    """Whether a home paid it for a levy or a fee."""
    return voucher.due is not None and voucher.due.debtor_kind == Home.kind_name()


def _line_of_homes(vouchers: list[Voucher]) -> dict[str, Any]:
    """What homes paid for one matter in a month: how many homes, how many receipts, and never which."""
    first, dues = vouchers[0], [voucher.due for voucher in vouchers if voucher.due]
    homes = len({due.debtor_id for due in dues})
    return _line(first) | {
        "fen": sum(voucher.fen for voucher in vouchers), "on": vouchers[-1].on.isoformat(),
        "proof": f"{homes} 户，{len(vouchers)} 笔", "receipt_issuer": "", "receipt_no": "",
        "ids": [str(voucher.transaction_id) for voucher in vouchers],
    }  # fmt: skip


def line_with(account: MonthAccount, transaction_id: UUID) -> str:
    """The id of the published line in which a transaction stands."""
    wanted = str(transaction_id)
    lines = (line for pot in account.account["pots"] for line in (*pot["in"], *pot["out"]))
    return next((line["id"] for line in lines if wanted in ids_of(line)), wanted)


def ids_of(line: Mapping[str, Any]) -> list[str]:
    """The transactions behind a published line: its own, or those of the homes that it counts."""
    return list(line.get("ids") or [line["id"]])


def _line(voucher: Voucher) -> dict[str, Any]:
    """A line as it is published: what, by which rule or paper, how much. Never from whom."""
    return {
        "id": str(voucher.transaction_id), "number": voucher.number, "on": voucher.on.isoformat(),
        "what": voucher.what, "proof": voucher.proof, "line": voucher.line.name, "source": voucher.line.source,
        "fen": voucher.fen, "receipt_issuer": voucher.receipt_issuer, "receipt_no": voucher.receipt_no,
    }  # fmt: skip
