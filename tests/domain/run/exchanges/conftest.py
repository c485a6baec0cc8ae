"""Accounts of give and take stand on the same agreement in force as the tests of services."""

import pytest

from hehuo.domain.run.exchanges import actions
from tests.domain.run.services.conftest import _july, charity, draft, partner, posted, signed, words

__all__ = ["_july", "charity", "draft", "partner", "posted", "signed", "words"]


@pytest.fixture
def exchange(worker, signed):
    return actions.open_exchange(actor=worker, agreement=signed, title="邻里之家")
