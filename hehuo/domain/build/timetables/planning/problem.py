"""What is wanted, what there is, and what a plan of it is worth. Plain values: nothing here reads or writes a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.recruitment.timetables import WeeklyTime

# What a plan is worth: an applicant with a place above all, then each further time, then how near it is to the wish.
PLACED, FURTHER, NEAR = 10_000_000, 1_000, 1
DAY = 24 * 4  # quarter-hours
Mask = int  # the quarter-hours of a week as bits
Resource = tuple[str, str]  # a room's part, or somebody who leads


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A room and a weekly time that would do; `distance` is how far that is from what was said, 0 the wish itself."""

    distance: int
    room: str
    time: WeeklyTime
    parts: tuple[str, ...] = ()  # empty: the whole room


@dataclass(frozen=True, slots=True)
class Wish:
    """An applicant: each weekly time that is wanted, with what would do in its stead, the best first."""

    key: str
    name: str
    sessions: tuple[tuple[Choice, ...], ...]
    weight: int = 1
    leaders: tuple[str, ...] = ()  # nobody leads two things at once
    people: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that is gone already, and to whom."""

    time: WeeklyTime
    by: str
    part: str = ""  # empty: all of them


@dataclass(frozen=True, slots=True)
class Room:
    """A room in its week: hours of the partners, hours kept for residents, what is taken, how long it is cleaned."""

    key: str
    name: str
    opening: tuple[OpenTime, ...]
    public: tuple[OpenTime, ...] = ()
    taken: tuple[Taken, ...] = ()
    parts: tuple[str, ...] = ("",)
    cleaning: int = 0  # minutes
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place that somebody locked: session `number` of a wish stands there, whatever else does."""

    wish: str
    number: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class Placed:
    """Session `number` of a wish has its place."""

    wish: str
    number: int
    choice: Choice
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Who has what, and what that is worth by the sum that both solvers raise."""

    placed: tuple[Placed, ...]
    score: int
    solver: str

    @property
    def wishes(self) -> set[str]:
        """Those that have at least one time."""
        return {each.wish for each in self.placed}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that is possible by itself, and what it takes: quarter-hours of parts (cleaning too) and of people."""

    wish: int
    session: int
    choice: Choice
    takes: tuple[tuple[Resource, Mask], ...]
    is_locked: bool = False


@dataclass(slots=True)
class Problem:
    """All options, by wish and session; those that cannot be had by themselves are left out."""

    wishes: Sequence[Wish]
    rooms: Mapping[str, Room]
    options: dict[tuple[int, int], list[Option]] = field(default_factory=dict)

    @classmethod
    def of(cls, wishes: Sequence[Wish], rooms: Sequence[Room], fixed: Sequence[Fixed] = ()) -> "Problem":
        """What may be chosen from; a session that is locked has one option."""
        problem = cls(wishes, {room.key: room for room in rooms})
        locked = {(each.wish, each.number): each.choice for each in fixed}
        for at, wish in enumerate(wishes):
            for number, choices in enumerate(wish.sessions):
                found = [
                    Option(at, number, choice, takes_of(problem.rooms[choice.room], wish, choice))
                    for choice in sorted(set(choices))
                    if choice.room in problem.rooms and why_not(problem.rooms[choice.room], wish, choice) is None
                ]
                if choice := locked.get((wish.key, number)):
                    takes = takes_of(problem.rooms[choice.room], wish, choice)
                    found = [Option(at, number, choice, takes, is_locked=True)]
                problem.options[at, number] = found
        return problem

    def score(self, chosen: Mapping[tuple[int, int], Option]) -> int:
        """What a choice of options is worth."""
        has = {at for at, _number in chosen}
        return (
            sum(PLACED * self.wishes[at].weight for at in has)
            + FURTHER * len(chosen)
            - NEAR * sum(option.choice.distance for option in chosen.values())
        )

    def plan(self, chosen: Mapping[tuple[int, int], Option], solver: str) -> Plan:
        """The options as a plan, in the order of the wishes."""
        placed = tuple(
            Placed(self.wishes[at].key, number, chosen[at, number].choice, chosen[at, number].is_locked)
            for at, number in sorted(chosen)
        )
        return Plan(placed, self.score(chosen), solver)


