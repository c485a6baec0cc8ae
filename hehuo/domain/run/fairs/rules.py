"""May I plan a fair, ask for a stall, say yes to it, count at it?"""

from datetime import timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fairs.kinds import FIX_DAYS, STANDING, StallState
from hehuo.domain.run.fairs.models import Fair, Stall


def may_run(actor: Person | None) -> Verdict:
    """Those who run sessions."""
    return access_rules.may(actor, Power.RUN_SESSIONS)


def may_take_in(actor: Person | None) -> Verdict:
    """The same; the command line (no actor) stands on the machine itself."""
    return YES if actor is None else may_run(actor)


def may_ask(actor: Person | None, fair: Fair) -> Verdict:
    """Every unit, by somebody who has entered, until the day before is over."""
    if actor is None:
        return no(_("请先登录，再报摊位。也可以打电话给社区。"))
    if fair.cancelled_why:
        return no(_("这一场集市取消了。"))
    if fair.on < clock.today():
        return no(_("这一场已经办过了。"))
    return YES


def may_answer(actor: Person | None, stall: Stall) -> Verdict:
    """Those who run sessions, for stalls that others asked for."""
    if not (allowed := may_run(actor)):
        return allowed
    if actor is not None and stall.asked_by_id == actor.id:
        return no(_("自己报的摊位，要请另一位同事答复。"))
    return YES


def may_withdraw(actor: Person | None, stall: Stall) -> Verdict:
    """Who asked for it, and those who run sessions, until the day."""
    own = actor is not None and actor.id in {stall.asked_by_id, stall.keeper_id}
    if not own and not (allowed := may_run(actor)):
        return allowed
    if stall.visits:
        return no(_("这个摊位记了 %d 人次，不能再撤。") % stall.visits)
    return no(_("已经办过了，不用再撤。")) if stall.fair.is_over else YES


def may_count(actor: Person | None, stall: Stall) -> Verdict:
    """Whoever keeps the stall on its day; those who check people in also some days after."""
    if stall.state not in STANDING or stall.fair.cancelled_why:
        return no(_("这个摊位没有定下来，不能记数。"))
    if clock.today() < stall.fair.on:
        return no(_("还没到那一天，当天起可以记数。"))
    if actor is not None and stall.keeper_id == actor.id and clock.today() == stall.fair.on:
        return YES
    if not (allowed := access_rules.may(actor, Power.CHECK_IN)):
        return no(_("只有当天看摊的人能记。要补记、更正，请告诉社区。")) if _keeps(actor, stall) else allowed
    return YES


def may_fix(actor: Person | None, stall: Stall) -> Verdict:
    """A figure put right: by those who run sessions, for a month; of a list taken in, always."""
    if not (allowed := may_run(actor)):
        return allowed
    if stall.state == StallState.ASKED:
        return no(_("这个摊位没有定下来，不能记数。"))
    if stall.intake_id is None and clock.today() > stall.fair.on + timedelta(days=FIX_DAYS):
        return no(_("办完超过 %d 天，数字不再改。") % FIX_DAYS)
    return YES


def may_see_keeper(actor: Person | None, stall: Stall) -> Verdict:
    """Who keeps a stall: the office, and themselves."""
    return YES if _keeps(actor, stall) else access_rules.may(actor, Power.CHECK_IN)


def _keeps(actor: Person | None, stall: Stall) -> bool:
    return actor is not None and actor.id in {stall.keeper_id, stall.asked_by_id}
