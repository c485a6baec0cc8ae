"""A club's matter as its members see it before anybody owes: what for, how much, and saying yes by oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.clubs import queries as clubs
from hehuo.domain.run.levies import actions, queries, rules
from hehuo.domain.run.levies.models import Levy
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of


@entered
def yes(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """Say yes to a cost of one's club, take it back; the leader writes down who said so elsewhere."""
    levy = fetch(queries.levies().filter(club__isnull=False), levy_id)
    me = people.membership_of(levy.club.team, request.person)
    rules.may_see_club_levy(request.person, levy, is_member=me is not None).or_refuse()
    if request.method == "POST":
        _said(request, levy)
        return redirect("levies:yes", community, levy.id)
    said, members = queries.said_yes(levy), [each.person for each in clubs.members_of(levy.club)]
    context = {
        "levy": levy, "club": levy.club, "quotes": list(levy.quotes.all()), "yes": len(said), "members": len(members),
        "mine": me is not None and request.person.id in said,
        "may_say": rules.may_say_yes(request.person, levy, request.person, is_member=me is not None),
        "may_take_back": rules.may_take_back_yes(request.person, levy, request.person),
        "may_note": rules.may_note_yes(request.person, levy), "is_member": me is not None, "frame": frame_of(request),
        "silent": [each for each in members if each.id not in said],
        "said": [each for each in members if each.id in said],
    }  # fmt: skip
    return render(request, "levies/levy_yes.html", context)


def _said(request: PersonRequest, levy: Levy) -> None:
    """What was pressed: for oneself, or for those who were ticked."""
    if request.POST.get("act") == "back":
        actions.take_back_yes(actor=request.person, levy=levy, person=request.person)
        messages.success(request, _("撤了。"))
        return
    ticked = set(request.POST.getlist("person"))
    persons: list[Person] = [request.person]
    if request.POST.get("act") == "note":
        persons = [each.person for each in clubs.members_of(levy.club) if str(each.person_id) in ticked]
    made = actions.say_yes(actor=request.person, levy=levy, persons=persons)
    messages.success(request, _("记下了 %d 人。") % len(made))
