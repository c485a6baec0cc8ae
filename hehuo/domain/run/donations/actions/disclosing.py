"""Accounts of a campaign: asked for by the law's days, written by one, published by another."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.run.donations import queries, rules
from hehuo.domain.run.donations.disclosures import next_dues
from hehuo.domain.run.donations.kinds import DisclosureKind, DisclosureState
from hehuo.domain.run.donations.models import Campaign, Disclosure


@transaction.atomic
def ask_disclosures(campaign: Campaign) -> list[Disclosure]:
    """Keep exactly the next account of each kind open, each with its day and whose turn it is; those that are open."""
    dues = {due.kind: due.on for due in next_dues(queries.course_of(campaign), queries.last_told(campaign))}
    held = {
        DisclosureKind(each.kind): each
        for each in Disclosure.objects.filter(campaign=campaign).exclude(state=DisclosureState.PUBLISHED)
    }
    for kind in held.keys() - dues.keys():
        if held[kind].state == DisclosureState.DUE:  # what somebody wrote stays and is published
            duties.drop(about=held[kind])
            held.pop(kind).delete()
    for kind, on in dues.items():
        held[kind] = _due(held.get(kind) or Disclosure(campaign=campaign, kind=kind), on)
    return sorted(held.values(), key=lambda each: each.due_on)


@transaction.atomic
def write_disclosure(*, actor: Person, disclosure: Disclosure, text: str) -> Disclosure:
    """Say how the campaign goes; the figures are the books'. Written again, it takes them anew. Raises Invalid."""
    disclosure = _locked(disclosure)
    rules.may_write(actor, disclosure).or_refuse()
    if len(text.strip()) < 10:
        raise Invalid("text", _("请写清楚收了什么、怎么用的、接下来怎么办，至少十个字。"))
    disclosure.move_to(DisclosureState.WRITTEN)
    disclosure.text, disclosure.written_by, disclosure.written_on = text.strip(), actor, clock.today()
    disclosure.figures = queries.figures_of(disclosure.campaign).as_data()
    disclosure.save(update_fields=["state", "text", "figures", "written_by", "written_on"])
    duties.done(about=disclosure, act="write_disclosure", actor=actor)
    _turn(disclosure)
    journal.record(
        actor=actor, act="donations.disclosure_written", thing=disclosure, kind=disclosure.kind, words=disclosure.text
    )
    return disclosure


@transaction.atomic
def publish_disclosure(*, actor: Person, disclosure: Disclosure) -> Disclosure:
    """On the board for fifteen days; donors of a purpose-bound gift are told, and the next account falls due."""
    disclosure = _locked(disclosure)
    rules.may_publish_disclosure(actor, disclosure).or_refuse()
    disclosure.move_to(DisclosureState.PUBLISHED)
    campaign = disclosure.campaign
    title = f"{campaign}：{on_paper(DisclosureKind(disclosure.kind).label)}"
    seal = seals.seal_now()
    disclosure.posting = postings.post(
        actor=actor, kind=PostingKind.ACCOUNT, title=title, about=disclosure, contact=campaign.contact,
        seal_code=seal.code if seal else "", body={"text": disclosure.text, "facts": _facts(disclosure)},
    )  # fmt: skip
    disclosure.published_by, disclosure.published_on = actor, clock.today()
    disclosure.told = _tell_donors(disclosure)
    disclosure.save(update_fields=["state", "posting", "published_by", "published_on", "told"])
    duties.done(about=disclosure, act="publish_disclosure", actor=actor)
    journal.record(
        actor=actor, act="donations.disclosure_published", thing=disclosure, kind=disclosure.kind,
        due_on=disclosure.due_on.isoformat(), told=disclosure.told,
    )  # fmt: skip
    ask_disclosures(campaign)
    return disclosure


def _due(disclosure: Disclosure, on: date) -> Disclosure:
    if disclosure.due_on != on:
        disclosure.due_on = on
        disclosure.save()
        _turn(disclosure)
    return disclosure


def _turn(disclosure: Disclosure) -> None:
    """Whose turn it is: the writer's until it is written, then the publisher's; by the same day."""
    written = disclosure.state == DisclosureState.WRITTEN
    gaps = {"what": disclosure.campaign.title, "kind": DisclosureKind(disclosure.kind).label}
    duties.assign(
        about=disclosure,
        act="publish_disclosure" if written else "write_disclosure",
        title=sentence("公布%(kind)s：%(what)s", **gaps) if written else sentence("写%(kind)s：%(what)s", **gaps),
        verb="guan",
        due_at=clock.at(disclosure.due_on, 18),
        power=Power.PUBLISH if written else Power.REQUEST_MONEY,
    )


def _facts(disclosure: Disclosure) -> list[list[str]]:
    """The figures on the paper; never a donor."""
    figures, campaign = queries.Figures(**disclosure.figures), disclosure.campaign
    return [
        ["慈善组织", f"{campaign.charity}（证书 {campaign.certificate_no}）"],
        ["备案编号", campaign.filing_no],
        ["截至", figures.on],
        ["收到", f"{figures.times} 人次，{money.yuan(figures.received)} 元"],
        ["用途", figures.purpose],
        ["募捐以来支出", f"{money.yuan(figures.spent)} 元"],
        ["这个用途现在余", f"{money.yuan(figures.left)} 元"],
    ]


def _tell_donors(disclosure: Disclosure) -> int:
    campaign, donors = disclosure.campaign, queries.bound_donors(disclosure.campaign)
    for donor in donors:
        messages.tell(
            person=donor, about=disclosure.posting,
            subject=sentence("您捐的款物，有消息了"),
            body=sentence("%(what)s：%(text)s", what=campaign.title, text=disclosure.text),
        )  # fmt: skip
    return len(donors)


def _locked(disclosure: Disclosure) -> Disclosure:
    found = Disclosure.objects.select_for_update(of=("self",)).select_related(
        "campaign__fund", "campaign__purpose__account", "written_by"
    )
    return found.get(pk=disclosure.pk)
