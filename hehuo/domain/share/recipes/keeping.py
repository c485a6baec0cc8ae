"""What of a thing goes into a recipe: its shape and its words, never its people and days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid, Missing
from hehuo.domain.build.projects import queries as projects
from hehuo.domain.build.projects.kinds import GiftKind, Source, StepKind
from hehuo.domain.build.projects.models import Project
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.pacts import queries as pacts
from hehuo.domain.plan.pacts.kinds import PactKind
from hehuo.domain.plan.pacts.models import Pact
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.activities.models import Series
from hehuo.domain.share.recipes.bodies import (
    ArticleKept,
    Body,
    CallKept,
    CourseKept,
    GiftKept,
    LineKept,
    PactKept,
    ProjectKept,
    StepKept,
)
from hehuo.domain.share.recipes.kinds import PartKind


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing as a recipe keeps it, and its name."""

    title: str
    body: Body


def keep(viewer: Person, kind: PartKind, thing_id: UUID) -> Kept:
    """What would be kept of a thing. Raises Missing where the viewer sees no such thing, Invalid for an empty one."""
    return _KEEPERS[kind](viewer, thing_id)


def _project(viewer: Person, thing_id: UUID) -> Kept:
    project = projects.visible_to(viewer).filter(pk=thing_id).first() or _missing()
    homes = places.homes_in(project.place).count() if project.place else 0
    lines = projects.lines_of(project)
    return Kept(
        project.title,
        ProjectKept(
            why=project.why,
            days=(project.ends_on - project.starts_on).days,
            homes=homes or None,
            lines=[LineKept(what=each.what, fen=each.fen, by_homes=each.source == Source.SHARES) for each in lines],
            steps=[
                StepKept(kind=StepKind(each.kind), title=each.title, day=max(0, (each.due_on - project.starts_on).days))
                for each in projects.steps_of(project)
            ],
            gifts=[GiftKept(kind=GiftKind(each.kind), what=each.what) for each in projects.gifts_of(project)],
        ),
    )


def _call(_viewer: Person, thing_id: UUID) -> Kept:
    call = recruitment.calls().filter(pk=thing_id).first() or _missing()
    said = {name: getattr(call, name) for name in CallKept.model_fields if name != "open_days"}
    return Kept(call.title, CallKept(open_days=(call.closes_on - call.opens_on).days, **said))


def _pact(viewer: Person, thing_id: UUID) -> Kept:
    pact = pacts.pacts().filter(pk=thing_id).first() or _missing()
    version = pacts.in_force(pact) or pacts.visible_to(viewer).filter(pact=pact).order_by("-number").first()
    articles = pacts.articles_of(version) if version else []
    if not articles:
        raise Invalid("thing", _("「%s」里还没有一条内容，没有可存的。") % pact.title)
    kept = [ArticleKept(title=each.title, text=each.text) for each in articles]
    return Kept(pact.title, PactKept(kind=PactKind(pact.kind), articles=kept))


def _course(_viewer: Person, thing_id: UUID) -> Kept:
    series = activities.all_series().filter(pk=thing_id).first() or _missing()
    if series.weekday is None:
        raise Invalid("thing", _("营期和一次性的活动不是每周的课，请照着样子另开一个。"))
    ages = {name: getattr(series.admission, name, None) for name in ("youngest", "oldest", "accompanied_under")}
    return Kept(
        series.title,
        CourseKept(
            note=series.note, weekday=series.weekday, from_time=series.from_time, to_time=series.to_time,
            weeks=(series.last_on - series.first_on).days // 7 + 1, capacity=series.capacity,
            price_fen=series.price_fen, skips_holidays=series.skips_holidays, **ages,
        ),
    )  # fmt: skip


def _missing() -> NoReturn:
    raise Missing(_("没有找到要存的那一件。它可能已经撤下，或者不在这个社区。"))


KEPT_FROM: dict[PartKind, str] = {
    PartKind.PROJECT: Project.kind_name(),
    PartKind.CALL: Call.kind_name(),
    PartKind.PACT: Pact.kind_name(),
    PartKind.COURSE: Series.kind_name(),
}
_KEEPERS: dict[PartKind, Callable[[Person, UUID], Kept]] = {
    PartKind.PROJECT: _project,
    PartKind.CALL: _call,
    PartKind.PACT: _pact,
    PartKind.COURSE: _course,
}
