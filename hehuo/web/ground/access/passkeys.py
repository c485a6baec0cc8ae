"""Passkeys: entering with one, and those of mine. A script asks the browser; the forms are ordinary ones."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import passkeys, queries
from hehuo.domain.ground.access.kinds import EnteredBy
from hehuo.web import entering
from hehuo.web.ground.access.forms import NewPasskeyForm, PasskeyForm
from hehuo.web.ground.access.pages import back, let_in
from hehuo.web.requests import PersonRequest, in_person

ASKED = "passkey_asked"  # the question in this session that waits for its answer


@never_cache
def enter_passkey(request: HttpRequest) -> HttpResponse:
    """Come in with a key of one's own: that is both steps at once."""
    form, host = PasskeyForm(request.POST or None), _host(request)
    if request.method == "POST" and form.is_valid():
        asked, address = request.session.pop(ASKED, None), request.META.get("REMOTE_ADDR", "")
        account = form.act(passkeys.enter, **form.cleaned_data, asked=asked, host=host, address=address)
        if account:
            return let_in(request, account, EnteredBy.PASSKEY, is_proven=True)
    context = {"form": form, "next": back(request), "may": passkeys.may_be_used_at(host)}
    if context["may"]:
        context["question"] = _keep(request, passkeys.ask_to_enter(host=host))
    return render(request, "access/passkey_enter.html", context, status=422 if form.errors else 200)


@never_cache
@in_person
def passkey_list(request: PersonRequest, community: str) -> HttpResponse:
    """My keys, and one more."""
    form, host, device_id = NewPasskeyForm(request.POST or None), _host(request), entering.device_of(request)
    account = queries.account_of(request.person)
    if request.method == "POST" and form.is_valid():
        asked = request.session.pop(ASKED, None)
        key = form.act(
            passkeys.make, actor=request.person, **form.cleaned_data, asked=asked, host=host, device_id=device_id
        )
        if key:
            messages.success(request, _("添加了「%(name)s」。下次点「用通行密钥登录」。") % {"name": key.label})
            return redirect("passkeys", community)
    may = passkeys.may_make(account, host, device_id)
    context = {"form": form, "keys": passkeys.passkeys_of(account), "may": may}
    if may:
        context["question"] = _keep(request, passkeys.ask_to_make(account=account, host=host))
    return render(request, "access/passkey_list.html", context, status=422 if form.errors else 200)


@require_POST
@in_person
def passkey_end(request: PersonRequest, community: str, passkey_id: UUID) -> HttpResponse:
    """A key is lost, or not wanted any more."""
    key = passkeys.end(actor=request.person, passkey_id=passkey_id, device_id=entering.device_of(request))
    messages.success(request, _("「%(name)s」停用了。") % {"name": key.label})
    return redirect("passkeys", community)


def _keep(request: HttpRequest, question: passkeys.Question) -> str:
    request.session[ASKED] = question.asked
    return question.options


def _host(request: HttpRequest) -> str:
    """The name this page was opened under; ALLOWED_HOSTS has checked it."""
    return urlsplit(request.build_absolute_uri()).hostname or ""
