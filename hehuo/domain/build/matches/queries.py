"""Reading the three lists, matches, and what is known of who gives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.matches import rules
from hehuo.domain.build.matches.kinds import ALL_AT_ONCE, GOING, HOLDING, STANDING, WAITING, MatchState
from hehuo.domain.build.matches.models import Match, Wish
from hehuo.domain.build.matches.scoring import Track
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects import queries as projects
from hehuo.domain.build.projects.models import Project
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.build.resources.kinds import Kind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.plan.needs.models import Need

OPEN_NEEDS = (NeedState.OPEN, NeedState.UNDERWAY)


def matches() -> QuerySet[Match]:
    """Every match, the newest first, with all it links."""
    return Match.objects.select_related(
        "need__place", "resource__giver__merged_into", "resource__space", "partner__contact", "project", "begun_by",
        "answered_by", "done_by", "confirmed_by",
    )  # fmt: skip


def standing() -> QuerySet[Match]:
    """What is matched, as everyone may read it."""
    return matches().filter(state__in=STANDING)


def visible_to(viewer: Person | None) -> QuerySet[Match]:
    """What stands is everyone's; the rest its two sides'."""
    if viewer is not None and rules.may_keep(viewer):
        return matches()
    found = Q(state__in=STANDING)
    return matches().filter(found | _of(viewer) if viewer else found)


def matches_of(person: Person) -> QuerySet[Match]:
    """Those that a person answers for: of their partners, and of what they give."""
    return matches().filter(_of(person))


def _of(person: Person) -> Q:
    own = people.same_human(person, "resource__giver") & Q(partner__isnull=True)
    return own | people.same_human(person, "partner__contact")


def of_need(need: Need) -> QuerySet[Match]:
    """The matches of a need."""
    return matches().filter(need=need)


def of_resource(resource: Resource) -> QuerySet[Match]:
    """The matches of a resource."""
    return matches().filter(resource=resource)


def of_state(state: MatchState | None) -> QuerySet[Match]:
    """The office's list."""
    return matches().filter(state=state) if state else matches()


def waiting() -> QuerySet[Match]:
    """What somebody has to answer, the oldest first."""
    return matches().filter(state__in=[*WAITING, MatchState.DONE]).order_by("begun_at", "id")


def wishes() -> QuerySet[Wish]:
    """What needs ask for more exactly."""
    return Wish.objects.select_related("said_by")


def wish_of(need: Need) -> Wish | None:
    """What a need asks for, where somebody wrote it down."""
    return wishes().filter(need=need).first()


def waiting_needs() -> QuerySet[Need]:
    """Open needs for which nothing was agreed, the newest first."""
    taken = Match.objects.filter(need=OuterRef("pk"), state__in=STANDING)
    found = Need.objects.select_related("place").filter(~Exists(taken), state__in=OPEN_NEEDS)
    return found.order_by("-published_at", "-id")


def bound_partners() -> QuerySet[Partner]:
    """Partners whose agreement is in force, and who are not expelled."""
    bound = agreements.in_force().order_by().values("partner")
    return Partner.objects.select_related("category", "contact").filter(pk__in=bound, banned_until=None)


def is_bound(partner: Partner) -> bool:
    """Whether a partner's agreement is in force."""
    return bound_partners().filter(pk=partner.pk).exists()


def partners_of(person: Person) -> QuerySet[Partner]:
    """Those a person speaks for whose agreement is in force."""
    return bound_partners().filter(people.same_human(person, "contact"))


def resources_of(person: Person) -> QuerySet[Resource]:
    """What a person gives that stands on the list."""
    return resources.listed().filter(people.same_human(person, "giver"))


@dataclass(frozen=True, slots=True)
class Tracks:
    """What givers and partners did so far."""

    of_resource: Mapping[UUID, Track]
    of_partner: Mapping[UUID, Track]
    of_giver: Mapping[UUID, Track]


def tracks() -> Tracks:
    """How often each kept its word (one statement, only what came to an end or was taken back after a yes)."""
    ended = Match.objects.filter(
        Q(state__in=[MatchState.FULFILLED, MatchState.TURNED])
        | Q(state=MatchState.WITHDRAWN, answered_by__isnull=False)
    )
    by: tuple[dict[UUID, list[tuple[bool, int | None]]], ...] = (
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    rows = ended.order_by("pk").values_list("resource", "partner", "resource__giver", "state", "stars")
    for *keys, state, stars in rows:
        for found, key in zip(by, keys, strict=True):
            if key:
                found[key].append((state != MatchState.WITHDRAWN, stars))
    return Tracks(*({key: _track(each) for key, each in found.items()} for found in by))


def _track(ended: Iterable[tuple[bool, int | None]]) -> Track:
    ended = list(ended)
    kept = sum(was_kept for was_kept, _stars in ended)
    return Track(kept, len(ended) - kept, tuple(stars for _kept, stars in ended if stars))


def held_slots(exclude: Match | None = None) -> dict[UUID, list[tuple[int, int] | None]]:
    """When each resource is taken already."""
    found: dict[UUID, list[tuple[int, int] | None]] = defaultdict(list)
    for match in Match.objects.filter(state__in=HOLDING, resource__isnull=False).order_by("pk"):
        if match.resource_id and (exclude is None or match.pk != exclude.pk):
            found[match.resource_id].append(match.slot)
    return found


def room_of(resource: Resource) -> int:
    """How many a resource serves at one time."""
    if resource.kind in ALL_AT_ONCE:
        return 1_000_000
    return 1 if resource.kind == Kind.ROOM else resource.quantity


def going_pairs() -> set[tuple[UUID, UUID | None, UUID | None]]:
    """Need, resource and partner of what is under way, so that nobody is asked twice."""
    return set(Match.objects.filter(state__in=GOING).order_by().values_list("need", "resource", "partner"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The three lists side by side, each with what it is matched with."""

    needs: list[tuple[Need, list[Match]]]
    resources: list[tuple[Resource, list[Match]]]
    projects: list[tuple[Project, list[Match]]]
    totals: Mapping[str, int]


def lists(*, shown: int = 60) -> Lists:
    """The newest of each list with what stands (four lists, one statement for the links, three to count)."""
    found = list(standing()[: 10 * shown])
    open_needs = needs.published_needs().select_related("place")
    listed, agreed = resources.listed(), projects.public_projects()
    totals = {
        "needs": open_needs.count(), "resources": listed.count(), "projects": agreed.count(), **counts(),
    }  # fmt: skip
    by: tuple[dict[UUID, list[Match]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for match in found:
        for links, key in zip(by, (match.need_id, match.resource_id, match.project_id), strict=True):
            if key:
                links[key].append(match)
    return Lists(
        [(each, by[0][each.pk]) for each in open_needs[:shown]],
        [(each, by[1][each.pk]) for each in listed[:shown]],
        [(each, by[2][each.pk]) for each in agreed[:shown]],
        totals,
    )


def counts() -> dict[str, int]:
    """How many matches there are of each state."""
    return dict(Match.objects.order_by().values_list("state").annotate(Count("pk")))
