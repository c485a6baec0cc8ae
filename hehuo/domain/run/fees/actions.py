"""Rules, periods and their bills, a book taken over, payments, waivers and reminders."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, Source
from hehuo.domain.ground.funds.models import BudgetLine, Fund
from hehuo.domain.ground.intakes.kinds import Problem
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.fees import queries, rules
from hehuo.domain.run.fees.kinds import MONTHS, FeeBase, PeriodState
from hehuo.domain.run.fees.models import Ahead, Bill, FeePeriod, FeeRule, Payment
from hehuo.domain.run.fees.reading import FeeRow, read_book

WITHIN = timedelta(days=3)


@transaction.atomic
def set_rule(
    *,
    actor: Person,
    place: Place,
    fund: Fund,
    base: FeeBase,
    rate_x100: int,
    from_on: date,
    decision: str,
    to_on: date | None = None,
) -> FeeRule:
    """What a home pays a month from a day on, as its owners decided; one rule a place and day.

    Raises Invalid, Conflict.
    """
    rules.may_draft(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    if rate_x100 <= 0:
        raise Invalid("rate_x100", _("单价要大于零。"))
    if to_on and to_on < from_on:
        raise Invalid("to_on", _("结束的日子在开始之前，请核对。"))
    if not decision.strip():
        raise Invalid("decision", _("请写业主怎么定的，例如：2021 年 12 月业主大会，双过半。"))
    if queries.overlapping(place, from_on, to_on).exists():
        raise Conflict(_("这个小区在这些日子已经有收费标准了。请先写明原来的到哪天为止。"))
    rule = FeeRule.objects.create(
        place=place, fund=fund, base=base, rate_x100=rate_x100, from_on=from_on, to_on=to_on,
        decision=decision.strip(), made_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="fees.rule_set", thing=rule, rate_x100=rate_x100, words=rule.decision)
    return rule


@transaction.atomic
def end_rule(*, actor: Person, rule: FeeRule, to_on: date) -> FeeRule:
    """The rule holds until this day; the next one begins after it. Raises Invalid."""
    rules.may_draft(actor).or_refuse()
    rule = FeeRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if to_on < rule.from_on:
        raise Invalid("to_on", _("结束的日子在开始之前，请核对。"))
    rule.to_on = to_on
    rule.save(update_fields=["to_on"])
    journal.record(actor=actor, act="fees.rule_ended", thing=rule, to_on=to_on.isoformat())
    return rule


@transaction.atomic
def draft_period(
    *, actor: Person, rule: FeeRule, title: str, from_on: date, months: int, due_on: date, key: UUID | None = None
) -> FeePeriod:
    """A bill for each home of the place, by the rule, less what it paid ahead; nobody owes it yet.

    Raises Invalid, Refused, Conflict.
    """
    if key and (made := FeePeriod.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写是哪一期，例如：2022 年度。"))
    if not 1 <= months <= MONTHS:
        raise Invalid("months", _("一期 1 到 %d 个月。") % MONTHS)
    if from_on < rule.from_on or (rule.to_on and from_on > rule.to_on):
        raise Invalid("from_on", _("这一天不在收费标准的日子里，请核对。"))
    if FeePeriod.objects.filter(rule=rule, from_on=from_on).exists():
        raise Conflict(_("从这一天起的一期已经有了。"))
    homes = list(queries.homes_of(rule))
    without = [home for home in homes if rule.base == FeeBase.BY_AREA and not home.area_x100]
    if without or not homes:
        raise Refused(
            _("按面积收，要知道每户的面积。还差 %(n)s 户，例如 %(home)s。") % {"n": len(without), "home": without[0]}
            if without
            else _("这里还没有房屋。请先收花名册。")
        )
    period = FeePeriod.objects.create(
        id=key or ids.uuid7(), rule=rule, title=title.strip(), from_on=from_on, months=months, due_on=due_on,
        made_by=actor,
    )  # fmt: skip
    Bill.objects.bulk_create(
        [Bill(period=period, home=home, fen=queries.fen_of(rule, home, months)) for home in homes], batch_size=200
    )
    _use_ahead(period, rule)
    journal.record(actor=actor, act="fees.period_drafted", thing=period, homes=len(homes), words=period.title)
    return period


def take_book(*, actor: Person, period: FeePeriod, content: bytes, name: str) -> tuple[int, list[Problem]]:
    """Take over a book kept by hand: waivers into the bills, payments beside them until a clerk books them.

    Returns how many rows were new, and every row that a person has to look at. The same book again changes nothing.
    Raises FileFault, Refused.
    """
    rules.may_change(actor, period).or_refuse()
    book = read_book(content, name, year=period.from_on.year)
    with transaction.atomic():
        bills = {bill.home.path.split("/", 1)[1]: bill for bill in queries.bills_of(period)}
        written, new = {row.home.path for row in book.rows}, 0
        for row in book.rows:
            bill = bills.get(row.home.path) or _by_owner(row, bills, written)
            if bill is None:
                book.problems.append(_look(row, _("%s 不在这一期的户里") % row.home.short))
                continue
            if bill.home.path.split("/", 1)[1] != row.home.path:
                told = {"said": row.home.short, "ours": bill.home.short, "name": row.owner}
                book.problems.append(_look(row, _("%(said)s 按业主%(name)s认作 %(ours)s，请核对") % told))
            if row.due_fen is not None and row.due_fen != bill.fen:
                told = {"said": money.yuan(row.due_fen), "ours": money.yuan(bill.fen)}
                book.problems.append(_look(row, _("应收写的是 %(said)s 元，按标准是 %(ours)s 元，按标准记") % told))
            new += _take_row(actor, bill, row, book.problems)
        journal.record(actor=actor, act="fees.book_taken", thing=period, rows=len(book.rows), new=new)
    return new, book.problems


@transaction.atomic
def waive(*, actor: Person, bill: Bill, fen: int, why: str) -> Bill:
    """Waive a part or all of a bill: before approval by who drafts, afterwards by who approves.

    Raises Refused, Invalid.
    """
    bill = _locked(bill)
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
        (bill.due,) = _expect(actor, bill.period, [bill])
        bill.save(update_fields=["due"])
    journal.record(actor=actor, act="fees.waived", thing=bill, fen=fen, words=why.strip())
    return bill


@transaction.atomic
def ask_period(*, actor: Person, period: FeePeriod) -> FeePeriod:
    """Ready: another person looks at the bills and the waivers before anybody owes them."""
    period = FeePeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    rules.may_change(actor, period).or_refuse()
    period.move_to(PeriodState.ASKED)
    period.requested_by = actor
    period.save(update_fields=["state", "requested_by"])
    duties.assign(
        about=period, act="approve_fees", verb="guan", title=sentence("审批收费：%(what)s", what=period.title),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="fees.period_asked", thing=period)
    return period


@transaction.atomic
def return_period(*, actor: Person, period: FeePeriod, why: str) -> FeePeriod:
    """Back to who asked, with the reason."""
    period = FeePeriod.objects.select_for_update(of=("self",)).select_related("requested_by").get(pk=period.pk)
    rules.may_approve(actor, period).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    period.move_to(PeriodState.DRAFT)
    period.save(update_fields=["state"])
    duties.drop(about=period)
    journal.record(actor=actor, act="fees.period_returned", thing=period, words=why.strip())
    return period


@transaction.atomic
def approve_period(*, actor: Person, period: FeePeriod) -> FeePeriod:
    """From now on each home owes what its bill says. Raises Refused for who asked for it."""
    period = (
        FeePeriod.objects.select_for_update(of=("self",)).select_related("rule__fund", "requested_by").get(pk=period.pk)
    )
    rules.may_approve(actor, period).or_refuse()
    period.move_to(PeriodState.OPEN)
    period.approved_by = actor
    period.save(update_fields=["state", "approved_by"])
    owing = [bill for bill in queries.bills_of(period) if bill.open_fen]
    for bill, due in zip(owing, _expect(actor, period, owing), strict=True):
        bill.due = due
    Bill.objects.bulk_update(owing, ["due"], batch_size=200)
    duties.done(about=period, act="approve_fees", actor=actor)
    journal.record(actor=actor, act="fees.period_approved", thing=period, homes=len(owing))
    return period


def book_payments(*, actor: Person, period: FeePeriod) -> int:
    """The clerk takes every payment of the book into the funds' books, each on its day; how many.

    Raises Refused; what cannot be booked (a closed month) stays beside the bill, and its reason is raised.
    """
    rules.may_take(actor).or_refuse()
    if period.state != PeriodState.OPEN:
        raise Refused(_("这一期还没有批，先送审。"))
    count = 0
    for payment in queries.payments_waiting(period):
        _book(actor, payment)
        count += 1
    return count


@transaction.atomic
def take_payment(
    *, actor: Person, bill: Bill, fen: int, on: date, receipt_no: str, note: str = "", key: UUID | None = None
) -> Payment:
    """The clerk takes money for a bill; what is over counts for the next one. Raises Refused, Invalid, Conflict."""
    if key and (taken := Payment.objects.filter(pk=key).first()):
        return taken
    rules.may_take(actor).or_refuse()
    bill = _locked(bill)
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


@transaction.atomic
def remind(*, actor: Person, bill: Bill) -> int:
    """Tell the people of one home, and nobody else, what is open; how many were told. Once a day at most (R-35)."""
    bill = _locked(bill)
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


@transaction.atomic
def _book(actor: Person, payment: Payment) -> Payment:
    """One payment into the funds' books: for its due, and what is over ahead."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.taken_at:
        return payment
    bill = _locked(Bill(pk=payment.bill_id))
    memo = _("收据 %s") % payment.receipt_no if payment.receipt_no else payment.note
    said: dict[str, Any] = {"actor": actor, "on": payment.on, "receipt_no": payment.receipt_no}
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
    payment.save(update_fields=["taken_by", "taken_at"])
    journal.record(actor=actor, act="fees.payment_taken", thing=bill, fen=payment.fen, ahead=over)
    return payment


