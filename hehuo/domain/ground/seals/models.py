"""The chain of seals."""

from django.db import models
from django.db.models import F, Q

from hehuo.core.db.models import TenantModel


class Seal(TenantModel):
    """One batch of journal entries, closed: the hashes of its entries, their root, and the seal before it."""

    number = models.BigIntegerField()
    first = models.BigIntegerField()  # positions in the journal
    last = models.BigIntegerField()
    at = models.DateTimeField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)  # the hash of the seal before it; zeros for the first
    hash = models.BinaryField(max_length=32)
    code = models.CharField(max_length=24)
    leaves = models.BinaryField()  # 32 bytes an entry, in order: a changed entry is named, not only noticed

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="seal_number_once"),
            models.UniqueConstraint(fields=["community", "first"], name="seal_first_once"),
            models.UniqueConstraint(fields=["community", "code"], name="seal_code_once"),
            models.CheckConstraint(condition=Q(number__gte=1) & Q(last__gte=F("first")), name="seal_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def entry_count(self) -> int:
        return self.last - self.first + 1
