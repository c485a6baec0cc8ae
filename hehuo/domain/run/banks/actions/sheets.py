"""The sheet that brings both balances together: prepared by one, confirmed by another."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import queries, rules, transit
from hehuo.domain.run.banks.kinds import LineState
from hehuo.domain.run.banks.models import Reconciliation, Statement


@transaction.atomic
def prepare_sheet(*, actor: Person, statement: Statement, note: str = "") -> Reconciliation:
    """Bring both balances together as they stand; a sheet that nobody confirmed yet is made anew.

    Raises Refused while a line is open, Invalid for a difference without a word, Conflict once it is confirmed.
    """
    statement = Statement.objects.select_for_update(of=("self",)).select_related("fund__money").get(pk=statement.pk)
    rules.may_reconcile(actor).or_refuse()
    if (left := queries.lines_of(statement, state=LineState.OPEN).count()) > 0:
        raise Refused(_("还有 %d 笔没弄清，请先对上或写明。") % left)
    found = transit.adjusted(statement)
    if found.difference and len(note.strip()) < 2:
        raise Invalid(
            "note", _("两边还差 %s 元，请写明是什么，例如：建账以前户里就有的。") % money.yuan(found.difference)
        )
    before = queries.reconciliation_of(statement)
    if before and before.confirmed_by_id:
        raise Conflict(_("这张表两个人都签过了，不能再改。"))
    if before:
        before.dropped_at = clock.now()
        before.save(update_fields=["dropped_at"])
    sheet = Reconciliation.objects.create(
        statement=statement, figures=asdict(found), note=note.strip()[:200], prepared_by=actor
    )
    journal.record(actor=actor, act="banks.sheet_prepared", thing=statement, difference=found.difference)
    return sheet


@transaction.atomic
def confirm_sheet(*, actor: Person, sheet: Reconciliation) -> Reconciliation:
    """The second name under it, while the figures are still the same. Raises Refused, Conflict."""
    sheet = (
        Reconciliation.objects.select_for_update(of=("self",))
        .select_related("statement__fund__money", "prepared_by")
        .get(pk=sheet.pk)
    )
    rules.may_confirm(actor, sheet.prepared_by).or_refuse()
    if sheet.confirmed_by_id:
        return sheet
    if sheet.dropped_at or sheet.figures != asdict(transit.adjusted(sheet.statement)):
        raise Conflict(_("做表以后账又变了，请重新做一张。"))
    sheet.confirmed_by, sheet.confirmed_at = actor, clock.now()
    sheet.save(update_fields=["confirmed_by", "confirmed_at"])
    journal.record(actor=actor, act="banks.sheet_confirmed", thing=sheet.statement)
    return sheet
