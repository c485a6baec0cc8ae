"""登录和安全: where I am entered, my password, my second step, my card; and a reset by an administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import actions, devices, factors, outside, passkeys, passwords, providers, queries
from hehuo.domain.ground.access.kinds import OUTSIDE, EnteredBy, Power
from hehuo.domain.ground.access.models import Account, OutsideAccount
from hehuo.domain.ground.people import queries as people
from hehuo.web import entering
from hehuo.web.ground.access.forms import ConfirmForm, PasswordForm, ResetForm, UseResetForm
from hehuo.web.requests import PersonRequest, fetch, in_person, powered


@in_person
def safety(request: PersonRequest, community: str) -> HttpResponse:
    """How I enter and where I am entered."""
    account = queries.account_of(request.person)
    context = {
        "devices": devices.devices_of(account.id), "this_device": entering.device_of(request), "account": account,
        "has_factor": factors.is_set(account), "keys": passkeys.passkeys_of(account).count(),
        "outside": _outside(request, account), "asks_factor": queries.needs_factor(request.person),
        "card": queries.cards_in_force([request.person]).get(request.person.id),
    }  # fmt: skip
    return render(request, "access/safety.html", context)


def _outside(request: PersonRequest, account: Account) -> list[tuple[EnteredBy, OutsideAccount | None]]:
    """WeChat and WeCom: those this browser could link, and those that are."""
    linked = {EnteredBy(each.provider): each for each in outside.linked(account)}
    offered = providers.offered(request.META.get("HTTP_USER_AGENT", ""))
    return [(way, linked.get(way)) for way in OUTSIDE if way in linked or way in offered]


@require_POST
@in_person
def device_end(request: PersonRequest, community: str, device_id: UUID) -> HttpResponse:
    """Sign one device out."""
    device = devices.end_device(account_id=queries.account_of(request.person).id, device_id=device_id)
    messages.success(request, _("「%s」退出了。") % device)
    return redirect("safety", community)


@require_POST
@in_person
def devices_end(request: PersonRequest, community: str) -> HttpResponse:
    """Sign out everywhere, here too."""
    actions.end_sessions(account_id=queries.account_of(request.person).id)
    entering.go_out(request)
    return redirect("enter")


@never_cache
@in_person
def second_factor(request: PersonRequest, community: str) -> HttpResponse:
    """Set the second step up; where it is set, prove this device by it."""
    account = queries.account_of(request.person)
    form, device = ConfirmForm(request.POST or None), entering.device_of(request)
    if factors.is_set(account):
        if request.method == "POST" and form.is_valid():
            form.act(factors.prove_device, account=account, code=form.cleaned_data["code"], device_id=device)
            if not form.errors:
                messages.success(request, _("好了，这台设备可以办要两步登录的事了。"))
                return redirect("safety", community)
        context = {"form": form, "is_set": True}
        return render(request, "access/factor_set.html", context, status=422 if form.errors else 200)
    factor = factors.begin(account=account, device_id=device)
    if request.method == "POST" and form.is_valid():
        codes = form.act(factors.confirm, account=account, code=form.cleaned_data["code"], device_id=device)
        if codes:
            return render(request, "access/factor_codes.html", {"codes": codes})
    context = {"form": form, "address": factors.address_of(factor), "secret": factor.secret}
    return render(request, "access/factor_set.html", context, status=422 if form.errors else 200)


@in_person
def password_change(request: PersonRequest, community: str) -> HttpResponse:
    """A new password; every other session ends, and this one begins anew."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.act(passwords.change_password, actor=request.person, **form.cleaned_data)
        if account:
            entering.go_out(request)
            messages.success(request, _("密码换好了，别处都退出了。请用新密码登录。"))
            return redirect("enter")
    return render(request, "access/password_change.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@powered(Power.GRANT_ROLES)
def reset_give(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A one-time code for somebody who forgot the password, shown this once."""
    person, code = fetch(people.roll(), person_id), None
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.act(passwords.give_reset, actor=request.person, person=person, **form.cleaned_data)
    context = {"form": form, "someone": person, "code": code, "account": queries.account_of(person)}
    return render(request, "access/reset_give.html", context, status=422 if form.errors else 200)


@never_cache
def reset_use(request: HttpRequest) -> HttpResponse:
    """A new password with the administrator's code."""
    form = UseResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        if form.act(passwords.use_reset, **form.cleaned_data, address=address):
            messages.success(request, _("密码设好了。请用新密码登录。"))
            return redirect("enter")
    return render(request, "access/reset_use.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@in_person
def card_end(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A lost card stops working: one's own, or anybody's for those who print cards."""
    person = fetch(people.roll(), person_id)
    actions.end_card(actor=request.person, person=person)
    messages.success(request, _("%(name)s的个人卡停用了。") % {"name": person.name})
    own = person == request.person
    return redirect("safety", community) if own else redirect("people:detail", community, person.id)
