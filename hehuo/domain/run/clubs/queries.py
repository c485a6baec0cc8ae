"""Clubs, their members, how they grew, and what they do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hehuo.core import clock
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Membership, Person, Team
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.run.clubs.kinds import WishState
from hehuo.domain.run.clubs.models import Club, Event, EventMember, Wish

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Size:
    """How many belonged to a club at the end of a month (人数)."""

    month: date
    persons: int


def clubs() -> QuerySet[Club]:
    """Every club that stands, with its leaders and room, and how many belong to it (`members`)."""
    inside = Membership.objects.filter(team=OuterRef("team"), to_on=None).order_by().values("team")
    counted = Subquery(inside.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    found = Club.objects.filter(team__ended_on=None).select_related("team__leader", "assistant", "space")
    return found.annotate(members=Coalesce(counted, Value(0)))


def clubs_of(person: Person) -> QuerySet[Club]:
    """The clubs that a person belongs to, or leads as assistant."""
    mine = people.teams_of(person).order_by().values("pk")
    return clubs().filter(Q(team__in=mine) | Q(assistant=person))


def club_of(team: Team) -> Club | None:
    """The club that a team is, where it is one."""
    return clubs().filter(team=team).first()


def teams_without_club() -> QuerySet[Team]:
    """Teams of the roll that one cannot join by oneself yet."""
    return people.teams().exclude(pk__in=Club.objects.order_by().values("team"))


def members_of(club: Club) -> QuerySet[Membership]:
    """Who belongs to a club today, the longest first."""
    return people.memberships_of(club.team)


def member_count(club: Club) -> int:
    """How many belong to a club today."""
    return members_of(club).count()


def growth_of(club: Club, *, months: int = MONTHS) -> list[Size]:
    """How many belonged to a club at the end of each of the last months since it began, the present one as of today."""
    days = list(people.ever_in(club.team).values_list("from_on", "to_on"))
    first, ends = clock.today().replace(day=1), list[date]()
    while len(ends) < months and (not ends or _next(first) > club.team.from_on):
        ends.append(first)
        first = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    return [Size(month, sum(_is_in(stay, _next(month)) for stay in days)) for month in reversed(ends)]


def _is_in(stay: tuple[date, date | None], day: date) -> bool:
    """Whether somebody who came and left on these days belonged to the club on the eve of a day."""
    from_on, to_on = stay
    return from_on < day and (to_on is None or to_on >= day)


def _next(month: date) -> date:
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)


def wishes() -> QuerySet[Wish]:
    """Every wish to join."""
    return Wish.objects.select_related("club__team__leader", "club__assistant", "person", "answered_by")


def open_wishes(club: Club) -> QuerySet[Wish]:
    """Those that wait for an answer, the first first."""
    return wishes().filter(club=club, state=WishState.ASKED)


def wish_of(club: Club, person: Person) -> Wish | None:
    """A person's own wish that waits."""
    return open_wishes(club).filter(people.same_human(person)).first()


def events() -> QuerySet[Event]:
    """What clubs do, the latest first."""
    return Event.objects.select_related("club__team__leader", "club__assistant", "session__space", "noted_by")


def events_of(club: Club) -> QuerySet[Event]:
    """What a club does, the latest first; how many came or went along (`came`), taken back ones left out."""
    through_door = Q(session__sign_ups__state=SignUpState.CAME)
    found = events().filter(club=club, withdrawn_why="").exclude(session__state="cancelled")
    came = Count("session__sign_ups", filter=through_door, distinct=True) + Count("members", distinct=True)
    return found.annotate(came=came).order_by("-on", "-id")


def coming(club: Club) -> QuerySet[Event]:
    """What is ahead, the soonest first."""
    return events_of(club).filter(on__gte=clock.today()).order_by("on", "id")


def past(club: Club) -> QuerySet[Event]:
    """What was."""
    return events_of(club).filter(on__lt=clock.today())


def persons_at(event: Event) -> QuerySet[Person]:
    """Who came to a session of the club, or went along elsewhere."""
    if event.session_id:
        came = SignUp.objects.filter(session=event.session_id, state=SignUpState.CAME)
        return Person.objects.filter(pk__in=came.order_by().values("person")).order_by("name", "id")
    return Person.objects.filter(pk__in=EventMember.objects.filter(event=event).values("person")).order_by("name", "id")


def loose_sessions(person: Person) -> QuerySet[Session]:
    """Sessions ahead that a person leads and that belong to no club yet."""
    ahead = sessions.sessions().filter(leader=person, starts_at__gt=clock.now())
    return ahead.exclude(pk__in=Event.objects.filter(session__isnull=False).values("session"))
