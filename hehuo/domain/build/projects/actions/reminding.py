"""What becomes somebody's turn by the calendar: asking again after four weeks, and looking after it."""

from django.db import transaction

from hehuo.core import clock
from hehuo.core.sentences import sentence
from hehuo.domain.build.projects import queries
from hehuo.domain.build.projects.kinds import ASK_AFTER, ASK_WITHIN
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties

BATCH = 200


@transaction.atomic
def remind_later() -> int:
    """Make each of them somebody's turn, once for ever; how many there were. Done twice it changes nothing."""
    asking = list(queries.to_ask_again(clock.today()).select_for_update(of=("self",)).select_related("lead")[:BATCH])
    for project in asking:
        assert project.accepted_on is not None  # noqa: S101  the query asked
        duties.assign(
            about=project, act="ask_again", title=sentence("回访：%(title)s，真的好了吗", title=project.title),
            verb="ping", person=project.lead, power=Power.RUN_RECRUITMENT,
            due_at=clock.at(project.accepted_on + ASK_AFTER + ASK_WITHIN, 18),
        )  # fmt: skip
        project.asking_told_at = clock.now()
        project.save(update_fields=["asking_told_at"])
    tending = list(queries.to_tend(clock.today()).select_for_update(of=("self",)).select_related("tended_by")[:BATCH])
    for project in tending:
        assert project.tend_on is not None  # noqa: S101  the query asked
        duties.assign(
            about=project, act="tend_project", title=sentence("看护：%(title)s", title=project.title), verb="guan",
            person=project.tended_by, power=Power.RUN_RECRUITMENT, due_at=clock.at(project.tend_on, 18),
        )  # fmt: skip
        project.tend_told_on = project.tend_on
        project.save(update_fields=["tend_told_on"])
    return len(asking) + len(tending)
