"""Plaques: the register, giving one, and printing it."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.agreements import actions, queries, rules
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.web.forms import OnceForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered


class PlaqueForm(OnceForm):
    given_to = forms.CharField(label=_("谁接的牌子"), max_length=40, help_text=_("例如：负责人冯东。"))


def plaque_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The register: every number, at whose door it hangs, since when, and when it came down."""
    return render(request, "agreements/plaque_list.html", {"page": page_of(request, queries.plaques())})


@powered(Power.RUN_RECRUITMENT)
def plaque_give(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """The plaque of an agreement's partner: what hangs, or giving it."""
    agreement, form = fetch(queries.agreements(), agreement_id), PlaqueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plaque = form.act(actions.give_plaque, actor=request.person, agreement=agreement, **form.cleaned_data)
        if plaque:
            return redirect("agreements:plaque_print", community, plaque.id)
    hanging = queries.plaque_of(agreement.partner)
    context = {
        "agreement": agreement, "plaque": hanging, "form": form, "frame": frame_of(request),
        "may_give": rules.may_give_plaque(request.person, agreement, hanging=hanging),
    }  # fmt: skip
    return render(request, "agreements/plaque_give.html", context, status=422 if form.errors else 200)


@entered
def plaque_print(request: PersonRequest, community: str, plaque_id: UUID) -> HttpResponse:
    """The plaque on one sheet, with the code that opens the partner's page."""
    plaque = fetch(queries.plaques(), plaque_id)
    own = speaks_for(request.person, plaque.partner)
    if not own:
        may(request.person, Power.RUN_RECRUITMENT).or_refuse()
    context = {"plaque": plaque, "own": own, "a3": request.GET.get("paper") == "a3"}
    return render(request, "agreements/plaque_print.html", context)
