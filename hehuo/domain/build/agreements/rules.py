"""May I? For agreements and stewards."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.agreements import kinds
from hehuo.domain.build.agreements.kinds import AgreementState, ExitKind, ExitState, SupplementState
from hehuo.domain.build.agreements.models import Agreement, Exit, ExitItem, Plaque, Stewardship, Supplement
from hehuo.domain.build.partners import rules as partner_rules
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application, ScreeningItem
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.kinds import ADULT
from hehuo.domain.ground.people.models import Person


def may_draft(actor: Person | None, application: Application) -> Verdict:
    """An agreement is drafted once the decision is posted."""
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if application.stage != Stage.POSTED:
        return no(
            _("「%(name)s」现在是%(stage)s，评议通过并贴出公示之后才能拟协议。")
            % {"name": application.name, "stage": application.get_stage_display()}
        )
    return YES


def may_sign(
    actor: Person | None,
    agreement: Agreement,
    *,
    posted: Verdict,
    items: Iterable[ScreeningItem],
    stewards: int,
    on: date,
) -> Verdict:
    """The secretary signs when the posting is over, no mandatory paper is missing and a steward is named."""
    lacking = [item.title for item in items if not item.holds_on(on)]
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        no(_("这是您自己的协议，要请另一位来签。")) if partner_rules.speaks_for(actor, agreement.partner) else YES,
        posted,
        no(_("这些材料不齐或过期了：%(items)s。补齐再签。") % {"items": "、".join(lacking)}) if lacking else YES,
        YES if stewards else no(_("还没有红色管家，请先定 1 到 %(most)s 位。") % {"most": kinds.STEWARDS}),
        may_be_party(agreement.partner.contact, on),
    )


def may_supplement(actor: Person | None, agreement: Agreement, *, earlier: Iterable[Supplement]) -> Verdict:
    """A signed agreement that is not over changes by a supplement, one at a time (R-07)."""
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if not agreement.is_signed:
        return no(
            _("协议现在是%(state)s，签了以后、结束以前才能拟补充协议。") % {"state": agreement.get_state_display()}
        )
    if waiting := next((each for each in earlier if each.state == SupplementState.DRAFT), None):
        return no(_("补充协议 %(number)s 还在拟，签了或作废了再拟下一份。") % {"number": waiting.number})
    return YES


def may_be_party(contact: Person, on: date) -> Verdict:
    """No minor is a party to an agreement (R-03)."""
    age = contact.age_on(on)
    if age is not None and age < ADULT:
        return no(_("%(name)s还没满 18 岁，可以当志愿者，不能签协议。") % {"name": contact.name})
    return YES


def may_name_steward(
    actor: Person | None, agreement: Agreement, person: Person, *, stewards: Iterable[Stewardship]
) -> Verdict:
    """One to three stewards, none with an interest: the fourth is refused (R-02)."""
    name = {"name": person.name, "most": kinds.STEWARDS}
    present = list(stewards)
    refusals = (
        (agreement.state == AgreementState.ENDED, _("这份协议已经结束，不用再定管家。")),
        (not may(person, Power.FOLLOW_PARTNERS), _("%(name)s还没有红色管家的身份，请先授予。")),
        (partner_rules.speaks_for(person, agreement.partner), _("%(name)s是合伙人自己，不能当自己的管家。")),
        (any(not different_humans(person, each.person) for each in present), _("%(name)s已经是这家的管家。")),
        (len(present) >= kinds.STEWARDS, _("一家合伙人最多 %(most)s 位红色管家。要换人，先请一位退下。")),
    )
    allowed = may(actor, Power.RUN_RECRUITMENT)
    return next((no(say % name) for refused, say in refusals if refused), YES) if allowed else allowed


def may_call_steward(actor: Person | None, steward: Stewardship) -> Verdict:
    """The partner whose steward it is; the office knows its own people's numbers anyway."""
    if partner_rules.speaks_for(actor, steward.agreement.partner):
        return YES
    return may(actor, Power.RUN_RECRUITMENT)


def may_renew(actor: Person | None, agreement: Agreement) -> Verdict:
    """A new term follows a signed agreement that nobody is leaving."""
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if not agreement.is_signed:
        return no(_("协议现在是%(state)s，不能续签。") % {"state": agreement.get_state_display()})
    return YES


def may_end(actor: Person | None, agreement: Agreement) -> Verdict:
    """A draft, one that has not begun, or one whose term is over; one that runs is left step by step."""
    runs = agreement.is_in_force or agreement.is_paused
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        no(_("正在履行的协议要一步一步退：请点「办退出」，先告知、申辩、决定，再公示、清算。")) if runs else YES,
    )


