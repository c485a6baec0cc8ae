"""What several rooms keep of somebody, and none of them in clear (R-32)."""

from django.db import models

from hehuo.core import masks, secrecy


class WithPhone(models.Model):
    """A phone number: sealed, beside a keyed hash to find it by."""

    phone_sealed = models.BinaryField(default=b"")
    phone_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True

    @property
    def phone(self) -> str:
        """The number in clear; showing it to someone is a `journal.look`."""
        return secrecy.unseal(self.phone_sealed)

    @phone.setter
    def phone(self, number: str) -> None:
        self.phone_sealed, self.phone_hash = secrecy.seal(number), secrecy.search_hash(number)

    @property
    def masked_phone(self) -> str:
        return masks.phone(self.phone)
