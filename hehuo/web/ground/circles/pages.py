"""Circles as neighbours see them: what is told, what was asked and answered, asking; and as their leaders work them."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.circles import actions, queries, rules
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.places.models import Place
from hehuo.web.ground.circles.forms import AnswerForm, AskForm, TakeDownForm, TellForm, circle_key
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, powered

NOTICES = 20


@entered
def circle(request: PersonRequest, community: str) -> HttpResponse:
    """One of my circles: the nearest, unless another is asked for."""
    mine = queries.circles_of(request.person)
    place = _chosen(request, mine)
    context = {
        "circles": mine, "place": place, "notices": queries.notices_in(place)[:NOTICES],
        "page": page_of(request, queries.questions_in(place)), "response": queries.response_since(_this_year(), place),
        "may_tell": rules.may_speak_to(request.person, place),
    }  # fmt: skip
    return render(request, "circles/circle.html", context)


@entered
def ask(request: PersonRequest, community: str) -> HttpResponse:
    """Ask one's neighbours."""
    mine = queries.circles_of(request.person)
    place = _chosen(request, mine)
    form = AskForm(request.POST or None, circles=mine, initial={"place": circle_key(place)})
    if request.method == "POST" and form.is_valid():
        question = form.act(actions.ask_circle, actor=request.person, **form.cleaned_data)
        if question:
            messages.success(request, _("问出去了，%s 前有人答。") % question.due_on)
            return redirect("circles:question", community, question.id)
    return render(request, "circles/question_ask.html", {"form": form}, status=422 if form.errors else 200)


@entered
def question_detail(request: PersonRequest, community: str, question_id: UUID) -> HttpResponse:
    """One question with its answer; for those who may answer, the place to do so."""
    found = _readable(request, fetch(queries.questions(), question_id))
    may = rules.may_answer(request.person, found)
    form = AnswerForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.answer_circle, actor=request.person, question=found, **form.cleaned_data):
        messages.success(request, _("答了，问的人收到通知了。"))
        return redirect("circles:question", community, found.id)
    context = {"question": found, "form": form, "may_answer": may}
    return render(request, "circles/question_detail.html", context, status=422 if form.errors else 200)


@entered
def notice_detail(request: PersonRequest, community: str, notice_id: UUID) -> HttpResponse:
    """One notice; who told it may take it down."""
    found = _readable(request, fetch(queries.notices(), notice_id))
    form = TakeDownForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.take_down_notice, actor=request.person, notice=found, **form.cleaned_data):
        messages.success(request, _("撤下了。"))
        return redirect("circles:notice", community, found.id)
    may = rules.may_take_down(request.person, found)
    context = {"notice": found, "form": form, "may_take_down": may, "is_over": found.ends_on < clock.today()}
    return render(request, "circles/notice_detail.html", context, status=422 if form.errors else 200)


@entered
def notice_print(request: PersonRequest, community: str, notice_id: UUID) -> HttpResponse:
    """The notice on paper, for the building's door."""
    found = _readable(request, fetch(queries.notices(), notice_id))
    return render(request, "circles/notice_print.html", {"notice": found, "a3": request.GET.get("paper") == "a3"})


@powered(Power.SPEAK_TO_CIRCLE)
def tell(request: PersonRequest, community: str) -> HttpResponse:
    """Tell a circle something."""
    circles = queries.spoken_to_by(request.person)
    place = _chosen(request, circles)
    form = TellForm(request.POST or None, circles=circles, initial={"place": circle_key(place)})
    if request.method == "POST" and form.is_valid():
        notice = form.act(actions.tell_circle, actor=request.person, **form.cleaned_data)
        if notice:
            messages.success(request, _("发出去了。打一张贴到门口，不看手机的人也知道。"))
            return redirect("circles:notice", community, notice.id)
    return render(request, "circles/notice_tell.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.SPEAK_TO_CIRCLE)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """What was asked in the circles that I speak to, and how fast it was answered this year."""
    found = queries.questions_for(request.person)
    only_open = request.GET.get("state") != "all"
    context = {
        "page": page_of(request, found.filter(answered_at=None) if only_open else found), "only_open": only_open,
        "response": queries.response_since(_this_year()), "notices": queries.notices_for(request.person)[:NOTICES],
    }  # fmt: skip
    return render(request, "circles/circle_desk.html", context)


def _readable(request: PersonRequest, thing: "Notice | CircleQuestion") -> "Notice | CircleQuestion":
    rules.may_read(request.person, thing.place).or_refuse()
    return thing


def _chosen(request: PersonRequest, circles: list[Place | None]) -> Place | None:
    """The circle that the address asks for, else the first."""
    wanted = request.GET.get("place", "")
    return next((place for place in circles if circle_key(place) == wanted), circles[0])


def _this_year() -> datetime:
    return clock.at(clock.today().replace(month=1, day=1))
