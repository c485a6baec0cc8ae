"""Lines of account in the search box: those of published months for everyone, all for those who see the books."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hehuo.core import money
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register
from hehuo.domain.run.books import queries, rules
from hehuo.domain.run.books.models import MonthAccount


def _sees_books(viewer: Viewer) -> bool:
    return bool(rules.may_see_books(viewer))


def _posted() -> Exists:
    months = queries.posted_months().order_by()
    return Exists(months.filter(month__year=OuterRef("on__year"), month__month=OuterRef("on__month")))


def _lines() -> "QuerySet[Voucher]":
    return funds.vouchers().annotate(is_posted=_posted())


def _visible(viewer: Viewer) -> "QuerySet[Voucher]":
    return _lines() if _sees_books(viewer) else _lines().filter(_posted())


def _of_transaction(entry: Entry) -> Iterable[UUID]:
    if entry.thing_kind != Transaction.kind_name():
        return ()
    return funds.vouchers_of([entry.thing_id]).values_list("pk", flat=True)


def _of_month(entry: Entry) -> Iterable[UUID]:
    """Publishing a month makes its lines public."""
    if entry.thing_kind != MonthAccount.kind_name():
        return ()
    account = queries.months().get(pk=entry.thing_id)
    return funds.vouchers_between(account.month, rules.last_day(account.month)).values_list("pk", flat=True)


register(
    Source(
        kind=Voucher.kind_name(), label=_("账目"), place=50, rows=_lines, visible=_visible,
        doc=lambda line: Doc(line.what, line.proof, is_public=line.is_posted),
        line=lambda line: f"{line.on:%Y-%m-%d} · {line.fund} · {money.yuan(line.signed_fen)}", sees_all=_sees_books,
        touched=_of_transaction, touched_in_bulk=_of_month,
        shown_as=lambda line: (Transaction.kind_name(), line.transaction_id),
    )
)  # fmt: skip
