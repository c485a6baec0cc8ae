"""A choir of eight with its leader; its room; somebody who wants to sing."""

from types import SimpleNamespace

import pytest

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.kinds import TeamKind
from hehuo.domain.ground.rolls.actions import teams
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.run.clubs import actions

NAMES = ("何月英", "罗国强", "邓桂芳", "梁志明", "谢丽华", "宋建国", "唐秀兰", "许文斌")


@pytest.fixture
def choir(worker, somebody):
    """The club, its leader and eight members."""
    singers = [somebody(name) for name in NAMES]
    team = teams.make_team(actor=worker, name="滨江合唱团", kind=TeamKind.CULTURE, leader=singers[0])
    for singer in singers[1:]:
        teams.add_member(actor=worker, team=team, person=singer)
    room = spaces.open_space(actor=worker, name="多功能厅", seats=60)
    club = actions.open_club(
        actor=worker, team=team, about="老歌新歌都唱", meets="每周二晚上", space=room, assistant=singers[1],
        rule="七成愿意才办，多退少补", yes_percent=70, most_fen=20_000,
    )  # fmt: skip
    return SimpleNamespace(
        worker=worker, club=club, team=team, leader=singers[0], assistant=singers[1], singers=singers, room=room
    )


@pytest.fixture
def newcomer(somebody):
    return somebody("白永康")


@pytest.fixture
def clerk(somebody):
    return somebody("付婉仪", Role.CLERK)
