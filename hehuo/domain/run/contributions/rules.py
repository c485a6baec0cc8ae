"""May I? Nobody confirms what their own side noted."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.contributions.models import Delivery
from hehuo.domain.run.exchanges.kinds import DeliveryState, Side
from hehuo.domain.run.exchanges.sides import may_answer, side_of


def may_pledge(actor: Person | None, agreement: Agreement) -> Verdict:
    """The office writes down what the agreement promises."""
    if side_of(actor, agreement) == Side.PARTNER:
        return no(_("约定由社区照协议写，合伙人来对。"))
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if agreement.is_signed:
        return YES
    return no(_("协议现在是%s，签好、没有暂停才能写约定。") % agreement.get_state_display())


def may_note(actor: Person | None, agreement: Agreement) -> Verdict:
    """Either side notes what came."""
    if side_of(actor, agreement) is None:
        return no(_("投入由社区或「%s」来记。") % agreement.partner.name)
    return YES


def may_confirm(actor: Person | None, delivery: Delivery) -> Verdict:
    """Another human, of the other side."""
    return may_answer(actor, delivery.agreement, noted_side=delivery.noted_side, noted_by=delivery.noted_by)


def may_reverse(actor: Person | None, delivery: Delivery) -> Verdict:
    """Who did not note it takes back what both had confirmed, with a reason; the row stays."""
    if delivery.state != DeliveryState.CONFIRMED:
        return no(_("这一笔%s，不用冲。") % delivery.get_state_display())
    return may_confirm(actor, delivery)
