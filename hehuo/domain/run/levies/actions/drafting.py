"""The matter, its quotes, the decision, and the yes of a second person: then each home has its share."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.actions import Expected
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import Base, LevyState
from hehuo.domain.run.levies.models import Levy, Quote, Share

WITHIN = timedelta(days=3)


@transaction.atomic
def draft_levy(
    *,
    actor: Person,
    title: str,
    why: str,
    place: Place,
    fund: Fund,
    base: Base,
    rate_fen: int,
    due_on: date,
    only_lived_in: bool = True,
    key: UUID | None = None,
) -> Levy:
    """Begin a matter that homes pay for together; nobody owes anything yet. Raises Refused, Invalid."""
    if key and (made := Levy.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写办什么事，例如：育才小区装监控。"))
    if rate_fen <= 0:
        raise Invalid("rate_fen", _("每户出多少要大于零。"))
    if due_on < clock.today():
        raise Invalid("due_on", _("截止日已经过了，请写以后的日子。"))
    levy = Levy.objects.create(
        id=key or ids.uuid7(), title=title.strip(), why=why.strip(), place=place, fund=fund, base=base,
        rate_fen=rate_fen, only_lived_in=only_lived_in, due_on=due_on, made_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="levies.drafted", thing=levy, rate_fen=rate_fen, base=base.value, words=levy.title)
    return levy


@transaction.atomic
def add_quote(
    *,
    actor: Person,
    levy: Levy,
    supplier: str,
    total_fen: int,
    terms: str = "",
    items: Sequence[Mapping[str, Any]] = (),
) -> Quote:
    """What a supplier would do it for; a second quote of the same supplier takes the place of the first."""
    levy = _locked(levy)
    rules.may_change(actor, levy).or_refuse()
    if not supplier.strip():
        raise Invalid("supplier", _("请写是哪一家。"))
    if total_fen <= 0:
        raise Invalid("total_fen", _("报价要大于零。"))
    quote, _made = Quote.objects.update_or_create(
        levy=levy,
        supplier=supplier.strip()[:60],
        defaults={"total_fen": total_fen, "terms": terms.strip()[:200], "items": [dict(item) for item in items]},
    )
    journal.record(actor=actor, act="levies.quote_added", thing=levy, fen=total_fen, words=quote.supplier)
    return quote


@transaction.atomic
def choose_quote(*, actor: Person, levy: Levy, quote: Quote, why: str) -> Quote:
    """The supplier that was chosen, and why. Raises Missing for a quote of another matter."""
    levy = _locked(levy)
    rules.may_change(actor, levy).or_refuse()
    if quote.levy_id != levy.pk:
        raise Missing(_("没有找到这家的报价。"))
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写为什么选它，例如：总价最低，质保最长。"))
    Quote.objects.filter(levy=levy).update(is_chosen=False, why="")
    quote.is_chosen, quote.why = True, why.strip()[:200]
    quote.save(update_fields=["is_chosen", "why"])
    journal.record(actor=actor, act="levies.quote_chosen", thing=levy, fen=quote.total_fen, words=quote.supplier)
    return quote


@transaction.atomic
def note_decision(
    *,
    actor: Person,
    levy: Levy,
    decided_on: date,
    decided_by: str,
    present: int,
    decision: str,
    papers: Sequence["Upload[Any]"] = (),
) -> Levy:
    """How it was decided: the day, by whom, how many were there, in which words, and photos of the minutes."""
    levy = _locked(levy)
    rules.may_change(actor, levy).or_refuse()
    if decided_on > clock.today():
        raise Invalid("decided_on", _("这一天还没有到。"))
    if present < 1:
        raise Invalid("present", _("请写到场的户数。"))
    if not decision.strip() or not decided_by.strip():
        raise Invalid("decision", _("请写大家怎么定的。"))
    levy.decided_on, levy.decided_by, levy.present = decided_on, decided_by.strip(), present
    levy.decision = decision.strip()
    levy.save(update_fields=["decided_on", "decided_by", "present", "decision"])
    for paper in papers:
        files.keep_file(actor=actor, upload=paper, about=levy)
    journal.record(actor=actor, act="levies.decision_noted", thing=levy, present=present, words=levy.decision)
    return levy


@transaction.atomic
def add_paper(*, actor: Person, levy: Levy, upload: "Upload[Any]") -> File:
    """Keep one more photo of the minutes, or a scan of a quote, with the levy; it is shown once it is covered."""
    levy = _locked(levy)
    rules.may_add_paper(actor, levy).or_refuse()
    return files.keep_file(actor=actor, upload=upload, about=levy)


@transaction.atomic
def ask_levy(*, actor: Person, levy: Levy) -> Levy:
    """Ready: another person looks at it before anybody is asked to pay."""
    levy = _locked(levy)
    homes = list(queries.homes_asked(levy))
    rules.may_ask(actor, levy, list(levy.quotes.all()), len(homes)).or_refuse()
    _know_every_area(levy, [str(home) for home in homes if not home.area_x100])
    levy.move_to(LevyState.ASKED)
    levy.requested_by = actor
    levy.save(update_fields=["state", "requested_by"])
    duties.assign(
        about=levy, act="approve_levy", verb="guan", title=sentence("审批户筹：%(what)s", what=levy.title),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="levies.asked", thing=levy, homes=len(homes))
    return levy


@transaction.atomic
def return_levy(*, actor: Person, levy: Levy, why: str) -> Levy:
    """Back to who asked, with the reason."""
    levy = _locked(levy)
    rules.may_approve(actor, levy).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    levy.move_to(LevyState.DRAFT)
    levy.save(update_fields=["state"])
    duties.drop(about=levy)
    journal.record(actor=actor, act="levies.returned", thing=levy, words=why.strip())
    return levy


@transaction.atomic
def approve_levy(*, actor: Person, levy: Levy) -> Levy:
    """From now on each home of the base owes its share into a purpose of the pot that nothing else may use."""
    levy = _locked(levy)
    rules.may_approve(actor, levy).or_refuse()
    levy.move_to(LevyState.COLLECTING)
    levy.approved_by = actor
    if levy.fund.purposes.filter(name=levy.title).exists():
        raise Conflict(
            _("「%(fund)s」里已经有「%(title)s」。请退回，换一个名字。") % {"fund": levy.fund, "title": levy.title}
        )
    levy.purpose = funds.open_purpose(actor=None, fund=levy.fund, name=levy.title)
    levy.save(update_fields=["state", "approved_by", "purpose"])
    homes = list(queries.homes_asked(levy))
    said = {share.home_id: share for share in levy.shares.all()}
    owing = [home for home in homes if not (home.pk in said and said[home.pk].excuse)]
    dues = funds.expect_many(
        actor=actor, fund=levy.fund, about=levy, title=levy.title, due_on=levy.due_on, source=Source.LEVY,
        purpose=levy.purpose, requested_by=levy.requested_by,
        expected=[Expected(home, str(home), queries.fen_of(levy, home)) for home in owing],
    )  # fmt: skip
    Share.objects.bulk_create(
        [Share(levy=levy, home=home, fen=due.fen, due=due) for home, due in zip(owing, dues, strict=True)]
    )
    duties.done(about=levy, act="approve_levy", actor=actor)
    journal.record(actor=actor, act="levies.approved", thing=levy, homes=len(dues), fen=sum(due.fen for due in dues))
    return levy


@transaction.atomic
def drop_levy(*, actor: Person, levy: Levy, why: str) -> Levy:
    """It is not done after all; nobody owed anything yet."""
    levy = _locked(levy)
    rules.may_change(actor, levy).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写为什么不办了。"))
    levy.move_to(LevyState.DROPPED)
    levy.save(update_fields=["state"])
    journal.record(actor=actor, act="levies.dropped", thing=levy, words=why.strip())
    return levy


def _know_every_area(levy: Levy, without: list[str]) -> None:
    if levy.base == Base.BY_AREA and without:
        raise Refused(
            _("按面积分，要知道每户的面积。还差 %(n)s 户，例如 %(home)s。") % {"n": len(without), "home": without[0]}
        )


def _locked(levy: Levy) -> Levy:
    found = Levy.objects.select_for_update(of=("self",)).select_related("place", "fund", "requested_by", "purpose")
    return found.get(pk=levy.pk)
