"""May this space be used, by whom, when, and for what?"""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import hours
from hehuo.domain.ground.spaces.kinds import KEPT, Audience
from hehuo.domain.ground.spaces.models import Booking, Space

EARLY = timedelta(minutes=15)


def may_keep_spaces(actor: Person | None) -> Verdict:
    """Opening hours, parts and papers of a space are the office's."""
    return access_rules.may(actor, Power.KEEP_SPACES)


def may_book(actor: Person | None, audience: Audience) -> Verdict:
    """Residents book for themselves, partners as partners, the office for anybody."""
    if actor is None:
        return no(_("请先登录，再订场地。也可以打电话或到服务台订。"))
    if audience == Audience.RESIDENT or may_keep_spaces(actor) or access_rules.may(actor, Power.RUN_SESSIONS):
        return YES
    if audience == Audience.PARTNER:
        return access_rules.may(actor, Power.ACT_AS_PARTNER)
    return may_keep_spaces(actor)


def may_use_at(space: Space, starts_at: datetime, ends_at: datetime, audience: Audience) -> Verdict:
    """Whether the times are whole quarters of one day, ahead of now, and inside the hours kept for the audience."""
    first, last = clock.local(starts_at), clock.local(ends_at)
    if any(moment.minute % 15 or moment.second or moment.microsecond for moment in (first, last)):
        return no(_("时间要落在整刻上，例如 19:00、19:15、19:30。"))
    if ends_at <= starts_at or first.date() != last.date():
        return no(_("结束要在开始之后，并且在同一天。"))
    if starts_at < clock.now():
        return no(_("这个时间已经过去了，请选以后的时间。"))
    open_then = hours.windows_of(space, first.date(), audience)
    if any(window.holds(starts_at, ends_at) for window in open_then):
        return YES
    return no(_closed(space, first.date(), hours.Window(starts_at, ends_at), audience, open_then))


def _closed(space: Space, day: date, wanted: hours.Window, audience: Audience, open_then: list[hours.Window]) -> str:
    days = hours.days_between(day, day)
    if closure := days.closure_of(space, day):
        return _("%(space)s%(from)s到%(to)s不开放：%(why)s。请换一天，或换一间屋。") % {
            "space": space.name, "from": _date(closure.from_on), "to": _date(closure.to_on), "why": closure.reason,
        }  # fmt: skip
    said = {
        "space": space.name,
        "day": _day(day),
        "wanted": wanted,
        "audience": audience.label,
        "hours": _("、").join(str(window) for window in open_then),
    }
    if open_then:
        return _("%(space)s%(day)s给%(audience)s的时间是 %(hours)s，%(wanted)s 不在里面。请换到这段时间里。") % said
    return _("%(space)s%(day)s没有给%(audience)s的时间。请换一天，或换一间屋。") % said


def _date(day: date) -> str:
    return _("%(month)d 月 %(day)d 日") % {"month": day.month, "day": day.day}


def _day(day: date) -> str:
    names = [_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日")]
    said = _("（%(month)d 月 %(day)d 日%(weekday)s）") % {
        "month": day.month, "day": day.day, "weekday": names[day.weekday()],
    }  # fmt: skip
    if hours.weekday_of(day) == str(day.isoweekday()):
        return said
    return said + (_("是节假日，按星期日算，") if day.weekday() < 5 else _("调休上班，按星期一算，"))


def may_earn_in(space: Space) -> Verdict:
    """Money may be earned in a space only on the ground of a paper that decided it (R-10)."""
    if space.decision:
        return YES
    return no(
        _("%(space)s是%(kind)s，收费使用要先有决定文件：%(paper)s（%(article)s）。请在场地页写上文件的名称和文号。")
        % {
            "space": space.name, "kind": space.get_ownership_kind_display(), "paper": space.allowance.paper,
            "article": space.allowance.article,
        }
    )  # fmt: skip


def may_cancel(actor: Person, booking: Booking) -> Verdict:
    """The office at any time; the booker until the space's term before the start."""
    if may_keep_spaces(actor):
        return YES
    if booking.booked_by_id != actor.id:
        return no(_("这是别人订的，只能由他本人或社区工作者取消。"))
    if booking.state in KEPT and booking.starts_at <= clock.now():
        return no(_("已经开始了，不用取消。没人用的话，过一会儿会自己让出来。"))
    if clock.now() > booking.cancel_until_at:
        return no(
            _("开始前 %(hours)d 小时之内不能自己取消了。请打电话给社区，让别人还能用上这间屋。")
            % {"hours": booking.space.cancel_hours}
        )
    return YES


def may_move(actor: Person, booking: Booking) -> Verdict:
    """Whoever may cancel it may ask for another time instead."""
    return may_cancel(actor, booking)


def may_say_here(actor: Person, booking: Booking) -> Verdict:
    """The booker at the door, or the office, from a quarter of an hour before until the end."""
    now = clock.now()
    if booking.booked_by_id != actor.id and not may_keep_spaces(actor):
        return no(_("这个时间是别人订的。您订的是另一个时间，请看「我订的场地」。"))
    if now < booking.starts_at - EARLY:
        return no(_("还没到时间，开始前一刻钟再来点。"))
    return YES if now < booking.ends_at else no(_("这个时间已经过了。"))
