"""May I? For accounts of give and take: nobody confirms their own."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.exchanges.kinds import FROM_BOOKS, DeliveryState, Kind, Side
from hehuo.domain.run.exchanges.models import Delivery, Exchange
from hehuo.domain.run.exchanges.sides import may_answer, side_of


def may_open(actor: Person | None, agreement: Agreement) -> Verdict:
    """The office opens the account of a signed agreement and writes down what it promises."""
    if side_of(actor, agreement) == Side.PARTNER:
        return no(_("往来账由社区来开，合伙人来对。"))
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if agreement.is_signed:
        return YES
    return no(_("协议现在是%s，签好、没有暂停才能往往来账里写约定。") % agreement.get_state_display())


def may_note(actor: Person | None, exchange: Exchange, kind: Kind) -> Verdict:
    """Either side notes what was given; a share is read from the books."""
    if side_of(actor, exchange.agreement) is None:
        return no(_("往来由社区或「%s」来记。") % exchange.agreement.partner.name)
    if kind in FROM_BOOKS:
        return no(_("让利到账看账本，这里不用再记。"))
    return YES


def may_confirm(actor: Person | None, delivery: Delivery) -> Verdict:
    """Another human, of the other side."""
    noted = {"noted_side": delivery.noted_side, "noted_by": delivery.noted_by}
    return may_answer(actor, delivery.exchange.agreement, **noted)


def may_reverse(actor: Person | None, delivery: Delivery) -> Verdict:
    """Who did not note it takes back what both had confirmed, with a reason; the first entry stays."""
    if delivery.state != DeliveryState.CONFIRMED:
        return no(_("这一笔%s，不用冲。") % delivery.get_state_display())
    return may_confirm(actor, delivery)
