"""Trials: a session given to residents, whose feedback is counted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.recruitment import queries, rules, titles
from hehuo.domain.build.recruitment.actions.applications import locked
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application, Trial
from hehuo.domain.ground.forms.models import Form
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def plan_trial(*, actor: Person, application: Application, session: Session, form: Form) -> Trial:
    """Tie a session to an application in its trial stage; a second trial may follow a first."""
    application = locked(application)
    rules.may_run(actor).or_refuse()
    if application.stage != Stage.TRIAL:
        raise Refused(_("「%(name)s」现在是%(stage)s，初审通过后才能约试课。") % {
            "name": application.name, "stage": application.get_stage_display(),
        })  # fmt: skip
    trial = Trial.objects.create(
        application=application, title=application.project, title_core=titles.core_of(application.project),
        session=session, form=form, held_on=clock.local(session.starts_at).date(),
    )  # fmt: skip
    threads.tie(earlier=application, later=session)
    journal.record(
        actor=actor, act="recruitment.trial_planned", thing=application, session=str(session.id),
        on=trial.held_on.isoformat() if trial.held_on else "",
    )  # fmt: skip
    return trial


@transaction.atomic
def ensure_paper_trial(
    *, actor: Person | None, title: str, form: Form, held_on: date | None, application: Application | None
) -> Trial:
    """The trial of this name whose feedback came in on paper or in a table; made where it is new.

    Without an actor it is the command line, which stands on the machine itself.
    """
    if actor is not None:
        rules.may_run(actor).or_refuse()
    core = titles.core_of(title)
    if not core:
        raise Invalid("title", _("没写是哪一个试课项目。"))
    found = queries.trial_titled(core)
    if found:
        if found.application is None and application is not None:
            found.application = application
            found.save(update_fields=["application"])
        return found
    trial = Trial.objects.create(
        title=titles.shown(title), title_core=core, form=form, held_on=held_on, application=application
    )
    journal.record(actor=actor, act="recruitment.trial_recorded", thing=application or trial, trial=str(trial.id))
    if application is not None:
        threads.tie(earlier=application, later=trial)
    return trial
