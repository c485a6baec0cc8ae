"""The desk: the board by state, a new plan, and one project with every step that is this reader's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Missing
from hehuo.core.verdicts import Verdict
from hehuo.domain.build.projects import actions, queries, rules
from hehuo.domain.build.projects.kinds import ProjectState
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.plan.meetings import queries as meetings
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.run.books import hanging
from hehuo.flows.hang_payment import hang_payment
from hehuo.flows.unhang_payment import unhang_payment
from hehuo.web.build.projects import forms
from hehuo.web.build.projects.pages import told
from hehuo.web.requests import PersonRequest, entered, fetch, powered

S = ProjectState
# What is said on the board's own button, in the state in which the next step needs no words.
TAPS: dict[str, tuple[ProjectState, Callable[[], str], Callable[..., Project], Callable[[], str]]] = {
    "ask": (S.PLANNED, lambda: _("送审"), actions.ask_project, lambda: _("送上去了。")),
    "approve": (S.ASKED, lambda: _("同意"), actions.approve_project, lambda: _("批好了，大家看得到了。")),
    "start": (S.AGREED, lambda: _("开工"), actions.start_project, lambda: _("开工了，每件事都交到了人。")),
    "asked": (S.ACCEPTED, lambda: _("问完了"), actions.finish_asking, lambda: _("回访记好了。")),
    "close": (S.UPKEEP, lambda: _("办完了"), actions.close_project, lambda: _("办完了，收进清单。")),
}
ON_BOARD = ("ask", "approve", "start")
# What needs words: its form, its action, its title, the word on its button, and what is said when it is done.
Step = tuple[type[Form], Callable[..., Any], Callable[[], str], Callable[[], str], Callable[[], str]]
STEPS: dict[str, Step] = {
    "line": (forms.LineForm, actions.add_line, lambda: _("预算：写一条"), lambda: _("写上"), lambda: _("写上了。")),
    "quote": (forms.QuoteForm, actions.add_quote, lambda: _("录一家报价"), lambda: _("录下"),
              lambda: _("报价记下了。")),
    "choose": (forms.ChooseForm, actions.choose_quote, lambda: _("选定一家"), lambda: _("选定"),
               lambda: _("选定了。")),
    "gift": (forms.GiftForm, actions.add_gift, lambda: _("不花钱的：谁给了什么"), lambda: _("记下"),
             lambda: _("记下了，谢谢他们。")),
    "step": (forms.StepForm, actions.add_step, lambda: _("排一件事，或者一个节点"), lambda: _("排上"),
             lambda: _("排上了。")),
    "return": (forms.WhyForm, actions.return_project, lambda: _("退回"), lambda: _("退回"),
               lambda: _("退回了，经办人会看到理由。")),
    "entry": (forms.EntryForm, actions.write_entry, lambda: _("写日志"), lambda: _("记下"), lambda: _("记下了。")),
    "accept": (forms.AcceptForm, actions.record_acceptance, lambda: _("居民验收"), lambda: _("记下验收"),
               lambda: _("验收记下了。")),
    "hand_over": (forms.HandOverForm, actions.hand_over, lambda: _("移交看护"), lambda: _("移交"),
                  lambda: _("移交了，到日子会提醒。")),
    "tend": (forms.TendForm, actions.tend_project, lambda: _("看护了一次"), lambda: _("记下"),
             lambda: _("记下了，下一次的日子排好了。")),
    "callback": (forms.AskForm, actions.ask_again, lambda: _("回访：真的好了吗"), lambda: _("记下回答"),
                 lambda: _("记下了。")),
    "outcome": (forms.OutcomeForm, actions.write_outcome, lambda: _("写成效"), lambda: _("写好"),
                lambda: _("写好了。")),
    "payment": (forms.PaymentForm, hang_payment, lambda: _("把一笔付款算进来"), lambda: _("算进来"),
                lambda: _("算进来了。")),
    "stop": (forms.WhyForm, actions.stop_project, lambda: _("停下"), lambda: _("停下"),
             lambda: _("停了，理由大家看得到。")),
}  # fmt: skip
PLAN = ("line", "gift", "quote", "choose", "step")
# Which of them stand on the page in each state, the next step first.
IN_STATE: dict[ProjectState, tuple[str, ...]] = {
    S.PLANNED: (*PLAN, "stop"),
    S.ASKED: ("return", "stop"),
    S.AGREED: ("step", "gift", "entry", "payment", "stop"),
    S.UNDERWAY: ("entry", "step", "accept", "gift", "payment", "stop"),
    S.ACCEPTED: ("hand_over", "callback", "outcome", "payment", "stop"),
    S.UPKEEP: ("tend", "callback", "outcome", "payment", "stop"),
    S.CLOSED: ("payment",),
    S.STOPPED: ("payment",),
}
OF_PROJECT = ("choose", "payment")  # forms that ask what there is to choose
ORIGINS: dict[str, Callable[[], Any]] = {
    "need": needs.published_needs, "motion": meetings.motions, "decision": meetings.public_decisions,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One form of the desk's page."""

    act: str
    form: Form

    @property
    def title(self) -> str:
        return STEPS[self.act][2]()

    @property
    def word(self) -> str:
        return STEPS[self.act][3]()

    @property
    def look(self) -> str:
        return "button--warn" if self.act in ("stop", "return") else ""


