"""Orders, from the phone to the stars; complaints, and how often each service was used."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.files import queries as files
from hehuo.domain.run.services import actions, queries, rules
from hehuo.domain.run.services.kinds import OPEN
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered
from hehuo.web.run.services import forms

# What is done on the page of an order: its form, its action, and what is said when it is done.
ACTS = {
    "accept": (forms.AcceptForm, actions.accept_order, lambda: _("接好了，约的人会收到通知。")),
    "finish": (forms.FinishForm, actions.finish_order, lambda: _("记好了，请居民打个分。")),
    "cancel": (forms.WhyForm, actions.cancel_order, lambda: _("取消了，对方会看到理由。")),
    "rate": (forms.RateForm, actions.rate_order, lambda: _("谢谢，分打好了。")),
    "complain": (forms.ComplainForm, actions.complain, lambda: _("交给社区了，三个工作日里答您。")),
}


@entered
def order_new(request: PersonRequest, community: str, price_id: UUID) -> HttpResponse:
    """Order one service: for oneself, or at the desk for somebody."""
    item = fetch(queries.prices(), price_id)
    for_others = may(request.person, Power.RUN_SESSIONS).allowed
    form = forms.OrderForm(request.POST or None, item=item, for_others=for_others)
    if request.method == "POST" and form.is_valid():
        order = form.act(actions.place_order, actor=request.person, item=item, **form.said())
        if order:
            messages.success(request, _("约好了，编号 %s。合伙人一天之内回您。") % order.number)
            return redirect("services:order", community, order.id)
    context = {"item": item, "form": form, "offers": queries.offers_for(item)}
    return render(request, "services/order_new.html", context, status=422 if form.errors else 200)


@entered
def order_mine(request: PersonRequest, community: str) -> HttpResponse:
    """What I ordered, or what was ordered for me."""
    context = {"page": page_of(request, queries.orders_of(request.person)), "frame": "frames/inner.html"}
    return render(request, "services/order_list.html", context)


@powered(Power.ACT_AS_PARTNER)
def order_partner(request: PersonRequest, community: str) -> HttpResponse:
    """What a partner is asked to do, by the day; with ?all also what is over."""
    own = queries.orders_for(partners.partners_of(request.person), only_open="all" not in request.GET)
    context = {
        "page": page_of(request, own), "is_partner": True, "all": "all" in request.GET, "frame": "frames/inner.html",
    }  # fmt: skip
    return render(request, "services/order_list.html", context)


@powered(Power.SEE_DESK)
def order_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every order, and the complaints that wait for an answer; ?service= and ?year= open what a figure counts."""
    found, asked, counted = queries.orders(), request.GET, ""
    if year := _year_of(request):
        found = queries.done_in(year).filter(item__name=asked.get("service", ""))
        counted = _("%(year)s 年做完的「%(service)s」") % {"year": year, "service": asked.get("service", "")}
    elif "all" not in asked:
        found = found.filter(state__in=OPEN).order_by("at", "id")
    context = {
        "page": page_of(request, found), "is_desk": True, "complaints": queries.open_complaints()[:50],
        "all": "all" in asked, "counted": counted, "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/order_list.html", context)


@entered
def order_detail(request: PersonRequest, community: str, order_id: UUID) -> HttpResponse:
    """One order: whatever its reader may do with it."""
    order, wanted = fetch(queries.orders(), order_id), request.POST.get("act", "")
    person = request.person
    rules.may_see(person, order).or_refuse()
    shown = {
        name: form(request.POST if wanted == name else None, request.FILES if wanted == name else None,
                   auto_id=f"{name}_%s")
        for name, (form, _action, _say) in ACTS.items()
    }  # fmt: skip
    form = shown.get(wanted)
    if form and form.is_valid():
        said = form.said() if wanted == "accept" else form.cleaned_data
        if form.act(ACTS[wanted][1], actor=person, order=order, **said):
            messages.success(request, ACTS[wanted][2]())
            return redirect("services:order", community, order.id)
    context = {
        "order": order, "forms": shown, "photos": files.files_of(order.id), "serves": rules.serves(person, order),
        "ordered": rules.ordered(person, order), "may_see_whom": rules.may_see_whom(person, order),
        "may_handle": rules.may_handle(person, order),
        "may_finish": rules.may_finish(person, order), "may_cancel": rules.may_cancel(person, order),
        "may_rate": rules.may_rate(person, order), "may_complain": rules.may_complain(person, order),
        "complaints": queries.complaints().filter(order=order), "may_answer": may(person, Power.ANSWER_QUESTIONS),
        "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/order_detail.html", context, status=422 if form and form.errors else 200)


@powered(Power.ANSWER_QUESTIONS)
def complaint_detail(request: PersonRequest, community: str, complaint_id: UUID) -> HttpResponse:
    """Answer a complaint."""
    complaint = fetch(queries.complaints(), complaint_id)
    form = forms.AnswerForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.answer_complaint, actor=request.person, complaint=complaint, **form.cleaned_data):
        messages.success(request, _("答好了，两边都会收到。"))
        return redirect("services:order", community, complaint.order_id)
    context = {"complaint": complaint, "form": form, "may_answer": rules.may_answer(request.person, complaint),
               "frame": frame_of(request)}  # fmt: skip
    return render(request, "services/complaint_detail.html", context, status=422 if form.errors else 200)


@powered(Power.SEE_DESK)
def use(request: PersonRequest, community: str) -> HttpResponse:
    """Person-times and persons of each service in a year, kept apart; each number opens its orders."""
    this_year = clock.today().year
    year = _year_of(request) or this_year
    context = {
        "year": year, "years": (year - 1, year + 1 if year < this_year else None), "uses": queries.use_of(year),
        "persons": queries.persons_in(year), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/use.html", context)


def _year_of(request: PersonRequest) -> int | None:
    """The year that is asked for, if it is one that a calendar has."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) > 1 else None


@require_POST
@entered
def declare(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """A month's orders become its declared turnover."""
    agreement, form = fetch(agreements.agreements(), agreement_id), forms.MonthForm(request.POST)
    if not form.is_valid():
        raise Refused(_("没说是哪个月。请回到上一页，再按一次。"))
    turnover = actions.declare_orders(actor=request.person, agreement=agreement, **form.cleaned_data)
    messages.success(request, _("合计好了，请核对营业额。"))
    return redirect("books:turnover", community, turnover.id)
