"""The year's holidays and shifted workdays, for everybody to see and for the office to mend."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries
from hehuo.flows.set_calendar_days import set_calendar_days
from hehuo.web.ground.calendar.forms import DayForm, DaysForm
from hehuo.web.requests import CommunityRequest, PersonRequest, powered


def _show(request: CommunityRequest, number: int, form: DaysForm) -> HttpResponse:
    days = list(queries.days_of(number))
    context = {
        "year": number, "days": days, "form": form, "is_known": bool(days),
        "before": number - 1, "after": number + 1,
    }  # fmt: skip
    return render(request, "calendar/year.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_CALENDAR)
def year(request: PersonRequest, community: str, number: int = 0) -> HttpResponse:
    """One year: what differs from the week, and a form to say more."""
    return _show(request, number or clock.today().year, DaysForm())


@require_POST
@powered(Power.KEEP_CALENDAR)
def days_set(request: PersonRequest, community: str) -> HttpResponse:
    """Days off, or worked."""
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _show(request, clock.today().year, form)
    said = form.cleaned_data
    form.act(
        set_calendar_days, actor=request.person, first=said["first"], last=said["last"],
        is_off=said["kind"] == "off", name=said["name"],
    )  # fmt: skip
    if form.errors:
        return _show(request, said["first"].year, form)
    messages.success(request, _("日历改好了。"))
    return redirect("calendar:year", community, said["first"].year)


@require_POST
@powered(Power.KEEP_CALENDAR)
def day_clear(request: PersonRequest, community: str) -> HttpResponse:
    """A day follows the week again."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return redirect("calendar:now", community)
    day = form.cleaned_data["day"]
    set_calendar_days(actor=request.person, first=day, last=day, is_off=None)
    return redirect("calendar:year", community, day.year)
