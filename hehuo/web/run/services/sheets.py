"""A price list: handed in, looked at line by line, taken whole or by chosen lines."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import HehuoError
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.run.pricelists import actions, checking
from hehuo.domain.run.services import queries, rules
from hehuo.domain.run.services.kinds import SheetState
from hehuo.domain.run.services.models import PriceSheet
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of
from hehuo.web.run.services.forms import SheetForm


@entered
def sheet_new(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Hand a list in; nothing changes yet."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_set_prices(request.person, agreement).or_refuse()
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        said = {"seen_on": form.cleaned_data["seen_on"], "key": form.cleaned_data["key"]}
        try:
            sheet = actions.read_sheet(
                actor=request.person, agreement=agreement, content=upload.read(), name=upload.name, **said
            )
            return redirect("services:sheet", community, sheet.id)
        except FileFault as fault:
            form.add_error("file", fault.say)
        except HehuoError as error:
            form.add_error(None, str(error))
    context = {"agreement": agreement, "form": form, "frame": frame_of(request)}
    return render(request, "services/sheet_new.html", context, status=422 if form.errors else 200)


@entered
def sheet_detail(request: PersonRequest, community: str, sheet_id: UUID) -> HttpResponse:
    """Every line with whether it keeps to the agreement and why; take it whole, or the lines that are ticked."""
    sheet = fetch(queries.sheets(), sheet_id)
    rules.may_set_prices(request.person, sheet.agreement).or_refuse()
    fault, chosen = "", request.POST.getlist("line")
    if request.method == "POST":
        try:
            return _done(request, sheet, chosen)
        except HehuoError as error:
            fault = str(error)
    checked = checking.check_sheet(sheet)
    context = {
        "sheet": sheet, "checked": checked, "counts": checking.counts(checked), "fault": fault, "chosen": chosen,
        "is_open": sheet.state == SheetState.READ, "clause": queries.cost_clause_of(sheet.agreement),
        "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/sheet_detail.html", context, status=422 if fault else 200)


def _done(request: PersonRequest, sheet: PriceSheet, chosen: list[str]) -> HttpResponse:
    act = request.POST.get("act")
    if act == "drop":
        actions.drop_sheet(actor=request.person, sheet=sheet)
        messages.success(request, _("这份没有要，价格都没变。"))
    else:
        items = actions.take_sheet(actor=request.person, sheet=sheet, chosen=None if act == "whole" else chosen)
        messages.success(request, _("收进来 %d 项，公开页上现在就是这些价。") % len(items))
    return redirect("services:prices", request.community.code, sheet.agreement_id)
