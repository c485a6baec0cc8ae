"""What a partner, or whoever has a task, does on the phone: their steps, and a word in the diary."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.projects import actions, queries, rules
from hehuo.domain.build.projects.kinds import ProjectState
from hehuo.web.build.projects import forms
from hehuo.web.requests import PersonRequest, entered, fetch


@entered
def project_mine(request: PersonRequest, community: str) -> HttpResponse:
    """The projects in which one has a part."""
    found = list(queries.projects_of(request.person))
    context = {"projects": found, "progress": queries.progress_of_all(found)}
    return render(request, "projects/project_mine.html", context)


@entered
def project_work(request: PersonRequest, community: str, project_id: UUID) -> HttpResponse:
    """One of them: what is mine to do, what was written, and a word more."""
    project = fetch(queries.projects_of(request.person), project_id)
    tends = project.state == ProjectState.UPKEEP
    form = (forms.TendForm if tends else forms.EntryForm)(request.POST or None, request.FILES or None)
    action = actions.tend_project if tends else actions.write_entry
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(action, actor=request.person, project=project, **form.cleaned_data):
        messages.success(request, _("记下了。"))
        return redirect("projects:work", community, project.id)
    steps = list(queries.steps_of(project))
    context = {
        "project": project, "form": form, "steps": steps, "diary": queries.diary_of(project, public=False)[:10],
        "mine": {step.id for step in steps if rules.may_finish(request.person, step)},
        "may_write": rules.may_write(request.person, project, owns_step=bool(steps)),
    }  # fmt: skip
    return render(request, "projects/project_work.html", context, status=422 if form.errors else 200)


@entered
def step_of(request: PersonRequest, community: str, step_id: UUID) -> HttpResponse:
    """Where a step is done: on the desk for who leads, else on the phone."""
    step = fetch(queries.steps(), step_id)
    if rules.may_lead(request.person, step.project):
        return redirect("projects:manage", community, step.project_id)
    return redirect("projects:work", community, step.project_id)


@require_POST
@entered
def step_done(request: PersonRequest, community: str, step_id: UUID) -> HttpResponse:
    """It is done."""
    step = fetch(queries.steps(), step_id)
    actions.finish_step(actor=request.person, step=step)
    messages.success(request, _("办好了，记下了。"))
    return step_of(request, community, step_id)
