"""Leading a club: who wants to join, who belongs to it, rehearsals, shows, its rule; and opening one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import money
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.clubs import actions, queries, rules
from hehuo.domain.run.clubs.kinds import EventKind
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies import queries as levies
from hehuo.flows.plan_rehearsals import plan_rehearsals
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered
from hehuo.web.run.clubs import forms

AS_THEY_ARE = ("about", "meets", "most_members", "takes_anyone", "rule", "yes_percent")


@powered(Power.KEEP_ROLL)
def club_open(request: PersonRequest, community: str) -> HttpResponse:
    """Let neighbours join a team."""
    form = forms.OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        club = form.act(actions.open_club, actor=request.person, **form.cleaned_data)
        if club:
            messages.success(request, _("开好了，邻居可以报名入队了。"))
            return redirect("clubs:manage", community, club.id)
    return render(request, "clubs/club_open.html", {"form": form}, status=422 if form.errors else 200)


@entered
def club_manage(request: PersonRequest, community: str, club_id: UUID) -> HttpResponse:
    """The leader's page: wishes, members, what is ahead, what is paid for together."""
    club = fetch(queries.clubs(), club_id)
    rules.may_lead(request.person, club).or_refuse()
    context = {
        "club": club, "wishes": queries.open_wishes(club), "members": queries.members_of(club),
        "coming": queries.coming(club), "loose": queries.loose_sessions(club.team.leader),
        "levies": levies.of_club(club, everyone=False), "frame": frame_of(request),
        "may_plan": rules.may_plan(request.person, club),
    }  # fmt: skip
    return render(request, "clubs/club_manage.html", context)


@require_POST
@entered
def session_add(request: PersonRequest, community: str, club_id: UUID, session_id: UUID) -> HttpResponse:
    """A session that the leader planned by themselves is one of the club's."""
    club = fetch(queries.clubs(), club_id)
    session = fetch(queries.loose_sessions(club.team.leader), session_id)
    actions.add_session(actor=request.person, club=club, session=session, kind=EventKind.REHEARSAL)
    messages.success(request, _("算进队里的活动了。"))
    return redirect("clubs:manage", community, club.id)


@entered
def club_edit(request: PersonRequest, community: str, club_id: UUID) -> HttpResponse:
    """What the club says of itself."""
    club = fetch(queries.clubs(), club_id)
    rules.may_lead(request.person, club).or_refuse()
    form = forms.EditForm(request.POST or None, club=club, initial=_as_written(club))
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.edit_club, actor=request.person, club=club, **form.cleaned_data):
        messages.success(request, _("改好了。"))
        return redirect("clubs:manage", community, club.id)
    context = {"club": club, "form": form, "frame": frame_of(request)}
    return render(request, "clubs/club_edit.html", context, status=422 if form.errors else 200)


@entered
def rehearsals(request: PersonRequest, community: str, club_id: UUID) -> HttpResponse:
    """Every week an evening; taken days are left out."""
    club = fetch(queries.clubs(), club_id)
    rules.may_plan(request.person, club).or_refuse()
    start = {"space": str(club.space_id or ""), "capacity": max(club.members, 1)}
    form = forms.RehearsalsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        made = form.act(plan_rehearsals, actor=request.person, club=club, **form.cleaned_data)
        if made:
            messages.success(request, _("排好了 %d 次。") % len(made))
            return redirect("clubs:manage", community, club.id)
    context = {"club": club, "form": form, "frame": frame_of(request)}
    return render(request, "clubs/rehearsals.html", context, status=422 if form.errors else 200)


@entered
def event_new(request: PersonRequest, community: str, club_id: UUID) -> HttpResponse:
    """A show, a contest, an outing elsewhere."""
    club = fetch(queries.clubs(), club_id)
    rules.may_lead(request.person, club).or_refuse()
    form = forms.EventForm(request.POST or None, request.FILES or None, club=club)
    if request.method == "POST" and form.is_valid():
        event = form.act(actions.note_event, actor=request.person, club=club, **form.cleaned_data)
        if event:
            messages.success(request, _("记下了。"))
            return redirect("clubs:event", community, event.id)
    context = {"club": club, "form": form, "frame": frame_of(request)}
    return render(request, "clubs/event_new.html", context, status=422 if form.errors else 200)


@entered
def wish_detail(request: PersonRequest, community: str, wish_id: UUID) -> HttpResponse:
    """Yes, or no with a reason."""
    wish, wanted = fetch(queries.wishes(), wish_id), request.POST.get("act", "")
    rules.may_lead(request.person, wish.club).or_refuse()
    form = forms.WhyForm(request.POST if wanted == "refuse" else None)
    if wanted == "take":
        actions.take_in(actor=request.person, wish=wish)
        messages.success(request, _("收进队了，已经告诉%s。") % wish.person.name)
        return redirect("clubs:manage", community, wish.club_id)
    posted = wanted == "refuse" and form.is_valid()
    if posted and form.act(actions.refuse_wish, actor=request.person, wish=wish, **form.cleaned_data):
        messages.success(request, _("答复了。"))
        return redirect("clubs:manage", community, wish.club_id)
    context = {"wish": wish, "club": wish.club, "form": form, "frame": frame_of(request)}
    return render(request, "clubs/wish_detail.html", context, status=422 if form.errors else 200)


@require_POST
@entered
def member_release(request: PersonRequest, community: str, club_id: UUID, membership_id: UUID) -> HttpResponse:
    """A member out of the club."""
    club = fetch(queries.clubs(), club_id)
    rules.may_lead(request.person, club).or_refuse()
    member = fetch(queries.members_of(club), membership_id).person
    actions.leave(actor=request.person, club=club, person=member)
    messages.success(request, _("%s不在队里了。") % member.name)
    return redirect("clubs:manage", community, club.id)


def _as_written(club: Club) -> dict[str, object]:
    """The club's facts as its form shows them."""
    said = {name: getattr(club, name) for name in AS_THEY_ARE}
    yuan = "" if club.most_fen is None else money.yuan(club.most_fen)
    return said | {"space": str(club.space_id or ""), "assistant": str(club.assistant_id or ""), "most_fen": yuan}
