"""Four processes book into a year's months while a fifth closes them and reads: no fen is lost, no month changes."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.models import F

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.ground.funds.models import Fund, Voucher
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger.models import Head, Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.seals import queries as proofs
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.rules import last_day
from tests.storms.writers import PATIENCE, PROCESSES, at_once, length

pytestmark = pytest.mark.storm
BOOKED = 20_000
MONTHS = [date(2024, month, 1) for month in range(1, 13)]
NEW_YEAR = clock.at(date(2025, 1, 2), 9)
OPENING = 100_000_000

Booked = Counter[tuple[date, str, str]]  # fen by month, fund and way


class Team:
    """Who asks, who approves, who handles; two pots with a line in and a line out."""

    def __init__(self) -> None:
        names = {"周玉梅": Role.WORKER, "陈国栋": Role.SECRETARY, "冯敏": Role.CLERK}
        self.asks, self.approves, self.handles = (Person.objects.create(name=name) for name in names)
        for person, role in zip((self.asks, self.approves, self.handles), names.values(), strict=True):
            Grant.objects.create(person=person, role=role, from_on=MONTHS[0])
        self.funds = [
            self._fund("社区经费", FundNature.FISCAL, Source.GRANT),
            self._fund("公共收益", FundNature.COMMON, Source.COMMON),
        ]

    def _fund(self, name: str, nature: FundNature, source: Source) -> Fund:
        fund = funds.open_fund(actor=None, name=name, nature=nature, keeper="街道")
        funds.set_opening(actor=None, fund=fund, fen=OPENING, on=date(2023, 12, 31))
        funds.open_line(actor=None, fund=fund, direction=Direction.IN, name="收", source=source)
        funds.open_line(actor=None, fund=fund, direction=Direction.OUT, name="付")
        return fund

    @property
    def by(self) -> dict[str, Person]:
        return {"actor": self.handles, "requested_by": self.asks, "approved_by": self.approves}


class Clerk:
    """Books one thing after another, months later and later, and remembers what was booked."""

    def __init__(self, team: Team, dice: random.Random) -> None:
        self.team, self.dice = team, dice
        self.lines = {(line.fund_id, line.direction): line for line in pots.lines() if line.name in {"收", "付"}}
        self.booked: Booked = Counter()
        self.redated = 0

    def book(self, month: date) -> None:
        """A receipt, a payment or a move, dated in this month or the one before; again later where that is closed."""
        fen = self.dice.randint(1, 900)
        fund, other = self.dice.sample(self.team.funds, 2)
        way = self.dice.choice(["in", "in", "out", "moved"])
        if self.dice.random() < 0.3:
            month = max(MONTHS[0], (month - timedelta(days=1)).replace(day=1))
        while True:
            on = month + timedelta(days=self.dice.randrange(last_day(month).day))
            try:
                self._post(way, fund, other, fen, on)
                break
            except Refused as refused:
                assert "已经结了" in refused.say
                self.redated += 1
                closed_until = ledger.closed_until()
                assert closed_until
                assert on <= closed_until
                month = closed_until + timedelta(days=1)
        moves = [(fund, "out"), (other, "in")] if way == "moved" else [(fund, way)]
        for pot, side in moves:
            self.booked[month, pot.name, side] += fen

    def _post(self, way: str, fund: Fund, other: Fund, fen: int, on: date) -> None:
        if way == "moved":
            funds.move_between(source=fund, target=other, fen=fen, on=on, decision=fund, why="开会定的", **self.team.by)
        else:
            act = funds.receive_plain if way == "in" else funds.spend
            act(line=self.lines[fund.pk, way], fen=fen, on=on, what="风暴", **self.team.by)


def read_some(month: date) -> None:
    """Pages read while others write: each adds up in itself."""
    for fund in pots.funds():
        period, lines = pots.statement_of(fund, month, last_day(month))
        assert period.closing == (lines[-1].balance if lines else period.opening)
        page = ledger.statement(fund.money)
        assert all(newer.balance - newer.change == older.balance for newer, older in pairwise(page.lines))
    for pot in queries.draft_of(month)["pots"]:
        told = [sum(line["fen"] for line in pot[side]) for side in ("in", "out")]
        assert told == [pot["income"], pot["spent"]]
        assert pot["opening"] + pot["income"] - pot["spent"] == pot["closing"]


@contextmanager
def second_of_january() -> Iterator[None]:
    """The year is over: each of its months can be closed."""
    with clock.stopped(NEW_YEAR):
        yield


def test_months_close_under_those_who_book_into_them(haiwan):
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201  shown when it fails
    each = length(BOOKED) // PROCESSES
    with second_of_january():
        team = Team()
        begun = Head.objects.get().number

        def write(number: int) -> tuple[Booked, int]:
            clerk = Clerk(team, random.Random(seed + number))
            for step in range(each):
                clerk.book(MONTHS[12 * step // each])
            return clerk.booked, clerk.redated

        def close_and_read() -> tuple[Booked, int]:
            """Close a month as soon as its share of the year is booked, and read on until all is."""
            end, dice = time.monotonic() + PATIENCE, random.Random(seed)
            open_months = list(MONTHS)
            while (done := Head.objects.get().number - begun) < each * PROCESSES:
                assert time.monotonic() < end, f"seed {seed}: only {done} were booked"
                if open_months[1:] and done >= each * PROCESSES * (13 - len(open_months)) / 12:
                    actions.close_month(actor=team.handles, month=open_months.pop(0))
                read_some(dice.choice([*open_months[:2], *MONTHS]))
            for month in open_months:
                actions.close_month(actor=team.handles, month=month)
            return Counter(), 0

        found = at_once(
            haiwan, lambda number: write(number) if number < PROCESSES else close_and_read(), processes=PROCESSES + 1
        )
        booked = sum((one for one, _redated in found), Booked())
        redated = sum(count for _one, count in found)
        print(f"redated {redated}")  # noqa: T201  shown when it fails
        assert redated > 0, f"seed {seed}: nobody met a closed month"
        check_months(team, booked)
        numbers = Transaction.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, begun + each * PROCESSES + 1))
        assert not Voucher.objects.exclude(number=F("transaction__number")).exists()
        seals.seal_now()
        assert proofs.verify() == []


def check_months(team: Team, booked: Booked) -> None:
    """Each frozen month says to the fen what the writers say they booked, and the books still say the same."""
    held = dict.fromkeys((fund.name for fund in team.funds), OPENING)
    accounts = list(queries.months().order_by("month"))
    assert [account.month for account in accounts] == MONTHS
    for account in accounts:
        assert queries.is_as_closed(account)
        for pot in account.account["pots"]:
            name, income, spent = pot["name"], *(booked[account.month, pot["name"], way] for way in ("in", "out"))
            told = (pot["opening"], pot["income"], pot["spent"], pot["closing"])
            assert told == (held[name], income, spent, held[name] + income - spent)
            held[name] += income - spent
    assert {fund.name: pots.balance_of_fund(fund) for fund in team.funds} == held