def why_not(room: Room, wish: Wish, choice: Choice) -> str | None:
    """Why a choice cannot be had by itself, as a word for it; None where it can."""
    wanted = choice.time
    if wish.people and room.seats is not None and wish.people > room.seats:
        return "seats"
    if any(_meets(wanted, WeeklyTime(hours.weekday, hours.starts, hours.ends)) for hours in room.public):
        return "public"
    if not any(
        hours.weekday == wanted.weekday and hours.starts <= wanted.starts and wanted.ends <= hours.ends
        for hours in room.opening
    ):
        return "closed"
    return "taken" if taken_by(room, choice) else None


def taken_by(room: Room, choice: Choice) -> Taken | None:
    """Who has the time already, where somebody has; cleaning counts on both sides."""
    mine = mask_of(choice.time, room.cleaning)
    parts = choice.parts or room.parts
    return next(
        (
            taken
            for taken in room.taken
            if (not taken.part or taken.part in parts) and mask_of(taken.time, room.cleaning) & mine
        ),
        None,
    )


def takes_of(room: Room, wish: Wish, choice: Choice) -> tuple[tuple[Resource, Mask], ...]:
    """What a choice keeps others from: the parts of the room until they are clean, and those who lead it."""
    parts = tuple(
        ((f"room:{room.key}", part), mask_of(choice.time, room.cleaning)) for part in choice.parts or room.parts
    )
    people = {f"wish:{wish.key}", *(f"person:{leader}" for leader in wish.leaders)}
    return parts + tuple((("who", who), mask_of(choice.time)) for who in sorted(people))


def mask_of(wanted: WeeklyTime, cleaning: int = 0) -> Mask:
    """The quarter-hours of the week that a time touches, and those of the cleaning after it."""
    first = wanted.weekday * DAY + _minutes(wanted.starts) // 15
    last = wanted.weekday * DAY + -(-_minutes(wanted.ends) // 15) + -(-cleaning // 15)
    return ((1 << (last - first)) - 1) << first


def clashes(one: Option, other: Option) -> bool:
    """Whether two options take the same thing at the same time."""
    theirs = dict(other.takes)
    return any(theirs.get(resource, 0) & mask for resource, mask in one.takes)


def shifted(choice: Choice, minutes: int) -> list[Choice]:
    """The same length in the same room on the same day, up to so many minutes earlier or later, a quarter at a time."""
    begins, lasts = _minutes(choice.time.starts), _minutes(choice.time.ends) - _minutes(choice.time.starts)
    found = []
    for step in range(1, minutes // 15 + 1):
        for starts in (begins + 15 * step, begins - 15 * step):
            if starts >= 0 and starts + lasts < 24 * 60:
                moved = WeeklyTime(choice.time.weekday, _clock(starts), _clock(starts + lasts))
                found.append(Choice(choice.distance + step, choice.room, moved, choice.parts))
    return found


def free_choices(problem: Problem, wish: Wish, wanted: Choice, chosen: Sequence[Option]) -> list[Choice]:
    """Every free time of the same length, the nearest first: the same room and day, other days, then other rooms."""
    lasts = _minutes(wanted.time.ends) - _minutes(wanted.time.starts)
    found = []
    for room in problem.rooms.values():
        for hours in room.opening:
            for starts in range(_minutes(hours.starts), _minutes(hours.ends) - lasts + 1, 15):
                when = WeeklyTime(hours.weekday, _clock(starts), _clock(starts + lasts))
                choice = Choice(_distance(wanted, room.key, when), room.key, when)
                if why_not(room, wish, choice) is not None:
                    continue
                option = Option(-1, -1, choice, takes_of(room, wish, choice))
                if not any(clashes(option, other) for other in chosen):
                    found.append(choice)
    return sorted(found)


def _distance(wanted: Choice, room: str, when: WeeklyTime) -> int:
    days = abs(when.weekday - wanted.time.weekday)
    quarters = abs(_minutes(when.starts) - _minutes(wanted.time.starts)) // 15
    return quarters + 20 * days + (200 if room != wanted.room else 0)


def _meets(one: WeeklyTime, other: WeeklyTime) -> bool:
    return one.weekday == other.weekday and one.starts < other.ends and other.starts < one.ends


def _minutes(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
