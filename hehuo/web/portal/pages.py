"""Where people come in: choosing a community, its home, and whether the house is well."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from hehuo.core.db import registry
from hehuo.core.jobs import queue
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.postings.kinds import PostingState
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.models import Need
from hehuo.web import addresses, entering
from hehuo.web.navigation import verbs
from hehuo.web.requests import CommunityRequest

ROWS = 5


def communities(request: HttpRequest) -> HttpResponse:
    """Choose a community; who belongs to one alone is led there. In the demo also whom to enter as."""
    found = registry.communities()
    account = entering.account_of(request)
    doors = access.doors_of(account.id) if account else []
    if len(doors) == 1 and "all" not in request.GET:
        return redirect(doors[0].address)
    context = {"communities": found, "doors": doors, "demo_doors": access.demo_doors()}
    return render(request, "portal/communities.html", context)


def home(request: CommunityRequest, community: str) -> HttpResponse:
    """A community's home: what waits for this person, the five verbs, saying something, everyone's matters."""
    estate = people.estate_of(request.person) if request.person else None
    circle, shown = _circle(estate, request.GET.get("circle", ""))
    context = {
        "frame": "frames/phone.html" if request.person else "frames/portal.html",
        "turn": _turn_of(request), "verbs": verbs(request), "estate": estate, "circle": circle,
        "needs": shown,
        "postings": postings.postings(state=PostingState.UP)[:ROWS],
        "on_desk": request.person is not None and access.has_power(request.person, Power.SEE_DESK),
        "as_partner": request.person is not None and access.has_power(request.person, Power.ACT_AS_PARTNER),
    }  # fmt: skip
    return render(request, "portal/home.html", context)


def _circle(estate: Place | None, wanted: str) -> tuple[Place | None, list[Need]]:
    """The nearest circle with something in it, and its needs: one's estate, else the whole community."""
    if estate and wanted != "community":
        near = needs.page_of(needs.published_needs().filter(place=estate)).needs[:ROWS]
        if near or wanted == "estate":
            return estate, near
    return None, needs.page_of(needs.published_needs()).needs[:ROWS]


def _turn_of(request: CommunityRequest) -> dict[str, object]:
    """等您拿主意: the most pressing duty of this person, else the posting that can be objected to for the shortest."""
    if request.person and (duty := duties.todo_of(request.person).first()):
        url = addresses.of_duty(request.community, duty.about_kind, duty.about_id, duty.act)
        word = addresses.word_of(duty.about_kind, duty.act)
        return {"title": duty.title, "due": duty.due_at, "url": url, "word": word}
    posting = postings.ending_next()
    return {"posting": posting, "title": posting.title, "due": posting.ends_on} if posting else {}


def health(request: HttpRequest) -> JsonResponse:
    """For whoever watches the machine: the database answers, and the worker's heart beats."""
    worker = queue.worker_is_alive()  # asks the database; a database that is down fails here
    return JsonResponse({"database": True, "worker": worker}, status=200 if worker else 503)
