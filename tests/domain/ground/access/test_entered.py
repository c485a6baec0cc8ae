"""Who is asking is read in one statement, with the roles they hold today and where."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind


@pytest.fixture
def estate(haiwan):
    return ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")


def test_a_person_with_two_roles_costs_one_statement(somebody, estate, django_assert_num_queries) -> None:
    person = somebody("周玉梅", Role.WORKER)
    Grant.objects.create(person=person, role=Role.BUILDING_LEADER, place=estate)
    elsewhere = ensure_place(kind=PlaceKind.ESTATE, name="珠江湾")
    with django_assert_num_queries(1):
        entered = queries.entered_as(person.account_id)
        assert entered is not None
        assert queries.roles_of(entered.person) == [Role.WORKER, Role.BUILDING_LEADER]
        assert queries.has_power(entered.person, Power.KEEP_SPACES, elsewhere)
    assert (entered.person, entered.account) == (person, Account.objects.get(pk=person.account_id))
    assert {str(grant.place) for grant in entered.person.held} == {"None", "海湾花园"}


def test_a_role_at_a_place_holds_there_only(somebody, estate) -> None:
    person = somebody("冯东")
    Grant.objects.create(person=person, role=Role.BUILDING_LEADER, place=estate)
    other = ensure_place(kind=PlaceKind.ESTATE, name="珠江湾")
    entered = queries.entered_as(person.account_id)
    assert entered is not None
    assert [queries.has_power(entered.person, Power.CHECK_IN, place) for place in (estate, other)] == [True, False]


def test_roles_that_ended_or_have_not_begun_are_not_held(somebody) -> None:
    person, day = somebody("冯东"), timedelta(days=1)
    Grant.objects.create(person=person, role=Role.WORKER, from_on=clock.today() - 2 * day, to_on=clock.today() - day)
    Grant.objects.create(person=person, role=Role.PARTNER, from_on=clock.today() + day)
    entered = queries.entered_as(person.account_id)
    assert entered is not None
    assert queries.roles_of(entered.person) == []


def test_nobody_enters_who_left_was_merged_or_has_no_active_account(somebody) -> None:
    left, merged, asleep, root = (somebody(name) for name in ("甲", "乙", "丙", "丁"))
    Person.objects.filter(pk=left.pk).update(left_on=clock.today())
    Person.objects.filter(pk=merged.pk).update(merged_into=root)
    Account.objects.filter(pk=asleep.account_id).update(is_active=False)
    asked = [queries.entered_as(person.account_id) for person in (left, merged, asleep)]
    assert asked == [None, None, None]
    assert queries.entered_as(uuid7()) is None


def test_ending_all_sessions_shuts_the_door_at_the_next_request(somebody, as_person, haiwan, rf) -> None:
    from hehuo.web.middleware import ScopeMiddleware

    person = somebody("周玉梅", Role.WORKER)
    request = rf.get("/c/haiwan/anything/")
    request.session = as_person(person).session
    seen: list[object] = []
    middleware = ScopeMiddleware(lambda request: seen.append(request.person))  # type: ignore[arg-type,return-value]
    middleware(request)
    actions.end_sessions(account_id=person.account_id)
    middleware(request)
    assert seen == [person, None]
    assert dict(request.session) == {}
