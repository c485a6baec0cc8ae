"""A model's rows as lines of JSON that mean the same on either engine, and the order in which they can be read back."""

import base64
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from hehuo.core.db.models import Community, Installation, TenantModel
from hehuo.core.jobs.models import Schedule
from hehuo.core.sentences import Sentence
from hehuo.domain.ground.access.models import Device, EntryTry, FirstCode, Reset
from hehuo.domain.ground.entry.models import PhoneCode
from hehuo.domain.ground.intakes.models import Paper
from hehuo.domain.ground.search.models import SearchDoc, Shelf

# Of this machine and this hour only; the search index is made anew by the worker wherever its shelf is missing.
LEFT_OUT: tuple[type[models.Model], ...] = (
    Installation, Schedule, EntryTry, FirstCode, Device, Reset, PhoneCode, Paper, SearchDoc, Shelf,
)  # fmt: skip
BATCH = 500


@cache
def ordered_models() -> tuple[type[models.Model], ...]:
    """Our models, each after those that its rows point at."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("hehuo.")]
    done: dict[type[models.Model], None] = {}

    def visit(model: type[models.Model]) -> None:
        for field in model._meta.local_fields:
            target = field.remote_field.model if field.remote_field else None
            if target in ours and target is not model and target not in done:
                visit(target)
        done.setdefault(model)

    for model in ours:
        visit(model)
    return tuple(model for model in done if model not in LEFT_OUT)


def tenant_models() -> list[type[TenantModel]]:
    """The models whose rows belong to a community."""
    return [model for model in ordered_models() if issubclass(model, TenantModel)]


def shared_models() -> list[type[models.Model]]:
    """Reference and local models, communities first."""
    shared = [model for model in ordered_models() if not issubclass(model, TenantModel)]
    return sorted(shared, key=lambda model: model is not Community)


def lines_of(rows: "models.QuerySet[Any]") -> Iterator[dict[str, Any]]:
    """The rows as lines, those that others of the same table point at first."""
    model = rows.model
    own = [field for field in model._meta.local_fields if field.remote_field and field.remote_field.model is model]
    names = [field.attname for field in model._meta.local_fields]
    free = rows.filter(**dict.fromkeys([field.name for field in own])) if own else rows
    written: set[Any] = set()
    for values in free.order_by("pk").values(*names).iterator(chunk_size=2000):
        if own:
            written.add(values["id"])
        yield _line(model, values)
    waiting = list(rows.exclude(pk__in=free.values("pk")).order_by("pk").values(*names)) if own else []
    while waiting:
        ready = [one for one in waiting if all(one[field.attname] in (None, *written) for field in own)]
        if not ready:
            raise RuntimeError(f"{model._meta.label} rows point at each other in a ring")
        yield from (_line(model, values) for values in ready)
        written.update(one["id"] for one in ready)
        waiting = [one for one in waiting if one["id"] not in written]


def _line(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    return {"row": model._meta.label_lower, "is": {name: _plain(value) for name, value in values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, Sentence):
        return value.as_text()
    return value.isoformat() if isinstance(value, (datetime, date, time)) else value


def from_line(line: dict[str, Any]) -> models.Model:
    """The row that a line says, unsaved."""
    model = apps.get_model(line["row"])
    values = {}
    for field in model._meta.local_fields:
        if field.attname in line["is"]:
            values[field.attname] = _typed(field, line["is"][field.attname])
    return model(**values)


def _typed(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def store(rows: Iterable[models.Model]) -> int:
    """Write rows as they are, in the order in which they come; how many."""
    count, batch = 0, []
    for row in rows:
        # A batch never holds rows of two tables, nor a row and one of its own table that it points at.
        if batch and (type(row) is not type(batch[0]) or len(batch) >= BATCH or _points_at_own(row)):
            _write(batch)
            batch = []
        batch.append(row)
        count += 1
    if batch:
        _write(batch)
    return count


def _points_at_own(row: models.Model) -> bool:
    return any(
        field.remote_field and field.remote_field.model is type(row) and getattr(row, field.attname)
        for field in row._meta.local_fields
    )


def _write(batch: list[models.Model]) -> None:
    type(batch[0])._default_manager.bulk_create(batch, batch_size=BATCH)
