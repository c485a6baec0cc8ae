"""Meetings and motions for those who run them: calling, the agenda, signing in, outcomes, what comes of them."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import rules as session_rules
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.meetings import actions, queries, rules
from hehuo.domain.plan.meetings.kinds import DECIDED, MeetingKind, Outcome
from hehuo.domain.plan.meetings.models import Decision, Item, Meeting
from hehuo.domain.run.levies import rules as levies
from hehuo.web import addresses
from hehuo.web.paging import page_of
from hehuo.web.plan.meetings import forms
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered


def _frame(request: PersonRequest) -> str:
    """The desk for the office; a building leader has none, and gets the phone's frame."""
    return "frames/desk.html" if has_power(request.person, Power.SEE_DESK) else "frames/inner.html"


@powered(Power.CALL_MEETINGS)
def meeting_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every meeting for the office, one's own for a building leader; and the motions that wait."""
    found = queries.meetings()
    if not rules.may_set(request.person):
        found = found.filter(called_by=request.person)
    context = {
        "page": page_of(request, found), "waiting": queries.waiting_motions()[:50],
        "frame": _frame(request), "may_sort": rules.may_sort_motions(request.person),
    }  # fmt: skip
    return render(request, "meetings/meeting_desk.html", context)


@powered(Power.CALL_MEETINGS)
def meeting_call(request: PersonRequest, community: str) -> HttpResponse:
    """Call a meeting."""
    form = forms.CallForm(request.POST or None, initial={"kind": MeetingKind.BENCH})
    if request.method == "POST" and form.is_valid():
        meeting = form.act(actions.call_meeting, actor=request.person, **form.said)
        if meeting:
            messages.success(request, _("定了。看看议程，再请书记贴通知。"))
            return redirect("meetings:manage", community, meeting.id)
    context = {"form": form, "standings": queries.standings(), "frame": _frame(request)}
    return render(request, "meetings/meeting_call.html", context, status=422 if form.errors else 200)


# What is done on the page of a meeting: its form, its action, and what is said when it is done.
ACTS = {
    "item": (forms.ItemForm, actions.add_item, lambda: _("排上了。")),
    "list": (forms.ListForm, actions.keep_sign_list, lambda: _("签到表存好了，人数加上了。")),
    "cancel": (forms.ReasonForm, actions.cancel_meeting, lambda: _("不开了，报了名的和提议题的人都会收到消息。")),
}
TAPS = {
    "gather": (actions.gather_motions, lambda: _("到期的议题都排上了。")),
    "notice": (actions.post_notice, lambda: _("通知贴出来了，从今天起算天数。")),
    "close": (actions.close_meeting, lambda: _("会开完了：决定进了册，任务派给了人，提议题的人都会收到消息。")),
    "publish": (actions.publish_decisions, lambda: _("公布了，贴满 15 天。")),
}
# What is done with one line of an agenda.
MOVES = {
    "up": lambda actor, item: actions.move_item(actor=actor, item=item, up=True),
    "down": lambda actor, item: actions.move_item(actor=actor, item=item, up=False),
    "drop": lambda actor, item: actions.drop_item(actor=actor, item=item),
}


@entered
def meeting_manage(request: PersonRequest, community: str, meeting_id: UUID) -> HttpResponse:
    """One meeting, step by step: agenda, notice, signing in, outcomes, close, publication."""
    meeting = fetch(queries.meetings(), meeting_id)
    rules.may_run(request.person, meeting).or_refuse()
    wanted = request.POST.get("act", "")
    shown: dict[str, Form] = {name: form(auto_id=f"{name}_%s") for name, (form, _action, _say) in ACTS.items()}
    if wanted in TAPS:
        action, say = TAPS[wanted]
        action(actor=request.person, meeting=meeting)
        messages.success(request, say())
        return redirect("meetings:manage", community, meeting.id)
    if wanted in ACTS:
        form_of, action, say = ACTS[wanted]
        form = shown[wanted] = form_of(request.POST, request.FILES, auto_id=f"{wanted}_%s")
        if form.is_valid() and form.act(action, actor=request.person, meeting=meeting, **form.cleaned_data):
            messages.success(request, say())
            return redirect("meetings:manage", community, meeting.id)
    return _manage(request, meeting, shown, 422 if wanted else 200)


