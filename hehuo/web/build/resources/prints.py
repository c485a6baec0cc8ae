"""The list of resources on A4 and as a workbook, and the labels of trees."""

import tempfile
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.build.resources import queries, ranges
from hehuo.domain.build.resources.kinds import GreenKind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.access.kinds import Power
from hehuo.web import paper
from hehuo.web.build.resources.pages import asked
from hehuo.web.requests import CommunityRequest, PersonRequest, powered
from hehuo.web.run.books.exports import XLSX

TITLE, GIVER, WHEN, FOR_WHOM = 8, 5, 5, 6  # letters on a line of the printed list
FOOT = 20
LABELS = 8  # on one sheet


def resource_print(request: CommunityRequest, community: str) -> HttpResponse:
    """The list on paper, for the notice board: one of the three lists."""
    found = queries.listed()
    context = {"sheets": paper.sheets_of(found, _height, last=FOOT), "a3": request.GET.get("paper") == "a3"}
    return render(request, "resources/resource_print.html", context)


def _height(resource: Resource) -> int:
    what = f"{resource.title}，{resource.amount_words} {resource.where_words}"
    how = f"{resource.terms_words}：{'、'.join(resource.group_words)}"
    return paper.height_of((what, TITLE), (resource.giver_words, GIVER), (resource.when_words, WHEN), (how, FOR_WHOM))


def resource_table(request: CommunityRequest, community: str) -> HttpResponse:
    """The public list as a workbook, with the columns that offices use (R-40)."""
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_table(held)
    held.seek(0)
    name = f"{request.community.name} {_('资源清单')} {clock.today():%Y-%m-%d}.xlsx"
    return FileResponse(held, as_attachment=True, filename=name, content_type=XLSX)


def write_table(out: IO[bytes]) -> None:
    """Write the workbook of the public list; a text is written as text whatever it begins with."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("资源清单"))
    heads = (
        _("序号"), _("编号"), _("单位或个人"), _("资源类型"), _("内容"), _("数量"), _("单位"), _("在哪里"),
        _("可用时段"), _("怎么给"), _("给谁"), _("联系人"), _("从哪天"), _("有效期到"),
    )  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    for row, each in enumerate(queries.listed(), start=1):
        sheet.write_number(row, 0, row)
        sheet.write_number(row, 5, each.quantity)
        cells = {
            1: each.number, 2: each.giver_words, 3: each.get_kind_display(), 4: each.title, 6: each.unit_word,
            7: each.where_words, 8: each.when_words, 9: each.terms_words, 10: _("、").join(each.group_words),
            11: each.phone if each.shows_phone else _("请社区转"), 12: each.from_on.isoformat(),
            13: each.until_on.isoformat() if each.until_on else "",
        }  # fmt: skip
        for column, said in cells.items():
            sheet.write_string(row, column, said)
    book.close()


@powered(Power.SORT_NEEDS)
def labels(request: PersonRequest, community: str) -> HttpResponse:
    """A label with its code for each tree: all of a kind, or those whose numbers are asked for."""
    kind, written, fault = asked(GreenKind, request, "kind") or GreenKind.TREE, request.GET.get("numbers", ""), ""
    found = queries.greens_by_care(kind=kind)
    try:
        found = found.filter(number__in=ranges.read(written)) if written else found
    except Invalid as error:
        fault, found = error.say, found.none()
    trees = list(found)
    sheets = [trees[at : at + LABELS] for at in range(0, len(trees), LABELS)]
    context = {"sheets": sheets, "kind": kind, "numbers": written, "fault": fault}
    return render(request, "resources/labels.html", context)
