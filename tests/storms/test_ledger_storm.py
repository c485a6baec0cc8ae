"""Four processes post, reverse, seal and read the same books at once: they balance, and nothing locks up."""

import random
from datetime import date

import pytest

from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Account, Head, Transaction, Transfer
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.seals import queries as proofs
from tests.storms.writers import PROCESSES, at_once, length

pytestmark = pytest.mark.storm
POSTINGS = 2000
DAY = date(2024, 9, 30)


@pytest.fixture
def accounts(haiwan) -> list[Account]:
    """Three that may not fall below nothing, and one that may."""
    head = Head.objects.create()
    kinds = [AccountKind.ASSET, AccountKind.INCOME, AccountKind.EXPENSE, AccountKind.OPENING]
    return [actions.open_account(kind=kind, name=str(kind.label), holder=head) for kind in kinds]


def test_many_writers_keep_the_books_balanced(haiwan, worker, accounts) -> None:
    def write(number: int) -> int:
        dice, made = random.Random(number), 0
        for step in range(length(POSTINGS) // PROCESSES):
            debit, credit = dice.sample(accounts, 2)
            legs = [Leg(debit, credit, dice.randint(1, 500)), Leg(accounts[0], accounts[3], dice.randint(1, 500))]
            try:
                posted = actions.post(actor=worker, act="storm.moved", legs=dice.sample(legs, 2), on=DAY)
                made += 1
                if not step % 5:
                    actions.reverse(actor=worker, transaction=posted, reason="录错", on=DAY)
                    made += 1
            except Refused:
                continue  # an account would have fallen below nothing
            if not step % 20:
                seals.seal_now()
        return made

    made = sum(at_once(haiwan, write))
    assert made > length(POSTINGS) // 2
    numbers = Transaction.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, made + 1))
    kept = [Account.objects.get(pk=one.pk) for one in accounts]
    assert sum(one.debit_total for one in kept) == sum(one.credit_total for one in kept)
    assert all(one.balance >= 0 for one in kept[:3])
    seals.seal_now()
    assert proofs.verify() == []


def test_a_transaction_is_reversed_once_whoever_is_faster(haiwan, worker, accounts) -> None:
    bank, income = accounts[:2]
    posted = [
        actions.post(actor=worker, act="storm.moved", legs=[Leg(bank, income, 100)], on=DAY)
        for _ in range(length(400))
    ]  # fmt: skip

    def reverse_all(number: int) -> int:
        done = 0
        for transaction in posted:
            try:
                actions.reverse(actor=worker, transaction=transaction, reason=f"第 {number} 位", on=DAY)
                done += 1
            except Conflict:
                continue
        return done

    assert sum(at_once(haiwan, reverse_all)) == len(posted)
    assert (queries.balance_of(bank), queries.balance_of(income)) == (0, 0)
    assert Transfer.objects.count() == 2 * len(posted)
    assert proofs.verify() == []
