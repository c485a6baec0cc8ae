"""Writing what a comparison found, and taking it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import ManyToOneRel

from hehuo.core import secrecy
from hehuo.core.db.bulk import insert_many
from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.intakes.rosters.comparing import Changes
from hehuo.domain.ground.people.models import Care, Household, Ownership, Person
from hehuo.domain.ground.places.models import Home, Place

# In the order in which rows point at each other; taken back in reverse.
ORDER: tuple[type[TenantModel], ...] = (Place, Home, Household, Person, Care, Ownership)
_ROWS = 500


def apply(changes: Changes) -> dict[str, Any]:
    """Write the changes, and say how to undo them. Call it inside a transaction."""
    made: dict[str, list[str]] = {}
    batches: list[Sequence[TenantModel]] = [
        changes.places, changes.homes, changes.households, changes.people, changes.cares, changes.ownerships,
    ]  # fmt: skip
    for model, rows in zip(ORDER, batches, strict=True):
        if rows:
            insert_many(rows)
            made[model.kind_name()] = [str(row.pk) for row in rows]
    return {"made": made, "changed": _update(changes)}


def _update(changes: Changes) -> list[list[Any]]:
    """Write the changed rows; [kind, id, before, after] of each, for the way back."""
    undo: list[list[Any]] = []
    by_model: dict[type[TenantModel], list[TenantModel]] = {}
    for row, before in changes.before.items():
        by_model.setdefault(type(row), []).append(row)
        # A search hash follows from its sealed field, and is not remembered beside it.
        names = [name for name in before if not name.endswith("_hash")]
        was = {name: _plain(name, before[name]) for name in names}
        undo.append([row.kind_name(), str(row.pk), was, {name: _plain(name, getattr(row, name)) for name in names}])
    for model, rows in by_model.items():
        fields = sorted({name for row in rows for name in changes.before[row]})
        model.objects.bulk_update(rows, fields, batch_size=_ROWS)
    return undo


def take_back(undo: dict[str, Any], *, order: tuple[type[TenantModel], ...] = ORDER) -> int:
    """Undo what `apply` wrote: rows made are removed unless something came of them since; how many stayed.

    `order` is that in which the rows of another room's list point at each other.
    """
    for kind, pk, before, after in undo["changed"]:
        _restore(apps.get_model(kind), pk, before, after)
    stayed = 0
    for model in reversed(order):
        stayed += _remove(model, undo["made"].get(model.kind_name(), []))
    return stayed


def _restore(model: type[TenantModel], pk: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Put back the fields that still are as the intake left them; what a person changed since stays."""
    row = model.objects.filter(pk=pk).first()
    if row is None:
        return
    fields = [name for name, value in after.items() if _plain(name, getattr(row, name)) == value]
    for name in fields:
        _put_back(row, name, before[name])
    hashes = [name.removesuffix("_sealed") + "_hash" for name in fields if name.endswith("_sealed")]
    row.save(update_fields=[*fields, *hashes])


def _put_back(row: TenantModel, name: str, value: Any) -> None:
    field = type(row)._meta.get_field(name)
    if name.endswith("_sealed"):
        setattr(row, name.removesuffix("_sealed"), value)  # the property seals and hashes
    elif isinstance(field, models.ForeignKey):
        setattr(row, field.attname, value)
    else:
        setattr(row, name, date.fromisoformat(value) if isinstance(field, models.DateField) and value else value)


def _remove(model: type[TenantModel], ids: list[str]) -> int:
    """Delete what was made and nothing holds on to, a stairwell before its building; how many stayed."""
    left = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True))
    while free := left - _held(model, left):
        model.objects.filter(pk__in=free).delete()
        left -= free
    return len(left)


def _held(model: type[TenantModel], ids: set[UUID]) -> set[UUID]:
    """Those of these rows that another row points at, or that are somebody who can enter by now."""
    held: set[UUID] = set()
    if model is Person:
        held.update(Person.objects.filter(pk__in=ids, account_id__isnull=False).values_list("pk", flat=True))
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.on_delete is models.PROTECT:
            pointing = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
            held.update(pointing.values_list(relation.field.attname, flat=True))
    return held


def _plain(name: str, value: Any) -> Any:
    """A field's value as JSON holds it; what is sealed is opened, since the undo note is sealed as a whole."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if name.endswith("_sealed"):
        return secrecy.unseal(value)
    return value.isoformat() if isinstance(value, date) else value
