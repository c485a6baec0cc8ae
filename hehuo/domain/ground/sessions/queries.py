"""Which sessions there are, who is in them, and how many came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from hehuo.core import clock
from hehuo.core.db.models import raw_uuid
from hehuo.core.db.rows import by_hand, partly
from hehuo.core.db.scope import current_id
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import LAST_CALL, SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp, WalkIn
from hehuo.domain.ground.sessions.rules import DESK_OPENS

ACTIVE = [SignUpState.SEATED, SignUpState.WAITING, SignUpState.CAME]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Distinct persons, and person-times; never added to one another (R-41)."""

    persons: int
    visits: int


def sessions() -> QuerySet[Session]:
    """Every session, with its space and leader."""
    return Session.objects.select_related("space", "leader", "admission")


def upcoming() -> QuerySet[Session]:
    """Sessions that are not over, soonest first."""
    return sessions().filter(state=SessionState.PLANNED, ends_at__gt=clock.now())


def past() -> QuerySet[Session]:
    """Sessions that are over, latest first; some still wait for their list to be closed."""
    return sessions().filter(ends_at__lte=clock.now()).order_by("-starts_at", "-id")


def led_by(person: Person) -> QuerySet[Session]:
    """The sessions a person leads."""
    return sessions().filter(leader=person)


def on_day(day: date) -> QuerySet[Session]:
    """The sessions of a day that were not cancelled."""
    return (
        sessions()
        .exclude(state=SessionState.CANCELLED)
        .filter(starts_at__gte=clock.at(day), starts_at__lt=clock.at(day + timedelta(days=1)))
    )


def held_between(first: date, last: date) -> QuerySet[Session]:
    """The sessions that took place from one day to another, both counted."""
    return sessions().filter(
        state=SessionState.HELD, starts_at__gte=clock.at(first), starts_at__lt=clock.at(last + timedelta(days=1))
    )


def at_the_door() -> QuerySet[Session]:
    """Sessions that people may be checked in to now, soonest first."""
    now = clock.now()
    return (
        sessions()
        .exclude(state=SessionState.CANCELLED)
        .filter(starts_at__lte=now + DESK_OPENS, ends_at__gte=now - DESK_OPENS)
    )


