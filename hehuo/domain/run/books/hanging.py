"""Payments that hang on a thing by a thread: what a project, or whatever else, has really cost.

The rooms below know nothing of it; whoever ties a request to a thing (a flow) makes it one of its costs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.books import queries
from hehuo.domain.run.books.kinds import OPEN_REQUESTS, RequestState
from hehuo.domain.run.books.models import Request


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pot has paid for a thing, in fen; payments that were reversed do not count."""

    fund: Fund
    fen: int

    @property
    def is_homes(self) -> bool:
        """Whether homes paid into this pot for a matter of theirs."""
        return self.fund.nature == FundNature.LEVY


def requests_on(thing_id: UUID) -> QuerySet[Request]:
    """The payments that hang on a thing, whatever became of them, the latest first."""
    tied = threads.next_of([thing_id], kind=Request.kind_name()).get(thing_id, [])
    return queries.requests().filter(pk__in=tied)


def to_hang() -> QuerySet[Request]:
    """Payments under way or made that hang on nothing of this kind yet: who ties one picks from these."""
    states = [*OPEN_REQUESTS, RequestState.DONE]
    return queries.requests(states=states).filter(direction=Direction.OUT)


def costs_of_all(thing_ids: Iterable[UUID]) -> dict[UUID, list[Cost]]:
    """What was paid for each of these things, pot by pot (four statements, however many there are)."""
    tied = threads.next_of(thing_ids, kind=Request.kind_name())
    every = {request_id for found in tied.values() for request_id in found}
    if not every:
        return {}
    of_request = dict(Request.objects.filter(pk__in=every, transaction__isnull=False).values_list("transaction", "pk"))
    paid: dict[UUID, dict[UUID, int]] = {}
    booked = Voucher.objects.filter(
        Q(transaction__in=of_request) | Q(reverses__transaction__in=of_request), direction=Direction.OUT
    ).order_by()
    for transaction_id, reversed_id, fund_id, fen in booked.values_list(
        "transaction", "reverses__transaction", "fund"
    ).annotate(Sum("fen")):
        of = of_request.get(reversed_id or transaction_id) or of_request[transaction_id]
        pots = paid.setdefault(of, {})
        pots[fund_id] = pots.get(fund_id, 0) + fen
    funds = {fund.pk: fund for fund in Fund.objects.filter(pk__in={pot for pots in paid.values() for pot in pots})}
    return {thing: _gathered(found, paid, funds) for thing, found in tied.items()}


def costs_of(thing_id: UUID) -> list[Cost]:
    """What was paid for one thing, pot by pot."""
    return costs_of_all([thing_id]).get(thing_id, [])


def _gathered(request_ids: Iterable[UUID], paid: dict[UUID, dict[UUID, int]], funds: dict[UUID, Fund]) -> list[Cost]:
    sums: dict[UUID, int] = {}
    for request_id in request_ids:
        for fund_id, fen in paid.get(request_id, {}).items():
            sums[fund_id] = sums.get(fund_id, 0) + fen
    return sorted((Cost(funds[fund_id], fen) for fund_id, fen in sums.items()), key=lambda cost: cost.fund.name)