def _manage(request: PersonRequest, meeting: Meeting, shown: dict[str, Form], status: int) -> HttpResponse:
    agenda = queries.agenda_of(meeting)
    context = {
        "meeting": meeting, "agenda": agenda, "forms": shown, "frame": _frame(request),
        "present": queries.present_at(meeting), "notice_check": rules.notice_holds(meeting),
        "quorum_check": rules.quorum_holds(meeting, queries.present_at(meeting)),
        "may_change": rules.may_change_agenda(request.person, meeting),
        "may_run_session": session_rules.may_run(request.person, meeting.session),
        "may_see_names": session_rules.may_see_names(request.person, meeting.session),
        "may_check_in": session_rules.may_check_in(request.person, meeting.session),
        "may_notice": rules.may_post_notice(request.person, meeting, len(agenda)),
        "may_note": rules.may_note(request.person, meeting), "may_publish": rules.may_publish(request.person, meeting),
        "may_close": rules.may_close(request.person, meeting, queries.left_of(meeting)),
    }  # fmt: skip
    return render(request, "meetings/meeting_manage.html", context, status=status)


@require_POST
@entered
def item_move(request: PersonRequest, community: str, item_id: UUID) -> HttpResponse:
    """Up, down, or off the agenda."""
    item = fetch(queries.items(), item_id)
    MOVES.get(request.POST.get("to", ""), MOVES["up"])(request.person, item)
    return redirect("meetings:manage", community, item.meeting_id)


NOTES = {
    "minutes": (forms.MinutesForm, actions.write_minutes, lambda: _("记下了。")),
    "paper": (forms.PaperForm, actions.show_paper, lambda: _("材料存好了。要让大家看，请书记在材料页上点公开。")),
    "interests": (forms.InterestsForm, actions.declare_interests, lambda: _("记下了利害关系。")),
    "ballot": (forms.BallotLinkForm, actions.link_ballot, lambda: _("记下了按什么定。")),
}
ENDS = {
    Outcome.PUT_OFF: actions.put_off_item, Outcome.RETURNED: actions.return_item, Outcome.HEARD: actions.hear_item,
}  # fmt: skip


@entered
def item_note(request: PersonRequest, community: str, item_id: UUID) -> HttpResponse:
    """One item: minutes, papers, by what it is decided, its outcome; and what a vote stands on, live."""
    item = fetch(queries.items(), item_id)
    rules.may_run(request.person, item.meeting).or_refuse()
    wanted, shown = request.POST.get("act", ""), _blank(item)
    if wanted in NOTES:
        form_of, action, say = NOTES[wanted]
        form = shown[wanted] = form_of(request.POST, request.FILES, auto_id=f"{wanted}_%s")
        if form.is_valid() and form.act(action, actor=request.person, item=item, **form.cleaned_data):
            messages.success(request, say())
            return redirect("meetings:item", community, item.id)
    if wanted == "outcome":
        form = shown["outcome"] = forms.OutcomeForm(request.POST, auto_id="outcome_%s")
        if form.is_valid() and _ended(request, form, item):
            messages.success(request, _("结果记下了。散会前还可以改。"))
            return redirect("meetings:manage", community, item.meeting_id)
    return _item(request, item, shown, 422 if wanted else 200)


def _blank(item: Item) -> dict[str, Form]:
    """The forms of an item, with what is noted already."""
    noted = {"outcome": item.outcome, "text": item.text or item.why, "due_on": item.due_on, "owner": item.owner or ""}
    if item.text:
        noted |= {"yes": item.yes, "against": item.no, "abstain": item.abstain}
    return {
        "minutes": forms.MinutesForm(initial={"minutes": item.minutes}, auto_id="minutes_%s"),
        "paper": forms.PaperForm(auto_id="paper_%s"),
        "interests": forms.InterestsForm(
            initial={"interests": item.interests, "stepped_back": item.stepped_back}, auto_id="interests_%s"
        ),
        "ballot": forms.BallotLinkForm(initial={"matter": str(item.matter_id or "")}, auto_id="ballot_%s"),
        "outcome": forms.OutcomeForm(initial=noted, auto_id="outcome_%s"),
    }


def _ended(request: PersonRequest, form: forms.OutcomeForm, item: Item) -> Item | None:
    said = dict(form.cleaned_data)
    outcome, text = said.pop("outcome"), said.pop("text")
    if outcome not in DECIDED:
        return form.act(ENDS[outcome], actor=request.person, item=item, why=text)
    votes = {name: said.pop(name) or 0 for name in ("yes", "against", "abstain")}
    return form.act(actions.decide_item, actor=request.person, item=item, outcome=outcome, text=text, **votes, **said)


def _item(request: PersonRequest, item: Item, shown: dict[str, Form], status: int) -> HttpResponse:
    present = queries.present_at(item.meeting)
    context = {
        "item": item, "meeting": item.meeting, "forms": shown, "frame": _frame(request), "present": present,
        "checks": queries.checks_of(item.meeting, item, present=present, yes=item.yes),
        "papers": files.files_of(item.id), "may_note": rules.may_note(request.person, item.meeting),
    }  # fmt: skip
    return render(request, "meetings/item_note.html", context, status=status)


