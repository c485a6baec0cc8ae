"""Rules for models that let one SQLite file grow into a sharded PostgreSQL (docs/decisions/0002)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from hehuo.core.db.fields import CommunityField, TenantForeignKey
from hehuo.core.db.models import LocalModel, ReferenceModel, TenantManager, TenantModel


def check_models(**_kwargs: Any) -> list[CheckMessage]:
    """Every model of the house, held to E001..E006."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("hehuo.")]
    return [message for model in ours for message in check_model(model)]


def check_model(model: type[models.Model]) -> Iterator[CheckMessage]:
    """The messages for one model."""
    if issubclass(model, TenantModel):
        yield from _check_tenant(model)
    elif not issubclass(model, (ReferenceModel, LocalModel)):
        yield Error("say which it is: TenantModel, ReferenceModel or LocalModel", obj=model, id="hehuo.E001")
    else:
        for field in model._meta.local_fields:
            if field.remote_field and issubclass(field.remote_field.model, TenantModel):
                yield Error(f"{field.name} points from a shared table into a community", obj=model, id="hehuo.E004")


def _check_tenant(model: type[TenantModel]) -> Iterator[CheckMessage]:
    if model._meta.base_manager_name != "objects" or not isinstance(model._default_manager, TenantManager):
        yield Error("class Meta must extend TenantModel.Meta", obj=model, id="hehuo.E005")
    if model._meta.local_many_to_many:
        yield Error("no automatic many-to-many: write the row between", obj=model, id="hehuo.E002")
    for field in model._meta.local_fields:
        yield from _check_field(model, field)
    for fields, name in _leading(model):
        if fields and fields[0].lstrip("-") != "community":
            yield Error(f"{name} must begin with community", obj=model, id="hehuo.E003")


def _check_field(model: type[TenantModel], field: models.Field[Any, Any]) -> Iterator[CheckMessage]:
    if field.unique and not field.primary_key:
        yield Error(f"{field.name}: unique within a community only", obj=model, id="hehuo.E006")
    if isinstance(field, models.AutoField) or (field.primary_key and not isinstance(field, models.UUIDField)):
        yield Error(f"{field.name}: no sequences in a community's table", obj=model, id="hehuo.E006")
    if (
        getattr(field, "db_index", False)
        and not isinstance(field, (TenantForeignKey, CommunityField))
        and not field.primary_key
    ):
        yield Error(f"{field.name}: write an index that begins with community", obj=model, id="hehuo.E003")
    if not field.remote_field or isinstance(field, CommunityField):
        return
    target = field.remote_field.model
    if issubclass(target, TenantModel) and not isinstance(field, TenantForeignKey):
        yield Error(f"{field.name}: a link inside a community is a TenantForeignKey", obj=model, id="hehuo.E002")
    if issubclass(target, LocalModel):
        yield Error(f"{field.name}: hold the UUID, a local row does not move along", obj=model, id="hehuo.E004")


def _leading(model: type[TenantModel]) -> Iterator[tuple[list[str], str]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield list(constraint.fields), constraint.name
    for index in model._meta.indexes:
        yield list(index.fields), index.name
    for together in model._meta.unique_together:
        yield list(together), "unique_together"
