"""Pages of contributions stand on the account of give and take."""

import pytest

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from tests.domain.run.exchanges.conftest import _july, charity, draft, exchange, posted, signed, words

__all__ = ["_july", "charity", "draft", "exchange", "posted", "signed", "words"]


@pytest.fixture
def partner(signed):
    """Who speaks for the partner, with a phone of their own."""
    contact = signed.partner.contact
    contact.account_id = Account.objects.create_account("fengdong").id
    contact.save()
    Grant.objects.create(person=contact, role=Role.PARTNER)
    return contact
