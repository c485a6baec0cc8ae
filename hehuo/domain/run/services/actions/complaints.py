"""A complaint goes to the office with its days; who complained reads the answer, and so does the partner."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.services import kinds, queries, rules
from hehuo.domain.run.services.actions.orders import locked
from hehuo.domain.run.services.models import Complaint, Order


@transaction.atomic
def complain(*, actor: Person, order: Order, words: str, key: UUID | None = None) -> Complaint:
    """Say what went wrong; the office answers within three working days."""
    if key and (made := Complaint.objects.filter(pk=key).first()):
        return made
    order = locked(order)
    rules.may_complain(actor, order).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句哪里不满意。"))
    if queries.open_complaints().filter(order=order).exists():
        raise Conflict(_("这一单已经投诉了，正等社区来答。"))
    due_on = calendar.add_working_days(clock.today(), kinds.ANSWER_DAYS)
    complaint = Complaint.objects.create(
        id=key or ids.uuid7(), order=order, made_by=actor, words=words.strip()[:400], due_on=due_on
    )
    threads.tie(earlier=order, later=complaint)
    duties.assign(
        about=complaint, act="answer_complaint", title=sentence("答投诉：%(what)s", what=order.item.name), verb="guan",
        due_at=clock.at(due_on, 18), power=Power.ANSWER_QUESTIONS,
    )  # fmt: skip
    journal.record(actor=actor, act="services.complained", thing=complaint, words=complaint.words)
    return complaint


@transaction.atomic
def answer_complaint(*, actor: Person, complaint: Complaint, answer: str) -> Complaint:
    """Say what was found and what was put right; both sides are told."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related(
        "order__item__agreement__partner__contact", "made_by"
    ).get(pk=complaint.pk)  # fmt: skip
    rules.may_answer(actor, complaint).or_refuse()
    if not answer.strip():
        raise Invalid("answer", _("请写查到了什么、怎么办的。"))
    if complaint.answered_at:
        raise Conflict(_("这个投诉已经答过了。"))
    complaint.answer, complaint.answered_by, complaint.answered_at = answer.strip()[:400], actor, clock.now()
    complaint.save(update_fields=["answer", "answered_by", "answered_at"])
    duties.done(about=complaint, act="answer_complaint", actor=actor)
    journal.record(actor=actor, act="services.complaint_answered", thing=complaint, words=complaint.answer)
    for person in (complaint.made_by, complaint.order.item.agreement.partner.contact):
        messages.tell(
            person=person, subject=sentence("投诉有了回音：%(what)s", what=complaint.order.item.name),
            body=complaint.answer, about=complaint.order,
        )  # fmt: skip
    return complaint
