"""Leave to see what is kept of somebody under age: one asks, another decides (未成年人网络保护条例 36, 37)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.models import Permit
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import rules

LASTS = timedelta(hours=24)
ANSWERED_WITHIN = timedelta(days=1)


@transaction.atomic
def ask_to_see(*, actor: Person, person: Person, why: str, key: UUID | None = None) -> Permit:
    """Ask to see what is kept of somebody under age; a colleague's turn begins. Raises Refused, Invalid, Conflict."""
    if key and (made := Permit.objects.filter(pk=key).first()):
        return made
    person = Person.objects.select_for_update().get(pk=person.merged_into_id or person.pk)
    rules.may_ask_to_see(actor, person).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明为什么要看，例如：核对入学名单。"))
    if Permit.objects.filter(person=person, asked_by=actor, decided_at=None).exists():
        raise Conflict(_("已经申请过了，正在等同事批。"))
    permit = Permit(person=person, asked_by=actor, why=why.strip()[:200])
    permit.pk = key or permit.pk
    permit.save(force_insert=True)
    journal.record(actor=actor, act="access.see_asked", thing=permit, words=permit.why)
    duties.assign(
        about=permit, act="decide_permit", verb="he", due_at=clock.now() + ANSWERED_WITHIN, power=Power.SEE_SENSITIVE,
        title=sentence("%(asker)s要看未成年人资料：%(who)s", asker=actor.name, who=person.masked_name),
    )  # fmt: skip
    return permit


@transaction.atomic
def permit(*, actor: Person, permit: Permit, opinion: str = "") -> Permit:
    """Give leave: who asked may look for 24 hours. Raises Refused, Conflict."""
    return _decide(actor, permit, opinion.strip(), clock.now() + LASTS)


@transaction.atomic
def decline(*, actor: Person, permit: Permit, opinion: str) -> Permit:
    """Give no leave, and say why. Raises Refused, Invalid, Conflict."""
    if len(opinion.strip()) < 2:
        raise Invalid("opinion", _("不同意，请写一句为什么。"))
    return _decide(actor, permit, opinion.strip(), None)


def _decide(actor: Person, permit: Permit, opinion: str, until: datetime | None) -> Permit:
    permit = Permit.objects.select_for_update(of=("self",)).select_related("person", "asked_by").get(pk=permit.pk)
    rules.may_decide_permit(actor, permit).or_refuse()
    if permit.decided_at:
        raise Conflict(_("已经批过了。"))
    permit.decided_by, permit.decided_at, permit.opinion, permit.until_at = actor, clock.now(), opinion[:200], until
    permit.save(update_fields=["decided_by", "decided_at", "opinion", "until_at"])
    act = "access.see_permitted" if until else "access.see_declined"
    journal.record(actor=actor, act=act, thing=permit, words=permit.opinion)
    duties.done(about=permit, act="decide_permit", actor=actor)
    said = (
        sentence("同意您看%(who)s的资料，24 小时内有效。", who=permit.person.masked_name)
        if until
        else sentence("没有同意您看%(who)s的资料。", who=permit.person.masked_name)
    )
    messages.tell(person=permit.asked_by, subject=said, body=permit.opinion or said, about=permit)
    return permit


def permits(year: int | None = None) -> QuerySet[Permit]:
    """Every time somebody asked (in a year, where one is given), the newest first."""
    found = Permit.objects.select_related("person", "asked_by", "decided_by")
    if year is None:
        return found
    return found.filter(asked_at__gte=clock.at(date(year, 1, 1)), asked_at__lt=clock.at(date(year + 1, 1, 1)))


def permits_of(person: Person, asker: Person) -> QuerySet[Permit]:
    """What one asked for one person, the newest first."""
    return permits().filter(person=person, asked_by=asker)


@dataclass(frozen=True, slots=True)
class Year:
    """One year of looking at minors, for the yearly audit (article 37): how often was asked, and looked."""

    year: int
    asked: int
    given: int
    declined: int
    open: int
    looks: int


def years() -> list[Year]:
    """The years in which somebody asked, the newest first."""
    rows = list(Permit.objects.values_list("asked_at", "decided_at", "until_at", "person_id", "asked_by_id"))
    looks = _looks(rows)
    found = []
    for year in sorted({clock.local(row[0]).year for row in rows}, reverse=True):
        mine = [row for row in rows if clock.local(row[0]).year == year]
        given = sum(row[2] is not None for row in mine)
        waiting = sum(row[1] is None for row in mine)
        found.append(Year(year, len(mine), given, len(mine) - given - waiting, waiting, looks[year]))
    return found


def _looks(rows: Iterable[tuple[datetime, datetime | None, datetime | None, UUID, UUID]]) -> Counter[int]:
    """How often those who had leave looked while it held, by year."""
    held = [(row[3], row[4], row[1], row[2]) for row in rows if row[1] and row[2]]
    looks = Look.objects.filter(thing_id__in={each[0] for each in held}).values_list("thing_id", "actor_id", "at")
    return Counter(
        clock.local(at).year
        for thing, actor, at in looks
        if any(thing == person and actor == asker and since <= at < until for person, asker, since, until in held)
    )
