"""A community's rows are reached inside its scope only, and never linked to another's."""

import pytest
from django.db import IntegrityError, connection, transaction

from hehuo.core.db.models import Community, Counter
from hehuo.core.db.scope import ReadOnlyScope, UnscopedQuery, all_communities, community_scope
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def haiwan() -> Community:
    return Community.objects.create(code="haiwan", name="海湾社区")


@pytest.fixture
def binjiang() -> Community:
    return Community.objects.create(code="binjiang", name="滨江社区")


def test_a_query_outside_a_scope_raises(haiwan):
    with pytest.raises(UnscopedQuery):
        Person.objects.count()


def test_each_community_sees_its_own_rows(haiwan, binjiang):
    for community in (haiwan, binjiang):
        with community_scope(community):
            Person.objects.create(name=community.name)
    with community_scope(haiwan):
        assert [person.name for person in Person.objects.all()] == ["海湾社区"]
    with all_communities():
        assert Person.objects.count() == 2


def test_looking_at_all_communities_cannot_write(haiwan):
    with all_communities(), pytest.raises(ReadOnlyScope):
        Person.objects.create(name="谁")
    with all_communities(), pytest.raises(ReadOnlyScope):
        Person.objects.update(name="谁")


def test_a_row_is_not_saved_in_another_scope(haiwan, binjiang):
    with community_scope(haiwan):
        person = Person.objects.create(name="高雪")
    with community_scope(binjiang), pytest.raises(UnscopedQuery):
        person.save()


def test_the_database_itself_refuses_a_link_into_another_community(haiwan, binjiang):
    with community_scope(haiwan):
        estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    with community_scope(binjiang):
        building = ensure_place(kind=PlaceKind.BUILDING, name="1栋")
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.filter(pk=building.pk).update(parent_id=estate.pk)


def test_a_raw_link_into_another_community_is_refused_too(haiwan, binjiang):
    with community_scope(haiwan):
        estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    with community_scope(binjiang):
        building = ensure_place(kind=PlaceKind.BUILDING, name="1栋")
    raw = (lambda value: value) if connection.features.has_native_uuid_field else (lambda value: value.hex)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE places_place SET parent_id = %s WHERE id = %s", [raw(estate.pk), raw(building.pk)])


def test_numbers_run_without_gaps_even_when_a_transaction_fails(haiwan):
    with community_scope(haiwan):
        assert [Counter.take("paper"), Counter.take("paper")] == [1, 2]
        with pytest.raises(RuntimeError), transaction.atomic():
            Counter.take("paper")
            raise RuntimeError
        assert Counter.take("paper") == 3
        assert Counter.take("other") == 1
