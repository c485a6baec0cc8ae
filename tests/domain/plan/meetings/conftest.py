"""An estate of ten households, seven representatives, a yard with chairs, and meetings called for a day ahead."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.plan.meetings import actions
from hehuo.domain.plan.meetings.kinds import MeetingKind

CALLED = clock.today() + timedelta(days=1)  # roles are held from today
ROOMS = [f"{building}-10{number}" for building in (1, 2) for number in range(1, 6)]


def sign_list():
    """A signed list as a phone sends it."""
    return SimpleUploadedFile("签到表.pdf", b"%PDF-1.4\nsigned", content_type="application/pdf")


@pytest.fixture
def office(haiwan, somebody):
    """Two who run meetings, a secretary, a building leader, ten households and seven representatives."""
    estate = ensure_place(kind=PlaceKind.ESTATE, name="育才小区")
    neighbours = []
    for number, room in enumerate(ROOMS):
        home = ensure_home(estate=estate, number=read_home(room))
        neighbours.append(somebody(f"邻居{number + 1}", household=Household.objects.create(home=home)))
    worker = somebody("周玉梅", Role.WORKER)
    yard = spaces.open_space(actor=worker, name="幸福小屋", seats=60)
    return SimpleNamespace(
        worker=worker, other=somebody("许卫东", Role.WORKER), secretary=somebody("卢桂兰", Role.SECRETARY),
        leader=somebody("冯大娘", Role.BUILDING_LEADER), estate=estate, neighbours=neighbours, yard=yard,
        reps=[somebody(f"代表{number + 1}", Role.REPRESENTATIVE) for number in range(7)],
    )  # fmt: skip


@pytest.fixture
def filed(office):
    """`filed("装监控")`: a motion of the first neighbour, filed on the day of the call or on another."""

    def file(title="装监控", *, by=None, on=CALLED, **more):
        with clock.stopped(clock.at(on, 8)):
            who = by or office.neighbours[0]
            return actions.file_motion(actor=who, title=title, why="电瓶丢了两回", **more)

    return file


@pytest.fixture
def called(office):
    """`called(MeetingKind.BENCH, ahead=2)`: a meeting called on the first day, held so many days later at 19:00."""

    def call(kind=MeetingKind.BENCH, *, ahead=2, actor=None, **more):
        on = CALLED + timedelta(days=ahead)
        said = {"title": "监控怎么装", "space": office.yard, "place": office.estate} | more
        with clock.stopped(clock.at(CALLED, 9)):
            return actions.call_meeting(
                actor=actor or office.worker, kind=kind, starts_at=clock.at(on, 19), ends_at=clock.at(on, 20, 30),
                **said,
            )  # fmt: skip

    return call


@pytest.fixture
def noticed(office):
    """`noticed(meeting, after=0)`: the notice hangs so many days after the call."""

    def post(meeting, *, after=0):
        with clock.stopped(clock.at(CALLED + timedelta(days=after), 10)):
            return actions.post_notice(actor=office.secretary, meeting=meeting)

    return post


@pytest.fixture
def at_meeting():
    """`with at_meeting(meeting):` half an hour into it."""

    def stand(meeting, minutes=30):
        return clock.stopped(meeting.starts_at + timedelta(minutes=minutes))

    return stand


@pytest.fixture
def signed_in(office, at_meeting):
    """`signed_in(meeting, people)`: they came, by name."""

    def sign(meeting, people):
        with at_meeting(meeting, 0):
            for person in people:
                sessions.check_in(actor=office.worker, session=meeting.session, person=person)

    return sign
