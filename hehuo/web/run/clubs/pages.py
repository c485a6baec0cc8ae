"""Clubs in the open: which there are, one of them, what it did; and joining."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.people import queries as people
from hehuo.domain.run.clubs import actions, queries, rules
from hehuo.domain.run.levies import queries as levies
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch
from hehuo.web.run.clubs import forms

EVENTS = 5


def club_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The clubs that stand, each with how many belong to it."""
    return render(request, "clubs/club_list.html", {"page": page_of(request, queries.clubs())})


@entered
def club_mine(request: PersonRequest, community: str) -> HttpResponse:
    """The clubs that I belong to or lead."""
    return render(request, "clubs/club_mine.html", {"clubs": queries.clubs_of(request.person)})


def club_detail(request: CommunityRequest, community: str, club_id: UUID) -> HttpResponse:
    """One club: what it does, when, how it grew, what it did, what its members pay for; and the way in."""
    club, person = fetch(queries.clubs(), club_id), request.person
    membership = people.membership_of(club.team, person) if person else None
    form = forms.WishForm(request.POST or None)
    if person and request.method == "POST" and form.is_valid():
        wish = form.act(actions.ask_to_join, actor=person, club=club, **form.cleaned_data)
        if wish:
            messages.success(request, _("入队了。") if club.takes_anyone else _("申请送到队长那儿了，会告诉您。"))
            return redirect("clubs:detail", community, club.id)
    growth = queries.growth_of(club)
    context = {
        "club": club, "growth": growth, "most": max(each.persons for each in growth) or 1,
        "coming": queries.coming(club)[:EVENTS], "page": page_of(request, queries.past(club)), "form": form,
        "membership": membership,
        "wish": queries.wish_of(club, person) if person else None,
        "may_join": rules.may_join(person, club, members=club.members, is_member=membership is not None),
        "may_lead": rules.may_lead(person, club), "levies": levies.of_club(club, everyone=membership is None),
    }  # fmt: skip
    return render(request, "clubs/club_detail.html", context, status=422 if form.errors else 200)


@require_POST
@entered
def club_leave(request: PersonRequest, community: str, club_id: UUID) -> HttpResponse:
    """Out of the club, or a wish to join taken back."""
    club = fetch(queries.clubs(), club_id)
    wish = queries.wish_of(club, request.person)
    if wish:
        actions.withdraw_wish(actor=request.person, wish=wish)
        messages.success(request, _("撤了。"))
    else:
        actions.leave(actor=request.person, club=club, person=request.person)
        messages.success(request, _("退队了，随时可以再来。"))
    return redirect("clubs:detail", community, club.id)


def event_detail(request: CommunityRequest, community: str, event_id: UUID) -> HttpResponse:
    """Something a club did, its photos, how many were there; its leaders see who, and may take it back."""
    event = fetch(queries.events(), event_id)
    may_lead = rules.may_lead(request.person, event.club)
    form = forms.WhyForm(request.POST or None)
    posted = request.person and request.method == "POST" and form.is_valid()
    if posted and form.act(actions.withdraw_event, actor=request.person, event=event, **form.cleaned_data):
        messages.success(request, _("撤了。"))
        return redirect("clubs:detail", community, event.club_id)
    persons = queries.persons_at(event)
    context = {
        "event": event, "club": event.club, "form": form, "came": persons.count(),
        "persons": persons if may_lead else [],
        "photos": files.public_files_of(event.id), "papers": files.files_of(event.id) if may_lead else [],
        "may_withdraw": rules.may_withdraw_event(request.person, event) if request.person else None,
    }  # fmt: skip
    return render(request, "clubs/event_detail.html", context, status=422 if form.errors else 200)
