"""The clock of accounts that the law wants: what is due by when, written by one, published by another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.run.donations import actions, queries, rules
from hehuo.domain.run.donations.disclosures import ARTICLES, TELL_DONORS
from hehuo.domain.run.donations.kinds import DisclosureKind
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.donations import forms


@reads_books
def disclosure_clock(request: PersonRequest, community: str) -> HttpResponse:
    """What is due, the most pressing first; and what was told."""
    context = {"open": queries.open_disclosures(), "page": page_of(request, queries.told_disclosures())}
    return render(request, "donations/disclosure_clock.html", context)


@reads_books
def disclosure_detail(request: PersonRequest, community: str, disclosure_id: UUID) -> HttpResponse:
    """One account: write it, publish it, read it."""
    disclosure, wanted = fetch(queries.disclosures(), disclosure_id), request.POST.get("act", "")
    if wanted == "publish":
        told = actions.publish_disclosure(actor=request.person, disclosure=disclosure).told
        messages.success(request, _("公布了，告诉了 %d 位捐赠人。") % told if told else _("公布了，贴满 15 天。"))
        return redirect("donations:disclosure", community, disclosure.id)
    form = forms.DisclosureForm(request.POST if wanted == "write" else None, initial={"text": disclosure.text})
    sent = wanted == "write" and form.is_valid()
    if sent and form.act(actions.write_disclosure, actor=request.person, disclosure=disclosure, **form.cleaned_data):
        messages.success(request, _("写好了，等另一位公布。"))
        return redirect("donations:disclosure", community, disclosure.id)
    campaign = disclosure.campaign
    context = {
        "disclosure": disclosure, "form": form, "article": ARTICLES[DisclosureKind(disclosure.kind)],
        "figures": disclosure.figures or queries.figures_of(campaign).as_data(),
        "tell_donors": TELL_DONORS if campaign.purpose_id else "", "elsewhere": queries.bound_elsewhere(campaign),
        "may_write": rules.may_write(request.person, disclosure),
        "may_publish": rules.may_publish_disclosure(request.person, disclosure),
    }  # fmt: skip
    return render(request, "donations/disclosure_detail.html", context, status=422 if form.errors else 200)
