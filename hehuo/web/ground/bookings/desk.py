"""Asks as the office answers them, weekly times, calendars, use, and the sheet at the door."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.bookings import actions, queries
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.web.ground.bookings.forms import ReasonForm, TermsForm, WeeklyForm
from hehuo.web.ground.spaces.pages import day_asked
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered

ONE_DAY = timedelta(days=1)
WEEK_DAYS = 7


@powered(Power.KEEP_SPACES)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """What waits for an answer, for a place, or for its asker."""
    return render(request, "bookings/desk.html", {"page": page_of(request, queries.asks_open())})


@require_POST
@powered(Power.KEEP_SPACES)
def grant(request: PersonRequest, community: str, ask_id: UUID) -> HttpResponse:
    """Yes."""
    actions.grant(actor=request.person, asked=fetch(queries.asks(), ask_id))
    messages.success(request, _("同意了，已经告诉申请的人。"))
    return redirect("bookings:desk", community)


@require_POST
@powered(Power.KEEP_SPACES)
def refuse(request: PersonRequest, community: str, ask_id: UUID) -> HttpResponse:
    """No, and why."""
    asked, form = fetch(queries.asks(), ask_id), ReasonForm(request.POST)
    if form.is_valid() and form.act(actions.refuse, actor=request.person, asked=asked, **form.cleaned_data):
        messages.success(request, _("记下了，已经告诉申请的人。"))
        return redirect("bookings:desk", community)
    return render(request, "bookings/refuse.html", {"asked": asked, "form": form}, status=422)


@powered(Power.KEEP_SPACES)
def terms(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """How residents come to one space."""
    space = fetch(spaces.all_spaces(), space_id)
    known = queries.terms_of(space)
    form = TermsForm(request.POST or None, initial={name: getattr(known, name) for name in TermsForm.base_fields})
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.set_terms, actor=request.person, space=space, **form.cleaned_data):
        messages.success(request, _("改好了，从下一次预订起算。"))
        return redirect("bookings:terms", community, space_id)
    return render(request, "bookings/terms.html", {"space": space, "form": form}, status=422 if form.errors else 200)


@powered(Power.KEEP_SPACES)
def weekly(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """One time every week: first each date with what is in its way, then whole or with the clashes left out."""
    space = fetch(spaces.all_spaces(), space_id)
    form, planned = WeeklyForm(request.POST or None, initial={"first_on": clock.today() + ONE_DAY}), None
    if request.method == "POST" and form.is_valid():
        planned = form.act(queries.weekly, space=space, **form.times)
        skips = request.POST.get("do") == "skip"
        if planned and request.POST.get("do") in {"all", "skip"}:
            made = form.act(
                actions.book_weekly, actor=request.person, space=space, purpose=form.cleaned_data["purpose"],
                skips_clashes=skips, key=form.cleaned_data["key"], **form.times,
            )  # fmt: skip
            if made:
                messages.success(request, _("订好了 %d 次。") % len(made))
                return redirect("spaces:booking", community, made[0].id)
    context = {
        "space": space, "form": form, "planned": planned, "clashing": sum(not each.is_free for each in planned or []),
    }  # fmt: skip
    return render(request, "bookings/weekly.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.KEEP_SPACES)
def cancel_rest(request: PersonRequest, community: str, booking_id: UUID) -> HttpResponse:
    """This date of a weekly time, and all after it."""
    booking = fetch(spaces.bookings(), booking_id)
    gone = actions.cancel_rest(actor=request.person, booking=booking, reason=request.POST.get("reason", "")[:120])
    messages.success(request, _("取消了 %d 次。") % len(gone))
    return redirect("spaces:booking", community, booking_id)


def month(request: CommunityRequest, community: str, space_id: UUID) -> HttpResponse:
    """A month of one space, day by day, without names: for everybody."""
    space = fetch(spaces.all_spaces(), space_id)
    first = day_asked(request).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    days = spaces.days_of(space, first, after - ONE_DAY)
    context = {"space": space, "days": days, "first": first, "before": (first - ONE_DAY).replace(day=1), "after": after}
    return render(request, "bookings/month.html", context)


def day(request: CommunityRequest, community: str) -> HttpResponse:
    """One day of every space, side by side, without names: for everybody."""
    asked = day_asked(request)
    context = {"day": asked, "before": asked - ONE_DAY, "after": asked + ONE_DAY, "rooms": spaces.spaces_on(asked)}
    return render(request, "bookings/day.html", context)


@powered(Power.KEEP_SPACES)
def use(request: PersonRequest, community: str) -> HttpResponse:
    """How much of each space was used in a month; both figures open their days."""
    first: date = day_asked(request).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    context = {
        "first": first, "before": (first - ONE_DAY).replace(day=1), "after": after,
        "uses": spaces.use_between(first, after - ONE_DAY),
    }  # fmt: skip
    return render(request, "bookings/use.html", context)


@powered(Power.KEEP_SPACES)
def sheet(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """The sheet at the door: a week of one space on A4, names masked, with the code that opens the room's page."""
    space = fetch(spaces.all_spaces(), space_id)
    first = day_asked(request)
    context = {
        "space": space, "days": spaces.days_of(space, first, first + (WEEK_DAYS - 1) * ONE_DAY),
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "bookings/sheet.html", context)
