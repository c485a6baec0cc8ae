"""Asking again, four weeks after: was it really fixed? Whoever says no has a need once more."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.kinds import NOT_FIXED, Answer
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Callback, Project
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads import queries as earlier
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Need


@transaction.atomic
def ask_again(
    *, actor: Person, project: Project, person: Person, answer: Answer, words: str = "", key: UUID | None = None
) -> Callback:
    """Note what a resident answered; "not fixed" is heard as a voice, and opens a need that this project led to.

    Raises Refused, Invalid where it is not fixed and nothing says what, Conflict for a second answer.
    """
    if key and (made := Callback.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_ask_person(actor, project, person).or_refuse()
    if answer in NOT_FIXED and not words.strip():
        raise Invalid("words", _("没好，请写一句哪里没好。"))
    need = _reopened(actor, project, person, words) if answer in NOT_FIXED else None
    try:
        with transaction.atomic():
            callback = Callback.objects.create(
                id=key or ids.uuid7(), project=project, person=person, answer=answer, words=words.strip()[:200],
                asked_by=actor, need=need,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(_("%s已经答过了，每位只问一次。") % person.name) from None
    journal.record(actor=actor, act="projects.asked_again", thing=project, answer=answer)
    return callback


@transaction.atomic
def finish_asking(*, actor: Person, project: Project) -> Project:
    """Enough were asked: the turn is over, and the count is told."""
    project = locked(project)
    rules.may_run(actor).or_refuse()
    said = queries.fixed(project)
    if not said.answered:
        raise Conflict(_("还没有一位回答。问到了，再点问完。"))
    duties.done(about=project, act="ask_again", actor=actor)
    journal.record(
        actor=actor, act="projects.asking_finished", thing=project, answered=said.answered, better=said.better
    )
    return project


def _reopened(actor: Person, project: Project, person: Person, words: str) -> Need:
    voice = needs.say_voice(actor=actor, words=words, channel=Channel.DESK, speaker=person)
    if need := queries.reopened_need(project):
        needs.join_voice(actor=actor, voice=voice, need=need)
        return need
    before = Need.objects.filter(pk__in=earlier.before(project.id, kind=Need.kind_name())).first()
    need = needs.open_need(
        actor=actor, title=(_("没修好：%s") % project.title)[:60], kind=NeedKind(before.kind if before else "other"),
        place=project.place, voice=voice,
    )  # fmt: skip
    threads.tie(earlier=project, later=need)
    journal.record(actor=actor, act="projects.reopened", thing=project, number=need.number)
    return need
