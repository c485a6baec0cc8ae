"""The door-keeper of the money's desk: those with a part in it read all of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from hehuo.domain.run.books import rules
from hehuo.web.requests import CommunityRequest, Page, PersonRequest, entered

P = ParamSpec("P")


def reads_books(page: Page[P]) -> Callable[Concatenate[CommunityRequest, P], HttpResponse]:
    """Only for those who may see the books; a stranger is refused with the reason."""

    @wraps(page)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        rules.may_see_books(request.person).or_refuse()
        return page(request, *args, **kwargs)

    return entered(guarded)
