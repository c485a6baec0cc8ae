"""Trees and plots with their next day of care: in public, on the desk, and for who looks after them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.actions import greens as actions
from hehuo.domain.build.resources.kinds import GreenKind
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.web.build.resources.forms import AdoptForm, CareForm, PlantForm, WhyForm
from hehuo.web.build.resources.pages import asked
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered


def green_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Every tree and plot, who looks after it and when next; those overdue or free alone, where asked for."""
    kind, only = asked(GreenKind, request, "kind"), request.GET.get("only", "")
    found = queries.greens_by_care(kind=kind or "", late=only == "late", free=only == "free")
    context = {
        "page": page_of(request, found),
        "total": queries.total(),
        "kinds": GreenKind,
        "kind": kind,
        "only": only,
    }
    return render(request, "resources/green_list.html", context)


def green_detail(request: CommunityRequest, community: str, green_id: UUID) -> HttpResponse:
    """One tree: where, since when, whose, and the care it had."""
    green = fetch(queries.greens(), green_id)
    context = {
        "green": green, "line": next(iter(green.in_care), None), "may_keep": rules.may_keep(request.person),
        "page": page_of(request, queries.cares_of_green(green)),
    }  # fmt: skip
    return render(request, "resources/green_detail.html", context)


def adoption_detail(request: CommunityRequest, community: str, adoption_id: UUID) -> HttpResponse:
    """An adoption: its trees and next days; for who looks after them a grid to note many in one press."""
    adoption, person = fetch(queries.adoptions(), adoption_id), request.person
    may_note = rules.may_note_care(person, adoption)
    form = CareForm(request.POST or None, request.FILES or None, adoption=adoption)
    if request.method == "POST":
        may_note.or_refuse()
    sent = request.method == "POST" and form.is_valid() and person is not None
    if sent and form.act(actions.note_care, actor=person, adoption=adoption, **form.cleaned_data):
        messages.success(request, _("记好了，下一次的日子也排好了。"))
        return redirect("resources:adoption", community, adoption.id)
    context = {
        "adoption": adoption, "form": form, "may_note": may_note and not adoption.ended_on,
        "may_keep": rules.may_keep(person), "page": page_of(request, queries.cares_of(adoption)),
        "lines": list(form.held.values()),
        "files": files.visible_to(person).filter(about_id=adoption.id).order_by("-kept_at"),
    }  # fmt: skip
    return render(request, "resources/adoption_detail.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def green_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Who looks after what; planting, and giving into care."""
    wanted = request.POST.get("act", "")
    plant = PlantForm(request.POST if wanted == "plant" else None, auto_id="plant_%s")
    adopt = AdoptForm(request.POST if wanted == "adopt" else None, auto_id="adopt_%s")
    form, action = (plant, actions.plant_greens) if wanted == "plant" else (adopt, actions.adopt_greens)
    if wanted and form.is_valid() and form.act(action, actor=request.person, **form.cleaned_data):
        messages.success(request, _("登记好了。") if wanted == "plant" else _("认养好了，已经告诉本人。"))
        return redirect("resources:green_desk", community)
    context = {
        "plant": plant, "adopt": adopt, "page": page_of(request, queries.adoptions()), "total": queries.total(),
    }  # fmt: skip
    return render(request, "resources/green_desk.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def green_gone(request: PersonRequest, community: str, green_id: UUID) -> HttpResponse:
    """A tree that is not there any more."""
    green, form = fetch(queries.greens(), green_id), WhyForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.remove_green, actor=request.person, green=green, **form.cleaned_data):
        messages.success(request, _("划掉了，原来的养护记录还在。"))
        return redirect("resources:greens", community)
    context = {"about": green, "form": form, "frame": frame_of(request), "title": _("没有了，划掉"),
               "back": reverse("resources:green_desk", args=[community])}  # fmt: skip
    return render(request, "resources/why.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def adoption_end(request: PersonRequest, community: str, adoption_id: UUID) -> HttpResponse:
    """Somebody looks after them no more."""
    adoption, form = fetch(queries.adoptions(), adoption_id), WhyForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.end_adoption, actor=request.person, adoption=adoption, **form.cleaned_data):
        messages.success(request, _("结束了，这几号又可以认养了。"))
        return redirect("resources:green_desk", community)
    context = {"about": adoption, "form": form, "frame": frame_of(request), "title": _("结束认养"),
               "back": reverse("resources:adoption", args=[community, adoption.id])}  # fmt: skip
    return render(request, "resources/why.html", context, status=422 if form.errors else 200)


@entered
def care_back(request: PersonRequest, community: str, care_id: UUID) -> HttpResponse:
    """A care that was noted by mistake."""
    care, form = fetch(queries.cares(), care_id), WhyForm(request.POST or None)
    rules.may_note_care(request.person, care.adopted.adoption).or_refuse()
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.take_back_care, actor=request.person, care=care, **form.cleaned_data):
        messages.success(request, _("撤掉了，下一次的日子重新排了。"))
        return redirect("resources:adoption", community, care.adopted.adoption_id)
    context = {"about": care.adopted, "form": form, "frame": frame_of(request), "title": _("这一次记错了"),
               "back": reverse("resources:adoption", args=[community, care.adopted.adoption_id])}  # fmt: skip
    return render(request, "resources/why.html", context, status=422 if form.errors else 200)
