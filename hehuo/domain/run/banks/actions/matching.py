"""Saying what a line stands for, and taking that back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import on_paper
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import queries, rules, suggesting
from hehuo.domain.run.banks.kinds import LineState, Sureness
from hehuo.domain.run.banks.models import BankLine, Match, Statement

_AT_THE_BANK = gettext_lazy("银行 %(on)s %(serial)s")  # on paper: in the books for good


@transaction.atomic
def match_dues(*, actor: Person, line: BankLine, dues: Sequence[Due], why: str = "") -> BankLine:
    """This money came for these dues: each is received on the bank's day, or on the first open day after it.

    What is over stays open on the line.

    Raises Refused for money that went out, for a line that is matched, and as `funds.receive` does.
    """
    line = _locked(line)
    rules.may_match(actor).or_refuse()
    if not line.is_income:
        raise Refused(_("这一笔是付出去的，请对付款单。"))
    left = line.fen - queries.matched_fen(line)
    if line.state == LineState.MATCHED or left <= 0:
        raise Conflict(_("这一笔已经对上了。"))
    for due in dues:
        if due.fund_id != line.fund_id:
            raise Refused(_("这笔应收不是这个资金的。"))
        fen = min(left, due.open_fen)
        if fen <= 0:
            raise Refused(_("这笔应收已经收齐了，请换一户。"))
        key = ids.uuid7()
        memo = on_paper(_AT_THE_BANK) % {"on": f"{line.on:%m-%d}", "serial": line.serial[-6:]}
        on = ledger.first_open_on(line.on)
        made = funds.receive(actor=actor, due=due, fen=fen, on=on, memo=memo, key=key)
        voucher = Voucher.objects.get(transaction=made, fund=line.fund_id)
        Match.objects.create(line=line, voucher=voucher, due=due, fen=fen, why=why[:120], made_by=actor)
        left -= fen
    return _settled(actor, line, left)


@transaction.atomic
def match_payment(*, actor: Person, line: BankLine, voucher: Voucher, why: str = "") -> BankLine:
    """This money went out for a payment that is booked. Raises Refused, Conflict."""
    line = _locked(line)
    rules.may_reconcile(actor).or_refuse()
    if line.is_income or voucher.fund_id != line.fund_id or voucher.fen != -line.fen:
        raise Refused(_("这张付款单和这一笔对不上：资金、方向、金额都要一样。"))
    if line.state == LineState.MATCHED or voucher.bank_matches.filter(undone_at=None).exists():
        raise Conflict(_("这一笔已经对上了。"))
    Match.objects.create(line=line, voucher=voucher, fen=-line.fen, why=why[:120], made_by=actor)
    return _settled(actor, line, 0)


def match_sure(*, actor: Person, statement: Statement) -> int:
    """Take every suggestion that is sure, line by line; how many. What changed meanwhile is left for a person.

    Raises Refused or Conflict where none could be taken, with the first reason (a month that is closed, say).
    """
    rules.may_match(actor).or_refuse()
    open_lines = list(queries.lines_of(statement, state=LineState.OPEN))
    count, refusal = 0, None
    for each in suggesting.suggestions(statement.fund, open_lines):
        if each.sureness != Sureness.SURE:
            continue
        try:
            if each.voucher:
                match_payment(actor=actor, line=each.line, voucher=each.voucher, why=each.why)
            else:
                match_dues(actor=actor, line=each.line, dues=each.dues, why=each.why)
            count += 1
        except (Refused, Conflict) as error:
            refusal = refusal or error
    if refusal and not count:
        raise refusal
    return count


@transaction.atomic
def explain_line(*, actor: Person, line: BankLine, words: str) -> BankLine:
    """What a line is where no due and no payment stands for it: said, kept in sight, never hidden."""
    line = _locked(line)
    rules.may_reconcile(actor).or_refuse()
    if line.state == LineState.MATCHED:
        raise Conflict(_("这一笔已经对上了，不用写说明。"))
    if len(words.strip()) < 2:
        raise Invalid("words", _("请写这是什么钱，例如：账户管理费；多转的 50 元，已联系退回。"))
    line.state, line.explanation, line.explained_by = LineState.EXPLAINED, words.strip()[:200], actor
    line.save(update_fields=["state", "explanation", "explained_by"])
    journal.record(actor=actor, act="banks.line_explained", thing=line, fen=line.fen, words=line.explanation)
    return line


@transaction.atomic
def unmatch(*, actor: Person, line: BankLine, reason: str) -> BankLine:
    """It was wrong: receipts are reversed in the books, the line is open again. Raises Invalid without a reason."""
    line = _locked(line)
    rules.may_match(actor).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写为什么退回重对。"))
    for match in line.matches.filter(undone_at=None).select_related("voucher__transaction"):
        if match.due_id:
            funds.reverse_voucher(actor=actor, voucher=match.voucher, reason=reason.strip()[:80])
        match.undone_at = clock.now()
        match.save(update_fields=["undone_at"])
    line.state, line.explanation, line.explained_by = LineState.OPEN, "", None
    line.save(update_fields=["state", "explanation", "explained_by"])
    journal.record(actor=actor, act="banks.line_reopened", thing=line, fen=line.fen, words=reason.strip())
    return line


def _settled(actor: Person, line: BankLine, left: int) -> BankLine:
    line.state = LineState.OPEN if left else LineState.MATCHED
    if not left:
        line.explanation, line.explained_by = "", None
    line.save(update_fields=["state", "explanation", "explained_by"])
    journal.record(actor=actor, act="banks.line_matched", thing=line, fen=line.fen, left=left)
    return line


def _locked(line: BankLine) -> BankLine:
    return BankLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=line.pk)