def people_in(session: Session) -> QuerySet[SignUp]:
    """Everybody on a session's list: seats first, then those who wait in their order, then those who cancelled."""
    place = Case(
        When(state=SignUpState.WAITING, then=Value(1)),
        When(state=SignUpState.CANCELLED, then=Value(2)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = SignUp.objects.filter(session=session).select_related("person", "session", "guardian")
    return found.annotate(place=place).order_by("place", "waits_last", "signed_at", "id")


def sign_up_of(person: Person | None, session: Session) -> SignUp | None:
    """A person's own line in a session, where there is one."""
    if person is None:
        return None
    return SignUp.objects.filter(session=session, person=person).select_related("session").first()


def sign_ups_of(person: Person) -> QuerySet[SignUp]:
    """What a person has signed up for and is still ahead, soonest first."""
    return (
        SignUp.objects.filter(person=person, state__in=ACTIVE, session__ends_at__gt=clock.now())
        .select_related("session", "session__space")
        .order_by("session__starts_at")
    )


def ward_sign_ups_of(guardian: Person) -> QuerySet[SignUp]:
    """What a guardian has signed their wards up for and is still ahead, soonest first."""
    wards = [each.ward_id for each in people.wards_of(guardian)]
    found = SignUp.objects.filter(person__in=wards, state__in=ACTIVE, session__ends_at__gt=clock.now())
    return found.select_related("person", "session__space").order_by("session__starts_at", "id")


def visits_of(person: Person) -> QuerySet[SignUp]:
    """Where a person has been, latest first."""
    return (
        SignUp.objects.filter(person=person, state=SignUpState.CAME)
        .select_related("session", "session__space")
        .order_by("-session__starts_at")
    )


def seat_of_code(session_id: UUID, code: str) -> SignUp | None:
    """The line of the person with this code in a session, with both, in one statement: the scan at the door.

    Only the columns a scan needs are read; the rest is read when it is asked for.
    """
    community = raw_uuid(current_id())
    found = by_hand(Session, _SCANNED, [community, raw_uuid(session_id), code])
    session = next(iter(found), None)
    if session is None:
        return None
    here, person_id = {"community_id": session.community_id}, UUID(str(session.person_id))
    person = partly(Person, **here, id=person_id, name=session.person_name)
    line_id, state = UUID(str(session.line_id)), session.line_state
    line = partly(SignUp, **here, id=line_id, state=state, session_id=session.id, person_id=person_id)
    line.session, line.person = session, person
    return line


# By hand: the door asks this for every scan (performance row 6).
_SCANNED = """
    SELECT e.id, e.community_id, e.title, e.state, e.starts_at, e.ends_at, e.leader_id,
           s.id AS line_id, s.state AS line_state, p.id AS person_id, p.name AS person_name
    FROM sessions_session e
    JOIN sessions_signup s ON s.community_id = e.community_id AND s.session_id = e.id
    JOIN people_person p ON p.community_id = s.community_id AND p.id = s.person_id
    WHERE e.community_id = %s AND e.id = %s AND p.code = %s
"""


def waiting_place(sign_up: SignUp) -> int:
    """How many wait before this one, and itself; 0 where it does not wait."""
    if sign_up.state != SignUpState.WAITING:
        return 0
    line = SignUp.objects.filter(session_id=sign_up.session_id, state=SignUpState.WAITING)
    earlier = Q(signed_at__lt=sign_up.signed_at) | Q(signed_at=sign_up.signed_at, id__lt=sign_up.id)
    before = Q(earlier, waits_last=sign_up.waits_last) | (Q(waits_last=False) if sign_up.waits_last else Q())
    return line.filter(before).count() + 1


def waiting_last() -> QuerySet[Session]:
    """Sessions of the next day with free seats, in which somebody waits last."""
    now = clock.now()
    near = upcoming().filter(starts_at__gt=now, starts_at__lte=now + LAST_CALL, taken__lt=F("capacity"))
    return near.filter(Exists(SignUp.objects.filter(session=OuterRef("pk"), state=SignUpState.WAITING)))


def days_of(session: Session) -> QuerySet[Session]:
    """The days of a camp, in order; of any other session just itself."""
    found = sessions().exclude(state=SessionState.CANCELLED).order_by("starts_at", "id")
    return found.filter(bundle=session.bundle) if session.bundle else found.filter(pk=session.pk)


def lines_of(persons: Iterable[Person], session: Session) -> dict[UUID, SignUp]:
    """The lines of some persons in a session."""
    found = SignUp.objects.filter(session=session, person__in=[person.pk for person in persons])
    return {line.person_id: line for line in found.select_related("session")}


def elsewhere(person: Person, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None) -> list[Session]:
    """The other sessions a person is signed up for between two moments: nobody is in two places at once."""
    found = Session.objects.filter(
        sign_ups__person=person, sign_ups__state__in=[SignUpState.SEATED, SignUpState.CAME],
        starts_at__lt=ends_at, ends_at__gt=starts_at, state=SessionState.PLANNED,
    )  # fmt: skip
    if but:
        found = found.exclude(pk=but)
    return list(found.select_related("space"))


def walk_ins_of(session: Session) -> QuerySet[WalkIn]:
    """Who walked in by a paper sheet and was not found on the roll yet."""
    return WalkIn.objects.filter(session=session, person=None)


def counts_of(session: Session) -> dict[str, int]:
    """How many lines of a session stand in each state."""
    rows = SignUp.objects.filter(session=session).values_list("state").annotate(Count("id"))
    return dict.fromkeys(SignUpState.values, 0) | dict(rows)


def persons_at(of: Iterable[Session]) -> dict[UUID, int]:
    """How many distinct persons came to each of some sessions; persons merged into one another are one."""
    came = SignUp.objects.filter(session__in=[session.pk for session in of], state=SignUpState.CAME).order_by()
    root = Coalesce("person__merged_into_id", "person_id")
    return dict(came.values_list("session").annotate(n=Count(root, distinct=True)))


def attendance_of(of: Iterable[Session] | QuerySet[Session]) -> Attendance:
    """Who came to these sessions, and how often in all; cancelled sessions count for nothing.

    Persons merged into one another are one person.
    """
    chosen = Q(session__in=of.values("pk") if isinstance(of, QuerySet) else [session.pk for session in of])
    came = SignUp.objects.filter(chosen, state=SignUpState.CAME).exclude(session__state=SessionState.CANCELLED)
    root = Coalesce("person__merged_into_id", "person_id")
    found = came.aggregate(persons=Count(root, distinct=True), visits=Count("id"))
    return Attendance(persons=found["persons"], visits=found["visits"])
