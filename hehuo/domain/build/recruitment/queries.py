"""Reading the way in: calls, the pipeline, double papers, trials and what they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from hehuo.core import clock
from hehuo.domain.build.partners import names
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.models import Category, Partner
from hehuo.domain.build.recruitment import titles
from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.recruitment.kinds import FEEDBACK_DAYS, OPEN_STAGES, Answer, CallState, DecisionState, Stage
from hehuo.domain.build.recruitment.models import (
    Application,
    Call,
    CallCategory,
    CallNeed,
    CallReviewer,
    CallSpace,
    Decision,
    Interest,
    ScreeningItem,
    Seat,
    Trial,
)
from hehuo.domain.build.recruitment.results import TrialResult
from hehuo.domain.build.recruitment.rules import Terms
from hehuo.domain.ground.duties.kinds import EXPIRY_WARNINGS
from hehuo.domain.ground.forms.kinds import OVERALL, SATISFIED_FROM
from hehuo.domain.ground.forms.models import Reply
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import OpeningRule, Space
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.needs.models import Need

ALIKE = 60  # percent of the letters of two names in common
DECIDE_WITHIN = timedelta(days=5)


# Calls


def calls() -> QuerySet[Call]:
    """All calls with their needs and rooms, newest first."""
    return Call.objects.prefetch_related(
        Prefetch("call_needs", queryset=CallNeed.objects.select_related("need"), to_attr="lines"),
        Prefetch("call_spaces", queryset=CallSpace.objects.select_related("space"), to_attr="rooms"),
        Prefetch("call_categories", queryset=CallCategory.objects.select_related("category"), to_attr="limits"),
        Prefetch("call_reviewers", queryset=CallReviewer.objects.select_related("person"), to_attr="reviewers"),
    ).order_by("-opens_on", "-id")


def public_calls() -> QuerySet[Call]:
    """What everyone may read."""
    return calls().exclude(state=CallState.DRAFT)


def open_call() -> Call | None:
    """The one call that is open today; None where there is none or more than one."""
    today = clock.today()
    found = list(Call.objects.filter(state=CallState.PUBLISHED, opens_on__lte=today, closes_on__gte=today)[:2])
    return found[0] if len(found) == 1 else None


def categories_for(call: Call | None) -> QuerySet[Category]:
    """The kinds of partner that may apply: those that the call is limited to, or all."""
    limits = list(CallCategory.objects.filter(call=call).values_list("category", flat=True)) if call else []
    return partners.categories().filter(pk__in=limits) if limits else partners.categories()


def overdue_calls() -> QuerySet[Call]:
    """Published calls whose closing day is over."""
    return Call.objects.filter(state=CallState.PUBLISHED, closes_on__lt=clock.today())


# Applications


def applications() -> QuerySet[Application]:
    """Every paper, the joined ones too."""
    return Application.objects.select_related(
        "category", "call", "space", "owner", "partner", "joined_into", "exempt_by", "entered_by"
    )


def asked_by(call: Call) -> QuerySet[Need]:
    """The needs that a call is made for."""
    return Need.objects.filter(pk__in=CallNeed.objects.filter(call=call).values("need")).order_by("number")


def needs_of(application: Application) -> QuerySet[Need]:
    """The needs of its call that an application answers."""
    return Need.objects.filter(pk__in=threads.before(application.id, kind=Need.kind_name())).order_by("number")


def pipeline() -> QuerySet[Application]:
    """One row an applicant: papers that were joined into another are left out."""
    trials = Prefetch("trials", queryset=Trial.objects.select_related("session"), to_attr="given")
    return applications().filter(joined_into=None).prefetch_related(trials).order_by("stage_on", "id")


def counts_by_stage(call: Call | None = None) -> dict[Stage, int]:
    """How many applicants (of one call) stand in each stage; every stage is there."""
    found = Application.objects.filter(joined_into=None)
    if call is not None:
        found = found.filter(call=call)
    rows = found.values_list("stage").annotate(Count("id"))
    counted: dict[str, int] = dict(rows)
    return {stage: counted.get(stage.value, 0) for stage in Stage}


def stage_key_of(application: Application, trials: Sequence[Trial]) -> str:
    """The column of the board: the stage, where a trial that was given waits for its feedback apart."""
    if application.stage == Stage.TRIAL and latest_trial_was_given(trials):
        return "feedback"
    return application.stage


def latest_trial_was_given(trials: Sequence[Trial]) -> bool:
    """Whether the last trial's day has come."""
    return bool(trials) and trials[-1].held_on is not None and trials[-1].held_on <= clock.today()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers that may be one firm, and by what."""

    kept: Application
    second: Application
    why: str


def duplicates() -> list[Pair]:
    """Open papers that may be one firm twice: the same code, the same phone, or the same name (R-48)."""
    seen: dict[tuple[str, str], Application] = {}
    pairs: dict[UUID, Pair] = {}
    open_papers = Application.objects.filter(joined_into=None, stage__in=[*OPEN_STAGES, Stage.RETURNED])
    for application in open_papers.order_by("received_at", "number"):
        for why, value in _marks(application):
            earlier = seen.setdefault((why, value), application)
            if earlier.id != application.id and (why != "project" or _sounds_alike(earlier, application)):
                pairs.setdefault(application.id, Pair(earlier, application, why))
    return list(pairs.values())


def duplicates_of(application: Application) -> list[Pair]:
    """The pairs that this paper is one of."""
    return [pair for pair in duplicates() if application in {pair.kept, pair.second}]


def _marks(application: Application) -> list[tuple[str, str]]:
    marks = [
        ("code", application.credit_code),
        ("phone", application.phone_hash),
        ("name", names.trunk_of(application.name)),
        ("project", _project_mark(application)),
    ]
    return [(why, value) for why, value in marks if value]


def _project_mark(application: Application) -> str:
    """The same person with the same project, whatever the firm is called this time."""
    contact, project = "".join(application.contact_name.split()), titles.core_of(application.project)
    return f"{contact}|{project}" if contact and project else ""


def _sounds_alike(one: Application, other: Application) -> bool:
    """Whether two firms' names differ by a few letters only: a slip of the pen, or an old character."""
    return names.likeness(one.name, other.name) >= ALIKE


