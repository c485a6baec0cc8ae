"""The raw counts of a survey as a workbook, and every answer without whose it is."""

import tempfile
from collections.abc import Sequence
from typing import IO, Any
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.forms.questions import QuestionKind
from hehuo.domain.plan.surveys import queries
from hehuo.domain.plan.surveys.models import Survey
from hehuo.web.plan.surveys.pages import with_records
from hehuo.web.requests import PersonRequest, powered
from hehuo.web.run.books.exports import XLSX


@powered(Power.SORT_NEEDS)
def counts_xlsx(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """The counts, and each sheet's marks on a line; words stay here."""
    survey = with_records(request, survey_id)
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write_counts(survey, held)
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=f"{survey.number} {survey.title}.xlsx", content_type=XLSX)


def write_counts(survey: Survey, out: IO[bytes]) -> None:
    """Write the workbook of a survey."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    rate = queries.rate(survey)
    counts = book.add_worksheet(_("合计"))
    unit = survey.get_unit_display()
    _row(counts, 0, [survey.title, unit, _("收到"), rate.answered, _("名单上"), rate.total])
    _row(counts, 1, [_("题"), _("答案"), _("份数"), _("答了这一题的"), _("占比")])
    at = 2
    for tally in queries.tallies_of(survey).values():
        for count in tally.counts:
            _row(counts, at, [tally.question.ask, count.name, count.number, count.base, count.share])
            at += 1
        if tally.question.kind == QuestionKind.WORDS:
            _row(counts, at, [tally.question.ask, _("写了的"), tally.base, tally.base, ""])
            at += 1
    _write_sheets(book.add_worksheet(_("每一份（不带名字）")), survey)
    book.close()


def _write_sheets(sheet: Any, survey: Survey) -> None:
    """One line an answer, in the order of ids that say nothing of the order in which they came."""
    asked = [question for question in survey.asked if question.kind != QuestionKind.WORDS]
    _row(sheet, 0, [question.ask for question in asked])
    answers = queries.answers_of(survey, queries.sheets(survey))
    for at, said in enumerate(sorted(answers.values(), key=str), start=1):
        _row(sheet, at, [queries.said_in_words(question, said.get(question.key)) for question in asked])


def _row(sheet: Any, at: int, cells: Sequence[str | int]) -> None:
    """A text is written as text whatever it begins with: no spreadsheet takes it for a formula."""
    for column, said in enumerate(cells):
        if isinstance(said, int):
            sheet.write_number(at, column, said)
        else:
            sheet.write_string(at, column, said)
