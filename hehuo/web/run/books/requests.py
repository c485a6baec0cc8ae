"""Requests for receipts and payments: asked for, advised on, approved, found good, handled, checked."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.core.verdicts import Verdict
from hehuo.domain.ground.files import queries as papers
from hehuo.domain.run.books import actions, queries, rules, spending
from hehuo.domain.run.books.kinds import OPEN_REQUESTS, RequestKind, RequestState
from hehuo.domain.run.books.models import Request
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books import forms
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.steps import steps_of

UNCHECKED = "unchecked"
# The parts of the list: those under way, those in the books, those that came to nothing.
STATES: dict[str, Collection[RequestState]] = {
    "open": OPEN_REQUESTS,
    "done": [RequestState.DONE],
    "ended": [RequestState.REFUSED, RequestState.WITHDRAWN],
}
PARTS: dict[str, Callable[[], str]] = {
    "": lambda: _("全部"),
    "open": lambda: _("在办"),
    "done": lambda: _("已入账"),
    UNCHECKED: lambda: _("待复核"),
    "ended": lambda: _("没办成"),
}


@reads_books
def request_list(request: PersonRequest, community: str) -> HttpResponse:
    """Requests for receipts and payments; those that the accountant has not checked yet by themselves."""
    wanted = request.GET.get("state", "")
    found = queries.unchecked_entries() if wanted == UNCHECKED else queries.requests(states=STATES.get(wanted, ()))
    context = {
        "page": page_of(request, found), "wanted": wanted, "may_ask": rules.may_ask_for_money(request.person),
        "parts": [(name, say()) for name, say in PARTS.items()],
    }  # fmt: skip
    return render(request, "books/request_list.html", context)


@reads_books
def request_new(request: PersonRequest, community: str, kind: str) -> HttpResponse:
    """Ask that money be received (`in`), paid (`out`, `service`) or given back to who laid it out (`claim`)."""
    if kind not in RequestKind.values:
        raise Missing(_("没有这一页。请从「收付申请」再进一次。"))
    rules.may_ask_for_money(request.person).or_refuse()
    form = forms.RequestForm(request.POST or None, request.FILES or None, kind=RequestKind(kind))
    if request.method == "POST" and form.is_valid():
        asked = form.act(actions.request_money, actor=request.person, **form.said())
        if asked:
            messages.success(request, _("送审了，等另一位审批。"))
            return redirect("books:request", community, asked.id)
    context = {"form": form, "kind": RequestKind(kind), "title": TITLES[RequestKind(kind)]()}
    return render(request, "books/request_new.html", context, status=422 if form.errors else 200)


@reads_books
def request_mend(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """Put a returned request right."""
    asked = fetch(queries.requests(), request_id)
    rules.may_mend_request(request.person, asked).or_refuse()
    offers = list(queries.offers_of(asked))
    form = forms.MendForm(request.POST or None, request.FILES or None, asked=asked, offers=offers)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.mend_request, actor=request.person, request=asked, **form.said()):
        messages.success(request, _("改好送审了。"))
        return redirect("books:request", community, asked.id)
    context = {"form": form, "asked": asked, "title": _("改好再送")}
    return render(request, "books/request_new.html", context, status=422 if form.errors else 200)


TITLES: dict[RequestKind, Callable[[], str]] = {
    RequestKind.RECEIPT: lambda: _("申请入账"),
    RequestKind.EXPENSE: lambda: _("申请付款"),
    RequestKind.SERVICE: lambda: _("购买服务"),
    RequestKind.CLAIM: lambda: _("垫付报销"),
}


@reads_books
def request_detail(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """One request with everything said of it, and the steps that are this reader's."""
    asked = fetch(queries.requests(), request_id)
    steps = steps_of(request, asked)
    step = next((each for each in steps if each.kind.act == request.POST.get("act")), None)
    if request.method == "POST" and step is None:
        messages.error(request, _("这一步现在不归您办，或者刚刚办过了。下面是最新的样子。"))
        return redirect("books:request", community, asked.id)
    if step and step.take(request.person, asked):
        messages.success(request, step.kind.done())
        return redirect("books:request", community, asked.id)
    context = _told(asked) | {
        "steps": steps, "lock": _lock(request, asked), "may_mend": rules.may_mend_request(request.person, asked),
    }  # fmt: skip
    return render(request, "books/request_detail.html", context, status=422 if step and step.form.errors else 200)


@reads_books
def request_print(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """The slip of a request, to be signed and filed with its papers."""
    asked = fetch(queries.requests(), request_id)
    return render(request, "books/request_print.html", _told(asked))


def _told(asked: Request) -> dict[str, Any]:
    return {
        "asked": asked, "offers": queries.offers_of(asked), "advice": queries.advice_on(asked),
        "recusals": queries.recusals_from(asked), "papers": papers.files_of(asked.id),
        "needs_advice": spending.needs_advice(asked), "to_be_accepted": rules.is_to_be_accepted(asked),
    }  # fmt: skip


def _lock(request: PersonRequest, asked: Request) -> Verdict | None:
    """Why the next step is not this reader's."""
    if asked.state == RequestState.ASKED:
        return rules.may_approve_request(request.person, asked)
    return rules.may_settle(request.person, asked) if asked.state == RequestState.APPROVED else None
