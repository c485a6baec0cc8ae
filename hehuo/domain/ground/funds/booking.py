"""Writing vouchers and their transactions: the one place where a fund's money moves."""

from collections.abc import Sequence
from uuid import UUID

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import rules
from hehuo.domain.ground.funds.kinds import Direction, DueState, Source
from hehuo.domain.ground.funds.models import BudgetLine, Due, Fund, Voucher
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.threads import actions as threads


def by_three(voucher: Voucher, act: str, about: TenantModel | None, key: UUID | None) -> Transaction:
    """Book what one asked for, another approved and a third or the first handled."""
    if key and (found := Transaction.objects.filter(pk=key).first()):
        return found
    rules.check_amount(voucher.fen)
    rules.check_day(voucher.on)
    rules.may_be_two(voucher.requested_by, voucher.approved_by).or_refuse()
    came_elsewhere = voucher.direction == Direction.IN and voucher.fund.rule.is_mirror
    may_do = rules.may_register if came_elsewhere else rules.may_handle
    may_do(voucher.handled_by, voucher.approved_by).or_refuse()
    rules.check_belongs(voucher.fund, Direction(voucher.direction), voucher.line, voucher.purpose)
    made = book(voucher, act, about=about, key=key)
    if about is not None:
        threads.tie(earlier=about, later=made)
    return made


def book(voucher: Voucher, act: str, *, about: TenantModel | None, key: UUID | None = None) -> Transaction:
    """One voucher under a transaction of its own."""
    return book_all([voucher], act, about=about, key=key)


def book_all(
    vouchers: Sequence[Voucher], act: str, *, about: TenantModel | None, key: UUID | None = None
) -> Transaction:
    """One transaction for these vouchers, and the vouchers under its number."""
    legs = [leg for voucher in vouchers for leg in _legs(voucher)]
    first = vouchers[0]
    made = ledger.post(
        actor=first.handled_by, act=act, legs=legs, about=about, on=first.on, memo=first.what, key=key
    )  # fmt: skip
    for voucher in vouchers:
        voucher.transaction, voucher.number = made, made.number
        voucher.save(force_insert=True)
    return made


def _legs(voucher: Voucher) -> list[Leg]:
    """Money against its line, and beside it the purpose against the sum of purposes."""
    fund, line, purpose = voucher.fund, voucher.line.account, voucher.purpose.account
    if voucher.direction == Direction.IN:
        return [Leg(fund.money, line, voucher.fen), Leg(fund.earmark, purpose, voucher.fen)]
    return [Leg(line, fund.money, voucher.fen), Leg(purpose, fund.earmark, voucher.fen)]


def line_of_source(fund: Fund, source: Source) -> BudgetLine:
    """The fund's line for a source; opened under the source's own name where there is none."""
    found = BudgetLine.objects.filter(fund=fund, source=source).order_by("id").first()
    return found or add_line(fund, Direction.IN, str(source.label), source)


def add_line(fund: Fund, direction: Direction, name: str, source: Source | None) -> BudgetLine:
    """A line with its account; the one of this name where there is one, though another opens it at this moment."""
    of_this_name = BudgetLine.objects.filter(fund=fund, direction=direction, name=name)
    if found := of_this_name.first():
        return found
    hold(fund)
    if found := of_this_name.first():
        return found
    line = BudgetLine(fund=fund, direction=direction, name=name, source=source or "")
    kind = AccountKind.INCOME if direction == Direction.IN else AccountKind.EXPENSE
    line.account = ledger.open_account(kind=kind, name=name, holder=fund)
    line.save(force_insert=True)
    return line


def hold(*funds: Fund) -> None:
    """Until the transaction ends nobody else opens a line or a purpose of these; their money moves all the same.

    Several are held in one order: two moves in opposite directions would else wait for each other for ever.
    """
    held = Fund.objects.select_for_update(no_key=True).filter(pk__in=[fund.pk for fund in funds]).order_by("pk")
    list(held.values_list("pk"))


def expect_again(due: Due, fen: int) -> None:
    """A due's receipt was undone: it is expected again, by the day it was expected."""
    due = Due.objects.select_for_update(of=("self",)).get(pk=due.pk)
    due.received_fen -= fen
    if due.state == DueState.MET:
        due.state = DueState.OPEN
        ask_clerk(due)
    due.save(update_fields=["received_fen", "state"])


def ask_clerk(due: Due) -> None:
    """The clerk's turn, when the money comes."""
    duties.assign(
        about=due,
        act="receive_due",
        title=sentence("收款：%(what)s", what=due.title),
        verb="guan",
        due_at=clock.at(due.due_on, 18),
        power=Power.RECEIVE_MONEY,
    )
