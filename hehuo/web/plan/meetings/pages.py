"""Meetings, motions and the register of decisions, as everyone reads them; filing a motion; the papers to print."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.build.projects import rules as projects
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.meetings import actions, queries, rules
from hehuo.domain.plan.meetings.kinds import MeetingKind, MeetingState
from hehuo.domain.plan.meetings.models import Item, Meeting
from hehuo.domain.plan.needs import queries as needs
from hehuo.web import addresses
from hehuo.web.paging import page_of
from hehuo.web.plan.meetings.forms import MotionForForm, MotionForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def meeting_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Meetings to come, and those that were."""
    context = {
        "ahead": queries.ahead()[:50], "page": page_of(request, queries.behind()),
        "may_call": rules.may_call(request.person, MeetingKind.BENCH),
    }  # fmt: skip
    return render(request, "meetings/meeting_list.html", context)


def _meeting(request: CommunityRequest, meeting_id: UUID) -> Meeting:
    """One that everyone may read, or one's own to run."""
    found = queries.meetings() if rules.may_set(request.person) else queries.public_meetings()
    return fetch(found, meeting_id)


def _papers(agenda: list[Item], *, all_of_them: bool) -> list[File]:
    """What was shown at a meeting: what was made public, or all of it for those who run meetings."""
    return [file for file in files.files_of_any([item.id for item in agenda]) if all_of_them or file.is_public]


def meeting_detail(request: CommunityRequest, community: str, meeting_id: UUID) -> HttpResponse:
    """When, where, on what; afterwards what was decided, and by how many."""
    meeting = _meeting(request, meeting_id)
    agenda, may_run = queries.agenda_of(meeting), rules.may_run(request.person, meeting)
    context = {
        "meeting": meeting, "agenda": agenda, "may_run": may_run, "present": queries.present_at(meeting),
        "papers": _papers(agenda, all_of_them=may_run.allowed),
        "is_told": meeting.state == MeetingState.PUBLISHED or may_run.allowed,
    }  # fmt: skip
    return render(request, "meetings/meeting_detail.html", context)


def invitation(request: CommunityRequest, community: str, meeting_id: UUID) -> HttpResponse:
    """The invitation on paper, with a code to sign up by."""
    meeting = _meeting(request, meeting_id)
    context = {"meeting": meeting, "agenda": queries.agenda_of(meeting), "a3": request.GET.get("paper") == "a3"}
    return render(request, "meetings/invitation_print.html", context)


def record(request: CommunityRequest, community: str, meeting_id: UUID) -> HttpResponse:
    """Minutes and decisions on paper; before they are published, for those who run the meeting."""
    meeting = _meeting(request, meeting_id)
    if meeting.state != MeetingState.PUBLISHED:
        rules.may_run(request.person, meeting).or_refuse()
    context = {
        "meeting": meeting, "agenda": queries.agenda_of(meeting), "present": queries.present_at(meeting),
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "meetings/record_print.html", context)


def kind_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Every kind of meeting with what it needs and where that is written; what a place may change is marked."""
    context = {
        "standings": queries.standings(), "cutoff_day": queries.cutoff_day(),
        "may_set": rules.may_set(request.person),
    }  # fmt: skip
    return render(request, "meetings/kind_list.html", context)


def motion_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What waits to be decided, by month; then what came of the others."""
    context = {
        "waiting": queries.waiting_motions()[:100], "page": page_of(request, queries.ended_motions()),
        "mine": queries.motions_of(request.person)[:20] if request.person else [],
        "cutoff_day": queries.cutoff_day(),
    }  # fmt: skip
    return render(request, "meetings/motion_list.html", context)


@entered
def motion_new(request: PersonRequest, community: str) -> HttpResponse:
    """File a motion; `?need=` is the need it comes out of."""
    wanted = request.GET.get("need", "")
    need = needs.visible_to(request.person).filter(number=wanted).first() if wanted else None
    writes_down = has_power(request.person, Power.COLLECT_VOICES)
    form = (MotionForForm if writes_down else MotionForm)(
        request.POST or None, initial={"title": need.title, "why": need.wording} if need else None
    )
    if request.method == "POST" and form.is_valid():
        motion = form.act(actions.file_motion, actor=request.person, need=need, **form.cleaned_data)
        if motion:
            said = {"number": motion.number, "month": motion.month.month}
            messages.success(request, _("收到了，编号 %(number)s，%(month)s 月议。每一步都会告诉您。") % said)
            return redirect("meetings:motion", community, motion.id)
    context = {"form": form, "need": need}
    return render(request, "meetings/motion_new.html", context, status=422 if form.errors else 200)


def motion_detail(request: CommunityRequest, community: str, motion_id: UUID) -> HttpResponse:
    """One matter: where it stands, and how it came there."""
    motion = fetch(queries.motions(), motion_id)
    journey = journeys.journey_of(motion.id)
    context = {
        "motion": motion, "may_project": projects.may_run(request.person),
        "items": queries.items_of(motion), "journey": journey,
        "addresses": addresses.of_steps(request.community, journey.steps),
        "may_sort": rules.may_sort_motions(request.person),
        "names_filer": bool(request.person and has_power(request.person, Power.SEE_DESK)),
    }  # fmt: skip
    return render(request, "meetings/motion_detail.html", context)


def decision_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The register: what was decided, when, by whom, and whether it is done."""
    return render(request, "meetings/decision_list.html", {"page": page_of(request, queries.public_decisions())})