@dataclass(frozen=True, slots=True)
class Clash:
    """Two applicants who want one room at one time."""

    one: Application
    other: Application
    when: str


def clashes() -> list[Clash]:
    """Wishes for the same room that overlap, among those on their way in."""
    by_room: dict[str, list[Application]] = {}
    for application in pipeline().filter(stage__in=OPEN_STAGES):
        if room := str(application.space_id or titles.core_of(application.space_said)):
            by_room.setdefault(room, []).append(application)
    return [
        Clash(one, other, str(slot))
        for waiting in by_room.values()
        for number, one in enumerate(waiting)
        for other in waiting[number + 1 :]
        for slot in one.firm_times
        if any(
            slot.weekday == its.weekday and slot.starts < its.ends and its.starts < slot.ends
            for its in other.firm_times
        )
    ]


def opening_of(space: Space) -> list[OpenTime]:
    """When partners may have a room."""
    return [
        OpenTime(int(digit) - 1, rule.from_time, rule.to_time)
        for rule in OpeningRule.objects.filter(space=space, audience=Audience.PARTNER)
        for digit in rule.weekdays
    ]


def screening_of(application: Application) -> QuerySet[ScreeningItem]:
    """The checklist, in its order."""
    return ScreeningItem.objects.filter(application=application).select_related("checked_by", "file")


def screening_items() -> QuerySet[ScreeningItem]:
    """Every line of every checklist."""
    return ScreeningItem.objects.select_related("application", "file")


def expiring_items() -> QuerySet[ScreeningItem]:
    """Papers that run out within a month, soonest first (R-05)."""
    soon = clock.today() + timedelta(days=max(EXPIRY_WARNINGS))
    return (
        ScreeningItem.objects.filter(expires_on__lte=soon, application__joined_into=None)
        .exclude(application__stage__in=[Stage.REFUSED, Stage.WITHDRAWN])
        .select_related("application")
        .order_by("expires_on", "id")
    )


# Trials


def trials() -> QuerySet[Trial]:
    """All trials, newest first."""
    return Trial.objects.select_related("application__call", "session", "form").order_by("-made_at", "-id")


def trials_of(application: Application) -> list[Trial]:
    """The trials of an application, in order."""
    return list(Trial.objects.filter(application=application).select_related("session__space", "form"))


