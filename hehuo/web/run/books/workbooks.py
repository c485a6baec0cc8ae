"""A fund's statement as a workbook: 收支表, 明细, and for a mirror 对账表; rows go to the disk as they come."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.run.books import statements
from hehuo.domain.run.books.statements import FundStatement
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.exports import EPOCH, XLSX
from hehuo.web.run.books.periods import Months, months_asked

A4 = 9
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "text": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "bold": {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"},
    "yuan": {"border": 1, "num_format": "#,##0.00", "valign": "vcenter"},
    "sum": {"bold": True, "border": 1, "num_format": "#,##0.00", "valign": "vcenter"},
    "day": {"border": 1, "num_format": "yyyy-mm-dd", "valign": "vcenter", "align": "center"},
    "count": {"border": 1, "num_format": "0", "valign": "vcenter"},
}
Said = tuple[str, object]  # the look of a cell, and what it says; an amount is in fen


@reads_books
def fund_xlsx(request: PersonRequest, community: str, fund_id: UUID) -> HttpResponse:
    """The statement of a fund over whole months as a workbook."""
    fund = fetch(funds.funds(), fund_id)
    months = months_asked(request.GET)
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_statement(statements.statement_of(fund, months.from_on, months.to_on), months, held)
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=f"{fund.name} {months.name}.xlsx", content_type=XLSX)


def write_statement(statement: FundStatement, months: Months, out: IO[bytes]) -> None:
    """Write the workbook of a statement."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    _write_sums(_Sheet(book, looks, _("收支表"), (14, 30, 18, 10)), statement, months)
    wide = (12, 9, 34, 30, 14, 14, 15, 10, 10, 10, 10)
    _write_entries(_Sheet(book, looks, _("明细"), wide, is_wide=True), statement, months)
    if statement.fund.rule.is_mirror:
        wide = (12, 9, 32, 22, 24, 20, 15)
        _write_reconciliation(_Sheet(book, looks, _("对账表"), wide, is_wide=True), statement, months)
    book.close()


class _Sheet:
    """A sheet of A4 that is written row by row."""

    def __init__(
        self, book: Any, looks: dict[str, Any], name: str, widths: Sequence[float], *, is_wide: bool = False
    ) -> None:
        self._sheet, self._looks, self._row, self._width = book.add_worksheet(name), looks, 0, len(widths)
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._sheet.set_paper(A4)
        if is_wide:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)  # as many sheets down as it takes
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self._sheet.set_footer("&C" + _("第 %(page)s 页，共 %(pages)s 页") % {"page": "&P", "pages": "&N"})

    def title(self, words: str, below: str) -> None:
        """What the sheet is, of which fund and period."""
        self._sheet.write_string(self._row, 0, words, self._looks["title"])
        self._sheet.write_string(self._row + 1, 0, below)
        self._row += 2

    def head(self, *words: str, repeats: bool = True) -> None:
        """The names of the columns, again on every printed page."""
        if repeats:
            self._sheet.repeat_rows(self._row)
        self.row(*(("head", word) for word in words))

    def row(self, *cells: Said) -> None:
        """One row; what is empty is framed too."""
        for column in range(self._width):
            look, said = cells[column] if column < len(cells) else ("text", "")
            self._write(column, look, said)
        self._row += 1

    def gap(self) -> None:
        self._row += 1

    def signs(self) -> None:
        """Where they sign."""
        self._sheet.write_string(self._row + 1, 0, _("经办：　　　　　　　证明：　　　　　　　审批："))
        self._row += 2

    def _write(self, column: int, look: str, said: Any) -> None:
        """A text is written as text whatever it begins with: no spreadsheet takes it for a formula."""
        style = self._looks[look]
        if said == "":
            self._sheet.write_blank(self._row, column, None, style)
        elif look in ("yuan", "sum"):
            # The nearest number to so many yuan and fen; it keeps both decimals up to 15 digits.
            self._sheet.write_number(self._row, column, said / 100, style)
        elif look == "day":
            self._sheet.write_number(self._row, column, said.toordinal() - EPOCH, style)
        elif look == "count":
            self._sheet.write_number(self._row, column, said, style)
        else:
            self._sheet.write_string(self._row, column, str(said), style)


def _write_sums(sheet: _Sheet, statement: FundStatement, months: Months) -> None:
    """收支表: what stood there, what came and went by line, what is left (R-28)."""
    sheet.title(_("「%s」收支表") % statement.fund, _below(statement, months))
    sheet.head(_("项目"), _("科目"), _("金额（元）"), _("票据数"))
    sheet.row(("bold", _("上期结余")), ("text", _entered(statement)), ("sum", statement.opening))
    for title, lines, total in (
        (_("本期收入"), statement.into, statement.income),
        (_("本期支出"), statement.out, statement.spent),
    ):
        for line in lines:
            sheet.row(("text", title), ("text", line.name), ("yuan", line.fen), ("count", line.vouchers))
        count = sum(line.vouchers for line in lines)
        sheet.row(("bold", title), ("bold", _("合计")), ("sum", total), ("count", count))
    sheet.row(("bold", _("本期结余")), ("text", ""), ("sum", statement.closing))
    sheet.row(("bold", _("票据数")), ("text", ""), ("text", ""), ("count", statement.vouchers))
    sheet.signs()


