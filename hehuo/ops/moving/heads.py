"""The first line of a sealed file: what it holds, under which key its fields are sealed, for which tables."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Refused


def head(kind: str, **more: Any) -> dict[str, Any]:
    """The first line of a file of this kind."""
    return {
        "hehuo": kind, "made_at": clock.now().isoformat(), "field_key": settings.FIELD_KEY, "tables": tables(), **more,
    }  # fmt: skip


def tables() -> dict[str, str]:
    """The last step of each room's tables."""
    leaves = MigrationLoader(connection).graph.leaf_nodes()
    return {app: name for app, name in sorted(leaves) if app not in {"auth", "contenttypes", "django_tasks_database"}}


def check_head(line: dict[str, Any], kind: str) -> None:
    """Raise Refused where the file is of another kind, or was made by a program with other tables."""
    if line.get("hehuo") != kind:
        raise Refused(
            _("这个文件不是「%s」用的，请核对文件。") % {"backup": "hehuo restore", "community": "hehuo move-in"}[kind]
        )
    if line["tables"] != tables():
        raise Refused(_("这个文件是另一个版本的程序做的。请先装上同一个版本，读入之后再升级。"))
