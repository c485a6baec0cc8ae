"""The door: entering by password or by card, leaving, and how one likes to read."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from hehuo.core.db import registry
from hehuo.core.db.models import Community, CommunityKind
from hehuo.domain.ground.access import actions, factors, providers, queries
from hehuo.domain.ground.access.kinds import EnteredBy
from hehuo.domain.ground.access.models import Account
from hehuo.web import entering
from hehuo.web.ground.access.forms import EnterForm, PinForm, SecondForm
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
        if account and factors.is_set(account):
            return _ask_second(request, account)
        if account:
            return let_in(request, account, EnteredBy.PASSWORD)
    context = {
        "form": form, "next": back(request), "demo_doors": queries.demo_doors(),
        "phone_doors": phone_doors(back(request)),
        "outside": providers.offered(request.META.get("HTTP_USER_AGENT", "")),
    }  # fmt: skip
    return render(request, "access/enter.html", context, status=422 if form.errors else 200)


def enter_second(request: HttpRequest) -> HttpResponse:
    """The second step: the authenticator's six digits, or a recovery code."""
    account = entering.halfway(request)
    if account is None:
        return redirect("enter")
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.act(factors.check, account=account, code=form.cleaned_data["code"])
        if not form.errors:
            return let_in(request, account, EnteredBy.PASSWORD, is_proven=True)
    context = {"form": form, "next": back(request)}
    return render(request, "access/second_enter.html", context, status=422 if form.errors else 200)


@require_POST
def enter_demo(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One-tap entry; refused in every database but a demo."""
    return let_in(request, actions.enter_demo(account_id=account_id), EnteredBy.DEMO)


def enter_card(request: CommunityRequest, community: str, token: str) -> HttpResponse:
    """Enter with a personal card: the link is on it, the PIN on its back."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.act(actions.enter_by_card, token=token, pin=form.cleaned_data["pin"])
        if account:
            return let_in(request, account, EnteredBy.CARD)
    return render(request, "access/card_enter.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    entering.go_out(request)
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


def let_in(
    request: HttpRequest, account: Account, way: EnteredBy, *, is_proven: bool = False, wanted: str = ""
) -> HttpResponse:
    """Enter, and go on to where one was on the way to: `wanted`, where the address does not say it."""
    entering.let_in(request, account, way, is_proven=is_proven)
    doors = queries.doors_of(account.id)
    default = doors[0].address if len(doors) == 1 else "/"
    return redirect(wanted if wanted not in ("", "/") else back(request, default))


def _ask_second(request: HttpRequest, account: Account) -> HttpResponse:
    entering.let_halfway(request, account)
    return redirect(f"{reverse('enter_second')}?{urlencode({'next': back(request)})}")


def phone_doors(wanted: str) -> list[Community]:
    """Where one comes in by phone: the community one was on the way to, else any of them."""
    found = [each for each in registry.communities() if each.kind == CommunityKind.COMMUNITY]
    meant = [each for each in found if wanted.startswith(f"/c/{each.code}/")]
    return meant or found
