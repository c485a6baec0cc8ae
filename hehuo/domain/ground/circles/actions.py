"""Telling a circle something, asking in it, and answering."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.jobs import queue as jobs
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.circles import kinds, queries, rules
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


@transaction.atomic
def tell_circle(
    *, actor: Person, place: Place | None, title: str, text: str, days: int = kinds.NOTICE_DAYS, key: UUID | None = None
) -> Notice:
    """Tell one circle something for so many days; the worker brings it to the inboxes of those who live there."""
    if key and (told := Notice.objects.filter(pk=key).first()):
        return told
    rules.may_speak_to(actor, place).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写一个标题，一眼看得出说什么。"))
    if days < 1:
        raise Invalid("days", _("至少挂 1 天。"))
    notice = Notice(
        id=key or ids.uuid7(), place=place, title=title.strip()[: kinds.TITLE_LIMIT], text=_checked(text),
        said_by=actor, ends_on=clock.today() + timedelta(days=days - 1),
    )  # fmt: skip
    notice.save(force_insert=True)
    journal.record(
        actor=actor, act="circles.told", thing=notice, words=notice.title, place=place.path if place else "",
        ends_on=notice.ends_on.isoformat(),
    )  # fmt: skip
    jobs.enqueue("circles.deliver", notice_id=str(notice.id))
    return notice


@transaction.atomic
def deliver_some(*, notice: Notice) -> int:
    """Bring a notice to some who have it not yet; how many. Nobody gets it twice, however often this is done."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.taken_down_why:
        return 0
    reached = Message.objects.filter(about_id=notice.id).values("person_id")
    waiting = list(queries.people_in(notice.place).exclude(pk__in=reached).order_by("id")[: kinds.AT_ONCE])
    for person in waiting:
        messages.tell(person=person, subject=notice.title, body=notice.text, about=notice)
    notice.reached += len(waiting)
    notice.save(update_fields=["reached"])
    return len(waiting)


@transaction.atomic
def take_down_notice(*, actor: Person, notice: Notice, why: str) -> Notice:
    """Take a notice down before its day; why stays in the books."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("place").get(pk=notice.pk)
    rules.may_take_down(actor, notice).or_refuse()
    if notice.taken_down_why:
        return notice
    if not why.strip():
        raise Invalid("why", _("请写一句为什么撤，例如：时间改了。"))
    notice.taken_down_why = why.strip()[:200]
    notice.save(update_fields=["taken_down_why"])
    journal.record(actor=actor, act="circles.taken_down", thing=notice, words=notice.taken_down_why)
    return notice


@transaction.atomic
def ask_circle(*, actor: Person, place: Place | None, text: str, key: UUID | None = None) -> CircleQuestion:
    """Ask in one's own circle; the building's leader owns the answer, else whoever answers questions at the office."""
    if key and (asked := CircleQuestion.objects.filter(pk=key).first()):
        return asked
    rules.may_ask(actor, place).or_refuse()
    owner = queries.leader_of(place)
    question = CircleQuestion(
        id=key or ids.uuid7(), place=place, text=_checked(text), asker=actor,
        owner=owner if owner and owner.id != actor.id else None,
        due_on=calendar.add_working_days(clock.today(), kinds.ANSWER_WITHIN),
    )  # fmt: skip
    question.save(force_insert=True)
    journal.record(
        actor=actor, act="circles.asked", thing=question, words=question.text, place=place.path if place else ""
    )
    duties.assign(
        about=question, act="answer_circle", title=question.text, verb="mou", person=question.owner,
        power=Power.ANSWER_QUESTIONS, due_at=clock.at(question.due_on, 18),
    )  # fmt: skip
    return question


@transaction.atomic
def answer_circle(*, actor: Person, question: CircleQuestion, text: str) -> CircleQuestion:
    """Answer in the circle; who asked is told."""
    locked = CircleQuestion.objects.select_for_update(of=("self",)).select_related("place", "asker")
    question = locked.get(pk=question.pk)
    rules.may_answer(actor, question).or_refuse()
    if question.answered_at:
        raise Conflict(_("这一句已经有人答了。请刷新页面看看。"))
    question.answer, question.answered_at, question.answered_by = _checked(text), clock.now(), actor
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    took = question.answered_at - question.asked_at
    journal.record(
        actor=actor, act="circles.answered", thing=question, words=question.answer,
        minutes=round(took.total_seconds() / 60),
    )  # fmt: skip
    duties.done(about=question, act="answer_circle", actor=actor)
    body = sentence("您问：%(text)s\n答：%(answer)s", text=question.text, answer=question.answer)
    messages.tell(person=question.asker, subject=sentence("您问的事有回音了"), body=body, about=question)
    return question


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid("text", _("还没有写。写一句就行。"))
    if len(text) > kinds.TEXT_LIMIT:
        raise Invalid("text", _("写得太长，请在 %d 字以内说清一件事。") % kinds.TEXT_LIMIT)
    return text
