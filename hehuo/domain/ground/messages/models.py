"""What the house told a person."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.fields import SentenceField
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person


class Message(TenantModel):
    """One message to one person; `about` is the thing it leads to."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="messages")
    subject = SentenceField()
    body = SentenceField(blank=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["community", "person", "-sent_at", "-id"], name="message_newest"),
            models.Index(
                fields=["community", "person"], condition=models.Q(read_at__isnull=True), name="message_unread"
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)
