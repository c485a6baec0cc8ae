"""Property fees: the rule, a period with its bills, what came for them, and the rate of it with both its numbers."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees import actions, queries, rules
from hehuo.domain.run.fees.models import Bill, FeePeriod, Payment
from hehuo.web.design import words
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.closed import closed_books
from hehuo.web.run.fees import forms


def fee_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The rates of every period, as everyone may read them; whoever lives there sees their own bills."""
    context = {
        "rates": [(period, queries.rate_of(period)) for period in queries.begun()],
        "mine": queries.bills_of_person(request.person) if request.person else [],
    }
    return render(request, "fees/fee_list.html", context)


def fee_detail(request: CommunityRequest, community: str, period_id: UUID) -> HttpResponse:
    """One period in the open: the rule, the rate, the buildings."""
    period = fetch(queries.begun(), period_id)
    context = {"period": period, "rate": queries.rate_of(period), "progress": queries.progress_of(period)}
    return render(request, "fees/fee_detail.html", context)


@reads_books
def fee_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Rules and periods."""
    context = {
        "rules": queries.rules_of_fees(), "may_draft": rules.may_draft(request.person),
        "periods": [(period, queries.rate_of(period)) for period in queries.periods()],
    }  # fmt: skip
    return render(request, "fees/fee_desk.html", context)


@powered(Power.REQUEST_MONEY)
def rule_new(request: PersonRequest, community: str) -> HttpResponse:
    """What a home pays, as its owners decided."""
    form = forms.RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.act(actions.set_rule, actor=request.person, **form.said()):
        messages.success(request, _("收费标准记下了。"))
        return redirect("fees:desk", community)
    return render(request, "fees/rule_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.REQUEST_MONEY)
def rule_end(request: PersonRequest, community: str, fee_rule_id: UUID) -> HttpResponse:
    """Until when it holds."""
    rule, form = fetch(queries.rules_of_fees(), fee_rule_id), forms.EndForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.end_rule, actor=request.person, rule=rule, **form.cleaned_data):
        messages.success(request, _("记下了。"))
        return redirect("fees:desk", community)
    return render(request, "fees/rule_end.html", {"form": form, "rule": rule}, status=422 if form.errors else 200)


@powered(Power.REQUEST_MONEY)
def period_new(request: PersonRequest, community: str) -> HttpResponse:
    """A bill for each home."""
    form = forms.PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        period = form.act(actions.draft_period, actor=request.person, **form.cleaned_data)
        if period:
            messages.success(request, _("%d 户的账单做好了，送审以后才算数。") % period.bills.count())
            return redirect("fees:manage", community, period.id)
    return render(request, "fees/period_new.html", {"form": form}, status=422 if form.errors else 200)


@reads_books
def period_manage(request: PersonRequest, community: str, period_id: UUID) -> HttpResponse:
    """The desk's page of one period: the book, approval, payments, and who is still to be told."""
    period = fetch(queries.periods(), period_id)
    wanted, problems = request.POST.get("act", ""), []
    book = forms.BookForm(request.POST if wanted == "book" else None, request.FILES if wanted == "book" else None)
    why = forms.WhyForm(request.POST if wanted == "return" else None)
    if request.method == "POST" and wanted in _TAPS:
        messages.success(request, _TAPS[wanted](request.person, period))
        return redirect("fees:manage", community, period.id)
    if (
        wanted == "return"
        and why.is_valid()
        and why.act(actions.return_period, actor=request.person, period=period, **why.cleaned_data)
    ):
        return redirect("fees:manage", community, period.id)
    if wanted == "book" and book.is_valid():
        problems = _take_book(request, period, book)
    context = {
        "period": period, "rate": queries.rate_of(period), "progress": queries.progress_of(period), "book": book,
        "why": why, "problems": problems, "waiting": queries.payments_waiting(period).count(),
        "late": queries.waiting_in_closed_months(period), "closed": closed_books(),
        "unpaid": queries.unpaid(period), "may_change": rules.may_change(request.person, period),
        "may_approve": rules.may_approve(request.person, period), "may_take": rules.may_take(request.person),
        "waived": [bill for bill in queries.bills_of(period) if bill.waived_fen],
    }  # fmt: skip
    return render(request, "fees/period_manage.html", context, status=422 if book.errors or why.errors else 200)


