"""The desk's side: requests that wait, one request, and settling it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hehuo.domain.insight.holdings import actions, queries, rules
from hehuo.domain.insight.holdings.data_map import MAP
from hehuo.domain.insight.holdings.kinds import OPEN, AskKind, AskState
from hehuo.domain.insight.holdings.models import DataRequest
from hehuo.web.insight.holdings.forms import AnswerForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch

Settle = Callable[..., DataRequest]


@entered
def requests(request: PersonRequest, community: str) -> HttpResponse:
    """What people asked for their data, the newest first."""
    rules.may_see_requests(request.person).or_refuse()
    return render(request, "holdings/request_list.html", {"page": page_of(request, queries.requests())})


@entered
def terms(request: PersonRequest, community: str) -> HttpResponse:
    """How long what is kept, and what the daily pruning took out."""
    rules.may_read_journal(request.person).or_refuse()
    return render(request, "holdings/terms.html", {"terms": queries.prunings()})


@never_cache
@entered
def request_detail(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """One request: what was asked, what the law holds back, and whose turn it is."""
    rules.may_see_requests(request.person).or_refuse()
    asked = fetch(queries.requests(), request_id)
    form = AnswerForm(request.POST or None)
    act = request.POST.get("act", "")
    if request.method == "POST" and (act == "erase" or form.is_valid()) and _settle(request, asked, form, act):
        messages.success(request, _("办好了。"))
        return redirect("holdings:request", community, request_id)
    context = {
        "asked": asked, "form": form, "is_erasure": asked.kind == AskKind.ERASE, "is_open": asked.state in OPEN,
        "is_checked": asked.state == AskState.CHECKED, "held": queries.held_back(asked.person),
        "may_handle": rules.may_handle(request.person, asked),
        "may_settle": rules.may_settle_erasure(request.person, asked),
        "outcome": outcome_of(asked),
    }  # fmt: skip
    return render(request, "holdings/request_detail.html", context, status=422 if form.errors else 200)


def _settle(request: PersonRequest, asked: DataRequest, form: AnswerForm, act: str) -> DataRequest | None:
    """Do what the button said; a refusal stands in the form."""
    if act == "erase":
        form = form if form.is_bound else AnswerForm({})
        form.errors.pop("answer", None)  # the second person writes nothing, they decide
        return form.act(actions.erase, actor=request.person, request=asked)
    acts: dict[str, Settle] = {"correct": actions.correct, "refuse": actions.refuse, "check": actions.check_erasure}
    return form.act(acts.get(act, actions.refuse), actor=request.person, request=asked, **form.cleaned_data)


def outcome_of(asked: DataRequest) -> list[tuple[str, int, str]]:
    """What an erasure took and what it left: (what, rows, why it stays or nothing)."""
    kept = {each.model._meta.label_lower: each for each in MAP}
    erased, held = asked.outcome.get("erased", {}), asked.outcome.get("held", {})
    taken = [(str(kept[label].what), rows, "") for label, rows in erased.items() if label in kept]
    left = [
        (str(kept[label].what), rows, str(kept[label].ground.hold)) for label, rows in held.items() if label in kept
    ]
    return [*taken, *left]
