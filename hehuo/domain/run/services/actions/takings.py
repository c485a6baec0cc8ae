"""A month's paid orders become the turnover that the partner declares; its share is expected as the agreement says."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books.models import Turnover
from hehuo.domain.run.services import queries, rules


@transaction.atomic
def declare_orders(*, actor: Person, agreement: Agreement, month: date, key: UUID | None = None) -> Turnover:
    """Declare what a month's orders came to, so that nobody adds them up by hand (R-39). Raises Refused for none.

    From here the share goes the way of every turnover: confirmed, asked for, approved by another, expected in its pot.
    """
    month = month.replace(day=1)
    rules.may_count(actor, agreement, month).or_refuse()
    orders = list(queries.taken_in(agreement, month))
    if not orders:
        raise Refused(_("%s 没有收钱的单子。") % f"{month:%Y-%m}")
    turnover = books.declare_turnover(
        actor=actor, agreement=agreement, month=month, fen=sum(order.fen for order in orders),
        note=_("由 %s 张服务单合计") % len(orders), key=key,
    )  # fmt: skip
    for order in orders:
        threads.tie(earlier=order, later=turnover)
    return turnover
