"""Keeping spaces for somebody, moving that to another time, letting them go."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import hours, queries, rules
from hehuo.domain.ground.spaces.kinds import BOOKING_MOVES, KEPT, QUARTER, Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Part, Slot, Space


def hold_still(*spaces: Space) -> None:
    """Hold spaces until the end of the transaction: who books, moves or waits there takes turns, in one order."""
    list(Space.objects.select_for_update().filter(pk__in={space.pk for space in spaces}).order_by("id"))


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
    people: int | None = None,
    series_id: UUID | None = None,
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
    booking = Booking(
        id=key or ids.uuid7(), space=space, starts_at=starts_at, ends_at=ends_at, audience=audience,
        purpose=purpose.strip(), booked_by=actor, people=people, series_id=series_id,
    )  # fmt: skip
    _keep(booking, parts)
    _record_booked(actor, booking)
    return booking


@transaction.atomic
def hold(
    *,
    person: Person,
    space: Space,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    parts: Sequence[Part] | None = None,
    people: int | None = None,
) -> Booking:
    """Keep a space for a resident until it is said whether they get it (`confirm` or `let_go`).

    Raises Refused outside the residents' hours, Conflict where it is taken.
    """
    rules.may_use_at(space, starts_at, ends_at, Audience.RESIDENT).or_refuse()
    booking = Booking(
        space=space, starts_at=starts_at, ends_at=ends_at, audience=Audience.RESIDENT, purpose=purpose.strip(),
        booked_by=person, people=people, state=BookingState.HELD,
    )  # fmt: skip
    _keep(booking, parts)
    return booking


@transaction.atomic
def confirm(*, actor: Person | None, booking: Booking) -> Booking:
    """What was held is booked; None is the house, by the space's own rule."""
    booking = _moved(_locked(booking), BookingState.BOOKED)
    _record_booked(actor, booking)
    return booking


@transaction.atomic
def let_go(*, actor: Person | None, booking: Booking, reason: str = "") -> Booking:
    """What was held is free again."""
    booking = _locked(booking)
    if booking.state != BookingState.HELD:
        raise Conflict(_("这个时间已经订下了，要退请点「取消」。"))
    return _cancel(actor, booking, reason)


@transaction.atomic
def cancel_booking(*, actor: Person, booking: Booking, reason: str = "") -> Booking:
    """Let a space go again: its slots are free at once."""
    booking = _locked(booking)
    rules.may_cancel(actor, booking).or_refuse()
    return _cancel(actor, booking, reason)


@transaction.atomic
def move_booking(*, actor: Person, booking: Booking, space: Space, starts_at: datetime, ends_at: datetime) -> Booking:
    """Keep another time, or another space, instead; where that cannot be had, the old one stays as it was."""
    hold_still(booking.space, space)
    held, booking = booking.space_id, _locked(booking)
    if booking.space_id != held:
        raise Conflict(_("刚才换了场地，请刷新再来。"))
    rules.may_move(actor, booking).or_refuse()
    if booking.state not in KEPT:
        raise Conflict(_("这个时间已经取消了，不能改。请另订一个。"))
    rules.may_use_at(space, starts_at, ends_at, Audience(booking.audience)).or_refuse()
    kept = {slot.part_id for slot in booking.slots.all()}
    parts = [part for part in space.parts.all() if part.id in kept] if space.id == booking.space_id else None
    before = booking.starts_at
    with transaction.atomic():
        Slot.objects.filter(booking=booking).delete()
        booking.space, booking.starts_at, booking.ends_at = space, starts_at, ends_at
        booking.save(update_fields=["space", "starts_at", "ends_at"])
        _take(booking, list(space.parts.all()) if parts is None else parts)
    journal.record(
        actor=actor, act="spaces.booking_moved", thing=booking, space=str(space.id), starts_at=starts_at.isoformat(),
        before=before.isoformat(),
    )  # fmt: skip
    return booking


@transaction.atomic
def mark_unused(*, actor: Person, booking: Booking) -> Booking:
    """Note that nobody came; the next booking of the same person shows how often that was (R-10)."""
    booking = _locked(booking)
    rules.may_keep_spaces(actor).or_refuse()
    if booking.starts_at > clock.now():
        raise Invalid("booking", _("还没到时间，现在不能记「订了没来」。"))
    booking = _moved(booking, BookingState.UNUSED)
    journal.record(actor=actor, act="spaces.booking_unused", thing=booking)
    return booking


@transaction.atomic
def release(*, booking: Booking) -> Booking:
    """Nobody came within the space's term: what is left of the time is free for others, and it is noted (R-10)."""
    booking = _locked(booking)
    if booking.came_at or booking.state != BookingState.BOOKED:
        raise Conflict(_("已经有人来了，或者已经取消。"))
    booking.released_at = clock.now()
    booking.save(update_fields=["released_at"])
    booking = _moved(booking, BookingState.UNUSED)
    Slot.objects.filter(booking=booking, quarter_at__gte=clock.now() - QUARTER).delete()
    journal.record(actor=None, act="spaces.booking_released", thing=booking)
    return booking


@transaction.atomic
def say_here(*, actor: Person, booking: Booking) -> Booking:
    """Whoever booked has come; saying it again changes nothing."""
    booking = _locked(booking)
    rules.may_say_here(actor, booking).or_refuse()
    if booking.state != BookingState.BOOKED:
        raise Conflict(_("这个时间现在是「%s」，不用再点了。") % booking.get_state_display())
    if booking.came_at is None:
        booking.came_at = clock.now()
        booking.save(update_fields=["came_at"])
        journal.record(actor=actor, act="spaces.came", thing=booking)
    return booking


def _keep(booking: Booking, parts: Sequence[Part] | None) -> None:
    """Write a booking and its slots, or raise Conflict and leave nothing behind."""
    if not booking.purpose:
        raise Invalid("purpose", _("请写一句用来做什么。"))
    hold_still(booking.space)
    kept = list(booking.space.parts.all()) if parts is None else list(parts)
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
            Slot.objects.bulk_create(_slots(booking, kept))
    except IntegrityError as error:
        raise _clash(booking, kept) from error


def _take(booking: Booking, parts: Sequence[Part]) -> None:
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(_slots(booking, parts))
    except IntegrityError as error:
        raise _clash(booking, parts) from error


def _record_booked(actor: Person | None, booking: Booking) -> None:
    journal.record(
        actor=actor, act="spaces.booked", thing=booking, space=str(booking.space_id), audience=booking.audience,
        starts_at=booking.starts_at.isoformat(), ends_at=booking.ends_at.isoformat(),
    )  # fmt: skip


def _moved(booking: Booking, to: BookingState) -> Booking:
    BOOKING_MOVES.check(BookingState(booking.state), to)
    booking.state = to
    booking.save(update_fields=["state"])
    return booking


def _cancel(actor: Person | None, booking: Booking, reason: str) -> Booking:
    booking = _moved(booking, BookingState.CANCELLED)
    booking.cancelled_at, booking.reason = clock.now(), reason.strip()
    booking.save(update_fields=["cancelled_at", "reason"])
    Slot.objects.filter(booking=booking).delete()
    journal.record(actor=actor, act="spaces.booking_cancelled", thing=booking, words=reason.strip())
    return booking


def _locked(booking: Booking) -> Booking:
    return Booking.objects.select_for_update(of=("self",)).select_related("space").get(pk=booking.pk)


def _kept_until(booking: Booking) -> datetime:
    """The end of the last quarter-hour that a booking keeps: its end, and the cleaning rounded up."""
    kept_until: datetime = booking.ends_at + booking.space.cleaning
    return kept_until


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
