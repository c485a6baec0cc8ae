"""Ballots, their rolls and papers, and what the result says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count as RowCount
from django.db.models import Q, QuerySet
from django.db.models import Sum as Total
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import counting
from hehuo.domain.plan.ballots.counting import Count, Sum, Test
from hehuo.domain.plan.ballots.equal_shares import Bought, Outcome
from hehuo.domain.plan.ballots.kinds import BEGUN, BallotState, Channel, Law, PaperState, SlipState, VoidWhy
from hehuo.domain.plan.ballots.models import (
    Ballot,
    Choice,
    Matter,
    Paper,
    Proxy,
    Receipt,
    Slip,
    Voter,
    VoterHome,
    VoterPerson,
)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of how many have voted: all that is said before the end."""

    voted: int
    total: int


@dataclass(frozen=True, slots=True)
class Came:
    """By which way the voices came, how many papers are in which state, why some are void, and of each building
    the homes whose voice came beside all its homes on the roll."""

    channels: Mapping[Channel, int]
    papers: Mapping[str, int]
    voids: Sequence[tuple[VoidWhy, int]]
    buildings: Sequence[tuple[str, int, int]]

    @property
    def voted(self) -> int:
        return sum(self.channels.values())


@dataclass(frozen=True, slots=True)
class ChoiceResult:
    """A choice with what stands behind it; of a participatory budget also whether it is bought, and at which price."""

    choice: Choice
    said: Sum
    points: int
    each: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MatterResult:
    """One matter as it was counted. `followed` is the same with unreturned papers beside it (R-13)."""

    matter: Matter
    counted: Count
    choices: list[ChoiceResult]
    tests: list[Test]
    followed: Count | None = None
    followed_tests: Sequence[Test] = ()
    money: Fraction | None = None

    @property
    def is_carried(self) -> bool:
        """Whether every hurdle is taken; of a consultation there is none."""
        tests = self.followed_tests or self.tests
        return bool(tests) and all(test.holds for test in tests)

    @property
    def is_binding(self) -> bool:
        return bool(self.tests)


def ballots() -> QuerySet[Ballot]:
    """Every ballot, for those who run them."""
    return Ballot.objects.select_related("place", "drafted_by", "opened_by", "counted_by", "posting")


def begun() -> QuerySet[Ballot]:
    """Those that everyone may read."""
    return ballots().filter(state__in=BEGUN)


def over() -> QuerySet[Ballot]:
    """Open ballots whose end has passed."""
    return Ballot.objects.filter(state=BallotState.OPEN, closes_at__lte=clock.now())


def matters_of(ballot: Ballot) -> list[Matter]:
    """The matters in their order, each with its choices."""
    return list(ballot.matters.prefetch_related("choices").order_by("position"))


def turnout(ballot: Ballot) -> Turnout:
    """One indexed count, whatever was voted; after the count what it found."""
    if ballot.came:
        return Turnout(came(ballot).voted, ballot.total)
    return Turnout(Voter.objects.filter(ballot=ballot).exclude(channel="").count(), ballot.total)


def voters(ballot: Ballot) -> QuerySet[Voter]:
    """The frozen roll."""
    return Voter.objects.filter(ballot=ballot).order_by("number")


def _hands_of(person: Person) -> QuerySet[VoterPerson]:
    """Where somebody, or a record merged into theirs, may cast a voice.

    Their few ids are asked first: joined to the roll in one statement, PostgreSQL may walk a whole roll instead.
    """
    records = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).values_list("pk", flat=True)
    return VoterPerson.objects.filter(person__in=list(records))


def voices_of_person(ballot: Ballot, person: Person) -> QuerySet[Voter]:
    """The voices that somebody may cast with their own hand."""
    mine = _hands_of(person).filter(ballot=ballot).values_list("voter_id", flat=True)
    return Voter.objects.filter(pk__in=list(mine)).order_by("number")


