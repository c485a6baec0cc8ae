"""Coming to a home by invitation: the slip, claiming, and saying yes or no."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.entry import actions, claims, queries
from hehuo.domain.ground.entry.kinds import Purpose
from hehuo.domain.ground.entry.models import Claim
from hehuo.web.ground.entry.forms import ApproveForm, InviteForm, JoinCodeForm, JoinForm, RefuseForm
from hehuo.web.ground.entry.pages import address_of
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered


@never_cache
@powered(Power.ADMIT_RESIDENTS)
def claim_list(request: PersonRequest, community: str) -> HttpResponse:
    """Claims that wait, slips in force; and a new slip for a home, shown this once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.act(claims.invite, actor=request.person, home=form.cleaned_data["home"])
        if made:
            invitation, token = made
            address = settings.BASE_URL + reverse("entry:join", args=[community, token])
            return render(request, "entry/invitation_print.html", {"invitation": invitation, "address": address})
    context = {
        "form": form, "page": page_of(request, queries.claims_for(request.person)),
        "invitations": queries.invitations_for(request.person)[:20],
    }  # fmt: skip
    return render(request, "entry/claim_list.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.ADMIT_RESIDENTS)
def invitation_end(request: PersonRequest, community: str, invitation_id: UUID) -> HttpResponse:
    """A slip went astray."""
    invitation = fetch(queries.invitations_for(request.person), invitation_id)
    claims.end_invitation(actor=request.person, invitation=invitation)
    messages.success(request, _("%(home)s的登记码停用了。") % {"home": invitation.home})
    return redirect("entry:claims", community)


@powered(Power.ADMIT_RESIDENTS)
def claim_detail(request: PersonRequest, community: str, claim_id: UUID) -> HttpResponse:
    """One claim: who of the roll is meant."""
    claim = fetch(queries.claims_for(request.person), claim_id)
    form = ApproveForm(request.POST or None, people=queries.candidates(claim))
    if request.method == "POST" and form.is_valid():
        approved = form.act(claims.approve_claim, actor=request.person, claim=claim, **form.cleaned_data)
        if approved:
            messages.success(request, _("认了：%(name)s，%(home)s。") % {"name": claim.name, "home": claim.home})
            return redirect("entry:claims", community)
    return _claim_page(request, claim, form, RefuseForm())


@require_POST
@powered(Power.ADMIT_RESIDENTS)
def claim_refuse(request: PersonRequest, community: str, claim_id: UUID) -> HttpResponse:
    """No, and why."""
    claim = fetch(queries.claims_for(request.person), claim_id)
    form = RefuseForm(request.POST)
    if form.is_valid() and form.act(claims.refuse_claim, actor=request.person, claim=claim, **form.cleaned_data):
        messages.success(request, _("没认，写下了原因。"))
        return redirect("entry:claims", community)
    return _claim_page(request, claim, ApproveForm(people=queries.candidates(claim)), form)


@never_cache
def join(request: CommunityRequest, community: str, token: str) -> HttpResponse:
    """The page behind a slip: name, phone, code. It never shows who else lives there."""
    invitation = queries.invitation_called(token)
    if invitation is None:
        raise Missing(_("这张登记码过期了，或者停用了。请找给您的人再要一张。"))
    form: JoinForm | JoinCodeForm = (JoinCodeForm if "code" in request.POST else JoinForm)(request.POST or None)
    context: dict[str, object] = {"home": invitation.home}
    if request.method == "POST" and form.is_valid():
        context |= _joined(request, token, form)
    status = 422 if form.errors else 200
    return render(request, "entry/join.html", {"form": form, **context}, status=status)


def _joined(request: CommunityRequest, token: str, form: JoinForm | JoinCodeForm) -> dict[str, object]:
    """What the page shows next: the code to give, or that it is written down."""
    said, proven = dict(form.cleaned_data), None
    code, address = said.pop("code", ""), address_of(request)
    if queries.texts_are_sent() and not code:
        asked = form.act(actions.ask_code, phone=said["phone"], address=address, purpose=Purpose.CLAIM)
        again = JoinCodeForm(initial=said)
        return {"form": again, "sent": True, "shown": actions.show_code(code=asked)} if asked else {}
    if code:
        proven = form.act(actions.prove_phone, phone=said["phone"], code=code, address=address, purpose=Purpose.CLAIM)
        if proven is None:
            return {"sent": True}
    return {"claim": form.act(claims.claim_home, token=token, proven=proven, **said)}


def _claim_page(request: PersonRequest, claim: Claim, form: ApproveForm, refuse_form: RefuseForm) -> HttpResponse:
    context = {"claim": claim, "form": form, "refuse_form": refuse_form}
    return render(request, "entry/claim_detail.html", context, status=422 if form.errors or refuse_form.errors else 200)
