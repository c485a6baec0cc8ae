"""A small book to post into."""

from collections.abc import Callable

import pytest

from hehuo.domain.ground.ledger import actions
from hehuo.domain.ground.ledger.kinds import FEN, AccountKind
from hehuo.domain.ground.ledger.models import Account


@pytest.fixture
def account(haiwan) -> Callable[..., Account]:
    """Open an account: `account("基金存款", AccountKind.ASSET)`."""

    def open_one(name: str, kind: AccountKind = AccountKind.ASSET, unit: str = FEN) -> Account:
        from hehuo.domain.ground.ledger.models import Head

        head, _made = Head.objects.get_or_create()
        return actions.open_account(kind=kind, name=name, holder=head, unit=unit)

    return open_one


@pytest.fixture
def bank(account) -> Account:
    return account("基金存款", AccountKind.ASSET)


@pytest.fixture
def shares(account) -> Account:
    return account("课程让利", AccountKind.INCOME)


@pytest.fixture
def repairs(account) -> Account:
    return account("维修", AccountKind.EXPENSE)
