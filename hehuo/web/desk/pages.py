"""The workbench: what waits for this person today, and what lies around it."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.duties.kinds import When
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.models import Session
from hehuo.web import addresses, navigation
from hehuo.web.design import words
from hehuo.web.design.figures import VERBS
from hehuo.web.desk.figures import figures_for
from hehuo.web.plan.visits import pages as visits
from hehuo.web.requests import CommunityRequest, PersonRequest, powered

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Todo:
    """A duty as a row: where it is done, and the word on its button."""

    duty: Duty
    url: str
    word: str


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Rows that press equally."""

    when: When
    todos: list[Todo]


@dataclass(frozen=True, slots=True)
class Load:
    """How much of the work lies under one verb, and how much of it is late."""

    step: int
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of today's agenda."""

    time: str
    title: str
    note: str
    url: str


@powered(Power.SEE_DESK)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """The day of this person, the most pressing first; `?whose=colleagues` shows what waits for the others."""
    colleagues = request.GET.get("whose") == "colleagues"
    found = duties.todo_of_colleagues(request.person) if colleagues else duties.todo_of(request.person)
    groups = [
        TodoGroup(group.when, [_todo(request, duty) for duty in group.duties])
        for group in duties.grouped(found[:SHOWN])
    ]
    pressing = sum(len(group.todos) for group in groups if group.when in {When.LATE, When.TODAY})
    context = {
        "groups": groups, "pressing": pressing, "colleagues": colleagues, "today": clock.today(),
        "agenda": [_entry(request, session) for session in sessions.on_day(clock.today())],
        "loads": _loads(groups), "most": max((load.count for load in _loads(groups)), default=0),
        "figures": figures_for(request.person, community), "prints": navigation.prints(request),
    }  # fmt: skip
    return render(request, "desk/desk.html", context | visits.context_of(request))


def _todo(request: CommunityRequest, duty: Duty) -> Todo:
    url = addresses.of_duty(request.community, duty.about_kind, duty.about_id, duty.act)
    return Todo(duty, url, addresses.word_of(duty.about_kind, duty.act))


def _entry(request: CommunityRequest, session: Session) -> Entry:
    url = addresses.of_thing(request.community, session.kind_name(), session.id)
    note = f"{session.space.name} · {session.taken}/{session.capacity}"
    return Entry(words.clock_time(session.starts_at), session.title, note, url)


def _loads(groups: list[TodoGroup]) -> list[Load]:
    """The work by verb, in the verbs' order."""
    every = Counter(todo.duty.verb for group in groups for todo in group.todos)
    late = Counter(todo.duty.verb for group in groups for todo in group.todos if group.when == When.LATE)
    return [Load(step, every[verb], late[verb]) for step, verb in enumerate(VERBS, start=1) if every[verb]]
