"""A chain message from a group signs families up for a session: seats in its order, then the waiting list."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access import rules as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes.parties import Parties, Party, read_parties
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, queries
from hehuo.domain.ground.sessions.joining import Joining
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp


@dataclass(slots=True)
class ChainOutcome:
    """What came of a chain: lines of who has a seat or waits, who was taken off again, and who needs a person."""

    parties: Parties
    signed: list[SignUp] = field(default_factory=list)
    taken_off: list[Person] = field(default_factory=list)
    unclear: list[Party] = field(default_factory=list)
    refused: list[tuple[Party, str]] = field(default_factory=list)

    @property
    def waiting(self) -> list[SignUp]:
        return [line for line in self.signed if line.state == SignUpState.WAITING]


@transaction.atomic
def sign_up_chain(*, actor: Person, session: Session, message: str) -> ChainOutcome:
    """Sign up whom the chain names for sure: somebody alone, or a guardian's wards where there are just as many.

    Wards come on the word of the guardian who wrote the line. Whom the session is not for is named with the reason.
    Whoever left the chain is taken off. The same message again adds nothing. Raises Invalid where nothing was read.
    """
    access.may(actor, Power.CHECK_IN).or_refuse()
    outcome = ChainOutcome(read_parties(message))
    if not outcome.parties.standing:
        raise Invalid("message", _("没有读到接龙。请把群里的接龙从第 1 条起整段粘过来。"))
    for party in outcome.parties.joined:
        coming = _coming(party)
        if not coming:
            outcome.unclear.append(party)
        try:
            outcome.signed += _sign_up(actor, session, party, coming)
        except Refused as refusal:
            outcome.refused.append((party, refusal.say))
    for party in outcome.parties.left:
        for person in _coming(party):
            line = queries.sign_up_of(person, session)
            if line and line.state in (SignUpState.SEATED, SignUpState.WAITING):
                actions.cancel_sign_up(actor=actor, session=session, person=person)
                outcome.taken_off.append(person)
    return outcome


@transaction.atomic
def _sign_up(actor: Person, session: Session, party: Party, coming: list[Person]) -> list[SignUp]:
    """All whom one line names, or none."""
    said = Joining(guardian=people.the_one_called(party.name))
    return [actions.sign_up(actor=actor, session=session, person=person, said=said) for person in coming]


def _coming(party: Party) -> list[Person]:
    """The persons a name in the chain stands for; none where that is not sure."""
    person = people.the_one_called(party.name)
    if person is None:
        return []
    wards = [each.ward for each in people.wards_of(person)]
    if party.has_ages or party.seats > 1:
        return wards if len(wards) == party.seats else []
    return [person]
