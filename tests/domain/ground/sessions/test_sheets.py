"""A paper sheet typed back: ticks, who walked in, and those nobody is sure of."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.sessions import actions, queries, sheets
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import SignUp, WalkIn
from tests.domain.ground.sessions.conftest import END, START


def states(session) -> dict[str, str]:
    return {line.person.name: line.state for line in SignUp.objects.filter(session=session).select_related("person")}


@pytest.fixture
def held(plan, worker, somebody):
    """The class is over; two had signed up."""
    session = plan(capacity=5)
    people = [somebody(name) for name in ("高雪", "何伯")]
    for person in people:
        actions.sign_up(actor=person, session=session, person=person)
    with clock.stopped(END + timedelta(hours=1)):
        yield session, people


def test_ticks_come_and_go_and_copying_twice_changes_nothing(held, worker):
    session, (snow, uncle) = held
    for _twice in range(2):
        sheets.copy_sheet(actor=worker, session=session, came={snow.id}, was=set())
    assert states(session) == {"高雪": SignUpState.CAME, "何伯": SignUpState.SEATED}
    sheets.copy_ticks(actor=worker, session=session, came={uncle.id}, was={snow.id})
    assert states(session) == {"高雪": SignUpState.SEATED, "何伯": SignUpState.CAME}


def test_who_walked_in_is_found_or_kept_as_written(held, worker, somebody):
    session, _people = held
    for name in ("欧阳慧", "李华", "李华"):
        somebody(name)
    lines = ["欧阳慧", " 李华 ", "李华", "看不清的一位", ""]
    for _twice in range(2):
        unclear = sheets.copy_sheet(actor=worker, session=session, came=set(), was=set(), walk_ins=lines)
    assert [each.words for each in unclear] == ["李华", "看不清的一位"]
    assert (states(session)["欧阳慧"], WalkIn.objects.count()) == (SignUpState.CAME, 2)


def test_somebody_says_later_who_it_was(held, worker, somebody):
    session, _people = held
    (kept,) = sheets.copy_sheet(actor=worker, session=session, came=set(), was=set(), walk_ins=["老申"])
    elder = somebody("申屠静")
    with pytest.raises(Invalid, match="找不到"):
        sheets.match_walk_in(actor=worker, walk_in=kept, written="老申")
    assert sheets.match_walk_in(actor=worker, walk_in=kept, written=elder.code).person == elder
    assert (states(session)["申屠静"], list(queries.walk_ins_of(session))) == (SignUpState.CAME, [])


def test_a_stranger_or_a_late_hand_copies_nothing(held, worker):
    session, (snow, _uncle) = held
    with pytest.raises(Refused):
        sheets.copy_sheet(actor=snow, session=session, came={snow.id}, was=set())
    with clock.stopped(END + timedelta(days=8)), pytest.raises(Refused):
        sheets.copy_sheet(actor=worker, session=session, came={snow.id}, was=set())
    assert START < END
