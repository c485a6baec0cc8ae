"""Who declares, confirms, asks, approves, handles, closes and publishes."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import spending
from hehuo.domain.run.books.kinds import OPEN_REQUESTS, SHARE_SOURCES, MonthState, RequestState
from hehuo.domain.run.books.models import Budget, MonthAccount, Request, Turnover, YearAccount


def may_declare(actor: Person | None, agreement: Agreement) -> Verdict:
    """The partner declares; a worker may write it down for the partner, who confirms it in any case."""
    if speaks_for(actor, agreement.partner):
        return YES
    return may(actor, Power.REQUEST_MONEY)


def may_declare_month(agreement: Agreement, month: date) -> Verdict:
    """A month that has begun and that the signed agreement covers."""
    if agreement.signed_on is None:
        return no(_("协议还没有签，不能申报营业额。"))
    if month > clock.today().replace(day=1):
        return no(_("%s 还没有到，请等到那个月再报。") % f"{month:%Y-%m}")
    last = agreement.ended_on or agreement.ends_on
    if not agreement.starts_on.replace(day=1) <= month <= last:
        return no(_("%s 不在协议期里，请核对月份。") % f"{month:%Y-%m}")
    return YES


def may_confirm(actor: Person | None, turnover: Turnover) -> Verdict:
    """Only the partner says that the figure is right."""
    if speaks_for(actor, turnover.agreement.partner):
        return YES
    return no(_("营业额要由合伙人「%s」自己确认，请发给对方看一眼。") % turnover.agreement.partner)


def may_request_share(actor: Person, turnover: Turnover) -> Verdict:
    """The office asks for the share, never the partner itself; free services are not turned into money (R-24)."""
    if ShareNature(turnover.agreement.share_nature) not in SHARE_SOURCES:
        return no(_("这份协议的让利是免费服务，按次数记，不收钱。"))
    if speaks_for(actor, turnover.agreement.partner):
        return no(_("这是您自己的营业额，要请社区的人来办。"))
    return may(actor, Power.REQUEST_MONEY)


def may_approve_share(actor: Person, turnover: Turnover) -> Verdict:
    """Another human with the power, who is not the partner either."""
    if speaks_for(actor, turnover.agreement.partner):
        return no(_("这是您自己的营业额，要请社区的人来办。"))
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, turnover.requested_by))


def may_return(actor: Person, turnover: Turnover) -> Verdict:
    """Whoever could take the next step may hand it back instead."""
    if may_approve_share(actor, turnover) or may_request_share(actor, turnover):
        return YES
    return may(actor, Power.APPROVE_MONEY)


def may_ask_for_money(actor: Person) -> Verdict:
    """Asking that something be received or paid."""
    return may(actor, Power.REQUEST_MONEY)


def may_mend_request(actor: Person, request: Request) -> Verdict:
    """Who asked mends it or takes it back, while nobody has approved it."""
    if different_humans(actor, request.requested_by):
        return no(_("这笔是%s申请的，请由本人来改或撤回。") % request.requested_by.name)
    return may(actor, Power.REQUEST_MONEY)


def may_have_part(actor: Person, request: Request) -> Verdict:
    """Nobody judges or handles money that goes to them, their firm or their household, or where they stepped back."""
    payee = request.payee
    if payee is not None and not different_humans(actor, payee):
        return no(_("这笔是付给您的，要请别人来办。"))
    if payee is not None and actor.household_id is not None and actor.household_id == payee.household_id:
        return no(_("这笔是付给您家里人的，要请别人来办。"))
    if request.supplier is not None and speaks_for(actor, request.supplier):
        return no(_("这笔是付给您单位的，要请别人来办。"))
    if any(not different_humans(actor, each.person) for each in request.recusals.select_related("person")):
        return no(_("您登记过和这笔有利害关系，要回避。"))
    return YES


def may_advise(actor: Person, request: Request) -> Verdict:
    """A supervisor, or a member of the body that decides; not who asked, and not who approves (R-25, R-46)."""
    if may(actor, Power.APPROVE_MONEY):
        return no(_("您是审批的人，意见写在审批里。这里要另一位来写。"))
    writes = may(actor, Power.WRITE_OPINION)
    return all_of(
        writes if writes else may(actor, Power.DECIDE),
        may_not_be_same(actor, request.requested_by),
        may_have_part(actor, request),
    )


def may_approve_request(actor: Person, request: Request) -> Verdict:
    """Nobody approves what they asked for, or what they gain from."""
    return all_of(
        may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, request.requested_by), may_have_part(actor, request)
    )


def may_return_request(actor: Person, request: Request) -> Verdict:
    """Whoever has the next step may send it back to who asked: who approves, and once approved the clerk."""
    approves = may_approve_request(actor, request)
    if approves or request.state != RequestState.APPROVED:
        return approves
    return may_settle(actor, request)


def may_settle(actor: Person, request: Request) -> Verdict:
    """The clerk handles what another approved, and never what comes to the clerk."""
    return all_of(
        may(actor, Power.RECEIVE_MONEY), may_not_be_same(actor, request.approved_by), may_have_part(actor, request)
    )


def is_ready_to_pay(request: Request) -> Verdict:
    """A service is paid for when it was found good (B11)."""
    if spending.awaits_acceptance(request):
        return no(_("购买服务要先验收、再付款。请没有经手的人先验收。"))
    return YES


def is_to_be_accepted(request: Request) -> Verdict:
    """What was bought and not yet looked at."""
    if request.accepted_by_id is not None:
        return no(_("已经验收过了。"))
    if request.state in (RequestState.APPROVED, RequestState.DONE) and spending.is_worth_acceptance(request):
        return YES
    return no(_("这笔现在不用验收。"))


def may_accept(actor: Person, request: Request) -> Verdict:
    """That it is there and good is said by one who neither asked for it, approved it nor paid it."""
    return all_of(
        is_to_be_accepted(request),
        may(actor, Power.REQUEST_MONEY),
        may_not_be_same(actor, request.requested_by),
        may_not_be_same(actor, request.approved_by),
        may_not_be_same(actor, request.handled_by),
        may_have_part(actor, request),
    )


def may_check(actor: Person, request: Request) -> Verdict:
    """The street's accountant checks the entry against its papers; the cashier keeps no books (会计法 35)."""
    if request.state != RequestState.DONE:
        return no(_("这笔还没有入账，等收付以后再复核。"))
    if request.checked_by_id is not None:
        return no(_("已经复核过了。"))
    return all_of(
        may(actor, Power.KEEP_BOOKS),
        may_not_be_same(actor, request.handled_by),
        may_not_be_same(actor, request.approved_by),
    )


