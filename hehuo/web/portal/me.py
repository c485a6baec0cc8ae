"""What I may do here and why not, what is mine, and how I like to read."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.plan.needs import queries as needs
from hehuo.web.requests import PersonRequest, entered

ROWS = 5


@dataclass(frozen=True, slots=True)
class Allowed:
    """One power: whether this person has it, and why not."""

    power: Power
    allowed: bool
    why: str


@entered
def me(request: PersonRequest, community: str) -> HttpResponse:
    """My own page."""
    person = request.person
    powers = powers_of(person)
    context = {
        "grants": access.grants_of(person), "allowed": [each for each in powers if each.allowed],
        "refused": [each for each in powers if not each.allowed], "unread": messages.unread_count(person),
        "sessions": sessions.sign_ups_of(person)[:ROWS], "voices": needs.voices_by(person)[:ROWS],
        "questions": postings.questions_by(person.id)[:ROWS],
    }  # fmt: skip
    return render(request, "portal/me.html", context)


def powers_of(person: Person) -> list[Allowed]:
    """Every power of the house with the answer of the same rule that the actions ask."""
    verdicts = [(power, access_rules.may(person, power)) for power in Power]
    return [Allowed(power, verdict.allowed, verdict.reason) for power, verdict in verdicts]
