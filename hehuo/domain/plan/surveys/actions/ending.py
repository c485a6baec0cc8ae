"""A survey ends, by hand or by the clock, and what came of it is told."""

from django.db import transaction

from hehuo.core import clock
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.surveys import queries, rules
from hehuo.domain.plan.surveys.kinds import PUBLISH_WITHIN, SurveyState
from hehuo.domain.plan.surveys.models import Mark, Remark, Sheet, Survey

BATCH = 2_000


@transaction.atomic
def close_survey(*, actor: Person, survey: Survey) -> Survey:
    """End a survey by hand; nothing is taken in behind it."""
    survey = _locked(survey)
    rules.may_close(actor, survey).or_refuse()
    return _end(actor, survey)


def close_over() -> int:
    """End every survey whose last day is past, and the days for typing papers; how many. The clock does it."""
    found = list(queries.over())
    for survey in found:
        _end_by_clock(survey)
    return len(found)


@transaction.atomic
def _end_by_clock(survey: Survey) -> None:
    survey = _locked(survey)
    if survey.state == SurveyState.OPEN and rules.is_over(survey):
        _end(None, survey)


def _end(actor: Person | None, survey: Survey) -> Survey:
    survey.move_to(SurveyState.CLOSED)
    survey.closed_at = clock.now()
    survey.save(update_fields=["state", "closed_at"])
    if survey.is_anonymous:
        _shuffle(survey)
    answers = queries.rate(survey).answered
    if rules.is_enough(survey, answers):
        duties.assign(
            about=survey, act="publish_survey", title=sentence("公布问卷结果：%(what)s", what=survey.title), verb="mou",
            due_at=clock.now() + PUBLISH_WITHIN, power=Power.SORT_NEEDS,
        )  # fmt: skip
    journal.record(actor=actor, act="surveys.closed", thing=survey, answers=answers, total=survey.total)
    return survey


def _shuffle(survey: Survey) -> None:
    """Write anonymous sheets anew in the order of their random ids: where a row lies says no more when it came."""
    held = list(Sheet.objects.filter(survey=survey).order_by("id"))
    marks = list(Mark.objects.filter(survey=survey).order_by("id"))
    remarks = list(Remark.objects.filter(survey=survey).order_by("id"))
    Sheet.objects.filter(survey=survey).delete()
    Sheet.objects.bulk_create(held, batch_size=BATCH)
    Mark.objects.bulk_create(marks, batch_size=BATCH)
    Remark.objects.bulk_create(remarks, batch_size=BATCH)


@transaction.atomic
def publish_survey(*, actor: Person, survey: Survey) -> Survey:
    """Show the counts to everyone, with those words that were cleared. Raises Refused before the end, or of too few."""
    survey = _locked(survey)
    rules.may_publish(actor, survey, queries.rate(survey).answered).or_refuse()
    survey.move_to(SurveyState.PUBLISHED)
    survey.published_at = clock.now()
    survey.save(update_fields=["state", "published_at"])
    duties.done(about=survey, act="publish_survey", actor=actor)
    journal.record(actor=actor, act="surveys.published", thing=survey)
    return survey


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("place").get(pk=survey.pk)
