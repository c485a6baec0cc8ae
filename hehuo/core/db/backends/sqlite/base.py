"""SQLite with the same strict tables as PostgreSQL: a link into another community is refused by the table itself."""

from typing import Any

from django.db import models, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as SQLiteEditor

from hehuo.core.db.backends.strict import StrictTables
from hehuo.core.db.fields import TenantForeignKey


class StrictEditor(StrictTables, SQLiteEditor):
    """Links between rows of a community become table clauses on (community, id)."""

    def link_clauses(self, model: type[models.Model]) -> list[tuple[str, str]]:
        clauses = []
        for field in model._meta.local_fields:
            if isinstance(field, TenantForeignKey):
                table = self.quote_name(field.remote_field.model._meta.db_table)
                inline = " " + self.sql_create_inline_fk % {
                    "to_table": table,
                    "to_column": self.quote_name("id"),
                }
                own, there = (", ".join(map(self.quote_name, names)) for names in field.link_columns(model))
                clauses.append((inline, f"FOREIGN KEY ({own}) REFERENCES {table} ({there})"))
        return clauses

    def add_field(self, model: type[models.Model], field: Any) -> None:
        if isinstance(field, TenantForeignKey):  # ADD COLUMN cannot carry a composite clause
            self._remake_table(model, create_field=field)
        else:
            super().add_field(model, field)


class StrictOperations(SQLiteOperations):
    def execute_sql_flush(self, sql_list: list[str]) -> None:
        """Empty tables in any order: our links are checked at once, but for this one transaction at its end."""
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for sql in sql_list:
                cursor.execute(sql)


class DatabaseWrapper(SQLiteWrapper):
    SchemaEditorClass = StrictEditor
    ops_class = StrictOperations
