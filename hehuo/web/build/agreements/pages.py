"""Agreements at the desk: drafting, signing, stewards, the paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.build.agreements import actions, queries, rules
from hehuo.domain.build.agreements.kinds import STATUS_SENTENCE
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.run.services import queries as services
from hehuo.web.build.agreements.forms import AgreementForm, EndForm, ScanForm, StewardForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, powered

RUN = powered(Power.RUN_RECRUITMENT)


@RUN
def agreement_list(request: PersonRequest, community: str) -> HttpResponse:
    """All agreements, the newest first."""
    return render(request, "agreements/agreement_list.html", {"page": page_of(request, queries.agreements())})


@RUN
def agreement_new(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Draft the agreement of a posted application."""
    application = fetch(recruitment.applications(), application_id)
    form = AgreementForm(request.POST or None, initial={"subject": application.project})
    if request.method == "POST" and form.is_valid():
        made = form.act(
            actions.draft_agreement, actor=request.person, application=application, words=form.words(),
            key=form.cleaned_data["key"],
        )  # fmt: skip
        if made:
            return redirect("agreements:detail", community, made.id)
    return _form(request, form, _("给「%s」拟协议") % application)


@RUN
def agreement_edit(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Change a draft."""
    agreement = fetch(queries.agreements(), agreement_id)
    form = AgreementForm.of(agreement, request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(
        actions.reword_agreement, actor=request.person, agreement=agreement, words=form.words()
    ):  # fmt: skip
        return redirect("agreements:detail", community, agreement.id)
    return _form(request, form, _("改协议 %s") % agreement.number)


@RUN
def agreement_detail(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """One agreement and what may be done with it."""
    return _show(request, fetch(queries.agreements(), agreement_id))


@powered(Power.SIGN_AGREEMENTS)
@require_POST
def agreement_sign(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Sign."""
    agreement = actions.sign_agreement(actor=request.person, agreement=fetch(queries.agreements(), agreement_id))
    messages.success(request, _("签好了。请打印两份，盖章后传扫描件。"))
    return redirect("agreements:detail", community, agreement.id)


@powered(Power.SIGN_AGREEMENTS)
@require_POST
def agreement_end(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """End an agreement with its reason."""
    agreement, form = fetch(queries.agreements(), agreement_id), EndForm(request.POST)
    if form.is_valid() and form.act(
        actions.end_agreement, actor=request.person, agreement=agreement, why=form.cleaned_data["why"]
    ):  # fmt: skip
        return redirect("agreements:detail", community, agreement.id)
    return _show(request, agreement, end=form)


@RUN
@require_POST
def steward_name(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Name a steward."""
    agreement, form = fetch(queries.agreements(), agreement_id), StewardForm(request.POST)
    if form.is_valid() and form.act(
        actions.name_steward, actor=request.person, agreement=agreement, person=form.someone()
    ):  # fmt: skip
        return redirect("agreements:detail", community, agreement.id)
    return _show(request, agreement, steward=form)


@RUN
@require_POST
def steward_release(request: PersonRequest, community: str, steward_id: UUID) -> HttpResponse:
    """A steward steps down."""
    steward = actions.release_steward(actor=request.person, steward=fetch(queries.stewardships(), steward_id))
    return redirect("agreements:detail", community, steward.agreement_id)


@RUN
@require_POST
def scan_keep(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Keep the stamped paper."""
    agreement, form = fetch(queries.agreements(), agreement_id), ScanForm(request.POST, request.FILES)
    if form.is_valid() and form.act(
        actions.keep_scan, actor=request.person, agreement=agreement, upload=form.cleaned_data["upload"]
    ):  # fmt: skip
        messages.success(request, _("扫描件存好了。"))
        return redirect("agreements:detail", community, agreement.id)
    return _show(request, agreement, scan=form)


@entered
def agreement_print(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """The agreement on paper, for both sides to stamp."""
    agreement = fetch(queries.agreements(), agreement_id)
    if not speaks_for(request.person, agreement.partner):
        may(request.person, Power.SEE_DESK).or_refuse()
    context = {
        "agreement": agreement, "prices": services.prices_of(agreement), "status": STATUS_SENTENCE,
        "may_run": may(request.person, Power.RUN_RECRUITMENT).allowed,
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "agreements/agreement_print.html", context)


def _show(request: PersonRequest, agreement: Agreement, **forms: Any) -> HttpResponse:
    supplements = list(queries.supplements().filter(agreement=agreement)) if agreement.signed_on else []
    context = {
        "agreement": agreement, "prices": services.prices_of(agreement), "supplements": supplements,
        "may_supplement": rules.may_supplement(request.person, agreement, earlier=supplements),
        "leaving": queries.exit_of(agreement), "may_renew": rules.may_renew(request.person, agreement),
        "may_end": rules.may_end(request.person, agreement),
        "suspension": queries.suspensions_of(agreement).filter(lifted_on=None).first(),
        "steward": StewardForm(), "scan": ScanForm(), "end": EndForm(), **forms,
        "may_sign": rules.may_sign(
            request.person, agreement, posted=queries.posted(agreement.application),
            items=queries.screening_of(agreement.application), stewards=len(agreement.stewards), on=clock.today(),
        ),
    }  # fmt: skip
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "agreements/agreement_detail.html", context, status=status)


def _form(request: PersonRequest, form: AgreementForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": "agreements:list", "back_id": None}
    return render(request, "recruitment/form.html", context, status=422 if form.errors else 200)
