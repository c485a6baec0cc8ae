"""Turnovers and shares: the partner declares and confirms, the office asks and approves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.run.books import actions, queries, rules
from hehuo.domain.run.books.models import Turnover
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of
from hehuo.web.run.books.forms import TurnoverForm, WhyForm


@entered
def turnover_list(request: PersonRequest, community: str) -> HttpResponse:
    """All turnovers for the office, the own ones for a partner, with the agreements to declare under."""
    sees_all = bool(rules.may_see_books(request.person))
    found = queries.turnovers() if sees_all else queries.turnovers_of_contact(request.person)
    to_declare = (
        agreements.in_force() if sees_all else agreements.of_contact(request.person).filter(signed_on__isnull=False)
    )
    context = {
        "page": page_of(request, found),
        "agreements": [each for each in to_declare[:50] if rules.may_declare(request.person, each)],
        "frame": frame_of(request),
    }
    return render(request, "books/turnover_list.html", context)


@entered
def turnover_declare(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Declare a month's turnover; what is wrong is said beside what was written."""
    agreement: Agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_declare(request.person, agreement).or_refuse()
    form = TurnoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        turnover = form.act(
            actions.declare_turnover, actor=request.person, agreement=agreement, **form.cleaned_data
        )  # fmt: skip
        if turnover:
            messages.success(request, _("报好了，请合伙人核对以后点确认。"))
            return redirect("books:turnover", community, turnover.id)
    context = {"form": form, "agreement": agreement, "frame": frame_of(request)}
    return render(request, "books/turnover_declare.html", context, status=422 if form.errors else 200)


@entered
def turnover_detail(request: PersonRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """One turnover: the figure, the share, whose turn it is."""
    return _detail(request, _visible(request, turnover_id), WhyForm())


@require_POST
@entered
def turnover_confirm(request: PersonRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """The partner says that the figure is right."""
    actions.confirm_turnover(actor=request.person, turnover=_visible(request, turnover_id))
    messages.success(request, _("确认了。社区会两个人经手，再请您交款。"))
    return redirect("books:turnover", community, turnover_id)


@require_POST
@entered
def share_request(request: PersonRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """Ask for the share."""
    actions.request_share(actor=request.person, turnover=_visible(request, turnover_id))
    messages.success(request, _("送审了，等另一位审批。"))
    return redirect("books:turnover", community, turnover_id)


@require_POST
@entered
def share_approve(request: PersonRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """Approve the share: it is due."""
    actions.approve_share(actor=request.person, turnover=_visible(request, turnover_id))
    messages.success(request, _("批好了，应收已经记下，等到账。"))
    return redirect("books:turnover", community, turnover_id)


@require_POST
@entered
def turnover_return(request: PersonRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """Hand it back with the reason."""
    turnover, form = _visible(request, turnover_id), WhyForm(request.POST)
    if form.is_valid() and form.act(
        actions.return_turnover, actor=request.person, turnover=turnover, **form.cleaned_data
    ):
        messages.success(request, _("退回了，合伙人会看到理由。"))
        return redirect("books:turnover", community, turnover_id)
    return _detail(request, turnover, form)


def _visible(request: PersonRequest, turnover_id: UUID) -> Turnover:
    """A turnover that the caller may see: their own, or any for those with a part in the money."""
    sees_all = rules.may_see_books(request.person)
    return fetch(queries.turnovers() if sees_all else queries.turnovers_of_contact(request.person), turnover_id)


def _detail(request: PersonRequest, turnover: Turnover, form: WhyForm) -> HttpResponse:
    person = request.person
    context = {
        "turnover": turnover, "form": form, "frame": frame_of(request),
        "may_confirm": rules.may_confirm(person, turnover), "may_request": rules.may_request_share(person, turnover),
        "may_approve": rules.may_approve_share(person, turnover), "may_return": rules.may_return(person, turnover),
        "may_declare": rules.may_declare(person, turnover.agreement),
    }  # fmt: skip
    return render(request, "books/turnover_detail.html", context, status=422 if form.errors else 200)
