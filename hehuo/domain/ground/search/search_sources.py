"""What can be found on the ground floor: people and their doors, places, teams, the board, spaces, sessions."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.postings.kinds import PostingState
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.ground.search import queries
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SessionState
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space

_NAMED_PLACES = (PlaceKind.ESTATE, PlaceKind.GRID, PlaceKind.CENTER)
_DOORS = 40  # people behind the doors that a number may mean


def _keeps_roll(viewer: Viewer) -> bool:
    return viewer is not None and has_power(viewer, Power.KEEP_ROLL)


# People: by name through the index; by phone, ID number, code and door at once.


def _roll() -> "QuerySet[Person]":
    return people.found_here().order_by("household__home__order", "id")


def _people(viewer: Viewer) -> "QuerySet[Person]":
    return people.found_here() if _keeps_roll(viewer) else Person.objects.none()


def _people_at(written: str) -> Sequence[UUID]:
    homes = places.homes_at(written)
    return people.numbered(written) + (people.living_in(homes)[:_DOORS] if homes else [])


def _person_line(person: Person) -> str:
    where = str(person.household.home) if person.household else str(person.get_living_display())
    return " · ".join(part for part in (where, person.masked_phone) if part)


def _people_in_bulk(entry: Entry) -> Iterable[UUID]:
    """A roster writes no line for each person: its pieces know whom they made or changed."""
    if entry.act == "intakes.piece_taken":
        return intakes.taken_in_piece(entry.thing_id, int(entry.facts["piece"]), Person)
    return queries.gone(Person.kind_name(), people.present()) if entry.act == "intakes.undone" else ()


register(
    Source(
        kind=Person.kind_name(), label=_("人"), place=10, rows=_roll, visible=_people,
        doc=lambda person: Doc(person.name, is_name=True), line=_person_line, sees_all=_keeps_roll, has_public=False,
        has_text=False, newest_first=False, direct=_people_at, touched_in_bulk=_people_in_bulk,
    )
)  # fmt: skip


# Doors: read from the homes themselves.


def _homes(viewer: Viewer) -> "QuerySet[Home]":
    return places.homes() if _keeps_roll(viewer) else Home.objects.none()


def _homes_at(written: str) -> Sequence[UUID]:
    return [home.pk for home in places.homes_at(written)]


register(
    Source(
        kind=Home.kind_name(), label=_("门牌"), place=20, rows=places.homes, visible=_homes,
        doc=lambda home: Doc(str(home)), line=lambda home: str(home.get_kind_display()), sees_all=_keeps_roll,
        has_public=False, is_indexed=False, newest_first=False, direct=_homes_at,
    )
)  # fmt: skip


# Places and teams.


def _named_places() -> "QuerySet[Place]":
    return places.all_places().filter(kind__in=_NAMED_PLACES).order_by("path")


def _places(viewer: Viewer) -> "QuerySet[Place]":
    return places.all_places() if _keeps_roll(viewer) else Place.objects.none()


def _places_at(written: str) -> Sequence[UUID]:
    return [place.pk for place in places.places_at(written)]


def _places_in_bulk(entry: Entry) -> Iterable[UUID]:
    if entry.act == "intakes.piece_taken":
        return intakes.taken_in_piece(entry.thing_id, int(entry.facts["piece"]), Place)
    return queries.gone(Place.kind_name(), _named_places()) if entry.act == "intakes.undone" else ()


register(
    Source(
        kind=Place.kind_name(), label=_("小区和楼栋"), place=25, rows=_named_places, visible=_places,
        doc=lambda place: Doc(str(place)), line=lambda place: str(place.get_kind_display()), sees_all=_keeps_roll,
        has_public=False, has_text=False, newest_first=False, direct=_places_at,
        touched_in_bulk=_places_in_bulk,
    )
)  # fmt: skip


def _teams(viewer: Viewer) -> "QuerySet[Team]":
    return people.teams() if _keeps_roll(viewer) else people.teams().none()


register(
    Source(
        kind=Team.kind_name(), label=_("队伍"), place=90, rows=people.teams, visible=_teams,
        doc=lambda team: Doc(team.name, team.purpose), line=lambda team: str(team.get_kind_display()),
        sees_all=_keeps_roll, has_public=False, newest_first=False,
    )
)  # fmt: skip


# The board, spaces and sessions: for everyone.


def _postings(_viewer: Viewer = None) -> "QuerySet[Posting]":
    """What hangs or has hung; what was taken down is not led to any more."""
    return postings.postings().exclude(state=PostingState.WITHDRAWN)


register(
    Source(
        kind=Posting.kind_name(), label=_("公示"), place=60, rows=_postings, visible=_postings,
        doc=lambda posting: Doc(posting.title, posting.number, is_public=True),
        line=lambda posting: f"{posting.number} · {posting.posted_on:%Y-%m-%d}",
    )
)  # fmt: skip


def _sessions(_viewer: Viewer = None) -> "QuerySet[Session]":
    return sessions.sessions().exclude(state=SessionState.CANCELLED).order_by("-starts_at", "-id")


register(
    Source(
        kind=Session.kind_name(), label=_("活动"), place=70, rows=_sessions, visible=_sessions,
        doc=lambda session: Doc(session.title, session.note, is_public=True),
        line=lambda session: f"{clock.local(session.starts_at):%Y-%m-%d %H:%M} · {session.space}",
    )
)  # fmt: skip


def _spaces(_viewer: Viewer = None) -> "QuerySet[Space]":
    return spaces.open_spaces().order_by("name", "id")


register(
    Source(
        kind=Space.kind_name(), label=_("场地"), place=80, rows=_spaces, visible=_spaces,
        doc=lambda space: Doc(space.name, space.note, is_public=True),
        line=lambda space: str(space.place) if space.place else str(_("社区的场地")), newest_first=False,
    )
)  # fmt: skip
