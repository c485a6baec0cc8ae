"""The two kinds of link a community's row may have: to its community, and to rows of the same community."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND, WhereNode

from hehuo.core import sentences
from hehuo.core.sentences import Sentence


class CommunityField(models.ForeignKey):  # type: ignore[type-arg]  # django-stubs reads the type at the use
    """The community a row belongs to; part of its primary key, and never changed."""

    is_tenant_key = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_index"] = False  # every index of the table begins with it already
        super().__init__(*args, **kwargs)


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]  # as above
    """A link inside one community: it joins, filters and is constrained on (community, id) together.

    `also` names fields that both rows have and that must agree (a transfer and its accounts: the unit); the table
    linked to needs a unique constraint on (community, id, those fields).
    """

    def __init__(self, *args: Any, also: Sequence[str] = (), **kwargs: Any) -> None:
        self.also = tuple(also)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.also:
            kwargs["also"] = list(self.also)
        return name, path, args, kwargs

    def link_columns(self, model: type[models.Model]) -> tuple[list[str], list[str]]:
        """The columns of the link in the table of `model`, and those that they point at."""
        own = [_column(model, name) for name in self.also]
        there = [_column(self.remote_field.model, name) for name in self.also]
        return ["community_id", str(self.column), *own], ["community_id", "id", *there]

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, Any]:
        return {"community_id": instance.community_id}  # type: ignore[attr-defined]  # tenant rows only (E002)

    def get_extra_restriction(self, alias: str | None, related_alias: str) -> WhereNode:
        parent = _community_column(self.remote_field.model, alias or self.remote_field.model._meta.db_table)
        child = _community_column(self.model, related_alias)
        condition: Any = Exact(parent, child)
        return WhereNode([condition], connector=AND)


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _community_column(model: type[models.Model], alias: str) -> Any:
    field: Any = model._meta.get_field("community")
    return field.get_col(alias)


def is_tenant(model: type[models.Model]) -> bool:
    """Whether the rows of this model (or of its state in a migration) belong to a community."""
    return any(getattr(field, "is_tenant_key", False) for field in model._meta.local_fields)


if TYPE_CHECKING:
    _TextOfOurs = models.TextField[Sentence | str | Combinable, Sentence | str]
else:
    _TextOfOurs = models.TextField


class SentenceField(_TextOfOurs):
    """Somebody's own words, or a sentence of the house that is read in the reader's language."""

    def from_db_value(self, value: str | None, *_: Any) -> Sentence | str | None:
        return value if value is None else sentences.from_text(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return value
        return sentences.from_text(value) if isinstance(value, str) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return value.as_text()
        return super().get_prep_value(value.replace(sentences.MARK, "") if isinstance(value, str) else value)
