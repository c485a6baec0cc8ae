"""Verify is silent about untouched books, and names the row that somebody changed past the program."""

from datetime import date

import pytest
from django.db import connection

from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry, Words
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Head
from hehuo.domain.ground.seals import actions, queries

DAY = date(2024, 9, 30)


@pytest.fixture
def books(haiwan, resident, worker):
    """Three postings, one of them reversed, two seals, and one entry that is not sealed yet."""
    head, _made = Head.objects.get_or_create()
    bank = ledger.open_account(kind=AccountKind.ASSET, name="基金存款", holder=head)
    income = ledger.open_account(kind=AccountKind.INCOME, name="让利", holder=head)
    made = [
        ledger.post(
            actor=worker, act="test.received", legs=[Leg(bank, income, n), Leg(bank, income, 1)], on=DAY,
            memo="让利", about=resident,
        )
        for n in (100, 200, 300)
    ]  # fmt: skip
    journal.record(actor=worker, act="people.greeted", thing=resident, words="吴秀兰", times=2, where="门口")
    actions.seal_now()
    ledger.reverse(actor=worker, transaction=made[1], reason="录错", on=DAY)
    actions.seal_now()
    journal.record(actor=None, act="people.greeted", thing=resident)
    return bank


def change(sql, *values):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        else:
            cursor.execute("SET session_replication_role = replica")  # what an intruder with the database could do
        cursor.execute(sql, values)


@pytest.fixture(autouse=True)
def _restored(db):
    yield
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SET session_replication_role = DEFAULT")


def found():
    return [(fault.code, fault.row) for fault in queries.verify()]


def test_untouched_books_are_clean(books):
    assert queries.verify() == []


def test_leaves_read_by_hand_are_the_entries_own(books):
    entries = Entry.objects.filter(position__isnull=False).order_by("position")
    assert [leaf for _position, leaf, _act in queries._leaves()] == [entry.leaf() for entry in entries]


def test_erased_words_leave_it_clean(books, resident):
    assert Words.objects.filter(entry__thing_id=resident.id).delete()[0] == 1
    assert found() == []


def test_a_changed_amount(books):
    change("UPDATE ledger_transfer SET amount = 101 WHERE number = 1 AND leg = 1")
    names = found()
    assert names[0] == ("transaction_changed", "1")
    assert {code for code, _row in names} == {
        "transaction_changed", "transfer_changed", "account_total", "account_month"
    }  # fmt: skip


def test_a_changed_amount_hidden_in_all_totals_and_the_digest(books):
    change("UPDATE ledger_transaction SET memo = 'x', digest = %s WHERE number = 1", b"\x01" * 32)
    assert found() == [("transaction_changed", "1"), ("transaction_without_entry", "1")]


def test_a_changed_memo_or_day(books):
    change("UPDATE ledger_transaction SET memo = '别的' WHERE number = 3")
    assert found() == [("transaction_changed", "3")]
    change("UPDATE ledger_transaction SET memo = '让利' WHERE number = 3")
    change('UPDATE ledger_transfer SET "on" = %s WHERE number = 3 AND leg = 2', date(2024, 9, 29))
    assert found() == [("transfer_changed", "3")]


def test_a_deleted_transfer(books):
    change("DELETE FROM ledger_transfer WHERE number = 3 AND leg = 2")
    assert found()[0] == ("transaction_changed", "3")
    change("DELETE FROM ledger_transfer WHERE number = 1 AND leg = 1")
    assert found()[0] == ("transfer_missing", "1")


def test_a_deleted_transaction_in_the_middle_and_at_the_end(books):
    change("DELETE FROM ledger_transaction WHERE number = 3")
    names = found()
    assert ("transfer_without_transaction", "3") in names
    assert ("number_gap", "3") in names
    assert "entry_without_transaction" in {code for code, _row in names}
    change("DELETE FROM ledger_transfer WHERE number >= 3")
    change("DELETE FROM ledger_transaction WHERE number = 4")
    assert ("number_gap", "4") in found()


def test_a_changed_total(books):
    change("UPDATE ledger_account SET debit_total = debit_total + 5 WHERE grows_by_debit")
    assert found() == [("account_total", str(books.id))]


def test_a_changed_month(books):
    change("UPDATE ledger_accountmonth SET debit_total = debit_total + 5 WHERE debit_total > credit_total")
    assert found() == [("account_month", str(books.id))]


def test_a_changed_line_of_the_journal(books):
    change("UPDATE journal_entry SET facts = %s WHERE position = 4", '{"times": 3, "where": "门口"}')
    assert found() == [("entry_changed", "4")]


def test_a_removed_line_of_the_journal(books):
    change("DELETE FROM journal_words")
    change("DELETE FROM journal_entry WHERE position = 4")
    assert found() == [("entry_missing", "4")]


def test_a_removed_line_of_the_books_in_the_journal(books):
    change("DELETE FROM journal_entry WHERE position = 1")
    assert found() == [("transaction_without_entry", "1"), ("entry_missing", "1")]


def test_a_line_removed_before_it_was_sealed(books):
    journal.number_entries()
    assert found() == []
    change("DELETE FROM journal_entry WHERE position = 6")
    assert found() == [("entry_missing", "6")]


def test_a_rewritten_line_with_a_rewritten_leaf(books):
    change("UPDATE journal_entry SET act = 'people.left' WHERE position = 4")
    entry = Entry.objects.get(position=4)
    seal = queries.last_seal().__class__.objects.get(number=1)
    change("UPDATE seals_seal SET leaves = %s WHERE number = 1", bytes(seal.leaves)[:96] + entry.leaf())
    assert found() == [("seal_changed", "1")]


def test_a_seal_made_anew_no_longer_fits_the_next(books):
    change("UPDATE seals_seal SET hash = %s WHERE number = 1", b"\x01" * 32)
    assert found() == [("seal_changed", "1"), ("seal_changed", "2")]


def test_a_removed_seal(books):
    change("DELETE FROM seals_seal WHERE number = 1")
    assert ("seal_missing", "1") in found()


def test_one_seal_can_be_proven_alone(books):
    seal = queries.last_seal()
    assert queries.check_seal(seal) == []
    change("UPDATE journal_entry SET act = 'people.left' WHERE position = 5")
    assert [(fault.code, fault.row) for fault in queries.check_seal(seal)] == [("entry_changed", "5")]
