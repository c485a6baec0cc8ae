"""A period from its draft to the day on which every home owes its bill."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees import queries, rules
from hehuo.domain.run.fees.bills import expect_bills
from hehuo.domain.run.fees.kinds import MONTHS, FeeBase, PeriodState
from hehuo.domain.run.fees.models import Ahead, Bill, FeePeriod, FeeRule

WITHIN = timedelta(days=3)


def draft_period(
    *, actor: Person, rule: FeeRule, title: str, from_on: date, months: int, due_on: date, key: UUID | None = None
) -> FeePeriod:
    """A bill for each home of the place, by the rule, less what it paid ahead; nobody owes it yet.

    Raises Invalid, Refused, Conflict.
    """
    if key and (made := FeePeriod.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写是哪一期，例如：2022 年度。"))
    if not 1 <= months <= MONTHS:
        raise Invalid("months", _("一期 1 到 %d 个月。") % MONTHS)
    if from_on < rule.from_on or (rule.to_on and from_on > rule.to_on):
        raise Invalid("from_on", _("这一天不在收费标准的日子里，请核对。"))
    if FeePeriod.objects.filter(rule=rule, from_on=from_on).exists():
        raise Conflict(_("从这一天起的一期已经有了。"))
    homes = list(queries.homes_of(rule))
    without = [home for home in homes if rule.base == FeeBase.BY_AREA and not home.area_x100]
    if without or not homes:
        raise Refused(
            _("按面积收，要知道每户的面积。还差 %(n)s 户，例如 %(home)s。") % {"n": len(without), "home": without[0]}
            if without
            else _("这里还没有房屋。请先收花名册。")
        )
    period = FeePeriod.objects.create(
        id=key or ids.uuid7(), rule=rule, title=title.strip(), from_on=from_on, months=months, due_on=due_on,
        made_by=actor,
    )  # fmt: skip
    Bill.objects.bulk_create(
        [Bill(period=period, home=home, fen=queries.fen_of(rule, home, months)) for home in homes], batch_size=200
    )
    _use_ahead(period, rule)
    journal.record(actor=actor, act="fees.period_drafted", thing=period, homes=len(homes), words=period.title)
    return period


def ask_period(*, actor: Person, period: FeePeriod) -> FeePeriod:
    """Ready: another person looks at the bills and the waivers before anybody owes them."""
    period = FeePeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    rules.may_change(actor, period).or_refuse()
    period.move_to(PeriodState.ASKED)
    period.requested_by = actor
    period.save(update_fields=["state", "requested_by"])
    duties.assign(
        about=period, act="approve_fees", verb="guan", title=sentence("审批收费：%(what)s", what=period.title),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="fees.period_asked", thing=period)
    return period


def return_period(*, actor: Person, period: FeePeriod, why: str) -> FeePeriod:
    """Back to who asked, with the reason."""
    period = FeePeriod.objects.select_for_update(of=("self",)).select_related("requested_by").get(pk=period.pk)
    rules.may_approve(actor, period).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    period.move_to(PeriodState.DRAFT)
    period.save(update_fields=["state"])
    duties.drop(about=period)
    journal.record(actor=actor, act="fees.period_returned", thing=period, words=why.strip())
    return period


def approve_period(*, actor: Person, period: FeePeriod) -> FeePeriod:
    """From now on each home owes what its bill says. Raises Refused for who asked for it."""
    period = (
        FeePeriod.objects.select_for_update(of=("self",)).select_related("rule__fund", "requested_by").get(pk=period.pk)
    )
    rules.may_approve(actor, period).or_refuse()
    period.move_to(PeriodState.OPEN)
    period.approved_by = actor
    period.save(update_fields=["state", "approved_by"])
    owing = [bill for bill in queries.bills_of(period) if bill.open_fen]
    for bill, due in zip(owing, expect_bills(actor, period, owing), strict=True):
        bill.due = due
    Bill.objects.bulk_update(owing, ["due"], batch_size=200)
    duties.done(about=period, act="approve_fees", actor=actor)
    journal.record(actor=actor, act="fees.period_approved", thing=period, homes=len(owing))
    return period


def _use_ahead(period: FeePeriod, rule: FeeRule) -> None:
    """What homes paid ahead counts for these bills; what is more than a bill stays for the next."""
    ahead = Ahead.objects.filter(fund=rule.fund_id, used_in=None).order_by("made_at", "id")
    bills = {bill.home_id: bill for bill in queries.bills_of(period)}
    for one in ahead:
        bill = bills.get(one.home_id)
        if bill is None or bill.ahead_fen == bill.fen:
            continue
        used = min(one.fen, bill.fen - bill.ahead_fen)
        if used < one.fen:
            Ahead.objects.create(home=one.home, fund=one.fund, fen=one.fen - used, transaction=one.transaction)
        one.fen, one.used_in = used, bill
        one.save(update_fields=["fen", "used_in"])
        bill.ahead_fen += used
        bill.save(update_fields=["ahead_fen"])
