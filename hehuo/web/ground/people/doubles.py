"""Records that may be one human: looking at two side by side, merging them, telling them apart."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.rolls.actions import doubles as actions
from hehuo.domain.ground.rolls.queries import doubles as queries
from hehuo.web.ground.people.roll_forms import ApartForm, MergeForm
from hehuo.web.paging import ROWS
from hehuo.web.requests import PersonRequest, fetch, powered

MERGES_SHOWN = 20


@powered(Power.KEEP_ROLL)
def double_list(request: PersonRequest, community: str) -> HttpResponse:
    """The pairs that look like one human, and the merges so far."""
    page = Paginator(queries.pairs(), ROWS).get_page(request.GET.get("page"))
    return render(request, "people/double_list.html", {"page": page, "merges": queries.merges()[:MERGES_SHOWN]})


@powered(Power.KEEP_ROLL)
def pair_detail(request: PersonRequest, community: str, one_id: UUID, other_id: UUID) -> HttpResponse:
    """Two records side by side, masked; merging one into the other."""
    pair = _pair(one_id, other_id)
    form = MergeForm(request.POST or None, pair=pair)
    if request.method == "POST" and form.is_valid():
        merge = form.act(actions.merge_people, actor=request.person, **form.facts)
        if merge:
            messages.success(request, _("合并了。认错了可以在下面撤回。"))
            return redirect("people:doubles", community)
    context = {"pair": pair, "lines": queries.pair_of(*pair), "form": form, "apart_form": ApartForm()}
    return render(request, "people/pair_detail.html", context, status=422 if form.errors else 200)


def _pair(one_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    return fetch(people.roll(), one_id), fetch(people.roll(), other_id)


@require_POST
@powered(Power.KEEP_ROLL)
def pair_apart(request: PersonRequest, community: str, one_id: UUID, other_id: UUID) -> HttpResponse:
    """They are two humans: not proposed again."""
    (one, other), form = _pair(one_id, other_id), ApartForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    actions.tell_apart(actor=request.person, one=one, other=other, why=why)
    messages.success(request, _("记下了，不再提示这两位。"))
    return redirect("people:doubles", community)


@require_POST
@powered(Power.KEEP_ROLL)
def merge_undo(request: PersonRequest, community: str, merge_id: UUID) -> HttpResponse:
    """They were two humans after all."""
    merge = actions.undo_merge(actor=request.person, merge=fetch(queries.merges(), merge_id))
    messages.success(request, _("撤回了，%s又在花名册上。") % merge.person.name)
    return redirect("people:doubles", community)
