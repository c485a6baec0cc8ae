"""What others say of a request: advice, stepping back, approval, sending it back, refusing it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.rules import different_humans
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules, spending
from hehuo.domain.run.books.kinds import OpinionKind, RequestState
from hehuo.domain.run.books.models import Advice, Recusal, Request
from hehuo.domain.run.books.turns import ask_next, ask_to_mend, locked


@transaction.atomic
def advise_request(
    *, actor: Person, request: Request, kind: OpinionKind, words: str, key: UUID | None = None
) -> Advice:
    """Say what a supervisor or a member of the body thinks of it before it is approved; it stays as written."""
    if key and (given := Advice.objects.filter(pk=key).first()):
        return given
    request = locked(request)
    rules.may_advise(actor, request).or_refuse()
    if request.state != RequestState.ASKED:
        raise Conflict(_("这笔已经是「%s」，不用再写意见了。") % request.get_state_display())
    if not words.strip():
        raise Invalid("words", _("请写一句您看了什么、怎么看，审批的人会看到。"))
    given = Advice.objects.create(
        id=key or ids.uuid7(), request=request, kind=kind, words=words.strip(), given_by=actor
    )
    duties.done(about=request, act="advise_request", actor=actor)
    ask_next(request)
    journal.record(actor=actor, act="books.request_advised", thing=request, kind=kind.value, words=given.words)
    return given


@transaction.atomic
def step_back(*, actor: Person, request: Request, words: str) -> Recusal:
    """Write down one's own interest in a request, and have no part in it from now on (R-46)."""
    request = locked(request)
    rules.may_step_back(actor, request).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句是什么关系，例如：对方是我表弟开的店。"))
    recusal, _made = Recusal.objects.get_or_create(
        request=request, person=actor, defaults={"words": words.strip()}
    )  # fmt: skip
    if request.state == RequestState.APPROVED and not different_humans(actor, request.approved_by):
        _send_back(request, actor, recusal.words)
    journal.record(actor=actor, act="books.stepped_back", thing=request, words=recusal.words)
    return recusal


@transaction.atomic
def approve_request(*, actor: Person, request: Request, opinion: str = "") -> Request:
    """Approve what another asked for; now it is the clerk's turn, or that of who accepts a service first."""
    request = locked(request)
    rules.may_approve_request(actor, request).or_refuse()
    if spending.needs_advice(request):
        raise Refused(_("这么大的一笔，要先有居务监督委员或议事成员的意见，再来审批。"))
    _decide(actor, request, RequestState.APPROVED, opinion)
    ask_next(request)
    journal.record(actor=actor, act="books.request_approved", thing=request, fen=request.fen, words=opinion)
    return request


@transaction.atomic
def return_request(*, actor: Person, request: Request, why: str) -> Request:
    """Send it back to who asked, with the reason; mended, it goes the whole way again."""
    request = locked(request)
    rules.may_return_request(actor, request).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    _send_back(request, actor, why.strip())
    journal.record(actor=actor, act="books.request_returned", thing=request, fen=request.fen, words=why)
    return request


@transaction.atomic
def refuse_request(*, actor: Person, request: Request, opinion: str) -> Request:
    """Say no, with the reason; whoever wants it asks anew."""
    request = locked(request)
    rules.may_approve_request(actor, request).or_refuse()
    if not opinion.strip():
        raise Invalid("opinion", _("请写一句为什么不批，经办人会看到。"))
    _decide(actor, request, RequestState.REFUSED, opinion)
    duties.drop(about=request)
    journal.record(actor=actor, act="books.request_refused", thing=request, fen=request.fen, words=opinion)
    return request


def _send_back(request: Request, actor: Person, why: str) -> None:
    request.move_to(RequestState.RETURNED)
    request.approved_by, request.approved_at, request.opinion = None, None, ""
    request.accepted_by, request.accepted_on, request.acceptance = None, None, ""
    request.returned_by, request.returned_why = actor, why[:200]
    request.save()
    duties.drop(about=request)
    ask_to_mend(request)


def _decide(actor: Person, request: Request, state: RequestState, opinion: str) -> None:
    request.move_to(state)
    request.approved_by, request.approved_at, request.opinion = actor, clock.now(), opinion.strip()
    request.save(update_fields=["state", "approved_by", "approved_at", "opinion"])
    duties.done(about=request, act="approve_request", actor=actor)