@powered(Power.SORT_NEEDS)
def motion_sort(request: PersonRequest, community: str, motion_id: UUID) -> HttpResponse:
    """Return a motion, merge it, note its study, or put it on an agenda by hand."""
    motion = fetch(queries.motions(), motion_id)
    wanted = request.POST.get("act", "")
    sent = {name: (request.POST if wanted == name else None) for name in ("return", "merge", "study", "agenda")}
    shown: dict[str, Form] = {
        "return": forms.ReturnForm(sent["return"], auto_id="return_%s"),
        "merge": forms.MergeForm(sent["merge"], motion=motion, auto_id="merge_%s"),
        "study": forms.StudyForm(sent["study"], auto_id="study_%s"),
        "agenda": forms.AgendaForm(sent["agenda"], auto_id="agenda_%s"),
    }
    acts = {"return": actions.return_motion, "merge": actions.merge_motion, "study": actions.note_study}
    form = shown.get(wanted)
    if form and form.is_valid():
        if wanted == "agenda":
            meeting = form.meetings[form.cleaned_data["meeting"]]
            done = form.act(actions.add_item, actor=request.person, meeting=meeting, motion=motion)
        else:
            done = form.act(acts[wanted], actor=request.person, motion=motion, **form.cleaned_data)
        if done:
            messages.success(request, _("办好了，提的人会收到消息。"))
            return redirect("meetings:motion", community, motion.id)
    context = {"motion": motion, "forms": shown, "waits": rules.is_waiting(motion)}
    return render(request, "meetings/motion_sort.html", context, status=422 if wanted else 200)


@powered(Power.RUN_BALLOTS)
def kind_set(request: PersonRequest, community: str, kind: str) -> HttpResponse:
    """How one kind of meeting is held here."""
    if kind not in MeetingKind.values:
        raise Missing(_("没有这种会。"))
    standing = queries.standing_of(MeetingKind(kind))
    form = forms.ProcedureForm(
        request.POST or None,
        initial={"notice_days": standing.notice_days, "quorum": standing.quorum, "yes": standing.yes},
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.set_procedure, actor=request.person, kind=standing.kind, **form.cleaned_data):
        messages.success(request, _("定好了，从下一次召集起算。"))
        return redirect("meetings:kinds", community)
    context = {"standing": standing, "form": form}
    return render(request, "meetings/kind_set.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_BALLOTS)
def rhythm_set(request: PersonRequest, community: str) -> HttpResponse:
    """Until which day of a month a motion reaches the next agenda."""
    form = forms.RhythmForm(request.POST or None, initial={"cutoff_day": queries.cutoff_day()})
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.set_rhythm, actor=request.person, **form.cleaned_data):
        messages.success(request, _("截止日改好了，已经提的不变。"))
        return redirect("meetings:kinds", community)
    return render(request, "meetings/rhythm_set.html", {"form": form}, status=422 if form.errors else 200)


FOLLOWS = {
    "done": (forms.DoneForm, lambda: _("记下了，大家都看得到。")),
    "ballot": (forms.ToBallotForm, lambda: _("投票起草好了，去写要表决的事项。")),
    "need": (forms.ToNeedForm, lambda: _("进了需求，还没公布。")),
}


def decision_detail(request: CommunityRequest, community: str, meeting_decision_id: UUID) -> HttpResponse:
    """One decision: its votes, whose task it is, what came of it; its owner says when it is done."""
    runs = rules.may_set(request.person)
    own = queries.decisions().filter(owner=request.person) if request.person else queries.decisions().none()
    decision = fetch(queries.decisions() if runs else queries.public_decisions() | own, meeting_decision_id)
    wanted = request.POST.get("act", "")
    shown: dict[str, Form] = {name: form(auto_id=f"{name}_%s") for name, (form, _say) in FOLLOWS.items()}
    if wanted in FOLLOWS and request.person:
        form = shown[wanted] = FOLLOWS[wanted][0](request.POST, auto_id=f"{wanted}_%s")
        if form.is_valid() and _followed(request.person, wanted, form, decision):
            messages.success(request, FOLLOWS[wanted][1]())
            return redirect("meetings:decision", community, decision.id)
    journey = journeys.journey_of(decision.id)
    context = {
        "decision": decision, "forms": shown, "journey": journey, "runs": runs,
        "addresses": addresses.of_steps(request.community, journey.steps),
        "may_follow": rules.may_follow(request.person, decision) if request.person else None,
        "may_levy": levies.may_draft(request.person) if request.person else None,
    }  # fmt: skip
    return render(request, "meetings/decision_detail.html", context, status=422 if wanted else 200)


def _followed(person: Person, wanted: str, form: Form, decision: Decision) -> object:
    if wanted == "ballot":
        return form.act(actions.ballot_from, actor=person, decision=decision, **form.said)
    action = actions.finish_decision if wanted == "done" else actions.need_from
    return form.act(action, actor=person, decision=decision, **form.cleaned_data)