def may_suspend(actor: Person | None, agreement: Agreement) -> Verdict:
    """The office stops a partner at once where somebody's safety is at stake; the procedure follows."""
    own = partner_rules.speaks_for(actor, agreement.partner)
    return all_of(
        may(actor, Power.RUN_RECRUITMENT),
        no(_("这是您自己的协议，要请另一位来办。")) if own else YES,
        YES if agreement.is_signed else no(_("协议现在是%s，不用暂停。") % agreement.get_state_display()),
    )


def may_give_plaque(actor: Person | None, agreement: Agreement, *, hanging: Plaque | None) -> Verdict:
    """The office gives one plaque to each partner, once the agreement is signed."""
    own = partner_rules.speaks_for(actor, agreement.partner)
    return all_of(
        may(actor, Power.RUN_RECRUITMENT),
        no(_("这是您自己的协议，要请另一位来授牌。")) if own else YES,
        YES if agreement.is_signed else no(_("协议现在是%s，签好、没有暂停才授牌。") % agreement.get_state_display()),
        no(_("已经挂着 %s 号牌子，退出时收回了才能再授。") % hanging) if hanging else YES,
    )


def may_lift(actor: Person | None, agreement: Agreement) -> Verdict:
    """The secretary lets it go on."""
    own = partner_rules.speaks_for(actor, agreement.partner)
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        no(_("这是您自己的协议，要请另一位来办。")) if own else YES,
        YES if agreement.state == AgreementState.PAUSED else no(_("协议没有暂停。")),
    )


def may_start_exit(actor: Person | None, agreement: Agreement, kind: ExitKind) -> Verdict:
    """The partner leaves by its own wish; for the other kinds the office gives notice."""
    own = partner_rules.speaks_for(actor, agreement.partner)
    if own and kind != ExitKind.OWN_WISH:
        return no(_("您自己提的是主动退出，别的由社区来提。"))
    if not own and not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    if agreement.state not in (AgreementState.SIGNED, AgreementState.PAUSED):
        return no(_("协议现在是%s，不用退出。") % agreement.get_state_display())
    return YES


def may_reply(actor: Person | None, leaving: Exit, on: date) -> Verdict:
    """The partner is heard within five working days, once; the office may take its words down."""
    if not partner_rules.speaks_for(actor, leaving.agreement.partner) and not may(actor, Power.RUN_RECRUITMENT):
        return no(_("申辩由「%s」来说。") % leaving.agreement.partner.name)
    if leaving.state != ExitState.NOTICED or leaving.replied_on:
        return no(_("申辩已经收下，原话留着，不再改。")) if leaving.replied_on else no(_("已经决定了，不再收申辩。"))
    return YES if on <= leaving.reply_until else no(_("申辩到 %s 为止。") % leaving.reply_until)


def may_decide_exit(actor: Person | None, leaving: Exit, on: date) -> Verdict:
    """The secretary decides, never who asked, and not before the partner was heard or let its days pass."""
    heard = leaving.kind == ExitKind.OWN_WISH or leaving.replied_on or on > leaving.reply_until
    own = partner_rules.speaks_for(actor, leaving.agreement.partner)
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        no(_("这是您提的，要请另一位来定。")) if not different_humans(actor, leaving.asked_by) else YES,
        no(_("这是您自己的协议，要请另一位来定。")) if own else YES,
        YES if heard else no(_("申辩期到 %s，合伙人还没说话，到期再定。") % leaving.reply_until),
    )


def may_settle(actor: Person | None, leaving: Exit) -> Verdict:
    """The office ticks what is settled, once the decision is posted."""
    allowed = may(actor, Power.RUN_RECRUITMENT)
    return all_of(allowed, YES if leaving.state == ExitState.POSTED else no(_("决定贴出公示以后再清算。")))


def may_close_exit(
    actor: Person | None, leaving: Exit, *, posted: Verdict, items: Iterable[ExitItem], on: date
) -> Verdict:
    """It is over when the posting has stood, all is settled, and the days of notice have passed."""
    left = [item.title for item in items if item.done_on is None]
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        YES if leaving.state == ExitState.POSTED else no(_("还没公示，不能办结。")),
        posted,
        no(_("还没清的：%s。") % "、".join(left)) if left else YES,
        YES if on >= leaving.leaves_on else no(_("提前告知的日子没满，%s 起才退出。") % leaving.leaves_on),
    )
