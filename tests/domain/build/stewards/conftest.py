"""A signed agreement with two stewards; the way in itself is tested in recruitment."""

import pytest

from hehuo.core import clock
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.ground.access.kinds import Role
from tests.domain.build.agreements.conftest import AFTER_POSTING, _july, charity, draft, posted, steward, words

__all__ = ["_july", "charity", "draft", "posted", "steward", "words"]


@pytest.fixture
def second(somebody):
    return somebody("李国华", Role.STEWARD)


@pytest.fixture
def signed(worker, secretary, draft, steward, second):
    """Tuesday morning after the posting: the farm has signed."""
    for person in (steward, second):
        agreements.name_steward(actor=worker, agreement=draft, person=person)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield agreements.sign_agreement(actor=secretary, agreement=draft)


@pytest.fixture
def contact(signed):
    return signed.partner.contact
