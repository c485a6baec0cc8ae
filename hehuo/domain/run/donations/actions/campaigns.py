"""A campaign as the charity filed it: drafted by one, published by another, ended."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.donations import rules
from hehuo.domain.run.donations.actions.disclosing import ask_disclosures
from hehuo.domain.run.donations.kinds import CampaignKind, CampaignState
from hehuo.domain.run.donations.models import Campaign

WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class CampaignWords:
    """A campaign in the words of the charity's filing (Charity Law 24, 25)."""

    title: str
    plan: str
    certificate_no: str
    filing_no: str
    contact: str
    link: str
    starts_on: date
    ends_on: date | None = None
    kind: CampaignKind = CampaignKind.ONCE
    earmark: str = ""
    emergency_from: date | None = None


@transaction.atomic
def draft_campaign(*, actor: Person, fund: Fund, words: CampaignWords, key: UUID | None = None) -> Campaign:
    """Write down what the charity filed; another publishes it. Raises Refused, Invalid."""
    if key and (made := Campaign.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    _check(words)
    campaign = Campaign.objects.create(
        id=key or ids.uuid7(), fund=fund, charity=fund.keeper, made_by=actor, **asdict(words)
    )
    _ask_publisher(campaign)
    journal.record(actor=actor, act="donations.campaign_drafted", thing=campaign, words=campaign.title)
    return campaign


@transaction.atomic
def change_campaign(*, actor: Person, campaign: Campaign, words: CampaignWords) -> Campaign:
    """Put a draft right; who changes it is its drafter from now on. Raises Refused once it is published."""
    campaign = _locked(campaign)
    rules.may_change(actor, campaign).or_refuse()
    _check(words)
    for name, value in asdict(words).items():
        setattr(campaign, name, value)
    campaign.made_by = actor
    campaign.save()
    _ask_publisher(campaign)
    journal.record(actor=actor, act="donations.campaign_changed", thing=campaign, words=campaign.title)
    return campaign


@transaction.atomic
def publish_campaign(*, actor: Person, campaign: Campaign) -> Campaign:
    """Put it before everyone; from now on gifts are registered for it and its accounts fall due. Raises Refused."""
    campaign = _locked(campaign)
    rules.may_publish(actor, campaign).or_refuse()
    rules.check_link(campaign.link)
    campaign.move_to(CampaignState.PUBLISHED)
    if campaign.last_on and campaign.last_on < clock.today():
        raise Conflict(_("募捐的最后一天已经过了，请核对日期再公布。"))
    if campaign.earmark:
        campaign.purpose = funds.open_purpose(actor=None, fund=campaign.fund, name=campaign.earmark)
    campaign.published_by, campaign.published_at = actor, clock.now()
    campaign.save(update_fields=["state", "purpose", "published_by", "published_at"])
    duties.done(about=campaign, act="publish_campaign", actor=actor)
    journal.record(actor=actor, act="donations.campaign_published", thing=campaign, words=campaign.title)
    ask_disclosures(campaign)
    return campaign


@transaction.atomic
def end_campaign(*, actor: Person, campaign: Campaign, ended_on: date) -> Campaign:
    """The charity takes no more for it; the full account is due within three months. Raises Refused, Invalid."""
    campaign = _locked(campaign)
    rules.may_run(actor, campaign).or_refuse()
    if not campaign.starts_on <= ended_on <= clock.today():
        raise Invalid("ended_on", _("结束的日子要在开始以后、今天以前。"))
    if campaign.ends_on and ended_on > campaign.ends_on:
        raise Invalid("ended_on", _("备案的最后一天是 %s，不能更晚。") % campaign.ends_on.isoformat())
    campaign.move_to(CampaignState.ENDED)
    campaign.ended_on = ended_on
    campaign.save(update_fields=["state", "ended_on"])
    journal.record(actor=actor, act="donations.campaign_ended", thing=campaign, ended_on=ended_on.isoformat())
    ask_disclosures(campaign)
    return campaign


@transaction.atomic
def mark_emergency(*, actor: Person, campaign: Campaign, is_emergency: bool) -> Campaign:
    """Say that it answers an emergency, or no longer: while it does, an account is due every five days."""
    campaign = _locked(campaign)
    rules.may_run(actor, campaign).or_refuse()
    if is_emergency == bool(campaign.emergency_from):
        return campaign
    campaign.emergency_from = clock.today() if is_emergency else None
    campaign.save(update_fields=["emergency_from"])
    act = "donations.emergency_marked" if is_emergency else "donations.emergency_over"
    journal.record(actor=actor, act=act, thing=campaign)
    ask_disclosures(campaign)
    return campaign


def _check(words: CampaignWords) -> None:
    for name, say in (
        ("title", _("请写募捐的名称，和备案的一样。")), ("plan", _("请写募捐方案：为了谁、做什么、剩下的怎么办。")),
        ("certificate_no", _("请写慈善组织的公开募捐资格证书编号。没有这张证的，不能公开募捐。")),
        ("filing_no", _("请写民政部门给的备案编号。")), ("contact", _("请写慈善组织的联系人和电话。")),
    ):  # fmt: skip
        if not getattr(words, name):
            raise Invalid(name, say)
    rules.check_link(words.link)
    if words.kind == CampaignKind.ONCE and words.ends_on is None:
        raise Invalid("ends_on", _("一次募捐要写哪天结束。没有期限的，请选「长期随手捐」。"))
    if words.ends_on and words.ends_on < words.starts_on:
        raise Invalid("ends_on", _("结束的日子在开始之前，请核对。"))


def _ask_publisher(campaign: Campaign) -> None:
    duties.assign(
        about=campaign, act="publish_campaign", title=sentence("公布募捐：%(what)s", what=campaign.title), verb="guan",
        due_at=clock.now() + WITHIN, power=Power.PUBLISH,
    )  # fmt: skip


def _locked(campaign: Campaign) -> Campaign:
    found = Campaign.objects.select_for_update(of=("self",)).select_related("fund", "purpose", "made_by")
    return found.get(pk=campaign.pk)
