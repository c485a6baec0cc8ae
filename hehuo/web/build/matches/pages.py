"""The three lists as everyone reads them; claiming on the phone; one match with whose turn it is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _w

from hehuo.core.verdicts import Verdict
from hehuo.domain.build.matches import actions, queries, rules, suggesting
from hehuo.domain.build.matches.models import Match
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.needs import queries as needs
from hehuo.web import addresses
from hehuo.web.build.matches import forms
from hehuo.web.build.matches.desk import asked_list
from hehuo.web.forms import ActForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of

Step = tuple[type[ActForm], Callable[..., Any], Callable[[Person, Match], Verdict], Promise, Promise, str]
STEPS: dict[str, Step] = {
    "agree": (forms.AnswerForm, actions.agree_match, rules.may_answer, _w("答应"), _w("答应"), "button--main"),
    "decline": (forms.WhyForm, actions.decline_match, rules.may_answer, _w("不答应"), _w("不答应"), "button"),
    "done": (forms.DoneForm, actions.say_done, rules.may_say_done, _w("办了，记下来"), _w("记下"), "button--main"),
    "confirm": (forms.ConfirmForm, actions.confirm_done, rules.may_confirm_done, _w("看过，办成了"), _w("办成了"),
                "button--main"),
    "back": (forms.WhyForm, actions.send_back, rules.may_confirm_done, _w("还没办好"), _w("请再办"), "button"),
    "join": (forms.JoinForm, actions.join_project, rules.may_turn, _w("加到已有的项目"), _w("加进去"), "button"),
    "withdraw": (forms.WhyForm, actions.withdraw_match, rules.may_withdraw, _w("收回"), _w("收回"), "button--warn"),
}  # fmt: skip


def lists(request: CommunityRequest, community: str) -> HttpResponse:
    """Needs, resources and projects, and what is matched."""
    context = {"lists": queries.lists(), "list": asked_list(request), "may_keep": rules.may_keep(request.person)}
    return render(request, "matches/list.html", context)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """Needs that fit what I give or the partner I speak for, and what I took."""
    context = {
        "found": suggesting.for_person(request.person), "matches": queries.matches_of(request.person)[:100],
        "has_own": queries.partners_of(request.person).exists() or queries.resources_of(request.person).exists(),
    }  # fmt: skip
    return render(request, "matches/mine.html", context)


@entered
def claim(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """Take a need: with which of one's own, and a word."""
    need = fetch(needs.published_needs(), need_id)
    form = forms.ClaimForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        made = form.act(actions.claim_need, actor=request.person, need=need, **form.said())
        if made:
            messages.success(request, _("认领了，三天内社区回您。"))
            return redirect("matches:mine", community)
    return render(request, "matches/claim.html", {"need": need, "form": form}, status=422 if form.errors else 200)


def detail(request: CommunityRequest, community: str, match_id: UUID) -> HttpResponse:
    """One match: what stands of it for everyone, and for its two sides the steps that are theirs."""
    match, wanted = fetch(queries.visible_to(request.person), match_id), request.POST.get("act", "")
    shown = _steps(request, match, wanted)
    if wanted in shown and _taken(request, match, wanted, shown[wanted]["form"]):
        return redirect("matches:detail", community, match.id)
    journey = journeys.journey_of(match.id)
    context = {
        "match": match, "steps": shown, "journey": journey, "frame": _frame(request),
        "addresses": addresses.of_steps(request.community, journey.steps),
        "may_see": rules.may_see(request.person, match), "may_keep": rules.may_keep(request.person),
        "may_turn": rules.may_turn(request.person, match),
    }  # fmt: skip
    return render(request, "matches/detail.html", context, status=422 if wanted else 200)


def _frame(request: CommunityRequest) -> str:
    return frame_of(request) if request.person else "frames/inner.html"  # type: ignore[arg-type]  # just checked


def _steps(request: CommunityRequest, match: Match, wanted: str) -> dict[str, dict[str, Any]]:
    """The steps that are this reader's, each with its form."""
    person = request.person
    if person is None:
        return {}
    return {
        name: {"form": form(request.POST if name == wanted else None, auto_id=f"{name}_%s"), "title": title,
               "word": word, "look": look}
        for name, (form, _action, may, title, word, look) in STEPS.items()
        if may(person, match)
    }  # fmt: skip


def _taken(request: CommunityRequest, match: Match, wanted: str, form: ActForm) -> bool:
    _form, action, *_rest = STEPS[wanted]
    if not form.is_valid() or form.act(action, actor=request.person, match=match, **form.cleaned_data) is None:
        return False
    messages.success(request, _("办好了。"))
    return True
