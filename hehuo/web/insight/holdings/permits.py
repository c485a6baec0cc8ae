"""Leave to see what is kept of somebody under age: asking, deciding, and the list for the yearly audit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.insight.holdings import permits, rules
from hehuo.web.insight.holdings.forms import OpinionForm, WhyForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, powered


@powered(Power.SEE_SENSITIVE)
def permit_ask(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Ask a colleague for leave to see what is kept of somebody under age."""
    person = fetch(people.roll(), person_id)
    rules.may_ask_to_see(request.person, person).or_refuse()
    form = WhyForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(permits.ask_to_see, actor=request.person, person=person, **form.cleaned_data):
        messages.success(request, _("送给同事去批了，批了会告诉您。"))
        return redirect("people:detail", community, person_id)
    asked = permits.permits_of(person, request.person)[:5]
    context = {"form": form, "someone": person, "asked": asked, "now": clock.now()}
    return render(request, "holdings/permit_ask.html", context, status=422 if form.errors else 200)


@never_cache
@entered
def permit_list(request: PersonRequest, community: str) -> HttpResponse:
    """Who asked to see minors' data, who decided, and each year in numbers for its audit."""
    rules.may_see_permits(request.person).or_refuse()
    years = permits.years()
    asked = next((each.year for each in years if str(each.year) == request.GET.get("year")), None)
    context = {"page": page_of(request, permits.permits(asked)), "years": years, "asked": asked, "now": clock.now()}
    return render(request, "holdings/permit_list.html", context)


@never_cache
@entered
def permit_detail(request: PersonRequest, community: str, permit_id: UUID) -> HttpResponse:
    """One asking: who, for whom, why; a second person decides."""
    rules.may_see_permits(request.person).or_refuse()
    found = fetch(permits.permits(), permit_id)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = permits.permit if request.POST.get("act") == "permit" else permits.decline
        if form.act(decide, actor=request.person, permit=found, **form.cleaned_data):
            messages.success(request, _("批好了，已经告诉申请的人。"))
            return redirect("holdings:permit", community, permit_id)
    context = {
        "permit": found, "form": form, "may_decide": rules.may_decide_permit(request.person, found), "now": clock.now(),
    }  # fmt: skip
    return render(request, "holdings/permit_detail.html", context, status=422 if form.errors else 200)
