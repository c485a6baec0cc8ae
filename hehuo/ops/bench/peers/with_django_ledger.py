"""The same work by django-ledger: a journal entry of two transactions; balances digested at every read.

It has no statement of an account with the balance after each line.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import driving

driving.begin(["django_ledger"], DJANGO_LEDGER_USE_DEPRECATED_BEHAVIOR=False)

from django.contrib.auth import get_user_model  # noqa: E402  only after the settings
from django_ledger.models import EntityModel, JournalEntryModel, TransactionModel  # noqa: E402

YUAN = Decimal("1.00")
CLERK = get_user_model().objects.create(username="clerk")
HOUSE = EntityModel.create_entity(name="海湾社区", use_accrual_method=False, admin=CLERK, fy_start_month=1)
HOUSE.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="default")
HOUSE.populate_default_coa(activate_accounts=True)
BOOK = HOUSE.create_ledger(name="社区经费", posted=True)
BANK = HOUSE.get_default_account_for_role("asset_ca_cash")
INCOME = HOUSE.get_default_account_for_role("in_operational")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def post() -> None:
    """One donation, booked and posted."""
    legs = [
        {"account": account, "amount": YUAN, "tx_type": side, "description": "随手捐"}
        for account, side in ((BANK, "debit"), (INCOME, "credit"))
    ]
    BOOK.commit_txs(je_timestamp=_at(driving.FIRST), je_txs=legs, je_posted=True, je_desc="随手捐")


def fill(size: int) -> None:
    for start in range(1, size + 1, 5_000):
        made = JournalEntryModel.objects.bulk_create(
            JournalEntryModel(
                je_number=f"JE-{number:010d}", timestamp=_at(driving.day_of(number, size)), ledger=BOOK, posted=True,
                locked=True, activity="op", description=f"第 {number} 笔捐款",
            )
            for number in range(start, min(start + 5_000, size + 1))
        )  # fmt: skip
        legs = [
            TransactionModel(journal_entry=one, account=account, amount=YUAN, tx_type=side)
            for one in made
            for account, side in ((BANK, "debit"), (INCOME, "credit"))
        ]
        TransactionModel.objects.bulk_create(legs, batch_size=2_000)
    driving.settle()


def balance(day: date) -> float:
    return driving.milliseconds(lambda: BOOK.digest(accounts=[BANK.code], to_date=day, entity_slug=HOUSE.slug))


driving.answer(
    {
        "post": lambda seconds: driving.rate(post, seconds),
        "fill": fill,
        "balance": lambda: balance(datetime.now(tz=UTC).date()),
        "opening": lambda: balance(driving.MIDDLE),
        "page": lambda skip: None,
        "whole": lambda: None,
    }
)
