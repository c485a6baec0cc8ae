"""Giving somebody a turn, and taking note that it was done.

The act that assigns or ends a duty writes its own journal line; a duty adds none to it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import queries, rules
from hehuo.domain.ground.duties.kinds import TITLE_LENGTH
from hehuo.domain.ground.duties.models import Duty, Warned
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person

BATCH = 200


@transaction.atomic
def assign(
    *,
    about: TenantModel,
    act: str,
    title: Sentence | str,
    verb: str,
    due_at: datetime,
    person: Person | None = None,
    power: Power | None = None,
) -> Duty:
    """Say whose turn it is to do `act` with a thing, and until when; saying it again changes the open duty.

    `person` owns it; `power` says who may do it where nobody owns it. One of the two is needed.
    """
    duty, _made = Duty.objects.update_or_create(
        about_id=about.id,
        act=act,
        done_at=None,
        defaults={
            "about_kind": about.kind_name(),
            "title": title[:TITLE_LENGTH] if isinstance(title, str) else title,
            "verb": verb,
            "person": person,
            "power": power.value if power else "",
            "due_at": due_at,
            "told_late_at": None,
        },
    )
    return duty


@transaction.atomic
def done(*, about: TenantModel, act: str, actor: Person | None) -> Duty | None:
    """Close the open duty to do `act` with a thing, as done by `actor`; None where nothing was open."""
    duty = Duty.objects.select_for_update().filter(about_id=about.id, act=act, done_at=None).first()
    if duty is None:
        return None
    duty.done_at, duty.done_by = clock.now(), actor
    duty.save(update_fields=["done_at", "done_by"])
    return duty


@transaction.atomic
def drop(*, about: TenantModel) -> int:
    """Close whatever is open on a thing that needs nothing more (withdrawn, cancelled); how many there were."""
    return Duty.objects.filter(about_id=about.id, done_at=None).update(done_at=clock.now())


@transaction.atomic
def hand_on(*, actor: Person, duty: Duty, to: Person) -> Duty:
    """Hand a duty to a colleague who may do it; the time limit stays, and the colleague is told."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk, done_at=None)
    rules.may_hand_on(actor, duty).or_refuse()
    rules.may_take_on(to, duty).or_refuse()
    duty.person = to
    duty.save(update_fields=["person"])
    journal.record(actor=actor, act="duties.handed_on", thing=duty, duty_act=duty.act, to=str(to.id))
    if to.id != actor.id:
        messages.tell(
            person=to,
            subject=sentence("%(name)s把一件事转给了您", name=actor.name),
            body=sentence("%(title)s，%(day)s 前办。", title=duty.title, day=f"{clock.local(duty.due_at):%Y-%m-%d}"),
            about=duty,
        )
    return duty


@transaction.atomic
def warn(
    *,
    about: TenantModel,
    act: str,
    title: Sentence | str,
    verb: str,
    runs_out_on: date,
    power: Power,
    also: Iterable[Person] = (),
) -> bool:
    """A turn for what runs out soon, and a word to those it is of and to `also`; whether it was told now.

    Each step before a day is told once for ever; a step that was passed over is not made up for (`rules.step_before`).
    A new day (the paper was renewed) has steps of its own.
    """
    today = clock.today()
    step = rules.step_before(runs_out_on, today)
    told = Warned.objects.filter(about_id=about.id, runs_out_on=runs_out_on)
    if step is None or told.filter(step__lte=step).exists():
        return False
    kind = {"about_kind": about.kind_name()}
    _row, is_new = Warned.objects.get_or_create(about_id=about.id, runs_out_on=runs_out_on, step=step, defaults=kind)
    if not is_new:
        return False
    duty = assign(about=about, act=act, title=title, verb=verb, power=power, due_at=clock.at(runs_out_on, 18))
    left = (runs_out_on - today).days
    subject = sentence("还有 %(n)s 天到期", n=left) if left >= 0 else sentence("已经过期了")
    body = sentence("%(title)s，到 %(day)s 为止。", title=duty.title, day=str(runs_out_on))
    owners = queries.owners_of(duty)
    for person in owners:
        messages.tell(person=person, subject=subject, body=body, about=duty)
    for person in {each.id: each for each in also if each not in owners}.values():
        messages.tell(person=person, subject=subject, body=body, about=about)
    return True


@transaction.atomic
def tell_late() -> int:
    """Tell the owners of overdue duties, each duty once; how many duties were told of."""
    late = list(
        Duty.objects.select_for_update(of=("self",))
        .filter(done_at=None, told_late_at=None, due_at__lt=clock.now())
        .select_related("person")
        .order_by("due_at", "id")[:BATCH]
    )
    for duty in late:
        for person in queries.owners_of(duty):
            messages.tell(
                person=person,
                subject=sentence("有一件事超了时限"),
                body=sentence("%(title)s。先去看看，办不了就转给同事。", title=duty.title),
                about=duty,
            )
    Duty.objects.filter(pk__in=[duty.pk for duty in late]).update(told_late_at=clock.now())
    return len(late)
