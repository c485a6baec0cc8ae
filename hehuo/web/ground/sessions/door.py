"""At the door: the worker scans people, people scan the door, and without any phone it goes by name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import HehuoError, Missing, Refused
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, queries, rules
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.web.ground.sessions.forms import CodeForm, PersonForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, to_door

FOUND = 20


@entered
def choose_session(request: PersonRequest, community: str) -> HttpResponse:
    """Which session does one stand at the door of?"""
    return render(request, "sessions/at_the_door.html", {"sessions": _mine_to_check(request)})


@entered
def person_scanned(request: PersonRequest, community: str, code: str) -> HttpResponse:
    """A person's code was scanned with the phone's own camera: to which session did they come?"""
    sessions = _mine_to_check(request)
    if not sessions:
        raise Refused(_("现在没有您能签到的场次。开始前 2 小时起可以签到。"))
    return render(request, "sessions/person_scanned.html", {"sessions": sessions, "code": code.upper()})


@entered
def check_in(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """The page to hold in one's hand at the door; a scan, letters or a chosen name are posted here."""
    if request.method == "POST":
        return _checked(request, community, session_id)
    session = fetch(queries.sessions(), session_id)
    rules.may_check_in(request.person, session).or_refuse()
    asked = request.GET.get("q", "").strip()
    context = {
        "session": session, "asked": asked, "found": people.called(asked)[:FOUND] if asked else [],
        "lines": queries.people_in(session).filter(state__in=[*queries.ACTIVE, SignUpState.ABSENT])[:200],
        "counts": queries.counts_of(session),
    }  # fmt: skip
    return render(request, "sessions/check_in.html", context)


def _checked(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """A scan asks for one line of its own answer; a form without scripts goes back to the page."""
    line, said = None, ""
    try:
        line = _note(request, session_id)
    except HehuoError as error:
        said = error.say
    if request.headers.get("HX-Request"):
        answer = {"line": line, "said": said}
        return render(request, "sessions/_checked.html", answer, status=200 if line else 422)
    if line is None:
        messages.error(request, said)
    else:
        messages.success(request, _("%(name)s，签到了。") % {"name": line.person.name})
    return redirect("sessions:check_in", community, session_id)


def _note(request: PersonRequest, session_id: UUID) -> SignUp:
    if "person" in request.POST:
        chosen = PersonForm(request.POST)
        if not chosen.is_valid():
            raise Missing(_("没有找到这个人。请按名字再找一次。"))
        session = fetch(queries.sessions(), session_id)
        person = fetch(people.present(), chosen.cleaned_data["person"])
        return actions.check_in(actor=request.person, session=session, person=person)
    scanned = CodeForm(request.POST)
    if not scanned.is_valid():
        raise Missing(_("没有读到码。请再扫一次，或输入码上的字母，或按名字找。"))
    code = scanned.cleaned_data["code"]
    line = queries.seat_of_code(session_id, code)
    session, person = (line.session, line.person) if line else _stranger(session_id, code)
    return actions.check_in(actor=request.person, session=session, person=person)


def _stranger(session_id: UUID, code: str) -> tuple[Session, Person]:
    """Somebody who has no line in the session yet."""
    person = people.present().filter(code=code).first()
    if person is None:
        raise Missing(_("没有这个码。请核对字母，或按名字找。"))
    return fetch(queries.sessions(), session_id), person


@require_POST
@entered
def check_in_undo(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Take a wrong scan back."""
    session = fetch(queries.sessions(), session_id)
    form = PersonForm(request.POST)
    if form.is_valid():
        person = fetch(people.present(), form.cleaned_data["person"])
        actions.undo_check_in(actor=request.person, session=session, person=person)
        messages.success(request, _("撤回了。"))
    return redirect("sessions:check_in", community, session_id)


def through_door(request: CommunityRequest, community: str, session_id: UUID, code: str) -> HttpResponse:
    """The code on the door was scanned: who has entered confirms with one tap."""
    if request.person is None:
        return to_door(request)
    session = fetch(queries.sessions(), session_id)
    if request.method == "POST":
        line = actions.check_in_at_door(person=request.person, session=session, code=code)
        return render(request, "sessions/through_door.html", {"session": session, "line": line, "code": code})
    verdict = rules.may_use_door(session, code)
    context = {"session": session, "line": None, "verdict": verdict, "code": code}
    return render(request, "sessions/through_door.html", context)


def _mine_to_check(request: PersonRequest) -> list[Session]:
    sessions = page_of(request, queries.at_the_door())
    return [session for session in sessions if rules.may_check_in(request.person, session)]
