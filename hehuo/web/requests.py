"""What a page knows about its caller, and the door-keepers of pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community, TenantModel
from hehuo.core.errors import Missing
from hehuo.domain.ground.access import rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.errands.models import Errand
from hehuo.domain.ground.people.models import Person

P = ParamSpec("P")
T = TypeVar("T", bound=TenantModel)


class CommunityRequest(HttpRequest):
    """A request below /c/<community>/: the scope is set, the person may be nobody.

    With an errand under way the person is whom it is for, and the errand's helper sits at the keyboard.
    """

    community: Community
    person: Person | None
    errand: Errand | None


class PersonRequest(CommunityRequest):
    """A request of somebody who has entered."""

    person: Person


Page = Callable[Concatenate[PersonRequest, P], HttpResponse]


def frame_of(request: PersonRequest) -> str:
    """The frame of a page that partner and office share: the desk, or the phone's inner page."""
    return "frames/desk.html" if rules.may(request.person, Power.SEE_DESK) else "frames/inner.html"


def entered(page: Page[P]) -> Callable[Concatenate[CommunityRequest, P], HttpResponse]:
    """Only for those who have entered; others are led to the door and back again."""

    @wraps(page)
    def guarded(request: CommunityRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.person is None:
            return to_door(request)
        return page(request, *args, **kwargs)  # type: ignore[arg-type]  # the person was just checked

    return guarded


def powered(power: Power) -> Callable[[Page[P]], Callable[Concatenate[CommunityRequest, P], HttpResponse]]:
    """Only for those who hold this power; a stranger is refused with the reason."""

    def guard(page: Page[P]) -> Callable[Concatenate[CommunityRequest, P], HttpResponse]:
        @wraps(page)
        def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            rules.may(request.person, power).or_refuse()
            return page(request, *args, **kwargs)

        return entered(guarded)

    return guard


def in_person(page: Page[P]) -> Callable[Concatenate[CommunityRequest, P], HttpResponse]:
    """Only for those who have entered, and only for themselves: passwords, devices, whoever acts for me."""

    @wraps(page)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        rules.in_person().or_refuse()
        return page(request, *args, **kwargs)

    return entered(guarded)


def to_door(request: HttpRequest) -> HttpResponse:
    """The enter page, which leads back here."""
    return redirect(f"{reverse('enter')}?{urlencode({'next': request.get_full_path()})}")


def fetch(queryset: "models.QuerySet[T]", thing_id: UUID) -> T:
    """One thing of what the caller may see, or Missing."""
    found = queryset.filter(pk=thing_id).first()
    if found is None:
        raise Missing(_("没有找到这一页。它可能已经撤下，或者不在这个社区。"))
    return found
