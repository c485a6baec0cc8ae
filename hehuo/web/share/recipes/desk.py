"""The desk: writing recipes, keeping things in them, making them public, taking those of others."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes import actions, bodies, keeping, queries, rules
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.domain.share.recipes.models import Recipe
from hehuo.flows.keep_recipe import keep_recipe
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.share.recipes import forms

MOVES = {"share": actions.share_recipe, "take_back": actions.take_recipe_back}


@powered(Power.RUN_RECRUITMENT)
def recipe_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every recipe, and beginning one."""
    form = forms.RecipeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recipe = form.act(actions.write_recipe, actor=request.person, **form.cleaned_data)
        if recipe:
            return redirect("recipes:detail", community, recipe.id)
    context = {"page": page_of(request, queries.recipes()), "form": form}
    return render(request, "recipes/recipe_desk.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def recipe_mend(request: PersonRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """Other words."""
    recipe = fetch(queries.recipes(), recipe_id)
    rules.may_change(request.person, recipe).or_refuse()
    start = {name: getattr(recipe, name) for name in ("title", "problem", "story")}
    form = forms.RecipeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in start}
        if form.act(actions.reword_recipe, actor=request.person, recipe=recipe, **said):
            return redirect("recipes:detail", community, recipe.id)
    context = {"recipe": recipe, "form": form}
    return render(request, "recipes/recipe_mend.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.RUN_RECRUITMENT)
def recipe_move(request: PersonRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """Make it public, or take it back."""
    recipe, wanted = fetch(queries.recipes(), recipe_id), request.POST.get("act", "")
    if wanted not in MOVES:
        raise Missing(_("没有这一步。请回到上一页再点。"))
    MOVES[wanted](actor=request.person, recipe=recipe)
    messages.success(request, _("公开了，别的社区也能拿去用。") if wanted == "share" else _("收回来了，可以改了。"))
    return redirect("recipes:detail", community, recipe_id)


@powered(Power.RUN_RECRUITMENT)
def recipe_keep(request: PersonRequest, community: str, kind: str, thing_id: UUID) -> HttpResponse:
    """Keep a project, call, pact or course: what is kept is shown before."""
    if kind not in PartKind.values:
        raise Missing(_("这一种还不能存成做法。"))
    what = PartKind(kind)
    kept = keeping.keep(request.person, what, thing_id)
    form = forms.KeepForm(request.POST or None, initial={"title": kept.title[:40]})
    if request.method == "POST" and form.is_valid():
        part = form.act(keep_recipe, actor=request.person, kind=what, thing_id=thing_id, **form.cleaned_data)
        if part:
            messages.success(request, _("存好了：%s") % part.title)
            return redirect("recipes:detail", community, part.recipe_id)
    context = {"kept": kept, "kind": what, "form": form, "already": queries.kept_in(what, thing_id)}
    return render(request, "recipes/recipe_keep.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def part_of(request: PersonRequest, community: str, part_id: UUID) -> HttpResponse:
    """What is kept of one thing; when it begins, and taking it out."""
    part = fetch(queries.parts(), part_id)
    form = forms.DaysForm(request.POST or None, initial={"after_days": part.after_days})
    if request.POST.get("act") == "drop":
        actions.drop_part(actor=request.person, part=part)
        messages.success(request, _("拿出来了。"))
        return redirect("recipes:detail", community, part.recipe_id)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.move_part, actor=request.person, part=part, **form.cleaned_data):
        return redirect("recipes:detail", community, part.recipe_id)
    context = {"part": part, "form": form, "may_change": rules.may_change(request.person, part.recipe)}
    return render(request, "recipes/part_detail.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def recipe_elsewhere(request: PersonRequest, community: str) -> HttpResponse:
    """What other communities made public; or a file from further away."""
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        recipe = form.act(_take, actor=request.person, file=form.cleaned_data["file"])
        if recipe:
            messages.success(request, _("拿来了，可以落到小区里了。"))
            return redirect("recipes:detail", community, recipe.id)
    found = queries.elsewhere(request.community.id, queries.taken_origins())
    context = {"found": found, "form": form}
    return render(request, "recipes/recipe_elsewhere.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.RUN_RECRUITMENT)
def recipe_take(request: PersonRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """Take a public recipe of another community."""
    said = queries.file_from_elsewhere(recipe_id)
    if said is None:
        raise Missing(_("没有找到这份做法，对方可能已经收回。"))
    recipe = actions.take_recipe(actor=request.person, said=said)
    messages.success(request, _("拿来了，可以落到小区里了。"))
    return redirect("recipes:detail", community, recipe.id)


def _take(*, actor: Person, file: UploadedFile) -> Recipe:
    said = bodies.read_file(cast(bytes, file.read(bodies.FILE_MOST + 1)))
    return actions.take_recipe(actor=actor, said=said)
