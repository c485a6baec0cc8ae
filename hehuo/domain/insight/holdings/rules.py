"""May this be asked, checked, settled?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.holds import roles_of
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.models import Permit
from hehuo.domain.ground.consents.rules import is_guardian
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.domain.insight.holdings.models import DataRequest


def may_see_holdings(viewer: Person, person: Person) -> Verdict:
    """Everyone sees what is kept of themselves, and of their wards (PIPL 45)."""
    if not access_rules.different_humans(viewer, person) or is_guardian(viewer, person):
        return YES
    return no(_("这里只给本人和监护人看。"))


def may_take_along(viewer: Person, person: Person) -> Verdict:
    """The whole file, numbers in clear: for the person and their guardian, never for a helper at the keyboard."""
    return all_of(access_rules.in_person(), may_see_holdings(viewer, person))


def may_ask(actor: Person, person: Person) -> Verdict:
    """The person, their guardian, or a worker who writes it down at the desk (relatives of the dead too: PIPL 49)."""
    if person.erased_at:
        return no(_("这位的资料已经删掉了。"))
    if not (allowed := access_rules.in_person()):
        return allowed
    if may_see_holdings(actor, person):
        return YES
    return access_rules.may(actor, Power.KEEP_ROLL)


def may_handle(actor: Person, request: DataRequest) -> Verdict:
    """Those who keep the roll, and nobody their own."""
    if not (allowed := access_rules.may(actor, Power.KEEP_ROLL)):
        return allowed
    if not access_rules.different_humans(actor, request.person):
        return no(_("这是您自己的资料，要请另一位同事来办。"))
    return YES


def may_be_erased(person: Person) -> Verdict:
    """Whoever holds a role hands it back first: an office does not lose the name of who is in it."""
    if roles := roles_of(person):
        said = {"name": person.name, "role": _("、").join(str(role.label) for role in roles)}
        return no(_("%(name)s还是%(role)s。请系统管理员先结束这个身份，再删资料。") % said)
    return YES


def may_check_erasure(actor: Person, request: DataRequest) -> Verdict:
    """Those who handle requests, for somebody who can be erased."""
    return all_of(may_handle(actor, request), may_be_erased(request.person))


def may_settle_erasure(actor: Person, request: DataRequest) -> Verdict:
    """A second person with sight of sensitive data; not who asked, not who checked, not the person (R-46)."""
    if not (allowed := access_rules.may(actor, Power.SEE_SENSITIVE)):
        return allowed
    for other in (request.person, request.asked_by, request.checked_by):
        if not (allowed := access_rules.may_not_be_same(actor, other)):
            return allowed
    return YES


def may_ask_to_see(actor: Person, person: Person) -> Verdict:
    """Those who see sensitive data in their work; whoever is of age needs no second person."""
    if not (allowed := access_rules.may(actor, Power.SEE_SENSITIVE)):
        return allowed
    return YES if person.is_minor else no(_("%s已经成年，不用申请，写明原因就能看。") % person.name)


def may_decide_permit(actor: Person, permit: Permit) -> Verdict:
    """A second person with sight of sensitive data, never who asked (R-46)."""
    if not (allowed := access_rules.may(actor, Power.SEE_SENSITIVE)):
        return allowed
    return access_rules.may_not_be_same(actor, permit.asked_by)


def may_see_requests(viewer: Person) -> Verdict:
    """The desk that handles them."""
    handles = access_rules.may(viewer, Power.KEEP_ROLL)
    return handles if handles else access_rules.may(viewer, Power.SEE_SENSITIVE)


def may_see_permits(viewer: Person) -> Verdict:
    """Those who ask and decide, and those who watch over them."""
    sees = access_rules.may(viewer, Power.SEE_SENSITIVE)
    return sees if sees else may_read_journal(viewer)


def may_withdraw(actor: Person, request: DataRequest) -> Verdict:
    """Only for whom it was asked, or who asked."""
    if request.kind in AskKind.values and actor.id in (request.person_id, request.asked_by_id):
        return YES
    return no(_("要撤回，请本人来。"))


def may_read_journal(viewer: Person) -> Verdict:
    """Those who watch over the office: supervisor, secretary, administrator (R-46)."""
    watches = access_rules.may(viewer, Power.WRITE_OPINION)
    if watches or access_rules.may(viewer, Power.GRANT_ROLES):
        return YES
    return no(_("谁看过、办过什么，由居务监督委员、社区书记和系统管理员来查。您要查，请找他们。"))


def may_take_journal_along(viewer: Person) -> Verdict:
    """As a file: the supervisor."""
    return access_rules.may(viewer, Power.WRITE_OPINION)
