"""What a stranger wrote before entering: kept in the browser's session until it can be sent."""

from django.http import HttpRequest

from hehuo.domain.ground.postings.kinds import TEXT_LIMIT

KEY = "kept_words"


def keep(request: HttpRequest, text: str) -> None:
    """Keep the words while their writer goes to the door."""
    request.session[KEY] = {"at": request.get_full_path(), "text": text[:TEXT_LIMIT]}


def kept(request: HttpRequest) -> str:
    """The words kept for this very page."""
    found = request.session.get(KEY) or {}
    return str(found.get("text", "")) if found.get("at") == request.get_full_path() else ""


def forget(request: HttpRequest) -> None:
    """They were sent."""
    request.session.pop(KEY, None)
