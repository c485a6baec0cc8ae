"""Who stands behind a phone."""

from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from hehuo.core import clock, secrecy
from hehuo.core.db import registry
from hehuo.core.db.scope import all_communities
from hehuo.core.verdicts import Verdict
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.entry import rules, texting
from hehuo.domain.ground.entry.kinds import CODE_LASTS, ClaimState, Purpose
from hehuo.domain.ground.entry.models import Claim, Invitation, PhoneCode
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.models import Home


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


def invitation_called(token: str) -> Invitation | None:
    """The invitation on a slip, while it lasts."""
    found = Invitation.objects.filter(token_hash=secrecy.search_hash(token), ended_at=None, expires_at__gt=clock.now())
    return found.select_related("home__place").first()


def homes_called(written: str) -> QuerySet[Home]:
    """Homes that 3-2-502 or 海湾花园 3-2-502 may mean."""
    *before, last = written.split() or [""]
    number = addresses.read_home(addresses.plain(last))
    if number is None:
        return Home.objects.none()
    found = Home.objects.filter(path__endswith=f"/{number.path}").select_related("place", "estate")
    return found.filter(estate__name__startswith=before[0]) if before else found


def _within_reach(actor: Person) -> Q:
    """Homes where the actor may admit residents."""
    reach = Q(pk__isnull=True)
    for grant in access.grants_of(actor):
        if Power.ADMIT_RESIDENTS in POWERS[Role(grant.role)]:
            if grant.place is None:
                return Q()
            reach |= Q(home__path__startswith=f"{grant.place.path}/")
    return reach


def claims_for(actor: Person) -> QuerySet[Claim]:
    """Claims on homes where the actor may admit residents, waiting ones first."""
    found = Claim.objects.filter(_within_reach(actor)).select_related("home__place", "decided_by")
    return found.order_by(Case(When(state=ClaimState.WAITING, then=0), default=1), "-claimed_at")


def invitations_for(actor: Person) -> QuerySet[Invitation]:
    """Slips in force for homes where the actor may admit residents, newest first."""
    found = Invitation.objects.filter(_within_reach(actor), ended_at=None, expires_at__gt=clock.now())
    return found.select_related("home__place", "made_by").order_by("-made_at")


def known_at(home: Home) -> QuerySet[Person]:
    """Who is on the roll at a home, or owns it: shown to who decides, never to who claims."""
    owners = Ownership.objects.filter(home=home, until_on=None).values("person_id")
    return people.present().filter(Q(household__home=home) | Q(pk__in=owners)).order_by("id")


def candidates(claim: Claim) -> QuerySet[Person]:
    """Whom a claim may mean: those known at the home, and whoever has the same name and phone elsewhere on the roll."""
    same = people.present().filter(phone_hash=claim.phone_hash, name=claim.name).values("pk")
    known = known_at(claim.home).values("pk")
    return people.present().filter(Q(pk__in=known) | Q(pk__in=same)).order_by("id")


def may_give_code(actor: Person, person: Person) -> Verdict:
    """The rule of the desk, with what it has to know."""
    has_texting = texting.provider() is not None
    return rules.may_give_code(actor, person, roles_everywhere(person), has_texting=has_texting)
