"""May I? For support."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews.models import Review
from hehuo.domain.judge.support.kinds import GrantState
from hehuo.domain.judge.support.models import Support, Use


def is_assessed(partner: Partner, review: Review | None, *, least: int) -> Verdict:
    """Support only after assessment: a final review with at least so many stars, and the latest one counts."""
    name = {"name": partner.name, "least": least}
    if review is None:
        return no(_("「%(name)s」还没有考核定案。先考核、公示、定案，再给支持。") % name)
    if (review.stars or 0) < least:
        return no(_("「%(name)s」最近一次考核是%(band)s，要到 %(least)s 星才给支持。") % {**name, "band": review.band})
    return YES


def may_ask(actor: Person | None, partner: Partner, *, assessed: Verdict) -> Verdict:
    """The office or a steward asks for an assessed partner; nobody for themselves."""
    steward = may(actor, Power.FOLLOW_PARTNERS)
    own = speaks_for(actor, partner)
    return all_of(
        YES if steward else may(actor, Power.RUN_RECRUITMENT),
        no(_("这是给您自己的，要请社工或管家来提。")) if own else YES,
        assessed,
    )


def may_decide(actor: Person | None, support: Support, *, assessed: Verdict | None) -> Verdict:
    """The secretary, never who asked; to grant, the assessment must still hold (None: it is not granted)."""
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        YES if support.state == GrantState.ASKED else no(_("这一条已经定过了。")),
        no(_("这是您提的，要请另一位来批。")) if not different_humans(actor, support.asked_by) else YES,
        no(_("这是给您自己的，要请另一位来批。")) if speaks_for(actor, support.partner) else YES,
        YES if assessed is None else assessed,
    )


def may_use(actor: Person | None, support: Support, *, amount: int, on: date) -> Verdict:
    """The office or a steward counts a use while the support runs; never more than is left."""
    left = {"left": support.left, "unit": support.unit}
    return all_of(
        YES if may(actor, Power.FOLLOW_PARTNERS) else may(actor, Power.RUN_RECRUITMENT),
        no(_("这是您自己的，要请社工或管家来记。")) if speaks_for(actor, support.partner) else YES,
        YES if support.state == GrantState.GRANTED else no(_("还没批，不能用。")),
        YES if on <= support.until_on else no(_("%s 到期了，要用请再申请。") % support.until_on.isoformat()),
        YES if amount <= support.left else no(_("只剩 %(left)s %(unit)s，不能多用。") % left),
    )


def may_reverse(actor: Person | None, use: Use) -> Verdict:
    """The office takes a use back that was noted in error."""
    return all_of(
        may(actor, Power.RUN_RECRUITMENT), YES if use.reverses_id is None else no(_("冲销的这一笔不能再冲。"))
    )
