"""Planning a fair, calling it off, and the kinds of service."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.fairs import kinds, queries, rules
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.domain.run.fairs.locks import locked
from hehuo.domain.run.fairs.models import Fair, StallKind


@transaction.atomic
def begin_kinds() -> list[StallKind]:
    """The twelve kinds that a fair begins with, where the office has none yet."""
    if not StallKind.objects.exists():
        StallKind.objects.bulk_create(
            StallKind(name=name, words=list(words), order=order)
            for order, (name, words) in enumerate(kinds.BEGINNING.items(), 1)
        )
    return list(queries.kinds())


@transaction.atomic
def add_kind(*, actor: Person | None, name: str, words: Sequence[str] = ()) -> StallKind:
    """A kind of service more. Raises Invalid without a name, Conflict where it is there already."""
    rules.may_take_in(actor).or_refuse()
    if not name.strip():
        raise Invalid("name", _("请写这类摊位叫什么，例如：修自行车。"))
    if StallKind.objects.filter(name=name.strip()).exists():
        raise Conflict(_("「%s」已经有了。") % name.strip())
    order = StallKind.objects.count() + 1
    kind = StallKind.objects.create(name=name.strip()[:20], words=list(words), order=order)
    journal.record(actor=actor, act="fairs.kind_added", thing=kind, words=kind.name)
    return kind


@transaction.atomic
def plan_fair(
    *,
    actor: Person,
    title: str,
    on: date,
    place: str,
    from_time: time | None = None,
    to_time: time | None = None,
    session: Session | None = None,
    note: str = "",
    key: UUID | None = None,
) -> Fair:
    """A fair on a day in an open place, or with a session at whose gate people check in; units may ask for stalls.

    Raises Invalid for what does not fit, Conflict for a second fair at one place and day.
    """
    if key and (made := Fair.objects.filter(pk=key).first()):
        return made
    rules.may_run(actor).or_refuse()
    if session and session.kind != SessionKind.FAIR:
        raise Refused(_("这一场不是集市，请选「集市」的场次。"))
    if not title.strip():
        raise Invalid("title", _("请写这场集市叫什么。"))
    if not place.strip():
        raise Invalid("place", _("请写在哪儿办，例如：文苑广场。"))
    if from_time and to_time and to_time <= from_time:
        raise Invalid("to_time", _("结束的时间要在开始之后。"))
    fair = Fair(
        id=key or ids.uuid7(), title=title.strip()[:60], on=on, place=place.strip()[:60], from_time=from_time,
        to_time=to_time, session=session, note=note.strip()[:300], made_by=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            fair.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("这一天在这里已经有一场集市了。")) from None
    begin_kinds()
    if session:
        threads.tie(earlier=session, later=fair)
    journal.record(actor=actor, act="fairs.planned", thing=fair, on=on.isoformat())
    return fair


@transaction.atomic
def cancel_fair(*, actor: Person, fair: Fair, why: str) -> Fair:
    """Call a fair off: who has or asked for a stall is told why."""
    rules.may_run(actor).or_refuse()
    fair = locked(fair)
    if not why.strip():
        raise Invalid("why", _("请写一句为什么取消，报了摊位的人会看到。"))
    if fair.is_over:
        raise Refused(_("这一场已经办过了，不能再取消。"))
    if fair.cancelled_why:
        return fair
    fair.cancelled_why = why.strip()[:120]
    fair.save(update_fields=["cancelled_why"])
    told = {
        stall.asked_by or stall.keeper
        for stall in queries.stalls_of(fair).filter(state__in=[StallState.ASKED, StallState.APPROVED])
    }
    for person in filter(None, told):
        messages.tell(
            person=person,
            subject=sentence("集市取消了：%(title)s", title=fair.title),
            body=fair.cancelled_why,
            about=fair,
        )
    journal.record(actor=actor, act="fairs.cancelled", thing=fair, words=fair.cancelled_why, told=len(told))
    return fair
