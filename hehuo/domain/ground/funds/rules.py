"""Who keeps funds, what a fund may receive, and what may be spent."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.funds.kinds import NATURE_RULES, Direction, DueState, FundNature, Source
from hehuo.domain.ground.funds.models import BudgetLine, Due, Fund, Purpose, Voucher
from hehuo.domain.ground.people.models import Person


def may_keep_funds(actor: Person | None) -> Verdict:
    """Opening funds, purposes and lines is the bookkeeper's or the secretary's; the house itself may (an import)."""
    if actor is None or may(actor, Power.KEEP_BOOKS) or may(actor, Power.APPROVE_MONEY):
        return YES
    return no(_("立资金、开科目要由街道会计或社区书记来办。您要办的话，请找他们。"))


def may_receive_from(fund: Fund, source: Source) -> Verdict:
    """A pot takes only what its nature allows: nothing else is ever mixed in (R-24, R-28)."""
    if source in fund.rule.receives:
        return YES
    return no(
        _("「%(fund)s」是%(nature)s，不能收%(source)s（%(article)s）。请换一个资金。")
        % {
            "fund": fund,
            "nature": fund.get_nature_display(),
            "source": source.label,
            "article": fund.rule.article,
        }
    )


def may_be_two(requested_by: Person | None, approved_by: Person | None) -> Verdict:
    """The one who asks and the one who approves are two humans, and the approver holds the power."""
    if not different_humans(requested_by, approved_by):
        return no(_("经办和审批要是两个人，请另一位来审。"))
    return may(approved_by, Power.APPROVE_MONEY)


def may_handle(actor: Person, approved_by: Person | None) -> Verdict:
    """The clerk receives and pays, and never what they approved themselves."""
    if approved_by is not None and not different_humans(actor, approved_by):
        return no(_("这笔是您审批的，收付要请报账员来办。"))
    return may(actor, Power.RECEIVE_MONEY)


def may_register(actor: Person, approved_by: Person | None) -> Verdict:
    """Money of a mirror is in the charity's account: nobody here takes it, so who asks for money may register it."""
    if different_humans(actor, approved_by) and may(actor, Power.REQUEST_MONEY):
        return YES
    return may_handle(actor, approved_by)


def may_receive(actor: Person, due: Due, fen: int) -> Verdict:
    """What came matches what is still expected, at most."""
    return all_of(
        may_handle(actor, due.approved_by),
        YES if due.state == DueState.OPEN else no(_("这笔应收已经是「%s」，不能再收。") % due.get_state_display()),
        YES
        if fen <= due.fen - due.received_fen
        else no(
            _("应收还差 %(open)s 元，到账 %(fen)s 元多了。多出的请另记一笔。")
            % {"open": money.yuan(due.fen - due.received_fen), "fen": money.yuan(fen)}
        ),
    )


def may_spend(fund: Fund, purpose: Purpose, fen: int, balance: int) -> Verdict:
    """A purpose pays only from what it holds: a restricted one never lends, a pot is never overdrawn."""
    if fen <= balance:
        return YES
    return no(
        _("「%(fund)s · %(purpose)s」只有 %(balance)s 元，付不了 %(fen)s 元。请减少金额，或换一个用途。")
        % {"fund": fund, "purpose": purpose, "balance": money.yuan(balance), "fen": money.yuan(fen)}
    )


def may_reverse(actor: Person, voucher: Voucher) -> Verdict:
    """Bookkeepers and clerks put a wrong entry right; a reversal is not reversed."""
    if voucher.reverses_id is not None:
        return no(_("这一笔本身就是冲正，不能再冲。要恢复的话，请重新记一笔。"))
    keeps = may(actor, Power.KEEP_BOOKS)
    return keeps if keeps else may(actor, Power.RECEIVE_MONEY)


def check_amount(fen: int) -> None:
    """Raise Invalid unless there is something to book."""
    if fen <= 0:
        raise Invalid("fen", _("金额要大于零。"))


def check_day(on: date) -> None:
    """Raise Invalid for money of tomorrow."""
    if on > clock.today():
        raise Invalid("on", _("日期还没有到，请写实际收付的那一天。"))


def check_reversal_day(voucher: Voucher, on: date) -> None:
    """Raise Invalid for a correction dated before what it corrects, or tomorrow: no month would show both rightly."""
    check_day(on)
    if on < voucher.on:
        raise Invalid("on", _("原来那一笔是 %s 的，冲正不能比它早。请用今天的日期。") % voucher.on.isoformat())


def check_receipt(fund: Fund, issuer: str, number: str) -> None:
    """Raise Invalid where a mirror of a charity's account lacks the charity's own receipt (R-22)."""
    if fund.rule.is_mirror and not (issuer.strip() and number.strip()):
        raise Invalid("receipt_no", _("慈善基金的收入要写明开票的慈善组织和票据号：钱由慈善组织收，这里只登记。"))


def check_holder(nature: FundNature, keeper: str, keeper_no: str) -> None:
    """Raise Invalid for a fund that does not say where its money stands, or a mirror without its charity's number."""
    rule = NATURE_RULES[nature]
    if not keeper.strip():
        raise Invalid("keeper", _("请写明%s：钱放在哪里，大家要知道。") % rule.holder)
    if rule.is_mirror and not keeper_no.strip():
        raise Invalid("keeper_no", _("请写慈善组织的统一社会信用代码，没有的写登记证号。"))


def check_belongs(fund: Fund, direction: Direction, line: BudgetLine, purpose: Purpose) -> None:
    """Raise Invalid for a line or purpose of another fund, or of the other direction."""
    if line.fund_id != fund.pk or line.direction != direction:
        raise Invalid("line", _("「%(line)s」不是「%(fund)s」的科目，请重新选择。") % {"line": line, "fund": fund})
    if purpose.fund_id != fund.pk:
        raise Invalid(
            "purpose", _("「%(purpose)s」不是「%(fund)s」的用途，请重新选择。") % {"purpose": purpose, "fund": fund}
        )
