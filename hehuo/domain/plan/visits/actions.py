"""Planning a day of visits, saying what came of each, and taking a wrong tap back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.visits import queries, rules
from hehuo.domain.plan.visits.kinds import A_DAY, DONE, VisitState
from hehuo.domain.plan.visits.models import Visit


@transaction.atomic
def plan_visits(*, actor: Person, homes: Sequence[Home], on: date) -> list[Visit]:
    """Mean to knock at these homes on a day, after those planned before; a home that is planned already stays one.

    Raises Refused for a home where the actor does not visit, Invalid for a day gone by or too many homes.
    """
    if on < clock.today():
        raise Invalid("on", _("这一天已经过了，请写今天或以后的日子。"))
    for home in homes:
        rules.may_visit(actor, home).or_refuse()
    actor = Person.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    before = {visit.home_id: visit for visit in Visit.objects.filter(visitor=actor, on=on)}
    new = [home for home in dict.fromkeys(homes) if home.pk not in before]
    if len(before) + len(new) > A_DAY:
        raise Invalid("homes", _("一天最多排 %(n)s 户，已经排了 %(m)s 户。") % {"n": A_DAY, "m": len(before)})
    last = max((visit.order for visit in before.values()), default=0)
    visits = [
        Visit.objects.create(visitor=actor, home=home, on=on, order=last + number)
        for number, home in enumerate(new, start=1)
    ]
    if visits:
        journal.record(actor=actor, act="visits.planned", thing=visits[0], homes=len(visits), on=on.isoformat())
    return visits


def plan_long_unvisited(*, actor: Person, place: Place, count: int, on: date) -> list[Visit]:
    """The homes of a place where nobody was met for longest. Raises as plan_visits, and Invalid where there is none."""
    homes = queries.long_unvisited(place, on=on, count=count)
    if not homes:
        raise Invalid("place", _("这里没有要去的了：住着人的，当天都排上了。"))
    return plan_visits(actor=actor, homes=homes, on=on)


@transaction.atomic
def mark_visit(*, actor: Person, visit: Visit, state: VisitState) -> Visit:
    """Say what came of it. Marked the same twice it stays as it is. Raises Refused."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("visitor").get(pk=visit.pk)
    rules.may_mark(actor, visit).or_refuse()
    if state not in DONE:
        raise Refused(_("请选一种：聊过了、没人在家、不去了。"))
    if visit.state == state:
        return visit
    if visit.state != VisitState.PLANNED:
        raise Refused(_("这一户记过了：%s。记错了，先点「点错了」。") % visit.get_state_display())
    visit.state, visit.done_at = state, clock.now()
    visit.save(update_fields=["state", "done_at"])
    journal.record(actor=actor, act="visits.marked", thing=visit, state=state.value)
    return visit


@transaction.atomic
def unmark_visit(*, actor: Person, visit: Visit) -> Visit:
    """It was a wrong tap: the home waits again. Only on its own day. Raises Refused."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("visitor").get(pk=visit.pk)
    rules.may_mark(actor, visit).or_refuse()
    if visit.on != clock.today():
        raise Refused(_("过了当天就不能改了。可以另排一次。"))
    if visit.state != VisitState.PLANNED:
        was, visit.state, visit.done_at = visit.state, VisitState.PLANNED, None
        visit.save(update_fields=["state", "done_at"])
        journal.record(actor=actor, act="visits.unmarked", thing=visit, was=was)
    return visit


@transaction.atomic
def go_first(*, actor: Person, visit: Visit) -> Visit:
    """This home is next. Raises Refused where it is done."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("visitor").get(pk=visit.pk)
    rules.may_mark(actor, visit).or_refuse()
    if visit.state != VisitState.PLANNED:
        raise Refused(_("这一户记过了：%s。记错了，先点「点错了」。") % visit.get_state_display())
    first = Visit.objects.filter(visitor=actor, on=visit.on).order_by("order").first()
    if first and first.pk != visit.pk:
        visit.order = first.order - 1
        visit.save(update_fields=["order"])
    return visit
