"""Lines sorted into persons: one human once, in all the teams that the lines name; what is not sure waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hehuo.domain.build.partners.neighbours.reading import Line, Pages
from hehuo.domain.ground.intakes.kinds import Problem


@dataclass(slots=True)
class Listed:
    """One human of a list: what the first line says, and every team with its day."""

    name: str
    phone: str
    sex: str
    kind: str
    community: str
    teams: dict[str, str] = field(default_factory=dict)  # team → since, ISO or empty
    since: str = ""
    lines: int = 1

    @classmethod
    def of(cls, line: Line) -> "Listed":
        """As one line tells it."""
        listed = cls(line.name, line.phone, line.sex, line.kind, line.community, since=line.since)
        listed.teams = dict.fromkeys(line.teams, line.since)
        return listed

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Sorted:
    """The humans of a file, and the lines that a person has to look at."""

    people: list[Listed]
    tray: list[Line]
    problems: list[Problem]  # of no line: totals that are wrong
    read: int
    refused: int
    notes: list[str]

    @property
    def memberships(self) -> int:
        return sum(len(one.teams) for one in self.people)

    @property
    def all_problems(self) -> list[Problem]:
        return [*(problem for line in self.tray for problem in line.problems), *self.problems]


def sort_pages(pages: Pages, *, only: str = "") -> Sorted:
    """Who stands on a list; `only` names the one community whose lines count, in a street's file."""
    lines = [line for line in pages.lines if not only or plain_community(line.community) == plain_community(only)]
    found: dict[tuple[str, str], Listed] = {}
    first: dict[tuple[str, str], Line] = {}
    with_phone = [line for line in lines if line.phone and not line.stops]
    _take_by_phone(with_phone, found, first)
    _take_by_name([line for line in lines if not line.phone and not line.stops], found, first)
    people = list(found.values())
    problems = [] if only else list(_wrong_totals(pages, people))
    tray = [line for line in lines if line.problems]
    return Sorted(people, tray, problems, len(lines), sum(line.stops for line in lines), pages.notes)


def plain_community(written: str) -> str:
    """A community's name to compare by."""
    return written.strip().removesuffix("居委会").removesuffix("社区")


def _take_by_phone(lines: Iterable[Line], found: dict[tuple[str, str], Listed], first: dict[Any, Line]) -> None:
    """Name and phone together are one human; a phone under two names is looked at by somebody."""
    holder: dict[str, Line] = {}
    for line in lines:
        other = holder.setdefault(line.phone, line)
        if other.name != line.name:
            line.tell("phone_shared", "phone", _(
                "电话和第 %(row)d 行的%(name)s一样，名字不同。是一个人写错了名字，还是两个人合用，请核对。"
            ) % {"row": other.number, "name": other.name}, stops=True)  # fmt: skip
            continue
        _add((line.name, line.phone), line, found, first)


def _take_by_name(lines: Iterable[Line], found: dict[tuple[str, str], Listed], first: dict[Any, Line]) -> None:
    """Without a phone a name that stands once is taken; one that stands twice may be either human."""
    same: dict[str, list[Line]] = defaultdict(list)
    for line in [*first.values(), *(lines := list(lines))]:
        same[line.name].append(line)
    for line in lines:
        other = same[line.name][0]
        if other is not line:
            line.tell("person_unsure", "phone", _(
                "没有能用的电话，分不清是不是第 %(row)d 行的%(name)s，请核对。"
            ) % {"row": other.number, "name": other.name}, stops=True)  # fmt: skip
            continue
        if not any(problem.column == str(_("电话")) for problem in line.problems):
            line.tell("phone_missing", "phone", _("没留电话。人收了，补上电话才联系得到。"))
        _add((line.name, ""), line, found, first)


def _add(key: tuple[str, str], line: Line, found: dict[tuple[str, str], Listed], first: dict[Any, Line]) -> None:
    if (listed := found.get(key)) is None:
        found[key], first[key] = Listed.of(line), line
        return
    listed.lines += 1
    _tell_differences(listed, first[key], line)
    again = [team for team in line.teams if team in listed.teams]
    if again or not line.teams:
        say = _("和第 %(row)d 行是同一个人、同一支队伍，只收一次。") % {"row": first[key].number}
        line.tell("row_repeated", "team", say)
    for team in line.teams:
        listed.teams.setdefault(team, line.since)
    listed.since = min((day for day in (listed.since, line.since) if day), default="")


def _tell_differences(listed: Listed, first: Line, line: Line) -> None:
    """The first line counts; where a later one says something else, somebody looks."""
    said = ("kind", listed.kind, line.kind), ("sex", listed.sex, line.sex), (
        "community", listed.community, line.community,
    )  # fmt: skip
    for column, before, now in said:
        if now and not before:
            setattr(listed, column, now)
        elif now and now != before:
            say = _("和第 %(row)d 行是同一个人，那里写的是「%(said)s」，先照那一行。")
            line.tell("differs", column, say % {"row": first.number, "said": first.written.get(column, "")})


def _wrong_totals(pages: Pages, people: list[Listed]) -> Iterable[Problem]:
    for sheet, row, numbers in pages.totals:
        counts = {len(people), len(pages.lines), sum(line.sheet == sheet for line in pages.lines)}
        counts.add(len({(line.name, line.phone) for line in pages.lines if line.sheet == sheet}))
        if numbers and not counts & set(numbers):
            say = _("表上合计写的是 %(said)d，照名单数是 %(people)d 人、%(lines)d 行。")
            values = {"said": numbers[0], "people": len(people), "lines": len(pages.lines)}
            yield Problem("total_wrong", say % values, sheet, row, value=str(numbers[0]))
