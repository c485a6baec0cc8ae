"""A list of past fairs: handed in, looked at, taken or dropped, taken back; and its rows that need a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.intakes.kinds import FileFault, IntakeState, RowState
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.run.fairs import actions, queries
from hehuo.domain.run.fairs.actions.lists import new_words
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.run.fairs import forms


@powered(Power.RUN_SESSIONS)
def list_new(request: PersonRequest, community: str) -> HttpResponse:
    """Hand a list in; nothing changes yet. Below it those that came before."""
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            intake = actions.receive_list(actor=request.person, content=upload.read(), file_name=upload.name)
            return redirect("fairs:taken", community, intake.id)
        except FileFault as fault:
            form.add_error("file", fault.say)
    context = {"form": form, "page": page_of(request, queries.intakes())}
    return render(request, "fairs/list_new.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_SESSIONS)
def list_detail(request: PersonRequest, community: str, intake_id: UUID) -> HttpResponse:
    """What was read, what is new, what needs a person; take it, drop it, or take it back as one."""
    intake = fetch(queries.intakes(), intake_id)
    looking = intake.state == IntakeState.LOOKING
    form = forms.MeaningForm(request.POST or None, words=new_words(intake) if looking else ())
    if request.method == "POST" and form.is_valid():
        return _done(request, intake, form)
    context = {
        "intake": intake, "form": form, "page": page_of(request, intakes.rows_of(intake)), "is_looking": looking,
        "is_taken": intake.state == IntakeState.TAKEN, "years": queries.years(),
    }  # fmt: skip
    return render(request, "fairs/list_detail.html", context)


def _done(request: PersonRequest, intake: Intake, form: forms.MeaningForm) -> HttpResponse:
    match request.POST.get("act"):
        case "drop":
            actions.drop_list(actor=request.person, intake=intake)
            messages.success(request, _("这份没有收，什么都没变。"))
        case "undo":
            actions.undo_list(actor=request.person, intake=intake)
            messages.success(request, _("整份撤回了。撤回前更正过的数字还在。"))
        case _:
            taken = actions.take_list(actor=request.person, intake=intake, meaning=form.meaning)
            messages.success(request, _("收进来 %d 行。") % taken.counts["new"])
    return redirect("fairs:taken", request.community.code, intake.id)


@powered(Power.RUN_SESSIONS)
def row_mend(request: PersonRequest, community: str, intake_id: UUID, row_id: UUID) -> HttpResponse:
    """One row that needs a person: put right and taken in, or left."""
    intake = fetch(queries.intakes(), intake_id)
    row = fetch(intakes.rows_of(intake), row_id)
    if request.POST.get("act") == "leave":
        actions.leave_row(actor=request.person, row=row)
        messages.success(request, _("看过了，这一行不收。"))
        return redirect("fairs:taken", community, intake.id)
    form = forms.RowForm(request.POST or None, initial=row.data)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.mend_row, actor=request.person, row=row, data=form.cleaned_data):
        messages.success(request, _("改好收进来了。"))
        return redirect("fairs:taken", community, intake.id)
    can = row.state == RowState.TRAY and intake.state == IntakeState.TAKEN
    context = {"intake": intake, "row": row, "form": form, "can": can}
    return render(request, "fairs/row_mend.html", context, status=422 if form.errors else 200)
