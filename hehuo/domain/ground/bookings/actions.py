"""Asking for a space, saying yes or no, waiting, letting go. What frees a place offers it to whoever waits for it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.bookings import queries, rules
from hehuo.domain.ground.bookings.kinds import ASK_MOVES, AskState
from hehuo.domain.ground.bookings.models import Ask, Feed, Terms
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces import queries as space_queries
from hehuo.domain.ground.spaces import rules as space_rules
from hehuo.domain.ground.spaces.hours import Window
from hehuo.domain.ground.spaces.kinds import Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Part, Space

DECIDE_WITHIN = timedelta(days=1)
BATCH = 200


@transaction.atomic
def set_terms(*, actor: Person, space: Space, **facts: Any) -> Terms:
    """How residents come to a space; `facts` are the fields of Terms."""
    space_rules.may_keep_spaces(actor).or_refuse()
    terms, _made = Terms.objects.update_or_create(space=space, defaults=facts)
    journal.record(actor=actor, act="bookings.terms_set", thing=space, fields=sorted(facts))
    return terms


@transaction.atomic
def ask(
    *,
    actor: Person,
    space: Space,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    people: int | None = None,
    part: Part | None = None,
    waits: bool = False,
    key: UUID | None = None,
) -> Ask:
    """Ask for a space at a time: booked at once where the space's rule gives it, else held until a worker says.

    Where it is taken: a place in the waiting list if `waits`, else Conflict, naming what is free. Raises Refused
    outside the residents' hours or too far ahead, Invalid without a purpose.
    """
    if key and (made := Ask.objects.filter(pk=key).first()):
        return made
    spaces.hold_still(space)  # everything below is decided by one at a time in this space
    terms = queries.terms_of(space)
    asked = Ask(
        id=key or ids.uuid7(), space=space, part=part, starts_at=starts_at, ends_at=ends_at, person=actor,
        purpose=purpose.strip(), people=people, state=AskState.ASKED,
    )  # fmt: skip
    rules.may_ask(actor, asked, terms).or_refuse()
    if waits and queries.waits_for(actor, asked):
        raise Conflict(_("您已经在排这个时间了，不用再排。轮到您会告诉您。"))
    try:
        asked.booking = _hold(asked)
    except Conflict:
        if not waits:
            raise
        asked.state = AskState.WAITING
    asked.save(force_insert=True)
    journal.record(
        actor=actor, act="bookings.asked", thing=asked, space=str(space.id), state=asked.state,
        starts_at=starts_at.isoformat(),
    )  # fmt: skip
    return asked if asked.state == AskState.WAITING else _settle(asked, terms)


@transaction.atomic
def grant(*, actor: Person, asked: Ask) -> Ask:
    """A worker says yes: it is booked, and whoever asked is told."""
    asked = _locked(asked)
    rules.may_decide(actor, asked).or_refuse()
    _decide(actor, asked, AskState.GRANTED)
    asked.booking = spaces.confirm(actor=actor, booking=_booking(asked))
    _tell(asked, sentence("%(space)s订好了", space=asked.space.name), _when(asked))
    return asked


@transaction.atomic
def refuse(*, actor: Person, asked: Ask, reason: str) -> Ask:
    """A worker says no, and why; the place goes to whoever waits."""
    asked = _locked(asked)
    rules.may_decide(actor, asked).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么，申请的人看得到。"))
    asked.reason = reason.strip()
    _decide(actor, asked, AskState.REFUSED)
    spaces.let_go(actor=actor, booking=_booking(asked), reason=asked.reason)
    _tell(asked, sentence("%(space)s没能订给您", space=asked.space.name), asked.reason)
    _offer(asked.space)
    return asked


@transaction.atomic
def take_offer(*, actor: Person, asked: Ask) -> Ask:
    """Whoever waited says yes to the place that came free; the space's rule decides as for any other."""
    asked = _locked(asked)
    rules.may_take(actor, asked).or_refuse()
    return _settle(asked, queries.terms_of(asked.space))


