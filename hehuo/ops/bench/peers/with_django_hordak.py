"""The same work by django-hordak, which needs PostgreSQL: balances summed at every read, checks in triggers."""

import driving

driving.begin(["mptt", "hordak"], HORDAK_CURRENCIES=["CNY"], DEFAULT_CURRENCY="CNY", HORDAK_INTERNAL_CURRENCY="CNY")

from django.db import connection, transaction  # noqa: E402  only after the settings
from hordak.models import Account, AccountType, Leg, LegView, Transaction  # noqa: E402
from moneyed import Money  # noqa: E402

YUAN = Money("1.00", "CNY")
BANK = Account.objects.create(name="资金", code="1", type=AccountType.asset, currencies=["CNY"], is_bank_account=True)
INCOME = Account.objects.create(name="捐赠", code="2", type=AccountType.income, currencies=["CNY"])


def post() -> None:
    """One donation, as its manual says to book one."""
    INCOME.transfer_to(BANK, YUAN, description="随手捐", date=driving.FIRST)


def fill(size: int) -> None:
    """So many donations. Its triggers, right by construction here, rest meanwhile: they would take minutes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for start in range(1, size + 1, 5_000):
            made = Transaction.objects.bulk_create(
                Transaction(description=f"第 {number} 笔捐款", date=driving.day_of(number, size))
                for number in range(start, min(start + 5_000, size + 1))
            )
            legs = [
                Leg(transaction=one, account=account, **side)
                for one in made
                for account, side in ((INCOME, {"credit": YUAN}), (BANK, {"debit": YUAN}))
            ]
            Leg.objects.bulk_create(legs, batch_size=2_000)
    driving.settle()


def page(skip: int) -> float:
    """Fifty lines with the balance after each, newest first."""
    lines = LegView.objects.filter(account=BANK).order_by("-date", "-leg_id")
    return driving.milliseconds(lambda: list(lines[skip : skip + driving.PAGE]))


def whole() -> float:
    lines = LegView.objects.filter(account=BANK).order_by("date", "leg_id")
    columns = ("transaction_id", "date", "transaction_description", "account_name", "amount", "account_balance")
    return driving.seconds_of(lambda: lines.values_list(*columns).iterator(5_000))


driving.answer(
    {
        "post": lambda seconds: driving.rate(post, seconds),
        "fill": fill,
        "balance": lambda: driving.milliseconds(BANK.get_balance),
        "opening": lambda: driving.milliseconds(lambda: BANK.get_balance(as_of=driving.MIDDLE)),
        "page": page,
        "whole": whole,
    }
)