def trial_titled(core: str) -> Trial | None:
    """The latest trial of this name."""
    return trials().filter(title_core=core).first()


def application_titled(core: str) -> Application | None:
    """The applicant whose project has this name; of several the one in its trial, else none."""
    named = [found for found in pipeline() if titles.core_of(found.project) == core]
    if len(named) > 1:
        named = [found for found in named if found.stage == Stage.TRIAL]
    return named[0] if len(named) == 1 else None


def trial_of_session(session: Session) -> Trial | None:
    """The trial that a session is."""
    return trials().filter(session=session).first()


def trials_by(partners: Iterable[Partner]) -> QuerySet[Trial]:
    """The trials that these partners gave on their way in."""
    return trials().filter(application__partner__in=list(partners))


def result_of(application: Application, trials: Sequence[Trial] | None = None) -> TrialResult:
    """The feedback of an application's latest trial, counted exactly, beside the call's terms; of `trials` if read."""
    found = trials_of(application) if trials is None else trials
    stars = _feedback_on([found[-1].about_id]).get(found[-1].about_id, []) if found else []
    return _result(application.call, len(found), stars)


def results_of(found: Iterable[Application]) -> dict[UUID, TrialResult]:
    """The result of each application, in two statements whatever their number."""
    applications = list(found)
    given: dict[UUID | None, list[Trial]] = {}
    for trial in Trial.objects.filter(application__in=applications):
        given.setdefault(trial.application_id, []).append(trial)
    latest = {application_id: trials[-1] for application_id, trials in given.items()}
    feedback = _feedback_on(trial.about_id for trial in latest.values())
    return {
        application.id: _result(
            application.call, len(given.get(application.id, [])), feedback.get(latest[application.id].about_id, [])
        )
        if application.id in latest
        else _result(application.call, 0, [])
        for application in applications
    }


def result_of_trial(trial: Trial) -> TrialResult:
    """The feedback of one trial, also of one whose applicant is not known yet."""
    call = trial.application.call if trial.application else None
    return _result(call, 1, _feedback_on([trial.about_id]).get(trial.about_id, []))


def _feedback_on(about_ids: Iterable[UUID]) -> dict[UUID, list[int | None]]:
    """For each thing, the overall stars of every reply; None where the reply does not count."""
    found: dict[UUID, list[int | None]] = {}
    rows = Reply.objects.filter(about_id__in=list(about_ids)).values_list("about_id", "answers", "counts")
    for about_id, answers, counts in rows:
        found.setdefault(about_id, []).append(answers[OVERALL] if counts else None)
    return found


def _result(call: Call | None, trials: int, stars: Sequence[int | None]) -> TrialResult:
    valid = [star for star in stars if star is not None]
    return TrialResult.of(
        Terms.of(call),
        trials=trials,
        forms=len(stars),
        valid=len(valid),
        mean=Fraction(sum(valid), len(valid)) if valid else None,
        satisfied=sum(star >= SATISFIED_FROM for star in valid),
    )


# Decisions


def decisions_of(application: Application) -> QuerySet[Decision]:
    """The decisions on an application, latest first."""
    return Decision.objects.filter(application=application).select_related("posting")


def decisions() -> QuerySet[Decision]:
    """All decisions with their application."""
    return Decision.objects.select_related(
        "application__category", "application__call", "application__space", "posting"
    )


def open_seats_of(person: Person) -> QuerySet[Seat]:
    """Where this person is still to answer."""
    return Seat.objects.filter(
        person=person, decision__state=DecisionState.OPEN, answer="", stepped_back_at=None
    ).select_related("decision__application")


def seats() -> QuerySet[Seat]:
    """All seats with their decision."""
    return Seat.objects.select_related("person", "decision__application__call", "decision__application__category")


def interests_of(application: Application) -> QuerySet[Interest]:
    """Declared interests in an applicant."""
    return Interest.objects.filter(application=application).select_related("person", "declared_by")


def votes_of(seated: Iterable[Seat]) -> dict[str, Any]:
    """How many said what."""
    answers = [seat.answer for seat in seated if not seat.stepped_back_at]
    return {answer.value: answers.count(answer.value) for answer in Answer}


FEEDBACK_WITHIN = timedelta(days=FEEDBACK_DAYS)