@transaction.atomic
def withdraw(*, actor: Person, asked: Ask, reason: str = "") -> Ask:
    """Want it no more, waiting, held or booked; the place goes to whoever waits. Saying it again changes nothing."""
    asked = _locked(asked)
    if asked.state == AskState.WITHDRAWN:
        return asked
    rules.may_withdraw(actor, asked).or_refuse()
    was_booked = asked.state == AskState.GRANTED
    _move(asked, AskState.WITHDRAWN, reason=reason.strip())
    duties.drop(about=asked)
    if asked.booking and was_booked:
        spaces.cancel_booking(actor=actor, booking=asked.booking, reason=reason)
    elif asked.booking:
        spaces.let_go(actor=actor, booking=asked.booking, reason=reason)
    journal.record(actor=actor, act="bookings.withdrawn", thing=asked, words=reason.strip())
    if actor.id != asked.person_id:
        _tell(asked, sentence("%(space)s的预订取消了", space=asked.space.name), reason.strip() or _when(asked))
    _offer(asked.space)
    return asked


@transaction.atomic
def cancel(*, actor: Person, booking: Booking, reason: str = "") -> Booking:
    """Let any booking go, whoever made it and however; the place goes to whoever waits for it."""
    if asked := queries.ask_of(booking):
        withdraw(actor=actor, asked=asked, reason=reason)
        return space_queries.bookings().get(pk=booking.pk)
    spaces.hold_still(booking.space)
    booking = spaces.cancel_booking(actor=actor, booking=booking, reason=reason)
    _offer(booking.space)
    return booking


@transaction.atomic
def cancel_rest(*, actor: Person, booking: Booking, reason: str = "") -> list[Booking]:
    """Let this date of a weekly booking go and all that come after it; those cancelled."""
    later = space_queries.series_of(booking).filter(starts_at__gte=booking.starts_at, state=BookingState.BOOKED)
    return [cancel(actor=actor, booking=each, reason=reason) for each in later]


@transaction.atomic
def move(*, actor: Person, booking: Booking, space: Space, starts_at: datetime, ends_at: datetime) -> Booking:
    """Another time or room instead; the old place goes to whoever waits.

    Raises as `spaces.move_booking` does, and Refused where its asker would need a worker's yes for the new one.
    """
    old = booking.space
    booking = spaces.move_booking(actor=actor, booking=booking, space=space, starts_at=starts_at, ends_at=ends_at)
    if asked := queries.ask_of(booking):
        asked.space, asked.starts_at, asked.ends_at = space, starts_at, ends_at
        asked.part = asked.part if space.id == old.id else None
        asked.save(update_fields=["space", "starts_at", "ends_at", "part"])
        if actor.id == asked.person_id:
            terms = queries.terms_of(space)
            rules.may_move_alone(actor, asked, terms, *_others_in(asked)).or_refuse()
        else:
            _tell(asked, sentence("您订的场地换了时间"), _when(asked))
    _offer(old)
    return booking


@transaction.atomic
def book_weekly(
    *,
    actor: Person,
    space: Space,
    weekday: int,
    from_time: time,
    to_time: time,
    first_on: date,
    last_on: date,
    audience: Audience,
    purpose: str,
    skips_clashes: bool = False,
    key: UUID | None = None,
) -> list[Booking]:
    """One time every week, whole or with the clashing dates left out; `key` is the id of the series.

    Raises Conflict, and books none, where a date clashes that is not to be skipped; Refused where no date is left.
    """
    key = key or ids.uuid7()
    if made := list(Booking.objects.filter(series_id=key).order_by("starts_at")):
        return made
    spaces.hold_still(space)
    planned = queries.weekly(
        space, weekday=weekday, from_time=from_time, to_time=to_time, first_on=first_on, last_on=last_on,
        audience=audience,
    )  # fmt: skip
    free = [each.window for each in planned if each.is_free]
    if not free or (len(free) < len(planned) and not skips_clashes):
        raise Conflict(
            _("%(all)d 个日子里有 %(clashing)d 个排不下，一个也没有订。看看下面是哪几天，可以跳过它们。")
            % {"all": len(planned), "clashing": len(planned) - len(free)}
        )
    return [
        spaces.book(
            actor=actor, space=space, starts_at=window.starts_at, ends_at=window.ends_at, audience=audience,
            purpose=purpose, series_id=key,
        )
        for window in free
    ]  # fmt: skip


