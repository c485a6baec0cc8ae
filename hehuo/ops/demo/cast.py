"""Who is who in the demo: chapters ask here instead of remembering ids."""

from collections.abc import Iterator
from contextlib import contextmanager

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.people.models import Person


@contextmanager
def in_community(code: str) -> Iterator[Community]:
    """Tell a piece of the story in one community."""
    community = Community.objects.get(code=code)
    with community_scope(community):
        yield community


def holder(role: Role, number: int = 0) -> Person:
    """A person of the community in scope who holds this role; `number` 1 is the second one."""
    return access.people_in_role(role).order_by("id")[number]


def child() -> Person:
    """The youngest on the roll."""
    return Person.objects.filter(household__isnull=False, born_on__isnull=False).order_by("-born_on", "id")[0]


def resident_who_enters(code: str) -> Person:
    """The first resident of a community with one-tap entry."""
    return Person.objects.get(account_id=Account.objects.get(username=f"{code}-resident1").id)


def residents(count: int) -> list[Person]:
    """Grown-up people with a home, without any role, in the order in which they were made."""
    found = Person.objects.filter(household__isnull=False, grants__isnull=True, born_on__year__lt=2004)
    return list(found.select_related("household__home").order_by("household__home__order", "id")[:count])
