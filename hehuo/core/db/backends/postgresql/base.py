"""PostgreSQL with strict tables: key (community_id, id), composite links that are checked at once."""

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Columns, Statement
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgresFeatures
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgresEditor

from hehuo.core.db.backends.strict import StrictTables
from hehuo.core.db.fields import TenantForeignKey


class StrictEditor(StrictTables, PostgresEditor):
    """Links between rows of a community are constrained on (community, id) together."""

    sql_create_column_inline_fk = None  # an inline clause names one column; ours need two

    def _create_fk_sql(self, model: type[models.Model], field: Any, suffix: str) -> Statement:
        statement = super()._create_fk_sql(model, field, suffix)
        if isinstance(field, TenantForeignKey):
            table, to_table = model._meta.db_table, field.remote_field.model._meta.db_table
            own, there = field.link_columns(model)
            statement.parts["column"] = Columns(table, own, self.quote_name)
            statement.parts["to_column"] = Columns(to_table, there, self.quote_name)
            statement.parts["deferrable"] = ""  # a sharded table cannot defer
        return statement


class StrictFeatures(PostgresFeatures):
    allows_group_by_selected_pks = False  # id alone is not the key


class DatabaseWrapper(PostgresWrapper):
    features_class = StrictFeatures
    SchemaEditorClass = StrictEditor
