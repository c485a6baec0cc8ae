"""Needs as residents see them: the list, one need with its journey, saying something."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.needs import actions, kinds, queries, rules
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, NeedState
from hehuo.domain.plan.surveys import queries as surveys
from hehuo.web import addresses
from hehuo.web.plan.needs.forms import SayForm, StrangerSayForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def need_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The needs list, newest first, by kind and by where it stands."""
    kind = _choice(NeedKind, request, "kind")
    state = _choice(NeedState, request, "state")
    page = queries.page_of(queries.published_needs(kind=kind, state=state), after=request.GET.get("after", ""))
    context = {
        "page": page, "kinds": NeedKind, "kind": kind, "states": kinds.PUBLIC_STATES, "state": state,
        "total": queries.count_up_to(queries.published_needs(kind=kind, state=state)),
        "counted_to": queries.COUNTED_TO,
        "surveys": surveys.waiting_for(request.person) if request.person else [],
    }  # fmt: skip
    return render(request, "needs/need_list.html", context)


def need_detail(request: CommunityRequest, community: str, need_id: UUID) -> HttpResponse:
    """One need: where it stands, and how it came there."""
    need = fetch(queries.visible_to(request.person).select_related("owner"), need_id)
    journey = journeys.journey_of(need.id)
    may_sort = rules.may_sort(request.person)
    voices = list(queries.voices_of(need)) if may_sort else []
    context = {
        "need": need, "journey": journey, "addresses": addresses.of_steps(request.community, journey.steps),
        "questions": postings.questions_about(need.id), "may_sort": may_sort,
        "quotes": queries.quotes_of(need), "voices": voices,
        "photos": files.files_of_any([voice.id for voice in voices]) if voices else [],
    }  # fmt: skip
    return render(request, "needs/need_detail.html", context)


def need_print(request: CommunityRequest, community: str) -> HttpResponse:
    """The list on paper, for the notice board."""
    needs = list(queries.open_needs()[:40])
    return render(request, "needs/need_print.html", {"needs": needs, "a3": request.GET.get("paper") == "a3"})


def say(request: CommunityRequest, community: str) -> HttpResponse:
    """Say something: as oneself after entering, or from a wall's QR code without."""
    make = SayForm if request.person else StrangerSayForm
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        channel = Channel.WALL if request.GET.get("from") == "wall" else Channel.PHONE
        voice = form.act(
            actions.say_voice, actor=request.person, speaker=request.person, channel=channel, **form.cleaned_data
        )
        if voice:
            messages.success(request, _("记下了。%d 天内有人分好，归到需求清单。") % kinds.SORT_WITHIN_DAYS)
            return redirect("needs:mine" if request.person else "needs:list", community)
    return render(request, "needs/voice_say.html", {"form": form}, status=422 if form.errors else 200)


@entered
def my_voices(request: PersonRequest, community: str) -> HttpResponse:
    """What I have said, and what came of it."""
    return render(request, "needs/voice_mine.html", {"voices": queries.voices_by(request.person)[:100]})


def wall_poster(request: CommunityRequest, community: str) -> HttpResponse:
    """A sheet for the wall: scan, and say it."""
    return render(request, "needs/wall_poster.html", {"a3": request.GET.get("paper") == "a3"})


def _choice(kind: type[NeedKind] | type[NeedState], request: HttpRequest, name: str) -> NeedKind | NeedState | None:
    wanted = request.GET.get(name, "")
    return kind(wanted) if wanted in kind.values else None
