"""Asking about any line of anything, and answering in public."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries, rules, speech
from hehuo.domain.ground.postings.kinds import ANSWER_QUESTION_WITHIN
from hehuo.domain.ground.postings.models import Posting, Question
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads.queries import Thing


@transaction.atomic
def ask(
    *,
    actor: Person | None,
    about_kind: str,
    about_id: UUID,
    text: str,
    line: str = "",
    posting: Posting | None = None,
    person: Person | None = None,
    key: UUID | None = None,
) -> Question:
    """Ask about a thing, or one line of it; a worker may write it down for `person`. The same question about the same
    line is merged into the first, and answered with it. Raises Missing where there is no such thing."""
    if key and (asked := Question.objects.filter(pk=key).first()):
        return asked
    speaker = speech.speaker_of(actor, person)
    if not queries.is_known(about_kind, about_id):
        raise Missing(_("没有找到您问的那一件，它可能已经撤下。请从公开栏再点一次「问一句」。"))
    text, line = speech.checked(text), line.strip()[:120]
    first = _the_same(about_id, line, text)
    question = Question(
        id=key or ids.uuid7(), posting=posting, about_kind=about_kind, about_id=about_id, line=line, asker=speaker,
        entered_by=actor if actor != speaker else None, text=text, merged_into=first,
        due_on=first.due_on if first else calendar.add_working_days(clock.today(), ANSWER_QUESTION_WITHIN),
    )  # fmt: skip
    question.save(force_insert=True)
    journal.record(
        actor=actor, act="postings.asked", thing=question, acting_for=speaker if question.entered_by else None,
        words=text, about=str(about_id), merged=first is not None,
    )  # fmt: skip
    if first is None:
        threads.tie(earlier=Thing(about_kind, about_id), later=question)
        duties.assign(
            about=question, act="answer_question", title=text, verb="guan", power=Power.ANSWER_QUESTIONS,
            due_at=clock.at(question.due_on, 18),
        )  # fmt: skip
    return question


def _the_same(about_id: UUID, line: str, text: str) -> Question | None:
    """The first question about this line with the same words, answered or not."""
    asked = Question.objects.select_for_update().filter(about_id=about_id, line=line, merged_into=None)
    wanted = speech.sameness(text)
    return next((each for each in asked.order_by("asked_at", "id") if speech.sameness(each.text) == wanted), None)


@transaction.atomic
def answer_question(*, actor: Person, question: Question, text: str) -> Question:
    """Answer a question in public; everyone who asked it is told, and the time it took stands with it."""
    question = _locked(question)
    rules.may_answer(actor).or_refuse()
    if question.merged_into_id:
        raise Conflict(_("这条提问并到另一条里了，请答那一条。"))
    if question.answered_at:
        raise Conflict(_("这条提问已经答过了。请刷新页面看看。"))
    question.answer = speech.checked(text, field="answer")
    question.answered_at, question.answered_by = clock.now(), actor
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    journal.record(
        actor=actor, act="postings.question_answered", thing=question, words=question.answer,
        about=str(question.about_id), minutes=round((question.answered_at - question.asked_at).total_seconds() / 60),
    )  # fmt: skip
    duties.done(about=question, act="answer_question", actor=actor)
    for each in [question, *question.merged.select_related("asker")]:
        _tell(each.asker, question)
    return question


@transaction.atomic
def merge_question(*, actor: Person, question: Question, into: Question) -> Question:
    """Merge a question into another about the same thing that asks the same in other words; its words stay."""
    question, into = _locked(question), _locked(into)
    rules.may_merge(actor, question, into).or_refuse()
    question.merged.update(merged_into=into)
    question.merged_into = into
    question.save(update_fields=["merged_into"])
    journal.record(actor=actor, act="postings.question_merged", thing=question, into=str(into.id))
    duties.drop(about=question)
    if into.answered_at:
        _tell(question.asker, into)
    return question


@transaction.atomic
def hide_question(*, actor: Person, question: Question, reason: str) -> Question:
    """Take the words of a question out of sight, and say why; that something was asked stays seen."""
    question = _locked(question)
    rules.may_answer(actor).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么收起，大家会看到，例如：写了别人的电话。"))
    question.hidden_why = reason.strip()[:200]
    question.save(update_fields=["hidden_why"])
    journal.record(actor=actor, act="postings.question_hidden", thing=question, words=question.hidden_why)
    duties.drop(about=question)
    return question


def _tell(person: Person, question: Question) -> None:
    body = sentence("您问：%(text)s\n答：%(answer)s", text=question.text, answer=question.answer)
    messages.tell(person=person, subject=sentence("您问的事有回音了"), body=body, about=question)


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update(of=("self",)).select_related("asker").get(pk=question.pk)
