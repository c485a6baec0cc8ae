"""Objecting to what is posted, and answering it in public."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import rules, speech
from hehuo.domain.ground.postings.kinds import ANSWER_OBJECTION_WITHIN
from hehuo.domain.ground.postings.models import Objection, Posting
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def object_to(
    *, actor: Person | None, posting: Posting, text: str, person: Person | None = None, key: UUID | None = None
) -> Objection:
    """Object to a posting while it hangs; a worker may write it down for `person`. Answered within 5 working days."""
    if key and (made := Objection.objects.filter(pk=key).first()):
        return made
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    speaker = speech.speaker_of(actor, person)
    rules.may_object_to(posting, clock.today()).or_refuse()
    objection = Objection(
        id=key or ids.uuid7(), posting=posting, person=speaker, entered_by=actor if actor != speaker else None,
        text=speech.checked(text), due_on=calendar.add_working_days(clock.today(), ANSWER_OBJECTION_WITHIN),
    )  # fmt: skip
    objection.save(force_insert=True)
    threads.tie(earlier=posting, later=objection)
    journal.record(
        actor=actor, act="postings.objected", thing=objection, acting_for=speaker if objection.entered_by else None,
        words=objection.text, number=posting.number,
    )  # fmt: skip
    duties.assign(
        about=objection, act="answer_objection", verb="guan",
        title=sentence("异议：%(text)s", text=objection.text[:60]),
        power=Power.ANSWER_QUESTIONS, due_at=clock.at(objection.due_on, 18),
    )  # fmt: skip
    return objection


@transaction.atomic
def answer_objection(*, actor: Person, objection: Objection, answer: str, is_upheld: bool) -> Objection:
    """Answer an objection in public and say whether it is upheld; who objected is told."""
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("posting", "person").get(pk=objection.pk)
    )
    rules.may_answer_objection(actor, objection).or_refuse()
    if objection.answered_at:
        raise Conflict(_("这条异议已经答过了，答复不能改。要补充，请另写一条公示。"))
    objection.answer, objection.is_upheld = speech.checked(answer, field="answer"), is_upheld
    objection.answered_at, objection.answered_by = clock.now(), actor
    objection.save(update_fields=["answer", "is_upheld", "answered_at", "answered_by"])
    journal.record(
        actor=actor, act="postings.objection_answered", thing=objection, words=objection.answer, is_upheld=is_upheld
    )
    duties.done(about=objection, act="answer_objection", actor=actor)
    messages.tell(
        person=objection.person, subject=sentence("您提的异议有答复了"),
        body=f"{objection.posting.number} {objection.answer}", about=objection.posting,
    )  # fmt: skip
    return objection