def people_of(voter: Voter) -> list[Person | None]:
    """Who may cast a voice; None for a name that is not on the community's roll."""
    hands = VoterPerson.objects.filter(voter=voter).select_related("person__merged_into")
    return [hand.person for hand in hands]


def open_for(person: Person) -> QuerySet[Voter]:
    """The voices of a person that are still to be cast."""
    mine = _hands_of(person).values_list("voter_id", flat=True)
    now = clock.now()
    return Voter.objects.filter(
        pk__in=list(mine),
        channel="",
        ballot__state=BallotState.OPEN,
        ballot__opens_at__lte=now,
        ballot__closes_at__gt=now,
    ).select_related("ballot__place")


def not_yet(ballot: Ballot) -> QuerySet[Voter]:
    """Those who have not voted: the only ones who are reminded."""
    return voters(ballot).filter(channel="")


def people_not_yet(ballot: Ballot) -> list[Person]:
    """Everyone who may cast a voice that has not come."""
    hands = VoterPerson.objects.filter(ballot=ballot, voter__channel="", person__isnull=False)
    return list(Person.objects.filter(pk__in=hands.values("person_id")).order_by("id"))


def paper_of(voter: Voter) -> Paper | None:
    """The open paper that counts for a voice."""
    return Paper.objects.filter(voter=voter, state=PaperState.COUNTS).first()


def papers(ballot: Ballot) -> QuerySet[Paper]:
    """Every paper of a ballot, those that do not count with their reasons."""
    return Paper.objects.filter(ballot=ballot).select_related("voter", "cast_by", "typed_by")


def all_papers() -> QuerySet[Paper]:
    """Open papers of every ballot."""
    return Paper.objects.filter(voter__isnull=False).select_related("ballot__place", "voter", "cast_by", "typed_by")


def slips(ballot: Ballot) -> QuerySet[Slip]:
    """Paper ballots on their way in."""
    return Slip.objects.filter(ballot=ballot).select_related("first_by", "second_by", "settled_by", "voter")


def slips_left(ballot: Ballot) -> int:
    """Paper ballots that still wait for a second hand, or for a look at the difference."""
    return Slip.objects.filter(ballot=ballot).exclude(state=SlipState.DONE).count()


def mandates(ballot: Ballot) -> QuerySet[Proxy]:
    """Written mandates in force, in the order they were taken."""
    return Proxy.objects.filter(ballot=ballot, ended_at=None).select_related("voter", "agent", "form", "taken_by")


def has_receipt(ballot: Ballot, digest: str) -> bool:
    """Whether a paper with this receipt is in the count."""
    return Receipt.objects.filter(ballot=ballot, digest=digest).exists()


def receipts(ballot: Ballot) -> list[str]:
    """The digests of all receipts, in an order that says nothing."""
    return list(Receipt.objects.filter(ballot=ballot).order_by("digest").values_list("digest", flat=True))


def cast_papers(ballot: Ballot) -> Iterator[tuple[Mapping[str, Sequence[int]], int]]:
    """What each paper that counts says, and the area behind it in 0.01 m² (0 for a secret one)."""
    counted = Paper.objects.filter(ballot=ballot, state=PaperState.COUNTS).order_by("id")
    for marks, area in counted.values_list("marks", "voter__area_x100").iterator(5_000):
        yield marks, area or 0


def followers(ballot: Ballot) -> Sum:
    """Whose paper was delivered and not returned: they join the majority where a written rule says so (R-13)."""
    if not ballot.follow_rule:
        return Sum()
    found = Voter.objects.filter(ballot=ballot, channel="", delivered_on__isnull=False)
    counted = found.aggregate(number=RowCount("id"), area=Total("area_x100"))
    return Sum(counted["number"], counted["area"] or 0)


def results(ballot: Ballot) -> list[MatterResult]:
    """The result of each matter out of its stored integers: the same work for a hundred papers and a million."""
    return [_result(ballot, matter) for matter in matters_of(ballot) if matter.result is not None]


