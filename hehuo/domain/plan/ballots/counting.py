"""Counting, pure: papers in, integers out. No figure is rounded, and no decision rests on a percentage (R-12)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hehuo.domain.plan.ballots.kinds import ABSTAIN, LAWS, NO, YES, Law, Least, Way

Marks = Sequence[int]  # the positions marked on one matter, in the order they were marked


class Sum(NamedTuple):
    """So many votes, and the area behind them in 0.01 m² (0 where area does not count)."""

    number: int = 0
    area: int = 0

    def plus(self, other: "Sum") -> "Sum":
        return Sum(self.number + other.number, self.area + other.area)


@dataclass(frozen=True, slots=True)
class Count:
    """One matter counted: all who may vote, those who did, and who stands behind each choice."""

    total: Sum
    took_part: Sum
    choices: Mapping[int, Sum] = field(default_factory=dict)
    points: Mapping[int, int] = field(default_factory=dict)  # of a ranking

    def of(self, choice: int) -> Sum:
        return self.choices.get(choice, Sum())


@dataclass(frozen=True, slots=True)
class Test:
    """One hurdle: what there is, of what, how much is needed; by number or by area."""

    gate: str  # "quorum" or "yes"
    measure: str  # "number" or "area"
    have: int
    whole: int
    least: Least

    @property
    def holds(self) -> bool:
        return self.whole > 0 and self.least.holds(self.have, self.whole)

    @property
    def needed(self) -> int:
        return self.least.needed(self.whole)

    @property
    def short(self) -> int:
        """How much is missing; 0 where it holds."""
        return 0 if self.holds else max(1, self.needed - self.have)


def read_yes_no(marks: Marks) -> int:
    """What a yes-or-no matter says: nothing marked, or more than one, is an abstention."""
    return marks[0] if len(set(marks)) == 1 and marks[0] in (YES, NO) else ABSTAIN


def count(way: Way, total: Sum, papers: Iterable[tuple[Marks, Sum]], choices: int) -> Count:
    """Count one matter of so many choices over its papers, each with what stands behind it."""
    took_part, by_choice, points = Sum(), dict[int, Sum](), dict[int, int]()
    for marks, weight in papers:
        took_part = took_part.plus(weight)
        for place, choice in enumerate(_said(way, marks, choices)):
            by_choice[choice] = by_choice.get(choice, Sum()).plus(weight)
            if way == Way.RANK:
                points[choice] = points.get(choice, 0) + weight.number * (choices - place)
    return Count(total, took_part, by_choice, points)


def _said(way: Way, marks: Marks, choices: int) -> Collection[int]:
    if way == Way.YES_NO:
        return (read_yes_no(marks),)
    known = [mark for mark in dict.fromkeys(marks) if 1 <= mark <= choices]
    if way == Way.PICK:
        return known if len(known) == 1 else ()  # two marks where one was asked for say nothing
    return known


def hurdles(law: Law, counted: Count, *, by_area: bool) -> list[Test]:
    """What the law asks for, one hurdle each: by number, and by area where area counts."""
    rule, yes, found = LAWS[law], counted.of(YES), list[Test]()
    for gate, least, have, whole in (
        ("quorum", rule.quorum, counted.took_part, counted.total),
        ("yes", rule.yes, yes, counted.took_part),
    ):
        if least:
            found.append(Test(gate, "number", have.number, whole.number, least))
            if by_area:
                found.append(Test(gate, "area", have.area, whole.area, least))
    return found


def with_followers(counted: Count, followers: Sum) -> Count:
    """The same matter where papers that were delivered and not returned join the majority (R-13)."""
    for_it, against = counted.of(YES), counted.of(NO)
    majority = YES if for_it.number > against.number else NO
    choices = {**counted.choices, majority: counted.of(majority).plus(followers)}
    return Count(counted.total, counted.took_part.plus(followers), choices)


def leaders(way: Way, counted: Count, choices: int) -> list[int]:
    """The choices from most to least; equal ones in the order of the paper."""
    value = counted.points if way == Way.RANK else {choice: said.number for choice, said in counted.choices.items()}
    return sorted(range(1, choices + 1), key=lambda choice: (-value.get(choice, 0), choice))
