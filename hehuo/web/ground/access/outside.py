"""Coming in from WeChat or WeCom, linking and unlinking; and the demo's stand-in for both."""

import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access import outside, queries, stand_in
from hehuo.web.ground.access.pages import back, let_in, phone_doors
from hehuo.web.requests import PersonRequest, in_person

ASKED, KNOWN = "outside_asked", "outside_known"


@never_cache
def leave(request: HttpRequest, provider: str) -> HttpResponse:
    """Off to be recognised there; what is kept of it rests in this browser's session."""
    here = settings.BASE_URL + reverse("enter_outside_back", args=[provider])
    address, asked = outside.leave(key=provider, back=here, program=_program(request))
    request.session[ASKED] = {**asked, "next": back(request), "links": "link" in request.GET}
    return redirect(address)


@never_cache
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Back with a code: in, or on to linking, or told what to do first."""
    asked = request.session.pop(ASKED, None)
    code, state = request.GET.get("code", ""), request.GET.get("state", "")
    subject = outside.come_back(key=provider, code=code, state=state, asked=asked)
    if asked["links"]:
        request.session[KNOWN] = {"provider": provider, "subject": subject, "at": int(time.time())}
        return redirect(asked["next"])
    account = outside.enter(subject=subject)
    way = outside.provider(provider).way
    if account:
        return let_in(request, account, way, wanted=asked["next"])
    doors = [(each, reverse("outside_link", args=[each.code, provider])) for each in phone_doors(asked["next"])]
    return render(request, "access/outside_unknown.html", {"way": way, "doors": doors})


@never_cache
@in_person
def link(request: PersonRequest, community: str, provider: str) -> HttpResponse:
    """One's WeChat or WeCom beside the account here: first recognised there, then said yes to here."""
    way, account = outside.provider(provider).way, queries.account_of(request.person)
    known = request.session.get(KNOWN) or {}
    is_known = known.get("provider") == provider and time.time() - known["at"] < outside.LASTS
    if request.method == "POST" and is_known:
        request.session.pop(KNOWN)
        outside.link(actor=request.person, key=provider, subject=known["subject"])
        messages.success(request, _("连上了。下次点「用%(name)s登录」，一点就进。") % {"name": way.label})
        return redirect("safety", community)
    asked = urlencode({"link": 1, "next": request.path})
    context = {
        "way": way, "is_known": is_known, "linked": outside.linked(account).filter(provider=way).first(),
        "is_offered": outside.provider(provider).is_offered(_program(request)),
        "there": f"{reverse('enter_outside', args=[provider])}?{asked}",
    }  # fmt: skip
    return render(request, "access/outside_link.html", context)


@require_POST
@in_person
def unlink(request: PersonRequest, community: str, provider: str) -> HttpResponse:
    """It opens nothing here any more."""
    outside.unlink(actor=request.person, key=provider)
    messages.success(request, _("断开了。"))
    return redirect("safety", community)


@never_cache
def stand_in_authorize(request: HttpRequest) -> HttpResponse:
    """Where a demo's browser is recognised: the page says that it is made up. An office has none."""
    if settings.WECHAT["api"] != stand_in.HERE:
        raise Missing(_("没有这一页。"))
    state, there = request.GET.get("state", ""), urlsplit(request.GET.get("redirect_uri", "")).path
    if not there.startswith("/enter/from/"):
        raise Missing(_("没有这一页。"))
    people = [
        (name, f"{there}?{urlencode({'code': stand_in.give_code(who), 'state': state})}")
        for who, name in stand_in.PEOPLE.items()
    ]
    context = {"people": people, "no": f"{there}?{urlencode({'state': state})}"}
    return render(request, "access/stand_in.html", context)


def _program(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))
