"""May this resident have this space, by rule or by a worker's yes?"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.bookings.kinds import Approval, AskState
from hehuo.domain.ground.bookings.models import Ask, Terms
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import rules as spaces

WEEKLY_MOST = timedelta(days=366)


def may_ask(actor: Person | None, ask: Ask, terms: Terms) -> Verdict:
    """Whoever is on the roll, for a time that is open to residents and near enough, in a room that seats them."""
    if actor is None:
        return no(_("请先登录，再订场地。也可以打电话或到服务台订。"))
    if actor.left_on or actor.merged_into_id:
        return no(_("花名册上您已经搬走了。要用场地，请打电话给社区。"))
    last = clock.today() + timedelta(days=terms.days_ahead)
    if clock.local(ask.starts_at).date() > last:
        return no(_("这间屋只能订 %d 天以内的时间，请选近一点的日子。") % terms.days_ahead)
    if ask.people and ask.space.seats is not None and ask.people > ask.space.seats:
        return no(
            _("%(space)s坐 %(seats)d 人，您来 %(people)d 人坐不下。请换一间大的。")
            % {"space": ask.space.name, "seats": ask.space.seats, "people": ask.people}
        )
    return YES


def is_given_by_rule(person: Person, terms: Terms, in_week: int, in_month: int) -> Verdict:
    """Without asking anybody: a resident of the community within the quota, where the space has it so.

    `in_week` and `in_month` are how many times in this space the person has already. The refusal says why not.
    """
    if terms.approval == Approval.BY_WORKER:
        return no(_("这间屋每次都由社区答复。"))
    if person.household_id is None:
        return no(_("花名册上没有您的住处，由社区答复。"))
    if terms.week_quota is not None and in_week >= terms.week_quota:
        return no(_("这一周您已经订了 %d 次，再订由社区答复。") % in_week)
    if terms.month_quota is not None and in_month >= terms.month_quota:
        return no(_("这个月您已经订了 %d 次，再订由社区答复。") % in_month)
    return YES


def may_move_alone(person: Person, ask: Ask, terms: Terms, in_week: int, in_month: int) -> Verdict:
    """What was granted is moved by its asker to where they would have it without a worker's yes, and nowhere else.

    Else a yes to one room would be a yes to every room. `ask` is as it would be after the move.
    """
    if ask.state != AskState.GRANTED:
        return YES  # a worker has still to say
    if not (asked := may_ask(person, ask, terms)):
        return asked
    given = is_given_by_rule(person, terms, in_week, in_month)
    return given if given else no(_("%s请另外申请新的时间，答复了再取消这一个。") % given.reason)


def check_weeks(first_on: date, last_on: date) -> None:
    """Raise Invalid for a weekly time that ends before it begins, or goes on for more than a year."""
    if last_on < first_on:
        raise Invalid("last_on", _("到哪天要在从哪天之后。"))
    if last_on - first_on > WEEKLY_MOST:
        raise Invalid("last_on", _("每周的时间一次最多订一年，明年的到时再订。"))


def may_decide(actor: Person | None, ask: Ask) -> Verdict:
    """Those who keep spaces, never on what they asked for themselves (R-46)."""
    if not (allowed := spaces.may_keep_spaces(actor)) or actor is None:
        return allowed
    return all_of(access_rules.in_person(), access_rules.may_not_be_same(actor, ask.person))


def may_see(actor: Person | None, ask: Ask) -> Verdict:
    """Whoever asked, and those who keep spaces."""
    return YES if actor and actor.id == ask.person_id else spaces.may_keep_spaces(actor)


def may_take(actor: Person, ask: Ask) -> Verdict:
    """An offer is taken by whom it was made to, while it is kept."""
    if actor.id != ask.person_id:
        return no(_("这是留给别人的，只能由他本人来确认。"))
    if ask.state != AskState.OFFERED or (ask.kept_until_at and ask.kept_until_at <= clock.now()):
        return no(_("留着的时间过了，已经让给后面的人。您可以再排一次。"))
    return YES


def may_withdraw(actor: Person, ask: Ask) -> Verdict:
    """Whoever asked, and the office; what is booked, only until the space's own term."""
    if ask.state == AskState.GRANTED and ask.booking:
        return spaces.may_cancel(actor, ask.booking)
    if actor.id == ask.person_id:
        return YES
    return spaces.may_keep_spaces(actor)
