"""Income nobody had to expect, payments, moves between pots, and putting a wrong entry right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction as database
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Refused
from hehuo.domain.ground.funds import queries, rules
from hehuo.domain.ground.funds.booking import add_line, book_all, by_three, expect_again, hold, line_of_source
from hehuo.domain.ground.funds.kinds import MOVED_OUT, Direction, Source
from hehuo.domain.ground.funds.models import BudgetLine, Fund, Purpose, Voucher
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger import queries as accounts
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@database.atomic
def receive_plain(
    *,
    actor: Person,
    line: BudgetLine,
    fen: int,
    on: date,
    what: str,
    requested_by: Person,
    approved_by: Person,
    purpose: Purpose | None = None,
    proof: str = "",
    party: str = "",
    receipt_issuer: str = "",
    receipt_no: str = "",
    about: TenantModel | None = None,
    key: UUID | None = None,
) -> Transaction:
    """Register income that nobody had to expect: a grant, interest, a fair's takings."""
    fund = line.fund
    rules.check_receipt(fund, receipt_issuer, receipt_no)
    rules.may_receive_from(fund, Source(line.source)).or_refuse()
    voucher = Voucher(
        fund=fund, direction=Direction.IN, line=line, purpose=purpose or queries.general_purpose(fund), fen=fen, on=on,
        what=what, proof=proof, party=party, receipt_issuer=receipt_issuer.strip(), receipt_no=receipt_no.strip(),
        requested_by=requested_by, approved_by=approved_by, handled_by=actor,
    )  # fmt: skip
    return by_three(voucher, "funds.received", about, key)


@database.atomic
def spend(
    *,
    actor: Person,
    line: BudgetLine,
    fen: int,
    on: date,
    what: str,
    requested_by: Person,
    approved_by: Person,
    purpose: Purpose | None = None,
    proof: str = "",
    party: str = "",
    about: TenantModel | None = None,
    key: UUID | None = None,
) -> Transaction:
    """Register a payment that one asked for, another approved, and `actor` made; never more than its purpose holds."""
    fund = line.fund
    voucher = Voucher(
        fund=fund, direction=Direction.OUT, line=line, purpose=purpose or queries.general_purpose(fund), fen=fen, on=on,
        what=what, proof=proof, party=party, requested_by=requested_by, approved_by=approved_by, handled_by=actor,
    )  # fmt: skip
    rules.may_spend(fund, voucher.purpose, fen, accounts.balance_of(voucher.purpose.account)).or_refuse()
    return by_three(voucher, "funds.spent", about, key)


@database.atomic
def move_between(
    *,
    actor: Person,
    source: Fund,
    target: Fund,
    fen: int,
    on: date,
    decision: TenantModel,
    why: str,
    requested_by: Person,
    approved_by: Person,
    purpose: Purpose | None = None,
) -> Transaction:
    """Move money from one pot to another on the ground of a recorded decision, and never without one (R-28).

    It leaves `purpose` of the source, the general one unless said, and comes for none in particular.
    """
    rules.check_amount(fen)
    rules.check_day(on)
    rules.may_be_two(requested_by, approved_by).or_refuse()
    rules.may_handle(actor, approved_by).or_refuse()
    if source.pk == target.pk:
        raise Refused(_("拨出和拨入是同一个资金，请另选一个。"))
    hold(source, target)
    given, taken = purpose or queries.general_purpose(source), queries.general_purpose(target)
    out = add_line(source, Direction.OUT, str(MOVED_OUT), None)
    rules.check_belongs(source, Direction.OUT, out, given)
    rules.may_spend(source, given, fen, accounts.balance_of(given.account)).or_refuse()
    into = line_of_source(target, Source.MOVED)
    by: dict[str, Any] = {
        "requested_by": requested_by,
        "approved_by": approved_by,
        "handled_by": actor,
        "what": why,
        "on": on,
    }
    vouchers = [
        Voucher(fund=source, direction=Direction.OUT, line=out, purpose=given, fen=fen, proof=str(target), **by),
        Voucher(fund=target, direction=Direction.IN, line=into, purpose=taken, fen=fen, proof=str(source), **by),
    ]
    made = book_all(vouchers, "funds.moved", about=decision)
    threads.tie(earlier=decision, later=made)
    return made


@database.atomic
def reverse_voucher(*, actor: Person, voucher: Voucher, reason: str, on: date | None = None) -> Transaction:
    """Undo a receipt or payment by its mirror image, today or on an open day since; a met due is open again."""
    rules.may_reverse(actor, voucher).or_refuse()
    on = on or clock.today()
    rules.check_reversal_day(voucher, on)
    made = ledger.reverse(actor=actor, transaction=voucher.transaction, reason=reason, on=on)
    for undone in queries.vouchers_of([voucher.transaction_id]):
        Voucher.objects.create(
            transaction=made, number=made.number, on=made.on, fund=undone.fund, direction=undone.direction,
            line=undone.line, purpose=undone.purpose, fen=-undone.fen, what=undone.what, proof=reason,
            party=undone.party, due=undone.due, handled_by=actor, reverses=undone,
        )  # fmt: skip
        if undone.due:
            expect_again(undone.due, undone.fen)
    threads.tie(earlier=voucher.transaction, later=made)
    return made
