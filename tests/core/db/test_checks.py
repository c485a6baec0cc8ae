"""The rules for models are checked by Django itself, each by its number."""

from django.db import models
from django.test.utils import isolate_apps

from hehuo.core.db.checks import check_model
from hehuo.core.db.models import LocalModel, ReferenceModel, TenantForeignKey, TenantModel
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.people.models import Person


def numbers(model):
    return [message.id for message in check_model(model)]


@isolate_apps("hehuo.domain.ground.people")
def test_a_model_says_which_it_is():
    class Nobodys(models.Model):
        class Meta:
            app_label = "people"

    assert numbers(Nobodys) == ["hehuo.E001"]


@isolate_apps("hehuo.domain.ground.people")
def test_links_inside_a_community_carry_the_community():
    class Plain(TenantModel):
        person = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    class Many(TenantModel):
        people = models.ManyToManyField(Person, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    assert numbers(Plain) == ["hehuo.E003", "hehuo.E002"]  # its own index does not begin with the community either
    assert "hehuo.E002" in numbers(Many)


@isolate_apps("hehuo.domain.ground.people")
def test_keys_and_indexes_begin_with_the_community():
    class Unled(TenantModel):
        name = models.CharField(max_length=5)
        tag = models.CharField(max_length=5, db_index=True)

        class Meta(TenantModel.Meta):
            app_label = "people"
            constraints = [models.UniqueConstraint(fields=["name"], name="unled_name")]
            indexes = [models.Index(fields=["-name"], name="unled_index")]

    assert numbers(Unled) == ["hehuo.E003", "hehuo.E003", "hehuo.E003"]


@isolate_apps("hehuo.domain.ground.people")
def test_nothing_shared_points_into_a_community_and_nothing_of_a_community_at_local_rows():
    class Shared(ReferenceModel):
        person = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    class Here(LocalModel):
        person = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    class There(TenantModel):
        account = models.ForeignKey(Account, models.PROTECT, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    assert numbers(Shared) == ["hehuo.E004"]
    assert numbers(Here) == ["hehuo.E004"]
    assert "hehuo.E004" in numbers(There)


@isolate_apps("hehuo.domain.ground.people")
def test_the_base_and_its_manager_are_kept():
    class Strayed(TenantModel):
        objects = models.Manager()

        class Meta:
            app_label = "people"

    assert "hehuo.E005" in numbers(Strayed)


@isolate_apps("hehuo.domain.ground.people")
def test_no_sequences_and_no_uniqueness_beyond_a_community():
    class Numbered(TenantModel):
        code = models.CharField(max_length=5, unique=True)

        class Meta(TenantModel.Meta):
            app_label = "people"

    assert "hehuo.E006" in numbers(Numbered)


@isolate_apps("hehuo.domain.ground.people")
def test_a_model_that_keeps_the_rules_passes():
    class Good(TenantModel):
        person = TenantForeignKey(Person, models.PROTECT, related_name="+")
        name = models.CharField(max_length=5)

        class Meta(TenantModel.Meta):
            app_label = "people"
            constraints = [models.UniqueConstraint(fields=["community", "name"], name="good_name")]

    assert numbers(Good) == []
