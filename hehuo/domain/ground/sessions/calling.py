"""Free seats go to those who wait, and whoever has to know is told."""

from collections.abc import Sequence

from hehuo.core import clock
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import joining, seats
from hehuo.domain.ground.sessions.kinds import LAST_CALL
from hehuo.domain.ground.sessions.models import Session, SignUp


def fill(session: Session) -> None:
    """Give free seats to those who wait, each told once; those who wait last only when the day is near.

    After the start free seats go to those who stand at the door. The rows must be held.
    """
    days, now = seats.days_of(session), clock.now()
    if now >= days[0].starts_at:
        return
    moved = seats.move_up(days)
    if days[0].starts_at - now <= LAST_CALL:
        moved += seats.move_up(days, last=True)
    for line in moved:
        if take_free(days, line.person):
            SignUp.objects.filter(session__in=[day.pk for day in days], person=line.person).update(is_free=True)
        journal.record(actor=None, act="sessions.moved_up", thing=line, session=str(line.session_id))
        tell(
            line, sentence("候补到了：%(title)s", title=days[0].title),
            sentence("有人让出了位子，您已经报上名。不来请早点取消，让给后面的人。"),
        )  # fmt: skip


def tell(line: SignUp, subject: Sentence, body: Sentence | str) -> None:
    """Tell who signed up; of a child the guardian who agreed, or whoever is guardian today."""
    for person in told_of(line):
        named = sentence("%(name)s，%(what)s", name=line.person.name, what=subject)
        messages.tell(
            person=person, subject=subject if person.id == line.person_id else named, body=body, about=line.session
        )


def told_of(line: SignUp) -> list[Person]:
    """Who is told about a sign-up."""
    if not line.guardian_id and not line.person.is_minor:
        return [line.person]
    guardians = [each.guardian for each in people.guardians_of(line.person)]
    agreed = [each for each in guardians if each.id == line.guardian_id]
    return agreed or guardians or [line.person]


def take_free(days: Sequence[Session], person: Person) -> bool:
    """Give a person one of the free places, where they are entitled and there is one."""
    day = clock.local(days[0].starts_at).date()
    return joining.is_entitled(days[0].admission, person, day) and seats.take_free(days)
