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
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies import owed, queries, rules
from hehuo.domain.run.levies.kinds import Base, LevyState
from hehuo.domain.run.levies.models import Levy, Quote, Share

WITHIN = timedelta(days=3)


@transaction.atomic
def draft_levy(
    *,
    actor: Person,
    title: str,
    why: str,
    fund: Fund,
    rate_fen: int,
    due_on: date,
    place: Place | None = None,
    club: Club | None = None,
    base: Base = Base.PER_HOME,
    only_lived_in: bool = True,
    key: UUID | None = None,
) -> Levy:
    """Begin a matter that the homes of a place pay for together, or a club's members; nobody owes anything yet.

    Raises Refused, Invalid.
    """
    if key and (made := Levy.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    if (place is None) == (club is None):
        raise Invalid("place", _("请选哪个小区的户出，或者哪支队的队员出，选一个。"))
    if not title.strip():
        raise Invalid("title", _("请写办什么事，例如：育才小区装监控。"))
    if rate_fen <= 0:
        raise Invalid("rate_fen", _("每户出多少要大于零。"))
    if due_on < clock.today():
        raise Invalid("due_on", _("截止日已经过了，请写以后的日子。"))
    levy = Levy.objects.create(
        id=key or ids.uuid7(), title=title.strip(), why=why.strip(), place=place, club=club, fund=fund,
        base=Base.PER_MEMBER if club else base, rate_fen=rate_fen, only_lived_in=only_lived_in, due_on=due_on,
        made_by=actor,
    )  # fmt: skip
    if club:
        threads.tie(earlier=club, later=levy)
    journal.record(actor=actor, act="levies.drafted", thing=levy, rate_fen=rate_fen, base=levy.base, words=levy.title)
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
    levy = locked(levy)
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
    levy = locked(levy)
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
    levy = locked(levy)
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
    levy = locked(levy)
    rules.may_add_paper(actor, levy).or_refuse()
    return files.keep_file(actor=actor, upload=upload, about=levy)


@transaction.atomic
def ask_levy(*, actor: Person, levy: Levy) -> Levy:
    """Ready: another person looks at it before anybody is asked to pay."""
    levy = locked(levy)
    asked, here = queries.asked_count(levy), queries.all_here(levy)
    rules.may_ask(actor, levy, list(levy.quotes.all()), asked, here).or_refuse()
    _know_every_area(levy)
    levy.move_to(LevyState.ASKED)
    levy.requested_by = actor
    if levy.club and not levy.decision:
        levy.decided_on, levy.decided_by, levy.present = clock.today(), levy.club.name[:60], asked
        levy.decision = _("%(members)d 位队员里 %(yes)d 位愿意。队规：%(rule)s") % {
            "members": here, "yes": asked, "rule": levy.club.rule or _("至少 %d%% 的队员愿意") % levy.club.yes_percent,
        }  # fmt: skip
    levy.save(update_fields=["state", "requested_by", "decided_on", "decided_by", "present", "decision"])
    duties.assign(
        about=levy, act="approve_levy", verb="guan", title=sentence("审批户筹：%(what)s", what=levy.title),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="levies.asked", thing=levy, homes=asked)
    return levy


@transaction.atomic
def return_levy(*, actor: Person, levy: Levy, why: str) -> Levy:
    """Back to who asked, with the reason."""
    levy = locked(levy)
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
    """From now on each home of the base owes its share, or each member who said yes, into a purpose of its own."""
    levy = locked(levy)
    rules.may_approve(actor, levy).or_refuse()
    levy.move_to(LevyState.COLLECTING)
    levy.approved_by = actor
    if levy.fund.purposes.filter(name=levy.title).exists():
        raise Conflict(
            _("「%(fund)s」里已经有「%(title)s」。请退回，换一个名字。") % {"fund": levy.fund, "title": levy.title}
        )
    levy.purpose = funds.open_purpose(actor=None, fund=levy.fund, name=levy.title)
    levy.save(update_fields=["state", "approved_by", "purpose"])
    owing = list(queries.shares_of(levy)) if levy.club else _shares_of_homes(levy)
    owed.expect_shares(levy, owing)
    duties.done(about=levy, act="approve_levy", actor=actor)
    journal.record(
        actor=actor, act="levies.approved", thing=levy, homes=len(owing), fen=sum(share.fen for share in owing)
    )
    return levy


def _shares_of_homes(levy: Levy) -> list[Share]:
    """A share for each home of the base that was not excused, to be written down."""
    excused = set(levy.shares.exclude(excuse="").values_list("home", flat=True))
    owing = [home for home in queries.homes_asked(levy) if home.pk not in excused]
    return Share.objects.bulk_create([Share(levy=levy, home=home, fen=queries.fen_of(levy, home)) for home in owing])


@transaction.atomic
def drop_levy(*, actor: Person, levy: Levy, why: str) -> Levy:
    """It is not done after all; nobody owed anything yet."""
    levy = locked(levy)
    rules.may_change(actor, levy).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写为什么不办了。"))
    levy.move_to(LevyState.DROPPED)
    levy.save(update_fields=["state"])
    journal.record(actor=actor, act="levies.dropped", thing=levy, words=why.strip())
    return levy


def _know_every_area(levy: Levy) -> None:
    without = [str(home) for home in queries.homes_asked(levy) if not home.area_x100]
    if levy.base == Base.BY_AREA and without:
        raise Refused(
            _("按面积分，要知道每户的面积。还差 %(n)s 户，例如 %(home)s。") % {"n": len(without), "home": without[0]}
        )


def locked(levy: Levy) -> Levy:
    found = Levy.objects.select_for_update(of=("self",)).select_related(
        "place", "club__team__leader", "club__assistant", "fund", "requested_by", "approved_by", "purpose"
    )
    return found.get(pk=levy.pk)
