"""Numbers, days and spans of time as people read them. Chinese is the source; English comes through gettext."""

from datetime import date, datetime, timedelta

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hehuo.core import clock, money, ratios

NOT_KNOWN = "—"
MINUS = "\N{MINUS SIGN}"


def yuan(fen: int | None) -> str:
    """`128000` as `1,280.00`, a deficit with a true minus; `—` where there is no figure."""
    if fen is None:
        return NOT_KNOWN
    return (MINUS if fen < 0 else "") + money.yuan(abs(fen))


def area(x100: int | None) -> str:
    """A floor area kept in 0.01 m² as `89.50`; a dash where nobody said."""
    return f"{x100 / 100:,.2f}" if x100 else "—"


def count(number: int | None) -> str:
    """`10050` as `10,050`."""
    return NOT_KNOWN if number is None else f"{number:,}"


def percent(numerator: int, denominator: int) -> str:
    """`194, 200` as `97.0%`, rounded half up; `—` over nothing."""
    return ratios.per_cent(numerator, denominator)


def hours(minutes: int) -> str:
    """`90` minutes as `1.5 小时`; whole hours without a decimal."""
    tenths = round(minutes / 6)
    shown = f"{tenths // 10:,}" if tenths % 10 == 0 else f"{tenths // 10:,}.{tenths % 10}"
    return ngettext("%(hours)s 小时", "%(hours)s 小时", 1 if tenths == 10 else 2) % {"hours": shown}


def _date_of(moment: date | datetime) -> date:
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def day(moment: date | datetime | None) -> str:
    """`10 月 14 日`; with its year when that is not this year."""
    if moment is None:
        return NOT_KNOWN
    held = _date_of(moment)
    if held.year != clock.today().year:
        return full_day(held)
    return dateformat.format(held, _("n 月 j 日"))


def full_day(moment: date | datetime | None) -> str:
    """`2024 年 10 月 14 日`, for papers and postings."""
    return NOT_KNOWN if moment is None else dateformat.format(_date_of(moment), _("Y 年 n 月 j 日"))


def weekday(moment: date | datetime) -> str:
    """`星期五`."""
    return dateformat.format(_date_of(moment), "l")


def clock_time(moment: datetime | None) -> str:
    """`19:30`."""
    return NOT_KNOWN if moment is None else f"{clock.local(moment):%H:%M}"


def day_time(moment: datetime | None) -> str:
    """`10 月 14 日 19:30`."""
    return NOT_KNOWN if moment is None else f"{day(moment)} {clock_time(moment)}"


def period(start: date | datetime | None, end: date | datetime | None) -> str:
    """`10 月 5 日至 10 月 11 日`; two moments of one day as `10 月 14 日 19:30—21:00`."""
    if start is None or end is None:
        return day(start) if end is None else day(end)
    if isinstance(start, datetime) and isinstance(end, datetime):
        if _date_of(start) == _date_of(end):
            return f"{day_time(start)}—{clock_time(end)}"
        return _("%(start)s至 %(end)s") % {"start": day_time(start), "end": day_time(end)}
    if _date_of(start) == _date_of(end):
        return day(start)
    return _("%(start)s至 %(end)s") % {"start": day(start), "end": day(end)}


def _span(length: timedelta) -> str:
    """The largest whole unit of a span: days, hours or minutes; never less than one minute."""
    minutes = max(int(length.total_seconds()) // 60, 1)
    if minutes >= 24 * 60:
        return ngettext("%(n)s 天", "%(n)s 天", minutes // 1440) % {"n": minutes // 1440}
    if minutes >= 60:
        return ngettext("%(n)s 小时", "%(n)s 小时", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s 分钟", "%(n)s 分钟", minutes) % {"n": minutes}


def ago(moment: datetime) -> str:
    """`3 天前`, `刚刚`."""
    length = clock.now() - moment
    if length < timedelta(minutes=1):
        return _("刚刚")
    return _("%(span)s前") % {"span": _span(length)}


def time_left(due: date | datetime) -> str:
    """`还剩 3 天`, `今天`, `超 6 小时`: what a time limit means now. A date runs to its last minute."""
    if not isinstance(due, datetime):
        days = (due - clock.today()).days
        if days == 0:
            return _("今天")
        if days < 0:
            return _("超 %(span)s") % {"span": _span(timedelta(days=-days))}
        return _("还剩 %(span)s") % {"span": _span(timedelta(days=days))}
    length = due - clock.now()
    if length < timedelta(0):
        return _("超 %(span)s") % {"span": _span(-length)}
    return _("还剩 %(span)s") % {"span": _span(length)}


def time_left_state(due: date | datetime) -> str:
    """The chip of a time limit: `late` when over, `soon` on its last day, else plain."""
    if isinstance(due, datetime):
        length = due - clock.now()
        return "late" if length < timedelta(0) else "soon" if length < timedelta(days=1) else ""
    days = (due - clock.today()).days
    return "late" if days < 0 else "soon" if days == 0 else ""
