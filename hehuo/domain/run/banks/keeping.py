"""A statement that was read, kept with its lines: the same for one the program understood and one read by hand."""

import hashlib

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import queries
from hehuo.domain.run.banks.models import BankLine, Statement
from hehuo.domain.run.banks.reading import Moved, Read


def check_new(fund: Fund, content: bytes) -> None:
    """Raise Conflict where this very file was taken before."""
    if known := Statement.objects.filter(fund=fund, file_hash=digest_of(content)).first():
        raise Conflict(_("这份流水 %s 已经收过了，没有重复收。") % clock.local(known.made_at).strftime("%m-%d %H:%M"))


def digest_of(content: bytes) -> str:
    """By which the same file is known again."""
    return hashlib.sha256(content).hexdigest()


def keep(actor: Person, fund: Fund, read: Read, *, content: bytes, name: str, closing_fen: int) -> Statement:
    """What was read, as a statement with its lines. Inside a transaction. Raises Invalid, Conflict."""
    _check_closing(read, closing_fen)
    _check_account(fund, read)
    statement = Statement.objects.create(
        fund=fund, file_name=name[:200], file_hash=digest_of(content), account=read.account, from_on=read.lines[0].on,
        to_on=read.lines[-1].on, opening_fen=read.opening_fen, closing_fen=read.closing_fen, made_by=actor,
    )  # fmt: skip
    known_lines = set(BankLine.objects.filter(fund=fund).values_list("line_hash", flat=True))
    new = [line for line in read.lines if line.digest not in known_lines]
    if not new:
        raise Conflict(_("这份流水里的每一笔都收过了，没有新的。"))
    BankLine.objects.bulk_create([_line(statement, moved) for moved in new], batch_size=200)
    if len(new) < len(read.lines):
        read.notes.append(_("有 %d 笔以前收过，没有重复收。") % (len(read.lines) - len(new)))
    statement.notes = read.notes
    statement.save(update_fields=["notes"])
    journal.record(actor=actor, act="banks.statement_taken", thing=statement, lines=len(new), words=statement.file_name)
    return statement


def _line(statement: Statement, moved: Moved) -> BankLine:
    line = BankLine(
        statement=statement, fund=statement.fund, row=moved.row, on=moved.on, time=moved.time, serial=moved.serial,
        summary=moved.summary, fen=moved.fen, balance_fen=moved.balance_fen, line_hash=moved.digest,
    )  # fmt: skip
    line.party, line.memo = moved.who, moved.memo
    return line


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
