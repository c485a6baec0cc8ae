"""Spaces as everybody sees them: what there is, when it is free, and booking a time."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.bookings import actions as bookings
from hehuo.domain.ground.spaces import actions, queries, rules
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.web.ground.spaces.forms import BookForm, CancelForm, is_near
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, to_door

DAYS_AHEAD = 7
SHOWN = (Audience.RESIDENT, Audience.PARTNER)


def day_asked(request: HttpRequest) -> date:
    """The day that `?day=` names; today, where it names none, or one that is years off."""
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        day = None
    return day if day and is_near(day) else clock.today()


def space_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The spaces of the community."""
    return render(request, "spaces/space_list.html", {"page": page_of(request, queries.open_spaces())})


def space_detail(request: CommunityRequest, community: str, space_id: UUID) -> HttpResponse:
    """One space: when it is free on a day, and a form to book it."""
    space = fetch(queries.all_spaces(), space_id)
    audiences = [each for each in (Audience.PARTNER, Audience.OFFICE) if rules.may_book(request.person, each)]
    if request.method == "POST" and request.person is None:
        return to_door(request)
    form = BookForm(request.POST or None, initial={"day": day_asked(request)}, audiences=audiences)
    if request.method == "POST" and form.is_valid():
        booking = form.act(actions.book, actor=request.person, space=space, **form.stretch)
        if booking:
            messages.success(request, _("订好了。"))
            return redirect("spaces:booking", community, booking.id)
    return _show(request, space, form)


def _show(request: CommunityRequest, space: Space, form: BookForm) -> HttpResponse:
    day = day_asked(request)
    free = [(each.label, queries.free_times(space, day, each)) for each in SHOWN]
    days = [clock.today() + timedelta(days=number) for number in range(DAYS_AHEAD)]
    context = {
        "space": space, "day": day, "days": days, "free": free, "form": form, "openings": _openings(space),
        "closures": queries.closures_ahead(space), "may_keep": rules.may_keep_spaces(request.person),
        "books_itself": form.fields["audience"].choices != [],
    }  # fmt: skip
    return render(request, "spaces/space_detail.html", context, status=422 if form.errors else 200)


def _openings(space: Space) -> list[tuple[str, str, str]]:
    names = _("一 二 三 四 五 六 日").split()
    return [
        (
            rule.get_audience_display(),
            _("星期%s") % _("、").join(names[int(digit) - 1] for digit in rule.weekdays),
            f"{rule.from_time:%H:%M}—{rule.to_time:%H:%M}",
        )
        for rule in space.opening_rules.all()
    ]


@entered
def my_bookings(request: PersonRequest, community: str) -> HttpResponse:
    """What I have booked."""
    return render(request, "spaces/my_bookings.html", {"page": page_of(request, queries.bookings_of(request.person))})


@entered
def booking_detail(request: PersonRequest, community: str, booking_id: UUID) -> HttpResponse:
    """One booking: the confirmation, and the way to cancel it."""
    booking = fetch(queries.bookings(), booking_id)
    if booking.booked_by_id != request.person.id:
        rules.may_keep_spaces(request.person).or_refuse()
    form = CancelForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(bookings.cancel, actor=request.person, booking=booking, **form.cleaned_data):
        messages.success(request, _("取消了，这个时间别人可以订了。"))
        return redirect("spaces:booking", community, booking_id)
    context = {
        "booking": booking, "form": form, "may_cancel": rules.may_cancel(request.person, booking),
        "may_keep": rules.may_keep_spaces(request.person), "passed": booking.starts_at <= clock.now(),
        "may_move": rules.may_move(request.person, booking),
        "later": queries.series_of(booking).filter(starts_at__gte=booking.starts_at).count(),
        "unused": queries.unused_by([booking.booked_by_id]).get(booking.booked_by_id, 0),
    }  # fmt: skip
    return render(request, "spaces/booking_detail.html", context, status=422 if form.errors else 200)
