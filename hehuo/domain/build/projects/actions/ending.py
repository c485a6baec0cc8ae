"""Ending: closed with its outcome in numbers, or stopped with its reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.kinds import ProjectState
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def write_outcome(*, actor: Person, project: Project, words: str) -> Project:
    """What came of it, in one paragraph with its numbers; written once it was accepted, and again when it changes."""
    project = locked(project)
    rules.may_lead(actor, project).or_refuse()
    if project.accepted_on is None or project.state == ProjectState.STOPPED:
        raise Conflict(_("居民验收以后再写成效。"))
    if not any(letter.isdigit() for letter in words):
        raise Invalid("words", _("请写上数字，例如：用上了 2 座亭子，每天二十来人坐。"))
    project.outcome = words.strip()[:600]
    project.save(update_fields=["outcome"])
    journal.record(actor=actor, act="projects.outcome_written", thing=project, words=project.outcome)
    return project


@transaction.atomic
def close_project(*, actor: Person, project: Project) -> Project:
    """All is done and told: nothing waits any more."""
    project = locked(project)
    rules.may_run(actor).or_refuse()
    if not project.outcome:
        raise Conflict(_("还没有写成效。请先写一段，带数字。"))
    project.move_to(ProjectState.CLOSED)
    project.ended_on = clock.today()
    project.save(update_fields=["state", "ended_on"])
    _drop_turns(project)
    journal.record(actor=actor, act="projects.closed", thing=project)
    return project


@transaction.atomic
def stop_project(*, actor: Person, project: Project, why: str) -> Project:
    """It does not go on; the reason is read by everyone where it had been agreed, and told to who took part."""
    project = locked(project)
    rules.may_stop(actor, project).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么停，大家会看到。"))
    project.move_to(ProjectState.STOPPED)
    project.ended_on, project.ended_why = clock.today(), why.strip()[:200]
    project.save(update_fields=["state", "ended_on", "ended_why"])
    _drop_turns(project)
    journal.record(actor=actor, act="projects.stopped", thing=project, words=project.ended_why)
    owners = {step.owner for step in queries.steps_of(project).filter(done_on=None)}
    partner = {project.partner.contact} if project.partner else set()
    for person in {project.lead, *owners, *partner} - {actor}:
        messages.tell(
            person=person, about=project, subject=sentence("项目停了：%(title)s", title=project.title),
            body=project.ended_why,
        )  # fmt: skip
    return project


def _drop_turns(project: Project) -> None:
    duties.drop(about=project)
    for step in queries.steps_of(project).filter(done_on=None):
        duties.drop(about=step)
    for acceptance in queries.acceptances_of(project):
        duties.drop(about=acceptance)
