"""Four processes want the last seat at once, 2,000 sign-ups in all: one gets it, three wait, and nothing locks up."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions
from hehuo.domain.ground.sessions.kinds import SessionKind, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from tests.storms.writers import PROCESSES, at_once, length

pytestmark = pytest.mark.storm
SIGN_UPS = 2000


@pytest.fixture
def sessions(worker) -> list[Session]:
    """Sessions of one place each, one after another."""
    room = spaces.open_space(actor=worker, name="戏曲室")
    tomorrow = clock.today() + timedelta(days=1)
    found = []
    for number in range(length(SIGN_UPS) // PROCESSES):
        starts_at = clock.at(tomorrow + timedelta(days=number // 10), 8 + number % 10)
        booking = spaces.book(
            actor=worker, space=room, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            audience=Audience.OFFICE, purpose="风暴",
        )  # fmt: skip
        found.append(
            actions.plan_session(
                actor=worker, title=f"第 {number} 场", kind=SessionKind.CLASS, booking=booking, capacity=1
            )
        )
    return found


def lines(session: Session, state: SignUpState) -> int:
    return SignUp.objects.filter(session=session, state=state).count()


def test_the_last_seat_is_given_once_and_a_freed_one_to_who_waits(haiwan, sessions) -> None:
    people = [Person.objects.create(name=f"居民{number}") for number in range(PROCESSES)]

    def sign_up_everywhere(number: int) -> list[str]:
        me = people[number]
        return [actions.sign_up(actor=me, session=session, person=me).state for session in sessions]

    got = at_once(haiwan, sign_up_everywhere)
    assert [sorted(each) for each in zip(*got, strict=True)] == [["seated", "waiting", "waiting", "waiting"]] * len(
        sessions
    )
    assert {session.taken for session in Session.objects.all()} == {1}

    def cancel_half(number: int) -> None:
        me = people[number]
        for session in sessions:
            if number % 2:
                actions.cancel_sign_up(actor=me, session=session, person=me)
            else:
                actions.sign_up(actor=me, session=session, person=me)

    at_once(haiwan, cancel_half)
    assert {session.taken for session in Session.objects.all()} == {1}
    assert {lines(session, SignUpState.SEATED) for session in sessions} == {1}
    assert {lines(session, SignUpState.WAITING) for session in sessions} == {1}
