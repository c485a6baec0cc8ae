"""Reading weeks: who wants what, which rooms there are, what a plan says, and what is still free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.recruitment import findings
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application, CallNeed
from hehuo.domain.build.recruitment.timetables import WeeklyTime
from hehuo.domain.build.timetables import kinds
from hehuo.domain.build.timetables.kinds import WeekState
from hehuo.domain.build.timetables.models import Line, Week
from hehuo.domain.build.timetables.planning import Choice, Fixed, Placed, Plan, Room, Taken, Wish
from hehuo.domain.build.timetables.planning.problem import (
    Option,
    Problem,
    free_choices,
    shifted,
    taken_by,
    takes_of,
    why_not,
)
from hehuo.domain.ground.spaces import hours
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Slot, Space
from hehuo.domain.ground.threads import queries as threads

PLANNED = (Stage.RECEIVED, Stage.SCREENING, Stage.TRIAL)  # those who still need a room to show what they can
NEAREST = 12


def weeks() -> QuerySet[Week]:
    """All plans, the latest week first."""
    return Week.objects.select_related("made_by", "accepted_by")


def lines() -> QuerySet[Line]:
    """Every line of every plan."""
    return Line.objects.select_related("week", "application__category", "space", "session")


def lines_of(week: Week) -> list[Line]:
    """The lines of a plan, by day and time; those without a place last."""
    found = list(lines().filter(week=week))
    return sorted(found, key=lambda line: (line.time is None, line.time or _first(line), line.application.number))


def _first(line: Line) -> WeeklyTime:
    return line.wanted_time or WeeklyTime(
        0, clock.local(line.week.made_at).time(), clock.local(line.week.made_at).time()
    )


def next_monday() -> date:
    """The first day of the next week that has not begun."""
    today = clock.today()
    return today + timedelta(days=7 - today.weekday())


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant as the plan sees it: the wish, or why there is none."""

    application: Application
    wish: Wish | None
    why_none: str = ""


def applicants(shift_minutes: int) -> list[Applicant]:
    """Who wants a room, in the order in which they applied; each with what its wish weighs."""
    found = list(recruitment.pipeline().filter(stage__in=PLANNED).order_by("received_at", "number"))
    held, results = findings.held_back(), recruitment.results_of(found)
    answering = _answering()
    return [
        _applicant(
            each, held.get(each.id), shift_minutes,
            weight_of(each, answers_need=each.id in answering, tried_well=bool(results[each.id].verdict)),
        )
        for each in found
    ]  # fmt: skip


def _answering() -> set[UUID]:
    """The applications that answer a need of their call."""
    asked = CallNeed.objects.values_list("need_id", flat=True)
    followers = threads.next_of(asked, kind=Application.kind_name())
    return {each for found in followers.values() for each in found}


def weight_of(application: Application, *, answers_need: bool, tried_well: bool) -> int:
    """What a wish weighs: everyone 10; 4 more for answering a need, 3 for a trial that was liked, 1 for being free."""
    return (
        kinds.EVERYONE
        + (kinds.ANSWERS_NEED if answers_need else 0)
        + (kinds.TRIED_WELL if tried_well else 0)
        + (kinds.FREE if application.resident_fen == 0 else 0)
    )


def _applicant(application: Application, held: findings.Finding | None, shift_minutes: int, weight: int) -> Applicant:
    if held is not None:
        return Applicant(application, None, _("%(what)s。先到初审单说一句，再排。") % {"what": held.say})
    if not application.space_said and application.space_id is None:
        return Applicant(application, None, _("没有要场地，不用排。"))
    if application.space_id is None:
        return Applicant(application, None, _("没有「%s」这间屋，请先核对场地。") % application.space_said)
    if not application.times:
        return Applicant(application, None, _("没写时段，或者时段看不懂：%s") % (application.times_said or _("空着")))
    rooms = [str(application.space_id), *application.other_spaces]
    sessions = tuple(_choices(rooms, slots, shift_minutes) for slots in application.time_choices)
    leader = application.phone_hash or application.contact_name
    wish = Wish(str(application.id), application.name, sessions, weight, (leader,) if leader else ())
    return Applicant(application, wish)


def _choices(rooms: Sequence[str], slots: Sequence[WeeklyTime], shift_minutes: int) -> tuple[Choice, ...]:
    """Any one of these times in any of these rooms suffices, the first said first; then each moved a little."""
    wanted = [Choice(0, room, slot) for room in rooms for slot in slots]
    return (*wanted, *(moved for choice in wanted for moved in shifted(choice, shift_minutes)))


def rooms_in(monday: date) -> list[Room]:
    """Every room in use as it stands in a week: holidays, closures and what is booked are taken into account."""
    sunday = monday + timedelta(days=6)
    days = hours.days_between(monday, sunday)
    booked = _booked(monday, sunday)
    found = []
    for space in spaces.all_spaces().filter(closed_on=None):
        week = [monday + timedelta(days=number) for number in range(7)]
        found.append(
            Room(
                str(space.id), space.name, tuple(_open(space, week, Audience.PARTNER, days)),
                public=tuple(_open(space, week, Audience.RESIDENT, days)), taken=tuple(booked.get(space.id, ())),
                parts=tuple(str(part.id) for part in space.parts.all()) or ("",), cleaning=space.cleaning_minutes,
                seats=space.seats,
            )
        )  # fmt: skip
    return found


def _open(space: Space, week: Sequence[date], audience: Audience, days: hours.Days) -> Iterable[OpenTime]:
    for day in week:
        for window in hours.windows_of(space, day, audience, days):
            starts, ends = clock.local(window.starts_at), clock.local(window.ends_at)
            yield OpenTime(day.weekday(), starts.time(), ends.time())


