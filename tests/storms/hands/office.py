"""The house and the paper side by side, and the dice that choose who tries what next."""

import random
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Sum

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import HehuoError
from hehuo.domain.ground.access.models import Account as Entry
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.access.rules import different_humans
from hehuo.domain.ground.errands.models import Errand
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.ground.funds.models import BudgetLine, Purpose, Voucher
from hehuo.domain.ground.ledger.models import Account, Head, Transaction, Transfer
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.seals import queries as proofs
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books import queries
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.books.spending import Step
from tests.storms.hands.paper import Asked, Owed, Paper, Plan, Slip

STEP = timedelta(minutes=75)
OPENING = 500_000
ROLES = {
    "冯敏": "clerk", "陈国栋": "secretary", "周玉梅": "worker", "李建华": "supervisor", "何静": "accountant",
    "许卫东": "worker", "系统管理员": "administrator",
}  # fmt: skip
TWICE = {"冯敏（另一条）": "冯敏", "陈国栋（另一条）": "陈国栋", "许卫东（另一条）": "许卫东"}
RESIDENT = "吴秀兰"
FUNDS = (
    ("社区经费", FundNature.FISCAL, Source.GRANT, "公共空间"),
    ("公共收益", FundNature.COMMON, Source.COMMON, "电梯大修"),
)


