"""Courses as residents and partners see them."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions import rules as sessions_rules
from hehuo.domain.run.activities import actions, queries, rules
from hehuo.domain.run.activities.grids import grid_of
from hehuo.domain.run.activities.models import Series
from hehuo.flows.book_series import book_series
from hehuo.flows.open_camp import open_camp
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of
from hehuo.web.run.activities.forms import CampForm, GridForm, SeriesForm
from hehuo.web.run.activities.sheets import grid_sheets, write_grid
from hehuo.web.run.books.exports import XLSX


def series_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The courses that are not over, the soonest first."""
    return render(request, "activities/series_list.html", {"page": page_of(request, queries.running())})


def series_detail(request: CommunityRequest, community: str, series_id: UUID) -> HttpResponse:
    """One course: who gives it, what it costs, every session, and how many have come."""
    series = fetch(queries.all_series(), series_id)
    lessons = queries.sessions_of([series])
    context = {
        "series": series, "page": page_of(request, lessons), "first": lessons.first(),
        "attendance": sessions.attendance_of(lessons),
        "may_open": rules.may_open_series(request.person, series.agreement),
        "may_keep": may(request.person, Power.RUN_RECRUITMENT),
        "may_see_grid": rules.may_see_grid(request.person, list(lessons)) if request.person else None,
    }  # fmt: skip
    return render(request, "activities/series_detail.html", context)


@entered
def series_grid(request: PersonRequest, community: str, series_id: UUID) -> HttpResponse:
    """The course on one page, persons by sessions; ticks are kept up here, with or without scripts."""
    series = fetch(queries.all_series(), series_id)
    form = GridForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = form.act(actions.keep_grid, actor=request.person, series=series, **form.cleaned_data)
        if changed is not None:
            messages.success(request, _("记下了 %d 处。") % changed)
            return redirect("activities:grid", community, series_id)
    grid = grid_of(series, request.person)
    open_now = [bool(sessions_rules.may_check_in(request.person, session)) for session in grid.sessions]
    context = {
        "series": series, "grid": grid, "form": form, "frame": frame_of(request), "any_open": any(open_now),
        "rows": [(row, list(zip(grid.sessions, row.states, open_now, strict=True))) for row in grid.rows],
    }  # fmt: skip
    return render(request, "activities/series_grid.html", context, status=422 if form.errors else 200)


@entered
def grid_print(request: PersonRequest, community: str, series_id: UUID) -> HttpResponse:
    """The grid on A4, so many sessions on each sheet."""
    series = fetch(queries.all_series(), series_id)
    return render(
        request, "activities/grid_print.html", {"series": series, "sheets": grid_sheets(series, request.person)}
    )


@entered
def grid_xlsx(request: PersonRequest, community: str, series_id: UUID) -> FileResponse:
    """The grid as a workbook."""
    series = fetch(queries.all_series(), series_id)
    held = write_grid(grid_of(series, request.person))
    return FileResponse(held, as_attachment=True, filename=f"{series.title}.xlsx", content_type=XLSX)


@entered
def my_series(request: PersonRequest, community: str) -> HttpResponse:
    """A partner's courses, and the agreements that new ones can be opened under."""
    found = [each for each in agreements.of_contact(request.person)[:50] if each.is_in_force]
    context = {
        "page": page_of(request, queries.led_by(request.person)),
        "agreements": [(each, queries.prepared_for(each)) for each in found],
    }
    return render(request, "activities/my_series.html", context)


@entered
def series_open(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Book a weekly course under an agreement: all of it, or nothing and why."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_open_series(request.person, agreement).or_refuse()
    form = SeriesForm(request.POST or None, initial=_start(request, agreement), partner=agreement.partner)
    if request.method == "POST" and form.is_valid():
        series = form.act(book_series, actor=request.person, agreement=agreement, **form.course)
        if series:
            messages.success(request, _opened(series))
            return redirect("activities:detail", community, series.id)
    context = {"agreement": agreement, "form": form}
    return render(request, "activities/series_open.html", context, status=422 if form.errors else 200)


@entered
def camp_open(request: PersonRequest, community: str, agreement_id: UUID | None = None) -> HttpResponse:
    """Book a camp or an event of one day: under a partner's agreement, or the office's own."""
    agreement = fetch(agreements.agreements(), agreement_id) if agreement_id else None
    rules.may_open_series(request.person, agreement).or_refuse()
    form = CampForm(request.POST or None, partner=agreement.partner if agreement else None)
    if request.method == "POST" and form.is_valid():
        series = form.act(open_camp, actor=request.person, agreement=agreement, **form.course)
        if series:
            messages.success(request, _("排好了，已经开放报名。"))
            return redirect("activities:detail", community, series.id)
    context = {"agreement": agreement, "form": form, "frame": frame_of(request)}
    return render(request, "activities/camp_open.html", context, status=422 if form.errors else 200)


def _start(request: PersonRequest, agreement: Agreement) -> dict[str, object]:
    """The prepared course that the address names, from 1; else the subject of the agreement alone."""
    prepared, asked = queries.prepared_for(agreement), request.GET.get("ready", "")
    if asked.isdecimal() and 0 < int(asked) <= len(prepared):
        return prepared[int(asked) - 1].start
    return {"title": agreement.subject, "last_on": agreement.ends_on}


def _opened(series: Series) -> str:
    """That the course stands, and which of its weeks have no session: holidays and shifted workdays."""
    taught = {clock.local(session.starts_at).date() for session in queries.sessions_of([series])}
    weekly = queries.days_of(
        weekday=series.weekday or 0, first_on=series.first_on, last_on=series.last_on, skips_holidays=False
    )
    left_out = [
        _("%(month)d 月 %(day)d 日") % {"month": day.month, "day": day.day} for day in weekly if day not in taught
    ]
    if not left_out:
        return _("课排好了，已经开放报名。")
    return _("课排好了，已经开放报名。放假、调休不上课的：%s。") % _("、").join(left_out)
