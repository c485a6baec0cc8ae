"""Courses as residents and partners see them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.run.activities import queries, rules
from hehuo.domain.run.activities.models import Series
from hehuo.flows.book_series import book_series
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch
from hehuo.web.run.activities.forms import SeriesForm


def series_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The courses that are not over, the soonest first."""
    return render(request, "activities/series_list.html", {"page": page_of(request, queries.running())})


def series_detail(request: CommunityRequest, community: str, series_id: UUID) -> HttpResponse:
    """One course: who gives it, what it costs, every session, and how many have come."""
    series = fetch(queries.all_series(), series_id)
    lessons = queries.sessions_of([series])
    context = {
        "series": series, "page": page_of(request, lessons), "attendance": sessions.attendance_of(lessons),
        "may_open": rules.may_open_series(request.person, series.agreement),
    }  # fmt: skip
    return render(request, "activities/series_detail.html", context)


@entered
def my_series(request: PersonRequest, community: str) -> HttpResponse:
    """A partner's courses, and the agreements that new ones can be opened under."""
    context = {
        "page": page_of(request, queries.led_by(request.person)),
        "agreements": [each for each in agreements.of_contact(request.person)[:50] if each.is_in_force],
    }
    return render(request, "activities/my_series.html", context)


@entered
def series_open(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Book a weekly course under an agreement: all of it, or nothing and why."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_open_series(request.person, agreement).or_refuse()
    start = {"title": agreement.subject, "last_on": agreement.ends_on}
    form = SeriesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        series = form.act(book_series, actor=request.person, agreement=agreement, **form.course)
        if series:
            messages.success(request, _opened(series))
            return redirect("activities:detail", community, series.id)
    context = {"agreement": agreement, "form": form}
    return render(request, "activities/series_open.html", context, status=422 if form.errors else 200)


def _opened(series: Series) -> str:
    """That the course stands, and which of its weeks have no session: holidays and shifted workdays."""
    taught = {clock.local(session.starts_at).date() for session in queries.sessions_of([series])}
    weekly = queries.days_of(
        weekday=series.weekday, first_on=series.first_on, last_on=series.last_on, skips_holidays=False
    )
    left_out = [
        _("%(month)d 月 %(day)d 日") % {"month": day.month, "day": day.day} for day in weekly if day not in taught
    ]
    if not left_out:
        return _("课排好了，已经开放报名。")
    return _("课排好了，已经开放报名。放假、调休不上课的：%s。") % _("、").join(left_out)
