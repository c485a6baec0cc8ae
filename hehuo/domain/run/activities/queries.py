"""Which courses there are, and their sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet

from hehuo.core import clock, money
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.timetables import WeeklyTime
from hehuo.domain.build.timetables import queries as timetables
from hehuo.domain.ground.calendar.models import CalendarDay
from hehuo.domain.ground.forms import queries as forms
from hehuo.domain.ground.forms.queries import Tally
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.sessions.queries import Attendance
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.activities.models import Lesson, Series

SEATS = 20  # of a course in a room that does not say how many it has


def all_series() -> QuerySet[Series]:
    """Every course, with its partner and space, and when its next session is (`next_at`)."""
    ahead = Q(lessons__session__starts_at__gt=clock.now(), lessons__session__state=SessionState.PLANNED)
    found = Series.objects.select_related("space", "leader", "agreement__partner", "admission")
    return found.annotate(next_at=Min("lessons__session__starts_at", filter=ahead))


def running() -> QuerySet[Series]:
    """Courses that are not over, the soonest next session first."""
    found: QuerySet[Series] = all_series().filter(last_on__gte=clock.today())
    return found.order_by(F("next_at").asc(nulls_last=True), "id")


def led_by(person: Person) -> QuerySet[Series]:
    """The courses of the agreements that a person speaks for, and the camps they lead."""
    own = Q(agreement__partner__contact=person) | Q(leader=person, agreement=None)
    return all_series().filter(own).order_by("-first_on", "id")


def of_agreement(agreement: Agreement) -> QuerySet[Series]:
    """The courses under one agreement."""
    return all_series().filter(agreement=agreement).order_by("first_on", "id")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A course ready to be opened: what the partner wished for, or where the accepted week has put it."""

    title: str
    space: Space
    time: WeeklyTime
    first_on: date
    last_on: date
    capacity: int
    price_fen: int

    @property
    def start(self) -> dict[str, object]:
        """As the form of a course begins."""
        return {
            "title": self.title, "space": str(self.space.id), "weekday": self.time.weekday + 1,
            "from_time": self.time.starts, "to_time": self.time.ends, "first_on": self.first_on,
            "last_on": self.last_on, "capacity": self.capacity, "price": money.yuan(self.price_fen),
        }  # fmt: skip


def prepared_for(agreement: Agreement) -> list[Prepared]:
    """The courses that a signed partner may open as they stand; none whose weekday and time runs already."""
    application = agreement.application
    open_now = {
        (series.weekday - 1, series.from_time)
        for series in of_agreement(agreement)
        if series.weekday is not None and series.last_on >= clock.today()
    }
    first_on = max(clock.today() + timedelta(days=1), agreement.starts_on)
    found = [
        Prepared(
            application.project, space, when, _next(first_on, when.weekday), agreement.ends_on,
            space.seats or SEATS, application.resident_fen or 0,
        )
        for space, when in timetables.places_of(application)
        if (when.weekday, when.starts) not in open_now
    ]  # fmt: skip
    return [each for each in found if each.first_on <= each.last_on]


def _next(day: date, weekday: int) -> date:
    """The first such weekday on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def sessions_of(series: Iterable[Series]) -> QuerySet[Session]:
    """The sessions of some courses, in order of time."""
    found = Session.objects.filter(lessons__series__in=list(series))
    return found.select_related("space", "leader", "admission").order_by("starts_at", "id")


def led_beside(leader: Person, held: Iterable[Session]) -> list[Session]:
    """What else somebody leads from the first to the last of these sessions."""
    ours = list(held)
    if not ours:
        return []
    beside = sessions.led_by(leader).exclude(pk__in=[session.pk for session in ours])
    first, last = min(each.starts_at for each in ours), max(each.ends_at for each in ours)
    return list(beside.filter(starts_at__lt=last, ends_at__gt=first).exclude(state=SessionState.CANCELLED))


def given_by(partners: Iterable[Partner]) -> QuerySet[Session]:
    """The trials and the courses' sessions of some partners that were not cancelled, in order of time."""
    ours = list(partners)
    trials = recruitment.trials_by(ours).filter(session__isnull=False).order_by().values("session")
    lessons = Lesson.objects.filter(series__agreement__partner__in=ours).values("session")
    found = sessions.sessions().filter(Q(pk__in=trials) | Q(pk__in=lessons))
    return found.exclude(state=SessionState.CANCELLED).order_by("starts_at", "id")


def with_visits(found: QuerySet[Session]) -> QuerySet[Session]:
    """Each session with how many came (`visits`)."""
    return found.annotate(visits=Count("sign_ups", filter=Q(sign_ups__state=SignUpState.CAME)))


@dataclass(frozen=True, slots=True)
class Record:
    """What partners have given so far: sessions that are over, who came, what they thought, and what is to come."""

    coming: list[Session]
    held: int
    attendance: Attendance
    tally: Tally


def record_of(partners: Iterable[Partner], *, coming: int) -> Record:
    """The record of some partners with their next sessions, in four statements; stars of trials on paper are in it."""
    ours = list(partners)
    given, now = given_by(ours), clock.now()
    return Record(
        coming=list(given.filter(ends_at__gt=now)[:coming]) if coming else [],
        held=given.filter(ends_at__lte=now).count(),
        attendance=sessions.attendance_of(given),
        tally=forms.tally_of_all(given.order_by().values("pk"), recruitment.trials_by(ours).order_by().values("pk")),
    )


def series_of(session_id: UUID) -> Series | None:
    """The course that a session belongs to, where it does."""
    return all_series().filter(lessons__session=session_id).first()


def camp_days(first_on: date, last_on: date) -> list[date]:
    """The days of a camp, one after another."""
    return [first_on + timedelta(days=number) for number in range((last_on - first_on).days + 1)]


def days_of(*, weekday: int, first_on: date, last_on: date, skips_holidays: bool) -> list[date]:
    """The days on which a weekly course takes place; public holidays are left out by choice."""
    day = first_on + timedelta(days=(weekday - first_on.isoweekday()) % 7)
    count = max(0, (last_on - day).days // 7 + 1)
    days = [day + timedelta(weeks=number) for number in range(count)]
    if not skips_holidays:
        return days
    holidays = set(CalendarDay.objects.filter(day__in=days, is_off=True).values_list("day", flat=True))
    return [each for each in days if each not in holidays]
