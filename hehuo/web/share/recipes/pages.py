"""Recipes as everyone reads them: what was done, how it did, where else it is done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.domain.share.recipes import outcomes, queries, rules
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch, frame_of

# Where a thing is read by everyone.
PAGES = {
    PartKind.PROJECT: "projects:detail",
    PartKind.CALL: "recruitment:detail",
    PartKind.PACT: "pacts:detail",
    PartKind.COURSE: "activities:detail",
}


def recipe_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What worked here, in public."""
    return render(request, "recipes/recipe_list.html", {"page": page_of(request, queries.visible_to(None))})


def recipe_detail(request: CommunityRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """One recipe: its parts with their figures, and each place it went to with its own."""
    recipe = fetch(queries.visible_to(request.person), recipe_id)
    context = {
        "recipe": recipe, "spread": queries.spread_of(recipe), "copies": queries.copies_of(recipe),
        "pages": PAGES, "did_there": outcomes.in_words(recipe.origin_did),
        "writes": bool(rules.may_write(request.person)), "may_change": rules.may_change(request.person, recipe),
        "may_share": rules.may_share(request.person, recipe, parts=recipe.part_count, words=""),
        "frame": frame_of(request) if request.person else "frames/inner.html",  # type: ignore[arg-type]  # it was asked for
    }  # fmt: skip
    return render(request, "recipes/recipe_detail.html", context)


def recipe_print(request: CommunityRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """One recipe on A4, for whoever wants to do the same."""
    recipe = fetch(queries.visible_to(request.person), recipe_id)
    return render(request, "recipes/recipe_print.html", {"recipe": recipe, "spread": queries.spread_of(recipe)})


def recipe_file(request: CommunityRequest, community: str, recipe_id: UUID) -> HttpResponse:
    """One recipe as a file that another community takes in."""
    recipe = fetch(queries.visible_to(request.person), recipe_id)
    said = queries.file_of(recipe, request.community).model_dump_json(indent=1)
    name = f"hehuo-recipe-{recipe.number.split('-')[0]}-{recipe.number.split('-')[-1]}.json"
    return HttpResponse(
        said, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
