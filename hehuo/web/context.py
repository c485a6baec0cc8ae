"""What every frame shows: where one is, who one is, how one likes to read, and the way to everything else."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.messages import queries as messages
from hehuo.web import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Variables for the frames; no query is started here but through `navigation`, lazily."""
    community = getattr(request, "community", None)
    person = getattr(request, "person", None)
    return {
        "community": community,
        "person": person,
        "errand": getattr(request, "errand", None),
        "demo": access.is_demo,
        "base_url": settings.BASE_URL,
        "street": community.street.name if community and community.street else "",
        "new_need_url": lambda: navigation.new_need(request),
        "search_url": lambda: navigation.search(request),
        "elder": request.COOKIES.get("text_size") == "large",
        "unread": cache(lambda: messages.unread_count(person) if person else 0),
        "desk_nav": lambda: navigation.desk(request),
        "tabs": lambda: navigation.tabs(request),
        "portal_nav": lambda: navigation.portal(request),
    }
