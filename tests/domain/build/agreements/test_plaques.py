"""A plaque has a number without gaps, hangs once at a door, and comes down on the way out."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.agreements import actions, queries
from hehuo.domain.build.agreements.kinds import PLAQUE, ExitKind
from hehuo.domain.build.agreements.models import Plaque
from tests.domain.build.agreements.conftest import AFTER_POSTING

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(worker, secretary, draft, steward):
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield actions.sign_agreement(actor=secretary, agreement=draft)


def give(worker, agreement, **said):
    return actions.give_plaque(actor=worker, agreement=agreement, given_to="冯东", **said)


def test_it_is_given_after_signing_by_the_office_with_the_next_number(worker, signed):
    key = ids.uuid7()
    plaque = give(worker, signed, key=key)
    assert give(worker, signed, key=key) == plaque
    assert (str(plaque), plaque.given_by, plaque.given_on) == ("001", worker, AFTER_POSTING)
    with pytest.raises(Refused, match="已经挂着 001 号"):
        give(worker, signed)


def test_not_before_signing_not_to_oneself_and_not_to_nobody(worker, signed, draft):
    with pytest.raises(Refused):
        give(signed.partner.contact, signed)
    with pytest.raises(Invalid, match="谁接的"):
        actions.give_plaque(actor=worker, agreement=signed, given_to=" ")
    assert Plaque.objects.count() == 0


def test_a_draft_has_no_plaque(worker, draft):
    with pytest.raises(Refused, match="签好"):
        give(worker, draft)


def test_the_line_of_the_settlement_takes_it_back(worker, secretary, signed):
    plaque = give(worker, signed)
    leaving = actions.start_exit(actor=signed.partner.contact, agreement=signed, kind=ExitKind.OWN_WISH, why="人手不够")
    leaving = actions.decide_exit(actor=secretary, leaving=leaving, leaves=True, decision="同意")
    leaving = actions.post_exit(actor=secretary, leaving=leaving)
    for item in queries.items_of(leaving).exclude(slug=PLAQUE):
        actions.settle_item(actor=worker, item=item)
    assert queries.plaque_of(signed.partner) == plaque
    actions.settle_item(actor=worker, item=queries.items_of(leaving).get(slug=PLAQUE))
    plaque.refresh_from_db()
    assert (plaque.taken_by, plaque.taken_on, queries.plaque_of(signed.partner)) == (worker, AFTER_POSTING, None)


def test_the_database_itself_holds_one_plaque_a_door(worker, signed):
    plaque = give(worker, signed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plaque.objects.create(
            number=2,
            partner=plaque.partner,
            agreement=signed,
            given_to="冯东",
            given_by=worker,
            given_on=date(2024, 7, 9),
        )