def _by_owner(row: FeeRow, bills: dict[str, Bill], written: set[str]) -> Bill | None:
    """The one home of the building that the book does not write, with this owner and just this sum."""
    start = f"{row.home.building}栋/"
    left = [bill for path, bill in bills.items() if path not in written and path.startswith(start)]
    fitting = [bill for bill in left if bill.fen == row.due_fen and row.owner in queries.names_at(bill.home)]
    return fitting[0] if len(fitting) == 1 and row.owner else None


def _take_row(actor: Person, bill: Bill, row: FeeRow, problems: list[Problem]) -> bool:
    """One row of the book beside its bill; whether anything of it is new."""
    is_new = False
    if row.waived_fen and not row.why:
        problems.append(_look(row, _("有减免，没写原因，没有记减免")))
    elif row.waived_fen and (bill.waived_fen, bill.waived_why) != (row.waived_fen, row.why):
        if row.waived_fen > bill.fen - bill.ahead_fen:
            problems.append(_look(row, _("减免比应收多，没有记减免")))
        else:
            bill.waived_fen, bill.waived_why, is_new = row.waived_fen, row.why, True
            bill.save(update_fields=["waived_fen", "waived_why"])
    if row.paid_fen and row.paid_on:
        note = "；".join(part for part in (row.said, row.note) if part)
        _payment, made = Payment.objects.get_or_create(
            bill=bill, receipt_no=row.receipt_no, on=row.paid_on, fen=row.paid_fen,
            defaults={"note": note[:120], "noted_by": actor},
        )  # fmt: skip
        is_new = is_new or made
    return is_new


