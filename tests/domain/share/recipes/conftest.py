"""A project, a pact, a call and a course of the first estate; a second estate twice as large; a recipe of all four."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.projects.kinds import GiftKind, StepKind
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places.addresses import HomeNumber
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.pacts import actions as pacts
from hehuo.domain.plan.pacts.kinds import PactKind
from hehuo.domain.share.recipes import actions
from hehuo.domain.share.recipes.kinds import PartKind


def estate(name, homes):
    """An estate with so many homes in one building."""
    made = places.ensure_place(kind=PlaceKind.ESTATE, name=name)
    for number in range(1, homes + 1):
        places.ensure_home(estate=made, number=HomeNumber("1", "", f"{number}01"))
    return made


@pytest.fixture
def there(worker):
    """What was done in the first estate: 4 homes, 200 yuan shared, 300 out of a pot; and its pact."""
    place = estate("滨江家园", 4)
    pot = funds.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL)
    project = projects.begin_project(
        actor=worker, title="装监控", why="车被划，没有人看见", lead=worker, place=place,
        starts_on=date(2024, 3, 1), ends_on=date(2024, 3, 31),
    )  # fmt: skip
    projects.add_line(actor=worker, project=project, what="摄像头", fen=20_000)
    projects.add_line(actor=worker, project=project, what="拉线", fen=30_000, fund=pot)
    projects.add_step(actor=worker, project=project, kind=StepKind.TASK, title="三家比价", due_on=date(2024, 3, 8))
    projects.add_gift(actor=worker, project=project, kind=GiftKind.ROOM, what="值班室", unit="供电所")
    pact = pacts.draft_pact(actor=worker, kind=PactKind.NEIGHBOURS, title="居民公约", place=place)
    return SimpleNamespace(place=place, pot=pot, project=project, pact=pact)


@pytest.fixture
def scheme(worker, there):
    """The recipe: the project at once, the pact after four weeks."""
    recipe = actions.write_recipe(
        actor=worker, title="三无小区装监控", problem="没有物业，没有人管", story="先把预算摆给大家看，再说每家多少。"
    )
    actions.keep_part(actor=worker, recipe=recipe, kind=PartKind.PROJECT, thing_id=there.project.id)
    actions.keep_part(actor=worker, recipe=recipe, kind=PartKind.PACT, thing_id=there.pact.id, after_days=28)
    return recipe


@pytest.fixture
def here(worker, scheme):
    """The second estate, with 10 homes, where it begins on 1 June."""
    return actions.begin_setup(
        actor=worker, recipe=scheme, place=estate("东风小区", 10), starts_on=date(2024, 6, 1), lead=worker
    )


@pytest.fixture
def course(signed, worker):
    """A weekly course, 3 Mondays of July at 10, in the first room that partners may use."""
    from hehuo.domain.ground.spaces import actions as spaces
    from hehuo.domain.ground.spaces.kinds import Audience
    from hehuo.flows.book_series import book_series

    room = spaces.open_space(actor=worker, name="活动室", seats=30)
    spaces.set_opening(
        actor=worker, space=room, audience=Audience.PARTNER, weekdays="1234567", from_time=time(8), to_time=time(20)
    )
    with clock.stopped(clock.at(date(2024, 7, 10), 9)):
        yield book_series(
            actor=worker, agreement=signed, title="太极晚练", space=room, capacity=20, weekday=1,
            from_time=time(10), to_time=time(11), first_on=date(2024, 7, 15), last_on=date(2024, 7, 29),
        )  # fmt: skip
