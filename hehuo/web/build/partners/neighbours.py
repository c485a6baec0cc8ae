"""Neighbours who are partners: the list by kind, and taking in a list that an office keeps."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.partners import actions, queries
from hehuo.domain.build.partners.kinds import LIST
from hehuo.domain.build.partners.neighbours.reading import LABELS
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.intakes.kinds import IntakeState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.domain.ground.people.models import Person
from hehuo.web.build.partners.forms import ListForm
from hehuo.web.ground.intakes.forms import RowForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered

KEEP = powered(Power.KEEP_ROLL)


@powered(Power.RUN_RECRUITMENT)
def neighbour_list(request: PersonRequest, community: str) -> HttpResponse:
    """How many of each kind, and who: of one kind, of one team, or those in several teams."""
    kind, team, several = request.GET.get("kind", ""), request.GET.get("team", ""), "several" in request.GET
    kin = queries.kinds_of_neighbours()
    context = {
        "kin": kin, "people": sum(each.people for each in kin), "memberships": sum(each.memberships for each in kin),
        "several": queries.neighbours(several=True).count(), "teams": queries.teams_of_neighbours(),
        "page": page_of(request, queries.neighbours(category=kind, team=team, several=several)),
        "chosen": kind or team or (_("在几支队伍里的") if several else ""),
        "may_keep": may(request.person, Power.KEEP_ROLL),
        "waiting": intakes.open_rows(LIST).count(),
    }  # fmt: skip
    return render(request, "partners/neighbour_list.html", context)


@KEEP
def list_new(request: PersonRequest, community: str) -> HttpResponse:
    """The lists taken in so far, and a place for the next."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = form.act(receive, actor=request.person, upload=form.cleaned_data["file"])
        if intake:
            return redirect("partners:list_detail", community, intake.id)
    context = {"form": form, "page": page_of(request, intakes.recent_intakes(LIST))}
    return render(request, "partners/list_new.html", context, status=422 if form.errors else 200)


def receive(*, actor: Person, upload: UploadedFile) -> Intake:
    """Read a list that was sent, and keep what it says to be looked at."""
    return actions.receive_list(actor=actor, file_name=upload.name or "", content=upload.read())


@KEEP
def list_detail(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """What a list says, before it is taken in and after; every line that needs a person, by its number."""
    intake = _intake(intake_id)
    context = {
        "intake": intake, "page": page_of(request, intakes.rows_of(intake)),
        "is_looking": intake.state == IntakeState.LOOKING, "is_taken": intake.state == IntakeState.TAKEN,
    }  # fmt: skip
    return render(request, "partners/list_detail.html", context)


@require_POST
@KEEP
def list_take(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Take it in."""
    intake = actions.take_list(actor=request.person, intake=_intake(intake_id))
    messages.success(request, _("收好了，新添 %d 人。") % intake.counts["new"])
    return redirect("partners:list_detail", community, intake.id)


@require_POST
@KEEP
def list_drop(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Not this list."""
    actions.drop_list(actor=request.person, intake=_intake(intake_id))
    messages.success(request, _("没有收，什么也没改。"))
    return redirect("partners:list_new", community)


@KEEP
def list_undo(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """Take the whole list back, after asking once."""
    intake = _intake(intake_id)
    if request.method != "POST":
        return render(request, "partners/list_undo.html", {"intake": intake})
    actions.undo_list(actor=request.person, intake=intake)
    messages.success(request, _("整份撤回了；这之后用过的人，留着没动。"))
    return redirect("partners:list_detail", community, intake.id)


@KEEP
def line_mend(request: PersonRequest, community: str, intake_id: UUID, row_id: UUID) -> HttpResponse:
    """One line, to be put right and taken in."""
    intake, row = _row(intake_id, row_id)
    form = RowForm(request.POST or None, row=row)
    for name, field in form.fields.items():
        field.label = LABELS.get(name, name)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.mend_line, actor=request.person, row=row, data=form.cleaned_data):
        messages.success(request, _("第 %d 行改好了。") % row.number)
        return redirect("partners:list_detail", community, intake.id)
    context = {"intake": intake, "row": row, "form": form, "is_open": row.state in intakes.OPEN}
    return render(request, "partners/line_mend.html", context, status=422 if form.errors else 200)


@require_POST
@KEEP
def line_leave(request: PersonRequest, community: str, intake_id: UUID, row_id: UUID) -> HttpResponse:
    """Looked at, not to be taken in."""
    intake, row = _row(intake_id, row_id)
    actions.leave_line(actor=request.person, row=row)
    messages.success(request, _("第 %d 行不收。") % row.number)
    return redirect("partners:list_detail", community, intake.id)


def _intake(intake_id: UUID) -> Intake:
    return fetch(intakes.recent_intakes(LIST), intake_id)


def _row(intake_id: UUID, row_id: UUID) -> tuple[Intake, IntakeRow]:
    intake = _intake(intake_id)
    return intake, fetch(intakes.rows_of(intake), row_id)
