"""A recipe in one place, part by part."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import money
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.pacts import queries as pacts
from hehuo.domain.share.recipes import actions, queries, rules
from hehuo.domain.share.recipes.bodies import CallKept, CourseKept, ProjectKept
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.domain.share.recipes.models import Piece
from hehuo.flows.set_up_course import set_up_course
from hehuo.flows.set_up_piece import set_up_piece
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.share.recipes import forms

# Where what was drafted is gone on with; a pact, in its latest version.
GO_ON = {
    PartKind.PROJECT: "projects:manage",
    PartKind.CALL: "recruitment:edit",
    PartKind.PACT: "pacts:manage",
    PartKind.COURSE: "activities:detail",
}


@powered(Power.RUN_RECRUITMENT)
def setup_begin(request: PersonRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """Set a recipe up in an estate or a building."""
    recipe, form = fetch(queries.recipes(), recipe_id), forms.SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        setup = form.act(actions.begin_setup, actor=request.person, recipe=recipe, **form.cleaned_data)
        if setup:
            return redirect("recipes:setup", community, setup.id)
    context = {"recipe": recipe, "form": form}
    return render(request, "recipes/setup_begin.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def setup_detail(request: PersonRequest, community: str, setup_id: UUID) -> HttpResponse:
    """One place: what is drafted, what is still to do, what is left out; and stopping here."""
    setup, form = fetch(queries.setups(), setup_id), forms.WhyForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.stop_setup, actor=request.person, setup=setup, **form.cleaned_data):
        return redirect("recipes:setup", community, setup.id)
    context = {
        "setup": setup, "row": queries.row_of(setup), "form": form,
        "may_work": rules.may_work_on(request.person, setup),
    }  # fmt: skip
    return render(request, "recipes/setup_detail.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def piece_make(request: PersonRequest, community: str, piece_id: UUID) -> HttpResponse:
    """Draft one part here, with what only this place can say."""
    piece = fetch(queries.pieces(), piece_id)
    rules.may_make(request.person, piece).or_refuse()
    form = _form_of(piece, request)
    if request.method == "POST" and form.is_valid():
        made = form.act(_make, piece=piece, actor=request.person, form=form)
        if made:
            messages.success(request, _("起草好了，往下都能改。"))
            return redirect("recipes:go", community, piece.id)
    context = {"piece": piece, "part": piece.part, "form": form}
    return render(request, "recipes/piece_make.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def piece_go(request: PersonRequest, community: str, piece_id: UUID) -> HttpResponse:
    """To what was drafted, where it is gone on with."""
    piece = fetch(queries.pieces().filter(thing_id__isnull=False), piece_id)
    kind, thing_id = PartKind(piece.part.kind), piece.thing_id
    if kind == PartKind.PACT and thing_id:
        thing_id = list(fetch(pacts.pacts(), thing_id).versions.all())[-1].pk
    return redirect(GO_ON[kind], community, thing_id)


@powered(Power.RUN_RECRUITMENT)
def piece_skip(request: PersonRequest, community: str, piece_id: UUID) -> HttpResponse:
    """This part is not done here, and why."""
    piece, form = fetch(queries.pieces(), piece_id), forms.WhyForm(request.POST or None)
    rules.may_make(request.person, piece).or_refuse()
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.skip_piece, actor=request.person, piece=piece, **form.cleaned_data):
        return redirect("recipes:setup", community, piece.setup_id)
    context = {"piece": piece, "form": form}
    return render(request, "recipes/piece_skip.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.RUN_RECRUITMENT)
def piece_reopen(request: PersonRequest, community: str, piece_id: UUID) -> HttpResponse:
    """It is to be done here after all."""
    piece = fetch(queries.pieces(), piece_id)
    actions.reopen_piece(actor=request.person, piece=piece)
    return redirect("recipes:setup", community, piece.setup_id)


def _form_of(piece: Piece, request: PersonRequest) -> ActForm:
    """What is to be said here: the pot, the needs, or the whole course as it was elsewhere."""
    said = request.POST if request.method == "POST" else None
    kept = piece.part.kept
    if isinstance(kept, CourseKept):
        return forms.CourseForm(said, initial=_course(piece, kept))
    if isinstance(kept, CallKept):
        return forms.NeedsForm(said)
    if isinstance(kept, ProjectKept) and kept.has_pots:
        return forms.PotForm(said)
    return forms.NothingForm(said)


def _course(piece: Piece, kept: CourseKept) -> dict[str, Any]:
    first_on = piece.setup.starts_on + timedelta(days=piece.part.after_days)
    return kept.model_dump(exclude={"weeks", "price_fen"}) | {
        "title": piece.part.title, "price": money.yuan(kept.price_fen), "first_on": first_on,
        "last_on": first_on + timedelta(weeks=kept.weeks),
    }  # fmt: skip


def _make(*, piece: Piece, actor: Any, form: ActForm) -> Any:
    if isinstance(form, forms.CourseForm):
        return set_up_course(actor=actor, piece=piece, **form.course)
    return set_up_piece(actor=actor, piece=piece, **form.cleaned_data)
