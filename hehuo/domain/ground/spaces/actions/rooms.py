"""Opening spaces, and keeping what is known of them: facts, hours, the days on which they are shut."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import rules
from hehuo.domain.ground.spaces.kinds import Audience, Ownership
from hehuo.domain.ground.spaces.models import Closure, OpeningRule, Part, Space

WHOLE = "全部"
WEEKDAYS = "1234567"


@transaction.atomic
def open_space(
    *,
    actor: Person,
    name: str,
    ownership_kind: Ownership = Ownership.PUBLIC,
    part_names: Sequence[str] = (WHOLE,),
    key: UUID | None = None,
    **facts: Any,
) -> Space:
    """A new space with its parts; `facts` are the other fields of Space. Raises Invalid for a name that is taken."""
    if key and (made := Space.objects.filter(pk=key).first()):
        return made
    rules.may_keep_spaces(actor).or_refuse()
    _check_name(name)
    space = Space(id=key or ids.uuid7(), name=name.strip(), ownership_kind=ownership_kind, **facts)
    space.save(force_insert=True)
    Part.objects.bulk_create(Part(space=space, name=part.strip()) for part in part_names)
    journal.record(actor=actor, act="spaces.space_opened", thing=space, ownership=ownership_kind)
    return space


@transaction.atomic
def change_space(*, actor: Person, space: Space, **facts: Any) -> Space:
    """Change what is known of a space (its fields); a closed space is not booked any more."""
    rules.may_keep_spaces(actor).or_refuse()
    space = Space.objects.select_for_update().get(pk=space.pk)
    if facts.get("name", space.name) != space.name:
        _check_name(facts["name"])
    for field, value in facts.items():
        setattr(space, field, value)
    space.save(update_fields=list(facts))
    journal.record(actor=actor, act="spaces.space_changed", thing=space, fields=sorted(facts))
    return space


@transaction.atomic
def set_opening(
    *,
    actor: Person,
    space: Space,
    audience: Audience,
    weekdays: str,
    from_time: time,
    to_time: time,
    from_on: date | None = None,
    to_on: date | None = None,
) -> OpeningRule:
    """Keep a space for an audience on some weekdays (digits, Monday is 1) from one quarter-hour to another.

    `from_on` and `to_on` make it a season's hours, both days counted.
    """
    rules.may_keep_spaces(actor).or_refuse()
    if not weekdays or set(weekdays) - set(WEEKDAYS):
        raise Invalid("weekdays", _("请选星期几。"))
    if from_time.minute % 15 or to_time.minute % 15:
        raise Invalid("to_time", _("时间要落在整刻上，例如 19:00、19:15、19:30。"))
    if to_time <= from_time:
        raise Invalid("to_time", _("结束要在开始之后。"))
    _check_days(from_on, to_on)
    rule = OpeningRule.objects.create(
        space=space, audience=audience, weekdays="".join(sorted(set(weekdays))), from_time=from_time, to_time=to_time,
        from_on=from_on, to_on=to_on,
    )  # fmt: skip
    journal.record(
        actor=actor, act="spaces.opening_set", thing=space, audience=audience, weekdays=rule.weekdays,
        from_time=f"{from_time:%H:%M}", to_time=f"{to_time:%H:%M}",
    )  # fmt: skip
    return rule


@transaction.atomic
def end_opening(*, actor: Person, rule: OpeningRule) -> None:
    """These hours hold no more; bookings already made stay."""
    rules.may_keep_spaces(actor).or_refuse()
    journal.record(
        actor=actor, act="spaces.opening_ended", thing=rule.space, audience=rule.audience, weekdays=rule.weekdays
    )
    rule.delete()


@transaction.atomic
def shut(*, actor: Person, space: Space | None, from_on: date, to_on: date, reason: str) -> Closure:
    """Shut a space, or all of them, from a day to a day, both counted; bookings already made stay, and are shown."""
    rules.may_keep_spaces(actor).or_refuse()
    _check_days(from_on, to_on)
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么不开放，来的人看得到。"))
    closure = Closure.objects.create(space=space, from_on=from_on, to_on=to_on, reason=reason.strip())
    journal.record(
        actor=actor, act="spaces.shut", thing=closure, from_on=from_on.isoformat(), to_on=to_on.isoformat(),
        space=str(space.id) if space else "",
    )  # fmt: skip
    return closure


@transaction.atomic
def end_closure(*, actor: Person, closure: Closure) -> None:
    """Open again as usual."""
    rules.may_keep_spaces(actor).or_refuse()
    journal.record(actor=actor, act="spaces.closure_ended", thing=closure)
    closure.delete()


def _check_name(name: str) -> None:
    if not name.strip():
        raise Invalid("name", _("请给这间屋写个名字。"))
    if Space.objects.filter(name=name.strip()).exists():
        raise Invalid("name", _("已经有一间叫「%s」的了，请换个名字。") % name.strip())


def _check_days(from_on: date | None, to_on: date | None) -> None:
    if from_on and to_on and to_on < from_on:
        raise Invalid("to_on", _("最后一天要在第一天之后。"))
