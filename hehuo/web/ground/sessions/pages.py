"""Sessions as residents see them: what there is, one session, mine."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.sessions import actions, queries, rules
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def session_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What takes place soon, for everybody to read."""
    return render(request, "sessions/session_list.html", {"page": page_of(request, queries.upcoming())})


def session_detail(request: CommunityRequest, community: str, session_id: UUID) -> HttpResponse:
    """One session: when, where, how many places, and whether I am in it."""
    session = fetch(queries.sessions(), session_id)
    mine = queries.sign_up_of(request.person, session)
    elsewhere = []
    if request.person:
        elsewhere = queries.elsewhere(request.person, session.starts_at, session.ends_at, but=session.id)
    context = {
        "session": session, "mine": mine, "in_it": mine is not None and mine.state in queries.ACTIVE,
        "waiting_place": queries.waiting_place(mine) if mine else 0, "elsewhere": elsewhere,
        "may_sign_up": rules.may_sign_up(request.person, session, request.person),
        "may_see_names": rules.may_see_names(request.person, session),
        "may_check_in": rules.may_check_in(request.person, session), "counts": queries.counts_of(session),
    }  # fmt: skip
    return render(request, "sessions/session_detail.html", context)


@require_POST
@entered
def sign_up(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Take a seat, or a place in the waiting list."""
    session = fetch(queries.sessions(), session_id)
    line = actions.sign_up(actor=request.person, session=session, person=request.person)
    if line.state == SignUpState.WAITING:
        place = queries.waiting_place(line)
        messages.success(request, _("满了，您排在候补第 %d 位。有人让出位子就轮到您，会告诉您。") % place)
    else:
        messages.success(request, _("报上名了。来不了请早点取消，让给后面的人。"))
    return redirect("sessions:detail", community, session_id)


@require_POST
@entered
def give_up(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Give a seat or a place in the waiting list back."""
    session = fetch(queries.sessions(), session_id)
    actions.cancel_sign_up(actor=request.person, session=session, person=request.person)
    messages.success(request, _("取消了。想来可以再报。"))
    return redirect("sessions:detail", community, session_id)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """My sessions ahead and behind, and my own code for the door."""
    context = {
        "ahead": queries.sign_ups_of(request.person)[:50],
        "behind": page_of(request, queries.visits_of(request.person)),
    }
    return render(request, "sessions/mine.html", context)
