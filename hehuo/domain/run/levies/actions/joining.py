"""Members of a club say by themselves that they will pay: nobody else owes (R-26: of one's own free will)."""

from collections.abc import Sequence

from django.db import transaction

from hehuo.core import clock
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.levies import owed, queries, rules
from hehuo.domain.run.levies.actions.drafting import locked
from hehuo.domain.run.levies.kinds import LevyState
from hehuo.domain.run.levies.models import Levy, Share


@transaction.atomic
def say_yes(*, actor: Person, levy: Levy, persons: Sequence[Person]) -> list[Share]:
    """These members will pay; who comes to it while it is collected owes at once. A second time changes nothing."""
    levy = locked(levy)
    said, new = queries.said_yes(levy), []
    for person in persons:
        is_member = levy.club is not None and people.membership_of(levy.club.team, person) is not None
        rules.may_say_yes(actor, levy, person, is_member=is_member).or_refuse()
        if person.pk not in said:
            new.append(Share(levy=levy, person=person, fen=levy.rate_fen, pledged_on=clock.today()))
    Share.objects.bulk_create(new)
    if new and levy.state == LevyState.COLLECTING:
        owed.expect_shares(levy, new)
    for share in new:
        journal.record(actor=actor, act="levies.said_yes", thing=levy, person=str(share.person_id), fen=share.fen)
    return new


@transaction.atomic
def take_back_yes(*, actor: Person, levy: Levy, person: Person) -> None:
    """Not after all, as long as it is not sent for approval."""
    levy = locked(levy)
    rules.may_take_back_yes(actor, levy, person).or_refuse()
    gone, _counts = Share.objects.filter(levy=levy, person=person).delete()
    if gone:
        journal.record(actor=actor, act="levies.yes_taken_back", thing=levy, person=str(person.id))
