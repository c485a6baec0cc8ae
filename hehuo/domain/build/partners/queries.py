"""Reading partners."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from hehuo.core import clock
from hehuo.core.verdicts import Verdict
from hehuo.domain.build.partners import rules
from hehuo.domain.build.partners.kinds import CLOSE_TO_MINORS
from hehuo.domain.build.partners.models import Category, Enlistment, Neighbour, Partner, RecordsCheck, Staff
from hehuo.domain.ground.duties.kinds import EXPIRY_WARNINGS
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


def categories() -> QuerySet[Category]:
    """The categories of the community, in the order in which they were made."""
    return Category.objects.all()


def partners() -> QuerySet[Partner]:
    """All partners, with their category and contact."""
    return Partner.objects.select_related("category", "contact", "photo")


def partners_of(person: Person) -> QuerySet[Partner]:
    """The partners a person speaks for."""
    return partners().filter(contact=person)


def known_partner(*, credit_code: str, phone_hash: str, name: str) -> Partner | None:
    """A partner that this applicant already is: by code first, then by name and phone together."""
    if credit_code and (found := partners().filter(credit_code=credit_code).first()):
        return found
    return partners().filter(phone_hash=phone_hash, name=name).first() if phone_hash else None


@dataclass(frozen=True, slots=True)
class Kin:
    """How many neighbour partners a category has: persons, and places in teams; the two are never mixed."""

    category: Category
    people: int
    memberships: int


def neighbours(*, category: str = "", team: str = "", several: bool = False) -> QuerySet[Neighbour]:
    """Neighbour partners with their teams; of one category, of one team, or those in more than one team."""
    found = Neighbour.objects.select_related("person", "category").prefetch_related("enlistments")
    if category:
        found = found.filter(category__name=category)
    if team:
        found = found.filter(pk__in=Enlistment.objects.filter(team=team).values("neighbour"))
    if several:
        places = Enlistment.objects.order_by().values("neighbour").annotate(n=Count("pk"))
        found = found.filter(pk__in=places.filter(n__gt=1).values("neighbour"))
    return found


def kinds_of_neighbours() -> list[Kin]:
    """Each category that has neighbour partners: how many humans, and how many places in teams."""
    people = dict(Neighbour.objects.order_by().values_list("category").annotate(n=Count("pk")))
    places = Enlistment.objects.order_by().values_list("neighbour__category").annotate(n=Count("pk"))
    memberships = dict(places)
    return [
        Kin(category, people[category.pk], memberships.get(category.pk, 0))
        for category in Category.objects.filter(pk__in=people)
    ]


def teams_of_neighbours() -> list[tuple[str, int]]:
    """Each team on a list, with how many stand in it."""
    return list(Enlistment.objects.order_by("team").values_list("team").annotate(n=Count("pk")))


def staff() -> QuerySet[Staff]:
    """Everyone who works or worked for a partner, with their checks."""
    return Staff.objects.select_related("partner__contact", "person").prefetch_related("checks")


def staff_of(partner: Partner, on: date | None = None) -> QuerySet[Staff]:
    """Who works for a partner on a day, today where none is said; those who begin later too."""
    on = on or clock.today()
    return staff().filter(partner=partner).filter(Q(until_on=None) | Q(until_on__gte=on))


def former_staff(partner: Partner) -> QuerySet[Staff]:
    """Who does not work for a partner any more."""
    return staff().filter(partner=partner, until_on__lt=clock.today())


def staffing_of(partner: Partner) -> "Staffing":
    """Who stands on a partner's list today, and how many may not work with children yet."""
    today = clock.today()
    found = [each for each in staff_of(partner) if each.works_on(today)]
    good = [each for each in found if each.stands]
    return Staffing([each for each in good if each.is_named], len(good), len(found) - len(good))


@dataclass(frozen=True, slots=True)
class Staffing:
    """Persons: those who agreed to be named, how many stand on the list, and how many wait for their check."""

    named: list[Staff]
    count: int
    waiting: int


def checks_of(someone: Staff) -> QuerySet[RecordsCheck]:
    """When somebody's records were asked, the latest first."""
    return RecordsCheck.objects.filter(staff=someone).select_related("checked_by", "file")


def check_of(someone: Staff, on: date | None = None) -> RecordsCheck | None:
    """The check of somebody that is good on a day, today where none is said."""
    return next((each for each in checks_of(someone) if each.holds_on(on or clock.today())), None)


def checks_running_out() -> list[tuple[Staff, date]]:
    """Who works here and whose latest check runs out within a month, with its last day, the soonest first."""
    today = clock.today()
    close = Q(with_minors=True) | Q(partner__service_field__in=CLOSE_TO_MINORS)
    here, soon = Q(until_on=None) | Q(until_on__gte=today), today + timedelta(days=max(EXPIRY_WARNINGS))
    found = staff().filter(close, here, checks__good_until__lte=soon).distinct()
    ends = [(each, each.good_until) for each in found]
    return sorted(((each, on) for each, on in ends if on and on <= soon), key=lambda end: (end[1], end[0].pk))


def staff_who_is(partner: Partner, person: Person, on: date) -> Staff | None:
    """Under which row a person works for a partner on a day."""
    root = person.merged_into_id or person.pk
    mine = Q(person=person) | Q(person=root) | Q(person__merged_into=root)
    return (
        staff().filter(mine, partner=partner, since_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on)).first()
    )


def may_lead(partner: Partner, leader: Person, on: date) -> Verdict:
    """Whether somebody may lead a session of a partner on a day, by the list of its staff and their checks."""
    known = staff_who_is(partner, leader, on)
    return rules.may_lead(partner, leader, staff=known, check=check_of(known, on) if known else None, on=on)


def person_behind(someone: Staff) -> Person | None:
    """The person of the community who has both this name and this phone; the contact by the name alone."""
    contact = someone.partner.contact
    if someone.name == contact.name and someone.phone_hash in ("", contact.phone_hash, someone.partner.phone_hash):
        known: Person = contact
        return known
    if not someone.phone_hash:
        return None
    return people.present().filter(name=someone.name, phone_hash=someone.phone_hash).first()
