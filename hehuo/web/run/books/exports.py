"""An account's whole statement as a file, streamed: memory does not grow with its length."""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger.models import Account
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books

BATCH = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EPOCH = date(1899, 12, 30).toordinal()  # the day from which a workbook counts
WIDTHS = (8, 12, 40, 20, 14, 14)


@reads_books
def statement_csv(request: PersonRequest, community: str, account_id: UUID) -> StreamingHttpResponse:
    """The statement as CSV that WPS and Excel open as it is."""
    account = fetch(ledger.accounts(), account_id)
    answer = StreamingHttpResponse(csv_of(request.community, account), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{account.name}.csv")
    return answer


@reads_books
def statement_xlsx(request: PersonRequest, community: str, account_id: UUID) -> HttpResponse:
    """The statement as a workbook."""
    account = fetch(ledger.accounts(), account_id)
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_xlsx(account, held)
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=f"{account.name}.xlsx", content_type=XLSX)


def heads() -> list[str]:
    """The names of the columns."""
    return [_("凭证号"), _("日期"), _("摘要"), _("对方科目"), _("变动（元）"), _("余额（元）")]


class _Pieces:
    """A file that hands back what was written to it."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def write(self, text: str) -> None:
        self.held.append(text)

    def take(self) -> str:
        text = "".join(self.held)
        self.held.clear()
        return text


def csv_of(community: Community, account: Account) -> Iterator[str]:
    """The lines of the file, some hundred at a time. Read after the page's scope has ended, so it opens its own."""
    pieces = _Pieces()
    writer = csv.writer(pieces)
    pieces.write("\ufeff")  # without it Excel reads the Chinese wrongly
    writer.writerow(heads())
    with community_scope(community):
        for count, line in enumerate(ledger.whole_statement(account), start=1):
            writer.writerow(
                (
                    line.number,
                    line.on,
                    tame(line.memo),
                    tame(line.against),
                    money.yuan(line.change),
                    money.yuan(line.balance),
                )
            )
            if not count % BATCH:
                yield pieces.take()
    yield pieces.take()


def write_xlsx(account: Account, out: object) -> None:
    """The same as a workbook; rows go to the disk as they come."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    yuan = book.add_format({"num_format": "#,##0.00"})
    for column, (width, look) in enumerate(zip(WIDTHS, (None, day, None, None, yuan, yuan), strict=True)):
        sheet.set_column(column, column, width, look)
    sheet.write_row(0, 0, heads())
    for row, line in enumerate(ledger.whole_statement(account), start=1):
        on = line.on.toordinal() - EPOCH
        sheet.write_row(row, 0, (line.number, on, line.memo, line.against, line.change / 100, line.balance / 100))
    book.close()


def tame(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
