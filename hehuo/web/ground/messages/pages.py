"""A person's inbox."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hehuo.domain.ground.messages import actions, queries
from hehuo.web import addresses
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch


@entered
def inbox(request: PersonRequest, community: str) -> HttpResponse:
    """What I was told, newest first."""
    context = {
        "page": page_of(request, queries.inbox_of(request.person)),
        "unread": queries.unread_count(request.person),
    }
    return render(request, "messages/inbox.html", context)


@entered
@require_POST
def message_open(request: PersonRequest, community: str, message_id: UUID) -> HttpResponse:
    """Note it as read, and go to the thing it tells of."""
    message = actions.read(actor=request.person, message=fetch(queries.inbox_of(request.person), message_id))
    thing = addresses.of_thing(request.community, message.about_kind, message.about_id)
    return redirect(thing or reverse("messages:inbox", args=[community]))


@entered
@require_POST
def read_all(request: PersonRequest, community: str) -> HttpResponse:
    """Note everything as read."""
    actions.read_all(actor=request.person)
    return redirect("messages:inbox", community)
