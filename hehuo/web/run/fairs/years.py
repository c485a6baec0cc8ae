"""A year's fairs by kinds of service: on the page, on A4, in a workbook; every figure opens its lines."""

import tempfile
from typing import IO
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.fairs import queries
from hehuo.domain.run.fairs.queries import YearTable
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.run.books.exports import XLSX

LANDSCAPE_HALF = 6  # kinds of service on one sheet of A4


@powered(Power.RUN_SESSIONS)
def year_table(request: PersonRequest, community: str, year: int) -> HttpResponse:
    """The table of a year."""
    table = queries.year_table(_year(year))
    context = {"table": table, "sums": zip(table.kinds, table.sums, strict=False), "years": queries.years()}
    return render(request, "fairs/year_table.html", context)


@powered(Power.RUN_SESSIONS)
def records(request: PersonRequest, community: str, year: int) -> HttpResponse:
    """The lines behind a figure: who counted what, when, from which paper."""
    kind = _asked(request, "kind")
    fair = _asked(request, "fair")
    found = queries.counts_behind(year=_year(year), kind=kind, fair=fair)
    context = {
        "page": page_of(request, found), "visits": queries.sum_of(found), "year": year,
        "kind": fetch(queries.kinds(), kind) if kind else None, "fair": fetch(queries.fairs(), fair) if fair else None,
    }  # fmt: skip
    return render(request, "fairs/records.html", context)


@powered(Power.RUN_SESSIONS)
def year_print(request: PersonRequest, community: str, year: int) -> HttpResponse:
    """The table on sheets of A4, half of the kinds on each."""
    table = queries.year_table(_year(year))
    places = list(range(len(table.kinds)))
    parts = [places[at : at + LANDSCAPE_HALF] for at in range(0, len(places), LANDSCAPE_HALF)] or [[]]
    sheets = [
        {
            "kinds": [table.kinds[at] for at in part], "sums": [table.sums[at] for at in part],
            "rows": [(row, [row.by_kind[at] for at in part]) for row in table.rows], "last": part is parts[-1],
        }
        for part in parts
    ]  # fmt: skip
    return render(request, "fairs/year_print.html", {"table": table, "sheets": sheets})


@powered(Power.RUN_SESSIONS)
def year_xlsx(request: PersonRequest, community: str, year: int) -> FileResponse:
    """The table as a workbook."""
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_table(queries.year_table(_year(year)), held)
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=_("%d 年集市.xlsx") % year, content_type=XLSX)


def write_table(table: YearTable, out: IO[bytes]) -> None:
    """Write the workbook of a year's table."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    plain = book.add_format({"border": 1})
    sheet = book.add_worksheet(_("%d 年集市") % table.year)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    head = [
        _("日期"),
        _("集市"),
        _("地点"),
        *(kind.name for kind in table.kinds),
        _("人次合计"),
        _("到场人数（不进合计）"),
    ]
    sheet.write_row(0, 0, head, bold)
    for number, row in enumerate(table.rows, 1):
        said = [
            row.fair.on.isoformat(),
            row.fair.title,
            row.fair.place,
            *(n or "—" for n in row.by_kind),
            row.visits or "—",
        ]
        sheet.write_row(number, 0, [*said, "—" if row.persons is None else row.persons], plain)
    sheet.write_row(
        len(table.rows) + 1, 0, [_("合计"), "", "", *(n or "—" for n in table.sums), table.visits or "—", ""], bold
    )
    book.close()


def _year(year: int) -> int:
    return min(max(year, 2000), 2200)


def _asked(request: PersonRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name])
    except (KeyError, ValueError):
        return None