def _result(ballot: Ballot, matter: Matter) -> MatterResult:
    stored: Mapping[str, Any] = matter.result or {}
    counted = _count(stored["count"])
    tests = counting.hurdles(Law(matter.law), counted, by_area=ballot.by_area)
    followed = _count(stored["followed"]) if stored.get("followed") else None
    outcome = _outcome(stored["bought"]) if stored.get("bought") else None
    prices = {bought.project + 1: bought.each for bought in outcome.rounds} if outcome else {}
    choices = [
        ChoiceResult(
            choice, counted.of(choice.position), counted.points.get(choice.position, 0), prices.get(choice.position)
        )
        for choice in matter.choices.all()
    ]
    return MatterResult(
        matter, counted, choices, tests, followed,
        counting.hurdles(Law(matter.law), followed, by_area=ballot.by_area) if followed else (),
        outcome.money if outcome else None,
    )  # fmt: skip


def outcome_of(matter: Matter) -> Outcome | None:
    """What a participatory budget bought."""
    return _outcome(matter.result["bought"]) if matter.result and matter.result.get("bought") else None


def _count(stored: Mapping[str, Any]) -> Count:
    return Count(
        Sum(*stored["total"]),
        Sum(*stored["took_part"]),
        {int(choice): Sum(*said) for choice, said in stored["choices"].items()},
        {int(choice): points for choice, points in stored["points"].items()},
    )


def _outcome(stored: Mapping[str, Any]) -> Outcome:
    rounds = tuple(Bought(project, Fraction(*each)) for project, each in stored["rounds"])
    return Outcome(Fraction(*stored["money"]), rounds)


def came(ballot: Ballot) -> Came:
    """Who came and what papers there were: as they stood at the count, or, before it, as they stand now."""
    stored = ballot.came
    if not stored:
        return Came(_by_channel(ballot), _by_state(ballot), _by_void(ballot), _by_building(ballot))
    return Came(
        {Channel(channel): number for channel, number in stored["channels"].items()}, stored["papers"],
        [(VoidWhy(why), number) for why, number in stored["voids"]],
        [(building, lit, homes) for building, lit, homes in stored["buildings"]],
    )  # fmt: skip


def _by_channel(ballot: Ballot) -> dict[Channel, int]:
    rows = Voter.objects.filter(ballot=ballot).exclude(channel="").values_list("channel").annotate(RowCount("id"))
    return {Channel(channel): number for channel, number in sorted(rows)}


def _by_state(ballot: Ballot) -> dict[str, int]:
    return dict(Paper.objects.filter(ballot=ballot).values_list("state").annotate(RowCount("id")))


def _by_void(ballot: Ballot) -> list[tuple[VoidWhy, int]]:
    rows = Paper.objects.filter(ballot=ballot).exclude(void_why="").values_list("void_why").annotate(RowCount("id"))
    return [(VoidWhy(why), number) for why, number in sorted(rows)]


def _by_building(ballot: Ballot) -> list[tuple[str, int, int]]:
    homes = homes_of(ballot).values_list("door", "voter__channel")
    found: dict[str, list[int]] = {}
    for door, channel in homes:
        said = found.setdefault(door.split("-")[0], [0, 0])
        said[0] += bool(channel)
        said[1] += 1
    return [(building, came, all_) for building, (came, all_) in sorted(found.items(), key=_by_number)]


def _by_number(row: tuple[str, list[int]]) -> tuple[int, str]:
    return int(row[0]) if row[0].isdecimal() else 0, row[0]


def homes_of(ballot: Ballot) -> QuerySet[VoterHome]:
    """The homes on the roll."""
    return VoterHome.objects.filter(ballot=ballot)


def voter_at(ballot: Ballot, written: str) -> list[Voter]:
    """The voices that a door or a name on the roll may mean."""
    plain = written.strip()
    meant = Q(homes__door=plain) | Q(people__name=plain) | Q(label=plain)
    return list(voters(ballot).filter(meant).distinct()[:20])