@reads_books
def bill_list(request: PersonRequest, community: str, period_id: UUID) -> HttpResponse:
    """Every bill, for those who handle money; never in public."""
    period = fetch(queries.periods(), period_id)
    return render(request, "fees/bill_list.html", {"period": period, "bills": queries.bills_of(period)})


@reads_books
def bill_detail(request: PersonRequest, community: str, bill_id: UUID) -> HttpResponse:
    """One home's bill: take money, waive, remind."""
    bill = fetch(queries.bills(), bill_id)
    wanted = request.POST.get("act", "")
    shown: dict[str, Form] = {
        "payment": forms.PaymentForm(request.POST if wanted == "payment" else None),
        "waive": forms.WaiveForm(request.POST if wanted == "waive" else None, auto_id="waive_%s"),
    }
    form = shown.get(wanted)
    if (
        form
        and form.is_valid()
        and (done := form.act(_ACTS[wanted], actor=request.person, bill=bill, **form.cleaned_data))
    ):
        messages.success(request, _told(done))
        return redirect("fees:bill", community, bill.id)
    context = {
        "bill": bill, "forms": shown, "payments": bill.payments.select_related("noted_by", "taken_by"),
        "may_take": rules.may_take(request.person), "may_draft": rules.may_draft(request.person),
        "may_approve": rules.may_approve(request.person, bill.period), "closed": closed_books(),
    }  # fmt: skip
    return render(request, "fees/bill_detail.html", context, status=422 if form and form.errors else 200)


@require_POST
@reads_books
def bill_remind(request: PersonRequest, community: str, bill_id: UUID) -> HttpResponse:
    """Tell this one home."""
    bill = fetch(queries.bills(), bill_id)
    told = actions.remind(actor=request.person, bill=bill)
    messages.success(
        request, _("只告诉了这一户的 %d 位。") % told if told else _("这一户没有人能收通知，请打印催缴单送去。")
    )
    return redirect("fees:bill", community, bill.id)


@reads_books
def bill_print(request: PersonRequest, community: str, bill_id: UUID) -> HttpResponse:
    """A letter to this one home."""
    rules.may_take(request.person).or_refuse()
    return render(request, "fees/bill_print.html", {"bill": fetch(queries.bills(), bill_id)})


def _told(done: Bill | Payment) -> str:
    """What became of it; of a payment also on which day it stands, where that is not its own."""
    if not isinstance(done, Payment) or done.booked_on is None:
        return _("记好了。")
    days = {"own": words.full_day(done.on), "booked": words.full_day(done.booked_on)}
    return _("%(own)s的账已经结了，这一笔记在%(booked)s；收据上的日子不变。") % days


def _ask(actor: Person, period: FeePeriod) -> str:
    actions.ask_period(actor=actor, period=period)
    return _("送审了，等另一位审批。")


def _approve(actor: Person, period: FeePeriod) -> str:
    actions.approve_period(actor=actor, period=period)
    return _("批好了，可以收了。")


def _book(actor: Person, period: FeePeriod) -> str:
    late = queries.waiting_in_closed_months(period)
    said = _("表上的 %d 笔收款记进账了。") % actions.book_payments(actor=actor, period=period)
    return said + (_("其中 %d 笔的账已经结了，记在结账以后的第一天，收据上的日子不变。") % late if late else "")


_TAPS = {"ask": _ask, "approve": _approve, "payments": _book}
_ACTS = {"payment": actions.take_payment, "waive": actions.waive}


def _take_book(request: PersonRequest, period: FeePeriod, form: forms.BookForm) -> list[Problem]:
    upload = form.cleaned_data["file"]

    def take() -> tuple[int, list[Problem]] | FileFault:
        try:
            return actions.take_book(actor=request.person, period=period, content=upload.read(), name=upload.name)
        except FileFault as fault:
            return fault

    taken = form.act(take)
    if taken is None:
        return []
    if isinstance(taken, FileFault):
        form.add_error("file", taken.say)
        return []
    messages.success(request, _("新记了 %(new)d 户，%(look)d 处要看一看。") % {"new": taken[0], "look": len(taken[1])})
    return taken[1]
