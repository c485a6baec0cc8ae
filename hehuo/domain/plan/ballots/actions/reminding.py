"""A word to those who have not voted, and to nobody else."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal import queries as history
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import queries, rules
from hehuo.domain.plan.ballots.models import Ballot

AT_MOST_EVERY = timedelta(days=1)


@transaction.atomic
def remind(*, actor: Person, ballot: Ballot) -> int:
    """Tell everyone whose voice has not come, by the account they have here, once a day at most; how many were told."""
    ballot = Ballot.objects.select_for_update(no_key=True).get(pk=ballot.pk)
    rules.may_run(actor, ballot).or_refuse()
    rules.is_open(ballot).or_refuse()
    last = history.entries_of_all([ballot.pk], acts=["ballots.reminded"]).order_by("-at").first()
    if last and clock.now() - last.at < AT_MOST_EVERY:
        raise Refused(_("今天已经提醒过一次了，明天再提醒。"))
    people = queries.people_not_yet(ballot)
    for person in people:
        messages.tell(
            person=person, about=ballot,
            subject=sentence("请您投票：%(what)s", what=ballot.title),
            body=sentence(
                "%(day)s 截止。手机上就能投，社区办公室也有纸票，一样算数。",
                day=clock.local(ballot.closes_at).strftime("%Y-%m-%d %H:%M"),
            ),
        )  # fmt: skip
    journal.record(actor=actor, act="ballots.reminded", thing=ballot, people=len(people))
    return len(people)
