"""The place that an address asks for."""

from uuid import UUID

from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.web.requests import CommunityRequest, fetch


def place_asked(request: CommunityRequest) -> Place | None:
    """The place that `?in=` names, or the whole community."""
    try:
        wanted = UUID(request.GET.get("in", ""))
    except ValueError:
        return None
    return fetch(places.all_places(), wanted)
