"""Levies, their shares, how far they came by building, and what may be shown of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.core import money
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.queries import grants_of, has_power
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.funds.progress import Progress, shown
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.clubs import queries as clubs
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies.kinds import BEGUN, TAKES_SURPLUS, Base, ExtensionState, LevyState, MoveState
from hehuo.domain.run.levies.models import Cash, Collector, Cost, Extension, Levy, Share, SurplusMove


@dataclass(frozen=True, slots=True)
class Sums:
    """A levy in fen: what is asked, came, was paid out for it, went back, went to another pot, and is left."""

    asked: int
    received: int
    spent: int
    returned: int
    moved: int = 0

    @property
    def left(self) -> int:
        return self.received - self.spent - self.returned - self.moved


@dataclass(frozen=True, slots=True)
class Mine:
    """A share as its own home sees it: and to whom it may be paid in cash."""

    share: Share
    collectors: list[Collector]


def levies() -> QuerySet[Levy]:
    """Every levy, for the office."""
    return Levy.objects.select_related(
        "place",
        "club__team__leader",
        "club__assistant",
        "fund",
        "purpose",
        "made_by",
        "requested_by",
        "approved_by",
        "posting",
    )


def begun() -> QuerySet[Levy]:
    """Those that everyone may read."""
    return levies().filter(state__in=BEGUN)


def of_homes() -> QuerySet[Levy]:
    """Those that homes pay: with doors to collect at, and chains of door numbers."""
    return levies().filter(club=None)


def of_club(club: Club, *, everyone: bool) -> QuerySet[Levy]:
    """What a club's members pay for together; for everyone else only what has begun."""
    found = levies().filter(club=club)
    return found.filter(state__in=BEGUN) if everyone else found.exclude(state=LevyState.DROPPED)


def homes_asked(levy: Levy) -> QuerySet[Home]:
    """The homes that a levy would ask: those standing at its place, and fitted out where it says so."""
    if levy.place is None:
        return Home.objects.none()
    here = Q(path__startswith=f"{levy.place.path}/")
    found = Home.objects.filter(here, ended_on=None).order_by("order")
    return found.filter(is_fitted_out=True) if levy.only_lived_in else found


def asked_count(levy: Levy) -> int:
    """How many a levy asks: the homes of its base, or the members who said yes."""
    return shares_of(levy).count() if levy.club_id else homes_asked(levy).count()


def said_yes(levy: Levy) -> set[UUID]:
    """The members who said yes, by their ids."""
    return {share.person_id for share in shares_of(levy) if share.person_id and share.pledged_on}


def all_here(levy: Levy) -> int:
    """All homes at the place, or all members of the club: the number beside the base."""
    if levy.place is None:
        assert levy.club is not None  # noqa: S101  the table asks for one of the two
        return clubs.member_count(levy.club)
    return Home.objects.filter(path__startswith=f"{levy.place.path}/", ended_on=None).count()


def fen_of(levy: Levy, home: Home) -> int:
    """What a home pays, in fen; None of it where its area is not known and it is shared by area."""
    if levy.base != Base.BY_AREA:
        return levy.rate_fen
    return money.share_of(levy.rate_fen, numerator=home.area_x100 or 0, denominator=100)


def shares_of(levy: Levy) -> QuerySet[Share]:
    """The homes of the base in the order of doors, or the members who said yes by name."""
    found = Share.objects.filter(levy=levy).select_related("home__place", "person", "due")
    return found.order_by("home__order", "person__name", "id")


def shares_within_reach(actor: Person, levy: Levy) -> QuerySet[Share]:
    """The homes at whose doors the actor may collect: the same line as `rules.may_collect`, asked of all at once."""
    takes_any = has_power(actor, Power.RECEIVE_MONEY)
    if levy.club:
        leads = takes_any or actor.id in {each.id for each in levy.club.leads}
        return shares_of(levy) if leads else shares_of(levy).none()
    named = collectors_of(levy)
    mine = _below(each.place for each in named if takes_any or each.person_id == actor.id)
    grants = [grant.place for grant in grants_of(actor) if Power.ADMIT_RESIDENTS in POWERS[Role(grant.role)]]
    answered_for = Q(pk__isnull=False) if None in grants else _below(place for place in grants if place)
    return shares_of(levy).filter(mine | answered_for & ~_below(each.place for each in named))


def _below(places: Iterable[Place]) -> Q:
    found = Q(pk__isnull=True)
    for place in places:
        found |= Q(home__path__startswith=f"{place.path}/")
    return found


def collecting_places(levy: Levy) -> QuerySet[Place]:
    """The buildings and stairwells where somebody may be named to collect."""
    kinds = (PlaceKind.BUILDING, PlaceKind.STAIRWELL)
    if levy.place is None:
        return places.all_places().none()
    return places.all_places().filter(places.within(levy.place), kind__in=kinds).order_by("path")


def counted_places(levy: Levy) -> list[Place]:
    """The same as people count them: 2栋 before 10栋."""
    return sorted(collecting_places(levy), key=lambda place: addresses.order_of(place.path))


def collectors_of(levy: Levy) -> list[Collector]:
    """Who is named to collect today, building by building."""
    found = every_collector_of(levy).filter(ended_at=None).order_by("named_at", "id")
    return sorted(found, key=lambda each: addresses.order_of(each.place.path))


