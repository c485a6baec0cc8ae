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
from hehuo.domain.ground.errands.models import Errand, Helper, NoErrands
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
    is_chosen = is_guardian or helpers_of(person).filter(helper=actor).exists()
    return rules.may_act_for(actor, person, age=age, is_forbidden=wants_none(person), is_chosen=is_chosen)


def helpers_of(person: Person) -> QuerySet[Helper]:
    """Who may act for a person from elsewhere, in the order they were chosen."""
    return Helper.objects.filter(person=person, ended_at=None).select_related("helper", "named_by").order_by("id")


def helpers_touching(actor: Person) -> QuerySet[Helper]:
    """Those one chose, those who chose one, and those one may end for people one visits."""
    mine = Q(person=actor) | Q(helper=actor)
    return Helper.objects.filter(mine | Q(person__in=within_reach(actor).values("pk")), ended_at=None)


def family_of(person: Person) -> QuerySet[Person]:
    """The others of one's household, those whose guardian one is, and those who chose one."""
    wards = Q(pk__in=[each.ward_id for each in people.wards_of(person)])
    home = Q(household_id=person.household_id) if person.household_id else Q(pk__in=[])
    chosen = Q(pk__in=Helper.objects.filter(helper=person, ended_at=None).values("person_id"))
    return people.present().filter(home | wards | chosen).exclude(pk=person.pk).order_by("id")


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
