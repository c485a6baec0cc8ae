"""The tables themselves refuse what must never be, whatever program writes to them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hehuo.core import ids
from hehuo.domain.ground.ledger import actions
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import POINTS, AccountKind
from hehuo.domain.ground.ledger.models import Transaction, Transfer

DAY = date(2024, 9, 30)


@pytest.fixture
def posted(bank, shares) -> Transaction:
    return actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, 1000)], on=DAY)


def raw(value):
    return value if connection.features.has_native_uuid_field else value.hex


def refused(sql, *values):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def copy(columns, values, where):
    """A second transaction row made from the first."""
    refused(f"INSERT INTO ledger_transaction ({columns})"  # noqa: S608  texts of this file
            f" SELECT {values} FROM ledger_transaction WHERE {where}", raw(ids.uuid7()))  # fmt: skip


def transfer(posted, debit, credit, **changed):
    """A transfer written past the actions."""
    row = {"transaction": posted, "number": posted.number, "leg": 2, "on": DAY, "unit_id": "fen", "amount": 5}
    row |= {"debit": debit, "credit": credit, "debit_after": 0, "credit_after": 0} | changed
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(
            **row | {"debit": debit, "credit": credit, "debit_after": 0, "credit_after": 0} | changed
        )


def test_an_overdraft(posted, bank):
    refused("UPDATE ledger_account SET credit_total = 1001 WHERE id = %s", raw(bank.id))


def test_a_negative_total(posted, bank):
    refused("UPDATE ledger_account SET debit_total = -1 WHERE id = %s", raw(bank.id))


def test_an_amount_that_is_not_positive(posted, bank, shares):
    transfer(posted, bank, shares, amount=0)
    transfer(posted, bank, shares, amount=-5)
    refused("UPDATE ledger_transfer SET amount = 0")


def test_the_same_account_on_both_sides(posted, bank):
    transfer(posted, bank, bank)


def test_legs_of_two_units(posted, bank, shares, account):
    points = account("积分", AccountKind.ISSUER, POINTS)
    transfer(posted, points, shares)
    transfer(posted, bank, points)
    transfer(posted, bank, shares, unit_id=POINTS)


def test_a_second_reversal(posted):
    actions.reverse(actor=None, transaction=posted, reason="录错", on=DAY)
    copy('id, community_id, number, "on", "at", act, memo, about_kind, digest, reverses_id',
         '%s, community_id, 3, "on", "at", act, memo, about_kind, digest, id', "number = 1")  # fmt: skip


def test_one_number_twice(posted):
    copy('id, community_id, number, "on", "at", act, memo, about_kind, digest',
         '%s, community_id, number, "on", "at", act, memo, about_kind, digest', "number = 1")  # fmt: skip


def test_a_transaction_with_transfers_is_not_deleted(posted):
    refused("DELETE FROM ledger_transaction")


def test_an_account_with_transfers_keeps_its_unit(posted, bank, account):
    account("积分", AccountKind.ISSUER, POINTS)
    refused("UPDATE ledger_account SET unit_id = %s WHERE id = %s", POINTS, raw(bank.id))