def _use_ahead(period: FeePeriod, rule: FeeRule) -> None:
    """What homes paid ahead counts for these bills; what is more than a bill stays for the next."""
    ahead = Ahead.objects.filter(fund=rule.fund_id, used_in=None).order_by("made_at", "id")
    bills = {bill.home_id: bill for bill in queries.bills_of(period)}
    for one in ahead:
        bill = bills.get(one.home_id)
        if bill is None or bill.ahead_fen == bill.fen:
            continue
        used = min(one.fen, bill.fen - bill.ahead_fen)
        if used < one.fen:
            Ahead.objects.create(home=one.home, fund=one.fund, fen=one.fen - used, transaction=one.transaction)
        one.fen, one.used_in = used, bill
        one.save(update_fields=["fen", "used_in"])
        bill.ahead_fen += used
        bill.save(update_fields=["ahead_fen"])


def _expect(actor: Person, period: FeePeriod, owing: Sequence[Bill]) -> list[Any]:
    rule = period.rule
    return funds.expect_many(
        actor=actor, fund=rule.fund, about=period, title=_("物业费 %s") % period.title, due_on=period.due_on,
        source=Source.FEE, purpose=pots.general_purpose(rule.fund), requested_by=period.requested_by,
        expected=[funds.Expected(bill.home, str(bill.home), bill.open_fen) for bill in owing],
    )  # fmt: skip


def _line(fund: Fund) -> BudgetLine:
    return funds.open_line(actor=None, fund=fund, direction=Direction.IN, name=str(Source.FEE.label), source=Source.FEE)


def _locked(bill: Bill) -> Bill:
    found = Bill.objects.select_for_update(of=("self",))
    return found.select_related("home", "due", "period__rule__fund", "period__requested_by", "period__approved_by").get(
        pk=bill.pk
    )


def _look(row: FeeRow, say: str) -> Problem:
    return Problem("fee_row", _("第 %(row)s 行：%(say)s。") % {"row": row.number, "say": say}, row=row.number)
