"""Opening spaces, keeping them for somebody, letting them go."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import hours, queries, rules
from hehuo.domain.ground.spaces.kinds import BOOKING_MOVES, QUARTER, Audience, BookingState, Ownership
from hehuo.domain.ground.spaces.models import Booking, OpeningRule, Part, Slot, Space

WHOLE = "全部"
WEEKDAYS = "1234567"


@transaction.atomic
def open_space(
    *,
    actor: Person,
    name: str,
    ownership_kind: Ownership = Ownership.PUBLIC,
    part_names: Sequence[str] = (WHOLE,),
    key: UUID | None = None,
    **facts: Any,
) -> Space:
    """A new space with its parts; `facts` are the other fields of Space. Raises Invalid for a name that is taken."""
    if key and (made := Space.objects.filter(pk=key).first()):
        return made
    rules.may_keep_spaces(actor).or_refuse()
    _check_name(name)
    space = Space(id=key or ids.uuid7(), name=name.strip(), ownership_kind=ownership_kind, **facts)
    space.save(force_insert=True)
    Part.objects.bulk_create(Part(space=space, name=part.strip()) for part in part_names)
    journal.record(actor=actor, act="spaces.space_opened", thing=space, ownership=ownership_kind)
    return space


@transaction.atomic
def change_space(*, actor: Person, space: Space, **facts: Any) -> Space:
    """Change what is known of a space (its fields); a closed space is not booked any more."""
    rules.may_keep_spaces(actor).or_refuse()
    space = Space.objects.select_for_update().get(pk=space.pk)
    if facts.get("name", space.name) != space.name:
        _check_name(facts["name"])
    for field, value in facts.items():
        setattr(space, field, value)
    space.save(update_fields=list(facts))
    journal.record(actor=actor, act="spaces.space_changed", thing=space, fields=sorted(facts))
    return space


@transaction.atomic
def set_opening(
    *, actor: Person, space: Space, audience: Audience, weekdays: str, from_time: time, to_time: time
) -> OpeningRule:
    """Keep a space for an audience on some weekdays (digits, Monday is 1) from one quarter-hour to another."""
    rules.may_keep_spaces(actor).or_refuse()
    if not weekdays or set(weekdays) - set(WEEKDAYS):
        raise Invalid("weekdays", _("请选星期几。"))
    if from_time.minute % 15 or to_time.minute % 15:
        raise Invalid("to_time", _("时间要落在整刻上，例如 19:00、19:15、19:30。"))
    if to_time <= from_time:
        raise Invalid("to_time", _("结束要在开始之后。"))
    rule = OpeningRule.objects.create(
        space=space, audience=audience, weekdays="".join(sorted(set(weekdays))), from_time=from_time, to_time=to_time
    )
    journal.record(
        actor=actor, act="spaces.opening_set", thing=space, audience=audience, weekdays=rule.weekdays,
        from_time=f"{from_time:%H:%M}", to_time=f"{to_time:%H:%M}",
    )  # fmt: skip
    return rule


@transaction.atomic
def end_opening(*, actor: Person, rule: OpeningRule) -> None:
    """These hours hold no more; bookings already made stay."""
    rules.may_keep_spaces(actor).or_refuse()
    journal.record(
        actor=actor, act="spaces.opening_ended", thing=rule.space, audience=rule.audience, weekdays=rule.weekdays
    )
    rule.delete()


@transaction.atomic
def book(
    *,
    actor: Person,
    space: Space,
    starts_at: datetime,
    ends_at: datetime,
    audience: Audience,
    purpose: str,
    parts: Sequence[Part] | None = None,
    for_income: bool = False,
    key: UUID | None = None,
) -> Booking:
    """Keep a space (all its parts, or some) from one quarter-hour to another of a day, cleaning after it included.

    Raises Refused outside the audience's hours, and for income without a decision (R-10); Conflict, naming what is
    still free, where somebody was faster; Invalid without a purpose.
    """
    if key and (made := Booking.objects.filter(pk=key).first()):
        return made
    rules.may_book(actor, audience).or_refuse()
    rules.may_use_at(space, starts_at, ends_at, audience).or_refuse()
    if for_income:
        rules.may_earn_in(space).or_refuse()
    if not purpose.strip():
        raise Invalid("purpose", _("请写一句用来做什么。"))
    kept = list(space.parts.all()) if parts is None else list(parts)
    booking = Booking(
        id=key or ids.uuid7(), space=space, starts_at=starts_at, ends_at=ends_at, audience=audience,
        purpose=purpose.strip(), booked_by=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
            Slot.objects.bulk_create(_slots(booking, kept))
    except IntegrityError as error:
        raise _clash(booking, kept) from error
    journal.record(
        actor=actor, act="spaces.booked", thing=booking, space=str(space.id), audience=audience,
        starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat(),
    )  # fmt: skip
    return booking


@transaction.atomic
def cancel_booking(*, actor: Person, booking: Booking, reason: str = "") -> Booking:
    """Let a space go again: its slots are free at once."""
    booking = _locked(booking)
    rules.may_cancel(actor, booking).or_refuse()
    BOOKING_MOVES.check(BookingState(booking.state), BookingState.CANCELLED)
    booking.state, booking.cancelled_at, booking.reason = BookingState.CANCELLED, clock.now(), reason.strip()
    booking.save(update_fields=["state", "cancelled_at", "reason"])
    Slot.objects.filter(booking=booking).delete()
    journal.record(actor=actor, act="spaces.booking_cancelled", thing=booking, words=reason.strip())
    return booking


@transaction.atomic
def mark_unused(*, actor: Person, booking: Booking) -> Booking:
    """Note that nobody came; the next booking of the same person shows how often that was (R-10)."""
    booking = _locked(booking)
    rules.may_keep_spaces(actor).or_refuse()
    if booking.starts_at > clock.now():
        raise Invalid("booking", _("还没到时间，现在不能记「订了没来」。"))
    BOOKING_MOVES.check(BookingState(booking.state), BookingState.UNUSED)
    booking.state = BookingState.UNUSED
    booking.save(update_fields=["state"])
    journal.record(actor=actor, act="spaces.booking_unused", thing=booking)
    return booking


def _locked(booking: Booking) -> Booking:
    return Booking.objects.select_for_update(of=("self",)).select_related("space").get(pk=booking.pk)


def _check_name(name: str) -> None:
    if not name.strip():
        raise Invalid("name", _("请给这间屋写个名字。"))
    if Space.objects.filter(name=name.strip()).exists():
        raise Invalid("name", _("已经有一间叫「%s」的了，请换个名字。") % name.strip())


def _kept_until(booking: Booking) -> datetime:
    """The end of the last quarter-hour that a booking keeps: its end, and the cleaning rounded up."""
    quarters: int = -(-booking.space.cleaning_minutes // 15)
    ends_at: datetime = booking.ends_at
    return ends_at + quarters * QUARTER


def _slots(booking: Booking, parts: Iterable[Part]) -> list[Slot]:
    """In one order for everybody, so that two writers wait for each other and never in a circle."""
    quarters = hours.Window(booking.starts_at, _kept_until(booking)).quarters()
    ordered = sorted(parts, key=lambda part: part.id)
    return [
        Slot(space=booking.space, part=part, quarter_at=quarter, booking=booking)
        for part in ordered
        for quarter in quarters
    ]


def _clash(booking: Booking, parts: Sequence[Part]) -> Conflict:
    """What is taken, and what is free after it, in true figures."""
    day = clock.local(booking.starts_at).date()
    end_of_day = clock.at(day + timedelta(days=1))
    taken = queries.taken_quarters(booking.space, booking.starts_at, end_of_day, parts)
    clashing = sorted(quarter for quarter in taken if quarter < _kept_until(booking))
    if not clashing:
        return Conflict(_("刚才有人在订同一个时间，现在又空出来了。请再订一次。"))
    said = {"taken": f"{clock.local(clashing[0]):%H:%M}", "minutes": booking.space.cleaning_minutes}
    if clashing[0] >= booking.ends_at:
        return Conflict(_("这间屋 %(taken)s 已有人订，用完要留 %(minutes)d 分钟打扫。请早一点结束。") % said)
    windows = hours.windows_of(booking.space, day, Audience(booking.audience))
    later = [window for window in hours.free_within(windows, taken) if window.starts_at > clashing[0]]
    if not later:
        return Conflict(_("这间屋 %(taken)s 已有人订，这天后面没有空了。请换一天，或换一间屋。") % said)
    said["free"] = f"{clock.local(later[0].starts_at):%H:%M}"
    if later[0].ends_at == windows[-1].ends_at:
        return Conflict(_("这间屋 %(taken)s 已有人订，%(free)s 以后空着。") % said)
    said["free"] = str(later[0])
    return Conflict(_("这间屋 %(taken)s 已有人订，%(free)s 空着。") % said)