def keep_time() -> int:
    """What only the clock says: offers nobody took, asks nobody answered, rooms nobody came to; how many there were.

    Each is done in a transaction of its own, once, whoever else does the same.
    """
    now = clock.now()
    over = Ask.objects.filter(state=AskState.OFFERED, kept_until_at__lte=now) | Ask.objects.filter(
        state__in=[AskState.ASKED, AskState.WAITING], starts_at__lte=now
    )
    lapsed = [_lapse(each) for each in over.order_by("asked_at", "id")[:BATCH]]
    return sum(lapsed) + sum(_release(terms, now) for terms in Terms.objects.filter(release_minutes__gt=0))


def renew_feed(*, actor: Person) -> Feed:
    """A new private calendar address; the old one opens nothing any more."""
    feed, _made = Feed.objects.update_or_create(person=actor, defaults={"code": ids.token(), "made_at": clock.now()})
    return feed


@transaction.atomic
def _lapse(asked: Ask) -> bool:
    asked, now = _locked(asked), clock.now()
    offer_is_over = asked.state == AskState.OFFERED and asked.kept_until_at and asked.kept_until_at <= now
    if not offer_is_over and not (asked.state in {AskState.ASKED, AskState.WAITING} and asked.starts_at <= now):
        return False  # somebody was faster
    was_offer = asked.state == AskState.OFFERED
    _move(asked, AskState.LAPSED)
    duties.drop(about=asked)
    if asked.booking:
        spaces.let_go(actor=None, booking=asked.booking)
    journal.record(actor=None, act="bookings.lapsed", thing=asked)
    why = (
        sentence("留着的时间过了，已经让给后面的人。")
        if was_offer
        else sentence("到了时间还没有空出来，或者没有人答复。")
    )
    _tell(asked, sentence("%(space)s没有订上", space=asked.space.name), why)
    _offer(asked.space)
    return True


def _release(terms: Terms, now: datetime) -> int:
    """The residents' bookings of a space to which nobody came within its minutes."""
    empty = Booking.objects.filter(
        space_id=terms.space_id, audience=Audience.RESIDENT, state=BookingState.BOOKED, came_at=None,
        starts_at__lte=now - timedelta(minutes=terms.release_minutes), ends_at__gt=now,
    )  # fmt: skip
    return sum(_release_one(booking) for booking in empty.select_related("space", "booked_by"))


@transaction.atomic
def _release_one(booking: Booking) -> bool:
    spaces.hold_still(booking.space)
    try:
        booking = spaces.release(booking=booking)
    except Conflict:
        return False
    messages.tell(
        person=booking.booked_by,
        subject=sentence("%(space)s让给别人了", space=booking.space.name),
        body=sentence("开始以后没有人来，记了一次「订了没来」。用不上请早点取消，让别人还能用。"),
        about=booking,
    )
    _offer(booking.space)
    return True


def _locked(asked: Ask) -> Ask:
    """The ask as it is now, with its space held: the space before the ask, for everybody."""
    spaces.hold_still(asked.space)
    found: Ask = queries.asks().select_for_update(of=("self",)).get(pk=asked.pk)
    if found.space_id != asked.space_id:  # moved while we waited: two held in any order could wait in a circle
        raise Conflict(_("刚才换了场地，请刷新再来。"))
    return found


def _booking(asked: Ask) -> Booking:
    if asked.booking is None:
        raise Conflict(_("这个时间还没有空出来，先不能定。"))
    booking: Booking = asked.booking
    return booking


