"""May I open a course or a camp, under this agreement or without one?"""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import rules as sessions
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.run.activities.kinds import LONGEST


def may_open_series(actor: Person | None, agreement: Agreement | None) -> Verdict:
    """The partner's own contact, or those who run sessions, once the agreement is signed; without one the office."""
    if agreement is None:
        return access_rules.may(actor, Power.RUN_SESSIONS)
    own = actor is not None and agreement.partner.contact_id == actor.id
    if not own and not (allowed := access_rules.may(actor, Power.RUN_SESSIONS)):
        return allowed
    if agreement.state != AgreementState.SIGNED:
        return no(_("协议签好、没有暂停才能开课。现在是「%s」。") % agreement.get_state_display())
    return YES


def may_run_on(agreement: Agreement | None, days: list[date], *, longest: int = LONGEST) -> Verdict:
    """Every session lies inside the agreement's term, and there is at least one and not too many."""
    if not days:
        return no(_("这段日子里没有一个上课的日子。请核对星期几和起止日期。"))
    if len(days) > longest:
        return no(_("一次最多开 %d 节，请分两次。") % longest)
    if agreement and (days[0] < agreement.starts_on or days[-1] > agreement.ends_on):
        return no(
            _("协议从 %(first)s 到 %(last)s，课要排在这段时间里。")
            % {"first": agreement.starts_on, "last": agreement.ends_on}
        )
    return YES


def leads_one_at_a_time(held: list[Session], beside: list[Session]) -> Verdict:
    """Nobody teaches in two places at once."""
    for session in held:
        for other in beside:
            if session.starts_at < other.ends_at and other.starts_at < session.ends_at:
                return no(
                    _("%(day)s那时候，老师在%(where)s带「%(title)s」。换个时间，或者换一位老师。")
                    % {"day": clock.local(session.starts_at).date(), "where": other.space.name, "title": other.title}
                )
    return YES


def may_see_grid(actor: Person | None, held: list[Session]) -> Verdict:
    """The office; who leads the course, until a month after its last session (names leave session by session)."""
    asked = [sessions.may_see_names(actor, session) for session in held]
    return next(
        (verdict for verdict in asked if verdict), asked[-1] if asked else access_rules.may(actor, Power.CHECK_IN)
    )
