"""The books and who may do what, as somebody would keep them with a pencil: what the house is measured against.

Nothing here asks the house: the table of duties is section 7.4 of the domain facts, written down a second time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

DUTIES = {
    "ask": {"worker", "clerk"},
    "approve": {"secretary"},
    "handle": {"clerk"},
    "put right": {"clerk", "accountant"},
    "close": {"clerk", "accountant"},
    "publish": {"secretary"},
    "judge": {"supervisor"},
    "grant": {"secretary", "administrator"},
    "merge": {"worker"},
    "visit": {"secretary", "worker"},
}
APART = [
    {"clerk", "secretary"}, {"clerk", "accountant"}, {"clerk", "supervisor"}, {"secretary", "accountant"},
    {"secretary", "supervisor"}, {"worker", "supervisor"}, {"accountant", "supervisor"},
]  # fmt: skip


@dataclass
class Plan:
    """A step: how it is done, whether it must succeed, and what is written down when it has."""

    say: str
    do: Callable[[], Any]
    may: bool
    note: Callable[[Any], None]


@dataclass
class Asked:
    """Money asked for, on a purpose, coming in or going out; `state` as the house names it."""

    purpose: str
    way: str
    fen: int
    asked: str
    approved: str | None = None
    handled: str | None = None
    state: str = "asked"


@dataclass
class Owed:
    """Money expected for a purpose."""

    purpose: str
    fen: int
    asked: str
    approved: str
    came: int = 0
    state: str = "open"


@dataclass
class Slip:
    """One receipt or payment; negative where it takes another back."""

    number: int
    purpose: str
    way: str
    fen: int
    on: date
    handled: str
    asked: str | None = None
    approved: str | None = None
    owed: Owed | None = None
    is_undone: bool = False

    @property
    def gained(self) -> int:
        return self.fen if self.way == "in" else -self.fen

    @property
    def told(self) -> tuple[object, ...]:
        """The slip as a row of the house tells it."""
        hands = (self.handled, self.asked, self.approved)
        return (self.number, self.purpose, self.way, self.fen, self.on, *hands)

    @property
    def hands(self) -> set[str]:
        return {hand for hand in (self.asked, self.approved, self.handled) if hand}


@dataclass
class Month:
    closed: str
    posted: str | None = None


@dataclass
class Paper:
    """Fen a purpose, slips in the order of their numbers, and who is who."""

    held: dict[str, int]
    gained: dict[str, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))  # by purpose and month
    number: int = 0
    today: date = date(2024, 1, 1)
    closed_until: date = date(2023, 1, 1)
    grants: list[tuple[str, str]] = field(default_factory=list)  # who, role: those in force
    root: dict[str, str] = field(default_factory=dict)  # a record, and the one it was merged into
    slips: list[Slip] = field(default_factory=list)
    months: dict[date, Month] = field(default_factory=dict)
    is_errand: bool = False  # somebody acts for another: nobody has any duty meanwhile

    def __post_init__(self) -> None:
        for purpose, fen in self.held.items():
            self.gained[purpose][self.today.replace(day=1)] = fen

    def may(self, who: str | None, duty: str) -> bool:
        return not self.is_errand and bool(self.roles(who) & DUTIES[duty])

    def roles(self, who: str | None) -> set[str]:
        return {role for holder, role in self.grants if holder == who}

    def two(self, one: str | None, other: str | None) -> bool:
        """Whether these are two humans."""
        return None not in (one, other) and self.root.get(one, one) != self.root.get(other, other)

    def three(self, asked: str | None, approved: str | None, handled: str | None) -> bool:
        """Whether the one who approved is neither the one who asked nor the one who handles."""
        return self.two(asked, approved) and self.two(approved, handled)

    def is_day(self, on: date) -> bool:
        """Whether money can be booked on a day."""
        return self.closed_until < on <= self.today

    def has(self, purpose: str, way: str, fen: int, on: date) -> bool:
        """Whether so much can move on a day: what goes out is missed at no month's end since."""
        return fen > 0 and (way == "in" or self.least(purpose, on) >= fen)

    def least(self, purpose: str, since: date) -> int:
        """The least that a purpose held at the end of any month from a day's on."""
        balance = least = self.held[purpose]
        for month in sorted((month for month in self.gained[purpose] if month > since.replace(day=1)), reverse=True):
            balance -= self.gained[purpose][month]
            least = min(least, balance)
        return least

    def may_grant(self, who: str, to: str, role: str) -> bool:
        """Never to oneself, to a record that is no more, or to a human with a role that must stay apart."""
        allowed = self.may(who, "grant") and self.two(who, to) and to not in self.root
        return allowed and not any(role in pair and (pair - {role}) & self.roles(to) for pair in APART)

    def may_merge(self, who: str, one: str, into: str) -> bool:
        """Never one's own record, one with a role, or one that another was merged into; never a chain."""
        fits = one != into and not {one, into} & set(self.root) and one not in self.root.values()
        return fits and self.may(who, "merge") and self.two(who, one) and self.two(who, into) and not self.roles(one)

    def of_number(self, number: int) -> list[Slip]:
        return [slip for slip in self.slips if slip.number == number]

    def may_take_back(self, slips: Iterable[Slip], on: date) -> bool:
        """Once, on an open day that is not before it, and never what is spent already."""
        return all(
            slip.fen > 0 and not slip.is_undone and slip.on <= on and self.is_day(on)
            and self.least(slip.purpose, on) >= slip.gained
            for slip in slips
        )  # fmt: skip

    def write(self, *slips: Slip) -> None:
        """One transaction of one slip or two."""
        self.number += 1
        for slip in slips:
            assert slip.number == self.number
            self.slips.append(slip)
            self.held[slip.purpose] += slip.gained
            self.gained[slip.purpose][slip.on.replace(day=1)] += slip.gained
            if slip.owed:
                slip.owed.came += slip.fen
                if slip.owed.state != "void":
                    slip.owed.state = "met" if slip.owed.came == slip.owed.fen else "open"

    def take_back(self, slips: list[Slip], who: str, on: date) -> None:
        number = self.number + 1
        self.write(*(Slip(number, slip.purpose, slip.way, -slip.fen, on, who, owed=slip.owed) for slip in slips))
        for slip in slips:
            slip.is_undone = True

    def first_open(self) -> date | None:
        """The oldest month with a slip after the last that is closed."""
        last = max(self.months, default=date.min)
        return min((slip.on.replace(day=1) for slip in self.slips if slip.on.replace(day=1) > last), default=None)

    def may_close(self, who: str, month: date) -> bool:
        first = self.first_open()
        is_over = month < self.today.replace(day=1)
        return self.may(who, "close") and is_over and (month in self.months or first is None or first >= month)

    def may_judge(self, who: str, month: date) -> bool:
        """A supervisor through whose hands none of a closed month went."""
        closed = self.months.get(month)
        if closed is None or not self.may(who, "judge"):
            return False
        hands = {hand for slip in self.slips if slip.on.replace(day=1) == month for hand in slip.hands}
        return all(self.two(who, hand) for hand in hands | {closed.closed} | ({closed.posted} - {None}))
