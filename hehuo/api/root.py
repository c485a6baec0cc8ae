"""Every address of the API, and the one translation of refusals."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema

from hehuo.api import needs, search, status
from hehuo.core.errors import Conflict, HehuoError, Invalid, Missing, Refused

_STATUS: dict[type[HehuoError], int] = {Refused: 403, Missing: 404, Conflict: 409, Invalid: 422}

api = NinjaAPI(title="Hehuo 合伙", version="1", docs_url=None, urls_namespace="api")
api.add_router("", status.router)
api.add_router("c/{community}/needs", needs.router)
api.add_router("c/{community}/search", search.router)


class Said(Schema):
    """A refusal: one plain sentence."""

    say: str


def refuse(request: HttpRequest, error: HehuoError) -> HttpResponse:
    """A refusal as JSON, with the status that its kind has everywhere."""
    return api.create_response(request, Said(say=error.say), status=_STATUS[type(error)])


for kind in _STATUS:
    api.add_exception_handler(kind, refuse)  # type: ignore[arg-type]  # the handler takes every refusal
