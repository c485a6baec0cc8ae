"""The registry of communities, and the three kinds of model: a community's, a reference, a local one."""

from __future__ import annotations

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, ids
from hehuo.core.db import scope
from hehuo.core.db.fields import CommunityField, TenantForeignKey

__all__ = [
    "Community",
    "CommunityKind",
    "Counter",
    "Installation",
    "LocalModel",
    "ReferenceModel",
    "TenantForeignKey",
    "TenantModel",
    "TenantQuerySet",
    "raw_uuid",
]


class ReferenceModel(models.Model):
    """A small table that every community reads (copied to every shard)."""

    class Meta:
        abstract = True


class LocalModel(models.Model):
    """A table of this installation: accounts, browser sessions, jobs. Never moved with a community."""

    class Meta:
        abstract = True


class CommunityKind(models.TextChoices):
    COMMUNITY = "community", _("社区")
    STREET = "street", _("街道")


class Community(ReferenceModel):
    """A community, or a street office (which writes its own rows like a community)."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=CommunityKind, default=CommunityKind.COMMUNITY)
    street = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="communities")
    region = models.CharField(max_length=80, blank=True, help_text=_("省市区，例如 广东省广州市南沙区"))
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Installation(LocalModel):
    """What this database is, one row, written once: a demo stays a demo for life."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one_row")]


M = TypeVar("M", bound="TenantModel")


class TenantQuerySet(models.QuerySet[M]):
    """A queryset whose writes need one community in scope."""

    def update(self, **values: Any) -> int:
        scope.current_id()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        scope.current_id()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        objs = list(objs)
        for thing in objs:
            thing.require_scope()
        return super().bulk_create(objs, *args, **kwargs)


class TenantManager(models.Manager[M]):
    """Sees the rows of the community in scope, and raises where there is none."""

    def get_queryset(self) -> TenantQuerySet[M]:
        found: TenantQuerySet[M] = TenantQuerySet(self.model, using=self._db)
        community = scope.filter_id()
        return found if community is None else found.filter(community_id=community)

    # Managers made by from_queryset lose their type; these three are all that callers need by name.
    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        return self.get_queryset().bulk_create(objs, *args, **kwargs)


class TenantModel(models.Model):
    """A row of one community, made inside its scope and never moved to another.

    Saving raises ReadOnlyScope or UnscopedQuery outside the community's scope.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    community = CommunityField(Community, models.PROTECT, related_name="+", default=scope.current_id, editable=False)

    objects = TenantManager[Self]()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.require_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.require_scope()
        return super().delete(*args, **kwargs)

    @classmethod
    def kind_name(cls) -> str:
        """How the journal and the threads name this kind of thing: `needs.need`."""
        return cls._meta.label_lower

    def require_scope(self) -> None:
        """Raise unless this row belongs to the community in scope."""
        if self.community_id != scope.current_id():
            raise scope.UnscopedQuery(f"{self._meta.label} belongs to another community than the one in scope")

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._do_update(base_qs.filter(community_id=self.community_id), *args, **kwargs)


class Counter(TenantModel):
    """Numbers without gaps: taken inside the transaction that uses them, given back when it fails."""

    name = models.CharField(max_length=60)
    value = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="counter_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="counter_not_negative"),
        ]

    @classmethod
    def take(cls, name: str) -> int:
        """The next number, from 1. One statement; the row stays locked until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO db_counter (id, community_id, name, value) VALUES (%s, %s, %s, 1)"
                " ON CONFLICT (community_id, name) DO UPDATE SET value = db_counter.value + 1 RETURNING value",
                [raw_uuid(ids.uuid7()), raw_uuid(scope.current_id()), name],
            )
            return int(cursor.fetchone()[0])


def raw_uuid(value: UUID) -> UUID | str:
    """A UUID as this engine stores it, for hand-written SQL."""
    return value if connection.features.has_native_uuid_field else value.hex
