"""Agreeing: a carried decision agrees by itself, else another human than who planned it."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.kinds import APPROVE_WITHIN, ProjectState
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.plan.needs.models import Need


@transaction.atomic
def ask_project(*, actor: Person, project: Project) -> Project:
    """Hand the plan in. Where it came from a carried decision, that agrees it; else the secretary is asked."""
    project = locked(project)
    lines, quotes = list(queries.lines_of(project)), list(queries.quotes_of(project))
    rules.may_ask(actor, project, lines, quotes).or_refuse()
    if project.decision_id:
        return _agreed(project, actor, by=None)
    project.move_to(ProjectState.ASKED)
    project.asked_by = actor
    project.save(update_fields=["state", "asked_by"])
    duties.assign(
        about=project, act="approve_project", title=sentence("审批项目：%(title)s", title=project.title), verb="jian",
        power=Power.APPROVE_MONEY, due_at=clock.now() + APPROVE_WITHIN,
    )  # fmt: skip
    journal.record(actor=actor, act="projects.asked", thing=project, fen=sum(line.fen for line in lines))
    return project


@transaction.atomic
def approve_project(*, actor: Person, project: Project) -> Project:
    """The second person's yes: it is agreed, with its budget, and everyone may read it."""
    project = locked(project)
    rules.may_approve(actor, project).or_refuse()
    return _agreed(project, actor, by=actor)


@transaction.atomic
def return_project(*, actor: Person, project: Project, why: str) -> Project:
    """Not like this: back to the plan, with the reason told to who asked."""
    project = locked(project)
    rules.may_approve(actor, project).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    asked_by = project.asked_by
    project.move_to(ProjectState.PLANNED)
    project.asked_by = None
    project.save(update_fields=["state", "asked_by"])
    duties.done(about=project, act="approve_project", actor=actor)
    journal.record(actor=actor, act="projects.returned", thing=project, words=why.strip())
    if asked_by:
        messages.tell(
            person=asked_by, about=project, subject=sentence("项目退回了：%(title)s", title=project.title),
            body=why.strip(),
        )  # fmt: skip
    return project


def _agreed(project: Project, actor: Person, *, by: Person | None) -> Project:
    project.move_to(ProjectState.AGREED)
    project.approved_by, project.agreed_on = by, clock.today()
    project.save(update_fields=["state", "approved_by", "agreed_on"])
    planned = sum(line.fen for line in queries.lines_of(project))
    duties.done(about=project, act="approve_project", actor=actor)
    duties.assign(
        about=project, act="start_project", title=sentence("开工：%(title)s", title=project.title), verb="jian",
        person=project.lead, power=Power.RUN_RECRUITMENT, due_at=clock.at(project.starts_on, 18),
    )  # fmt: skip
    journal.record(
        actor=actor, act="projects.agreed", thing=project, number=project.number, fen=planned,
        by_decision=bool(project.decision_id),
    )  # fmt: skip
    _take_up_needs(project, actor)
    for person in {project.lead, *([project.partner.contact] if project.partner else [])}:
        messages.tell(
            person=person, about=project, subject=sentence("项目定了：%(title)s", title=project.title),
            body=sentence("%(day)s开工。", day=f"{project.starts_on:%Y-%m-%d}"),
        )  # fmt: skip
    return project


def _take_up_needs(project: Project, actor: Person) -> None:
    """The needs it came from are being done from now on."""
    asked = threads.before(project.id, kind=Need.kind_name())
    for need in Need.objects.filter(pk__in=asked, state=NeedState.OPEN):
        needs.take_up_need(actor=actor, need=need)
