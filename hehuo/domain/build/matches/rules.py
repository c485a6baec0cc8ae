"""May I? For matches."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.matches.kinds import WAITING, MatchState
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.resources.kinds import State
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.build.resources.rules import is_givers
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.plan.needs.models import Need


def may_keep(actor: Person | None) -> Verdict:
    """The three lists are matched by those who sort needs."""
    return may(actor, Power.SORT_NEEDS)


def is_open(need: Need) -> Verdict:
    """Published, and without its answer yet."""
    if need.state in (NeedState.OPEN, NeedState.UNDERWAY):
        return YES
    return no(_("「%(need)s」%(state)s，不用再认领。") % {"need": need.title, "state": need.get_state_display()})


def may_offer(resource: Resource | None) -> Verdict:
    """On the list, and not over."""
    if resource is None or (resource.state == State.LISTED and not resource.is_over):
        return YES
    return no(_("「%s」现在不在清单上，先请给的人放回来。") % resource.title)


def may_claim(
    actor: Person | None, need: Need, resource: Resource | None, partner: Partner | None, *, is_bound: bool
) -> Verdict:
    """A partner whose agreement is in force, and who gives a listed resource; each only for their own."""
    if resource and not is_givers(actor, resource):
        return no(_("「%s」不是您给的，请给的人自己来认领。") % resource.title)
    if partner and not speaks_for(actor, partner):
        return no(_("「%s」由自己的联系人来认领。") % partner.name)
    if partner and not is_bound:
        return no(_("「%s」没有在期的协议，先签好再来认领。") % partner.name)
    return all_of(is_open(need), may_offer(resource))


def may_ask(actor: Person | None, need: Need, resource: Resource | None, partner: Partner | None) -> Verdict:
    """The office asks who could take it; nobody asks themselves."""
    own = (resource is not None and is_givers(actor, resource)) or (partner is not None and speaks_for(actor, partner))
    if own:
        return no(_("这是您自己给的，请点「认领」，由同事来确认。"))
    return all_of(may_keep(actor), is_open(need), may_offer(resource))


def is_givers_own(actor: Person | None, match: Match) -> bool:
    """Whether this human answers for what is given."""
    return actor is not None and match.giver is not None and not different_humans(actor, match.giver)


def may_see(viewer: Person | None, match: Match) -> Verdict:
    """Its two sides."""
    return YES if is_givers_own(viewer, match) else may_keep(viewer)


def may_answer(actor: Person | None, match: Match) -> Verdict:
    """The other side of who began it, never who did: a claim is the office's, what was asked is the giver's.

    A unit that has nobody here is answered for by a colleague of who asked.
    """
    if match.state not in WAITING:
        return no(_("这一条现在是「%s」，不用再答复。") % match.get_state_display())
    if actor is not None and not (another := may_not_be_same(actor, match.begun_by)):
        return another
    if match.is_claim:
        if is_givers_own(actor, match):
            return no(_("认领由社区确认，不能自己确认自己的。"))
        return may_keep(actor)
    if match.giver is None:
        return may_keep(actor)
    return YES if is_givers_own(actor, match) else no(_("答不答应，由%s自己说。") % match.who_full)


def may_withdraw(actor: Person | None, match: Match) -> Verdict:
    """Either side, until it is done."""
    if match.state not in (*WAITING, MatchState.AGREED):
        return no(_("这一条现在是「%s」，不能收回。") % match.get_state_display())
    return may_see(actor, match)


def may_say_done(actor: Person | None, match: Match) -> Verdict:
    """Either side says what was done, once it is agreed."""
    if match.state != MatchState.AGREED:
        return no(_("对上了的才能记办成。"))
    return may_see(actor, match)


def may_confirm_done(actor: Person | None, match: Match) -> Verdict:
    """The office, never who said it, nor who gave it."""
    if match.state != MatchState.DONE or actor is None:
        return no(_("还没有人说办了。"))
    return all_of(may_keep(actor), may_not_be_same(actor, match.done_by), may_not_be_same(actor, match.giver))


def may_turn(actor: Person | None, match: Match) -> Verdict:
    """What was agreed on becomes a project by those who run them."""
    if match.state != MatchState.AGREED:
        return no(_("对上了的才能起项目。"))
    return may(actor, Power.RUN_RECRUITMENT)


def may_wish(actor: Person | None, need: Need) -> Verdict:
    """What a need asks for is written down by those who sort it."""
    return all_of(may_keep(actor), is_open(need))
