"""Who sets fees, approves a period, takes payments and waives."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may, may_not_be_same
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees.kinds import PeriodState
from hehuo.domain.run.fees.models import FeePeriod


def may_draft(actor: Person) -> Verdict:
    """Those who ask for money."""
    return may(actor, Power.REQUEST_MONEY)


def may_change(actor: Person, period: FeePeriod) -> Verdict:
    """A draft is changed; what was asked for or approved is not."""
    return all_of(
        may_draft(actor),
        YES if period.state == PeriodState.DRAFT else no(_("已经「%s」，不能再改。") % period.get_state_display()),
    )


def may_approve(actor: Person, period: FeePeriod) -> Verdict:
    """Another human than who asked."""
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, period.requested_by))


def may_take(actor: Person) -> Verdict:
    """The clerk."""
    return may(actor, Power.RECEIVE_MONEY)


def check_fund(fund: Fund) -> Verdict:
    """Fees have a pot of their own kind (R-28)."""
    if fund.nature == FundNature.FEES:
        return YES
    return no(_("「%s」不是物业费资金。请先立一个物业费资金。") % fund)
