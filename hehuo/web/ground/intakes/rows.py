"""Rows that need a person: mended here one by one, or all together in Excel."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import HehuoError
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import mending, writing
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.web.ground.intakes.forms import PaperForm, RowForm, WriteOutForm
from hehuo.web.requests import PersonRequest, fetch, powered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@powered(Power.KEEP_ROLL)
def row_mend(request: PersonRequest, community: str, intake_id: UUID, row_id: UUID) -> HttpResponse:
    """One row, to be put right and taken in."""
    intake, row = _row(intake_id, row_id)
    form = RowForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        mended = form.act(mending.mend_row, actor=request.person, row=row, data=form.cleaned_data)
        if mended:
            messages.success(request, _("第 %d 行改好了。") % row.number)
            return redirect("intakes:detail", community, intake.id)
    context = {"intake": intake, "row": row, "form": form, "is_open": row.state in queries.OPEN}
    return render(request, "intakes/row_mend.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.KEEP_ROLL)
def row_leave(request: PersonRequest, community: str, intake_id: UUID, row_id: UUID) -> HttpResponse:
    """Looked at, not to be taken in."""
    intake, row = _row(intake_id, row_id)
    mending.leave_row(actor=request.person, row=row)
    messages.success(request, _("第 %d 行不收。") % row.number)
    return redirect("intakes:detail", community, intake.id)


@powered(Power.KEEP_ROLL)
def problem_list(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """The rows that need a person, as a workbook."""
    intake = fetch(queries.recent_intakes("roster"), intake_id)
    content = mending.write_problem_list(actor=request.person, intake=intake)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="problems.xlsx"'
    return response


@require_POST
@powered(Power.KEEP_ROLL)
def mended_list(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """The workbook, mended and sent again."""
    intake = fetch(queries.recent_intakes("roster"), intake_id)
    form = PaperForm(request.POST, request.FILES, prefix="list")
    if not form.is_valid():
        messages.error(request, _("请先选改好的清单文件。"))
        return redirect("intakes:detail", community, intake.id)
    upload = form.cleaned_data["file"]
    try:
        mended, left = mending.mend_from_list(
            actor=request.person, intake=intake, content=upload.read(), file_name=upload.name
        )
        messages.success(
            request, _("收进 %(mended)d 行，还有 %(left)d 行要再看。") % {"mended": mended, "left": len(left)}
        )
        for line in left[:5]:
            messages.warning(request, line)
    except HehuoError as fault:
        messages.error(request, fault.say)
    return redirect("intakes:detail", community, intake.id)


@powered(Power.KEEP_ROLL)
def roll_written(request: PersonRequest, community: str) -> HttpResponse:
    """The whole roll as a workbook, once it was said what for."""
    form = WriteOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        content = form.act(writing.write_roll, actor=request.person, **form.cleaned_data)
        if content:
            response = HttpResponse(content, content_type=XLSX)
            response["Content-Disposition"] = 'attachment; filename="roll.xlsx"'
            return response
    return render(request, "intakes/roll_written.html", {"form": form}, status=422 if form.errors else 200)


def _row(intake_id: UUID, row_id: UUID) -> tuple[Intake, IntakeRow]:
    intake = fetch(queries.recent_intakes("roster"), intake_id)
    return intake, fetch(queries.rows_of(intake), row_id)
