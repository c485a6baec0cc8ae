"""Weeks of the rooms: what neighbours ask for, who waits, what the office keeps every week, when a room is shut."""

from datetime import datetime, timedelta

from hehuo.core import clock
from hehuo.core.errors import HehuoError
from hehuo.domain.ground.bookings import actions
from hehuo.domain.ground.bookings.kinds import Approval
from hehuo.domain.ground.bookings.models import Ask
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces import queries
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

EQUIPMENT = {
    "舞蹈室": "镜子、把杆、音响", "戏曲室": "音响、谱架、二胡", "书画室": "画案、毛毡、投影",
    "多功能厅": "投影、音响、话筒",
}  # fmt: skip
PURPOSES = ("读书会", "练字", "排练", "带孩子做手工", "邻里茶话", "织毛衣")
HOUR = 60
AHEAD = 21


def tell() -> None:
    """Haiwan's rooms, and the neighbours' home of Zhongfu."""
    for code in ("haiwan", "zhongfu"):
        with cast.in_community(code):
            _tell(office(), list(queries.open_spaces()))


def _tell(people: Office, rooms: list[Space]) -> None:
    with standing(day(3), 10):
        for room in rooms:
            spaces.change_space(actor=people.worker, space=room, equipment=EQUIPMENT.get(room.name, "桌椅、投影"))
        actions.set_terms(actor=people.worker, space=rooms[0], approval=Approval.BY_WORKER)
        for room in rooms[1:]:
            actions.set_terms(actor=people.worker, space=room, release_minutes=15)
        painting = day(-AHEAD)
        spaces.shut(
            actor=people.worker, space=rooms[-1], from_on=painting, to_on=painting + timedelta(days=1), reason="刷墙"
        )
        _weekly(people, rooms[-1])
    for number, room in enumerate(rooms):
        _neighbours(people, room, number)
    with standing(day(0), 8, 30):
        for neighbour in people.neighbours[:1]:
            actions.renew_feed(actor=neighbour)


def _weekly(people: Office, room: Space) -> None:
    """The office keeps a morning hour every week, whatever day has one free."""
    free = queries.free_days(day(-1), day(-AHEAD), minutes=HOUR, audience=Audience.OFFICE, spaces=[room])
    for found in free[:1]:
        begins = clock.local(found.windows[0].starts_at)
        actions.book_weekly(
            actor=people.worker, space=room, weekday=begins.isoweekday(), from_time=begins.time(),
            to_time=(begins + timedelta(minutes=HOUR)).time(), first_on=found.day,
            last_on=found.day + timedelta(days=27), audience=Audience.OFFICE, purpose="社工例会", skips_clashes=True,
        )  # fmt: skip


def _neighbours(people: Office, room: Space, number: int) -> None:
    """Some have an hour, one waits for each of the first two; one gives up, and the next is offered it."""
    takers, waiters = people.neighbours[number * 3 : number * 3 + 3], people.neighbours[20 + number : 22 + number]
    free = queries.free_days(day(-1), day(-AHEAD), minutes=2 * HOUR, spaces=[room])[:3]
    asked = []
    with standing(day(2), 19):
        for found, neighbour, purpose in zip(free, takers, PURPOSES[number:] + PURPOSES, strict=False):
            asked.append((_ask(neighbour, room, found.windows[0].starts_at, purpose), found))
        for (one, found), neighbour in zip(asked, waiters, strict=False):
            if one:
                _ask(neighbour, room, found.windows[0].starts_at, PURPOSES[-1], waits=True)
    with standing(day(0), 8):
        if asked and asked[0][0]:
            actions.withdraw(actor=people.worker, asked=asked[0][0], reason="孩子病了")


def _ask(neighbour: Person, room: Space, starts_at: datetime, purpose: str, *, waits: bool = False) -> Ask | None:
    """An hour asked for; nothing where the day took it meanwhile."""
    try:
        return actions.ask(
            actor=neighbour, space=room, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=HOUR),
            purpose=purpose, people=6, waits=waits,
        )  # fmt: skip
    except HehuoError:
        return None
