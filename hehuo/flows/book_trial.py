"""A trial session: the room, the session and the form of its residents, all or nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import trials
from hehuo.domain.build.recruitment.models import Application, Trial
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space


@transaction.atomic
def book_trial(
    *,
    actor: Person,
    application: Application,
    space: Space,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    key: UUID | None = None,
) -> Trial:
    """Book a room in the partners' hours, open the session for sign-up, and tie it to the application.

    Raises Refused outside the partners' hours (naming them), Conflict where the room is taken.
    """
    made = Session.objects.filter(pk=key).first() if key else None
    if made and (trial := queries.trial_of_session(made)):
        return trial
    title = f"{application.project}（试课）"
    booking = spaces.book(
        actor=actor, space=space, starts_at=starts_at, ends_at=ends_at, audience=Audience.PARTNER, purpose=title
    )
    session = sessions.plan_session(
        actor=actor, title=title[:60], kind=SessionKind.TRIAL, booking=booking, capacity=capacity, key=key
    )
    return trials.plan_trial(actor=actor, application=application, session=session, form=forms.ensure_session_form())
