"""记账凭证: a transaction of the books as it is printed, signed and bound, with its debits and credits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hehuo.core import money
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.ledger.kinds import FEN, AccountKind
from hehuo.domain.ground.ledger.models import Account, Transaction, Transfer
from hehuo.domain.run.books.models import Request

# Beside each amount stands what it is for; on paper that is one word under the lines, not two lines more.
_BESIDE = frozenset({AccountKind.EARMARK, AccountKind.PURPOSE})


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One account of a slip with its amount in fen: on one side, nothing on the other."""

    account: Account
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one printed voucher. `papers` counts the files behind it; a hand that is not known is empty."""

    transaction: Transaction
    funds: list[str]
    purposes: list[str]
    what: str
    proof: str
    lines: list[SlipLine]
    papers: int
    requested_by: str
    witness: str
    approved_by: str
    handled_by: str
    checked_by: str

    @property
    def fen(self) -> int:
        return sum(line.debit for line in self.lines)

    @property
    def in_words(self) -> str:
        """The amount in capitals (R-27)."""
        return money.in_words(self.fen)


def money_transactions() -> QuerySet[Transaction]:
    """The transactions that move money, in the order of their numbers; points and minutes have no slips."""
    return (
        Transaction.objects.select_related("actor", "reverses")
        .filter(Exists(Transfer.objects.filter(transaction=OuterRef("pk"), unit=FEN)))
        .order_by("number")
    )


def slip_transactions(from_on: date, to_on: date, *, fund: Fund | None = None) -> QuerySet[Transaction]:
    """The transactions of money dated in a period, of one fund where it is given."""
    found = money_transactions().filter(on__range=(from_on, to_on))
    if fund is None:
        return found
    in_fund = Voucher.objects.filter(transaction=OuterRef("pk"), fund=fund)
    return found.filter(Q(Exists(in_fund)) | Q(about_id=fund.pk))


@dataclass(frozen=True, slots=True)
class _Found:
    """What slips are made of, by transaction; `names` are the funds', `papers` the files of each thing."""

    lines: Mapping[UUID, list[SlipLine]]
    vouchers: Mapping[UUID, list[Voucher]]
    requests: Mapping[UUID, Request]
    names: Mapping[UUID, str]
    papers: Mapping[UUID, int]


def slips_of(transactions: Iterable[Transaction]) -> list[Slip]:
    """The slips of some transactions, in their order, by the same few statements for many as for one."""
    wanted = list(transactions)
    requests = _requests(wanted)
    behind = {pk for each in wanted for pk in _behind(each, requests)}
    found = _Found(
        _lines(wanted), _vouchers(wanted), requests, {fund.pk: fund.name for fund in funds.funds()},
        Counter(file.about_id for file in files.files_of_any(behind)),
    )  # fmt: skip
    return [_slip(each, found) for each in wanted]


def _slip(made: Transaction, found: _Found) -> Slip:
    lines, vouchers, request = (
        found.lines.get(made.pk, []),
        found.vouchers.get(made.pk, []),
        found.requests.get(made.pk),
    )
    first = vouchers[0] if vouchers else None
    return Slip(
        transaction=made,
        funds=list(dict.fromkeys(found.names.get(line.account.holder_id, "") for line in lines)),
        purposes=list(dict.fromkeys(each.purpose.name for each in vouchers)),
        what=first.what if first else made.memo,
        proof=first.proof if first else "",
        lines=lines,
        papers=sum(found.papers.get(pk, 0) for pk in _behind(made, found.requests)),
        requested_by=_name(first and first.requested_by),
        witness=_name(request and request.accepted_by),
        approved_by=_name(first and first.approved_by),
        handled_by=_name(first.handled_by if first else made.actor),
        checked_by=_name(request and request.checked_by),
    )


def _lines(transactions: Sequence[Transaction]) -> dict[UUID, list[SlipLine]]:
    """Debit and credit of each transfer of money, leg by leg."""
    found: dict[UUID, list[SlipLine]] = {}
    moved = (
        Transfer.objects.filter(transaction__in=transactions, unit=FEN)
        .select_related("debit", "credit")
        .order_by("number", "leg")
    )
    for each in moved:
        if each.debit.kind not in _BESIDE:
            both = [SlipLine(each.debit, each.amount, 0), SlipLine(each.credit, 0, each.amount)]
            found.setdefault(each.transaction_id, []).extend(both)
    return found


def _vouchers(transactions: Sequence[Transaction]) -> dict[UUID, list[Voucher]]:
    found: dict[UUID, list[Voucher]] = {}
    for voucher in funds.vouchers_of([each.pk for each in transactions]):
        found.setdefault(voucher.transaction_id, []).append(voucher)
    return found


def _requests(transactions: Sequence[Transaction]) -> dict[UUID, Request]:
    """What each was asked by, where it was asked by a request."""
    asked = Request.objects.filter(transaction__in=transactions).select_related("accepted_by", "checked_by")
    return {each.transaction_id: each for each in asked if each.transaction_id}


def _behind(made: Transaction, requests: Mapping[UUID, Request]) -> set[UUID]:
    """The things whose files are a transaction's papers; a reversal has none of its own."""
    if made.reverses_id is not None:
        return set()
    behind = {made.pk} if made.about_id is None else {made.pk, made.about_id}
    return behind | {requests[made.pk].pk} if made.pk in requests else behind


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))
