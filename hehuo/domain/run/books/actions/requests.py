"""Other income and spending: asked for by one, approved by another, handled by the clerk."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine, Purpose
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request

WITHIN = timedelta(days=3)


@transaction.atomic
def request_money(
    *,
    actor: Person,
    line: BudgetLine,
    fen: int,
    what: str,
    party: str,
    proof: str = "",
    purpose: Purpose | None = None,
    key: UUID | None = None,
) -> Request:
    """Ask that money be received or paid on a line; `what` and `proof` will be published, `party` will not."""
    if key and (asked := Request.objects.filter(pk=key).first()):
        return asked
    rules.may_ask_for_money(actor).or_refuse()
    fund_rules.check_amount(fen)
    purpose = purpose or pots.general_purpose(line.fund)
    fund_rules.check_belongs(line.fund, Direction(line.direction), line, purpose)
    if not what.strip():
        raise Invalid("what", _("请写一句这笔钱是做什么的，公示时大家会看到。"))
    request = Request.objects.create(
        id=key or ids.uuid7(), direction=line.direction, line=line, purpose=purpose, fen=fen, what=what.strip(),
        proof=proof.strip(), party=party.strip(), requested_by=actor,
    )  # fmt: skip
    duties.assign(
        about=request, act="approve_request", title=sentence("审批：%(what)s", what=request.what), verb="guan",
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(
        actor=actor,
        act="books.money_requested",
        thing=request,
        direction=request.direction,
        fen=fen,
        words=request.what,
    )
    return request


@transaction.atomic
def approve_request(*, actor: Person, request: Request, opinion: str = "") -> Request:
    """Approve what another asked for; now it is the clerk's turn."""
    request = _locked(request)
    rules.may_approve_request(actor, request).or_refuse()
    _decide(actor, request, RequestState.APPROVED, opinion)
    is_in = request.direction == Direction.IN
    duties.assign(
        about=request, act="settle_request", verb="guan",
        title=sentence("收款：%(what)s", what=request.what) if is_in else sentence("付款：%(what)s", what=request.what),
        due_at=clock.now() + WITHIN, power=Power.RECEIVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="books.request_approved", thing=request, fen=request.fen, words=opinion)
    return request


@transaction.atomic
def refuse_request(*, actor: Person, request: Request, opinion: str) -> Request:
    """Send it back with the reason; whoever wants it asks anew."""
    request = _locked(request)
    rules.may_approve_request(actor, request).or_refuse()
    if not opinion.strip():
        raise Invalid("opinion", _("请写一句为什么退回，经办人会看到。"))
    _decide(actor, request, RequestState.REFUSED, opinion)
    duties.drop(about=request)
    journal.record(actor=actor, act="books.request_refused", thing=request, fen=request.fen, words=opinion)
    return request


@transaction.atomic
def settle_request(
    *, actor: Person, request: Request, on: date, receipt_issuer: str = "", receipt_no: str = "", proof: str = ""
) -> Request:
    """Register that it was received or paid on a day: now it is in the books."""
    request = _locked(request)
    rules.may_settle(actor, request).or_refuse()
    request.move_to(RequestState.DONE)
    booked = {
        "actor": actor, "line": request.line, "fen": request.fen, "on": on, "what": request.what,
        "purpose": request.purpose, "proof": proof.strip() or request.proof, "party": request.party, "about": request,
        "requested_by": request.requested_by, "approved_by": request.approved_by,
    }  # fmt: skip
    if request.direction == Direction.IN:
        request.transaction = funds.receive_plain(**booked, receipt_issuer=receipt_issuer, receipt_no=receipt_no)
    else:
        request.transaction = funds.spend(**booked)
    request.handled_by = actor
    request.save(update_fields=["state", "transaction", "handled_by"])
    duties.done(about=request, act="settle_request", actor=actor)
    journal.record(
        actor=actor, act="books.request_settled", thing=request, direction=request.direction, fen=request.fen,
        number=request.transaction.number,
    )  # fmt: skip
    return request


def _decide(actor: Person, request: Request, state: RequestState, opinion: str) -> None:
    request.move_to(state)
    request.approved_by, request.approved_at, request.opinion = actor, clock.now(), opinion.strip()
    request.save(update_fields=["state", "approved_by", "approved_at", "opinion"])
    duties.done(about=request, act="approve_request", actor=actor)


def _locked(request: Request) -> Request:
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("line__fund__money", "line__fund__earmark", "line__account", "purpose__account",
                        "requested_by", "approved_by")
        .get(pk=request.pk)
    )  # fmt: skip
