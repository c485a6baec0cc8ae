"""A survey is drafted, its questions are written and put in order, and it opens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.forms.questions import Question, QuestionKind, check_question
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.surveys import rules
from hehuo.domain.plan.surveys.kinds import Naming, SurveyState, Unit
from hehuo.domain.plan.surveys.lists import write_list
from hehuo.domain.plan.surveys.models import Survey


@transaction.atomic
def draft_survey(
    *,
    actor: Person,
    title: str,
    why: str,
    unit: Unit,
    naming: Naming,
    place: Place | None = None,
    closes_on: date | None = None,
    after: Survey | None = None,
    key: UUID | None = None,
) -> Survey:
    """Begin a survey; nobody sees it yet. `after` brings the questions of an earlier one, each under its key.

    Raises Refused, Invalid.
    """
    if key and (made := Survey.objects.filter(pk=key).first()):
        return made
    rules.may_run(actor, place).or_refuse()
    survey = Survey(
        id=key or ids.uuid7(), title=title.strip(), why=why.strip(), unit=unit, naming=naming, place=place,
        closes_on=closes_on, after=after, drafted_by=actor, questions=after.questions if after else [],
    )  # fmt: skip
    _check(survey)
    year = clock.today().year
    survey.number = f"{year}-{Counter.take(f'survey.{year}'):02d}"
    survey.save(force_insert=True)
    if after:
        threads.tie(earlier=after, later=survey)
    journal.record(actor=actor, act="surveys.drafted", thing=survey, unit=unit.value, words=survey.title)
    return survey


@transaction.atomic
def change_survey(
    *,
    actor: Person,
    survey: Survey,
    title: str,
    why: str,
    unit: Unit,
    naming: Naming,
    place: Place | None = None,
    closes_on: date | None = None,
) -> Survey:
    """Put a draft right; what it comes after stays."""
    survey = _draft(actor, survey)
    rules.may_run(actor, place).or_refuse()
    survey.title, survey.why, survey.unit, survey.naming = title.strip(), why.strip(), unit, naming
    survey.place, survey.closes_on = place, closes_on
    _check(survey)
    survey.save(update_fields=["title", "why", "unit", "naming", "place", "closes_on"])
    journal.record(actor=actor, act="surveys.changed", thing=survey, words=survey.title)
    return survey


def _check(survey: Survey) -> None:
    if not survey.title:
        raise Invalid("title", _("请写问卷的题目，例如：您想要什么样的食堂。"))
    if not survey.why:
        raise Invalid("why", _("请写为什么问、问来做什么用，答的人会先看到。"))
    if survey.closes_on and survey.closes_on < clock.today():
        raise Invalid("closes_on", _("截止的日子已经过了，请改到今天以后。"))
    if survey.after and survey.after.state == SurveyState.DRAFT:
        raise Invalid("after", _("前一次的问卷还没有问。"))
    if survey.after and survey.after.unit != survey.unit:
        raise Invalid(
            "unit", _("前一次是「%s」，这一次也要一样，人数和户数不能放在一起比。") % survey.after.get_unit_display()
        )


@transaction.atomic
def add_question(
    *,
    actor: Person,
    survey: Survey,
    kind: QuestionKind,
    ask: str,
    choices: Sequence[str] = (),
    low: int = 0,
    high: int = 0,
    is_required: bool = True,
) -> Question:
    """One more question, at the end; its key was never used before it. Raises Refused, Invalid."""
    survey = _draft(actor, survey)
    rules.may_add_question(actor, survey).or_refuse()
    question = _whole(Question(_new_key(survey), kind, ask, (), low, high, is_required), choices)
    _keep(actor, survey, [*survey.asked, question], "surveys.question_added", question.ask)
    return question


@transaction.atomic
def change_question(
    *,
    actor: Person,
    survey: Survey,
    question: str,
    kind: QuestionKind,
    ask: str,
    choices: Sequence[str] = (),
    low: int = 0,
    high: int = 0,
    is_required: bool = True,
) -> Question:
    """Put a question of a draft right; in other words than before the change it is no longer compared."""
    survey = _draft(actor, survey)
    at = _place_of(survey, question)
    changed = _whole(Question(question, kind, ask, (), low, high, is_required), choices)
    asked = survey.asked
    asked[at] = changed
    _keep(actor, survey, asked, "surveys.question_changed", changed.ask)
    return changed


@transaction.atomic
def drop_question(*, actor: Person, survey: Survey, question: str) -> Survey:
    """Take a question out of a draft. Raises Missing."""
    survey = _draft(actor, survey)
    asked = survey.asked
    gone = asked.pop(_place_of(survey, question))
    return _keep(actor, survey, asked, "surveys.question_dropped", gone.ask)


@transaction.atomic
def lift_question(*, actor: Person, survey: Survey, question: str) -> Survey:
    """Ask a question one place earlier. Raises Missing, Conflict for the first."""
    survey = _draft(actor, survey)
    asked, at = survey.asked, _place_of(survey, question)
    if not at:
        raise Conflict(_("它已经是第一题了。"))
    asked[at - 1], asked[at] = asked[at], asked[at - 1]
    return _keep(actor, survey, asked, "surveys.questions_ordered", asked[at - 1].ask)


@transaction.atomic
def open_survey(*, actor: Person, survey: Survey) -> Survey:
    """Begin to ask: the questions are fixed, and so is the list of whom it asks. Raises Refused for an empty list."""
    survey = _locked(survey)
    rules.may_open(actor, survey).or_refuse()
    survey.total = write_list(survey)
    if not survey.total:
        raise Refused(_("这个地方的花名册里还没有人，没有人可问。请先收花名册，或者换个地方。"))
    survey.move_to(SurveyState.OPEN)
    survey.opened_at = clock.now()
    survey.save(update_fields=["state", "opened_at", "total"])
    journal.record(actor=actor, act="surveys.opened", thing=survey, total=survey.total, questions=len(survey.questions))
    return survey


def _whole(question: Question, choices: Sequence[str]) -> Question:
    """A question with its choices, once it can be asked."""
    named = tuple(choice.strip() for choice in choices if choice.strip())
    question = replace(question, ask=question.ask.strip(), choices=named)
    check_question(question)
    return question


def _new_key(survey: Survey) -> str:
    """`k4`: above every key that this survey or the one before it has used, so that none is taken for another's."""
    return f"k{Counter.take(f'survey.{_root(survey).pk}.question')}"


def _root(survey: Survey) -> Survey:
    while survey.after:
        survey = survey.after
    return survey


def _place_of(survey: Survey, question: str) -> int:
    keys = [each.key for each in survey.asked]
    if question not in keys:
        raise Missing(_("没有找到这一题，可能已经拿掉了。"))
    return keys.index(question)


def _keep(actor: Person, survey: Survey, asked: Sequence[Question], act: str, words: str) -> Survey:
    survey.questions = [each.as_data() for each in asked]
    survey.save(update_fields=["questions"])
    journal.record(actor=actor, act=act, thing=survey, questions=len(asked), words=words)
    return survey


def _draft(actor: Person, survey: Survey) -> Survey:
    survey = _locked(survey)
    rules.may_change(actor, survey).or_refuse()
    return survey


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("place", "after").get(pk=survey.pk)