def may_add_paper(actor: Person, request: Request) -> Verdict:
    """Whoever asks for money adds papers while it is under way; afterwards they are as they were checked."""
    if request.state not in OPEN_REQUESTS:
        return no(_("这笔已经办完了，单据不再添。"))
    return may_ask_for_money(actor)


def may_step_back(actor: Person, request: Request) -> Verdict:
    """Those to whom its next steps may fall, while it is under way (R-46)."""
    if request.state not in OPEN_REQUESTS:
        return no(_("这笔已经办完了，有话请写给居务监督委员。"))
    approves = may_approve_request(actor, request)
    return approves if approves else may_settle(actor, request)


def may_set_ladder(actor: Person) -> Verdict:
    """What payments need is set by those who keep the books of the street, not by those who spend."""
    return may(actor, Power.KEEP_BOOKS)


def may_close_month(actor: Person) -> Verdict:
    """The clerk or the street's accountant closes a month."""
    keeps = may(actor, Power.KEEP_BOOKS)
    return keeps if keeps else may(actor, Power.RECEIVE_MONEY)


def is_month_over(month: date) -> Verdict:
    """A month is closed when its last day has passed."""
    if clock.today() > last_day(month):
        return YES
    return no(_("%s 还没有过完，下个月 1 日起可以结账。") % f"{month:%Y-%m}")


def may_post_month(actor: Person, account: MonthAccount) -> Verdict:
    """The secretary publishes what somebody else closed."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, account.closed_by))


def may_give_opinion(actor: Person, account: MonthAccount, hands: Iterable[Person | None]) -> Verdict:
    """A supervisor through whose hands none of the month went, once its figures stand (R-46)."""
    if not (allowed := may(actor, Power.WRITE_OPINION)):
        return allowed
    if account.state == MonthState.DRAFT:
        return no(_("这个月还没有结账，数还会变。等结了账，再写意见。"))
    if any(hand is not None and not different_humans(actor, hand) for hand in hands):
        return no(_("这个月有您经手或审批的事，意见要请另一位监督委员来写。"))
    return YES


def may_plan_for(year: int) -> Verdict:
    """This year, the one before, or the next."""
    if abs(year - clock.today().year) <= 1:
        return YES
    return no(_("预算只能写去年、今年和明年的。"))


def may_approve_budget(actor: Person, budget: Budget) -> Verdict:
    """Nobody approves what they planned."""
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, budget.requested_by))


def may_close_year(actor: Person) -> Verdict:
    """The street's accountant closes a year."""
    return may(actor, Power.KEEP_BOOKS)


def is_year_over(year: int) -> Verdict:
    """A year is closed when its last day has passed."""
    if clock.today().year > year:
        return YES
    return no(_("%s 年还没有过完，明年 1 月 1 日起可以年结。") % year)


def may_post_year(actor: Person, account: YearAccount) -> Verdict:
    """The secretary publishes what somebody else closed."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, account.closed_by))


def may_see_books(actor: Person | None) -> Verdict:
    """Everyone with a part in the money reads all of it."""
    for power in (Power.READ_BOOKS, Power.REQUEST_MONEY, Power.APPROVE_MONEY):
        if verdict := may(actor, power):
            return verdict
    return may(actor, Power.READ_BOOKS)


def last_day(month: date) -> date:
    """The last day of a month given by its first."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def month_of(written: str) -> date:
    """The first day of `2024-09`. Raises Invalid for anything else."""
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError:
        raise Invalid("month", _("「%s」不是月份，请写成 2024-09 这样。") % written) from None
