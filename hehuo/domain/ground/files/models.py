"""Papers and pictures as they were kept."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.files.kinds import FORMATS, FileKind, Format
from hehuo.domain.ground.people.models import Person


class File(TenantModel):
    """A file that belongs to a thing. Private unless it was made public; its content may be removed, its row stays."""

    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    name = models.CharField(max_length=120)  # as handed in, without its folders
    kind = models.CharField(max_length=8, choices=FileKind)
    mime = models.CharField(max_length=80)
    size = models.IntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    thumbnail_path = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "about_id", "kept_at"], name="file_about")]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="file_is_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def format(self) -> Format:
        return FORMATS[self.mime]
