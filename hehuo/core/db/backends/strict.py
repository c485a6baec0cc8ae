"""What both engines share: a community's table has the key (community, id), and its links and indexes begin with it.

The same tables can be sharded by community_id (Citus) as they stand; see docs/decisions/0002.
"""

from typing import Any

from django.db import models

from hehuo.core.db.fields import TenantForeignKey, is_tenant


class StrictTables:
    """Mixed into a schema editor."""

    def column_sql(self, model: type[models.Model], field: Any, include_default: bool = False) -> tuple[Any, Any]:
        sql, params = super().column_sql(model, field, include_default)
        if sql and field.primary_key and is_tenant(model):
            sql = sql.replace(" PRIMARY KEY", "")
        return sql, params

    def table_sql(self, model: type[models.Model]) -> tuple[str, Any]:
        sql, params = super().table_sql(model)
        if is_tenant(model):
            quote = self.quote_name
            key = f"PRIMARY KEY ({quote('community_id')}, {quote(model._meta.pk.column)})"
            links = self.link_clauses(model)
            for inline, _ in links:
                sql = sql.replace(inline, "", 1)
            clauses = ", ".join([key, *[clause for _, clause in links]])
            sql = f"{sql.rstrip().removesuffix(')')}, {clauses})"
        return sql, params

    def link_clauses(self, model: type[models.Model]) -> list[tuple[str, str]]:
        """Pairs (what Django wrote inside the table, what stands there instead) for links to rows of a community."""
        return []

    def _field_indexes_sql(self, model: type[models.Model], field: Any) -> list[Any]:
        if isinstance(field, TenantForeignKey) and field.db_index and not field.unique:
            community = model._meta.get_field("community")
            return [self._create_index_sql(model, fields=[community, field])]
        found: list[Any] = super()._field_indexes_sql(model, field)
        return found
