"""The circles of a person, and what is said in them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.access.holds import grants_of, in_force
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place

LAYERS = (PlaceKind.BUILDING, PlaceKind.ESTATE)  # the nearest first; the community comes last


@dataclass(frozen=True, slots=True)
class Response:
    """How questions were answered: asked, answered, in time, and the mean in minutes (None where none was)."""

    asked: int
    answered: int
    in_time: int
    mean_minutes: int | None


def circles_of(person: Person) -> list[Place | None]:
    """The circles a person lives in, the nearest first; None is the whole community."""
    path = Home.objects.filter(households__people=person).values_list("path", flat=True).first()
    if path is None:
        return [None]
    parts = path.split("/")
    paths = ["/".join(parts[:end]) for end in range(1, len(parts))]
    found = {place.kind: place for place in Place.objects.filter(path__in=paths, kind__in=LAYERS)}
    return [*(found[kind] for kind in LAYERS if kind in found), None]


def spoken_to_by(actor: Person) -> list[Place | None]:
    """The circles that somebody may tell something: all of them for the office, a leader's own for a leader."""
    held = [grant for grant in grants_of(actor) if Power.SPEAK_TO_CIRCLE in POWERS[Role(grant.role)]]
    layers = Place.objects.filter(kind__in=LAYERS).order_by("path")
    if any(grant.place_id is None for grant in held):
        return [None, *layers]
    return list(layers.filter(pk__in=[grant.place_id for grant in held]))


def notices_in(place: Place | None) -> QuerySet[Notice]:
    """What stands in a circle today, the newest first."""
    standing = Notice.objects.filter(place=place, taken_down_why="", ends_on__gte=clock.today())
    return standing.select_related("place", "said_by").order_by("-said_at", "-id")


def notices() -> QuerySet[Notice]:
    """Every notice, those that are over too."""
    return Notice.objects.select_related("place", "said_by").order_by("-said_at", "-id")


def notices_for(actor: Person) -> QuerySet[Notice]:
    """The notices of the circles that somebody speaks to, those that are over too."""
    places = spoken_to_by(actor)
    return notices() if None in places else notices().filter(place__in=[place.pk for place in places if place])


def questions_in(place: Place | None) -> QuerySet[CircleQuestion]:
    """What was asked in a circle, the newest first."""
    return questions().filter(place=place)


def questions() -> QuerySet[CircleQuestion]:
    """Every question of every circle."""
    related = ("place", "asker", "owner", "answered_by")
    return CircleQuestion.objects.select_related(*related).order_by("-asked_at", "-id")


def questions_for(actor: Person) -> QuerySet[CircleQuestion]:
    """The questions of the circles that somebody speaks to, and those that are theirs to answer."""
    places = spoken_to_by(actor)
    if None in places:
        return questions()
    return questions().filter(Q(place__in=[place.pk for place in places if place]) | Q(owner=actor))


def leader_of(place: Place | None) -> Person | None:
    """Who leads a building today: the question is theirs first."""
    if place is None:
        return None
    held = Grant.objects.filter(in_force(clock.today()), role=Role.BUILDING_LEADER, place=place)
    grant = held.filter(person__merged_into=None, person__left_on=None).select_related("person").order_by("id").first()
    return grant.person if grant else None


def people_in(place: Place | None) -> QuerySet[Person]:
    """Everyone of a circle who has an inbox."""
    found = people.present().filter(account_id__isnull=False)
    return found if place is None else found.filter(household__home__path__startswith=f"{place.path}/")


def response_since(since: datetime, place: Place | None = None) -> Response:
    """How the questions of a circle (of all, without one) were answered since a moment."""
    asked = CircleQuestion.objects.filter(asked_at__gte=since)
    if place:
        asked = asked.filter(place=place)
    took = ExpressionWrapper(F("answered_at") - F("asked_at"), output_field=DurationField())
    found = asked.aggregate(
        asked=Count("id"),
        answered=Count("id", filter=Q(answered_at__isnull=False)),
        in_time=Count("id", filter=Q(answered_at__date__lte=F("due_on"))),
        mean=Avg(took, filter=Q(answered_at__isnull=False)),
    )
    mean = round(found["mean"].total_seconds() / 60) if found["mean"] else None
    return Response(found["asked"], found["answered"], found["in_time"], mean)
