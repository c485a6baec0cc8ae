"""The order of telling, and telling each chapter once."""

from collections.abc import Callable

from django.db import transaction

from hehuo.core.db.models import Community, Counter, Installation
from hehuo.core.db.registry import communities, forget
from hehuo.core.db.scope import all_communities, community_scope
from hehuo.core.errors import Refused
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.search import actions as search
from hehuo.ops.demo import (
    ballots,
    base,
    calling,
    camps,
    circles,
    clubs,
    donations,
    doors,
    elsewhere,
    exchanges,
    fairs,
    haiwan,
    judging,
    keeping,
    leftovers,
    levies,
    matches,
    meetings,
    neighbours,
    pacts,
    projects,
    recipes,
    resources,
    rooms,
    staff,
    surveys,
    voices,
)

# name → what tells it. Later chapters stand below earlier ones; a name is never used again for another story.
CHAPTERS: dict[str, Callable[[], None]] = {
    "base": base.tell,
    "haiwan": haiwan.tell,
    "elsewhere": elsewhere.tell,
    "neighbours": neighbours.tell,
    "doors": doors.tell,
    "circles": circles.tell,
    "levies": levies.tell,
    "donations": donations.tell,
    "leftovers": leftovers.tell,
    "voices": voices.tell,
    "ballots": ballots.tell,
    "pacts": pacts.tell,
    "meetings": meetings.tell,
    "surveys": surveys.tell,
    "rooms": rooms.tell,
    "exchanges": exchanges.tell,
    "clubs": clubs.tell,
    "resources": resources.tell,
    "projects": projects.tell,
    "matches": matches.tell,
    "keeping": keeping.tell,
    "judging": judging.tell,
    "fairs": fairs.tell,
    "staff": staff.tell,
    "recipes": recipes.tell,
    "camps": camps.tell,
    "calling": calling.tell,
}
HOME = "haiwan"  # its counters remember which chapters were told


def tell_all() -> list[str]:
    """Tell the chapters that were not told yet; their names. Raises Refused in a database that is not a demo."""
    _mark()
    told = [name for name, tell in CHAPTERS.items() if _tell_once(name, tell)]
    if told:
        _make_findable()
    return told


def _make_findable() -> None:
    """What was told is found at once, whether a worker runs or not."""
    for community in communities():
        with community_scope(community):
            search.rebuild()


@transaction.atomic
def _mark() -> None:
    """Mark an empty database as a demo, for life."""
    mark = Installation.objects.first()
    if mark is None and not Community.objects.exists():
        Installation.objects.create(is_demo=True)
        access.forget_mark()
    elif mark is None or not mark.is_demo:
        raise Refused("这里是正式的数据库，不能放演示数据。演示请另用一个空数据库（HEHUO_MODE=demo）。")


@transaction.atomic
def _tell_once(name: str, tell: Callable[[], None]) -> bool:
    if _is_told(name):
        return False
    tell()
    forget()
    with community_scope(Community.objects.get(code=HOME)):
        Counter.take(f"demo.{name}")
    return True


def _is_told(name: str) -> bool:
    with all_communities():
        return Counter.objects.filter(name=f"demo.{name}", community__code=HOME).exists()
