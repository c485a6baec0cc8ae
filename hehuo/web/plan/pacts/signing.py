"""Homes sign: on the phone, or on a paper list that is typed in; who signed is seen by those who carry the list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.plan.pacts import actions, homes, queries, rules
from hehuo.web.plan.pacts import forms
from hehuo.web.requests import PersonRequest, entered, fetch


@require_POST
@entered
def version_sign(request: PersonRequest, community: str, version_id: UUID) -> HttpResponse:
    """For one of one's own homes, or for all of them where none is named."""
    version = fetch(queries.told_versions(), version_id)
    mine = homes.homes_of_person(version.pact, request.person)
    wanted = request.POST.get("home")
    chosen = [home for home in mine if wanted in (None, str(home.id))]
    if not chosen:
        rules.may_sign(version, is_mine=False).or_refuse()
    for home in chosen:
        actions.sign_version(actor=request.person, version=version, home=home)
    messages.success(request, _("签好了，谢谢您。"))
    return redirect("pacts:version", community, version.id)


@entered
def signed_list(request: PersonRequest, community: str, version_id: UUID) -> HttpResponse:
    """Door by door, for those who keep the roll or carry the list; and where a paper list is typed in."""
    version = fetch(queries.told_versions(), version_id)
    rules.may_see_signed(request.person, version.pact).or_refuse()
    form = forms.SignaturesForm(request.POST or None)
    left: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        signed = form.act(actions.type_signatures, actor=request.person, version=version, **form.cleaned_data)
        if signed:
            messages.success(request, _("录了 %(n)s 户，%(m)s 户早就签过。") % {"n": signed.new, "m": signed.again})
            if not signed.left:
                return redirect("pacts:signed", community, version.id)
            left = signed.left
            form = forms.SignaturesForm(initial={"lines": "\n".join(door for door, _why in left)})
    context = {
        "version": version, "form": form, "left": left, "signatures": homes.signatures_of(version),
        "struck": homes.struck_of(version), "counted": homes.counted(version),
        "may_type": rules.may_type_signatures(request.person, version),
    }  # fmt: skip
    return render(request, "pacts/signed_list.html", context, status=422 if form.errors or left else 200)


@entered
def signature_strike(request: PersonRequest, community: str, signature_id: UUID) -> HttpResponse:
    """Strike out a signature, with a reason."""
    signature = fetch(homes.signatures(), signature_id)
    rules.may_strike(request.person, signature).or_refuse()
    form = forms.WhyForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.strike_signature, actor=request.person, signature=signature, **form.cleaned_data):
        messages.success(request, _("划掉了，这一户可以重新签。"))
        return redirect("pacts:version", community, signature.version_id)
    context = {"signature": signature, "form": form}
    return render(request, "pacts/signature_strike.html", context, status=422 if form.errors else 200)
