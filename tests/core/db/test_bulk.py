"""Many new rows at once: the same rows as one by one, and never another community's."""

import pytest
from django.db import IntegrityError, transaction

from hehuo.core.db.bulk import count_again, insert_many
from hehuo.core.db.models import Community
from hehuo.core.db.scope import UnscopedQuery, community_scope
from hehuo.domain.ground.people.models import Person

pytestmark = pytest.mark.django_db


def people() -> list[Person]:
    one, two = Person(name="高雪梅", note="逗号，引号\"'\t换行\n反斜杠\\N"), Person(name="𠀀·阿卜杜拉", sex="m")
    one.phone, two.identity = "19900206068", "11010519491231002X"
    return [one, two]


def test_they_are_read_back_as_they_were_written(haiwan):
    made = people()
    insert_many(made)
    fields = [field.attname for field in Person._meta.concrete_fields]
    found = {person.pk: person for person in Person.objects.all()}
    for person in made:
        back = found[person.pk]
        assert {name: value_of(back, name) for name in fields} == {name: value_of(person, name) for name in fields}
    assert (found[made[0].pk].phone, found[made[1].pk].identity) == ("19900206068", "11010519491231002X")
    made[0].name = "高雪"
    made[0].save()  # a row that was written is a row like any other
    assert Person.objects.get(pk=made[0].pk).name == "高雪"


def value_of(row, name):
    value = getattr(row, name)
    return bytes(value) if isinstance(value, memoryview) else value


def test_a_rule_of_the_database_holds_for_them_too(haiwan):
    one, two = people()
    two.code = one.code
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([one, two])
    assert Person.objects.count() == 0


def test_another_communitys_rows_are_refused(haiwan):
    made = people()
    with community_scope(Community.objects.create(code="other", name="别处")), pytest.raises(UnscopedQuery):
        insert_many(made)


def test_nothing_is_nothing(haiwan):
    insert_many([])
    assert Person.objects.count() == 0


def test_counting_again_is_harmless_anywhere(haiwan):
    insert_many(people())
    count_again([Person])
    assert Person.objects.count() == 2
