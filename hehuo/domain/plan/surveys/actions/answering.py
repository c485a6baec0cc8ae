"""An answer comes in, by phone or typed from paper: one for each of those who are asked, never two."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Refused
from hehuo.domain.ground.forms.questions import Answers, Question, QuestionKind, check_answers
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.surveys import queries, rules
from hehuo.domain.plan.surveys.kinds import Channel, SurveyState
from hehuo.domain.plan.surveys.models import Asked, Mark, Remark, Sheet, Survey


@transaction.atomic
def answer(*, actor: Person, asked: Asked, answers: Answers) -> Sheet:
    """Answer by phone, by the question's key. Named, the last counts; anonymous, the first is final.

    An anonymous answer leaves the mark on the list and the sheet, and nothing that joins the two: no line of the
    journal, no time, no hand. Raises Refused, Invalid under the key of the question at fault.
    """
    asked = _locked(asked)
    survey = asked.survey
    rules.takes_answers(survey).or_refuse()
    rules.may_answer(actor, queries.hands_of(asked)).or_refuse()
    rules.may_answer_again(survey, asked).or_refuse()
    check_answers(survey.asked, answers)
    sheet = _keep(actor, asked, answers, Channel.PHONE)
    _must_be_open(survey)
    return sheet


@transaction.atomic
def enter_paper(*, actor: Person, asked: Asked, answers: Answers) -> Sheet:
    """Type one paper, once for each of those who are asked; what is left blank on it stays blank.

    Raises Refused where an answer is there already, Invalid.
    """
    asked = _locked(asked)
    survey = asked.survey
    rules.may_enter_paper(actor, survey, asked).or_refuse()
    check_answers(survey.asked, answers, from_paper=True)
    sheet = _keep(actor, asked, answers, Channel.PAPER)
    _must_be_open(survey)
    return sheet


def _locked(asked: Asked) -> Asked:
    """Whose answer it is, held until the transaction ends: two of one home follow one another."""
    held = Asked.objects.select_for_update(no_key=True, of=("self",)).select_related("survey__place", "person")
    return held.get(pk=asked.pk)


def _keep(actor: Person, asked: Asked, answers: Answers, channel: Channel) -> Sheet:
    survey = asked.survey
    if survey.is_anonymous:
        sheet = Sheet(id=ids.secret_id(), survey=survey, channel=channel)
    else:
        Sheet.objects.filter(asked=asked, counts=True).update(counts=False)
        sheet = Sheet(
            survey=survey, asked=asked, channel=channel, received_at=clock.now(),
            entered_by=actor if channel == Channel.PAPER else None,
        )  # fmt: skip
    sheet.save(force_insert=True)
    _write(sheet, survey.asked, answers)
    asked.channel = channel
    asked.save(update_fields=["channel"])
    if not survey.is_anonymous:
        act = "surveys.answered" if channel == Channel.PHONE else "surveys.paper_entered"
        journal.record(actor=actor, act=act, thing=sheet, channel=channel.value, survey=str(survey.pk))
    return sheet


def _write(sheet: Sheet, questions: list[Question], answers: Answers) -> None:
    """The numbers, and the words; ids that tell no time, so that those of an anonymous sheet do not either."""
    Mark.objects.bulk_create(
        Mark(id=ids.secret_id(), survey=sheet.survey, sheet=sheet, question=question.key, value=value)
        for question in questions
        for value in question.marks(answers.get(question.key) or None)
    )
    Remark.objects.bulk_create(
        Remark(id=ids.secret_id(), survey=sheet.survey, sheet=sheet, question=question.key, words=words)
        for question in questions
        if question.kind == QuestionKind.WORDS and (words := str(answers.get(question.key) or "").strip())
    )


def _must_be_open(survey: Survey) -> None:
    """Asked once the sheet is written: its link holds the survey's row, so that nothing slips in behind the end."""
    if not Survey.objects.filter(pk=survey.pk, state=SurveyState.OPEN).exists():
        raise Refused(_("问卷已经截止了，不再收。"))
