"""Who acts for whom, who did, and what they did."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.core import clock
from hehuo.core.verdicts import Verdict
from hehuo.domain.ground.access.holds import grants_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.errands import rules
from hehuo.domain.ground.errands.kinds import LASTS
from hehuo.domain.ground.errands.models import Errand, NoErrands
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person

SHOWN = 30


def errand_under_way(errand_id: UUID, helper: Person) -> Errand | None:
    """The helper's own errand while it lasts, with the person, who holds no power meanwhile: one statement."""
    found = Errand.objects.filter(pk=errand_id, helper=helper, ended_at=None, began_at__gt=clock.now() - LASTS)
    errand = found.select_related("person__household").first()
    if errand:
        errand.helper = helper
        errand.person.held = []
    return errand


def wants_none(person: Person) -> bool:
    """Whether the person forbade it."""
    return NoErrands.objects.filter(person=person).exists()


def may_act_for(actor: Person, person: Person) -> Verdict:
    """The rule, with what it has to know."""
    is_guardian = any(each.guardian_id == actor.id for each in people.guardians_of(person))
    age = actor.age_on(clock.today())
    return rules.may_act_for(actor, person, age=age, is_forbidden=wants_none(person), is_guardian=is_guardian)


def family_of(person: Person) -> QuerySet[Person]:
    """The others of one's household, and those whose guardian one is."""
    wards = Q(pk__in=[each.ward_id for each in people.wards_of(person)])
    home = Q(household_id=person.household_id) if person.household_id else Q(pk__in=[])
    return people.present().filter(home | wards).exclude(pk=person.pk).order_by("id")


def within_reach(actor: Person) -> QuerySet[Person]:
    """Whom one may think of acting for: people at the places one visits, and the family. Nobody else is shown."""
    reach = Q(pk__in=family_of(actor).values("pk"))
    for grant in grants_of(actor):
        if Power.COLLECT_VOICES in POWERS[Role(grant.role)]:
            at = Q(household__home__path__startswith=f"{grant.place.path}/") if grant.place else Q(pk__isnull=False)
            reach |= at
    return people.roll().filter(reach)


def errands_of(helper: Person) -> QuerySet[Errand]:
    """Whom this helper acted for, newest first."""
    return Errand.objects.filter(helper=helper).select_related("person").order_by("-began_at")[:SHOWN]


@dataclass(frozen=True, slots=True)
class Done:
    """One errand and what was done in it."""

    errand: Errand
    entries: list[Entry]


def done_for(person: Person) -> list[Done]:
    """谁替我办过: the last errands with the acts of each, newest first; two statements."""
    errands = list(Errand.objects.filter(person=person).select_related("helper").order_by("-began_at")[:SHOWN])
    if not errands:
        return []
    entries = list(journal.entries_for(person.id, since=errands[-1].began_at).exclude(thing_kind=Errand.kind_name()))
    return [Done(errand, [each for each in entries if _belongs(each, errand)]) for errand in errands]


def _belongs(entry: Entry, errand: Errand) -> bool:
    return entry.actor_id == errand.helper_id and errand.began_at <= entry.at <= (errand.ended_at or errand.ends_at)


def errands_touching(person: Person) -> QuerySet[Errand]:
    """Errands by this person or for them."""
    return Errand.objects.filter(Q(person=person) | Q(helper=person)).select_related("person", "helper")
