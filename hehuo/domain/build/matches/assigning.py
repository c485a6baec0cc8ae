"""Many want the same: who gets what, so that most weight is served. Pure; two solvers with one way of asking.

`exact` looks at every way and is used for what hangs together by up to EXACT needs; `greedy` takes the best first and
then lets one in where that serves more than what it moves. Nothing is ever given twice at one time.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

EXACT = 6  # needs that want the same things, at most, for looking at every way
PUSHES = 100  # times one is let in by moving others, at most
Slot = tuple[int, int] | None  # from and to in minutes; None: for as long as it is needed


@dataclass(frozen=True, slots=True)
class Bid:
    """A need could have this."""

    need: UUID
    offer: UUID
    weight: int
    slot: Slot = None

    @property
    def order(self) -> tuple[int, str, str]:
        return (-self.weight, str(self.need), str(self.offer))


Held = Mapping[UUID, Sequence[Slot]]
Solver = Callable[[Sequence[Bid], Mapping[UUID, int], Held], list[Bid]]


def assign(bids: Sequence[Bid], capacity: Mapping[UUID, int], held: Held | None = None) -> list[Bid]:
    """At most one offer for each need, never more at one time than an offer can serve; the same bids, the same answer.

    `capacity`: how many at once, one where it is not said. `held`: what is taken already.
    """
    chosen: list[Bid] = []
    for together in _apart(bids):
        solver = exact if len({bid.need for bid in together}) <= EXACT else greedy
        chosen += solver(together, capacity, held or {})
    return sorted(chosen, key=lambda bid: bid.order)


def exact(bids: Sequence[Bid], capacity: Mapping[UUID, int], held: Held) -> list[Bid]:
    """The best of all ways; among equals the first by order."""
    of_need: dict[UUID, list[Bid]] = defaultdict(list)
    for bid in sorted(bids, key=lambda each: each.order):
        of_need[bid.need].append(bid)
    needs = sorted(of_need, key=lambda need: of_need[need][0].order)
    most_left = [0] * (len(needs) + 1)
    for at in range(len(needs) - 1, -1, -1):
        most_left[at] = most_left[at + 1] + of_need[needs[at]][0].weight
    best: list[Bid] = []
    best_weight = 0

    def look(at: int, taken: list[Bid], weight: int) -> None:
        nonlocal best, best_weight
        if weight > best_weight:
            best, best_weight = list(taken), weight
        if at == len(needs) or weight + most_left[at] <= best_weight:
            return
        for bid in of_need[needs[at]]:
            if fits(bid, taken, capacity, held):
                look(at + 1, [*taken, bid], weight + bid.weight)
        look(at + 1, taken, weight)

    look(0, [], 0)
    return best


def greedy(bids: Sequence[Bid], capacity: Mapping[UUID, int], held: Held) -> list[Bid]:
    """The best first; then those left out, or served by less, push in where that serves more in the end."""
    ordered = sorted(bids, key=lambda bid: bid.order)
    taken = _filled([], ordered, capacity, held)
    for _turn in range(PUSHES):
        served = {bid.need: bid.weight for bid in taken}
        pushing = (bid for bid in ordered if bid.weight > served.get(bid.need, 0))
        better = next((found for bid in pushing if (found := _pushed_in(bid, taken, ordered, capacity, held))), None)
        if better is None:
            break
        taken = better
    return taken


def _pushed_in(
    bid: Bid, taken: list[Bid], ordered: Sequence[Bid], capacity: Mapping[UUID, int], held: Held
) -> list[Bid] | None:
    """What serves more with this one in it, the least of those in its way moved first; None where nothing does."""
    stays = [each for each in taken if each.need != bid.need]
    for other in sorted((each for each in stays if _clash(each, bid)), key=lambda each: each.weight):
        if fits(bid, stays, capacity, held):
            break
        stays.remove(other)
    if not fits(bid, stays, capacity, held):
        return None
    found = _filled([*stays, bid], ordered, capacity, held)
    return found if _sum(found) > _sum(taken) else None


def _filled(taken: Sequence[Bid], ordered: Sequence[Bid], capacity: Mapping[UUID, int], held: Held) -> list[Bid]:
    """Whoever is left and still finds room, the best first."""
    found, served = list(taken), {bid.need for bid in taken}
    of_offer: dict[UUID, list[Bid]] = defaultdict(list)
    for bid in taken:
        of_offer[bid.offer].append(bid)
    for bid in ordered:
        if bid.need not in served and fits(bid, of_offer[bid.offer], capacity, held):
            found.append(bid)
            of_offer[bid.offer].append(bid)
            served.add(bid.need)
    return found


def fits(bid: Bid, taken: Sequence[Bid], capacity: Mapping[UUID, int], held: Held) -> bool:
    """Whether the offer can still serve this one beside what is taken, at every moment of its time."""
    slots = [*held.get(bid.offer, ()), *(each.slot for each in taken if each.offer == bid.offer)]
    near = [slot for slot in slots if overlap(slot, bid.slot)]
    room = capacity.get(bid.offer, 1)
    if len(near) < room:
        return True
    begins = [slot[0] for slot in (*near, bid.slot) if slot] or [0]
    return all(
        1 + sum(slot is None or slot[0] <= moment < slot[1] for slot in near) <= room
        for moment in begins
        if bid.slot is None or bid.slot[0] <= moment < bid.slot[1]
    )


def overlap(one: Slot, other: Slot) -> bool:
    """What has no time of its own meets everything."""
    return one is None or other is None or (one[0] < other[1] and other[0] < one[1])


def _clash(one: Bid, other: Bid) -> bool:
    return one.offer == other.offer and overlap(one.slot, other.slot)


def _sum(bids: Sequence[Bid]) -> int:
    return sum(bid.weight for bid in bids)


def _apart(bids: Sequence[Bid]) -> list[list[Bid]]:
    """Bids in groups that share neither a need nor an offer."""
    root: dict[UUID, UUID] = {}

    def top(key: UUID) -> UUID:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for bid in bids:
        root[top(bid.need)] = top(bid.offer)
    groups: dict[UUID, list[Bid]] = defaultdict(list)
    for bid in bids:
        groups[top(bid.need)].append(bid)
    return list(groups.values())
