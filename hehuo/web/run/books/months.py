"""Closing and publishing months."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.run.books import actions, queries, rules
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import (
    MonthOpinionForm,
    PostMonthForm,
)


@reads_books
def month_list(request: PersonRequest, community: str) -> HttpResponse:
    """The months: drafts, closed, posted; and whose turn it is."""
    this_month = queries.this_month()
    context = {
        "page": page_of(request, queries.months()), "open_month": queries.first_open_month(),
        "this_month": this_month, "last_year": this_month.year - 1,
        "may_close": rules.may_close_month(request.person), "form": PostMonthForm(),
    }  # fmt: skip
    return render(request, "books/month_list.html", context)


@reads_books
def month_close(request: PersonRequest, community: str, month: date) -> HttpResponse:
    """Look at the month once more, then close it: it cannot be opened again."""
    if request.method == "POST":
        account = actions.close_month(actor=request.person, month=month)
        messages.success(request, _("结好账了，封账码 %s。") % account.seal_code)
        return redirect("books:months", community)
    context = {
        "month": month, "draft": queries.draft_of(month), "is_over": rules.is_month_over(month),
        "may_close": rules.may_close_month(request.person),
    }  # fmt: skip
    return render(request, "books/month_close.html", context)


@reads_books
def opinion_give(request: PersonRequest, community: str, month: date) -> HttpResponse:
    """A supervisor's word on a closed month; what was said before stands above, unchanged."""
    account = queries.month_account(month)
    if account is None:
        raise Missing(_("这个月还没有结账。请等结了账，再写意见。"))
    form = MonthOpinionForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.give_opinion, actor=request.person, account=account, **form.cleaned_data):
        messages.success(request, _("意见记下了，和账一起公开。"))
        return redirect("books:month", community, month)
    context = {
        "form": form, "account": account, "opinions": queries.opinions_of(account),
        "may_give": rules.may_give_opinion(request.person, account, queries.hands_of(account)),
    }  # fmt: skip
    return render(request, "books/opinion_give.html", context, status=422 if form.errors else 200)


@reads_books
def month_post(request: PersonRequest, community: str, month: date) -> HttpResponse:
    """Publish a closed month."""
    account = queries.month_account(month)
    if account is None:
        raise Missing(_("这个月还没有结账。请先结账，再公示。"))
    form = PostMonthForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.post_month, actor=request.person, account=account, **form.cleaned_data):
        messages.success(request, _("公示出去了，别忘了打印贴上墙。"))
        return redirect("books:month", community, month)
    context = {"form": form, "account": account, "may_post": rules.may_post_month(request.person, account)}
    return render(request, "books/month_post.html", context, status=422 if form.errors else 200)
