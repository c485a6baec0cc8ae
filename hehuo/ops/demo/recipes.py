"""Binjiang: what was repaired in one estate is set up in seven more that have no firm, no committee and no upkeep.

Wenyuan and Haiwan take the recipe over, and say from whom.
"""

from datetime import timedelta

from hehuo.core import clock
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.projects.kinds import Answer, GiftKind, StepKind
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.rolls.actions import places as estates
from hehuo.domain.plan.pacts import actions as pacts
from hehuo.domain.plan.pacts.kinds import PactKind
from hehuo.domain.run.activities import queries as courses
from hehuo.domain.share.recipes import actions, queries
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.domain.share.recipes.models import Recipe
from hehuo.flows.set_up_piece import set_up_piece
from hehuo.ops.demo import base, cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office
from hehuo.ops.demo.projects import accepted, agreed, answers, built, planned

TITLE = "三无小区抱团修缮"
# name, how many parts are drafted there, how far the project is: nothing yet, agreed, under way, accepted
ESTATES = (
    ("东风小区", 2, "accepted"), ("红旗小区", 2, "accepted"), ("水运小区", 2, "underway"), ("纺织小区", 2, "underway"),
    ("汽配小区", 2, "agreed"), ("粮食小区", 1, "planned"), ("港务小区", 0, ""),
)  # fmt: skip


def tell() -> None:
    """The first estate, the recipe, the seven next, and another community."""
    with cast.in_community("binjiang"):
        people = office()
        recipe = _kept(people, _fronts(people))
        for number, (name, parts, state) in enumerate(ESTATES):
            _set_up(people, recipe, _estate(people, name), parts, state, ago=100 - 6 * number)
        with standing(day(50), 10):
            actions.share_recipe(actor=people.secretary, recipe=recipe)
    for code in ("wenyuan", "haiwan"):
        with cast.in_community(code), standing(day(20), 10):
            _take(office(), recipe)


def _take(people: Office, recipe: Recipe) -> None:
    """Another community takes it, and shows it as its own with its origin; Haiwan begins in its estate."""
    said = queries.file_from_elsewhere(recipe.pk)
    if said is None:
        return
    taken = actions.take_recipe(actor=people.worker, said=said)
    actions.share_recipe(actor=people.secretary, recipe=taken)
    actions.begin_setup(
        actor=people.worker, recipe=taken, place=places.estates()[0], starts_on=clock.today(), lead=people.worker
    )


def _fronts(people: Office) -> Project:
    """The house fronts of the first estate, repaired with units, shops and neighbours."""
    fund = pots.funds()[0]
    project = planned(people, "门头和外墙修缮", "墙皮砸过车，门头锈穿了，没有物业来管。", ago=300, days=60)
    with standing(day(299), 10):
        projects.add_line(actor=people.worker, project=project, what="抹灰、刷漆", fen=1_860_000, fund=fund)
        projects.add_line(actor=people.worker, project=project, what="单元门换锁", fen=108_000)
        for kind, what, unit in (
            (GiftKind.HANDS, "周末清墙皮，三十来人次", "结对的机关单位"), (GiftKind.GOODS, "门头铁皮一批", "临街商户"),
        ):  # fmt: skip
            projects.add_gift(actor=people.worker, project=project, kind=kind, what=what, unit=unit)
        for title, after in (("挨家问，列清单", 7), ("预算贴到门口，三家比价", 14), ("每户出多少，大家说定", 21)):
            projects.add_step(
                actor=people.worker, project=project, kind=StepKind.TASK, title=title, owner=people.worker,
                due_on=project.starts_on + timedelta(days=after),
            )  # fmt: skip
    project = agreed(people, project, ago=298)
    built(people, project, ago=290, until=240, words=("铲了旧墙皮", "补了外墙", "门头换新，晚上亮灯"))
    accepted(people, project, ago=236, findings="墙面平，门头稳，单元门锁得上。")
    with standing(day(200), 10):
        answers(people, project, (Answer.BETTER, Answer.BETTER, Answer.BETTER))
        projects.write_outcome(
            actor=people.worker, project=project, words="3 栋楼外墙和门头都修了，没再掉过墙皮；大家说定了公约。"
        )
    return project


def _kept(people: Office, project: Project) -> Recipe:
    with standing(day(180), 10):
        pact = pacts.draft_pact(
            actor=people.worker, kind=PactKind.NEIGHBOURS, title="居民公约", place=places.estates().first()
        )
        recipe = actions.write_recipe(
            actor=people.worker, title=TITLE, problem="没有物业，没有业委会，没有人管：墙皮掉，门头锈，下水堵。",
            story="先请五老挨家聊，把要修的列成清单，贴在门口。\n预算当着大家的面比三家，贵在哪里说清楚。\n单位出人、商户出料、"
            "每户出一点，出了什么都写在墙上。\n修好以后马上商量公约，不然半年又旧了。\n要留意：顶楼和一楼想的不一样，分开听。",
        )  # fmt: skip
        actions.keep_part(actor=people.worker, recipe=recipe, kind=PartKind.PROJECT, thing_id=project.id)
        actions.keep_part(actor=people.worker, recipe=recipe, kind=PartKind.PACT, thing_id=pact.id, after_days=60)
        for series in courses.all_series().order_by("id")[:1]:
            actions.keep_part(
                actor=people.worker, recipe=recipe, kind=PartKind.COURSE, thing_id=series.id, after_days=90
            )
    return recipe


def _estate(people: Office, name: str) -> Place:
    base.fill_building(name, "1", floors=3)
    estate = places.estates().get(name=name)
    return estates.mark_unmanaged(actor=people.worker, estate=estate, is_unmanaged=True)


def _set_up(people: Office, recipe: Recipe, estate: Place, parts: int, state: str, *, ago: int) -> None:
    with standing(day(ago), 10):
        setup = actions.begin_setup(
            actor=people.worker, recipe=recipe, place=estate, starts_on=clock.today(), lead=people.worker
        )
        pieces = list(queries.pieces().filter(setup=setup).order_by("part__order"))
        for piece in pieces[:parts]:
            fund = pots.funds()[0] if piece.part.kind == PartKind.PROJECT else None
            set_up_piece(actor=people.worker, piece=piece, fund=fund)
        if state == "accepted":
            for piece in pieces[2:]:
                actions.skip_piece(actor=people.worker, piece=piece, why="去滨江家园上课，走路五分钟")
    project = Project.objects.filter(place=estate).first()
    if project is None or state == "planned":
        return
    project = agreed(people, project, ago=ago - 2)
    if state in {"underway", "accepted"}:
        until = ago - 40 if state == "accepted" else 10
        built(people, project, ago=ago - 5, until=until, words=("铲了旧墙皮", "补了外墙"))
    if state == "accepted":
        accepted(people, project, ago=ago - 45, findings="墙面平，门头稳。")
