"""What it cost, what was left and where that goes, and the account that everyone may read."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import on_paper
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import progress
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books.kinds import OPEN_REQUESTS
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import RETURNED, LevyState, Surplus
from hehuo.domain.run.levies.models import Cost, Levy, SurplusMove

POSTING_DAYS = 15  # Organic Law of Residents' Committees, article 34


@transaction.atomic
def ask_cost(
    *, actor: Person, levy: Levy, fen: int, what: str, party: str, proof: str = "", key: UUID | None = None
) -> Cost:
    """Ask that a bill be paid out of what was collected, as any payment is asked for. Raises Refused, Invalid."""
    if key and (asked := Cost.objects.filter(request=key).first()):
        return asked
    levy = _locked(levy)
    if levy.state not in (LevyState.COLLECTING, LevyState.CLOSED):
        raise Conflict(_("现在是「%s」，不能付款。") % levy.get_state_display())
    _check_no_move(levy)
    asked_for = {"fen": fen, "what": what, "party": party, "proof": proof, "key": key}
    return _cost(actor, levy, levy.title, is_return=False, **asked_for)


@transaction.atomic
def settle_levy(*, actor: Person, levy: Levy, surplus: Surplus, words: str) -> Levy:
    """Say what becomes of what is left, as it was decided. Raises Refused, Conflict while a payment is under way."""
    levy = _locked(levy)
    rules.may_draft(actor).or_refuse()
    _check_no_move(levy)
    if surplus == Surplus.MOVE:
        raise Invalid("surplus", _("拨到另一个资金要有决定、另一位来批，请从「余款拨到另一个资金」送审。"))
    if any(cost.request.state in OPEN_REQUESTS for cost in queries.costs_of(levy)):
        raise Conflict(_("还有付款没有办完，请办完再定余款。"))
    left = queries.sums_of(levy).left
    if (left > 0) != (surplus != Surplus.NOTHING):
        raise Invalid("surplus", _("现在余 %s 元，请照实选。") % money.yuan(left))
    if not words.strip():
        raise Invalid("words", _("请写大家怎么定的，例如：11 月 2 日板凳会，退给各户。"))
    levy.move_to(LevyState.SETTLED)
    levy.surplus, levy.surplus_words = surplus, words.strip()[:200]
    levy.save(update_fields=["state", "surplus", "surplus_words"])
    journal.record(actor=actor, act="levies.settled", thing=levy, surplus=surplus.value, fen=left, words=words.strip())
    if surplus == Surplus.RETURN:
        paid = [share for share in queries.shares_of(levy) if share.received_fen]
        each = left // len(paid)
        if each:
            proof = _("%(n)s %(unit)s，每%(unit)s %(fen)s 元") % {
                "n": len(paid), "unit": levy.unit, "fen": money.yuan(each),
            }  # fmt: skip
            back = {
                "fen": each * len(paid),
                "what": on_paper(RETURNED),
                "party": on_paper(_("交了钱的各家各人")),
                "proof": proof,
            }
            _cost(actor, levy, on_paper(RETURNED), is_return=True, **back)
    return levy


@transaction.atomic
def publish_levy(*, actor: Person, levy: Levy) -> Levy:
    """The account of the matter on the board, for fifteen days. Once posted it stays the same posting."""
    levy = _locked(levy)
    if levy.posting_id:
        return levy
    rules.may_publish(actor, levy).or_refuse()
    levy.posting = postings.post(
        actor=actor, kind=PostingKind.ACCOUNT, title=_("%s：户筹收支公示") % levy.title, about=levy, days=POSTING_DAYS,
        in_working_days=False, body=_body(levy),
    )  # fmt: skip
    levy.save(update_fields=["posting"])
    journal.record(actor=actor, act="levies.published", thing=levy)
    seals.seal_now()
    return levy


def _cost(actor: Person, levy: Levy, line: str, *, is_return: bool, **asked_for: Any) -> Cost:
    spending = funds.open_line(actor=None, fund=levy.fund, direction=Direction.OUT, name=line)
    request = books.request_money(actor=actor, line=spending, purpose=levy.purpose, **asked_for)
    journal.record(actor=actor, act="levies.cost_asked", thing=levy, fen=request.fen, words=request.what)
    return Cost.objects.create(levy=levy, request=request, is_return=is_return)


def _body(levy: Levy) -> dict[str, Any]:
    """What stands on the posting: the sums and the counts, never a home."""
    sums, total = queries.sums_of(levy), progress.total_of(queries.progress_of(levy))
    chosen, move = levy.quotes.filter(is_chosen=True).first(), queries.surplus_move_of(levy)
    later = [f"{each.from_on} 延到 {each.to_on}：{each.why}" for each in queries.told_extensions(levy)]
    rows = [
        ["怎么定的", f"{levy.decided_on:%Y-%m-%d} {levy.decided_by}，到场 {levy.present} {levy.unit}：{levy.decision}"],
        ["谁来做", f"{chosen.supplier}，{money.yuan(chosen.total_fen)} 元" if chosen else "—"],
        ["应出", f"{total.asked} {levy.unit}，{money.yuan(sums.asked)} 元"],
        *([["延过期", "；".join(later)]] if later else []),
        ["实收", f"{money.yuan(sums.received)} 元"],
        ["支出", f"{money.yuan(sums.spent)} 元"],
        ["余款", f"{money.yuan(sums.received - sums.spent)} 元，{levy.get_surplus_display()}：{levy.surplus_words}"],
        *([["余款怎么定的", f"{move.decision}（凭证 {_number(move)} 号）"]] if move else []),
    ]
    return {"table": {"head": ["项目", "说明"], "rows": rows}}


def _number(move: SurplusMove) -> int:
    assert move.transaction is not None  # noqa: S101  a settled levy's move is done
    return int(move.transaction.number)


def _check_no_move(levy: Levy) -> None:
    if queries.surplus_move_of(levy):
        raise Conflict(_("余款正等着拨到另一个资金。要改，请先请审批的人退回那份申请。"))


def _locked(levy: Levy) -> Levy:
    return Levy.objects.select_for_update(of=("self",)).select_related("place", "fund", "purpose").get(pk=levy.pk)
