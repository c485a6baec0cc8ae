"""Scope before the page, one translation of refusals after it."""

import re
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hehuo.core.acting import acting
from hehuo.core.db.registry import community_of
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict, HehuoError, Invalid, Missing, Refused
from hehuo.domain.ground.access import queries as access
from hehuo.web import entering

Answer = Callable[[HttpRequest], HttpResponse]
_COMMUNITY = re.compile(r"^/(?:api/v1/)?c/([-\w]+)/")
_STATUS: dict[type[HehuoError], int] = {Refused: 403, Missing: 404, Conflict: 409, Invalid: 422}


class LanguageMiddleware:
    """Chinese, until somebody chooses otherwise: an office's browser often claims a language nobody chose."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ScopeMiddleware:
    """The community in the address sets the scope; who is entered becomes the person in that community."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.community = request.person = request.errand = None  # type: ignore[attr-defined]  # see web/requests.py
        match = _COMMUNITY.match(request.path_info)
        if not match:
            return self.answer(request)
        community = community_of(match[1])
        if community is None:
            return self._unknown(request)
        with community_scope(community):
            request.community = community  # type: ignore[attr-defined]
            request.person = self._person(request)  # type: ignore[attr-defined]
            if request.person is None or (errand := entering.errand_of(request)) is None:  # type: ignore[attr-defined]
                return self.answer(request)
            request.errand, request.person = errand, errand.person  # type: ignore[attr-defined]
            with acting(helper_id=errand.helper_id, person_id=errand.person_id):
                return self.answer(request)

    @staticmethod
    def _person(request: HttpRequest) -> object:
        account_id = request.session.get(SESSION_KEY)
        entered = access.entered_as(UUID(account_id), entering.device_of(request)) if account_id else None
        if entered is None:
            return None
        signed = request.session.get(HASH_SESSION_KEY, "")
        if constant_time_compare(signed, entered.account.get_session_auth_hash()) or get_user(request).is_authenticated:
            return entered.person
        return None  # signed for an older epoch or password: Django has ended the session

    @staticmethod
    def _unknown(request: HttpRequest) -> HttpResponse:
        return say_no(request, Missing(_("没有这个社区。请核对网址，或从首页选您的社区。")))


class RefusalMiddleware:
    """A refusal raised anywhere below becomes a page with its sentence and a way on."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, HehuoError):
            return say_no(request, error)
        if isinstance(error, Http404):
            return say_no(request, Missing(_("没有这一页。请核对网址，或从首页再找一次。")))
        return None


def say_no(request: HttpRequest, error: HehuoError) -> HttpResponse:
    """The refusal page: one sentence, and where to go. A program gets the sentence as JSON."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"say": error.say}, status=_STATUS[type(error)])
    return render(request, "refused.html", {"say": error.say}, status=_STATUS[type(error)])
