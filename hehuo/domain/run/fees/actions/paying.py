"""Money for a bill, a waiver, and one home that is told what is open."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, Source
from hehuo.domain.ground.funds.models import BudgetLine, Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees import queries, rules
from hehuo.domain.run.fees.bills import expect_bills, locked
from hehuo.domain.run.fees.kinds import PeriodState
from hehuo.domain.run.fees.models import Ahead, Bill, FeePeriod, Payment

_RECEIPT, _PAID_ON = gettext_lazy("收据 %s"), gettext_lazy("%s 交的")  # on paper: in the books for good


def take_payment(
    *, actor: Person, bill: Bill, fen: int, on: date, receipt_no: str, note: str = "", key: UUID | None = None
) -> Payment:
    """The clerk takes money for a bill; what is over counts for the next one.

    `on` is the day on the receipt; where its month is closed, the books take it on the first open day.
    Raises Refused, Invalid, Conflict.
    """
    if key and (taken := Payment.objects.filter(pk=key).first()):
        return taken
    rules.may_take(actor).or_refuse()
    bill = locked(bill)
    if bill.period.state != PeriodState.OPEN:
        raise Refused(_("这一期还没有批，先送审。"))
    if fen <= 0:
        raise Invalid("fen", _("金额要大于零。"))
    if not receipt_no.strip():
        raise Invalid("receipt_no", _("请写收据号。"))
    payment, made = Payment.objects.get_or_create(
        bill=bill, receipt_no=receipt_no.strip(), on=on, fen=fen,
        defaults={"id": key or ids.uuid7(), "note": note.strip()[:120], "noted_by": actor},
    )  # fmt: skip
    if not made:
        raise Conflict(_("收据 %s 的这一笔已经记过了。") % receipt_no.strip())
    return _book(actor, payment)


def book_payments(*, actor: Person, period: FeePeriod) -> int:
    """The clerk takes every payment of the book into the funds' books, each on its day or the first open one; how many.

    Raises Refused; what cannot be booked stays beside the bill, and its reason is raised.
    """
    rules.may_take(actor).or_refuse()
    if period.state != PeriodState.OPEN:
        raise Refused(_("这一期还没有批，先送审。"))
    count = 0
    for payment in queries.payments_waiting(period):
        _book(actor, payment)
        count += 1
    return count


def waive(*, actor: Person, bill: Bill, fen: int, why: str) -> Bill:
    """Waive a part or all of a bill: before approval by who drafts, afterwards by who approves.

    Raises Refused, Invalid.
    """
    bill = locked(bill)
    if bill.period.state == PeriodState.OPEN:
        rules.may_approve(actor, bill.period).or_refuse()
    else:
        rules.may_change(actor, bill.period).or_refuse()
    if not 0 < fen <= bill.fen - bill.received_fen:
        raise Invalid("fen", _("最多减免 %s 元。") % money.yuan(bill.fen - bill.received_fen))
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写为什么减免，例如：低保户减半。只有办的人看得到。"))
    if bill.due:
        if bill.due.received_fen:
            raise Refused(_("已经收了一部分，不能再减免。要退，请走付款。"))
        funds.void_due(actor=actor, due=bill.due, why=_("减免"))
        bill.due = None
    bill.waived_fen, bill.waived_why = fen, why.strip()[:200]
    bill.save(update_fields=["waived_fen", "waived_why", "due"])
    if bill.period.state == PeriodState.OPEN and bill.open_fen:
        (bill.due,) = expect_bills(actor, bill.period, [bill])
        bill.save(update_fields=["due"])
    journal.record(actor=actor, act="fees.waived", thing=bill, fen=fen, words=why.strip())
    return bill


def remind(*, actor: Person, bill: Bill) -> int:
    """Tell the people of one home, and nobody else, what is open; how many were told. Once a day at most (R-35)."""
    bill = locked(bill)
    rules.may_take(actor).or_refuse()
    if not bill.open_fen or bill.period.state != PeriodState.OPEN:
        raise Refused(_("这一户没有欠的。"))
    if bill.reminded_at and clock.now() - bill.reminded_at < timedelta(days=1):
        raise Refused(_("今天提醒过了，明天再说。"))
    people = list(Person.objects.filter(household__home=bill.home_id, merged_into=None, left_on=None))
    body = sentence(
        "%(title)s：还差 %(fen)s 元，%(day)s前交。有难处，请到社区说一声。",
        title=bill.period.title, fen=money.yuan(bill.open_fen), day=bill.period.due_on.isoformat(),
    )  # fmt: skip
    for person in people:
        messages.tell(person=person, subject=sentence("物业费还没交齐"), body=body, about=bill.period)
    bill.reminded_at = clock.now()
    bill.save(update_fields=["reminded_at"])
    journal.record(actor=actor, act="fees.reminded", thing=bill, told=len(people))
    return len(people)


def _book(actor: Person, payment: Payment) -> Payment:
    """One payment into the funds' books: for its due, and what is over ahead."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.taken_at:
        return payment
    bill = locked(Bill(pk=payment.bill_id))
    on = ledger.first_open_on(payment.on)
    said: dict[str, Any] = {"actor": actor, "on": on, "receipt_no": payment.receipt_no}
    memo = _proof(payment, on)
    for_bill = min(payment.fen, bill.due.open_fen if bill.due else 0)
    if for_bill and bill.due:
        funds.receive(due=bill.due, fen=for_bill, memo=memo, **said)
    if over := payment.fen - for_bill:
        made = funds.receive_plain(
            line=_line(bill.period.rule.fund), fen=over, what=_("预收：%s") % bill.period.title, proof=memo,
            party=str(bill.home), requested_by=bill.period.requested_by, approved_by=bill.period.approved_by, **said,
        )  # fmt: skip
        Ahead.objects.create(home=bill.home, fund=bill.period.rule.fund, fen=over, transaction=made)
    payment.taken_by, payment.taken_at = actor, clock.now()
    payment.booked_on = on if on != payment.on else None
    payment.save(update_fields=["taken_by", "taken_at", "booked_on"])
    journal.record(
        actor=actor, act="fees.payment_taken", thing=bill, fen=payment.fen, ahead=over, on=on.isoformat()
    )  # fmt: skip
    return payment


def _proof(payment: Payment, on: date) -> str:
    """What the entry says of the paper behind it; with the paper's own day where the entry has another."""
    said = on_paper(_RECEIPT) % payment.receipt_no if payment.receipt_no else payment.note
    own_day = on_paper(_PAID_ON) % payment.on.isoformat() if on != payment.on else ""
    return " ".join(part for part in (own_day, said) if part)[:80]


def _line(fund: Fund) -> BudgetLine:
    return funds.open_line(actor=None, fund=fund, direction=Direction.IN, name=str(Source.FEE.label), source=Source.FEE)
