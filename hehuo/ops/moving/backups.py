"""The whole office into one sealed file, and back into an empty one."""

from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation, TenantModel
from hehuo.core.db.scope import all_communities, community_scope
from hehuo.core.errors import Refused
from hehuo.domain.ground.access import queries as access
from hehuo.ops.moving import heads, keys, papers, rows
from hehuo.ops.moving.sealed import SealedWriter, read_sealed
from hehuo.ops.moving.snapshots import one_moment


def backup(out: IO[bytes], passphrase: str) -> int:
    """Write everything the office keeps, as it stands at this moment; how many rows."""
    count = 0
    with one_moment(), SealedWriter(out, passphrase) as sealed:
        sealed.write(heads.head("backup", is_demo=access.is_demo()))
        for line in _all_lines():
            sealed.write(line)
            count += 1
        for line in papers.file_lines(papers.all_names()):
            sealed.write(line)
        sealed.write({"end": count})
    return count


def _all_lines() -> Iterator[dict[str, Any]]:
    for model in rows.shared_models():
        yield from rows.lines_of(model._default_manager.all())
    yield from rows.lines_of(DBTaskResult.objects.filter(status="READY"))  # what the worker has still to do
    with all_communities():
        codes = list(Community.objects.order_by("code"))
    for community in codes:
        with community_scope(community):
            for model in rows.tenant_models():
                yield from rows.lines_of(model.objects.all())


def restore(source: IO[bytes], passphrase: str) -> int:
    """Read a backup into an empty office, and take over its field key. Raises Refused; then nothing was changed."""
    lines = read_sealed(source, passphrase)
    first = next(lines)
    heads.check_head(first, "backup")
    if Community.objects.exists():
        raise Refused(_("这里已经有数据，不能把备份读进来。请用一个空的数据库。"))
    if first["field_key"] != settings.FIELD_KEY:
        keys.need_key_file()
    files = papers.FileReader()
    try:
        with transaction.atomic():
            _clear_seeds()
            count = _store(lines, files)
            Installation.objects.update_or_create(pk=1, defaults={"is_demo": first["is_demo"]})
    except BaseException:
        files.forget()
        raise
    keys.take_over(field_key=first["field_key"])
    registry.forget()
    access.forget_mark()
    return count


def _clear_seeds() -> None:
    """Reference rows that the tables were made with come from the backup as they stood there."""
    for model in reversed(rows.shared_models()):
        model._default_manager.all().delete()


def _store(lines: Iterator[dict[str, Any]], files: papers.FileReader) -> int:
    """Store rows as they come, each community's in its scope; Refused where the end is missing."""
    count, batch, expected = 0, [], None
    for line in lines:
        if "row" in line:
            row = rows.from_line(line)
            if batch and _scope_of(row) != _scope_of(batch[0]):
                count += _store_scoped(batch)
                batch = []
            batch.append(row)
            if len(batch) >= 4 * rows.BATCH:
                count += _store_scoped(batch)
                batch = []
        elif "file" in line:
            files.put(line)
        else:
            expected = line["end"]
    count += _store_scoped(batch)
    if count != expected:
        raise Refused(_("文件不完整，少了几行。请换一份完整的备份。"))
    return count


def _scope_of(row: models.Model) -> Any:
    return row.community_id if isinstance(row, TenantModel) else None


def _store_scoped(batch: list[models.Model]) -> int:
    if not batch:
        return 0
    if (community := _scope_of(batch[0])) is None:
        return rows.store(batch)
    with community_scope(community):
        return rows.store(batch)
