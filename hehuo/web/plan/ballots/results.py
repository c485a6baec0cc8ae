"""How a ballot is shown: its hurdles as bars, its choices with their counts, its sentence."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import money, ratios
from hehuo.domain.plan.ballots import counting, queries, telling
from hehuo.domain.plan.ballots.counting import Test
from hehuo.domain.plan.ballots.kinds import LAWS, Law, Least, Roll, Way
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.ballots.queries import ChoiceResult, MatterResult, Turnout

ASKS: dict[tuple[int, int, bool], str | Promise] = {
    (2, 3, False): gettext_lazy("要到三分之二"),
    (3, 4, False): gettext_lazy("要到四分之三"),
    (1, 2, True): gettext_lazy("要过半"),
}


def tenths(part: int, whole: int, *, is_cut: bool = False) -> str:
    """`79.3%`, or `—` of nothing; cut where it falls short, so that a hair's breadth never reads as reached."""
    return f"{part * 1000 // whole / 10}%" if whole and is_cut else ratios.per_cent(part, whole)


@dataclass(frozen=True, slots=True)
class Gate:
    """One hurdle as a bar."""

    name: str
    have: str
    whole: str
    share: str
    reached: int
    base: int
    mark: float
    asks: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice, by how many it was taken, of those who took part."""

    choice: ChoiceResult
    number: int
    base: int
    share: str
    area: str
    each: str = ""

    @property
    def is_bought(self) -> bool:
        return bool(self.each)


@dataclass(frozen=True, slots=True)
class Shown:
    """One matter of a result."""

    result: MatterResult
    say: str
    quorum: list[Gate]
    yes: list[Gate]
    bars: list[Bar]
    article: str
    rule: str
    followed: tuple[str, str] | None


def shown(ballot: Ballot) -> list[Shown]:
    """Every matter of a counted ballot."""
    return [_shown(ballot, result) for result in queries.results(ballot)]


def _shown(ballot: Ballot, result: MatterResult) -> Shown:
    gates = [(test.gate, _gate(ballot, test)) for test in result.tests]
    law = LAWS[Law(result.matter.law)]
    followed = (_sum(ballot, result.counted), _sum(ballot, result.followed)) if result.followed else None
    return Shown(
        result, telling.say_result(ballot, result), [gate for name, gate in gates if name == "quorum"],
        [gate for name, gate in gates if name == "yes"], _bars(ballot, result), str(law.article), str(law.name),
        followed,
    )  # fmt: skip


def _sum(ballot: Ballot, counted: counting.Count) -> str:
    yes, came = counted.of(1), counted.took_part
    said = _("%(yes)s / %(came)s %(unit)s") % {"yes": yes.number, "came": came.number, "unit": telling.units(ballot)}
    if not ballot.by_area:
        return said
    return f"{said} · {telling.square_metres(yes.area)} / {telling.square_metres(came.area)} ㎡"


def _gate(ballot: Ballot, test: Test) -> Gate:
    is_area = test.measure == "area"
    have, whole = (telling.square_metres(each) if is_area else str(each) for each in (test.have, test.whole))
    name = _("按面积") if is_area else _("按户数") if ballot.roll == Roll.HOUSEHOLDS else _("按人数")
    unit = "㎡" if is_area else telling.units(ballot)
    return Gate(
        name, f"{have} {unit}", f"{whole} {unit}", tenths(test.have, test.whole, is_cut=not test.holds), test.have,
        test.whole or 1, round(test.least.part * 100 / test.least.of, 1), asks(test.least), test.holds,
    )  # fmt: skip


def asks(least: Least) -> str:
    """What a hurdle asks for, in a few words."""
    return str(ASKS[least.part, least.of, least.is_over])


def _bars(ballot: Ballot, result: MatterResult) -> list[Bar]:
    way, base = Way(result.matter.way), result.counted.took_part.number
    order = [each.choice.position for each in result.choices]
    if way != Way.YES_NO:
        order = counting.leaders(way, result.counted, len(result.choices))
    by_position = {each.choice.position: each for each in result.choices}
    return [_bar(ballot, by_position[position], base) for position in order]


def _bar(ballot: Ballot, each: ChoiceResult, base: int) -> Bar:
    area = f"{telling.square_metres(each.said.area)} ㎡" if ballot.by_area else ""
    price = part_yuan(each.each) if each.each is not None else ""
    return Bar(each, each.said.number, base or 1, tenths(each.said.number, base), area, price)


def fingerprints(ballot: Ballot) -> list[str]:
    """The receipts as they are published: the first sixteen signs of each digest, in fours."""
    return ["-".join(digest[at : at + 4] for at in range(0, 16, 4)) for digest in queries.receipts(ballot)]


def part_yuan(fen: Fraction) -> str:
    """A share of money to the fen, cut: the exact fraction stands in the file for recounting."""
    return money.yuan(int(fen))


@dataclass(frozen=True, slots=True)
class Coming:
    """How many came, before the end: a bar with the least that the law asks for, and how many are missing."""

    turnout: Turnout
    mark: float | None
    asks: str
    short: int
    unit: str


def coming(ballot: Ballot) -> Coming:
    """The turnout, and nothing of how anybody voted."""
    turnout = queries.turnout(ballot)
    leasts = [least for matter in ballot.matters.all() if (least := LAWS[Law(matter.law)].quorum)]
    if not leasts:
        return Coming(turnout, None, "", 0, telling.units(ballot))
    least = max(leasts, key=lambda each: each.needed(ballot.total))
    short = max(0, least.needed(ballot.total) - turnout.voted)
    return Coming(turnout, round(least.part * 100 / least.of, 1), asks(least), short, telling.units(ballot))
