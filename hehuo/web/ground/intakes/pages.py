"""Taking a roster in: send the file, look at what was read, then take it in."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes import kinds, queries
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.kinds import IntakeState
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.ground.intakes.rosters.columns import COLUMNS
from hehuo.domain.ground.people.models import Person
from hehuo.web.ground.intakes.forms import ColumnsForm, PaperForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def intake_list(request: PersonRequest, community: str) -> HttpResponse:
    """The files taken in so far, and a place for the next."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = form.act(receive, actor=request.person, upload=form.cleaned_data["file"])
        if intake:
            return redirect("intakes:detail", community, intake.id)
    page = page_of(request, queries.recent_intakes("roster"))
    context = {"form": form, "page": page, "waiting": queries.open_rows("roster").count()}
    return render(request, "intakes/intake_list.html", context, status=422 if form.errors else 200)


def receive(*, actor: Person, upload: UploadedFile) -> Intake:
    """Read a file that was sent, and keep what it says to be looked at."""
    return receiving.receive_roster(actor=actor, file_name=upload.name or "", content=upload.read())


@powered(Power.KEEP_ROLL)
def intake_detail(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """What a file says, before it is taken in and after; every row that needs a person, by its number."""
    intake = _intake(intake_id)
    context = {
        "intake": intake, "page": page_of(request, queries.rows_of(intake)), "labels": COLUMNS,
        "is_looking": intake.state == IntakeState.LOOKING, "is_taken": intake.state == IntakeState.TAKEN,
        "progress": queries.progress_of(intake), "is_unreadable": intake.state == IntakeState.UNREADABLE,
        "list_form": PaperForm(prefix="list"),
    }  # fmt: skip
    return render(request, "intakes/intake_detail.html", context)


@require_POST
@powered(Power.KEEP_ROLL)
def intake_take(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Take it in: a small file now, a large one by the worker."""
    intake = _intake(intake_id)
    if queries.pieces_left(intake) <= kinds.AT_ONCE:
        taking.take_roster(actor=request.person, intake=intake)
        messages.success(request, _("收好了。"))
    else:
        taking.begin_taking(actor=request.person, intake=intake)
        messages.success(request, _("开始收了，可以先去忙别的，收完这里会写明。"))
    return redirect("intakes:detail", community, intake.id)


@require_POST
@powered(Power.KEEP_ROLL)
def intake_drop(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Not this file."""
    taking.drop_intake(actor=request.person, intake=_intake(intake_id))
    messages.success(request, _("没有收，什么也没改。"))
    return redirect("intakes:roster", community)


@powered(Power.KEEP_ROLL)
def intake_undo(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Take the whole file back, after asking once."""
    intake = _intake(intake_id)
    if request.method != "POST":
        return render(request, "intakes/intake_undo.html", {"intake": intake})
    if intake.pieces.count() <= kinds.AT_ONCE:
        taking.undo_intake(actor=request.person, intake=intake)
    else:
        taking.begin_undoing(actor=request.person, intake=intake)
    messages.success(request, _("整份撤回了；这之后有人改过、用过的，留着没动。"))
    return redirect("intakes:detail", community, intake.id)


@powered(Power.KEEP_ROLL)
def intake_columns(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Say by hand which column is which; remembered for the next file with this header."""
    intake = _intake(intake_id)
    sheet = _sheet(request, intake)
    form = ColumnsForm(request.POST or None, request.FILES or None, intake=intake, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        receiving.remember_columns(
            actor=request.person, kind="roster", digest=intake.columns[sheet]["digest"], columns=form.columns()
        )
        again = form.act(receive, actor=request.person, upload=form.cleaned_data["file"])
        if again:
            if intake.state == IntakeState.LOOKING:
                taking.drop_intake(actor=request.person, intake=intake)
            return redirect("intakes:detail", community, again.id)
    context = {"intake": intake, "form": form, "sheet": sheet}
    return render(request, "intakes/intake_columns.html", context, status=422 if form.errors else 200)


def _intake(intake_id: UUID) -> Intake:
    return fetch(queries.recent_intakes("roster"), intake_id)


def _sheet(request: HttpRequest, intake: Intake) -> str:
    wanted = request.GET.get("sheet", "")
    if not intake.columns:
        raise Missing(_("这份名单不是从表格读来的，没有列可以改。"))
    return wanted if wanted in intake.columns else next(iter(intake.columns))
