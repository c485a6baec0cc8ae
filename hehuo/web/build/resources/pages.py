"""The list of resources as everyone reads it, and offering something of one's own."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.kinds import Group, Kind, Terms
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.web import addresses
from hehuo.web.build.resources.forms import ChangeForm, ResourceForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of

C = TypeVar("C", bound=models.TextChoices)


def resource_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The public list, by kind, by terms, for whom, and by words."""
    kind, terms, group = (
        asked(each, request, name) for each, name in ((Kind, "kind"), (Terms, "terms"), (Group, "group"))
    )
    words = request.GET.get("q", "")[:40]
    found = queries.listed(kind=kind, terms=terms or "", group=group, words=words)
    context = {
        "page": page_of(request, found), "kinds": Kind, "kind": kind, "all_terms": Terms, "terms": terms,
        "groups": Group, "group": group, "words": words, "total": queries.total(),
    }  # fmt: skip
    return render(request, "resources/resource_list.html", context)


def resource_detail(request: CommunityRequest, community: str, resource_id: UUID) -> HttpResponse:
    """One resource: what, where, when, on what terms, and how it came to the list."""
    resource, viewer = fetch(queries.visible_to(request.person), resource_id), request.person
    journey = journeys.journey_of(resource.id)
    context = {
        "resource": resource, "journey": journey, "addresses": addresses.of_steps(request.community, journey.steps),
        "files": files.visible_to(viewer).filter(about_id=resource.id).order_by("kept_at"),
        "questions": postings.questions_about(resource.id), "may_change": rules.may_change(viewer, resource),
        "may_edit": rules.may_edit(viewer, resource), "may_keep": rules.may_keep(viewer),
        "may_confirm": rules.may_confirm(viewer, resource) if viewer else None,
    }  # fmt: skip
    return render(request, "resources/resource_detail.html", context)


@entered
def offer(request: PersonRequest, community: str) -> HttpResponse:
    """Offer something, in one form on the phone."""
    own = partners.partners_of(request.person).first()
    form = ResourceForm(request.POST or None, request.FILES or None, initial={"unit": own.name if own else ""})
    said = form.said() if request.method == "POST" and form.is_valid() else None
    data = form.cleaned_data if said else {}
    if said and form.act(
        actions.offer_resource, actor=request.person, said=said, photos=data["photos"], key=data["key"]
    ):  # fmt: skip
        messages.success(request, _("收到了，三天内社区看过就放上清单。"))
        return redirect("resources:mine", community)
    return render(request, "resources/resource_offer.html", {"form": form}, status=422 if form.errors else 200)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """What I give, and the trees I look after."""
    context = {
        "resources": queries.resources_of(request.person)[:100],
        "adoptions": queries.adoptions_of(request.person)[:100],
    }
    return render(request, "resources/mine.html", context)


@entered
def edit(request: PersonRequest, community: str, resource_id: UUID) -> HttpResponse:
    """Change what was said."""
    resource = fetch(queries.visible_to(request.person), resource_id)
    rules.may_edit(request.person, resource).or_refuse()
    form = ChangeForm(request.POST or None, request.FILES or None, initial=ChangeForm.as_told(resource))
    said = form.said() if request.method == "POST" and form.is_valid() else None
    if said and form.act(
        actions.edit_resource, actor=request.person, resource=resource, said=said, photos=form.cleaned_data["photos"]
    ):  # fmt: skip
        messages.success(request, _("改好了。"))
        return redirect("resources:detail", community, resource.id)
    context = {"form": form, "resource": resource, "frame": frame_of(request)}
    return render(request, "resources/resource_edit.html", context, status=422 if form.errors else 200)


def asked(choices: type[C], request: CommunityRequest, name: str) -> C | None:
    """One of some choices that the address asks for."""
    wanted = request.GET.get(name, "")
    return choices(wanted) if wanted in choices.values else None
