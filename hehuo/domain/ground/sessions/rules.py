"""May I plan, sign up, check in, see who comes?"""

import hmac
from datetime import timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import ADULT
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import PAPER_DAYS, SessionState
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Booking

DESK_OPENS = timedelta(hours=2)
NAMES_STAY = timedelta(days=30)  # how long a partner sees who came (domain facts 7.4)


def may_plan(actor: Person | None, booking: Booking) -> Verdict:
    """Those who run sessions; in a space of one's own booking also a partner, who calls meetings, who leads a team."""
    if actor is not None and booking.booked_by_id == actor.id:
        asked = (access_rules.may(actor, power) for power in (Power.ACT_AS_PARTNER, Power.CALL_MEETINGS))
        if any(asked) or people.leads_a_team(actor):
            return YES
    return access_rules.may(actor, Power.RUN_SESSIONS)


def may_run(actor: Person | None, session: Session) -> Verdict:
    """Those who run sessions, and the one who leads this one."""
    if actor is not None and session.leader_id == actor.id:
        return YES
    return access_rules.may(actor, Power.RUN_SESSIONS)


def may_set_conditions(actor: Person | None, session: Session) -> Verdict:
    """Who runs it says who may come, until it begins."""
    if session.state != SessionState.PLANNED or clock.now() >= session.starts_at:
        return no(_("已经开始或者结束了，不能再改谁可以来。"))
    return may_run(actor, session)


def may_sign_up(actor: Person | None, session: Session, person: Person | None) -> Verdict:
    """Grown-ups for themselves until the start, guardians for their wards; the office for anybody."""
    if actor is None or person is None:
        return no(_("请先登录，再报名。也可以打电话或到服务台报名。"))
    if session.state != SessionState.PLANNED:
        return no(_("这一场不再接受报名了。"))
    if clock.now() >= session.starts_at:
        return no(_("已经开始了，不能再报名。请直接到门口签到，有空位就能进。"))
    if actor.id == person.id:
        return may_sign_for_oneself(person)
    return YES if is_guardian_of(actor, person) else _for_another(actor)


def may_sign_for_oneself(person: Person) -> Verdict:
    """A child does not sign up alone: nobody below 18, as far as the roll knows (R-03)."""
    return may_sign_at_age(person.age_on(clock.today()))


def may_sign_at_age(age: int | None) -> Verdict:
    """The same of an age that was told."""
    if age is None or age >= ADULT:
        return YES
    return no(_("未满 18 岁要由监护人来报名：请爸爸妈妈用自己的手机打开这一页，点「给孩子报名」；也可以一起到服务台。"))


def is_guardian_of(guardian: Person, ward: Person) -> bool:
    """Whether the roll says so today."""
    return any(each.guardian.human_id == guardian.human_id for each in people.guardians_of(ward))


def may_cancel_sign_up(actor: Person, session: Session, person: Person) -> Verdict:
    """As for signing up: until the start, for oneself, one's ward, or by the office."""
    if clock.now() >= session.starts_at:
        return no(_("已经开始了，不用再取消。"))
    return YES if actor.id == person.id or is_guardian_of(actor, person) else _for_another(actor)


def _for_another(actor: Person) -> Verdict:
    if access_rules.may(actor, Power.CHECK_IN):
        return YES
    return no(_("只能替自己和自己监护的孩子报名。还没登记监护关系的，请带户口本到服务台登记；别的人请他自己报。"))


def may_check_in(actor: Person | None, session: Session) -> Verdict:
    """At the door: those who check in, and the leader; from two hours before until the paper sheet is copied in."""
    if actor is None or session.leader_id != actor.id:
        allowed = access_rules.may(actor, Power.CHECK_IN)
        if not allowed:
            return allowed
    if session.state == SessionState.CANCELLED:
        return no(_("这一场已经取消，不用签到。"))
    now = clock.now()
    if now < session.starts_at - DESK_OPENS:
        return no(_("还没到时候，开始前 2 小时起可以签到。"))
    if now > session.ends_at + timedelta(days=PAPER_DAYS):
        return no(_("结束超过 %d 天，不能再补签。") % PAPER_DAYS)
    return YES


def may_use_door(session: Session, code: str) -> Verdict:
    """The door's code opens its own session only, from half an hour before until the end."""
    if not hmac.compare_digest(session.door_code.encode(), code.strip().upper().encode()):
        return no(_("这个码不是这一场的。请扫门口贴的码，或请工作人员按名字签到。"))
    if session.state == SessionState.CANCELLED:
        return no(_("这一场已经取消，不用签到。"))
    if session.is_door_open:
        return YES
    if clock.now() < session.starts_at:
        return no(_("还没到时候，开始前 30 分钟起可以扫码签到。"))
    return no(_("这一场已经结束。到过的话，请工作人员补签。"))


def may_see_names(actor: Person | None, session: Session) -> Verdict:
    """The office; the leader until a month after (with masked phones only)."""
    if actor is None or session.leader_id != actor.id:
        return access_rules.may(actor, Power.CHECK_IN)
    if clock.now() > session.ends_at + NAMES_STAY:
        return no(_("结束满 30 天，名单不再显示，人数和人次还在。"))
    return YES


def may_lift(actor: Person, person: Person) -> Verdict:
    """Those who run sessions, never for themselves."""
    return all_of(access_rules.may(actor, Power.RUN_SESSIONS), access_rules.may_not_be_same(actor, person))


def other(person: Person, actor: Person) -> Person | None:
    """For whom something is done, where it is not oneself."""
    return person if person.id != actor.id else None
