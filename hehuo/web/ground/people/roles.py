"""Who holds which role, giving one and ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.web.ground.people.forms import AccountForm, GrantForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.GRANT_ROLES)
def role_list(request: PersonRequest, community: str) -> HttpResponse:
    """Everyone who holds a role today."""
    return render(request, "people/role_list.html", {"grants": queries.grants_in_force()})


@powered(Power.GRANT_ROLES)
def role_grant(request: PersonRequest, community: str) -> HttpResponse:
    """Give somebody a role."""
    form = GrantForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    if request.method == "POST" and form.is_valid():
        grant = form.act(actions.grant_role, actor=request.person, **form.cleaned_data)
        if grant:
            messages.success(request, _("%(name)s现在是%(role)s。") % {"name": grant.person.name, "role": grant})
            if grant.person.account_id is None:
                return redirect("people:account", community, grant.person.id)
            return redirect("people:roles", community)
    return render(request, "people/role_grant.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@powered(Power.GRANT_ROLES)
def role_end(request: PersonRequest, community: str, grant_id: UUID) -> HttpResponse:
    """End a role from now on."""
    grant = actions.end_role(actor=request.person, grant=fetch(queries.grants_in_force(), grant_id))
    messages.success(request, _("%(name)s不再是%(role)s。") % {"name": grant.person.name, "role": grant})
    return redirect("people:roles", community)


@powered(Power.GRANT_ROLES)
def account_give(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """An account with a password for somebody who works here."""
    person = fetch(people.roll(), person_id)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.act(actions.give_account, actor=request.person, person=person, **form.cleaned_data)
        if account:
            messages.success(
                request, _("%(name)s可以用账号 %(account)s 登录了。") % {"name": person.name, "account": account}
            )
            return redirect("people:roles", community)
    context = {"form": form, "someone": person}
    return render(request, "people/account_give.html", context, status=422 if form.errors else 200)