def _booked(monday: date, sunday: date) -> dict[UUID, list[Taken]]:
    """What is booked in a week, part by part, in two statements."""
    found: dict[UUID, list[Taken]] = {}
    bookings = list(spaces.bookings_between(None, clock.at(monday), clock.at(sunday + timedelta(days=1))))
    parts: dict[UUID, set[str]] = {}
    for booking_id, part_id in (
        Slot.objects.filter(booking__in=bookings).values_list("booking_id", "part_id").distinct()
    ):
        parts.setdefault(booking_id, set()).add(str(part_id))
    for booking in bookings:
        starts, ends = clock.local(booking.starts_at), clock.local(booking.ends_at)
        when = WeeklyTime(starts.weekday(), starts.time(), ends.time())
        for part in sorted(parts.get(booking.id, {""})):
            found.setdefault(booking.space_id, []).append(Taken(when, booking.purpose, part))
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it stands, ready to ask what is free in it and why somebody has no place."""

    problem: Problem
    chosen: Sequence[Option]
    names: dict[str, str]  # of wishes

    @classmethod
    def of(cls, wishes: Sequence[Wish], rooms: Sequence[Room], plan: Plan) -> "Standing":
        """After planning."""
        problem = Problem.of(wishes, rooms)
        at = {wish.key: number for number, wish in enumerate(wishes)}
        chosen = [
            Option(
                at[each.wish],
                each.number,
                each.choice,
                takes_of(problem.rooms[each.choice.room], wishes[at[each.wish]], each.choice),
            )
            for each in plan.placed
            if each.choice.room in problem.rooms
        ]
        return cls(problem, chosen, {wish.key: wish.name for wish in wishes})

    def others(self, wish: Wish, number: int) -> list[Option]:
        """What stands there beside one session of a wish."""
        return [
            each for each in self.chosen if (self.problem.wishes[each.wish].key, each.session) != (wish.key, number)
        ]

    def free(self, wish: Wish, number: int) -> list[Choice]:
        """The free times of this length, the nearest first."""
        return free_choices(self.problem, wish, wish.sessions[number][0], self.others(wish, number))

    def why(self, wish: Wish, number: int) -> str:
        """Why a session has not the time it asked for, in words: the hours, a booking, or who has it."""
        wanted = wish.sessions[number][0]
        room = self.problem.rooms[wanted.room]
        said = {"time": str(wanted.time), "room": room.name}
        why = why_not(room, wish, wanted)
        if why == "public":
            return _("%(time)s %(room)s留给居民。") % said
        if why == "closed":
            opens = _("、").join(
                f"{hours.starts:%H:%M}—{hours.ends:%H:%M}"
                for hours in room.opening
                if hours.weekday == wanted.time.weekday
            )
            return _("%(time)s 不在%(room)s给合伙人的时间里（%(opens)s）。") % {**said, "opens": opens or _("那天不开")}
        if why == "seats":
            return _("%(room)s坐不下 %(people)s 人。") % {**said, "people": wish.people}
        if why == "taken" and (taken := taken_by(room, wanted)):
            return _("%(time)s %(room)s已经有「%(by)s」。") % {**said, "by": taken.by}
        return self._why_taken(wish, number, wanted) or _("%(time)s %(room)s空着。") % said

    def _why_taken(self, wish: Wish, number: int, wanted: Choice) -> str:
        """Which other line of the plan has the time, or the one who leads; empty where none has."""
        room = self.problem.rooms[wanted.room]
        takes = dict(takes_of(room, wish, wanted))
        for other in self.others(wish, number):
            both = [resource for resource, mask in other.takes if takes.get(resource, 0) & mask]
            by = self.problem.wishes[other.wish].name
            if both and both[0][0] == "who":
                return _("%(time)s 同一个人已经在带「%(by)s」。") % {"time": wanted.time, "by": by}
            if both:
                said = {"time": wanted.time, "room": room.name, "by": by, "when": other.choice.time}
                return _("%(time)s %(room)s给了「%(by)s」（%(when)s）。") % said
        return ""


def places_of(application: Application) -> list[tuple[Space, WeeklyTime]]:
    """Where and when somebody comes each week: by the last accepted plan, else as they wished."""
    found = lines().filter(application=application, week__state=WeekState.ACCEPTED, space__isnull=False)
    latest = found.order_by("-week__accepted_at").first()
    if latest is not None:
        mine = found.filter(week=latest.week).order_by("number")
        return [(line.space, line.time) for line in mine if line.space and line.time]
    if application.space is None:
        return []
    return [(application.space, choices[0]) for choices in application.time_choices]


def fixed_of(found: Iterable[Line]) -> list[Fixed]:
    """What is locked in a plan."""
    return [
        Fixed(str(line.application_id), line.number, Choice(0, str(line.space_id), line.time))
        for line in found
        if line.is_locked and line.time
    ]


def standing_of(week: Week, found: Sequence[Line]) -> Standing:
    """A plan as its lines have it now."""
    wishes = [each.wish for each in applicants(week.shift_minutes) if each.wish]
    known = {wish.key: wish for wish in wishes}
    rooms = rooms_in(week.monday)
    placed = tuple(
        Placed(str(line.application_id), line.number, Choice(0, str(line.space_id), line.time), line.is_locked)
        for line in found
        if line.time and line.session_id is None and str(line.application_id) in known
    )
    return Standing.of(wishes, rooms, Plan(placed, week.score, week.solver))


def free_for(line: Line, standing: Standing) -> list[Choice]:
    """The nearest free times for a line; none where its applicant wants no room."""
    wish = next((wish for wish in standing.problem.wishes if wish.key == str(line.application_id)), None)
    if wish is None or line.number >= len(wish.sessions):
        return []
    return standing.free(wish, line.number)[:NEAREST]
