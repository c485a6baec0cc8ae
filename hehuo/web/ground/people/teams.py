"""Teams of every kind: making one, its leader and its members."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.rolls.actions import teams as actions
from hehuo.domain.ground.rolls.queries import trees
from hehuo.web.ground.people.roll_forms import MemberForm, NewTeamForm, TeamForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def team_list(request: PersonRequest, community: str) -> HttpResponse:
    """The teams that stand today, each with how many belong to it."""
    return render(request, "people/team_list.html", {"page": page_of(request, trees.teams_counted())})


@powered(Power.KEEP_ROLL)
def team_new(request: PersonRequest, community: str) -> HttpResponse:
    """A new team."""
    form = NewTeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team = form.act(actions.make_team, actor=request.person, **form.cleaned_data)
        if team:
            return redirect("people:team", community, team.id)
    return render(request, "people/team_edit.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def team_detail(request: PersonRequest, community: str, team_id: UUID) -> HttpResponse:
    """One team: who leads it, who belongs to it since when, and one more member."""
    team, form = fetch(people.teams(), team_id), MemberForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.add_member, actor=request.person, team=team, **form.cleaned_data):
        messages.success(request, _("加上了。"))
        return redirect("people:team", community, team_id)
    context = {"team": team, "form": form, "members": people.memberships_of(team)}
    return render(request, "people/team_detail.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def team_edit(request: PersonRequest, community: str, team_id: UUID) -> HttpResponse:
    """What a team is called and does, and who leads it."""
    team = fetch(people.teams(), team_id)
    known = {"name": team.name, "kind": team.kind, "leader": team.leader.code, "purpose": team.purpose}
    form = TeamForm(request.POST or None, initial=known)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.edit_team, actor=request.person, team=team, **form.cleaned_data):
        messages.success(request, _("改好了。"))
        return redirect("people:team", community, team_id)
    return render(request, "people/team_edit.html", {"form": form, "team": team}, status=422 if form.errors else 200)


@require_POST
@powered(Power.KEEP_ROLL)
def member_release(request: PersonRequest, community: str, membership_id: UUID) -> HttpResponse:
    """Somebody leaves a team."""
    found = actions.release_member(actor=request.person, membership=fetch(people.memberships(), membership_id))
    messages.success(request, _("%s离队了。") % found.person.name)
    return redirect("people:team", community, found.team_id)


@require_POST
@powered(Power.KEEP_ROLL)
def team_end(request: PersonRequest, community: str, team_id: UUID) -> HttpResponse:
    """A team is no more."""
    team = actions.end_team(actor=request.person, team=fetch(people.teams(), team_id))
    messages.success(request, _("%s解散了。") % team.name)
    return redirect("people:teams", community)
