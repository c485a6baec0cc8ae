"""Partners as everyone sees them: what they promised, what they gave, what residents think of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.forms import queries as forms
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.support import queries as support
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.contributions import queries as contributions
from hehuo.domain.run.services import queries as services
from hehuo.web.build.partners.forms import CategoryForm
from hehuo.web.build.partners.shown import Shares
from hehuo.web.build.recruitment import board
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, frame_of, powered

COMING = 4


def partner_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Everyone who has signed, or those of one category (?kind=)."""
    kind, found = request.GET.get("kind", ""), agreements.public_agreements()
    page = page_of(request, found.filter(partner__category__name=kind) if kind else found)
    context = {"page": page, "kind": kind, "categories": queries.categories()}
    return render(request, "partners/partner_list.html", context)


@powered(Power.RUN_RECRUITMENT)
def category_list(request: PersonRequest, community: str) -> HttpResponse:
    """The categories of this community: add one, rename one, give it its place."""
    chosen = next((each for each in queries.categories() if str(each.id) == request.GET.get("of")), None)
    form = CategoryForm.of(chosen, request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.keep_category, actor=request.person, category=chosen, **form.cleaned_data):
        return redirect("partners:categories", community)
    context = {"categories": queries.categories(), "chosen": chosen, "form": form, "frame": frame_of(request)}
    return render(request, "partners/category_list.html", context, status=422 if form.errors else 200)


def partner_detail(request: CommunityRequest, community: str, partner_id: UUID) -> HttpResponse:
    """One partner: the road it came, its promise, prices and sessions, what residents say, the share it gave."""
    agreement = agreements.public_agreements().filter(partner=partner_id).first()
    partner = agreement.partner if agreement else fetch(queries.partners(), partner_id)
    application = agreement.application if agreement else recruitment.applications().filter(partner=partner).first()
    context = {
        "partner": partner, "agreement": agreement, "application": application,
        "steps": board.steps(application) if application else [],
        "record": activities.record_of([partner], coming=COMING),
        "prices": services.prices_of(agreement) if agreement else [],
        "shares": Shares.of(books.shares_of([partner])),
        "resources": resources.listed_of(partner.contact), "review": reviews.known_of(partner).first(),
        "plaque": agreements.plaque_of(partner), "brings": contributions.lines_of(partner),
        "staffing": queries.staffing_of(partner), "may_keep": rules.may_keep_staff(request.person, partner),
        "supports": support.granted_to(partner),
        "questions": postings.questions_about(partner.id), "own": rules.speaks_for(request.person, partner),
    }  # fmt: skip
    return render(request, "partners/partner_detail.html", context)


def partner_sessions(request: CommunityRequest, community: str, partner_id: UUID) -> HttpResponse:
    """The records behind a partner's figures: every session that was, the latest first, or every one that comes."""
    partner = fetch(queries.partners(), partner_id)
    is_ahead, given = "ahead" in request.GET, activities.given_by([partner])
    found = given.filter(ends_at__gt=clock.now()) if is_ahead else given.filter(ends_at__lte=clock.now()).reverse()
    page = page_of(request, activities.with_visits(found))
    on_paper = [] if is_ahead else list(recruitment.trials_by([partner]).filter(session=None))
    context = {
        "partner": partner, "page": page, "is_ahead": is_ahead, "on_paper": on_paper, "form": forms.session_form(),
        "record": activities.record_of([partner], coming=0),
        "tallies": forms.tallies([each.id for each in (*page, *on_paper)]),
    }  # fmt: skip
    return render(request, "partners/partner_sessions.html", context)
