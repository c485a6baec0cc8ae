"""The Method of Equal Shares: every voter gets the same money, and projects are paid by those who want them.

Each round the project whose supporters pay least for a yuan of it is bought; each of them pays the same, or the rest of
their money. If money is left in the end, everyone is given one step more, as long as the whole stays within the budget.
Figures are exact: fractions decide wherever doubles stand too close to say who is poorer or which project is cheaper.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

_CLOSE = 1e-9  # of a voter's money: what doubles cannot tell apart; their own errors stay a thousand times below it
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Bought:
    """A project, and what each of its supporters paid; who had less paid all they had."""

    project: int
    each: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is bought, in order, out of so much money a voter (in the unit of the costs)."""

    money: Fraction
    rounds: tuple[Bought, ...]

    @property
    def projects(self) -> list[int]:
        return [bought.project for bought in self.rounds]

    def paid_by(self, approved: Collection[int]) -> list[tuple[int, Fraction]]:
        """What one who approved these projects paid for each that was bought, in order."""
        left, paid = self.money, []
        for bought in self.rounds:
            if bought.project in approved:
                share = min(left, bought.each)
                left -= share
                paid.append((bought.project, share))
        return paid


def equal_shares(
    costs: Sequence[int], papers: Iterable[Collection[int]], budget: int, *, step: int | None = None
) -> Outcome:
    """Buy projects (by their index in `costs`, all above nothing) for the voters whose papers name what they approve.

    `step` is what each voter is given more, again and again, until nothing affordable is left or the next result
    would cost more than the budget; without it what is left over stays unspent. Ties go to the project named first.
    """
    marked = [frozenset(paper) for paper in papers]
    if not marked:
        return Outcome(Fraction(0), ())
    vote = _Vote(costs, marked)
    outcome = vote.run(Fraction(budget, len(marked)))
    while step is not None and not _is_exhausted(costs, vote, outcome, budget):
        more = vote.run(outcome.money + step)
        if sum(costs[project] for project in more.projects) > budget:
            break
        outcome = more
    return outcome


def _is_exhausted(costs: Sequence[int], vote: "_Vote", outcome: Outcome, budget: int) -> bool:
    """Whether nothing that anybody wants still fits into what is left of the budget."""
    left = budget - sum(costs[project] for project in outcome.projects)
    return all(costs[project] > left for project in vote.wanted if project not in outcome.projects)


class _Vote:
    """The papers as arrays: equal papers are one row with a weight."""

    def __init__(self, costs: Sequence[int], papers: Sequence[frozenset[int]]) -> None:
        rows = Counter(papers)
        self.costs = costs
        self.weights = np.fromiter(rows.values(), np.int64, len(rows))
        sizes = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        marked = np.fromiter((project for row in rows for project in row), np.int64, int(sizes.sum()))
        self.approves = np.zeros((len(costs), len(rows)), bool)  # a project's rows lie together
        self.approves[marked, np.repeat(np.arange(len(rows)), sizes)] = True
        self.supporters: list[Indices] = [np.flatnonzero(row) for row in self.approves]
        self.support = [int(self.weights[rows].sum()) for rows in self.supporters]
        self.wanted = [project for project, support in enumerate(self.support) if support]

    def run(self, money: Fraction) -> Outcome:
        """One pass with so much money each."""
        purse = _Purse(self, money)
        # What a yuan of a project costs its supporters only grows: an old price is a bound, and few need a new one.
        bounds = {project: float(Fraction(1, self.support[project])) for project in self.wanted}
        rounds: list[Bought] = []
        while bought := self._cheapest(purse, bounds):
            purse.pay(bought)
            rounds.append(bought)
            del bounds[bought.project]
        return Outcome(money, tuple(rounds))

    def _cheapest(self, purse: "_Purse", bounds: dict[int, float]) -> Bought | None:
        best, near = np.inf, list[int]()
        for project in sorted(bounds, key=lambda project: (bounds[project], project)):
            if bounds[project] > best * (1 + 1e-6):
                break
            price = purse.price(project)
            if price is None:
                del bounds[project]
                continue
            bounds[project] = price / self.costs[project]
            near.append(project)
            best = min(best, bounds[project])
        tied = sorted(project for project in near if bounds[project] <= best * (1 + 1e-6))
        priced = [(purse.exact_price(project), project) for project in tied]
        return min(
            (Bought(project, each) for each, project in priced if each is not None),
            key=lambda bought: bought.each / self.costs[bought.project],
            default=None,
        )


