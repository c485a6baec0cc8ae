"""Requests for receipts and payments: asked for, approved, handled."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.run.books import actions, queries, rules
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import (
    OpinionForm,
    RequestForm,
    SettleForm,
    WhyForm,
)


@reads_books
def request_list(request: PersonRequest, community: str) -> HttpResponse:
    """Requests for receipts and payments."""
    wanted = request.GET.get("state", "")
    state = RequestState(wanted) if wanted in RequestState.values else None
    context = {
        "page": page_of(request, queries.requests(state=state)), "state": state, "states": RequestState,
        "may_ask": rules.may_ask_for_money(request.person),
    }  # fmt: skip
    return render(request, "books/request_list.html", context)


@reads_books
def request_new(request: PersonRequest, community: str, direction: str) -> HttpResponse:
    """Ask that money be received (`in`) or paid (`out`)."""
    if direction not in Direction.values:
        raise Missing(_("没有这一页。请从「收付申请」再进一次。"))
    rules.may_ask_for_money(request.person).or_refuse()
    form = RequestForm(request.POST or None, direction=Direction(direction))
    if request.method == "POST" and form.is_valid():
        asked = form.act(actions.request_money, actor=request.person, **form.cleaned_data)
        if asked:
            messages.success(request, _("送审了，等另一位审批。"))
            return redirect("books:request", community, asked.id)
    context = {"form": form, "direction": Direction(direction)}
    return render(request, "books/request_new.html", context, status=422 if form.errors else 200)


@reads_books
def request_detail(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """One request: approved by another, then handled by the clerk."""
    asked = fetch(queries.requests(), request_id)
    if asked.state == RequestState.APPROVED:
        form: OpinionForm | SettleForm = SettleForm(request.POST or None, request=asked)
        action, done = actions.settle_request, _("记进账了。")
    else:
        form, action, done = OpinionForm(request.POST or None), actions.approve_request, _("批好了，轮到报账员。")
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(action, actor=request.person, request=asked, **form.cleaned_data):
        messages.success(request, done)
        return redirect("books:request", community, asked.id)
    return _request(request, asked, form, WhyForm(auto_id="refuse_%s"))


@require_POST
@reads_books
def request_refuse(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """Send a request back with the reason."""
    asked, form = fetch(queries.requests(), request_id), WhyForm(request.POST, auto_id="refuse_%s")
    if form.is_valid() and form.act(
        actions.refuse_request, actor=request.person, request=asked, opinion=form.cleaned_data["why"]
    ):
        messages.success(request, _("退回了，经办人会看到理由。"))
        return redirect("books:request", community, asked.id)
    return _request(request, asked, OpinionForm(), form)


def _request(
    request: PersonRequest, asked: Request, form: OpinionForm | SettleForm, refuse_form: WhyForm
) -> HttpResponse:
    context = {
        "asked": asked, "form": form, "refuse_form": refuse_form,
        "may_approve": rules.may_approve_request(request.person, asked),
        "may_settle": rules.may_settle(request.person, asked),
    }  # fmt: skip
    status = 422 if form.errors or refuse_form.errors else 200
    return render(request, "books/request_detail.html", context, status=status)
