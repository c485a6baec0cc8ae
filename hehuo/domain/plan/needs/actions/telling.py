"""Telling those whose voices a need holds: by message on the phone, or at the door they were heard at."""

from hehuo.core.sentences import Sentence
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need


def tell_speakers(need: Need, subject: Sentence, body: Sentence | str) -> None:
    """A message to everyone on the roll who said it, once each. Inside a transaction."""
    for person in Person.objects.filter(voices__need=need).distinct():
        messages.tell(person=person, subject=subject, body=body, about=need)
