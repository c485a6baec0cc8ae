"""What is left goes to another pot by a decision: asked by one, approved by another, moved by the clerk (R-28)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.books.kinds import OPEN_REQUESTS
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import MOVED_ON, LevyState, MoveState, Surplus
from hehuo.domain.run.levies.models import Levy, SurplusMove

WITHIN = timedelta(days=3)


@transaction.atomic
def ask_move(
    *,
    actor: Person,
    levy: Levy,
    target: Fund,
    decided_on: date,
    decided_by: str,
    decision: str,
    papers: Sequence["Upload[Any]"],
    key: UUID | None = None,
) -> SurplusMove:
    """Ask that all that is left go to another pot, as it was decided, with the paper of the decision.

    Raises Refused, Invalid, Conflict while a payment or another move is under way.
    """
    if key and (asked := SurplusMove.objects.filter(pk=key).first()):
        return asked
    levy = _locked(levy)
    rules.may_ask_move(actor, levy).or_refuse()
    rules.check_target(levy, target).or_refuse()
    if queries.surplus_move_of(levy):
        raise Conflict(_("已经有一份申请在办，请先办完或退回。"))
    if any(cost.request.state in OPEN_REQUESTS for cost in queries.costs_of(levy)):
        raise Conflict(_("还有付款没有办完，请办完再定余款。"))
    left = queries.sums_of(levy).left
    if left <= 0:
        raise Conflict(_("没有余款可以拨。"))
    _check_decision(decided_on, decided_by, decision, has_papers=bool(papers))
    move = SurplusMove.objects.create(
        id=key or ids.uuid7(), levy=levy, target=target, fen=left, decided_on=decided_on,
        decided_by=decided_by.strip(), decision=decision.strip(), requested_by=actor,
    )  # fmt: skip
    for paper in papers:
        files.keep_file(actor=actor, upload=paper, about=move)
    threads.tie(earlier=levy, later=move)
    duties.assign(
        about=move, act="approve_move", verb="guan", title=sentence("审批余款拨付：%(what)s", what=levy.title),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(
        actor=actor, act="levies.move_asked", thing=levy, fen=left, target=str(target.id), words=move.decision
    )  # fmt: skip
    return move


@transaction.atomic
def approve_move(*, actor: Person, move: SurplusMove) -> SurplusMove:
    """Another person says yes; now it is the clerk's turn. Raises Refused, Conflict where what is left has changed."""
    move = _locked_move(move)
    rules.may_approve_move(actor, move).or_refuse()
    move.move_to(MoveState.APPROVED)
    _check_left(move)
    move.approved_by, move.approved_at = actor, clock.now()
    move.save(update_fields=["state", "approved_by", "approved_at"])
    duties.done(about=move, act="approve_move", actor=actor)
    duties.assign(
        about=move, act="make_move", verb="guan", title=sentence("拨余款：%(what)s", what=move.levy.title),
        due_at=clock.now() + WITHIN, power=Power.RECEIVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="levies.move_approved", thing=move.levy, fen=move.fen)
    return move


@transaction.atomic
def return_move(*, actor: Person, move: SurplusMove, why: str) -> SurplusMove:
    """Back to who asked, with the reason; what is left is still to be decided."""
    move = _locked_move(move)
    rules.may_return_move(actor, move).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    move.move_to(MoveState.RETURNED)
    move.returned_by, move.returned_why = actor, why.strip()[:200]
    move.save(update_fields=["state", "returned_by", "returned_why"])
    duties.drop(about=move)
    journal.record(actor=actor, act="levies.move_returned", thing=move.levy, words=move.returned_why)
    return move


@transaction.atomic
def make_move(*, actor: Person, move: SurplusMove, on: date) -> SurplusMove:
    """The clerk has moved it: it is in the books of both pots, and the levy is settled. Raises Refused, Conflict."""
    move = _locked_move(move)
    if move.state == MoveState.DONE:
        return move
    rules.may_make_move(actor, move).or_refuse()
    move.move_to(MoveState.DONE)
    _check_left(move)
    levy, approved_by = move.levy, move.approved_by
    assert approved_by is not None  # noqa: S101  the state says so
    move.transaction = funds.move_between(
        actor=actor, source=levy.fund, target=move.target, fen=move.fen, on=on, decision=move,
        why=on_paper(MOVED_ON) % levy.title, requested_by=move.requested_by, approved_by=approved_by,
        purpose=levy.purpose,
    )  # fmt: skip
    move.handled_by = actor
    move.save(update_fields=["state", "transaction", "handled_by"])
    levy.move_to(LevyState.SETTLED)
    levy.surplus, levy.surplus_words = Surplus.MOVE, f"{move.decided_on} {move.decided_by}，拨到「{move.target}」"
    levy.save(update_fields=["state", "surplus", "surplus_words"])
    duties.done(about=move, act="make_move", actor=actor)
    journal.record(actor=actor, act="levies.surplus_moved", thing=levy, fen=move.fen, words=levy.surplus_words)
    return move


def _check_decision(decided_on: date, decided_by: str, decision: str, *, has_papers: bool) -> None:
    if decided_on > clock.today():
        raise Invalid("decided_on", _("这一天还没有到。"))
    if not decided_by.strip():
        raise Invalid("decided_by", _("请写在哪儿定的，有编号的写上，例如：第 12 次板凳会。"))
    if not decision.strip():
        raise Invalid("decision", _("请写大家怎么定的。"))
    if not has_papers:
        raise Invalid("papers", _("请附会议记录，拍一张照片就行：没有决定，资金之间不能拨。"))


def _check_left(move: SurplusMove) -> None:
    left = queries.sums_of(move.levy).left
    if left != move.fen:
        raise Conflict(
            _("申请的时候余 %(asked)s 元，现在余 %(left)s 元。请退回，按现在的数重新送审。")
            % {"asked": money.yuan(move.fen), "left": money.yuan(left)}
        )


def _locked(levy: Levy) -> Levy:
    return Levy.objects.select_for_update(of=("self",)).select_related("fund", "purpose").get(pk=levy.pk)


def _locked_move(move: SurplusMove) -> SurplusMove:
    """The levy first, as everywhere in this room, then the move."""
    levy = _locked(Levy(pk=move.levy_id))
    found = SurplusMove.objects.select_for_update(of=("self",)).select_related("target", "requested_by", "approved_by")
    move = found.get(pk=move.pk)
    move.levy = levy
    return move
