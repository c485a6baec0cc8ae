"""What is left of a levy, on its way to another pot: asked, approved, moved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.verdicts import Verdict
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.rules import may_see_books
from hehuo.domain.run.levies import actions, queries, rules
from hehuo.domain.run.levies.kinds import MoveState
from hehuo.domain.run.levies.models import Levy, SurplusMove
from hehuo.web.forms import ActForm
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.levies import forms
from hehuo.web.run.levies.pages import Step

# What is done with a move that was asked for: in which states, by whom, its form, its action, what is said then.
May = Callable[[Person, SurplusMove], Verdict]
Act = tuple[tuple[MoveState, ...], May, type[ActForm], Callable[..., Any], Callable[[], str]]
ACTS: dict[str, Act] = {
    "approve_move": (
        (MoveState.ASKED,), rules.may_approve_move, ActForm, actions.approve_move, lambda: _("批好了，轮到报账员拨。")
    ),
    "make_move": (
        (MoveState.APPROVED,), rules.may_make_move, forms.MakeMoveForm, actions.make_move,
        lambda: _("记进两边的账了，这件事的账可以公布了。"),
    ),
    "return_move": (
        (MoveState.ASKED, MoveState.APPROVED), rules.may_return_move, forms.WhyForm, actions.return_move,
        lambda: _("退回了，经办人会看到理由。"),
    ),
}  # fmt: skip


@reads_books
def surplus_move(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """The desk's page: ask for it, or take its next step."""
    levy = fetch(queries.levies(), levy_id)
    move = queries.surplus_move_of(levy)
    steps = _steps(request, move) if move else {}
    wanted = request.POST.get("act", "")
    form = forms.MoveForm(*(request.POST, request.FILES) if wanted == "ask_move" else (), levy=levy)
    if _taken(request, move, wanted, steps) if move and wanted in ACTS else _asked(request, levy, form):
        return redirect("levies:move", community, levy.id)
    context = {
        "levy": levy, "move": move, "form": form, "steps": list(steps.values()), "sums": queries.sums_of(levy),
        "returned": queries.surplus_moves_of(levy).filter(state=MoveState.RETURNED),
        "papers": files.files_of(move.id) if move else [], "may_see_shares": rules.may_see_shares(request.person),
        "may_ask": rules.may_ask_move(request.person, levy),
        "lock": _lock(request, move) if move and not steps else None,
    }  # fmt: skip
    return render(request, "levies/surplus_move.html", context, status=422 if request.method == "POST" else 200)


def move_of(request: CommunityRequest, community: str, surplus_move_id: UUID) -> HttpResponse:
    """Where a move stands: on the desk for those who work on it, else with its matter."""
    move = fetch(queries.surplus_moves(), surplus_move_id)
    page = "levies:move" if may_see_books(request.person) else "levies:detail"
    return redirect(page, community, move.levy_id)


def _steps(request: PersonRequest, move: SurplusMove) -> dict[str, Step]:
    """The steps that this reader may take just now."""
    return {
        name: Step(name, form(auto_id=f"{name}_%s"))
        for name, (states, may, form, _action, _say) in ACTS.items()
        if move.state in states and may(request.person, move)
    }


def _asked(request: PersonRequest, levy: Levy, form: forms.MoveForm) -> bool:
    """Whether it was asked for just now."""
    if not form.is_valid() or not form.act(actions.ask_move, actor=request.person, levy=levy, **form.cleaned_data):
        return False
    messages.success(request, _("送审了，等另一位审批。"))
    return True


def _taken(request: PersonRequest, move: SurplusMove, wanted: str, steps: dict[str, Step]) -> bool:
    """Whether the step was taken; if not, it stands on the page with what was written and why not."""
    _states, _may, made, action, say = ACTS[wanted]
    form = made(request.POST, auto_id=f"{wanted}_%s")
    if form.is_valid() and form.act(action, actor=request.person, move=move, **form.cleaned_data):
        messages.success(request, say())
        return True
    steps[wanted] = Step(wanted, form)
    return False


def _lock(request: PersonRequest, move: SurplusMove) -> Verdict | None:
    """Why the next step is not this reader's."""
    nexts = {MoveState.ASKED: rules.may_approve_move, MoveState.APPROVED: rules.may_make_move}
    may = nexts.get(MoveState(move.state))
    return may(request.person, move) if may else None
