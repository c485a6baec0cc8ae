"""The checklist of an application (R-05)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.recruitment import findings, kinds, queries, rules
from hehuo.domain.build.recruitment.actions import assessing
from hehuo.domain.build.recruitment.actions.applications import locked, move
from hehuo.domain.build.recruitment.kinds import CheckState, RulingWord, Stage
from hehuo.domain.build.recruitment.models import Application, Ruling, ScreeningItem
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def start_screening(*, actor: Person, application: Application) -> Application:
    """Begin to look at an application: it gets an owner and the checklist of its kind and field."""
    application = locked(application)
    rules.may_run(actor).or_refuse()
    application.owner = actor
    move(actor=actor, application=application, stage=Stage.SCREENING)
    lay_out_items(application)
    return application


def lay_out_items(application: Application) -> list[ScreeningItem]:
    """The checklist of an application's kind and field, as far as it is not there yet. Called inside an action."""
    return [
        ScreeningItem.objects.get_or_create(
            application=application,
            slug=check.slug,
            defaults={"title": str(check.title), "is_mandatory": check.mandatory, "order": order},
        )[0]
        for order, check in enumerate(kinds.checks_for(application.category.party, application.service_field))
    ]


@transaction.atomic
def check_item(
    *,
    actor: Person,
    item: ScreeningItem,
    state: CheckState,
    evidence: str = "",
    file: File | None = None,
    expires_on: date | None = None,
) -> ScreeningItem:
    """Say of one item whether it holds, on what evidence, and until when."""
    item = ScreeningItem.objects.select_for_update(of=("self",)).select_related("application").get(pk=item.pk)
    rules.may_run(actor).or_refuse()
    if state == CheckState.NOT_ASKED and item.is_mandatory:
        raise Invalid("state", _("「%s」是必查项，不能免。") % item.title)
    if state == CheckState.PASSED and not evidence.strip() and file is None:
        raise Invalid("evidence", _("请写查了什么（证号、截图、日期），或传一张照片。"))
    if expires_on and expires_on < clock.today():
        raise Invalid("expires_on", _("这份材料已经过期，请换新的。"))
    item.state, item.evidence, item.file = state, evidence.strip(), file or item.file
    item.checked_by, item.checked_on, item.expires_on = actor, clock.today(), expires_on
    item.save()
    duties.done(about=item, act="renew_paper", actor=actor)
    journal.record(
        actor=actor, act="recruitment.item_checked", thing=item.application, item=item.slug, state=state.value
    )
    return item


@transaction.atomic
def pass_screening(*, actor: Person, application: Application) -> Application:
    """All that must be checked holds: on to the trial."""
    application = locked(application)
    rules.may_run(actor).or_refuse()
    rules.may_pass_screening(ScreeningItem.objects.filter(application=application), clock.today()).or_refuse()
    move(actor=actor, application=application, stage=Stage.TRIAL)
    assessing.ask_reviewers(application=application)
    return application


@transaction.atomic
def rule_finding(
    *, actor: Person, application: Application, key: str, word: RulingWord | None, why: str = ""
) -> Ruling:
    """A person's word on one thing that was found; None takes it back. The application stays where it is.

    Raises Conflict where it is not found any more, because what it was about has changed.
    """
    application = locked(application)
    rules.may_rule(actor, application, interests=queries.interests_of(application)).or_refuse()
    found = findings.finding(application, key)
    if found is None:
        raise Conflict(_("这一条已经变了，请回初审单再看一遍。"))
    if word == RulingWord.SETTLED and not why.strip():
        raise Invalid("why", _("请写一句是怎么核实的，例如：看过执照原件。"))
    ruling, _made = Ruling.objects.update_or_create(
        application=application, key=key,
        defaults={
            "flag": found.flag.value, "detail": found.detail[:200], "word": word.value if word else "",
            "why": why.strip(), "ruled_by": actor, "ruled_at": clock.now(),
        },
    )  # fmt: skip
    journal.record(
        actor=actor, act="recruitment.finding_ruled", thing=application, flag=found.flag.value, word=ruling.word,
        words=ruling.why,
    )  # fmt: skip
    return ruling


@transaction.atomic
def remind_of_expiry() -> int:
    """Tell of papers that run out, a month and a week before, each step once for ever; how many were told now."""
    return sum(_warn(item) for item in queries.expiring_items().select_related("application__partner__contact"))


def _warn(item: ScreeningItem) -> bool:
    partner = item.application.partner
    return duties.warn(
        about=item, act="renew_paper", verb="jian", power=Power.RUN_RECRUITMENT,
        title=sentence("%(name)s：%(paper)s快到期", name=item.application.name, paper=item.title),
        runs_out_on=item.expires_on or clock.today(), also=[partner.contact] if partner else (),
    )  # fmt: skip
