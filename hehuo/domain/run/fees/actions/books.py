"""A book kept by hand, taken over row by row: what is sure, and what a person has to look at."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.ground.intakes.kinds import Problem
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees import queries, rules
from hehuo.domain.run.fees.models import Bill, FeePeriod, Payment
from hehuo.domain.run.fees.reading import FeeRow, read_book


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


def _by_owner(row: FeeRow, bills: dict[str, Bill], written: set[str]) -> Bill | None:
    """The one home of the building that the book does not write, with this owner and just this sum."""
    start = f"{row.home.building}栋/"
    left = [bill for path, bill in bills.items() if path not in written and path.startswith(start)]
    fitting = [bill for bill in left if bill.fen == row.due_fen and row.owner in queries.names_at(bill.home)]
    return fitting[0] if len(fitting) == 1 and row.owner else None


def _look(row: FeeRow, say: str) -> Problem:
    return Problem("fee_row", _("第 %(row)s 行：%(say)s。") % {"row": row.number, "say": say}, row=row.number)
