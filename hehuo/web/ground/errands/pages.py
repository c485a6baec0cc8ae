"""Acting for somebody: choosing whom, beginning, ending; and the page of those for whom it was done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.errands import actions, choosing, queries, rules
from hehuo.domain.ground.errands.models import Helper
from hehuo.web import addresses, entering
from hehuo.web.ground.errands.forms import ErrandForm, HelperForm, HelperOfForm, WhoseForm
from hehuo.web.ground.errands.words import said
from hehuo.web.requests import PersonRequest, entered, fetch, in_person


@in_person
def start(request: PersonRequest, community: str) -> HttpResponse:
    """For whom: somebody on the roll for those who visit, the family for everybody; and for whom I acted before."""
    visits = access.has_power(request.person, Power.COLLECT_VOICES)
    form = WhoseForm(request.POST or None) if visits else None
    if form and request.method == "POST" and form.is_valid():
        return redirect("errands:begin", community, form.cleaned_data["person"].id)
    context = {"form": form, "family": queries.family_of(request.person), "errands": queries.errands_of(request.person)}
    return render(request, "errands/errand_start.html", context, status=422 if form and form.errors else 200)


@in_person
def begin(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Why, and how they agreed; from then on this browser acts for them."""
    person = fetch(queries.within_reach(request.person), person_id)
    form = ErrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        errand = form.act(actions.begin_errand, actor=request.person, person=person, **form.cleaned_data)
        if errand:
            entering.remember_errand(request, errand)
            return redirect("home", community)
    verdict = queries.may_act_for(request.person, person)
    context = {"form": form, "someone": person, "may": verdict}
    return render(request, "errands/errand_begin.html", context, status=422 if form.errors else 200)


@require_POST
@entered
def end(request: PersonRequest, community: str, errand_id: UUID) -> HttpResponse:
    """The helper is done; or the person does not want it any more."""
    actor = request.errand.helper if request.errand else request.person
    errand = actions.end_errand(actor=actor, errand=fetch(queries.errands_touching(actor), errand_id))
    if request.errand is None:
        messages.success(request, _("停了，他不能再替您办。"))
        return redirect("errands:mine", community)
    entering.remember_errand(request, None)
    messages.success(request, _("替%(name)s办完了。") % {"name": errand.person.name})
    return redirect("errands:start", community)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """谁替我办过: who acted for me, why, and what they did; and whether anybody may."""
    done = [
        (each.errand, [(entry, said(entry.act), _page_of(request, entry)) for entry in each.entries])
        for each in queries.done_for(request.person)
    ]
    return render(
        request,
        "errands/errand_mine.html",
        {"done": done, "wants_none": queries.wants_none(request.person), "helpers": queries.helpers_of(request.person)},
    )


@in_person
def helper_choose(request: PersonRequest, community: str) -> HttpResponse:
    """I choose somebody who lives elsewhere."""
    form = HelperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = form.act(choosing.name_helper, actor=request.person, person=request.person, **form.cleaned_data)
        if named:
            messages.success(request, _("%(name)s可以替您办事了。") % {"name": named.helper.name})
            return redirect("errands:mine", community)
    return render(request, "errands/helper_choose.html", {"form": form}, status=422 if form.errors else 200)


@in_person
def helpers_of(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Who may act for somebody I visit, written down with how they agreed."""
    person = fetch(queries.within_reach(request.person), person_id)
    form = HelperOfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = form.act(choosing.name_helper, actor=request.person, person=person, **form.cleaned_data)
        if named:
            messages.success(request, _("记下了：%(helper)s可以替%(name)s办事。") % _both(named))
            return redirect("errands:helpers_of", community, person.id)
    may = rules.may_name_helper(request.person, person)
    context = {"form": form, "someone": person, "may": may, "helpers": queries.helpers_of(person) if may else []}
    return render(request, "errands/helpers_of.html", context, status=422 if form.errors else 200)


@require_POST
@in_person
def helper_end(request: PersonRequest, community: str, helper_id: UUID) -> HttpResponse:
    """The helper may act no more."""
    named = choosing.end_helper(actor=request.person, named=fetch(queries.helpers_touching(request.person), helper_id))
    messages.success(request, _("停了：%(helper)s不能再替%(name)s办事。") % _both(named))
    if request.person.id == named.person_id:
        return redirect("errands:mine", community)
    if request.person.id == named.helper_id:
        return redirect("errands:start", community)
    return redirect("errands:helpers_of", community, named.person_id)


@require_POST
@in_person
def forbid(request: PersonRequest, community: str) -> HttpResponse:
    """Nobody acts for me."""
    actions.forbid_errands(actor=request.person)
    messages.success(request, _("记下了：谁也不能替您办。"))
    return redirect("errands:mine", community)


@require_POST
@in_person
def allow(request: PersonRequest, community: str) -> HttpResponse:
    """Somebody may, each time with my consent."""
    actions.allow_errands(actor=request.person)
    messages.success(request, _("记下了：您答应了，就可以替您办。"))
    return redirect("errands:mine", community)


def _both(named: Helper) -> dict[str, str]:
    return {"helper": named.helper.name, "name": named.person.name}


def _page_of(request: PersonRequest, entry: object) -> str:
    kind, thing_id = getattr(entry, "thing_kind", ""), getattr(entry, "thing_id", None)
    return addresses.of_thing(request.community, kind, thing_id)
