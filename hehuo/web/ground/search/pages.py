"""One box for everything: a few of each kind, or one kind page by page."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.search import queries
from hehuo.domain.ground.search.queries import Found, Group
from hehuo.web import addresses
from hehuo.web.addresses import page
from hehuo.web.requests import CommunityRequest

# Things that only those who keep the roll find have their pages on the desk, beside the addresses of everyone.
ON_DESK = {
    "people.person": page("people:detail"),
    "people.team": page("people:team"),
    "places.home": page("places:home"),
    "places.place": page("places:detail"),
}


def search(request: CommunityRequest, community: str) -> HttpResponse:
    """What this person may find for `?q=`; with `?kind=` all of one kind."""
    written, kind = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    one = queries.find_of_kind(request.person, written, kind, after=request.GET.get("after", "")) if kind else None
    groups = [one] if one else queries.find(request.person, written)
    context = {
        "frame": _frame(request), "written": written, "one": one, "groups": _with_pages(request, groups),
        "found": any(group.found for group in groups),
        "keeps_roll": request.person is not None and has_power(request.person, Power.KEEP_ROLL),
    }  # fmt: skip
    return render(request, "search/found.html", context)


def _frame(request: CommunityRequest) -> str:
    if request.person is None:
        return "frames/portal.html"
    return "frames/desk.html" if has_power(request.person, Power.SEE_DESK) else "frames/inner.html"


def _with_pages(request: CommunityRequest, groups: Iterable[Group]) -> list[tuple[Group, list[tuple[Found, str]]]]:
    return [(group, [(one, _page_of(request, one)) for one in group.found]) for group in groups]


def _page_of(request: CommunityRequest, one: Found) -> str:
    if route := ON_DESK.get(one.kind):
        return route(request.community.code, one.id)
    return addresses.of_thing(request.community, one.kind, one.id)
