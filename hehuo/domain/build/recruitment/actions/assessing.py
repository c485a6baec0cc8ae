"""The reviewers of a call: asked, stepping back, scoring. What they say goes to those who decide."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.recruitment import assessed, kinds, queries, rules
from hehuo.domain.build.recruitment.kinds import CallState, Stage
from hehuo.domain.build.recruitment.models import Application, Assessment, Call, CallReviewer, Interest
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def add_reviewer(*, actor: Person, call: Call, person: Person) -> CallReviewer:
    """One more reviewer for a call, also after it was published; asked about everyone who waits for scores."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.may_run(actor).or_refuse()
    rules.may_review(person).or_refuse()
    named = CallReviewer.objects.filter(call=call).select_related("person")
    if any(each.person.human_id == person.human_id for each in named):
        raise Conflict(_("%(name)s已经在名单里。") % {"name": person.name})
    reviewer = CallReviewer.objects.create(call=call, person=person, named_by=actor)
    journal.record(actor=actor, act="recruitment.reviewer_added", thing=call, person=str(person.id))
    if call.state != CallState.DRAFT:
        for application in Application.objects.filter(call=call, stage__in=rules.SCORED, joined_into=None):
            ask_reviewers(application=application)
    return reviewer


def ask_reviewers(*, application: Application) -> list[Assessment]:
    """Ask every reviewer of the call who was not asked yet; who is the applicant or of their household steps back.

    Called inside an action.
    """
    found = CallReviewer.objects.filter(call=application.call_id).select_related("person")
    asked = set(Assessment.objects.filter(application=application).values_list("person_id", flat=True))
    fresh = [each.person for each in found if each.person_id not in asked]
    if not fresh:
        return []
    kin, interests = assessed.kin_of(application), list(queries.interests_of(application))
    return [_ask(application, person, kin, interests) for person in fresh]


def _ask(application: Application, person: Person, kin: list[Person], interests: list[Interest]) -> Assessment:
    sheet = Assessment(application=application, person=person)
    if rules.is_kin(person, kin) or not rules.may_judge(person, application, interests=interests):
        sheet.stepped_back_at = clock.now()
        sheet.stepped_back_why = _("申请人是本人或同一户，或者登记过利害关系")
        sheet.save(force_insert=True)
        journal.record(actor=None, act="recruitment.reviewer_stepped_back", thing=application, person=str(person.id))
        return sheet
    sheet.save(force_insert=True)
    duties.assign(
        about=sheet, act="assess", verb="jian", person=person, title=application.name,
        due_at=clock.at(clock.today() + timedelta(days=kinds.SCORE_DAYS), 18),
    )  # fmt: skip
    return sheet


@transaction.atomic
def give_scores(*, actor: Person, assessment: Assessment, points: Mapping[str, int], words: str) -> Assessment:
    """A reviewer's whole points on each criterion with a sentence; until the decision they may be given anew.

    Raises Invalid for points out of their range, or without a sentence.
    """
    found = Assessment.objects.select_for_update(of=("self",)).select_related("application__call", "person")
    sheet = found.get(pk=assessment.pk)
    application = Application.objects.select_for_update(of=("self",)).select_related("call", "partner").get(
        pk=sheet.application_id
    )  # fmt: skip
    sheet.application = application
    rules.may_score(
        actor, sheet, interests=queries.interests_of(application), kin=assessed.kin_of(application)
    ).or_refuse()
    criteria = application.call.criteria if application.call else []
    for number, each in enumerate(criteria):
        given = points.get(each["name"])
        if given is None or not 0 <= given <= each["weight"]:
            raise Invalid(f"points_{number}", _("「%(name)s」请打 0 到 %(weight)s 的整数。") % each)
    if len(words.strip()) < 2:
        raise Invalid("words", _("请写一句为什么这样打，评议的人看得到。"))
    before = f"{sheet.total} {sheet.words}" if sheet.given_at else ""
    sheet.points = {each["name"]: points[each["name"]] for each in criteria}
    sheet.words, sheet.given_at = words.strip()[:300], clock.now()
    sheet.save()
    duties.done(about=sheet, act="assess", actor=actor)
    journal.record(actor=actor, act="recruitment.scored", thing=application, total=sheet.total, words=before)
    return sheet


def step_back(*, actor: Person | None, application: Application, person: Person, why: str) -> None:
    """A reviewer who has an interest scores no more, and what they gave falls. Called inside an action."""
    if application.stage in (Stage.POSTED, Stage.AGREED, Stage.REFUSED):
        return  # decided: what stood then stays
    for sheet in Assessment.objects.select_for_update().filter(
        application=application, person=person, stepped_back_at=None
    ):
        sheet.points, sheet.words, sheet.given_at = {}, "", None
        sheet.stepped_back_at, sheet.stepped_back_why = clock.now(), why.strip()[:200]
        sheet.save()
        duties.done(about=sheet, act="assess", actor=actor)


def close_scoring(*, application: Application) -> None:
    """It was decided: nobody is waited for any more. Called inside an action."""
    for sheet in Assessment.objects.filter(application=application, given_at=None, stepped_back_at=None):
        duties.done(about=sheet, act="assess", actor=None)
