"""Opening funds, their purposes and the lines of their books."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.db import transaction as database
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict
from hehuo.core.sentences import on_paper
from hehuo.domain.ground.funds import queries, rules
from hehuo.domain.ground.funds.booking import add_line, hold
from hehuo.domain.ground.funds.kinds import (
    EARMARK,
    GENERAL_PURPOSE,
    OPENING,
    Direction,
    FundNature,
    Source,
)
from hehuo.domain.ground.funds.models import BudgetLine, Fund, Purpose
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person


@database.atomic
def open_fund(
    *,
    actor: Person | None,
    name: str,
    nature: FundNature,
    keeper: str = "",
    keeper_no: str = "",
    key: UUID | None = None,
) -> Fund:
    """Open a pot with its money account and its general purpose; a pot of this name is given back as it is."""
    of_this_name = Fund.objects.filter(name=name)
    if found := of_this_name.first():
        return found
    rules.may_keep_funds(actor).or_refuse()
    fund = Fund(id=key or ids.uuid7(), name=name, nature=nature, keeper=keeper, keeper_no=keeper_no)
    try:
        with database.atomic():
            _open_accounts(fund)
    except IntegrityError:  # somebody opened it at this very moment
        return of_this_name.get()
    _open_purpose(fund, str(GENERAL_PURPOSE), is_restricted=False)
    journal.record(actor=actor, act="funds.opened", thing=fund, nature=nature.value, words=name)
    return fund


@database.atomic
def set_up_fund(
    *,
    actor: Person,
    name: str,
    nature: FundNature,
    keeper: str,
    keeper_no: str = "",
    sources: Iterable[Source] = (),
    spending: Iterable[str] = (),
    purpose: str = "",
    opening_fen: int = 0,
    opening_on: date | None = None,
    key: UUID | None = None,
) -> Fund:
    """Open a pot ready for use: who holds it, a line a source and a kind of spending, a purpose, what stood in it."""
    key = key or ids.uuid7()
    if made := Fund.objects.filter(pk=key).first():
        return made
    rules.may_keep_funds(actor).or_refuse()
    rules.check_holder(nature, keeper, keeper_no)
    fund = open_fund(
        actor=actor, name=name.strip(), nature=nature, keeper=keeper.strip(), keeper_no=keeper_no.strip(), key=key
    )
    if fund.pk != key:
        raise Conflict(_("「%s」已经立过了。请换一个名字，或从「资金」里打开它。") % fund)
    for source in sources:
        open_line(actor=actor, fund=fund, direction=Direction.IN, name=on_paper(source.label), source=source)
    for line in spending:
        open_line(actor=actor, fund=fund, direction=Direction.OUT, name=line)
    if purpose.strip():
        open_purpose(actor=actor, fund=fund, name=purpose.strip())
    if opening_fen:
        rules.check_day(opening_on or clock.today())
        set_opening(actor=actor, fund=fund, fen=opening_fen, on=opening_on or clock.today())
    return fund


@database.atomic
def open_purpose(*, actor: Person | None, fund: Fund, name: str) -> Purpose:
    """A restricted purpose within a fund: what comes for it can be spent on nothing else."""
    of_this_name = Purpose.objects.filter(fund=fund, name=name).select_related("account")
    if found := of_this_name.first():
        return found
    rules.may_keep_funds(actor).or_refuse()
    hold(fund)
    if found := of_this_name.first():
        return found
    purpose = _open_purpose(fund, name, is_restricted=True)
    journal.record(actor=actor, act="funds.purpose_opened", thing=purpose, words=name)
    return purpose


@database.atomic
def open_line(
    *,
    actor: Person | None,
    fund: Fund,
    direction: Direction,
    name: str,
    source: Source | None = None,
) -> BudgetLine:
    """A line of income (of a source that the fund may receive) or of spending."""
    if found := BudgetLine.objects.filter(fund=fund, direction=direction, name=name).first():
        return found
    rules.may_keep_funds(actor).or_refuse()
    if source is not None:
        rules.may_receive_from(fund, source).or_refuse()
    line = add_line(fund, direction, name, source)
    journal.record(actor=actor, act="funds.line_opened", thing=line, direction=direction.value, words=name)
    return line


@database.atomic
def set_opening(*, actor: Person | None, fund: Fund, fen: int, on: date, purpose: Purpose | None = None) -> Transaction:
    """What stood in a fund before these books began; it is no income."""
    rules.may_keep_funds(actor).or_refuse()
    rules.check_amount(fen)
    purpose = purpose or queries.general_purpose(fund)
    legs = [Leg(fund.money, fund.opening, fen), Leg(fund.earmark, purpose.account, fen)]
    return ledger.post(actor=actor, act="funds.opening_set", legs=legs, about=fund, on=on, memo=str(OPENING))


def _open_accounts(fund: Fund) -> None:
    fund.money = ledger.open_account(kind=AccountKind.ASSET, name=str(fund.rule.money_in), holder=fund)
    fund.earmark = ledger.open_account(kind=AccountKind.EARMARK, name=str(EARMARK), holder=fund)
    fund.opening = ledger.open_account(kind=AccountKind.OPENING, name=str(OPENING), holder=fund)
    fund.save(force_insert=True)


def _open_purpose(fund: Fund, name: str, *, is_restricted: bool) -> Purpose:
    account = ledger.open_account(kind=AccountKind.PURPOSE, name=name, holder=fund)
    return Purpose.objects.create(fund=fund, name=name, is_restricted=is_restricted, account=account)
