"""Asking for a space as residents do: first when, then which room is free, then what for."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.bookings import actions, queries, rules
from hehuo.domain.ground.bookings.kinds import AskState
from hehuo.domain.ground.bookings.models import Ask
from hehuo.domain.ground.spaces import actions as spaces_actions
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces import rules as space_rules
from hehuo.flows.move_booking import move_booking
from hehuo.web.ground.bookings.forms import AskForm, FindForm, MoveForm, ReasonForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch

SOON = timedelta(minutes=15)


def find(request: CommunityRequest, community: str) -> HttpResponse:
    """Pick a day and a time, and see which rooms are free then."""
    tomorrow = clock.today() + timedelta(days=1)
    form = FindForm(request.GET if "day" in request.GET else None, initial={
        "day": tomorrow, "from_time": "19:00", "to_time": "20:30",
    })  # fmt: skip
    choices = None
    if form.is_bound and form.is_valid():
        choices = spaces.free_choices(**form.moments, people=form.cleaned_data["people"] or 0)
    context = {"form": form, "choices": choices, "asked": request.GET.urlencode(), "taken": []}
    if choices is not None:
        context["taken"] = spaces.open_but_taken(**form.moments, free=choices)
    return render(request, "bookings/find.html", context, status=422 if form.errors else 200)


@entered
def ask(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """What for, and how many come; or a place in the waiting list."""
    space = fetch(spaces.all_spaces().filter(closed_on=None), space_id)
    known = {name: request.GET.get(name, "") for name in ("day", "from_time", "to_time", "people", "part", "waits")}
    form = AskForm(request.POST or None, initial={name: said for name, said in known.items() if said})
    if request.method == "POST" and form.is_valid():
        part = next((each for each in space.parts.all() if each.id == form.cleaned_data["part"]), None)
        if asked := form.act(actions.ask, actor=request.person, space=space, part=part, **form.said):
            messages.success(request, _("记下了。"))
            return redirect("bookings:ask_of", community, asked.id)
    context = {"space": space, "form": form, "terms": queries.terms_of(space)}
    return render(request, "bookings/ask.html", context, status=422 if form.errors else 200)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """What I have asked for, and how far each is."""
    return render(request, "bookings/mine.html", {"page": page_of(request, queries.asks_of(request.person))})


@entered
def ask_of(request: PersonRequest, community: str, ask_id: UUID) -> HttpResponse:
    """One ask: where it stands, and what its asker or the office can do now."""
    asked = _asked(request, ask_id)
    context = {
        "asked": asked, "form": ReasonForm(), "place": queries.place_in_line(asked) if asked.state == "waiting" else 0,
        "may_take": rules.may_take(request.person, asked), "may_withdraw": rules.may_withdraw(request.person, asked),
        "may_decide": rules.may_decide(request.person, asked), "is_desk": space_rules.may_keep_spaces(request.person),
        "is_open": asked.state in queries.OPEN or asked.state == AskState.GRANTED,
        "unused": spaces.unused_by([asked.person_id]).get(asked.person_id, 0),
    }  # fmt: skip
    return render(request, "bookings/ask_of.html", context)


def _asked(request: PersonRequest, ask_id: UUID) -> Ask:
    asked = fetch(queries.asks(), ask_id)
    rules.may_see(request.person, asked).or_refuse()
    return asked


@require_POST
@entered
def take(request: PersonRequest, community: str, ask_id: UUID) -> HttpResponse:
    """Yes to the place that came free."""
    actions.take_offer(actor=request.person, asked=_asked(request, ask_id))
    messages.success(request, _("好，记下了。"))
    return redirect("bookings:ask_of", community, ask_id)


@require_POST
@entered
def withdraw(request: PersonRequest, community: str, ask_id: UUID) -> HttpResponse:
    """No longer needed."""
    actions.withdraw(actor=request.person, asked=_asked(request, ask_id), reason=request.POST.get("reason", "")[:120])
    messages.success(request, _("取消了，这个时间让给别人。"))
    return redirect("bookings:ask_of", community, ask_id)


@entered
def move(request: PersonRequest, community: str, booking_id: UUID) -> HttpResponse:
    """Another time or room for one booking."""
    booking = fetch(spaces.bookings(), booking_id)
    space_rules.may_move(request.person, booking).or_refuse()
    rooms = list(spaces.all_spaces().filter(closed_on=None))
    starts_at, ends_at = clock.local(booking.starts_at), clock.local(booking.ends_at)
    known = {
        "day": starts_at.date(), "from_time": starts_at.time(), "to_time": ends_at.time(), "space": booking.space_id,
    }  # fmt: skip
    form = MoveForm(request.POST or None, initial=known, spaces=rooms)
    if request.method == "POST" and form.is_valid():
        space = next(each for each in rooms if str(each.id) == form.cleaned_data["space"])
        if form.act(move_booking, actor=request.person, booking=booking, space=space, **form.moments):
            messages.success(request, _("改好了。"))
            return redirect("spaces:booking", community, booking_id)
    return render(request, "bookings/move.html", {"booking": booking, "form": form}, status=422 if form.errors else 200)


def door(request: CommunityRequest, community: str, space_id: UUID) -> HttpResponse:
    """What the code at a room's door opens: who has it now, and "I am here" for whoever booked it."""
    space = fetch(spaces.all_spaces(), space_id)
    booking = spaces.booking_now(space, SOON)
    if request.method == "POST" and booking and request.person:
        spaces_actions.say_here(actor=request.person, booking=booking)
        messages.success(request, _("记下了，您到了。"))
        return redirect("bookings:door", community, space_id)
    today = clock.today()
    [day] = spaces.days_of(space, today, today)
    verdict = space_rules.may_say_here(request.person, booking) if booking and request.person else None
    context = {"space": space, "now": booking, "day": day, "may_say_here": verdict}
    return render(request, "bookings/door.html", context)
