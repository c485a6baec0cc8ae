"""Reviews: the office's list and card, the score sheet on the phone, one review, and its figures' records."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.build.partners import queries as partners
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.judge.reviews import actions, figures, queries, rules
from hehuo.domain.judge.reviews.kinds import FigureKey, ReviewState
from hehuo.web import addresses
from hehuo.web.judge.reviews import forms
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered

# What the office does on a review's own page: the form of each act, if it has one, and the action.
ACTS = {
    "ask": (None, actions.ask_review), "post": (None, actions.post_review), "finish": (None, actions.finish_review),
    "decide": (forms.DecideForm, actions.decide_review), "reopen": (forms.WhyForm, actions.reopen_review),
    "add": (forms.ReviewerForm, actions.add_reviewer), "red_line": (forms.RedLineForm, actions.draw_red_line),
    "lift": (forms.WhyForm, actions.lift_red_line), "drop": (forms.WhyForm, actions.drop_review),
}  # fmt: skip


@powered(Power.RUN_RECRUITMENT)
def review_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every review with its state, and opening one."""
    form, state = forms.OpenForm(request.POST or None), request.GET.get("state", "")
    if request.method == "POST" and form.is_valid():
        review = form.act(actions.open_review, actor=request.person, **form.cleaned_data)
        if review:
            messages.success(request, _("开了，评的人收到了待办。"))
            return redirect("reviews:detail", community, review.id)
    context = {
        "page": page_of(request, queries.reviews_in(state)), "form": form, "state": state, "states": ReviewState,
        "card": queries.card(), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "reviews/review_desk.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def card_change(request: PersonRequest, community: str) -> HttpResponse:
    """The card for the reviews that come, and the earlier ones."""
    form = forms.CardForm(request.POST or None, card=queries.card())
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.change_card, actor=request.person, **form.cleaned_data):
        messages.success(request, _("存好了，只管以后开的考核。"))
        return redirect("reviews:card", community)
    context = {"form": form, "card": queries.card(), "cards": queries.cards()[:20], "frame": frame_of(request)}
    return render(request, "reviews/card_change.html", context, status=422 if form.errors else 200)


@entered
def review_mine(request: PersonRequest, community: str) -> HttpResponse:
    """Where I was asked to score."""
    context = {"page": page_of(request, queries.seats_of(request.person)), "frame": frame_of(request)}
    return render(request, "reviews/review_mine.html", context)


@entered
def seat_go(request: PersonRequest, community: str, seat_id: UUID) -> HttpResponse:
    """From a duty to the sheet it is about."""
    return redirect("reviews:score", community, fetch(queries.seats(), seat_id).review_id)


@entered
def review_score(request: PersonRequest, community: str, review_id: UUID) -> HttpResponse:
    """A reviewer's own sheet: points and a reason for each line, beside what is known; or stepping back."""
    review, wanted = fetch(queries.reviews(), review_id), request.POST.get("act", "")
    reviewers = queries.reviewers_of(review)
    seat = rules.reviewer_of(request.person, reviewers)
    rules.may_score(request.person, review, seat).or_refuse()
    given = queries.sheets_of(review).get(seat.id, []) if seat else []
    sheet = {each.line: each for each in given}
    score = forms.ScoreForm(request.POST if wanted == "score" else None, review=review, sheet=sheet)
    back = forms.WhyForm(request.POST if wanted == "back" else None, auto_id="back_%s")
    form, action = (score, actions.score_review) if wanted == "score" else (back, actions.step_back)
    if wanted and form.is_valid() and form.act(action, actor=request.person, review=review, **form.said):
        messages.success(request, _("收到了您的打分。") if wanted == "score" else _("记下了，这次您不打分。"))
        return redirect("reviews:mine", community)
    rows = [(beside, *score.cells(beside.line["key"])) for beside in figures.beside(review)]
    context = {"review": review, "rows": rows, "score": score, "back": back, "frame": frame_of(request)}
    return render(request, "reviews/review_score.html", context, status=422 if wanted else 200)