def every_collector_of(levy: Levy) -> QuerySet[Collector]:
    """Who was ever named."""
    return Collector.objects.filter(levy=levy).select_related("place", "person", "named_by", "ended_by")


def ended_collectors_of(levy: Levy) -> QuerySet[Collector]:
    """Who was named and is no more, the last first."""
    return every_collector_of(levy).filter(ended_at__isnull=False).order_by("-ended_at", "-id")


def named_at(share: Share) -> list[Collector]:
    """Who is named to collect at this share's home."""
    home = share.home
    return [each for each in collectors_of(share.levy) if each.covers(home)] if home else []


def mine_of(levy: Levy, person: Person) -> list[Mine]:
    """The shares of a person's homes, each with those to whom it may be paid in cash."""
    named = collectors_of(levy)
    return [
        Mine(share, [each for each in named if share.home and each.covers(share.home)])
        for share in shares_of_person(levy, person)
    ]


def shares_of_person(levy: Levy, person: Person) -> list[Share]:
    """The shares of the homes where a person lives or which they own: each sees their own."""
    mine = Q(home__in=Ownership.objects.filter(person=person, until_on=None).values("home")) | Q(person=person)
    if person.household_id:
        mine |= Q(home__households=person.household_id)
    return list(shares_of(levy).filter(mine).distinct())


def cash_waiting(levy: Levy) -> QuerySet[Cash]:
    """Cash that collectors still hold."""
    found = Cash.objects.filter(share__levy=levy, taken_at=None, given_back_at=None).select_related(
        "share__home", "share__person", "collected_by"
    )
    return found.order_by("collected_on", "id")


def costs_of(levy: Levy) -> QuerySet[Cost]:
    """Payments out of a levy, asked for or made."""
    return Cost.objects.filter(levy=levy).select_related("request__transaction", "request__line").order_by("id")


def surplus_moves() -> QuerySet[SurplusMove]:
    """What was asked to go, or went, from a levy to another pot."""
    return SurplusMove.objects.select_related(
        "levy__fund", "target", "requested_by", "approved_by", "returned_by", "handled_by", "transaction"
    )


def surplus_moves_of(levy: Levy) -> QuerySet[SurplusMove]:
    """Those of one levy, returned ones too, oldest first."""
    return surplus_moves().filter(levy=levy).order_by("requested_at", "id")


def surplus_move_of(levy: Levy) -> SurplusMove | None:
    """The one that is under way or done."""
    return surplus_moves_of(levy).exclude(state=MoveState.RETURNED).first()


def takers_of(levy: Levy) -> list[Fund]:
    """The pots that may take what is left."""
    return [fund for fund in pots.funds().exclude(pk=levy.fund_id) if fund.nature in TAKES_SURPLUS]


def extensions_of(levy: Levy) -> QuerySet[Extension]:
    """Each time that the last day was asked to be later, oldest first."""
    return Extension.objects.filter(levy=levy).select_related("asked_by", "decided_by").order_by("asked_at", "id")


def asked_extension(levy: Levy) -> Extension | None:
    """The one that waits for a yes."""
    return extensions_of(levy).filter(state=ExtensionState.ASKED).first()


def told_extensions(levy: Levy) -> QuerySet[Extension]:
    """Those that homes were asked under the earlier day of: it stays beside the new one."""
    return extensions_of(levy).filter(state=ExtensionState.GRANTED, decided_by__isnull=False)


def sums_of(levy: Levy) -> Sums:
    """What is asked and came, from the dues; what was paid out or moved on, from what is booked."""
    dues = [share.due for share in shares_of(levy) if share.due]
    done = {cost.request.transaction_id: cost for cost in costs_of(levy) if cost.request.state == RequestState.DONE}
    moves = {each.transaction_id: each.fen for each in SurplusMove.objects.filter(levy=levy, state=MoveState.DONE)}
    undone = set(
        Voucher.objects.filter(reverses__transaction__in=[*done, *moves]).values_list(
            "reverses__transaction", flat=True
        )
    )
    paid: dict[bool, int] = defaultdict(int)
    for transaction_id in set(done) - undone:
        cost = done[transaction_id]
        paid[cost.is_return] += cost.request.fen
    moved = sum(fen for transaction_id, fen in moves.items() if transaction_id not in undone)
    asked = sum(due.fen for due in dues)
    return Sums(asked, sum(due.received_fen for due in dues), paid[False], paid[True], moved)


def progress_of(levy: Levy) -> list[Progress]:
    """Homes that paid by building, as everyone may see it."""
    return shown(counted(shares_of(levy)))


def counted(shares: Iterable[Share]) -> list[Progress]:
    """Homes asked and paid by building, whoever they are."""
    asked: dict[str, int] = defaultdict(int)
    paid: dict[str, int] = defaultdict(int)
    for share in shares:
        if share.due:
            building = share.home.path.split("/")[1] if share.home else share.levy.payers
            asked[building] += 1
            paid[building] += share.is_paid
    return [Progress(building, number, paid[building]) for building, number in asked.items()]


def levy_of_due(due_id: UUID) -> Share | None:
    """The share that a due stands for."""
    return Share.objects.filter(due=due_id).select_related("levy", "home", "person").first()
