"""Wording and publishing a need: in the worker's words, with an owner, a next step and a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.needs import kinds, rules
from hehuo.domain.plan.needs.actions.telling import tell_speakers
from hehuo.domain.plan.needs.kinds import Layer, NeedKind, NeedState, Pressing, Urgency
from hehuo.domain.plan.needs.models import Need


@transaction.atomic
def word_need(
    *,
    actor: Person,
    need: Need,
    title: str,
    wording: str,
    kind: NeedKind,
    layer: Layer,
    urgency: Urgency,
    place: Place | None,
    pressing: Iterable[Pressing] | None = None,
) -> Need:
    """Change how a need is worded and classed; before and after stand in the journal. None leaves its tags."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("需求的名字不能空着。"))
    before = f"{need.title}\n{need.wording}"
    need.title, need.wording = title.strip(), wording.strip()
    need.kind, need.layer, need.urgency, need.place = kind, layer, urgency, place
    if pressing is not None:
        wanted = set(pressing)
        need.pressing = [each.value for each in Pressing if each in wanted]
    need.save()
    journal.record(actor=actor, act="needs.need_worded", thing=need, words=before)
    return need


@transaction.atomic
def publish_need(
    *, actor: Person, need: Need, due_on: date | None = None, next_step: str = "", owner: Person | None = None
) -> Need:
    """Publish a sorted need, so that partners can answer it; everyone whose voice it holds is told.

    `next_step` is what its owner does until `due_on`; where nothing is said, it is to be answered within 15 days.
    Raises Refused, Invalid for a day gone by or an owner who may not sort.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_publish_need(actor, need).or_refuse()
    need.move_to(NeedState.OPEN)
    need.published_at = clock.now()
    _plan(need, owner or need.owner, next_step, due_on or clock.today() + timedelta(days=kinds.ANSWER_WITHIN_DAYS))
    need.save()
    journal.record(
        actor=actor, act="needs.need_published", thing=need, number=need.number, voices=need.voice_count,
        homes=need.home_count,
    )  # fmt: skip
    body = sentence("编号 %(number)s：%(title)s。走到哪一步，随时可以看。", number=need.number, title=need.title)
    tell_speakers(need, sentence("您说的事进了需求清单"), body)
    return need


@transaction.atomic
def plan_step(*, actor: Person, need: Need, next_step: str, due_on: date, owner: Person) -> Need:
    """Say what is done next for a published need, by whom and until when; the step before stands in the journal.

    Raises Refused where it has its answer, Invalid as publish_need does.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_plan(actor, need).or_refuse()
    if not next_step.strip():
        raise Invalid("next_step", _("请写下一步做什么，例如：请维修公司来看，报个价。"))
    before = need.next_step
    _plan(need, owner, next_step, due_on)
    need.save(update_fields=["next_step", "due_on", "owner"])
    journal.record(actor=actor, act="needs.step_planned", thing=need, words=before, due_on=due_on.isoformat())
    return need


def _plan(need: Need, owner: Person, next_step: str, due_on: date) -> None:
    """Whose turn it is until when."""
    if due_on < clock.today():
        raise Invalid("due_on", _("这一天已经过了，请写今天或以后的日子。"))
    if not rules.may_sort(owner):
        raise Invalid("owner", _("%s不管整理需求，请选一位社区工作人员来办。") % owner.name)
    need.owner, need.next_step, need.due_on = owner, next_step.strip(), due_on
    duties.assign(
        about=need, act="answer_need", title=need.title, verb="mou", person=owner, power=Power.SORT_NEEDS,
        due_at=clock.at(due_on, 18),
    )  # fmt: skip
