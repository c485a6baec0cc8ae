"""Who collects at which building or stairwell, when and where."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.models import Collector, Levy


@transaction.atomic
def name_collector(
    *, actor: Person, levy: Levy, place: Place, person: Person, hours: str, key: UUID | None = None
) -> Collector:
    """From now on only who is named takes cash there, and the clerk. Raises Refused, Invalid, Conflict for a second."""
    if key and (named := Collector.objects.filter(pk=key).first()):
        return named
    levy = Levy.objects.select_for_update(of=("self",)).select_related("place").get(pk=levy.pk)
    rules.may_name(actor, levy).or_refuse()
    rules.may_be_named(actor, person).or_refuse()
    if not queries.collecting_places(levy).filter(pk=place.pk).exists():
        raise Invalid("place", _("%s不在这件事的楼里，请另选。") % place)
    if not hours.strip():
        raise Invalid("hours", _("请写什么时候、在哪儿收，例如：每晚 7 点到 8 点，2 栋大堂。"))
    try:
        with transaction.atomic():
            named = Collector.objects.create(
                id=key or ids.uuid7(), levy=levy, place=place, person=person, hours=hours.strip()[:80], named_by=actor
            )
    except IntegrityError:
        raise Conflict(_("%s已经在这里收了。") % person.name) from None
    journal.record(actor=actor, act="levies.collector_named", thing=levy, person=str(person.id), place=str(place.id))
    messages.tell(
        person=person,
        subject=sentence("请您上门收「%(what)s」的钱", what=levy.title),
        body=sentence(
            "%(where)s由您来收，写给各户的时间是：%(hours)s。收了就记下来，现金交给报账员点收。",
            where=str(place), hours=named.hours,
        ),
        about=levy,
    )  # fmt: skip
    return named


@transaction.atomic
def end_collector(*, actor: Person, collector: Collector) -> Collector:
    """No more at this place; what they still hold goes to the clerk as before."""
    collector = Collector.objects.select_for_update(of=("self",)).select_related("levy").get(pk=collector.pk)
    rules.may_draft(actor).or_refuse()
    if collector.ended_at is None:
        collector.ended_at, collector.ended_by = clock.now(), actor
        collector.save(update_fields=["ended_at", "ended_by"])
        journal.record(actor=actor, act="levies.collector_ended", thing=collector.levy, person=str(collector.person_id))
    return collector
