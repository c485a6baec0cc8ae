"""Telling people, and taking note that they have read it. A message is no act of its own: what it tells stands in the
journal already."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import acting, clock
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Missing
from hehuo.core.sentences import Sentence
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person

SUBJECT_LENGTH = 80


def tell(*, person: Person, subject: Sentence | str, body: Sentence | str, about: TenantModel | None = None) -> Message:
    """Put a message into a person's inbox; whoever was merged into another is told under that other name."""
    return Message.objects.create(
        person_id=person.merged_into_id or person.id,
        subject=subject[:SUBJECT_LENGTH] if isinstance(subject, str) else subject,
        body=body,
        about_kind=about.kind_name() if about else "",
        about_id=about.id if about else None,
    )


@transaction.atomic
def read(*, actor: Person, message: Message) -> Message:
    """Note that a person has read a message of theirs; reading again changes nothing. Raises Missing for another's.

    What a helper reads while acting for them stays unread: it is they who are told.
    """
    found = Message.objects.select_for_update().filter(pk=message.pk, person=actor).first()
    if found is None:
        raise Missing(_("没有这条消息。"))
    if found.read_at is None and acting.now() is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
    return found


def read_all(*, actor: Person) -> int:
    """Note that a person has read everything; how many were new. A helper's eyes are not theirs."""
    if acting.now() is not None:
        return 0
    return Message.objects.filter(person=actor, read_at=None).update(read_at=clock.now())