def _entered(statement: FundStatement) -> str:
    """A word beside an opening that the ledger has only since a day within the period."""
    return _("含本期建账时录入的期初余额") if statement.entered else ""


def _write_entries(sheet: _Sheet, statement: FundStatement, months: Months) -> None:
    """明细: every voucher with the balance after it and the hands it went through."""
    sheet.title(_("「%s」收支明细") % statement.fund, _below(statement, months))
    sheet.head(
        _("日期"), _("凭证号"), _("摘要"), _("凭据"), _("收入"), _("支出"), _("余额"), _("经办"), _("证明"),
        _("审批"), _("收付"),
    )  # fmt: skip
    nothing: Said = ("text", "")
    sheet.row(nothing, nothing, ("bold", _("上期结余")), nothing, nothing, nothing, ("sum", statement.opening))
    for entry in statements.entries_of(statement):
        voucher = entry.voucher
        came = voucher.direction == Direction.IN
        sheet.row(
            ("day", voucher.on), ("count", voucher.number), ("text", voucher.what), ("text", _paper(voucher)),
            ("yuan", voucher.fen if came else ""), ("yuan", "" if came else voucher.fen), ("yuan", entry.balance),
            ("text", _name(voucher.requested_by)), ("text", entry.witness), ("text", _name(voucher.approved_by)),
            ("text", voucher.handled_by.name),
        )  # fmt: skip
    sheet.row(
        nothing, nothing, ("bold", _("本期合计")), nothing, ("sum", statement.income), ("sum", statement.spent),
        ("sum", statement.closing),
    )  # fmt: skip


def _write_reconciliation(sheet: _Sheet, statement: FundStatement, months: Months) -> None:
    """对账表: held against the charity's own paper, receipt by receipt, then purpose by purpose (R-25)."""
    keeper = " ".join(part for part in (statement.fund.keeper, statement.fund.keeper_no) if part)
    sheet.title(_("「%s」对账表") % statement.fund, f"{_below(statement, months)}　{_('慈善组织：')}{keeper}")
    sheet.head(_("日期"), _("凭证号"), _("摘要"), _("用途"), _("开票单位"), _("票据号"), _("金额（元）"))
    _write_total(sheet, _("期初余额"), statement.opening)
    for voucher in statements.vouchers_on(statement, Direction.IN):
        sheet.row(*_of_charity(voucher))
    _write_total(sheet, _("本期收入合计"), statement.income)
    for voucher in statements.vouchers_on(statement, Direction.OUT):
        sheet.row(*_of_charity(voucher))
    _write_total(sheet, _("本期支出合计"), statement.spent)
    _write_total(sheet, _("期末余额"), statement.closing)
    sheet.gap()
    _write_purposes(sheet, statements.purposes_moved(statement))
    sheet.signs()


def _write_purposes(sheet: _Sheet, purposes: Iterable[statements.PurposeMoved]) -> None:
    """What stands for each purpose: restricted money is told apart from money for none in particular."""
    sheet.head("", "", _("用途"), _("期初"), _("本期收入"), _("本期支出"), _("期末"), repeats=False)
    for each in purposes:
        kind = _("限定") if each.is_restricted else _("不限定")
        sheet.row(
            ("text", kind), ("text", ""), ("text", each.name), ("yuan", each.opening), ("yuan", each.income),
            ("yuan", each.spent), ("yuan", each.closing),
        )  # fmt: skip


def _write_total(sheet: _Sheet, words: str, fen: int) -> None:
    nothing: Said = ("text", "")
    sheet.row(nothing, nothing, ("bold", words), nothing, nothing, nothing, ("sum", fen))


def _of_charity(voucher: Voucher) -> Sequence[Said]:
    return (
        ("day", voucher.on), ("count", voucher.number), ("text", voucher.what), ("text", voucher.purpose.name),
        ("text", voucher.receipt_issuer), ("text", voucher.receipt_no), ("yuan", voucher.fen),
    )  # fmt: skip


def _below(statement: FundStatement, months: Months) -> str:
    return _("%(community)s　%(period)s　单位：元") % {
        "community": statement.fund.community, "period": months.name,
    }  # fmt: skip


def _paper(voucher: Voucher) -> str:
    """The paper behind a voucher: the receipt with who wrote it, else the rule or the comparison."""
    receipt = " ".join(part for part in (voucher.receipt_issuer, voucher.receipt_no) if part)
    return _("；").join(part for part in (receipt, voucher.proof) if part)


def _name(person: Any) -> str:
    return person.name if person else ""
