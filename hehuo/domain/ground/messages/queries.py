"""A person's inbox."""

from django.db.models import QuerySet

from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person


def inbox_of(person: Person) -> QuerySet[Message]:
    """What a person was told, newest first."""
    return Message.objects.filter(person=person).order_by("-sent_at", "-id")


def unread_count(person: Person) -> int:
    """How many messages wait to be read."""
    return Message.objects.filter(person=person, read_at=None).count()