class _Purse:
    """What the rows have left: a double each, and behind it the exact sum, as the payments that made it."""

    def __init__(self, vote: _Vote, money: Fraction) -> None:
        self.vote = vote
        self.money = money
        self.close = float(money) * _CLOSE
        self.left: Floats = np.full(len(vote.weights), float(money))
        self.is_empty = np.zeros(len(vote.weights), bool)
        self.paid: list[Bought] = []

    def price(self, project: int) -> float | None:
        """About what each supporter pays; None where all they have together is too little."""
        rows = self.vote.supporters[project]
        left, weights, cost = self.left[rows], self.vote.weights[rows], self.vote.costs[project]
        if float(left @ weights) < cost - self.close * self.vote.support[project]:
            return None
        return self._settled(left, weights, cost)[0]

    def _settled(self, left: Floats, weights: npt.NDArray[np.int64], cost: int) -> tuple[float, npt.NDArray[np.bool_]]:
        """About what each pays, and who surely has less than that."""
        poor = np.zeros(len(left), bool)
        while True:
            rich = int(weights[~poor].sum())
            each = (cost - float(left[poor] @ weights[poor])) / rich
            now = left < each - self.close
            if not rich or now.sum() == poor.sum() or now.all():
                return each, poor
            poor = now

    def exact_price(self, project: int) -> Fraction | None:
        """Exactly what each supporter pays; None where all they have together is too little."""
        rows, cost = self.vote.supporters[project], self.vote.costs[project]
        each, poor = self._settled(self.left[rows], self.vote.weights[rows], cost)
        unsure = ~poor & (np.abs(self.left[rows] - each) <= self.close)
        rest, payers = cost - self._sum(rows[poor]), self.vote.support[project] - self._weight(rows[poor])
        for left, weight in sorted(self._exactly(rows[unsure]).items()):
            if left * payers >= rest:
                break
            rest -= left * weight
            payers -= weight
        return Fraction(rest, payers) if payers else None

    def pay(self, bought: Bought) -> None:
        """Take what each supporter pays, or all they have."""
        rows = self.vote.supporters[bought.project]
        each = float(bought.each)
        is_poor = self.left[rows] < each
        unsure = rows[np.abs(self.left[rows] - each) <= self.close]
        if len(unsure):
            exact = self._by_row(unsure)
            is_poor[np.isin(rows, unsure)] = [left <= bought.each for left in exact]
        self.left[rows] -= each
        self.left[rows[is_poor]] = 0
        self.is_empty[rows[is_poor]] = True
        self.paid.append(bought)

    def _weight(self, rows: Indices) -> int:
        return int(self.vote.weights[rows].sum())

    def _sum(self, rows: Indices) -> Fraction:
        """Exactly what these rows have together."""
        rows = rows[~self.is_empty[rows]]
        weights = self.vote.weights[rows]
        total = self.money * int(weights.sum())
        for bought in self.paid:
            total -= bought.each * int(self.vote.approves[bought.project][rows] @ weights)
        return total

    def _by_row(self, rows: Indices) -> list[Fraction]:
        """Exactly what each of these rows has; rows that paid for the same projects are worked out once."""
        known: dict[Any, Fraction] = {}
        found = []
        paid = self.vote.approves[[bought.project for bought in self.paid]][:, rows]
        for empty, column in zip(self.is_empty[rows], np.packbits(paid, axis=0).T, strict=True):
            key = None if empty else column.tobytes()
            if key not in known:
                known[key] = Fraction(0) if empty else self._after(column)
            found.append(known[key])
        return found

    def _after(self, packed: npt.NDArray[np.uint8]) -> Fraction:
        bits = np.unpackbits(packed)[: len(self.paid)]
        return self.money - sum((bought.each for bought, bit in zip(self.paid, bits, strict=True) if bit), Fraction(0))

    def _exactly(self, rows: Indices) -> Counter[Fraction]:
        """The weight of each exact sum that these rows have."""
        found = Counter[Fraction]()
        for left, weight in zip(self._by_row(rows), self.vote.weights[rows], strict=True):
            found[left] += int(weight)
        return found
