"""A ballot is drafted, its matters written, its roll made; a second person opens it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid, Missing
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots import queries, rules
from hehuo.domain.plan.ballots.kinds import (
    LAWS,
    PROXIES_MOST,
    YES_NO_NAMES,
    BallotState,
    Counts,
    Law,
    Roll,
    Secrecy,
    Way,
)
from hehuo.domain.plan.ballots.models import Ballot, Choice, Matter
from hehuo.domain.plan.ballots.rolls import Voice, voices_of, write_roll

WITHIN = timedelta(days=2)
_SAID = ("title", "says", "place", "roll", "secrecy", "counts", "notice_on", "opens_at", "closes_at", "proxies_most",
         "rules", "follow_rule", "official")  # fmt: skip


@transaction.atomic
def draft_ballot(
    *,
    actor: Person,
    title: str,
    roll: Roll,
    notice_on: date,
    opens_at: datetime,
    closes_at: datetime,
    says: str = "",
    place: Place | None = None,
    secrecy: Secrecy = Secrecy.OPEN,
    counts: Counts = Counts.LAST,
    proxies_most: int = PROXIES_MOST,
    rules_named: str = "",
    follow_rule: str = "",
    official: str = "",
    key: UUID | None = None,
) -> Ballot:
    """Begin a ballot: who votes, how, from when to when; nobody sees it yet. Raises Refused, Invalid."""
    if key and (made := Ballot.objects.filter(pk=key).first()):
        return made
    rules.may_run(actor).or_refuse()
    ballot = Ballot(
        id=key or ids.uuid7(), title=title.strip(), says=says.strip(), place=place, roll=roll, secrecy=secrecy,
        counts=Counts.FIRST if secrecy == Secrecy.SECRET else counts, notice_on=notice_on, opens_at=opens_at,
        closes_at=closes_at, proxies_most=proxies_most, rules=rules_named.strip(), follow_rule=follow_rule.strip(),
        official=official.strip(), drafted_by=actor,
    )  # fmt: skip
    _check(ballot, [])
    year = clock.today().year
    ballot.number = f"{year}-{Counter.take(f'ballot.{year}'):02d}"
    ballot.save(force_insert=True)
    journal.record(actor=actor, act="ballots.drafted", thing=ballot, roll=roll.value, words=ballot.title)
    return ballot


@transaction.atomic
def change_ballot(*, actor: Person, ballot: Ballot, **said: Any) -> Ballot:
    """Put a draft right, by the names that `draft_ballot` takes."""
    ballot = _locked(ballot)
    rules.may_change(actor, ballot).or_refuse()
    said["rules"] = said.pop("rules_named", ballot.rules)
    for name in _SAID:
        setattr(ballot, name, said.get(name, getattr(ballot, name)))
    if ballot.is_secret:
        ballot.counts = Counts.FIRST
    _check(ballot, list(ballot.matters.all()))
    ballot.save(update_fields=_SAID)
    journal.record(actor=actor, act="ballots.changed", thing=ballot, words=ballot.title)
    return ballot


def _check(ballot: Ballot, matters: Sequence[Matter]) -> None:
    if not ballot.title.strip():
        raise Invalid("title", _("请写投票的题目，例如：给 5 栋起个名字。"))
    if ballot.closes_at <= ballot.opens_at:
        raise Invalid("closes_at", _("截止要在开始之后。"))
    if clock.local(ballot.opens_at).date() < ballot.notice_on:
        raise Invalid("opens_at", _("通知以后才能开始投。请把开始的时间改到通知那天或以后。"))
    if ballot.proxies_most < 0:
        raise Invalid("proxies_most", _("一个人最多代几票，写 0 或以上。"))
    rules.check_ways(Roll(ballot.roll), Secrecy(ballot.secrecy), matters)


@transaction.atomic
def add_matter(
    *,
    actor: Person,
    ballot: Ballot,
    title: str,
    way: Way,
    law: Law = Law.MOST,
    choices: Sequence[tuple[str, int]] = (),
    says: str = "",
    most: int = 1,
    budget_fen: int = 0,
) -> Matter:
    """A matter and its choices, each with its cost in fen (0 where money plays no part); yes-or-no brings its own."""
    ballot = _locked(ballot)
    rules.may_change(actor, ballot).or_refuse()
    position = max((matter.position for matter in ballot.matters.all()), default=0) + 1
    if not title.strip():
        raise Invalid("title", _("请写要大家定什么。"))
    if position > rules.MATTERS_MOST:
        raise Invalid("title", _("一张票最多 %s 件事，多的请另开一次投票。") % rules.MATTERS_MOST)
    named = [(on_paper(name), 0) for name in YES_NO_NAMES] if way == Way.YES_NO else _named(choices, way)
    matter = Matter(
        ballot=ballot, position=position, title=title.strip(), says=says.strip(), way=way, law=law,
        most=_most(way, most, len(named)), budget_fen=budget_fen,
    )  # fmt: skip
    rules.check_ways(Roll(ballot.roll), Secrecy(ballot.secrecy), [matter])
    if LAWS[law].quorum and way != Way.YES_NO:
        raise Invalid("law", _("法定表决的事项要写成「同意、不同意、弃权」。"))
    matter.save(force_insert=True)
    for number, (name, cost) in enumerate(named, start=1):
        Choice.objects.create(matter=matter, position=number, name=name, cost_fen=cost)
    journal.record(actor=actor, act="ballots.matter_added", thing=ballot, position=position, words=matter.title)
    return matter


def _most(way: Way, asked: int, choices: int) -> int:
    """How many choices a paper may mark."""
    if way in (Way.YES_NO, Way.PICK):
        return 1
    return max(1, min(asked, choices)) if way == Way.APPROVE else choices


def _named(choices: Sequence[tuple[str, int]], way: Way) -> list[tuple[str, int]]:
    named = [(name.strip(), cost) for name, cost in choices if name.strip()]
    if len(named) < 2:
        raise Invalid("choices", _("请写两个以上的选项，一行一个。"))
    if len(named) > rules.CHOICES_MOST:
        raise Invalid("choices", _("选项最多 %s 个。") % rules.CHOICES_MOST)
    if len({name for name, _cost in named}) != len(named):
        raise Invalid("choices", _("有两个选项一样，请改一个。"))
    if any(len(name) > 60 for name, _cost in named):
        raise Invalid("choices", _("选项最多 60 个字。"))
    if way == Way.BUDGET and any(cost <= 0 for _name, cost in named):
        raise Invalid("choices", _("每个项目后面请写要多少钱，例如：修凉亭 8000。"))
    return named


@transaction.atomic
def drop_matter(*, actor: Person, ballot: Ballot, position: int) -> None:
    """Take a matter out of a draft; the later ones move up. Raises Missing."""
    ballot = _locked(ballot)
    rules.may_change(actor, ballot).or_refuse()
    matter = ballot.matters.filter(position=position).first()
    if matter is None:
        raise Missing(_("没有找到这件事项。"))
    matter.delete()
    for later in ballot.matters.filter(position__gt=position).order_by("position"):
        later.position -= 1
        later.save(update_fields=["position"])
    journal.record(actor=actor, act="ballots.matter_dropped", thing=ballot, position=position)


@transaction.atomic
def make_roll(*, actor: Person, ballot: Ballot, voices: Sequence[Voice] | None = None) -> Ballot:
    """Write the roll anew: everyone the books name today, or the voices of a table that the estate keeps."""
    ballot = _locked(ballot)
    rules.may_change(actor, ballot).or_refuse()
    write_roll(ballot, voices_of(Roll(ballot.roll), ballot.place) if voices is None else voices)
    journal.record(
        actor=actor, act="ballots.roll_made", thing=ballot, total=ballot.total, area_x100=ballot.total_area,
        from_table=voices is not None,
    )  # fmt: skip
    return ballot


@transaction.atomic
def ask_to_open(*, actor: Person, ballot: Ballot) -> Ballot:
    """Hand a draft to a second person. Raises Refused, saying what is missing."""
    ballot = _locked(ballot)
    rules.may_ask(actor, ballot, queries.matters_of(ballot), ballot.total).or_refuse()
    ballot.move_to(BallotState.ASKED)
    ballot.save(update_fields=["state"])
    duties.assign(
        about=ballot, act="open_ballot", title=sentence("开投票：%(what)s", what=ballot.title), verb="mou",
        due_at=clock.now() + WITHIN, power=Power.OPEN_BALLOTS,
    )  # fmt: skip
    journal.record(actor=actor, act="ballots.asked", thing=ballot)
    return ballot


@transaction.atomic
def return_ballot(*, actor: Person, ballot: Ballot, why: str) -> Ballot:
    """Back to who drafted it, with a reason."""
    ballot = _locked(ballot)
    rules.may_open(actor, ballot).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写要改什么。"))
    ballot.move_to(BallotState.DRAFT)
    ballot.save(update_fields=["state"])
    duties.done(about=ballot, act="open_ballot", actor=actor)
    journal.record(actor=actor, act="ballots.returned", thing=ballot, words=why.strip())
    return ballot


@transaction.atomic
def open_ballot(*, actor: Person, ballot: Ballot) -> Ballot:
    """Say yes to a ballot as it stands: its roll is frozen, and it takes papers from its first moment to its last."""
    ballot = _locked(ballot)
    rules.may_open(actor, ballot).or_refuse()
    ballot.move_to(BallotState.OPEN)
    ballot.opened_by = actor
    ballot.save(update_fields=["state", "opened_by"])
    duties.done(about=ballot, act="open_ballot", actor=actor)
    duties.assign(
        about=ballot, act="count_ballot", title=sentence("计票：%(what)s", what=ballot.title), verb="mou",
        due_at=ballot.closes_at + WITHIN, power=Power.RUN_BALLOTS,
    )  # fmt: skip
    journal.record(actor=actor, act="ballots.opened", thing=ballot, total=ballot.total, area_x100=ballot.total_area)
    return ballot


@transaction.atomic
def void_ballot(*, actor: Person, ballot: Ballot, why: str) -> Ballot:
    """Stop a ballot that cannot stand, with the reason that everyone reads; its papers are kept."""
    ballot = _locked(ballot)
    (rules.may_open(actor, ballot) if ballot.state == BallotState.OPEN else rules.may_run(actor, ballot)).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写为什么作废，大家会看到。"))
    ballot.move_to(BallotState.VOID)
    ballot.void_why = why.strip()[:200]
    ballot.save(update_fields=["state", "void_why"])
    duties.drop(about=ballot)
    journal.record(actor=actor, act="ballots.voided", thing=ballot, words=ballot.void_why)
    return ballot


def _locked(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_for_update(of=("self",)).select_related("place", "drafted_by").get(pk=ballot.pk)
