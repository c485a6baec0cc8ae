"""What is expected: dues, and what comes for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.funds import actions as fund_actions
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.funds.models import Due
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import (
    ReceiveForm,
    WhyForm,
)


@reads_books
def due_list(request: PersonRequest, community: str) -> HttpResponse:
    """What is expected, the longest due first; late ones stand out."""
    wanted = request.GET.get("state", "")
    state = DueState(wanted) if wanted in DueState.values else DueState.OPEN
    context = {
        "page": page_of(request, funds.dues_by_themselves(state=state)),
        "state": state,
        "states": DueState,
        "today": clock.today(),
    }
    return render(request, "books/due_list.html", context)


@reads_books
def due_detail(request: PersonRequest, community: str, due_id: UUID) -> HttpResponse:
    """One due; the clerk registers here what came."""
    due = fetch(funds.dues(), due_id)
    form = ReceiveForm(request.POST or None, due=due)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(fund_actions.receive, actor=request.person, due=due, **form.cleaned_data):
        messages.success(request, _("到账记好了。"))
        return redirect("books:due", community, due.id)
    return _due(request, due, form, WhyForm(auto_id="void_%s"))


@require_POST
@reads_books
def due_void(request: PersonRequest, community: str, due_id: UUID) -> HttpResponse:
    """Give up what is expected, with the reason."""
    due, form = fetch(funds.dues(), due_id), WhyForm(request.POST, auto_id="void_%s")
    if form.is_valid() and form.act(fund_actions.void_due, actor=request.person, due=due, **form.cleaned_data):
        messages.success(request, _("作废了，理由记在案。"))
        return redirect("books:due", community, due.id)
    return _due(request, due, ReceiveForm(due=due), form)


def _due(request: PersonRequest, due: Due, form: ReceiveForm, void_form: WhyForm) -> HttpResponse:
    context = {
        "due": due, "form": form, "void_form": void_form, "vouchers": funds.vouchers_of_due(due),
        "may_receive": fund_rules.may_handle(request.person, due.approved_by),
        "may_void": fund_rules.may_be_two(due.requested_by, request.person), "today": clock.today(),
    }  # fmt: skip
    return render(request, "books/due_detail.html", context, status=422 if form.errors or void_form.errors else 200)
