"""Reading files."""

from collections.abc import Collection
from uuid import UUID

from django.core.files.base import File as Content
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


def files_of(about_id: UUID) -> QuerySet[File]:
    """The files of a thing, oldest first."""
    return File.objects.filter(about_id=about_id, removed_at=None).select_related("kept_by").order_by("kept_at", "id")


def files_of_any(about_ids: Collection[UUID]) -> QuerySet[File]:
    """The files of several things, oldest first."""
    return File.objects.filter(about_id__in=about_ids, removed_at=None).order_by("kept_at", "id")


def visible_to(viewer: Person | None) -> QuerySet[File]:
    """The files a caller may open: the same line as `rules.may_see`, asked of many at once."""
    found = File.objects.filter(removed_at=None)
    if viewer is None:
        return found.filter(is_public=True)
    if has_power(viewer, Power.SEE_DESK):
        return found
    return found.filter(Q(is_public=True) | Q(kept_by=viewer))


def public_files_of(about_id: UUID) -> QuerySet[File]:
    """The files of a thing that everyone may see, oldest first."""
    return files_of(about_id).filter(is_public=True)


def stored_paths() -> set[str]:
    """Where the store holds something that a row still needs."""
    kept = File.objects.filter(removed_at=None).values_list("path", "thumbnail_path")
    return {path for paths in kept.iterator() for path in paths if path}


def content_of(file: File, *, small: bool = False) -> Content[bytes]:
    """The bytes of a file, or of its thumbnail, opened for reading."""
    return default_storage.open(file.thumbnail_path if small and file.thumbnail_path else file.path)
