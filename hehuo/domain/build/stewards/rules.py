"""May I? For stewards and those who ask them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement, Stewardship
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.stewards.kinds import HelpState
from hehuo.domain.build.stewards.models import Help
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.models import Person


def follows(actor: Person | None, stewards: Iterable[Stewardship]) -> bool:
    """Whether this human is one of the stewards."""
    return actor is not None and any(not different_humans(actor, each.person) for each in stewards)


def may_ask(actor: Person | None, agreement: Agreement) -> Verdict:
    """The partner's contact asks, for as long as there is an agreement; the office writes it down for them."""
    if not speaks_for(actor, agreement.partner) and not may(actor, Power.RUN_RECRUITMENT):
        return no(_("求助由「%s」自己来提，社工可以代记。") % agreement.partner.name)
    if agreement.state in (AgreementState.DRAFT, AgreementState.ENDED):
        return no(_("协议%s，没有管家可找。有事请打社区电话。") % agreement.get_state_display())
    return YES


def may_see(actor: Person | None, agreement: Agreement, stewards: Iterable[Stewardship]) -> Verdict:
    """The two sides of the matter, and the office."""
    if speaks_for(actor, agreement.partner) or follows(actor, stewards):
        return YES
    return may(actor, Power.RUN_RECRUITMENT)


def may_follow(actor: Person | None, agreement: Agreement, stewards: Iterable[Stewardship]) -> Verdict:
    """Its stewards follow a partner, or the office where none of them can; never the partner itself."""
    if speaks_for(actor, agreement.partner):
        return no(_("这是您自己的事，要由管家来办。"))
    return YES if follows(actor, stewards) else may(actor, Power.RUN_RECRUITMENT)


def may_judge(actor: Person | None, asked: Help) -> Verdict:
    """Only the partner says whether it was solved."""
    if not speaks_for(actor, asked.agreement.partner):
        return no(_("成不成，由「%s」来说。") % asked.agreement.partner.name)
    return YES if asked.state == HelpState.SOLVED else no(_("现在是「%s」，还不用确认。") % asked.get_state_display())


def may_withdraw(actor: Person | None, asked: Help) -> Verdict:
    """Who asked may say that it is no longer needed."""
    whose = YES if speaks_for(actor, asked.agreement.partner) else no(_("只有求助的一方能说不用了。"))
    return all_of(whose, YES if asked.is_open else no(_("这件事已经办完了。")))


def may_set_rota(actor: Person | None, stewards: Iterable[Stewardship], first: Person) -> Verdict:
    """The office decides who begins, among those who are stewards."""
    if not (allowed := may(actor, Power.RUN_RECRUITMENT)):
        return allowed
    return YES if follows(first, stewards) else no(_("%s还不是这家的管家，请先定管家。") % first.name)
