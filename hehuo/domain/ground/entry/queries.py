"""Who stands behind a phone."""

from uuid import UUID

from django.db.models import QuerySet

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.scope import all_communities
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.entry import texting
from hehuo.domain.ground.entry.kinds import CODE_LASTS, Purpose
from hehuo.domain.ground.entry.models import PhoneCode
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


def texts_are_sent() -> bool:
    """Whether a code can be sent to a phone here; a demo shows it on the page."""
    return access.is_demo() or texting.provider() is not None


def people_behind(phone_hash: str) -> QuerySet[Person]:
    """Those on the roll of this community with this phone: a family's phone stands for several."""
    return people.present().filter(phone_hash=phone_hash).order_by("id")


def proof(code_id: UUID) -> PhoneCode | None:
    """A phone proven a moment ago and not yet used to enter."""
    return PhoneCode.objects.filter(
        pk=code_id, purpose=Purpose.ENTER, used_at=None, proven_at__gt=clock.now() - CODE_LASTS
    ).first()


def people_of(proven: PhoneCode) -> list[Person]:
    """Whom a proven phone may enter as: the one the desk meant, or everybody behind the phone."""
    if proven.person_id:
        return list(people.present().filter(pk=proven.person_id))
    return list(people_behind(proven.phone_hash))


def roles_everywhere(person: Person) -> list[Role]:
    """The roles of the human in all their communities: one account enters them all."""
    if person.account_id is None:
        return access.roles_of(person)
    return [role for door in access.doors_of(person.account_id) for role in door.roles]


def account_elsewhere(person: Person) -> UUID | None:
    """The account that the same human has in another community: the same name and phone, and one answer only."""
    ids = [community.id for community in registry.communities()]
    with all_communities():
        found = Person.objects.filter(
            community_id__in=ids, phone_hash=person.phone_hash, name=person.name, account_id__isnull=False,
            merged_into=None, left_on=None,
        ).exclude(community=person.community)  # fmt: skip
        accounts = set(found.values_list("account_id", flat=True)[:2])
    return accounts.pop() if len(accounts) == 1 else None
