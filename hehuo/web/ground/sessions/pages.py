"""Sessions as residents see them: what there is, one session, mine."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, joining, queries, rules
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.web.ground.sessions.families import BornForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def session_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What takes place soon, for everybody to read."""
    return render(request, "sessions/session_list.html", {"page": page_of(request, queries.upcoming())})


def session_detail(request: CommunityRequest, community: str, session_id: UUID) -> HttpResponse:
    """One session: when, where, for whom, how many places, and whether I am in it."""
    return _detail(request, fetch(queries.sessions(), session_id))


def _detail(request: CommunityRequest, session: Session, form: BornForm | None = None) -> HttpResponse:
    mine, me = queries.sign_up_of(request.person, session), request.person
    context = {
        "session": session, "mine": mine, "in_it": mine is not None and mine.state in queries.ACTIVE,
        "waiting_place": queries.waiting_place(mine) if mine else 0, "days": list(queries.days_of(session)),
        "elsewhere": queries.elsewhere(me, session.starts_at, session.ends_at, but=session.id) if me else [],
        "has_wards": bool(me and people.wards_of(me)), "form": form or _ask_birth_date(me, session),
        "may_sign_up": joining.may_think_of(me, session), "may_see_names": rules.may_see_names(me, session),
        "may_check_in": rules.may_check_in(me, session), "counts": queries.counts_of(session),
    }  # fmt: skip
    return render(request, "sessions/session_detail.html", context, status=422 if form else 200)


def _ask_birth_date(person: Person | None, session: Session) -> BornForm | None:
    """A field for what the roll does not know and the session asks."""
    admission = session.admission
    return BornForm() if person and admission and admission.ages and person.born_on is None else None


@require_POST
@entered
def sign_up(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Take a seat, or a place in the waiting list; a birth date is told where the roll knows none."""
    session = fetch(queries.sessions(), session_id)
    asked = _ask_birth_date(request.person, session)
    form = BornForm(request.POST) if asked else None
    if form is None:
        line = actions.sign_up(actor=request.person, session=session, person=request.person)
        return _signed_up(request, session, line)
    said = {"actor": request.person, "session": session, "person": request.person}
    taken = form.act(actions.sign_up, **said, said=form.said) if form.is_valid() else None
    return _signed_up(request, session, taken) if taken else _detail(request, session, form)


def _signed_up(request: PersonRequest, session: Session, line: SignUp) -> HttpResponse:
    if line.state == SignUpState.WAITING:
        place = queries.waiting_place(line)
        messages.success(request, _("您排在候补第 %d 位。有人让出位子就轮到您，会告诉您。") % place)
    else:
        messages.success(request, _("报上名了。来不了请早点取消，让给后面的人。"))
    return redirect("sessions:detail", request.community.code, session.id)


@require_POST
@entered
def give_up(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Give a seat or a place in the waiting list back."""
    session = fetch(queries.sessions(), session_id)
    actions.cancel_sign_up(actor=request.person, session=session, person=request.person)
    messages.success(request, _("取消了。想来可以再报。"))
    return redirect("sessions:detail", community, session_id)


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """My sessions ahead and behind, and my own code for the door."""
    context = {
        "ahead": queries.sign_ups_of(request.person)[:50],
        "of_wards": queries.ward_sign_ups_of(request.person)[:50],
        "behind": page_of(request, queries.visits_of(request.person)),
    }
    return render(request, "sessions/mine.html", context)
