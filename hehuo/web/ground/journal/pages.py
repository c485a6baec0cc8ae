"""Who did what, and who looked at what: for the supervisor, the secretary and the administrator."""

import tempfile
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import audits, queries, rules
from hehuo.web.ground.journal.forms import WantedForm
from hehuo.web.ground.journal.told import Line, lines_of, looks_told
from hehuo.web.paging import ROWS
from hehuo.web.requests import PersonRequest, entered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@entered
def journal(request: PersonRequest, community: str) -> HttpResponse:
    """What was done."""
    rules.may_read_journal(request.person).or_refuse()
    form = WantedForm(request.GET)
    found = audits.slice_of(audits.entries(form.wanted()), request.GET.get("before", ""), ROWS)
    return _show(request, form, _lines(request.person, found.rows), found.older)


@never_cache
@entered
def looks(request: PersonRequest, community: str) -> HttpResponse:
    """What was looked at."""
    rules.may_read_journal(request.person).or_refuse()
    form = WantedForm(request.GET)
    found = audits.slice_of(audits.looks(form.wanted()), request.GET.get("before", ""), ROWS)
    return _show(request, form, looks_told(found.rows, _names(found.rows)), found.older)


def _show(request: PersonRequest, form: WantedForm, lines: list[Line], older: str) -> HttpResponse:
    context = {
        "form": form, "lines": lines, "older": older, "is_seen": request.path.endswith("/seen/"),
        "may_take": rules.may_take_journal_along(request.person),
    }  # fmt: skip
    return render(request, "journal/journal.html", context)


def _names(rows: list[Any]) -> dict[Any, str]:
    return queries.names_of([pk for each in rows for pk in (each.actor_id, each.thing_id)])


def _lines(viewer: Person, rows: list[Any]) -> list[Line]:
    return lines_of(rows, _names(rows), audits.words_for(viewer, rows))


@entered
def journal_file(request: PersonRequest, community: str) -> FileResponse:
    """The journal as a workbook, as it was filtered: for the supervisor."""
    rules.may_take_journal_along(request.person).or_refuse()
    found, held = audits.entries(WantedForm(request.GET).wanted()), tempfile.TemporaryFile()  # noqa: SIM115  closed below
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("流水"))
    sheet.write_row(0, 0, [_("时间"), _("谁"), _("做了什么"), _("关于谁"), _("原文")])
    row, older = 1, ""
    while True:
        piece = audits.slice_of(found, older, 500)
        for line in _lines(request.person, piece.rows):
            sheet.write_row(
                row, 0, [f"{clock.local(line.at):%Y-%m-%d %H:%M}", line.who, line.say, line.about, line.why]
            )
            row += 1
        if not (older := piece.older):
            break
    book.close()
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=_("流水.xlsx"), content_type=XLSX)
