"""Who collects where: named building by building, with times, and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.run.levies import actions, queries, rules
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.levies import forms


@reads_books
def collectors(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """Those who collect today, and a form to name one more."""
    levy = fetch(queries.of_homes(), levy_id)
    form = forms.CollectorForm(request.POST or None, levy=levy)
    if request.method == "POST" and form.is_valid():
        named = form.act(actions.name_collector, actor=request.person, levy=levy, **form.cleaned_data)
        if named:
            messages.success(request, _("写好了，%s收到了通知，那几户也看得到。") % named.person.name)
            return redirect("levies:collectors", community, levy.id)
    context = {
        "levy": levy, "form": form, "collectors": queries.collectors_of(levy),
        "ended": queries.ended_collectors_of(levy), "may_name": rules.may_name(request.person, levy),
        "may_end": rules.may_draft(request.person),
    }  # fmt: skip
    return render(request, "levies/collectors.html", context, status=422 if form.errors else 200)


@require_POST
@reads_books
def collector_end(request: PersonRequest, community: str, levy_id: UUID, collector_id: UUID) -> HttpResponse:
    """No more at this place."""
    levy = fetch(queries.levies(), levy_id)
    collector = fetch(queries.every_collector_of(levy), collector_id)
    actions.end_collector(actor=request.person, collector=collector)
    messages.success(request, _("记下了：%s不再收。手里的现金还是交给报账员。") % collector.person.name)
    return redirect("levies:collectors", community, levy.id)
