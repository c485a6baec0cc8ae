"""Who opens a club, leads it, joins it, and when its members may share a cost."""

from django.utils.translation import gettext as _

from hehuo.core import money, ratios
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.clubs.models import Club, Event, Wish


def may_open(actor: Person | None) -> Verdict:
    """Those who keep the roll, where teams stand."""
    return access_rules.may(actor, Power.KEEP_ROLL)


def may_lead(actor: Person | None, club: Club) -> Verdict:
    """Its leader and assistant, and those who keep the roll."""
    if actor is not None and actor.id in {each.id for each in club.leads}:
        return _standing(club)
    return all_of(may_open(actor), _standing(club))


def may_join(actor: Person | None, club: Club, *, members: int, is_member: bool) -> Verdict:
    """Everybody of the community, while there is room."""
    if actor is None:
        return no(_("请先登录，再申请入队。也可以打电话或到服务台，请社区工作者记。"))
    if is_member:
        return no(_("您已经在队里了。"))
    if club.most_members is not None and members >= club.most_members:
        return no(_("队里满 %d 人了。有人退了再来，或者问问队长。") % club.most_members)
    return _standing(club)


def may_withdraw(actor: Person, wish: Wish) -> Verdict:
    """Who asked, or the office."""
    return YES if actor.id == wish.person_id else may_open(actor)


def may_plan(actor: Person | None, club: Club) -> Verdict:
    """Rehearsals week by week keep a room for the club: those who run sessions."""
    return all_of(access_rules.may(actor, Power.RUN_SESSIONS), _standing(club))


def may_add_session(actor: Person | None, club: Club) -> Verdict:
    """Whoever leads the club, and whoever plans its week."""
    leads = may_lead(actor, club)
    return leads if leads else may_plan(actor, club)


def may_withdraw_event(actor: Person, event: Event) -> Verdict:
    """Whoever leads the club, once; a session is cancelled as sessions are."""
    return all_of(
        may_lead(actor, event.club),
        no(_("这一条已经撤了。")) if event.withdrawn_why else YES,
        no(_("这是一场排好的活动，请在场次里取消。")) if event.session_id else YES,
    )


def check_cost(club: Club, *, rate_fen: int, yes: int, members: int) -> Verdict:
    """The club's own rule: how many of its members said yes, and how much one may be asked for."""
    if club.most_fen is not None and rate_fen > club.most_fen:
        return no(
            _("队规写的是每人每次最多 %(most)s 元，现在是 %(rate)s 元。")
            % {"most": money.yuan(club.most_fen), "rate": money.yuan(rate_fen)}
        )
    if yes * 100 < club.yes_percent * members:
        return no(
            _("队规要 %(percent)s%% 的队员愿意，现在 %(members)d 人里有 %(yes)d 人（%(now)s）。请再问问大家。")
            % {"percent": club.yes_percent, "members": members, "yes": yes, "now": ratios.per_cent(yes, members)}
        )
    return YES


def _standing(club: Club) -> Verdict:
    return no(_("%s已经解散了。") % club.name) if club.team.ended_on else YES
