"""Accepting: residents look at it, what they find is mended, and then it is handed over and looked after."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.projects import rules
from hehuo.domain.build.projects.actions.working import write_entry
from hehuo.domain.build.projects.kinds import Phase, ProjectState, months_after
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Acceptance, Project, Witness
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def record_acceptance(
    *,
    actor: Person,
    project: Project,
    witnesses: Sequence[Person],
    findings: str,
    is_passed: bool,
    mend: str = "",
    mend_by: date | None = None,
    on: date | None = None,
    key: UUID | None = None,
) -> Acceptance:
    """Residents looked at it: passed, or not and what is to be mended by when. Raises Refused, Invalid."""
    if key and (made := Acceptance.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_accept(actor, project, witnesses).or_refuse()
    on = on or clock.today()
    _check(project, findings, mend.strip(), mend_by, on, is_passed=is_passed)
    acceptance = Acceptance.objects.create(
        id=key or ids.uuid7(), project=project, on=on, findings=findings.strip()[:400], is_passed=is_passed,
        mend=mend.strip()[:200], mend_by=mend_by if mend.strip() else None, noted_by=actor,
    )  # fmt: skip
    Witness.objects.bulk_create(
        [Witness(acceptance=acceptance, person=person) for person in {each.id: each for each in witnesses}.values()]
    )
    if acceptance.mend:
        duties.assign(
            about=acceptance, act="finish_mend", title=sentence("整改：%(what)s", what=acceptance.mend), verb="jian",
            person=project.lead, power=Power.RUN_RECRUITMENT, due_at=clock.at(mend_by or on, 18),
        )  # fmt: skip
    if is_passed:
        project.move_to(ProjectState.ACCEPTED)
        project.accepted_on = on
        project.save(update_fields=["state", "accepted_on"])
        duties.done(about=project, act="accept_project", actor=actor)
    journal.record(
        actor=actor, act="projects.accepted" if is_passed else "projects.not_accepted", thing=project,
        residents=acceptance.witnesses.count(), words=acceptance.findings,
    )  # fmt: skip
    return acceptance


@transaction.atomic
def finish_mend(*, actor: Person, acceptance: Acceptance) -> Acceptance:
    """What residents found was mended."""
    project = locked(acceptance.project)
    acceptance = Acceptance.objects.select_for_update().get(pk=acceptance.pk)
    rules.may_lead(actor, project).or_refuse()
    if not acceptance.is_to_mend:
        raise Conflict(_("没有要整改的了。"))
    acceptance.mended_on, acceptance.mended_by = clock.today(), actor
    acceptance.save(update_fields=["mended_on", "mended_by"])
    duties.done(about=acceptance, act="finish_mend", actor=actor)
    journal.record(actor=actor, act="projects.mend_done", thing=project, words=acceptance.mend)
    return acceptance


@transaction.atomic
def hand_over(
    *,
    actor: Person,
    project: Project,
    tended_by: Person,
    tend_months: int,
    tend_on: date,
    warranty_until: date | None = None,
) -> Project:
    """Who looks after it from now on, every so many months, and until when who built it must mend it."""
    project = locked(project)
    rules.may_run(actor).or_refuse()
    if not 1 <= tend_months <= 60:
        raise Invalid("tend_months", _("请写几个月看一次，1 到 60。"))
    if tend_on < clock.today():
        raise Invalid("tend_on", _("下一次的日子已经过了。"))
    project.move_to(ProjectState.UPKEEP)
    project.tended_by, project.tend_months, project.tend_on = tended_by, tend_months, tend_on
    project.warranty_until = warranty_until
    project.save(update_fields=["state", "tended_by", "tend_months", "tend_on", "warranty_until"])
    journal.record(actor=actor, act="projects.handed_over", thing=project, months=tend_months)
    return project


@transaction.atomic
def tend_project(
    *, actor: Person, project: Project, words: str, photos: "Sequence[Upload[Any]]" = (), key: UUID | None = None
) -> Project:
    """It was looked after: what was seen stands in the diary, and the next time is so many months from today."""
    project = locked(project)
    if key and project.entries.filter(pk=key).exists():
        return project
    rules.may_tend(actor, project).or_refuse()
    assert project.tend_months is not None  # noqa: S101  a check of the table
    write_entry(actor=actor, project=project, phase=Phase.AFTER, words=words, photos=photos, key=key)
    project.tend_on = months_after(clock.today(), project.tend_months)
    project.save(update_fields=["tend_on"])
    duties.done(about=project, act="tend_project", actor=actor)
    journal.record(actor=actor, act="projects.tended", thing=project, next_on=project.tend_on.isoformat())
    return project


def _check(project: Project, findings: str, mend: str, mend_by: date | None, on: date, *, is_passed: bool) -> None:
    if not findings.strip():
        raise Invalid("findings", _("请写大家看到了什么，例如：亭子稳，地面平，缺一盏灯。"))
    if on > clock.today():
        raise Invalid("on", _("这一天还没有到。"))
    if project.started_on and on < project.started_on:
        raise Invalid("on", _("验收不能早过开工。"))
    if not is_passed and not mend:
        raise Invalid("mend", _("没有通过，请写要改什么。"))
    if mend and (mend_by is None or mend_by < on):
        raise Invalid("mend_by", _("请写哪天以前改好。"))
