"""Working: the start, tasks and milestones, the diary of the site, problems and how they were settled."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.kinds import PHOTOS, Phase, ProjectState, StepKind
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Entry, Project, Step
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person

BEGUN = (ProjectState.UNDERWAY, ProjectState.ACCEPTED, ProjectState.UPKEEP)


@transaction.atomic
def start_project(*, actor: Person, project: Project) -> Project:
    """Work begins today: every step is its owner's turn, and the acceptance the lead's."""
    project = locked(project)
    rules.may_lead(actor, project).or_refuse()
    project.move_to(ProjectState.UNDERWAY)
    project.started_on = clock.today()
    project.save(update_fields=["state", "started_on"])
    duties.done(about=project, act="start_project", actor=actor)
    duties.assign(
        about=project, act="accept_project", title=sentence("请居民验收：%(title)s", title=project.title), verb="jian",
        person=project.lead, power=Power.RUN_RECRUITMENT, due_at=clock.at(project.ends_on, 18),
    )  # fmt: skip
    journal.record(actor=actor, act="projects.started", thing=project)
    for step in queries.steps_of(project).filter(done_on=None):
        _give(step, actor)
    return project


@transaction.atomic
def add_step(
    *,
    actor: Person,
    project: Project,
    kind: StepKind,
    title: str,
    due_on: date,
    owner: Person | None = None,
    key: UUID | None = None,
) -> Step:
    """A task for its owner, or a milestone, which the lead answers for; a turn once the work has begun."""
    if key and (made := Step.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_add(actor, project).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写要办什么，例如：水泥沙子进场。"))
    step = Step.objects.create(
        id=key or ids.uuid7(), project=project, kind=kind, title=title.strip()[:60], due_on=due_on,
        owner=project.lead if kind == StepKind.MILESTONE else owner or project.lead,
    )  # fmt: skip
    journal.record(
        actor=actor, act="projects.step_added", thing=project, kind=kind, due_on=due_on.isoformat(), words=step.title
    )
    if project.state in BEGUN:
        _give(step, actor)
    return step


@transaction.atomic
def finish_step(*, actor: Person, step: Step) -> Step:
    """A task is done, a milestone reached."""
    project = locked(step.project)
    step = queries.steps().select_for_update(of=("self",)).get(pk=step.pk)
    step.project = project
    rules.may_finish(actor, step).or_refuse()
    step.done_on, step.done_by = clock.today(), actor
    step.save(update_fields=["done_on", "done_by"])
    duties.done(about=step, act="finish_step", actor=actor)
    act = "projects.milestone_reached" if step.is_milestone else "projects.task_done"
    journal.record(actor=actor, act=act, thing=project, title=step.title)
    return step


@transaction.atomic
def write_entry(
    *,
    actor: Person,
    project: Project,
    phase: Phase,
    words: str,
    photos: "Sequence[Upload[Any]]" = (),
    is_problem: bool = False,
    on: date | None = None,
    key: UUID | None = None,
) -> Entry:
    """A day on the site with its pictures, which stay private until they are published; or a problem, which the lead
    hears of at once. Raises Refused, Invalid."""
    if key and (made := Entry.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_write(actor, project, owns_step=queries.owns_step(actor, project)).or_refuse()
    on = on or clock.today()
    if not words.strip():
        raise Invalid("words", _("请写一句今天做了什么。"))
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    if len(photos) > PHOTOS:
        raise Invalid("photos", _("一条最多 %d 张照片。多的请分一条记。") % PHOTOS)
    entry = Entry.objects.create(
        id=key or ids.uuid7(), project=project, phase=phase, words=words.strip()[:400], on=on, written_by=actor,
        is_problem=is_problem,
    )  # fmt: skip
    for photo in photos:
        files.keep_file(actor=actor, upload=photo, about=entry)
    act = "projects.problem_noted" if is_problem else "projects.entry_written"
    journal.record(actor=actor, act=act, thing=project, phase=phase, photos=len(photos), words=entry.words)
    if is_problem and actor.id != project.lead_id:
        messages.tell(
            person=project.lead, about=project, subject=sentence("项目有问题：%(title)s", title=project.title),
            body=entry.words,
        )  # fmt: skip
    return entry


@transaction.atomic
def settle_problem(*, actor: Person, entry: Entry, words: str) -> Entry:
    """How a problem was settled; whoever noted it is told."""
    entry = queries.entries().select_for_update(of=("self",)).get(pk=entry.pk)
    rules.may_settle(actor, entry).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句怎么解决的。"))
    entry.settled_on, entry.settled_by, entry.settled_words = clock.today(), actor, words.strip()[:200]
    entry.save(update_fields=["settled_on", "settled_by", "settled_words"])
    journal.record(actor=actor, act="projects.problem_settled", thing=entry.project, words=entry.settled_words)
    if entry.written_by_id != actor.id:
        messages.tell(
            person=entry.written_by, about=entry.project, body=entry.settled_words,
            subject=sentence("您记的问题解决了：%(title)s", title=entry.project.title),
        )  # fmt: skip
    return entry


def _give(step: Step, actor: Person) -> None:
    """It is its owner's turn; another's is told of it."""
    duties.assign(
        about=step, act="finish_step", title=sentence("%(project)s：%(step)s", project=step.project.title,
        step=step.title), verb="jian", person=step.owner, due_at=clock.at(step.due_on, 18),
    )  # fmt: skip
    if step.owner_id != actor.id and not step.is_milestone:
        messages.tell(
            person=step.owner, about=step.project, subject=sentence("有一件事交给您：%(step)s", step=step.title),
            body=sentence("%(day)s前办好。", day=f"{step.due_on:%Y-%m-%d}"),
        )  # fmt: skip
