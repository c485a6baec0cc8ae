"""My stalls, and counting at one with the phone in one's hand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import ids
from hehuo.core.errors import HehuoError
from hehuo.domain.run.fairs import actions, queries, rules
from hehuo.domain.run.fairs.models import Stall
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch
from hehuo.web.run.fairs.forms import TapForm


@entered
def stall_mine(request: PersonRequest, community: str) -> HttpResponse:
    """The stalls I asked for or keep."""
    page = page_of(request, queries.stalls_kept_by(request.person))
    return render(request, "fairs/stall_mine.html", {"page": page})


@entered
def stall_keep(request: PersonRequest, community: str, stall_id: UUID) -> HttpResponse:
    """My stall: one more, one fewer; a double tap counts once."""
    stall = fetch(queries.stalls(), stall_id)
    rules.may_see_keeper(request.person, stall).or_refuse()
    if request.method == "POST":
        return _tapped(request, stall)
    context = {
        "stall": stall, "key": ids.uuid7(), "may_count": rules.may_count(request.person, stall),
        "may_withdraw": rules.may_withdraw(request.person, stall),
    }  # fmt: skip
    return render(request, "fairs/stall_keep.html", context)


def _tapped(request: PersonRequest, stall: Stall) -> HttpResponse:
    form = TapForm(request.POST)
    try:
        if form.is_valid():
            actions.count(actor=request.person, stall=stall, **form.cleaned_data)
    except HehuoError as error:
        messages.error(request, error.say)
    return redirect("fairs:stall", request.community.code, stall.id)


@require_POST
@entered
def stall_withdraw(request: PersonRequest, community: str, stall_id: UUID) -> HttpResponse:
    """We do not come after all."""
    stall = fetch(queries.stalls(), stall_id)
    rules.may_see_keeper(request.person, stall).or_refuse()
    actions.withdraw_stall(actor=request.person, stall=stall)
    messages.success(request, _("撤了，摊位让给别人。"))
    return redirect("fairs:mine", community)
