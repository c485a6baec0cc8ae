"""Taking a statement in, saying what a line stands for, and taking that back."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.models import Due, Fund, Voucher
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import queries, rules, suggesting
from hehuo.domain.run.banks.kinds import LineState, Sureness
from hehuo.domain.run.banks.models import BankLine, Match, Reconciliation, Statement
from hehuo.domain.run.banks.reading import Read, read_statement


@transaction.atomic
def take_statement(*, actor: Person, fund: Fund, content: bytes, name: str, closing_fen: int) -> Statement:
    """Keep a statement of a pot's account with all its lines; a line that came with another file stays one.

    `closing_fen` is what the paper says stands there at the end: a file that was cut short differs.
    Raises FileFault (nothing is kept), Invalid, Conflict for the same file again.
    """
    rules.may_reconcile(actor).or_refuse()
    digest = hashlib.sha256(content).hexdigest()
    if known := Statement.objects.filter(fund=fund, file_hash=digest).first():
        raise Conflict(_("这份流水 %s 已经收过了，没有重复收。") % clock.local(known.made_at).strftime("%m-%d %H:%M"))
    read = read_statement(content, name)
    _check_closing(read, closing_fen)
    _check_account(fund, read)
    statement = Statement.objects.create(
        fund=fund, file_name=name[:200], file_hash=digest, account=read.account, from_on=read.lines[0].on,
        to_on=read.lines[-1].on, opening_fen=read.opening_fen, closing_fen=read.closing_fen, made_by=actor,
    )  # fmt: skip
    known_lines = set(BankLine.objects.filter(fund=fund).values_list("line_hash", flat=True))
    new = [line for line in read.lines if line.digest not in known_lines]
    if not new:
        raise Conflict(_("这份流水里的每一笔都收过了，没有新的。"))
    rows = []
    for moved in new:
        row = BankLine(
            statement=statement, fund=fund, row=moved.row, on=moved.on, time=moved.time, serial=moved.serial,
            summary=moved.summary, fen=moved.fen, balance_fen=moved.balance_fen, line_hash=moved.digest,
        )  # fmt: skip
        row.party, row.memo = moved.party, moved.memo
        rows.append(row)
    BankLine.objects.bulk_create(rows, batch_size=200)
    if len(new) < len(read.lines):
        read.notes.append(_("有 %d 笔以前收过，没有重复收。") % (len(read.lines) - len(new)))
    statement.notes = read.notes
    statement.save(update_fields=["notes"])
    journal.record(actor=actor, act="banks.statement_taken", thing=statement, lines=len(new), words=statement.file_name)
    return statement


@transaction.atomic
def match_dues(*, actor: Person, line: BankLine, dues: Sequence[Due], why: str = "") -> BankLine:
    """This money came for these dues: each is received on the bank's day. What is over stays open on the line.

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
        memo = _("银行 %(on)s %(serial)s") % {"on": f"{line.on:%m-%d}", "serial": line.serial[-6:]}
        made = funds.receive(actor=actor, due=due, fen=fen, on=line.on, memo=memo, key=key)
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


@transaction.atomic
def prepare_sheet(*, actor: Person, statement: Statement, note: str = "") -> Reconciliation:
    """Bring both balances together as they stand; a sheet that nobody confirmed yet is made anew.

    Raises Refused while a line is open, Invalid for a difference without a word, Conflict once it is confirmed.
    """
    statement = Statement.objects.select_for_update(of=("self",)).select_related("fund__money").get(pk=statement.pk)
    rules.may_reconcile(actor).or_refuse()
    if (left := queries.lines_of(statement, state=LineState.OPEN).count()) > 0:
        raise Refused(_("还有 %d 笔没弄清，请先对上或写明。") % left)
    found = queries.adjusted(statement)
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
    if sheet.dropped_at or sheet.figures != asdict(queries.adjusted(sheet.statement)):
        raise Conflict(_("做表以后账又变了，请重新做一张。"))
    sheet.confirmed_by, sheet.confirmed_at = actor, clock.now()
    sheet.save(update_fields=["confirmed_by", "confirmed_at"])
    journal.record(actor=actor, act="banks.sheet_confirmed", thing=sheet.statement)
    return sheet


def _settled(actor: Person, line: BankLine, left: int) -> BankLine:
    line.state = LineState.OPEN if left else LineState.MATCHED
    if not left:
        line.explanation, line.explained_by = "", None
    line.save(update_fields=["state", "explanation", "explained_by"])
    journal.record(actor=actor, act="banks.line_matched", thing=line, fen=line.fen, left=left)
    return line


def _locked(line: BankLine) -> BankLine:
    return BankLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=line.pk)


def _check_closing(read: Read, closing_fen: int) -> None:
    if read.closing_fen != closing_fen:
        raise Invalid(
            "closing_fen",
            _("表里最后余 %(is)s 元，您写的是 %(said)s 元。文件可能不全，或者写错了，请核对。")
            % {"is": money.yuan(read.closing_fen), "said": money.yuan(closing_fen)},
        )


def _check_account(fund: Fund, read: Read) -> None:
    before = queries.last_account(fund)
    if before and read.account and before[-4:] != read.account[-4:]:
        raise Invalid(
            "fund",
            _("这份流水是尾号 %(is)s 的账户，「%(fund)s」以前是尾号 %(before)s。请核对是不是传错了。")
            % {"is": read.account[-4:], "fund": fund, "before": before[-4:]},
        )
