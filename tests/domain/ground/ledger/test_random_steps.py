"""Whatever is posted and reversed in whatever order, the books balance and verify is silent."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Account, Head, Transaction
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.seals import queries as proven

KINDS = [AccountKind.ASSET, AccountKind.INCOME, AccountKind.EXPENSE, AccountKind.OPENING]
leg = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 1000)).filter(lambda found: found[0] != found[1])
posting = st.tuples(st.just("post"), st.lists(leg, min_size=1, max_size=4), st.integers(1, 28))
reversal = st.tuples(st.just("reverse"), st.integers(1, 12), st.integers(1, 28))
sealing = st.tuples(st.just("seal"), st.none(), st.none())


class RandomSteps(TestCase):
    @given(st.lists(st.one_of(posting, reversal, sealing), max_size=12))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_the_books_balance(self, steps):
        community = Community.objects.create(code="haiwan", name="海湾社区")
        with community_scope(community):
            head = Head.objects.create()
            accounts = [actions.open_account(kind=kind, name=str(kind.label), holder=head) for kind in KINDS]
            done = sum(take(accounts, *step) for step in steps)
            kept = Account.objects.values_list("debit_total", "credit_total")
            assert sum(debits for debits, _ in kept) == sum(credited for _, credited in kept)
            assert [queries.balance_of(one) >= 0 for one in accounts[:3]] == [True] * 3
            months = [queries.balances_on(accounts[:3], date(2024, month, 30)) for month in (4, 6, 9, 11)]
            assert min(min(balances.values()) for balances in months) >= 0
            assert list(Transaction.objects.order_by("number").values_list("number", flat=True)) == list(
                range(1, done + 1)
            )
            assert proven.verify() == []


def take(accounts: list[Account], act: str, what, day) -> int:
    """One step; how many transactions it made."""
    try:
        if act == "seal":
            seals.seal_now()
            return 0
        if act == "post":
            legs = [Leg(accounts[debit], accounts[credit], amount) for debit, credit, amount in what]
            actions.post(actor=None, act="test.moved", legs=legs, on=date(2024, 4 + day % 8, day))
        else:
            made = Transaction.objects.filter(number=what).first()
            if made is None:
                return 0
            actions.reverse(actor=None, transaction=made, reason="录错", on=date(2024, 4 + day % 8, day))
    except (Refused, Conflict):
        return 0
    return 1
