"""One look over all applications: what was found, row by row; on a page, on paper, as a workbook."""

import tempfile
from collections.abc import Sequence
from typing import IO, Any
from uuid import UUID

import xlsxwriter
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.build.recruitment import findings, queries
from hehuo.domain.build.recruitment.actions import screening
from hehuo.domain.build.recruitment.findings import Finding, Look
from hehuo.domain.build.recruitment.kinds import Flag, RulingWord
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.build.recruitment.forms import RulingForm
from hehuo.web.paper import height_of, sheets_of
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.run.books.exports import XLSX

RUN = powered(Power.RUN_RECRUITMENT)
SORTS = {
    "row": lambda finding: 0,  # as they come: in the order of the file
    "flag": lambda finding: list(Flag).index(finding.flag),
    "name": lambda finding: finding.application.name,
    "word": lambda finding: "" if finding.is_open else finding.ruling.word,
}  # fmt: skip


def chosen(request: HttpRequest, look: Look) -> list[Finding]:
    """What the address asks for: one kind or all, those still open or all, sorted by a column."""
    kind, by = request.GET.get("flag", ""), SORTS.get(request.GET.get("by", ""), SORTS["row"])
    shown = [finding for finding in look.findings if not kind or finding.flag == kind]
    if request.GET.get("open"):
        shown = [finding for finding in shown if finding.is_open]
    return sorted(shown, key=by, reverse=bool(request.GET.get("back")))


@RUN
def look_over(request: PersonRequest, community: str) -> HttpResponse:
    """Everything that a person has to look at, with its row, its reason and the word that was said on it."""
    look = findings.look()
    heads = [
        ("row", _("在哪一行")), ("name", _("谁报的")), ("flag", _("看到什么")), ("word", _("您怎么说")),
    ]  # fmt: skip
    context = {
        "look": look, "findings": chosen(request, look), "heads": [_head(request, *head) for head in heads],
        "asked": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "recruitment/look_over.html", context)


def _head(request: HttpRequest, key: str, name: str) -> dict[str, Any]:
    """A column's name that sorts by it; a second time, the other way round."""
    asked = request.GET.copy()
    is_now = asked.get("by", "row") == key
    asked["by"] = key
    if is_now and not asked.get("back"):
        asked["back"] = "1"
    else:
        asked.pop("back", None)
    return {"name": name, "href": f"?{asked.urlencode()}", "is_now": is_now, "is_back": bool(request.GET.get("back"))}


@RUN
def look_print(request: PersonRequest, community: str) -> HttpResponse:
    """The same on sheets of A4, with room for a word by hand."""
    look = findings.look()
    sheets = sheets_of(chosen(request, look), _height, taken=110)
    return render(request, "recruitment/look_print.html", {"look": look, "sheets": sheets})


def _height(finding: Finding) -> int:
    return height_of((finding.application.place_in_file, 8), (finding.application.name, 10), (finding.say, 20)) + 8


@RUN
def look_xlsx(request: PersonRequest, community: str) -> HttpResponse:
    """The same as a workbook, with the rows that were not taken in."""
    look = findings.look()
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_look(look, chosen(request, look), held)
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=f"{_('初审单')}.xlsx", content_type=XLSX)


def write_look(look: Look, shown: Sequence[Finding], out: IO[bytes]) -> None:
    """Write the workbook of a look."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(_("初审单"))
    for column, width in enumerate((16, 7, 12, 28, 22, 22, 44, 16, 28, 10)):
        sheet.set_column(column, column, width)
    heads = (
        _("表"), _("行"), _("编号"), _("谁报的"), _("项目"), _("哪一类"), _("看到什么"), _("怎么说"), _("为什么"),
        _("谁核的"),
    )  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for at, finding in enumerate(shown, start=1):
        for column, said in enumerate(_cells(finding)):
            sheet.write(at, column, said) if isinstance(said, int) else sheet.write_string(at, column, said)
    rest = book.add_worksheet(_("表里没读进来的"))
    for column, head in enumerate((_("表"), _("行"), _("为什么"))):
        rest.write_string(0, column, head, bold)
    for at, line in enumerate(look.tray, start=1):
        rest.write_string(at, 0, line.sheet)
        rest.write_number(at, 1, line.row)
        rest.write_string(at, 2, line.say)
    book.close()


def _cells(finding: Finding) -> tuple[str | int, ...]:
    application, ruling = finding.application, finding.ruling
    said = (ruling.get_word_display(), ruling.why, ruling.ruled_by.name) if ruling and ruling.word else ("", "", "")
    return (
        application.sheet, application.row or "", application.number, application.name, application.project,
        str(finding.flag.label), finding.say, *map(str, said),
    )  # fmt: skip


@RUN
def finding_rule(request: PersonRequest, community: str, application_id: UUID, key: str) -> HttpResponse:
    """A person's word on one finding, on a page that shows what it is about."""
    application = fetch(queries.applications(), application_id)
    finding = findings.finding(application, key)
    if finding is None:
        raise Missing(_("这一条已经变了，请回初审单再看一遍。"))
    form = RulingForm.of(finding.ruling, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        word = RulingWord(said["word"]) if said["word"] else None
        act = {"actor": request.person, "application": application, "key": key}
        if form.act(screening.rule_finding, **act, word=word, why=said["why"]):
            messages.success(request, _("记下了。申请还在原来的地方，怎么办由您定。"))
            return redirect("recruitment:look", community)
    context = {"form": form, "finding": finding, "application": application}
    return render(request, "recruitment/finding_rule.html", context, status=422 if form.errors else 200)