@powered(Power.RUN_RECRUITMENT)
def board(request: PersonRequest, community: str) -> HttpResponse:
    """Every project in the column of its state; the next step is a button where it needs no words."""
    columns = queries.board()
    open_ones = [project for column in columns for project in column.projects]
    moves = {TAPS[name][0]: {"act": name, "word": TAPS[name][1]()} for name in ON_BOARD}
    context = {
        "columns": columns, "moves": moves, "progress": queries.progress_of_all(open_ones),
        "late": sum(project.is_late for project in open_ones),
    }  # fmt: skip
    return render(request, "projects/board.html", context)


@powered(Power.RUN_RECRUITMENT)
def project_new(
    request: PersonRequest, community: str, origin: str = "", origin_id: UUID | None = None
) -> HttpResponse:
    """Begin a plan: out of a need, a motion or a decision, or with a reason of its own."""
    from_what = _origin(origin, origin_id) if origin and origin_id else None
    said = {"lead": str(request.person.id)} | _words_of(from_what)
    form = forms.BeginForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        made = form.act(actions.begin_project, actor=request.person, origin=from_what, **form.cleaned_data)
        if made:
            messages.success(request, _("起好了，编号 %s。写预算和要办的事，再送审。") % made.number)
            return redirect("projects:manage", community, made.id)
    context = {"form": form, "from_what": from_what}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def project_mend(request: PersonRequest, community: str, project_id: UUID) -> HttpResponse:
    """Change a plan that was not handed in."""
    project = fetch(queries.projects(), project_id)
    rules.may_change(request.person, project).or_refuse()
    names = ("title", "why", "starts_on", "ends_on")
    said = {name: getattr(project, name) for name in names}
    said |= {name: str(getattr(project, f"{name}_id") or "") for name in ("lead", "partner", "place")}
    form = forms.PlanForm(request.POST or None, initial=said)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.mend_project, actor=request.person, project=project, **form.cleaned_data):
        messages.success(request, _("改好了。"))
        return redirect("projects:manage", community, project.id)
    context = {"form": form, "project": project}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)


@entered
def project_manage(request: PersonRequest, community: str, project_id: UUID) -> HttpResponse:
    """One project on the desk, with the steps that its state allows."""
    project, wanted = fetch(queries.projects(), project_id), request.POST.get("act", "")
    _may_open(request, project).or_refuse()
    steps = {name: Shown(name, _form(name, project)) for name in IN_STATE[ProjectState(project.state)]}
    if wanted in steps:
        steps[wanted] = Shown(wanted, _form(wanted, project, request))
        if _taken(request, project, steps[wanted]):
            return redirect("projects:manage", community, project.id)
    context = told(project, public=False) | {
        "shown": list(steps.values()), "may_run": rules.may_run(request.person),
        "may_approve": rules.may_approve(request.person, project), "may_lead": rules.may_lead(request.person, project),
        "may_hang": rules.may_hang_payment(request.person, project), "callbacks": queries.callbacks_of(project),
        "papers": files.files_of_any([quote.id for quote in queries.quotes_of(project)]),
    }  # fmt: skip
    return render(request, "projects/project_manage.html", context, status=422 if wanted else 200)


