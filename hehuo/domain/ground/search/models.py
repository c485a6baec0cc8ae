"""The index: what each thing can be found by. All of it can be made anew from the things themselves."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantModel


class SearchDoc(TenantModel):
    """A thing's tokens. `number` gives the order within a tier, and is the row's number in SQLite's full-text index."""

    kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    number = models.BigIntegerField()
    is_public = models.BooleanField()
    words = models.TextField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "thing_id"], name="search_doc_once"),
            models.UniqueConstraint(fields=["community", "number"], name="search_number_once"),
        ]
        indexes = [models.Index(fields=["community", "kind", "number"], name="search_doc_order")]


class Shelf(TenantModel):
    """That a community's index was built, by which version of the tokens; without it the worker builds it."""

    version = models.SmallIntegerField()
    built_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community"], name="shelf_once")]