@dataclass(frozen=True, slots=True)
class AtDoor:
    """The voice behind a door, and the names that may sign for it."""

    voter: Voter
    names: frozenset[str]


def voters_by_door(ballot: Ballot) -> dict[str, AtDoor]:
    """Every door of the roll with its voice."""
    names: dict[UUID, set[str]] = {}
    for voter_id, name in VoterPerson.objects.filter(ballot=ballot).values_list("voter_id", "name"):
        names.setdefault(voter_id, set()).add(name)
    homes = homes_of(ballot).select_related("voter")
    return {home.door: AtDoor(home.voter, frozenset(names.get(home.voter_id, ()))) for home in homes}


def proxies_carried(ballot: Ballot, agent_name: str) -> int:
    """How many mandates one agent carries."""
    return Proxy.objects.filter(ballot=ballot, agent_name=agent_name, ended_at=None).count()


def said_in_words(ballot: Ballot, paper: Paper | None) -> list[tuple[Matter, str]]:
    """What a paper says, matter by matter, in the words of its choices; an empty text where nothing is marked."""
    if paper is None:
        return []
    return [(matter, _words(matter, paper.marks.get(str(matter.position), ()))) for matter in matters_of(ballot)]


def _words(matter: Matter, marks: Sequence[int]) -> str:
    names = {choice.position: choice.name for choice in matter.choices.all()}
    return _("、").join(names[mark] for mark in marks if mark in names)


def own_marks(ballot: Ballot, person: Person, position: int) -> list[int]:
    """What a person's own open paper marks on a matter; nothing of a secret one, which nobody can find again."""
    paper = Paper.objects.filter(voter__in=voices_of_person(ballot, person), state=PaperState.COUNTS).first()
    return list(paper.marks.get(str(position), ())) if paper else []


def roll_of(ballot: Ballot, written: str = "", *, only_waiting: bool = False) -> QuerySet[Voter]:
    """The roll, or the part that a door or a name means, or those who have not voted."""
    found = not_yet(ballot) if only_waiting else voters(ballot)
    return found.filter(label__contains=written) if written else found


def papers_told(ballot: Ballot) -> QuerySet[Paper]:
    """Open papers with whose they are; secret ones are not told one by one."""
    return papers(ballot).filter(Q(voter__isnull=False) | Q(received_at__isnull=False))


@dataclass(frozen=True, slots=True)
class TwoHands:
    """A slip that two hands typed differently: line by line, what each read."""

    slip: Slip
    lines: list[tuple[str, str, str]]


def side_by_side(ballot: Ballot, slip: Slip) -> TwoHands:
    """Only the lines in which the two differ."""
    labels = {voter.pk.hex: voter.label for voter in voters(ballot).filter(slips=slip)}
    first, second = (_lines_of(ballot, typed or {}, labels) for typed in (slip.first, slip.second))
    return TwoHands(slip, [(name, first[name], second[name]) for name in first if first[name] != second[name]])


def _lines_of(ballot: Ballot, typed: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, str]:
    whose = typed.get("voter", "")
    found = {_("哪一户"): labels.get(whose) or _label_of(ballot, whose)}
    for matter in matters_of(ballot):
        found[matter.title] = _words(matter, typed.get("marks", {}).get(str(matter.position), ())) or _("没勾")
    at, void, channel = typed.get("received_at", ""), typed.get("void", ""), typed.get("channel", "")
    return found | {
        _("收到的时间"): at[:16].replace("T", " "), _("签名"): typed.get("signed", ""),
        _("怎么来的"): str(Channel(channel).label) if channel else "",
        _("废票"): str(VoidWhy(void).label) if void else _("不是"),
    }  # fmt: skip


def _label_of(ballot: Ballot, voter_id: str) -> str:
    return next(iter(voters(ballot).filter(pk=voter_id).values_list("label", flat=True)), "") if voter_id else ""
