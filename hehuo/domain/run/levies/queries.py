"""Levies, their shares, how far they came by building, and what may be shown of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.core import money
from hehuo.domain.ground.access.holds import grants_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.ground.funds.progress import Progress, shown
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.levies.kinds import BEGUN, Base
from hehuo.domain.run.levies.models import Cash, Cost, Levy, Share


@dataclass(frozen=True, slots=True)
class Sums:
    """A levy in fen: what is asked, what came, what was paid out for it, what went back, what is left."""

    asked: int
    received: int
    spent: int
    returned: int

    @property
    def left(self) -> int:
        return self.received - self.spent - self.returned


def levies() -> QuerySet[Levy]:
    """Every levy, for the office."""
    return Levy.objects.select_related("place", "fund", "purpose", "made_by", "requested_by", "approved_by", "posting")


def begun() -> QuerySet[Levy]:
    """Those that everyone may read."""
    return levies().filter(state__in=BEGUN)


def homes_asked(levy: Levy) -> QuerySet[Home]:
    """The homes that a levy would ask: those standing at its place, and fitted out where it says so."""
    here = Q(path__startswith=f"{levy.place.path}/")
    found = Home.objects.filter(here, ended_on=None).order_by("order")
    return found.filter(is_fitted_out=True) if levy.only_lived_in else found


def homes_here(levy: Levy) -> int:
    """All homes at the place: the number beside the base."""
    return Home.objects.filter(path__startswith=f"{levy.place.path}/", ended_on=None).count()


def fen_of(levy: Levy, home: Home) -> int:
    """What a home pays, in fen; None of it where its area is not known and it is shared by area."""
    if levy.base == Base.PER_HOME:
        return levy.rate_fen
    return money.share_of(levy.rate_fen, numerator=home.area_x100 or 0, denominator=100)


def shares_of(levy: Levy) -> QuerySet[Share]:
    """The homes of the base, in the order of doors."""
    return Share.objects.filter(levy=levy).select_related("home__place", "due").order_by("home__order")


def shares_within_reach(actor: Person, levy: Levy) -> QuerySet[Share]:
    """The homes at whose doors the actor may collect."""
    reach = Q(pk__isnull=True)
    for grant in grants_of(actor):
        if Power.ADMIT_RESIDENTS in POWERS[Role(grant.role)]:
            if grant.place is None:
                return shares_of(levy)
            reach |= Q(home__path__startswith=f"{grant.place.path}/")
    return shares_of(levy).filter(reach)


def shares_of_person(levy: Levy, person: Person) -> list[Share]:
    """The shares of the homes where a person lives or which they own: each sees their own."""
    mine = Q(home__in=Ownership.objects.filter(person=person, until_on=None).values("home"))
    if person.household_id:
        mine |= Q(home__households=person.household_id)
    return list(shares_of(levy).filter(mine).distinct())


def cash_waiting(levy: Levy) -> QuerySet[Cash]:
    """Cash that collectors still hold."""
    found = Cash.objects.filter(share__levy=levy, taken_at=None, given_back_at=None).select_related(
        "share__home", "collected_by"
    )
    return found.order_by("collected_on", "id")


def costs_of(levy: Levy) -> QuerySet[Cost]:
    """Payments out of a levy, asked for or made."""
    return Cost.objects.filter(levy=levy).select_related("request__transaction", "request__line").order_by("id")


def sums_of(levy: Levy) -> Sums:
    """What is asked and came, from the dues; what was paid out, from what is booked."""
    dues = [share.due for share in shares_of(levy) if share.due]
    done = {cost.request.transaction_id: cost for cost in costs_of(levy) if cost.request.state == RequestState.DONE}
    undone = Voucher.objects.filter(reverses__transaction__in=list(done)).values_list(
        "reverses__transaction", flat=True
    )
    paid: dict[bool, int] = defaultdict(int)
    for transaction_id in set(done) - set(undone):
        cost = done[transaction_id]
        paid[cost.is_return] += cost.request.fen
    asked = sum(due.fen for due in dues)
    return Sums(asked, sum(due.received_fen for due in dues), paid[False], paid[True])


def progress_of(levy: Levy) -> list[Progress]:
    """Homes that paid by building, as everyone may see it."""
    return shown(counted(shares_of(levy)))


def counted(shares: Iterable[Share]) -> list[Progress]:
    """Homes asked and paid by building, whoever they are."""
    asked: dict[str, int] = defaultdict(int)
    paid: dict[str, int] = defaultdict(int)
    for share in shares:
        if share.due:
            building = share.home.path.split("/")[1]
            asked[building] += 1
            paid[building] += share.is_paid
    return [Progress(building, number, paid[building]) for building, number in asked.items()]


def levy_of_due(due_id: UUID) -> Share | None:
    """The share that a due stands for."""
    return Share.objects.filter(due=due_id).select_related("levy", "home").first()