class Office:
    """Seven people, three of them with a second record, a resident, and two funds with a restricted purpose each."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.same_human = 0  # refused for nothing but that
        self.now = clock.at(date(2024, 1, 1), 8)
        self.lines: dict[tuple[str, str], BudgetLine] = {}  # by purpose and way
        self.purposes: dict[str, Purpose] = {}
        with clock.stopped(self.now):
            self._people()
            self._funds()
        self.paper = Paper(dict.fromkeys(self.purposes, OPENING), number=len(self.purposes))
        self.paper.grants = list(ROLES.items())
        self.requests: list[tuple[Any, Asked]] = []
        self.dues: list[tuple[Any, Owed]] = []
        self.grants = [(each.pk, (each.person.name, each.role)) for each in Grant.objects.select_related("person")]
        self.merges: list[Any] = []
        self.helpers: dict[str, Any] = {}
        self.errand: Errand | None = None

    def _people(self) -> None:
        for name in [*ROLES, *TWICE, RESIDENT]:
            person = Person.objects.create(name=name, account_id=Entry.objects.create_account(name).id)
            if name in ROLES:
                Grant.objects.create(person=person, role=ROLES[name])

    def _funds(self) -> None:
        for name, nature, source, use in FUNDS:
            fund = funds.open_fund(actor=None, name=name, nature=nature, keeper="街道")
            into = funds.open_line(actor=None, fund=fund, direction=Direction.IN, name="收", source=source)
            out = funds.open_line(actor=None, fund=fund, direction=Direction.OUT, name="付")
            books.set_ladder(actor=Person.objects.get(name="何静"), fund=fund, steps=[Step(0, 1)])
            for purpose in (pots.general_purpose(fund), funds.open_purpose(actor=None, fund=fund, name=use)):
                funds.set_opening(actor=None, fund=fund, fen=OPENING, on=clock.today(), purpose=purpose)
                key = f"{name}·{purpose.name}"
                self.purposes[key], self.lines[key, "in"], self.lines[key, "out"] = purpose, into, out

    def step(self, plan_of: Any) -> None:
        """Try one thing: it succeeds where the paper says so, and only there."""
        if not self.errand:
            self.now += STEP
        with clock.stopped(self.now):
            self.paper.today = clock.today()
            self.people = {each.name: each for each in Person.objects.select_related("merged_into")}
            plan: Plan = plan_of(self)
            try:
                with self._hands():
                    found = plan.do()
            except HehuoError as refused:
                assert not plan.may, f"{plan.say}: {refused.say}"
                self.done["refused"] += 1
            else:
                assert plan.may, f"{plan.say}: went through"
                self.done[plan.say.split()[0]] += 1
                plan.note(found)
            self._compare()

    def _hands(self) -> AbstractContextManager[None]:
        """Whose hands are at the keyboard, as the door sets it."""
        if not self.errand:
            return nullcontext()
        return acting(helper_id=self.errand.helper_id, person_id=self.errand.person_id)

    # --- what the dice choose

    def who(self, duty: str, *, rather: str | None = None) -> str:
        """Mostly one whose duty it is, often one who is `rather`, else anyone; during an errand one of its two."""
        if self.errand:
            return self.dice.choice([RESIDENT, self.errand.helper.name])
        able = [name for name in self.people if self.paper.may(name, duty)]
        if rather and self.dice.random() < 0.2:
            return self.dice.choice([name for name in self.people if not self.paper.two(name, rather)])
        return self.dice.choice(able if able and self.dice.random() < 0.8 else list(self.people))

    def pick(self, things: list[tuple[Any, Any]], state: str) -> tuple[Any, Any]:
        """Mostly one of the last in this state, else any."""
        fitting = [thing for thing in things[-60:] if thing[1].state == state]
        return self.dice.choice(fitting if fitting and self.dice.random() < 0.9 else things)

    def day(self) -> date:
        """Mostly one of the last two weeks, now and then too early or too late."""
        return self.paper.today - timedelta(days=self.dice.choice([*range(14), 40, 80, -1]))

    def fen(self) -> int:
        """Now and then nothing, or more than there is."""
        return self.dice.choice([0, *[self.dice.randint(1, 60_000)] * 20, 2_000_000])

    def purpose(self) -> str:
        return self.dice.choice(list(self.purposes))

    def only(self, *, one_human: bool, may: bool) -> bool:
        """Whether it may be done, all told; counts what nothing but the rule of two humans stops."""
        self.same_human += one_human and may
        return may and not one_human

    # --- what must be so after each step

    def slip_of(self, by: Asked | Owed, *, way: str, fen: int, on: date, who: str) -> Slip:
        owed = by if isinstance(by, Owed) else None
        return Slip(self.paper.number + 1, by.purpose, way, fen, on, who, by.asked, by.approved, owed)

    def written(self, made: Transaction, *slips: Slip) -> None:
        """Put down what was just booked: the next number, and no human on both sides."""
        self.paper.write(*slips)
        self.check(made)

    def check(self, made: Transaction) -> None:
        assert made.number == self.paper.number
        for voucher in pots.vouchers_of([made.pk]):
            assert voucher.number == self.paper.number
            if voucher.approved_by:
                assert different_humans(voucher.handled_by, voucher.approved_by)
                # What was approved while they were two, and arrives when they were found to be one, is still received.
                assert voucher.due_id or different_humans(voucher.requested_by, voucher.approved_by)

    def _compare(self) -> None:
        """Every pot and purpose to the fen, none below nothing, and the last number."""
        balances = {account.pk: account.balance for account in Account.objects.all()}
        assert {key: balances[purpose.account_id] for key, purpose in self.purposes.items()} == self.paper.held
        assert min(self.paper.held.values()) >= 0
        for fund in {purpose.fund_id: purpose.fund for purpose in self.purposes.values()}.values():
            held = sum(self.paper.held[key] for key, each in self.purposes.items() if each.fund_id == fund.pk)
            assert balances[fund.money_id] == balances[fund.earmark_id] == held
        assert Head.objects.get().number == self.paper.number

    def look_at_all(self) -> None:
        """Every voucher, number and transfer from the first on, every request and closed month, every seal."""
        keys = {purpose.pk: key for key, purpose in self.purposes.items()}
        names = {person.pk: name for name, person in self.people.items()} | {None: None}
        fields = ("number", "purpose", "direction", "fen", "on", "handled_by", "requested_by", "approved_by")
        found = [
            (number, keys[purpose], way, fen, on, *(names[hand] for hand in hands))
            for number, purpose, way, fen, on, *hands in Voucher.objects.values_list(*fields)
        ]
        assert sorted(found, key=str) == sorted((slip.told for slip in self.paper.slips), key=str)
        numbers = list(Transaction.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, self.paper.number + 1))
        moved = [
            {row["account"]: row["sum"] for row in Transfer.objects.values(account=side).annotate(sum=Sum("amount"))}
            for side in (F("credit"), F("debit"))
        ]
        assert {
            key: moved[0].get(each.account_id, 0) - moved[1].get(each.account_id, 0)
            for key, each in self.purposes.items()
        } == self.paper.held
        self._look_at_requests(names)
        assert all(queries.is_as_closed(account) for account in queries.months().exclude(closed_by=None))
        with clock.stopped(self.now):
            seals.seal_now()
        assert proofs.verify() == []

    def _look_at_requests(self, names: dict[Any, str | None]) -> None:
        asked = dict(self.requests)
        for request in Request.objects.all():
            paper = asked[request.pk]
            hands = [names[hand] for hand in (request.requested_by_id, request.approved_by_id, request.handled_by_id)]
            assert (request.state, hands) == (paper.state, [paper.asked, paper.approved, paper.handled])
            assert request.requested_by_id != request.approved_by_id
            assert request.approved_by_id is None or request.handled_by_id != request.approved_by_id