def review_detail(request: CommunityRequest, community: str, review_id: UUID) -> HttpResponse:
    """One review: everyone once it is posted; the office sees each raw sheet and does the next step."""
    review, wanted = fetch(queries.reviews(), review_id), request.POST.get("act", "")
    reviewers, person = queries.reviewers_of(review), request.person
    rules.may_see(person, review, reviewers).or_refuse()
    shown = {name: form(auto_id=f"{name}_%s") for name, (form, _act) in ACTS.items() if form}
    if person and wanted in ACTS:
        form_of, action = ACTS[wanted]
        form = form_of(request.POST, auto_id=f"{wanted}_%s") if form_of else None
        if form is None:
            action(actor=person, review=review)  # type: ignore[operator]  # each action has the words of its own form
        if form is None or (form.is_valid() and form.act(action, actor=person, review=review, **form.cleaned_data)):
            return redirect("reviews:detail", community, review.id)
        shown[wanted] = form
    context = {
        "review": review, "reviewers": reviewers, "sheets": queries.sheets_of(review),
        "beside": figures.beside(review), "forms": shown,
        "result": queries.result_of(review), "office": may(person, Power.RUN_RECRUITMENT).allowed,
        "seat": rules.reviewer_of(person, reviewers), "frame": _frame(request), **_mays(request, review, reviewers),
    }  # fmt: skip
    return render(request, "reviews/review_detail.html", context, status=422 if wanted else 200)


def review_records(request: CommunityRequest, community: str, review_id: UUID) -> HttpResponse:
    """The records behind one figure of a review."""
    review, of = fetch(queries.reviews(), review_id), request.GET.get("of", "")
    reviewers = queries.reviewers_of(review)
    rules.may_see(request.person, review, reviewers).or_refuse()
    key = FigureKey(of) if of in FigureKey.values else FigureKey.HELD
    inside = may(request.person, Power.RUN_RECRUITMENT).allowed or bool(rules.reviewer_of(request.person, reviewers))
    rows = [
        (each, addresses.of_thing(request.community, each.kind, each.thing_id) if inside or not each.is_private else "")
        for each in figures.records_of(review, key)
    ]
    context = {
        "review": review, "key": key, "rows": rows, "inside": inside, "words": figures.figures_of(review)[key.value],
        "frame": _frame(request),
    }  # fmt: skip
    return render(request, "reviews/review_records.html", context)


def partner_reviews(request: CommunityRequest, community: str, partner_id: UUID) -> HttpResponse:
    """A partner's stars, year by year, as everyone may read them."""
    partner = fetch(partners.partners(), partner_id)
    context = {"partner": partner, "page": page_of(request, queries.known_of(partner)), "frame": _frame(request)}
    return render(request, "reviews/partner_reviews.html", context)


def _frame(request: CommunityRequest) -> str:
    return frame_of(request) if request.person else "frames/inner.html"  # type: ignore[arg-type]  # it was asked for


def _mays(request: CommunityRequest, review: queries.Review, reviewers: list[queries.Reviewer]) -> dict[str, object]:
    """What the caller may do now, each with its reason."""
    person, seat = request.person, rules.reviewer_of(request.person, reviewers)
    return {
        "may_score": rules.may_score(person, review, seat), "may_ask": rules.may_ask(person, review, reviewers),
        "may_decide": rules.may_decide(person, review, reviewers), "may_post": rules.may_post(person, review),
        "may_finish": rules.may_finish(person, review, posted=queries.standing(review)),
        "may_reopen": rules.may_reopen(person, review, upheld=queries.is_upheld(review)),
        "may_run": rules.may_run(person, review.partner), "may_lift": rules.may_lift_red_line(person, review),
        "may_red_line": rules.may_draw_red_line(person, review, seat),
        "leave": queries.agreement_to_leave(review.partner) if queries.suggests_exit(review.partner) else None,
    }  # fmt: skip
