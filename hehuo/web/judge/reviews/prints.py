"""A review on paper: the score sheet to fill in by hand, the result; and all raw scores as a workbook."""

import tempfile
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.judge.reviews import figures, queries, rules
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@powered(Power.RUN_RECRUITMENT)
def sheet_print(request: PersonRequest, community: str, review_id: UUID) -> HttpResponse:
    """A score sheet on A4, with what is known beside each line, to be filled in by hand."""
    review = fetch(queries.reviews(), review_id)
    context = {"review": review, "beside": figures.beside(review), "a3": request.GET.get("paper") == "a3"}
    return render(request, "reviews/sheet_print.html", context)


def result_print(request: CommunityRequest, community: str, review_id: UUID) -> HttpResponse:
    """The result on A4, for the wall."""
    review = fetch(queries.reviews(), review_id)
    rules.may_see(request.person, review, queries.reviewers_of(review)).or_refuse()
    context = {
        "review": review, "beside": figures.beside(review), "result": queries.result_of(review),
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "reviews/result_print.html", context)


@powered(Power.RUN_RECRUITMENT)
def scores_xlsx(request: PersonRequest, community: str, review_id: UUID) -> HttpResponse:
    """Every raw score that counts, with its scorer and reason, as a workbook; points as numbers."""
    review = fetch(queries.reviews(), review_id)
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("打分"))
    sheet.write_row(0, 0, [_("评的人"), _("考核项"), _("满分"), _("打分"), _("理由"), _("回避的原因")])
    titles = {line["key"]: line for line in review.lines}
    sheets, at = queries.sheets_of(review), 0
    for seat in queries.reviewers_of(review):
        for score in sheets.get(seat.id, []):
            at += 1
            line = titles[score.line]
            sheet.write_row(at, 0, [seat.person.name, line["title"]])
            sheet.write_number(at, 2, line["points"])
            sheet.write_number(at, 3, score.points)
            sheet.write_row(at, 4, [score.why, seat.stepped_back_why])
    book.close()
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=_("考核打分.xlsx"), content_type=XLSX)