def _hold(asked: Ask) -> Booking:
    return spaces.hold(
        person=asked.person, space=asked.space, starts_at=asked.starts_at, ends_at=asked.ends_at,
        purpose=asked.purpose, parts=[asked.part] if asked.part else None, people=asked.people,
    )  # fmt: skip


def _move(asked: Ask, to: AskState, **changes: Any) -> None:
    ASK_MOVES.check(AskState(asked.state), to)
    asked.state = to
    for name, value in changes.items():
        setattr(asked, name, value)
    asked.save(update_fields=["state", *changes])


def _settle(asked: Ask, terms: Terms) -> Ask:
    """What is held is booked by the rule, or becomes a worker's turn."""
    if rules.is_given_by_rule(asked.person, terms, *_others_in(asked)):
        _move(asked, AskState.GRANTED)
        asked.booking = spaces.confirm(actor=asked.person, booking=_booking(asked))
        return asked
    if asked.state == AskState.OFFERED:
        _move(asked, AskState.ASKED)
    duties.assign(
        about=asked, act="decide_ask", verb="guan", power=Power.KEEP_SPACES,
        title=sentence("订%(space)s：%(what)s", space=asked.space.name, what=asked.purpose),
        due_at=min(asked.starts_at, clock.now() + DECIDE_WITHIN),
    )  # fmt: skip
    return asked


def _others_in(asked: Ask) -> tuple[int, int]:
    """How often its asker has the space in that week and month besides: what is kept counts itself."""
    week, month = queries.times_in(asked.space, asked.person, clock.local(asked.starts_at).date())
    return week - 1, month - 1


def _decide(actor: Person, asked: Ask, to: AskState) -> None:
    _move(asked, to, decided_by=actor, decided_at=clock.now(), reason=asked.reason)
    duties.done(about=asked, act="decide_ask", actor=actor)
    journal.record(actor=actor, act=f"bookings.{to.value}", thing=asked, words=asked.reason)


def _offer(space: Space) -> None:
    """Offer what is free to the first who waits for it and can have it: kept for them, and told once."""
    spaces.hold_still(space)
    terms, now, cleaning = queries.terms_of(space), clock.now(), space.cleaning
    waiting = queries.waiting_in(space)
    if not waiting:
        return
    whole, last = list(space.parts.all()), max(asked.ends_at for asked in waiting) + cleaning
    taken = space_queries.taken_between(min(asked.starts_at for asked in waiting), last, [space])
    for asked in waiting:
        parts, wanted = [asked.part] if asked.part else whole, Window(asked.starts_at, asked.ends_at + cleaning)
        if not all(space_queries.is_free(taken.get((space.id, part.id), []), wanted) for part in parts):
            continue
        try:
            booking = _hold(asked)
        except (Conflict, Refused):  # shut since
            continue
        for part in parts:
            taken.setdefault((space.id, part.id), []).append(wanted)
        kept_until = min(asked.starts_at, now + timedelta(hours=terms.offer_hours))
        _move(asked, AskState.OFFERED, booking=booking, offered_at=now, kept_until_at=kept_until)
        journal.record(actor=None, act="bookings.offered", thing=asked)
        said = {"space": space.name, "until": f"{clock.local(kept_until):%m-%d %H:%M}"}
        _tell(asked, sentence("%(space)s空出来了，轮到您", space=space.name),
              sentence("给您留到 %(until)s，请点开确认。", until=said["until"]))  # fmt: skip


def _when(asked: Ask) -> Sentence:
    starts_at, ends_at = clock.local(asked.starts_at), clock.local(asked.ends_at)
    return sentence(
        "%(space)s，%(day)s %(from)s—%(to)s。用不上请早点取消。", space=asked.space.name,
        **{"day": f"{starts_at:%Y-%m-%d}", "from": f"{starts_at:%H:%M}", "to": f"{ends_at:%H:%M}"},
    )  # fmt: skip


def _tell(asked: Ask, subject: Sentence, body: Sentence | str) -> None:
    messages.tell(person=asked.person, subject=subject, body=body, about=asked)
