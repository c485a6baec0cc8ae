"""Collecting: who said yes in the chain, cash at the door, cash in the clerk's hand, and the end of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import LevyState
from hehuo.domain.run.levies.models import Cash, Levy, Share


@transaction.atomic
def pledge(*, actor: Person, levy: Levy, said: Iterable[tuple[Share, str]], on: date) -> int:
    """Note which homes said yes in the group (their words beside it); how many are new. Money is another matter."""
    rules.may_see_shares(actor).or_refuse()
    levy = Levy.objects.select_for_update(of=("self",)).get(pk=levy.pk)
    _collecting(levy)
    new = 0
    for share, words in said:
        if share.levy_id == levy.pk and share.pledged_on is None:
            share.pledged_on, share.pledge_words = on, words[:120]
            share.save(update_fields=["pledged_on", "pledge_words"])
            new += 1
    if new:
        journal.record(actor=actor, act="levies.pledged", thing=levy, homes=new)
    return new


@transaction.atomic
def note_cash(
    *, actor: Person, share: Share, fen: int, receipt_no: str, on: date | None = None, key: UUID | None = None
) -> Cash:
    """A collector took cash at a door and wrote a receipt; it is in the books when the clerk has it.

    Raises Refused, Invalid for more than is open or a receipt's number that was used.
    """
    if key and (noted := Cash.objects.filter(pk=key).first()):
        return noted
    share = (
        Share.objects.select_for_update(of=("self",))
        .select_related("levy__club__team__leader", "levy__club__assistant", "home__place", "person", "due")
        .get(pk=share.pk)
    )
    rules.may_collect(actor, share, queries.named_at(share)).or_refuse()
    _collecting(share.levy)
    assert share.due is not None  # noqa: S101  the rule asked
    held = sum(cash.fen for cash in share.cash.filter(taken_at=None, given_back_at=None))
    if not 0 < fen <= share.due.open_fen - held:
        raise Invalid("fen", _("这一户还差 %s 元，收的对不上。") % money.yuan(share.due.open_fen - held))
    if not receipt_no.strip():
        raise Invalid("receipt_no", _("请写收据号。"))
    if on and on > clock.today():
        raise Invalid("on", _("日期还没有到，请写实际收钱的那一天。"))
    try:
        with transaction.atomic():
            cash = Cash.objects.create(
                id=key or ids.uuid7(), share=share, fen=fen, receipt_no=receipt_no.strip(), collected_by=actor,
                collected_on=on or clock.today(),
            )  # fmt: skip
    except IntegrityError:
        raise Invalid("receipt_no", _("收据 %s 已经记过了，请核对号码。") % receipt_no.strip()) from None
    journal.record(actor=actor, act="levies.cash_noted", thing=share.levy, fen=fen, payer=str(share.payer.pk))
    return cash


@transaction.atomic
def take_cash(*, actor: Person, cash: Cash) -> Cash:
    """The clerk has counted it: from today it is in the books, under the number of its receipt."""
    cash = (
        Cash.objects.select_for_update(of=("self",))
        .select_related("share__due", "share__levy", "collected_by")
        .get(pk=cash.pk)
    )
    if cash.taken_at:
        return cash
    if cash.given_back_at:
        raise Conflict(_("这笔现金已经退给这一户了。"))
    rules.may_take_cash(actor, cash).or_refuse()
    assert cash.share.due is not None  # noqa: S101  cash is taken for a due only
    memo = _("现金，收据 %s") % cash.receipt_no
    funds.receive(
        actor=actor, due=cash.share.due, fen=cash.fen, on=clock.today(), memo=memo, receipt_no=cash.receipt_no,
        key=cash.id,
    )  # fmt: skip
    cash.taken_by, cash.taken_at = actor, clock.now()
    cash.save(update_fields=["taken_by", "taken_at"])
    journal.record(actor=actor, act="levies.cash_taken", thing=cash.share.levy, fen=cash.fen)
    return cash


@transaction.atomic
def give_back_cash(*, actor: Person, cash: Cash) -> Cash:
    """Back to the home, before the clerk has it: it had paid another way, or need not pay. Raises Refused, Conflict."""
    cash = Cash.objects.select_for_update(of=("self",)).select_related("share__levy").get(pk=cash.pk)
    rules.may_give_back(actor, cash).or_refuse()
    if cash.taken_at:
        raise Conflict(_("这笔现金已经点收入账，要退请走付款。"))
    if cash.given_back_at is None:
        cash.given_back_at = clock.now()
        cash.save(update_fields=["given_back_at"])
        journal.record(actor=actor, act="levies.cash_given_back", thing=cash.share.levy, fen=cash.fen)
    return cash


@transaction.atomic
def close_levy(*, actor: Person, levy: Levy) -> Levy:
    """No more is collected: what is still open is given up, and nobody is named for it."""
    levy = Levy.objects.select_for_update(of=("self",)).select_related("requested_by").get(pk=levy.pk)
    rules.may_approve(actor, levy).or_refuse()
    if queries.cash_waiting(levy).exists():
        raise Conflict(_("还有现金在收的人手里，请先让报账员点收。"))
    if queries.asked_extension(levy):
        raise Conflict(_("还有一次延期在等审批，请先批或退回。"))
    levy.move_to(LevyState.CLOSED)
    levy.save(update_fields=["state"])
    for share in queries.shares_of(levy):
        if share.due and share.due.state == DueState.OPEN:
            funds.void_due(actor=actor, due=share.due, why=_("到截止日没有收，不再收"))
    journal.record(actor=actor, act="levies.closed", thing=levy)
    return levy


def _collecting(levy: Levy) -> None:
    if levy.state != LevyState.COLLECTING:
        raise Conflict(_("现在是「%s」，不在收钱。") % levy.get_state_display())
