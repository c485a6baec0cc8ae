"""Nothing is given twice at one time, and on small cases no other way serves more."""

from itertools import product
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from hehuo.domain.build.matches import assigning
from hehuo.domain.build.matches.assigning import Bid

NEEDS, OFFERS = 5, 3


def bid(need, offer, weight, slot=None):
    return Bid(UUID(int=need), UUID(int=100 + offer), weight, slot)


SLOTS = st.one_of(st.none(), st.tuples(st.integers(0, 6), st.integers(1, 4)).map(lambda at: (at[0], at[0] + at[1])))


@st.composite
def many(draw, needs=NEEDS):
    """A need has one time, whatever it is served by."""
    slots = [draw(SLOTS) for _ in range(needs)]
    pairs = draw(st.sets(st.tuples(st.integers(0, needs - 1), st.integers(0, OFFERS - 1)), max_size=needs * OFFERS))
    return [bid(need, offer, draw(st.integers(1, 100)), slots[need]) for need, offer in sorted(pairs)]


def held_to(chosen, capacity, held):
    """Minute by minute: what serves how many."""
    for offer in {each.offer for each in chosen}:
        slots = [*held.get(offer, ()), *(each.slot for each in chosen if each.offer == offer)]
        for minute in range(12):
            inside = [each for each in slots if each is None or each[0] <= minute < each[1]]
            new = any(each.offer == offer and (each.slot is None or each.slot[0] <= minute < each.slot[1])
                      for each in chosen)  # fmt: skip
            if new:
                assert len(inside) <= capacity.get(offer, 1)
    assert len({each.need for each in chosen}) == len(chosen)


def weight_of(chosen):
    return sum(each.weight for each in chosen)


def best_of_all(bids, capacity, held):
    of_need = {}
    for each in bids:
        of_need.setdefault(each.need, [None]).append(each)
    best = 0
    for way in product(*of_need.values()):
        chosen, fits = [], True
        for each in filter(None, way):
            fits = fits and assigning.fits(each, chosen, capacity, held)
            chosen.append(each)
        best = max(best, weight_of(chosen)) if fits else best
    return best


@given(many(), st.dictionaries(st.integers(100, 99 + OFFERS).map(lambda n: UUID(int=n)), st.integers(1, 3)),
       st.lists(SLOTS, max_size=2))  # fmt: skip
@settings(max_examples=120, deadline=None)
def test_the_best_of_all_ways_on_small_cases(bids, capacity, taken):
    held = {UUID(int=100): taken}
    chosen = assigning.assign(bids, capacity, held)
    held_to(chosen, capacity, held)
    assert weight_of(chosen) == best_of_all(bids, capacity, held)
    assert assigning.assign(list(reversed(bids)), capacity, held) == chosen


@given(many(needs=14))
@settings(max_examples=60, deadline=None)
def test_greedy_never_gives_twice_and_no_single_push_would_serve_more(bids):
    chosen = assigning.greedy(bids, {}, {})
    held_to(chosen, {}, {})
    assert assigning.greedy(list(reversed(bids)), {}, {}) == chosen
    served = {each.need for each in chosen}
    assert not any(assigning.fits(each, chosen, {}, {}) for each in bids if each.need not in served)


def test_two_that_want_one_room_and_one_that_could_go_elsewhere():
    first, both, other = bid(1, 0, 90, (0, 2)), bid(2, 0, 95, (1, 3)), bid(2, 1, 80, (1, 3))
    for solve in (assigning.exact, assigning.greedy):
        assert sorted(solve([first, both, other], {}, {}), key=lambda each: each.order) == [first, other]
