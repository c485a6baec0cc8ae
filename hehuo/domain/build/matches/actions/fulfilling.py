"""What came of it: done at once and confirmed by another, or a project."""

from datetime import date
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.matches import rules
from hehuo.domain.build.matches.kinds import CARRY_OUT_WITHIN, CONFIRM_WITHIN, STARS, MatchState
from hehuo.domain.build.matches.locks import locked
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def say_done(*, actor: Person, match: Match, on: date, outcome: str) -> Match:
    """Say that it was done: which day, what. The office confirms it, never who said it. Raises Refused, Invalid."""
    match = locked(match)
    rules.may_say_done(actor, match).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    if not outcome.strip():
        raise Invalid("outcome", _("请写一句办了什么，例如：3 个水龙头都换好了。"))
    match.move_to(MatchState.DONE)
    match.done_on, match.done_by, match.outcome = on, actor, outcome.strip()[:200]
    match.save(update_fields=["state", "done_on", "done_by", "outcome"])
    journal.record(actor=actor, act="matches.done", thing=match, words=match.outcome, on=on.isoformat())
    duties.done(about=match, act="carry_out_match", actor=actor)
    duties.assign(
        about=match, act="confirm_match", verb="ping", power=Power.SORT_NEEDS,
        title=sentence("看一看办好没有：%(need)s", need=match.need.title), due_at=clock.now() + CONFIRM_WITHIN,
    )  # fmt: skip
    return match


@transaction.atomic
def confirm_done(*, actor: Person, match: Match, stars: int | None = None) -> Match:
    """The office saw that it was done, with stars where it gives them; the need waits for its answer by its owner."""
    match = locked(match)
    rules.may_confirm_done(actor, match).or_refuse()
    if stars is not None and stars not in STARS:
        raise Invalid("stars", _("打 1 到 5 星，不打也行。"))
    match.move_to(MatchState.FULFILLED)
    match.confirmed_by, match.stars = actor, stars
    match.save(update_fields=["state", "confirmed_by", "stars"])
    duties.done(about=match, act="confirm_match", actor=actor)
    assert match.done_on is not None  # noqa: S101  a check of the table
    journal.record(
        actor=actor, act="matches.fulfilled", thing=match, on=match.done_on.isoformat(), stars=stars or 0,
        words=match.outcome,
    )  # fmt: skip
    if match.giver and match.giver.id != actor.id:
        messages.tell(
            person=match.giver, subject=sentence("谢谢您：「%(need)s」办成了", need=match.need.title[:30]),
            body=match.outcome, about=match,
        )  # fmt: skip
    return match


@transaction.atomic
def send_back(*, actor: Person, match: Match, why: str) -> Match:
    """Not done yet, and what is missing: back to who gives, with a new clock."""
    match = locked(match)
    rules.may_confirm_done(actor, match).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句还差什么，对方会看到。"))
    match.move_to(MatchState.AGREED)
    match.done_on, match.done_by, match.outcome = None, None, ""
    match.save(update_fields=["state", "done_on", "done_by", "outcome"])
    duties.done(about=match, act="confirm_match", actor=actor)
    duties.assign(
        about=match, act="carry_out_match", verb="jian", person=match.giver, power=Power.SORT_NEEDS,
        title=sentence("办好：%(need)s", need=match.need.title), due_at=clock.now() + CARRY_OUT_WITHIN,
    )  # fmt: skip
    journal.record(actor=actor, act="matches.sent_back", thing=match, words=why.strip()[:200])
    if match.giver:
        messages.tell(
            person=match.giver, subject=sentence("「%(need)s」还差一点", need=match.need.title[:30]),
            body=why.strip()[:200], about=match,
        )  # fmt: skip
    return match


@transaction.atomic
def turn_into_project(
    *,
    actor: Person,
    match: Match,
    title: str,
    why: str,
    lead: Person,
    starts_on: date,
    ends_on: date,
    key: UUID | None = None,
) -> Project:
    """It is more than one act: begin a project from it, with its need as its origin and its partner."""
    match = locked(match)
    if (made := match.project) and key == made.pk:  # a double tap
        return cast(Project, made)
    rules.may_turn(actor, match).or_refuse()
    project = projects.begin_project(
        actor=actor, title=title, why=why, lead=lead, starts_on=starts_on, ends_on=ends_on, place=match.need.place,
        partner=match.partner, origin=match.need, key=key,
    )  # fmt: skip
    _join(actor, match, project)
    return project


@transaction.atomic
def join_project(*, actor: Person, match: Match, project: Project) -> Match:
    """It goes into a project that there is already: many needs and resources, one project."""
    match = locked(match)
    rules.may_turn(actor, match).or_refuse()
    if project.is_ended:
        raise Invalid("project", _("「%s」已经结束，请选还在办的项目。") % project.title)
    threads.tie(earlier=match.need, later=project)
    _join(actor, match, project)
    return match


def _join(actor: Person, match: Match, project: Project) -> None:
    match.move_to(MatchState.TURNED)
    match.project = project
    match.save(update_fields=["state", "project"])
    threads.tie(earlier=match, later=project)
    duties.done(about=match, act="carry_out_match", actor=actor)
    journal.record(actor=actor, act="matches.turned", thing=match, number=project.number, project=str(project.pk))
