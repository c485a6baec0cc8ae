"""What a reader may do to a request just now: a table of steps, each behind one form and one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hehuo.core.verdicts import Verdict, all_of
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import actions, rules
from hehuo.domain.run.books.kinds import OPEN_REQUESTS
from hehuo.domain.run.books.kinds import RequestState as State
from hehuo.domain.run.books.models import Request
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest
from hehuo.web.run.books import forms

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step: in which states, by whom, with which form and action; its words."""

    act: str
    states: frozenset[State]
    may: Callable[[Person, Request], Verdict]
    form: Callable[..., ActForm]
    action: Callable[..., object]
    title: Words
    word: Words
    done: Words
    is_ending: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step that this reader may take, with its form."""

    kind: StepKind
    form: ActForm

    @property
    def act(self) -> str:
        return self.kind.act

    @property
    def title(self) -> str:
        return self.kind.title()

    @property
    def word(self) -> str:
        return self.kind.word()

    @property
    def is_ending(self) -> bool:
        return self.kind.is_ending

    def take(self, person: Person, asked: Request) -> bool:
        """Take it, if the form is in order; a refusal stays on the form."""
        if not self.form.is_valid():
            return False
        return self.form.act(self.kind.action, actor=person, request=asked, **self.form.cleaned_data) is not None


def steps_of(request: PersonRequest, asked: Request) -> list[Step]:
    """What this reader may do just now, the main step first; the one that was sent with what was sent."""
    found = []
    for kind in STEPS:
        if asked.state in kind.states and kind.may(request.person, asked):
            sent = (request.POST, request.FILES) if request.POST.get("act") == kind.act else ()
            found.append(Step(kind, kind.form(*sent, auto_id=f"{kind.act}_%s", asked=asked)))
    return found


def _plain(form: type[ActForm]) -> Callable[..., ActForm]:
    """A form that is the same for every request."""

    def make(*sent: Any, asked: Request, **more: Any) -> ActForm:
        return form(*sent, **more)

    return make


def _settle_form(*sent: Any, asked: Request, **more: Any) -> ActForm:
    return forms.SettleForm(*sent, request=asked, **more)


def _refuse(*, actor: Person, request: Request, why: str) -> Request:
    return actions.refuse_request(actor=actor, request=request, opinion=why)


def _may_pay(actor: Person, asked: Request) -> Verdict:
    return all_of(rules.is_ready_to_pay(asked), rules.may_settle(actor, asked))


_ASKED, _APPROVED = frozenset({State.ASKED}), frozenset({State.APPROVED})
STEPS = (
    StepKind(
        "advise", _ASKED, rules.may_advise, _plain(forms.AdviceForm), actions.advise_request,
        lambda: _("写意见"), lambda: _("写下意见"), lambda: _("意见写下了。"),
    ),
    StepKind(
        "approve", _ASKED, rules.may_approve_request, _plain(forms.OpinionForm), actions.approve_request,
        lambda: _("审批"), lambda: _("同意"), lambda: _("批好了，轮到报账员。"),
    ),
    StepKind(
        "accept", frozenset({State.APPROVED, State.DONE}), rules.may_accept, _plain(forms.AcceptForm),
        actions.accept_request, lambda: _("验收"), lambda: _("验收合格"), lambda: _("验收记下了。"),
    ),
    StepKind(
        "settle", _APPROVED, _may_pay, _settle_form, actions.settle_request,
        lambda: _("收付以后，记进账"), lambda: _("记进账"), lambda: _("记进账了。"),
    ),
    StepKind(
        "check", frozenset({State.DONE}), rules.may_check, _plain(ActForm), actions.check_entry,
        lambda: _("会计复核"), lambda: _("核过了，对"), lambda: _("复核记下了。"),
    ),
    StepKind(
        "paper", OPEN_REQUESTS, rules.may_add_paper, _plain(forms.PapersForm), actions.add_paper,
        lambda: _("添一份票据、合同"), lambda: _("添上"), lambda: _("添上了。"),
    ),
    StepKind(
        "return", _ASKED | _APPROVED, rules.may_return_request, _plain(forms.WhyForm), actions.return_request,
        lambda: _("退回去改"), lambda: _("退回"), lambda: _("退回了，经办人会看到理由。"), is_ending=True,
    ),
    StepKind(
        "refuse", _ASKED, rules.may_approve_request, _plain(forms.WhyForm), _refuse,
        lambda: _("不批"), lambda: _("不批"), lambda: _("没有批，经办人会看到理由。"), is_ending=True,
    ),
    StepKind(
        "withdraw", frozenset({State.ASKED, State.RETURNED}), rules.may_mend_request, _plain(ActForm),
        actions.withdraw_request, lambda: _("不要了"), lambda: _("撤回"), lambda: _("撤回了。"), is_ending=True,
    ),
    StepKind(
        "step_back", OPEN_REQUESTS, rules.may_step_back, _plain(forms.WordsForm), actions.step_back,
        lambda: _("和这笔有利害关系，要回避"), lambda: _("登记回避"), lambda: _("登记了，这笔不再经您的手。"),
        is_ending=True,
    ),
)  # fmt: skip
