"""A week's plan is accepted: each applicant whose papers are checked gets a trial in the room and time it says."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import HehuoError
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.timetables import actions, kinds, queries
from hehuo.domain.build.timetables.models import Line, Week
from hehuo.domain.ground.people.models import Person
from hehuo.flows.book_trial import book_trial


@transaction.atomic
def accept_week(*, actor: Person, week: Week) -> Week:
    """Accept a plan and book the trials of those whose papers are checked; pressed again, of who came so far since.

    The others keep their line with the reason; so does one whose time was taken in between.
    """
    week = actions.accept(actor=actor, week=week)
    for line in queries.lines_of(week):
        if line.time and line.session is None:
            _book(actor, week, line)
    return week


def _book(actor: Person, week: Week, line: Line) -> None:
    application = line.application
    if application.stage != Stage.TRIAL:
        said = {"stage": application.get_stage_display()}
        reason = _("现在是%(stage)s，初审通过后再按一次，就按这个时间约。") % said
        actions.note_booked(actor=actor, line=line, session=None, reason=reason)
        return
    if line.space is None or line.time is None:
        return
    day = week.monday + timedelta(days=line.time.weekday)
    try:
        with transaction.atomic():
            trial = book_trial(
                actor=actor, application=application, space=line.space, starts_at=_moment(day, line.time.starts),
                ends_at=_moment(day, line.time.ends), capacity=line.space.seats or kinds.TRIAL_PEOPLE,
            )  # fmt: skip
    except HehuoError as error:
        actions.note_booked(actor=actor, line=line, session=None, reason=_("没约成：%s") % error.say)
        return
    actions.note_booked(actor=actor, line=line, session=trial.session, reason=_("约好了试课，居民可以报名。"))


def _moment(day: date, moment: time) -> datetime:
    return clock.at(day, moment.hour, moment.minute)
