"""What happens to an approved request: found good, paid or received, checked by the accountant."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules, spending
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.books.turns import ask_acceptance, ask_next, locked


@transaction.atomic
def accept_request(*, actor: Person, request: Request, on: date, words: str) -> Request:
    """Say that what was bought is there and good, as its scope asks; a service may be paid now."""
    request = locked(request)
    rules.may_accept(actor, request).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("日期还没有到，请写实际验收的那一天。"))
    if not words.strip():
        raise Invalid("words", _("请写一句看到了什么，例如：4 把都装好了，坐得稳。"))
    request.accepted_by, request.accepted_on, request.acceptance = actor, on, words.strip()
    request.save(update_fields=["accepted_by", "accepted_on", "acceptance"])
    duties.done(about=request, act="accept_request", actor=actor)
    ask_next(request)
    journal.record(actor=actor, act="books.request_accepted", thing=request, words=request.acceptance)
    return request


@transaction.atomic
def settle_request(
    *, actor: Person, request: Request, on: date, receipt_issuer: str = "", receipt_no: str = "", proof: str = ""
) -> Request:
    """Register that it was received or paid on a day: now it is in the books."""
    request = locked(request)
    rules.may_settle(actor, request).or_refuse()
    rules.is_ready_to_pay(request).or_refuse()
    request.move_to(RequestState.DONE)
    booked = {
        "actor": actor, "line": request.line, "fen": request.fen, "on": on, "what": request.what,
        "purpose": request.purpose, "proof": proof.strip() or spending.proof_of(request), "party": request.party,
        "about": request, "requested_by": request.requested_by, "approved_by": request.approved_by,
    }  # fmt: skip
    if request.direction == Direction.IN:
        request.transaction = funds.receive_plain(**booked, receipt_issuer=receipt_issuer, receipt_no=receipt_no)
    else:
        request.transaction = funds.spend(**booked)
    request.handled_by = actor
    request.save(update_fields=["state", "transaction", "handled_by"])
    duties.done(about=request, act="settle_request", actor=actor)
    if rules.is_to_be_accepted(request):
        ask_acceptance(request)
    journal.record(
        actor=actor, act="books.request_settled", thing=request, direction=request.direction, fen=request.fen,
        number=request.transaction.number,
    )  # fmt: skip
    return request


@transaction.atomic
def check_entry(*, actor: Person, request: Request) -> Request:
    """The accountant looked at the entry and its papers; what is wrong is put right by a reversal."""
    request = locked(request)
    rules.may_check(actor, request).or_refuse()
    request.checked_by, request.checked_at = actor, clock.now()
    request.save(update_fields=["checked_by", "checked_at"])
    journal.record(actor=actor, act="books.entry_checked", thing=request, fen=request.fen)
    return request
