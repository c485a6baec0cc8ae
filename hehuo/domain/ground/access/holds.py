"""What a person holds today: the one reading that rules and queries share."""

from datetime import date

from django.db.models import Q

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.models import Grant, Permit
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


def in_force(day: date, through: str = "") -> Q:
    """Grants that hold on a day; `through` names the way to them (`grants__`)."""
    begun, open_end = Q((f"{through}from_on__lte", day)), Q((f"{through}to_on__isnull", True))
    return begun & (open_end | Q((f"{through}to_on__gte", day)))


def grants_of(person: Person) -> list[Grant]:
    """The grants a person holds today; asked once for one object."""
    held: list[Grant] | None = getattr(person, "held", None)
    if held is None:
        held = list(Grant.objects.filter(in_force(clock.today()), person=person).select_related("place"))
        person.held = held  # type: ignore[attr-defined]  # kept with the object for one request
    return held


def roles_of(person: Person) -> list[Role]:
    """The roles a person holds today, in the order of the table."""
    held = {grant.role for grant in grants_of(person)}
    return [role for role in Role if role in held]


def has_power(person: Person, power: Power, place: Place | None = None) -> bool:
    """Whether a grant of today carries the power at this place (or anywhere, where no place is asked)."""
    return any(power in POWERS[Role(grant.role)] and _covers(grant, place) for grant in grants_of(person))


def has_power_everywhere(person: Person, power: Power) -> bool:
    """Whether a grant of today carries the power for the whole community, not only at one place."""
    return any(grant.place_id is None and power in POWERS[Role(grant.role)] for grant in grants_of(person))


def has_permit(viewer: Person, person: Person) -> bool:
    """Whether somebody else gave leave to see what is kept of this person, and it still holds."""
    return Permit.objects.filter(person=person, asked_by=viewer, until_at__gt=clock.now()).exists()


def _covers(grant: Grant, place: Place | None) -> bool:
    if grant.place is None or place is None:
        return True
    return place.path == grant.place.path or place.path.startswith(f"{grant.place.path}/")
