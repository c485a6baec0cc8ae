"""The three lists side by side on A4, and as a workbook with a sheet for each."""

import tempfile
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.matches import queries
from hehuo.domain.build.matches.models import Match
from hehuo.web import paper
from hehuo.web.requests import CommunityRequest
from hehuo.web.run.books.exports import XLSX

LISTED = 1000
COLUMN = 12  # letters on a line of one of three columns
Row = tuple[str, str, str]


def lists_print(request: CommunityRequest, community: str) -> HttpResponse:
    """One column a list, each line with what it is matched with."""
    found = queries.lists(shown=LISTED)
    columns = [
        [f"{need.number} {need.title}{_links(links, 'offer_words')}" for need, links in found.needs],
        [f"{each.number} {each.title}{_links(links, 'need')}" for each, links in found.resources],
        [f"{each.number} {each.title}{_links(links, 'need')}" for each, links in found.projects],
    ]
    rows: list[Row] = list(zip_longest(*columns, fillvalue=""))
    sheets = paper.sheets_of(rows, lambda row: paper.height_of(*((cell, COLUMN) for cell in row)), taken=60, last=20)
    return render(request, "matches/print.html", {"sheets": sheets, "lists": found})


def _links(links: Iterable[Match], name: str) -> str:
    said = _("、").join(dict.fromkeys(str(getattr(each, name)) for each in links))
    return f" → {said}" if said else ""


def lists_table(request: CommunityRequest, community: str) -> HttpResponse:
    """The three lists and what links them, with the columns that offices use (R-40)."""
    found, held = queries.lists(shown=LISTED), tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heads = _("编号"), _("需求内容"), _("类别"), _("户数"), _("急缓"), _("公布"), _("状态"), _("谁来帮")
    _sheet(book, _("需求清单"), heads, [
        (need.number, need.title, need.get_kind_display(), need.home_count, need.get_urgency_display(),
         _day(need.published_at), need.get_state_display(), _links(links, "offer_words")[3:])
        for need, links in found.needs
    ])  # fmt: skip
    _sheet(book, _("资源清单"), (_("编号"), _("类别"), _("内容"), _("单位或个人"), _("帮了哪件需求")), [
        (each.number, each.get_kind_display(), each.title, each.giver_words, _links(links, "need")[3:])
        for each, links in found.resources
    ])  # fmt: skip
    _sheet(book, _("项目清单"), (_("编号"), _("项目"), _("合伙人"), _("状态"), _("对应需求")), [
        (each.number, each.title, str(each.partner or ""), each.get_state_display(), _links(links, "need")[3:])
        for each, links in found.projects
    ])  # fmt: skip
    _sheet(book, _("对上的"), (_("需求"), _("资源或合伙人"), _("谁"), _("项目"), _("哪天办成"), _("走到哪")), [
        (each.need.title, each.offer_words, each.who_words, each.project.number if each.project else "",
         each.done_on.isoformat() if each.done_on else "", each.get_state_display())
        for each in queries.standing()[: 3 * LISTED]
    ])  # fmt: skip
    book.close()
    held.seek(0)
    name = f"{request.community.name} {_('三张清单')} {clock.today():%Y-%m-%d}.xlsx"
    return FileResponse(held, as_attachment=True, filename=name, content_type=XLSX)


def _day(at: object) -> str:
    return str(at)[:10] if at else ""


def _sheet(book: xlsxwriter.Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet = book.add_worksheet(name)
    for at, cells in enumerate([heads, *rows]):
        for column, said in enumerate(cells):
            if isinstance(said, int):
                sheet.write_number(at, column, said)
            else:
                sheet.write_string(at, column, str(said))
