"""A duty: going to where it is done, and handing it on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.domain.ground.duties import actions, queries
from hehuo.web import addresses
from hehuo.web.ground.duties.forms import HandOnForm
from hehuo.web.requests import PersonRequest, entered, fetch


@entered
def duty_go(request: PersonRequest, community: str, duty_id: UUID) -> HttpResponse:
    """To the page where the duty is done; a duty that is done leads to the day."""
    duty = fetch(queries.duties(), duty_id)
    there = addresses.of_duty(request.community, duty.about_kind, duty.about_id, duty.act)
    if duty.done_at or not there:
        messages.info(request, _("这件事已经办完了。"))
        return redirect("home", community)
    return redirect(there)


@entered
def duty_hand_on(request: PersonRequest, community: str, duty_id: UUID) -> HttpResponse:
    """Choose a colleague who may do it."""
    duty = fetch(queries.duties_for(request.person), duty_id)
    form = HandOnForm(request.POST or None, colleagues=queries.colleagues_for(duty, request.person))
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.hand_on, actor=request.person, duty=duty, **form.cleaned_data):
        messages.success(request, _("转给%s了，时限不变。") % form.cleaned_data["to"].name)
        return redirect("desk", community)
    context = {"form": form, "duty": duty, "back": reverse("desk", args=[community])}
    return render(request, "duties/duty_hand_on.html", context, status=422 if form.errors else 200)
