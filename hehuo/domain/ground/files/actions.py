"""Keeping, publishing and removing files."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import timedelta
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.base import File as Upload
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantModel
from hehuo.core.db.scope import current_id
from hehuo.core.errors import Invalid
from hehuo.domain.ground.files import pictures, queries, rules, sniffing
from hehuo.domain.ground.files.kinds import COVER_COLUMNS, COVER_ROWS, FileKind, Format
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

COVERED_NAME = "遮过的照片.jpg"  # a name that was handed in may say whose paper it is
LEFT_FOR = timedelta(days=1)  # an upload whose transaction is still open has no row yet


@transaction.atomic
def keep_file(*, actor: Person | None, upload: "Upload[Any]", about: TenantModel, key: UUID | None = None) -> File:
    """Keep a paper or a picture with a thing, private. `actor` is None for a stranger's own paper.

    Raises Invalid for an empty file, one that is too large, or one of a kind we do not take.
    """
    if key and (kept := File.objects.filter(pk=key).first()):
        return kept
    file = File(
        id=key or ids.uuid7(), about_kind=about.kind_name(), about_id=about.id, name=_plain_name(upload.name or ""),
        kept_by=actor,
    )  # fmt: skip
    content = _read(upload)
    if sniffing.is_picture(content):
        _take_picture(file, content)
    elif found := sniffing.format_of(content):
        _take(file, found, content)
    else:
        raise Invalid(
            "upload", _("「%s」不是能收的文件。请传照片、PDF、Word 文档（docx）或 Excel 表格（xlsx）。") % file.name
        )
    file.save(force_insert=True)
    journal.record(
        actor=actor, act="files.file_kept", thing=file, about=str(about.id), mime=file.mime, size=file.size,
        sha256=file.sha256,
    )  # fmt: skip
    return file


@transaction.atomic
def publish_file(*, actor: Person, file: File) -> File:
    """Show a file to everyone."""
    file = File.objects.select_for_update().get(pk=file.pk, removed_at=None)
    rules.may_publish(actor).or_refuse()
    if not file.is_public:
        file.is_public = True
        file.save(update_fields=["is_public"])
        journal.record(actor=actor, act="files.file_published", thing=file)
    return file


@transaction.atomic
def cover_file(*, actor: Person, file: File, squares: Collection[int], key: UUID | None = None) -> File:
    """Show everyone a copy of a picture with these squares painted over; the picture itself stays private.

    Raises Refused, Invalid for what is no picture or where nothing, or no square of it, is covered.
    """
    if key and (shown := File.objects.filter(pk=key).first()):
        return shown
    rules.may_publish(actor).or_refuse()
    if file.kind != FileKind.IMAGE or file.removed_at is not None:
        raise Invalid("squares", _("只有照片能遮。PDF 请先截图，或拍一张照片。"))
    if not squares or not set(squares) <= set(range(COVER_COLUMNS * COVER_ROWS)):
        raise Invalid("squares", _("请点要遮住的格子：姓名、电话、账号、证件号。都不用遮，就直接公开。"))
    shown = File(
        id=key or ids.uuid7(), about_kind=file.about_kind, about_id=file.about_id, name=COVERED_NAME, kept_by=actor,
        is_public=True,
    )  # fmt: skip
    with queries.content_of(file) as content:
        picture = pictures.covered(content.read(), squares)
    _take_resaved(shown, picture)
    shown.save(force_insert=True)
    journal.record(actor=actor, act="files.file_covered", thing=shown, about=str(file.id), sha256=shown.sha256)
    return shown


@transaction.atomic
def remove_file(*, actor: Person, file: File, reason: str) -> File:
    """Remove a file's content for good; that it was there, and why it went, stays."""
    file = File.objects.select_for_update().get(pk=file.pk)
    rules.may_remove(actor, file).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么删，例如：传错了。"))
    if file.removed_at is None:
        file.removed_at, file.removed_why = clock.now(), reason.strip()[:200]
        file.save(update_fields=["removed_at", "removed_why"])
        journal.record(actor=actor, act="files.file_removed", thing=file, words=file.removed_why)
        paths = [path for path in (file.path, file.thumbnail_path) if path]
        transaction.on_commit(lambda: _delete(paths))
    return file


@transaction.atomic
def let_go(*, file: File, reason: str) -> None:
    """Remove the content of a private paper that the house itself kept for a time only. Called inside an action."""
    file = File.objects.select_for_update().get(pk=file.pk)
    if file.removed_at is None and not file.is_public:
        file.removed_at, file.removed_why, file.name = clock.now(), reason[:200], "file"
        file.save(update_fields=["removed_at", "removed_why", "name"])
        journal.record(actor=None, act="files.file_removed", thing=file, words=file.removed_why)
        paths = [path for path in (file.path, file.thumbnail_path) if path]
        transaction.on_commit(lambda: _delete(paths))


def sweep() -> int:
    """Delete what lies in the store without a row (an upload that was rolled back, a deletion cut short); how many."""
    community, yesterday = current_id(), clock.now() - LEFT_FOR
    needed = queries.stored_paths()
    lost = [
        path
        for path in _stored(str(community))
        if path not in needed and default_storage.get_modified_time(path) < yesterday
    ]
    _delete(lost)
    return len(lost)


def _stored(folder: str) -> Iterator[str]:
    """Every file below a folder of the store."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for below in folders:
        yield from _stored(f"{folder}/{below}")


def _read(upload: "Upload[Any]") -> bytes:
    size = upload.size
    if size > settings.UPLOAD_LIMIT_BYTES:
        most = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise Invalid("upload", _("文件太大，一份最多 %d MB。请压缩一下，或分几份传。") % most)
    content = bytes(upload.read())
    if not content:
        raise Invalid("upload", _("这个文件是空的，请重新选一个。"))
    return content


def _take_picture(file: File, content: bytes) -> None:
    _take_resaved(file, pictures.resave(content))


def _take_resaved(file: File, picture: pictures.Picture) -> None:
    file.width, file.height = picture.width, picture.height
    _take(file, picture.format, picture.content)
    file.thumbnail_path = _store(f"{_folder(file)}/{file.id}-small.jpg", picture.thumbnail)


def _take(file: File, found: Format, content: bytes) -> None:
    file.kind, file.mime, file.size = found.kind, found.mime, len(content)
    file.sha256 = hashlib.sha256(content).hexdigest()
    file.path = _store(f"{_folder(file)}/{file.id}.{found.suffix}", content)


def _folder(file: File) -> str:
    return f"{file.community_id}/{clock.today():%Y-%m}"


def _store(path: str, content: bytes) -> str:
    return default_storage.save(path, ContentFile(content))


def _delete(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)


def _plain_name(written: str) -> str:
    """The last part of a path of either kind, without control characters."""
    name = PurePosixPath(PureWindowsPath(written).name).name
    return "".join(letter for letter in name if letter.isprintable())[-120:] or "file"