@require_POST
@entered
def project_move(request: PersonRequest, community: str, project_id: UUID) -> HttpResponse:
    """The next step, by one button."""
    project, tap = fetch(queries.projects(), project_id), TAPS.get(request.POST.get("act", ""))
    if tap is None:
        raise Missing(_("没有这一步。请刷新页面再看。"))
    _state, _word, action, say = tap
    action(actor=request.person, project=project)
    messages.success(request, say())
    back = "projects:board" if "board" in request.POST else "projects:manage"
    return redirect(back, community, *([] if "board" in request.POST else [project.id]))


@require_POST
@powered(Power.RUN_RECRUITMENT)
def line_drop(request: PersonRequest, community: str, project_id: UUID, project_line_id: UUID) -> HttpResponse:
    """A line out of the plan."""
    project = fetch(queries.projects(), project_id)
    actions.drop_line(actor=request.person, line=fetch(queries.lines_of(project), project_line_id))
    return redirect("projects:manage", community, project.id)


@require_POST
@powered(Power.REQUEST_MONEY)
def payment_off(request: PersonRequest, community: str, project_id: UUID, payment_id: UUID) -> HttpResponse:
    """A payment that hangs on the wrong project."""
    project = fetch(queries.projects(), project_id)
    unhang_payment(actor=request.person, project=project, request=fetch(hanging.requests_on(project.id), payment_id))
    messages.success(request, _("取下来了，付款本身不变。"))
    return redirect("projects:manage", community, project.id)


@entered
def entry_settle(request: PersonRequest, community: str, entry_id: UUID) -> HttpResponse:
    """How a problem was settled."""
    entry, form = fetch(queries.entries(), entry_id), forms.WordsForm(request.POST or None)
    rules.may_settle(request.person, entry).or_refuse()
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.settle_problem, actor=request.person, entry=entry, **form.cleaned_data):
        messages.success(request, _("记下了，记问题的人会看到。"))
        return redirect("projects:manage", community, entry.project_id)
    context = {"entry": entry, "form": form, "project": entry.project}
    return render(request, "projects/entry_settle.html", context, status=422 if form.errors else 200)


@entered
def acceptance_of(request: PersonRequest, community: str, acceptance_id: UUID) -> HttpResponse:
    """What is to be mended after an acceptance: said to be done by a button, shown with its project."""
    acceptance = fetch(queries.acceptances(), acceptance_id)
    if request.method == "POST":
        actions.finish_mend(actor=request.person, acceptance=acceptance)
        messages.success(request, _("整改好了，记下了。"))
    return redirect("projects:manage", community, acceptance.project_id)


def _may_open(request: PersonRequest, project: Project) -> Verdict:
    """Who leads, who approves and who asks for money: each has something to do here."""
    for verdict in (rules.may_lead(request.person, project), rules.may_hang_payment(request.person, project)):
        if verdict:
            return verdict
    return rules.may_lead(request.person, project)


def _origin(name: str, thing_id: UUID) -> TenantModel:
    if name not in ORIGINS:
        raise Missing(_("没有这一页。请从需求、议题或决定那里再进一次。"))
    return fetch(ORIGINS[name](), thing_id)


def _words_of(origin: Any) -> dict[str, str]:
    """What a plan takes over from what it comes from."""
    if origin is None:
        return {}
    title = getattr(origin, "title", "") or origin.item.title
    place = origin.place_id if hasattr(origin, "place_id") else origin.item.meeting.place_id
    why = getattr(origin, "wording", "") or getattr(origin, "why", "") or getattr(origin, "text", "") or title
    return {"title": title[:40], "why": why[:400], "place": str(place or "")}


def _form(name: str, project: Project, request: PersonRequest | None = None) -> Form:
    more = {"project": project} if name in OF_PROJECT else {}
    sent = (request.POST, request.FILES) if request else ()
    return STEPS[name][0](*sent, auto_id=f"{name}_%s", **more)


def _taken(request: PersonRequest, project: Project, step: Shown) -> bool:
    """Whether the step was taken; if not, its form says why and keeps what was written."""
    _form, action, _title, _word, say = STEPS[step.act]
    form: Any = step.form
    if not form.is_valid() or not form.act(action, actor=request.person, project=project, **form.cleaned_data):
        return False
    messages.success(request, say())
    return True
