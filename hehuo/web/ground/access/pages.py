"""The door: entering by password or by card, leaving, and how one likes to read."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.models import Account
from hehuo.web.ground.access.forms import EnterForm, PinForm
from hehuo.web.requests import CommunityRequest

YEAR = 365 * 24 * 3600


def back(request: HttpRequest, default: str = "/") -> str:
    """Where the caller came from, if it is a page of this house."""
    wanted = request.POST.get("next") or request.GET.get("next") or default
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else default


def enter(request: HttpRequest) -> HttpResponse:
    """Enter with account and password; in the demo, with one tap."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.act(actions.enter_by_password, **form.cleaned_data, address=request.META.get("REMOTE_ADDR", ""))
        if account:
            return _let_in(request, account)
    context = {"form": form, "next": back(request), "demo_doors": queries.demo_doors()}
    return render(request, "access/enter.html", context, status=422 if form.errors else 200)


@require_POST
def enter_demo(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One-tap entry; refused in every database but a demo."""
    return _let_in(request, actions.enter_demo(account_id=account_id))


def enter_card(request: CommunityRequest, community: str, token: str) -> HttpResponse:
    """Enter with a personal card: the link is on it, the PIN on its back."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.act(actions.enter_by_card, token=token, pin=form.cleaned_data["pin"])
        if account:
            return _let_in(request, account)
    return render(request, "access/card_enter.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    logout(request)
    return redirect(back(request))


@require_POST
def set_text_size(request: HttpRequest) -> HttpResponse:
    """Large text or normal, kept in a cookie so that the server sends the right page."""
    response = redirect(back(request))
    response.set_cookie(
        "text_size",
        "large" if request.COOKIES.get("text_size") != "large" else "normal",
        YEAR,
        samesite="Lax",
    )
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, kept in a cookie."""
    response = redirect(back(request))
    wanted = request.POST.get("language", "")
    if check_for_language(wanted):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, YEAR, samesite="Lax")
    return response


def _let_in(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account)
    doors = queries.doors_of(account.id)
    default = doors[0].address if len(doors) == 1 else "/"
    return redirect(back(request, default))
