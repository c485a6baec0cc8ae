"""Expecting money, and matching what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction as database
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Invalid
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.duties import queries as turns
from hehuo.domain.ground.funds import queries, rules
from hehuo.domain.ground.funds.booking import ask_clerk, book, line_of_source
from hehuo.domain.ground.funds.kinds import Direction, DueState, Source
from hehuo.domain.ground.funds.models import BudgetLine, Due, Fund, Purpose, Voucher
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@database.atomic
def expect(
    *,
    actor: Person,
    fund: Fund,
    fen: int,
    due_on: date,
    about: TenantModel,
    title: str,
    debtor_name: str,
    debtor: TenantModel | None = None,
    source: Source = Source.SHARE,
    purpose: Purpose | None = None,
    line: BudgetLine | None = None,
    proof: str = "",
    requested_by: Person | None = None,
    key: UUID | None = None,
) -> Due:
    """Expect money for a fund; `actor` approves it, and the clerk's turn comes when it arrives."""
    if key and (found := Due.objects.filter(pk=key).first()):
        return found
    rules.check_amount(fen)
    rules.may_be_two(requested_by, actor).or_refuse()
    rules.may_receive_from(fund, source).or_refuse()
    line = line or line_of_source(fund, source)
    purpose = purpose or queries.general_purpose(fund)
    rules.check_belongs(fund, Direction.IN, line, purpose)
    due = Due.objects.create(
        id=key or ids.uuid7(), fund=fund, purpose=purpose, line=line, title=title, proof=proof, fen=fen, due_on=due_on,
        debtor_kind=debtor.kind_name() if debtor else "", debtor_id=debtor.id if debtor else None,
        debtor_name=debtor_name, about_kind=about.kind_name(), about_id=about.id,
        requested_by=requested_by, approved_by=actor,
    )  # fmt: skip
    threads.tie(earlier=about, later=due)
    ask_clerk(due)
    journal.record(actor=actor, act="funds.due_expected", thing=due, fen=fen, due_on=due_on.isoformat(), words=title)
    return due


@dataclass(frozen=True, slots=True)
class Expected:
    """One of many who owe for the same matter: who (a home), how they are called at the desk, and how much in fen."""

    debtor: TenantModel
    name: str
    fen: int


@database.atomic
def expect_many(
    *,
    actor: Person,
    fund: Fund,
    about: TenantModel,
    title: str,
    due_on: date,
    source: Source,
    purpose: Purpose,
    requested_by: Person | None,
    expected: Sequence[Expected],
) -> list[Due]:
    """Expect the same of many at once, as `expect` does of one; the clerk gets no turn for each of hundreds."""
    rules.may_be_two(requested_by, actor).or_refuse()
    rules.may_receive_from(fund, source).or_refuse()
    line = line_of_source(fund, source)
    rules.check_belongs(fund, Direction.IN, line, purpose)
    for each in expected:
        rules.check_amount(each.fen)
    dues = [
        Due(
            fund=fund, purpose=purpose, line=line, title=title, fen=each.fen, due_on=due_on,
            debtor_kind=each.debtor.kind_name(), debtor_id=each.debtor.id, debtor_name=each.name[:60],
            about_kind=about.kind_name(), about_id=about.id, requested_by=requested_by, approved_by=actor,
        )
        for each in expected
    ]  # fmt: skip
    Due.objects.bulk_create(dues)
    for due in dues:
        threads.tie(earlier=about, later=due)
    return dues


@database.atomic
def receive(
    *,
    actor: Person,
    due: Due,
    fen: int,
    on: date,
    memo: str = "",
    receipt_issuer: str = "",
    receipt_no: str = "",
    key: UUID | None = None,
) -> Transaction:
    """Match what came with what is expected; the due is met when all of it came.

    A fund that mirrors a charity's account needs the charity's name and the number of its receipt (R-22).
    """
    due = Due.objects.select_for_update(of=("self",)).select_related("fund", "line", "purpose").get(pk=due.pk)
    if key and (found := Transaction.objects.filter(pk=key).first()):
        return found
    rules.check_amount(fen)
    rules.check_day(on)
    rules.may_receive(actor, due, fen).or_refuse()
    rules.check_receipt(due.fund, receipt_issuer, receipt_no)
    voucher = Voucher(
        fund=due.fund, direction=Direction.IN, line=due.line, purpose=due.purpose, fen=fen, on=on,
        what=due.title, proof=memo or due.proof, party=due.debtor_name, due=due,
        receipt_issuer=receipt_issuer.strip(), receipt_no=receipt_no.strip(),
        requested_by=due.requested_by, approved_by=due.approved_by, handled_by=actor,
    )  # fmt: skip
    made = book(voucher, "funds.received", about=due, key=key)
    due.received_fen += fen
    if due.received_fen == due.fen:
        due.move_to(DueState.MET)
        duties.done(about=due, act="receive_due", actor=actor)
    due.save(update_fields=["received_fen", "state"])
    threads.tie(earlier=due, later=made)
    journal.record(actor=actor, act="funds.due_received", thing=due, fen=fen, state=due.state, on=on.isoformat())
    return made


@database.atomic
def put_off(*, actor: Person, about: TenantModel, due_on: date) -> int:
    """What a matter still expects, or would again after a reversal, is due on a later day; how many dues.

    Raises Invalid for a day before one that was promised.
    """
    dues = list(Due.objects.select_for_update().filter(about_id=about.id).exclude(state=DueState.VOID))
    if any(due.due_on > due_on for due in dues):
        raise Invalid("due_on", _("只能往后延，不能提前。"))
    Due.objects.filter(pk__in=[due.pk for due in dues]).update(due_on=due_on)
    by_id = {due.id: due for due in dues}
    for waiting in turns.open_duties().filter(about_id__in=list(by_id), act="receive_due"):
        due = by_id[waiting.about_id]
        due.due_on = due_on
        ask_clerk(due)
    journal.record(actor=actor, act="funds.dues_put_off", thing=about, dues=len(dues), due_on=due_on.isoformat())
    return len(dues)


@database.atomic
def void_due(*, actor: Person, due: Due, why: str) -> Due:
    """Give up what is expected, with the reason; what was received in part stays booked."""
    due = Due.objects.select_for_update(of=("self",)).get(pk=due.pk)
    rules.may_be_two(due.requested_by, actor).or_refuse()
    due.move_to(DueState.VOID)
    due.void_why = why
    due.save(update_fields=["state", "void_why"])
    duties.drop(about=due)
    journal.record(actor=actor, act="funds.due_voided", thing=due, fen=due.fen, words=why)
    return due
