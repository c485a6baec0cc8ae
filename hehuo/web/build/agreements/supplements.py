"""Changing a signed agreement at the desk: the draft, the signing, the paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import actions, queries
from hehuo.domain.build.agreements.kinds import STATUS_SENTENCE
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.flows.sign_supplement import sign_supplement
from hehuo.web.build.agreements.forms import SupplementForm
from hehuo.web.requests import PersonRequest, entered, fetch, powered


@powered(Power.RUN_RECRUITMENT)
def supplement_new(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Draft what shall change, from the words as they stand."""
    agreement = fetch(queries.agreements(), agreement_id)
    form = SupplementForm.of(agreement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"words": form.words_from(agreement), "why": form.cleaned_data["why"], "key": form.cleaned_data["key"]}
        if form.act(actions.draft_supplement, actor=request.person, agreement=agreement, **said):
            return redirect("agreements:detail", community, agreement.id)
    context = {
        "form": form, "title": _("给 %s 拟补充协议") % agreement.number, "back": "agreements:detail",
        "back_id": agreement.id,
    }  # fmt: skip
    return render(request, "recruitment/form.html", context, status=422 if form.errors else 200)


@powered(Power.SIGN_AGREEMENTS)
@require_POST
def supplement_sign(request: PersonRequest, community: str, supplement_id: UUID) -> HttpResponse:
    """Sign; say which prices the new words end."""
    supplement = fetch(queries.supplements(), supplement_id)
    ended = sign_supplement(actor=request.person, supplement=supplement)
    messages.success(request, _("签好了，协议从今天起按新的算。请打印两份，盖章后传扫描件。"))
    if ended:
        messages.warning(request, _("这些价高过新的约定，已经停了，请重新标：%s") % "、".join(ended))
    return redirect("agreements:detail", community, supplement.agreement_id)


@powered(Power.RUN_RECRUITMENT)
@require_POST
def supplement_drop(request: PersonRequest, community: str, supplement_id: UUID) -> HttpResponse:
    """Give a draft up."""
    supplement = actions.drop_supplement(
        actor=request.person, supplement=fetch(queries.supplements(), supplement_id)
    )  # fmt: skip
    return redirect("agreements:detail", community, supplement.agreement_id)


@entered
def supplement_print(request: PersonRequest, community: str, supplement_id: UUID) -> HttpResponse:
    """The supplement on paper: what it said, what it says."""
    supplement = fetch(queries.supplements(), supplement_id)
    if not speaks_for(request.person, supplement.agreement.partner):
        may(request.person, Power.SEE_DESK).or_refuse()
    context = {
        "supplement": supplement, "agreement": supplement.agreement, "status": STATUS_SENTENCE,
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "agreements/supplement_print.html", context)
