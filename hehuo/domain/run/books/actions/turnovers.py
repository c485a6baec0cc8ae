"""From a declared turnover to a due: declare, confirm, ask, approve."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads import queries as journeys
from hehuo.domain.run.books import rules
from hehuo.domain.run.books.kinds import DUE_DAYS, SHARE_SOURCES, TurnoverState
from hehuo.domain.run.books.models import Turnover

CONFIRM_WITHIN = timedelta(days=5)
OFFICE_WITHIN = timedelta(days=3)


@transaction.atomic
def declare_turnover(
    *, actor: Person, agreement: Agreement, month: date, fen: int, note: str = "", key: UUID | None = None
) -> Turnover:
    """Declare what was taken in a month; the share is computed, exact and rounded half up to a fen.

    While nobody has confirmed it, declaring again replaces the figure; later it is a Conflict.
    """
    if fen < 0:
        raise Invalid("fen", _("营业额不能是负数。这个月没有营业，请写 0。"))
    month = month.replace(day=1)
    rules.may_declare(actor, agreement).or_refuse()
    rules.may_declare_month(agreement, month).or_refuse()
    turnover = Turnover.objects.select_for_update(of=("self",)).filter(agreement=agreement, month=month).first()
    if turnover is not None and turnover.pk == key:
        return turnover
    if turnover is not None and turnover.state != TurnoverState.DECLARED:
        raise Conflict(_("%s 的营业额已经确认过了，要改请先让社区退回。") % f"{month:%Y-%m}")
    turnover = turnover or Turnover(id=key or ids.uuid7(), agreement=agreement, month=month)
    turnover.fen, turnover.note, turnover.returned_why = fen, note.strip(), ""
    turnover.share_percent = agreement.share_percent
    turnover.share_fen = money.share_of(fen, numerator=agreement.share_percent, denominator=100)
    turnover.declared_by, turnover.declared_at = actor, clock.now()
    _save(turnover)
    _tie_sessions(agreement, turnover)
    duties.assign(
        about=turnover, act="confirm_turnover", verb="guan",
        title=sentence("确认 %(month)s 的营业额", month=f"{month:%Y-%m}"),
        due_at=clock.now() + CONFIRM_WITHIN, person=agreement.partner.contact,
    )  # fmt: skip
    journal.record(
        actor=actor, act="books.turnover_declared", thing=turnover, words=turnover.note,
        month=f"{month:%Y-%m}", fen=fen, share_fen=turnover.share_fen, share_percent=turnover.share_percent,
    )  # fmt: skip
    return turnover


@transaction.atomic
def confirm_turnover(*, actor: Person, turnover: Turnover) -> Turnover:
    """The partner says that figure and share are right; now the office asks for the share."""
    turnover = _locked(turnover)
    rules.may_confirm(actor, turnover).or_refuse()
    turnover.move_to(TurnoverState.CONFIRMED)
    turnover.confirmed_by = actor
    turnover.save(update_fields=["state", "confirmed_by"])
    duties.done(about=turnover, act="confirm_turnover", actor=actor)
    if ShareNature(turnover.agreement.share_nature) in SHARE_SOURCES:
        _assign(
            turnover,
            "request_share",
            sentence("请款：%(what)s 的让利", what=turnover.agreement.subject),
            Power.REQUEST_MONEY,
        )
    journal.record(actor=actor, act="books.turnover_confirmed", thing=turnover, fen=turnover.fen)
    return turnover


@transaction.atomic
def request_share(*, actor: Person, turnover: Turnover) -> Turnover:
    """Ask that the confirmed share be expected in its pot."""
    turnover = _locked(turnover)
    rules.may_request_share(actor, turnover).or_refuse()
    turnover.move_to(TurnoverState.REQUESTED)
    turnover.requested_by = actor
    turnover.save(update_fields=["state", "requested_by"])
    duties.done(about=turnover, act="request_share", actor=actor)
    _assign(
        turnover,
        "approve_share",
        sentence("审批：%(what)s 的让利", what=turnover.agreement.subject),
        Power.APPROVE_MONEY,
    )
    journal.record(actor=actor, act="books.share_requested", thing=turnover, share_fen=turnover.share_fen)
    return turnover


@transaction.atomic
def approve_share(*, actor: Person, turnover: Turnover, due_on: date | None = None) -> Turnover:
    """Approve it as another human: the share becomes a due in the agreement's pot. Nothing is due on nothing."""
    turnover = _locked(turnover)
    rules.may_approve_share(actor, turnover).or_refuse()
    turnover.move_to(TurnoverState.APPROVED)
    turnover.approved_by = actor
    if turnover.share_fen:
        agreement = turnover.agreement
        turnover.due = funds.expect(
            actor=actor, requested_by=turnover.requested_by, fund=agreement.fund, fen=turnover.share_fen,
            due_on=due_on or clock.today() + timedelta(days=DUE_DAYS), about=turnover,
            title=f"{agreement.subject} · {turnover.month.month} 月让利",
            proof=f"{money.yuan(turnover.fen)} × {turnover.share_percent}%",
            source=SHARE_SOURCES[ShareNature(agreement.share_nature)],
            debtor=agreement.partner, debtor_name=agreement.partner.name[:60],
        )  # fmt: skip
    turnover.save(update_fields=["state", "approved_by", "due"])
    duties.done(about=turnover, act="approve_share", actor=actor)
    journal.record(
        actor=actor, act="books.share_approved", thing=turnover, fen=turnover.fen, share_fen=turnover.share_fen,
        share_percent=turnover.share_percent,
    )  # fmt: skip
    return turnover


@transaction.atomic
def return_turnover(*, actor: Person, turnover: Turnover, why: str) -> Turnover:
    """Hand it back to be declared anew, with the reason."""
    turnover = _locked(turnover)
    rules.may_return(actor, turnover).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，合伙人会看到。"))
    turnover.move_to(TurnoverState.DECLARED)
    turnover.confirmed_by = turnover.requested_by = None
    turnover.returned_why = why.strip()
    turnover.save(update_fields=["state", "confirmed_by", "requested_by", "returned_why"])
    duties.drop(about=turnover)
    journal.record(actor=actor, act="books.turnover_returned", thing=turnover, words=turnover.returned_why)
    return turnover


def _tie_sessions(agreement: Agreement, turnover: Turnover) -> None:
    """The month's sessions that came of the agreement are what was earned with, whatever course they belong to."""
    threads.tie(earlier=agreement, later=turnover)
    month = turnover.month
    came_of_it = [thing.id for thing in journeys.later_of(agreement.pk) if thing.kind == Session.kind_name()]
    for session in sessions.held_between(month, rules.last_day(month)).filter(pk__in=came_of_it):
        threads.tie(earlier=session, later=turnover)


def _save(turnover: Turnover) -> None:
    try:
        with transaction.atomic():
            turnover.save()
    except IntegrityError:
        raise Conflict(_("这个月的营业额刚刚有人报过了。请刷新页面看看。")) from None


def _assign(turnover: Turnover, act: str, title: Sentence, power: Power) -> None:
    duties.assign(
        about=turnover, act=act, title=title, verb="guan",
        due_at=clock.now() + OFFICE_WITHIN, power=power,
    )  # fmt: skip


def _locked(turnover: Turnover) -> Turnover:
    return (
        Turnover.objects.select_for_update(of=("self",))
        .select_related("agreement__partner__contact", "agreement__fund", "requested_by")
        .get(pk=turnover.pk)
    )
