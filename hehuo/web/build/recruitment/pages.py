"""The way in as everyone sees it: calls and their poster."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hehuo.domain.build.recruitment import queries
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch

POSTER_NEEDS, POSTER_ROOMS = 5, 3  # rows that one sheet has room for
POSTER_WIDE = 5  # more rows than these stand closer


def call_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Calls for partners, the newest first."""
    return render(request, "recruitment/call_list.html", {"page": page_of(request, queries.public_calls())})


def call_detail(request: CommunityRequest, community: str, call_id: UUID) -> HttpResponse:
    """One call with its needs, rooms and rules, and how far those who applied have come."""
    call = fetch(queries.public_calls(), call_id)
    stages = [(stage.label, count) for stage, count in queries.counts_by_stage(call).items() if count]
    return render(request, "recruitment/call_detail.html", {"call": call, "stages": stages})


def call_poster(request: CommunityRequest, community: str, call_id: UUID) -> HttpResponse:
    """The call on paper, with a code to scan and strips to tear off."""
    call = fetch(queries.calls(), call_id)
    apply_url = settings.BASE_URL + reverse("recruitment:apply", args=[community, call.id])
    needs, rooms = call.lines[:POSTER_NEEDS], call.rooms[:POSTER_ROOMS]  # type: ignore[attr-defined]  # prefetched
    shown = len(needs) + len(rooms)
    context = {
        "call": call, "apply_url": apply_url, "strips": range(9), "a3": request.GET.get("paper") == "a3",
        "needs": needs, "rooms": rooms, "dense": shown > POSTER_WIDE,
        "more": len(call.lines) + len(call.rooms) - shown,  # type: ignore[attr-defined]  # prefetched
    }  # fmt: skip
    return render(request, "recruitment/call_poster.html", context)
