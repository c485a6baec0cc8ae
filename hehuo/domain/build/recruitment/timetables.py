"""Weekly times as people write them: 逢星期四下午5点到6点半, 周六15:00-17:00;逢星期天下午1点到2点半."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5} | {
    str(number): number - 1 for number in range(1, 8)
}
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_NUMBERS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NONE = re.compile(r"^(?:[/\\\-无]|不需?要?场地|无需.*|不用.*|没有|待定)?$")
# A day may be a digit (周1) only where no clock follows it: 周六15:00 is no list of days.
_ONE_DAY = r"(?:[一二三四五六日天末](?![点时])|[1-7](?![\d:点时]))"
_DAY = rf"(?:周|星期|礼拜)(?P<days>{_ONE_DAY}(?:[、,和及或至到\-]?(?:周|星期|礼拜)?{_ONE_DAY})*)"
_CLOCK = (
    r"(?:(?P<part{n}>上午|早上|早|中午|下午|午后|傍晚|晚上|晚)?(?P<hour{n}>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
    r"(?:[:](?P<minute{n}>\d{{2}})|[点时](?:(?P<words{n}>半|一刻|三刻)|(?P<min{n}>\d{{1,2}})分?)?))"
)
_SLOT = re.compile(_DAY + r"(?:的|,)?" + _CLOCK.format(n=1) + r"(?:-|到|至)" + _CLOCK.format(n=2))
_MORE = re.compile(r"(?P<link>[,、;和及或])?" + _CLOCK.format(n=1) + r"(?:-|到|至)" + _CLOCK.format(n=2))
# Only a part of the day was said: the usual hours, for a plan to start from; a person is still asked.
_USUAL = {"早": (9, 11), "上": (9, 11), "下": (15, 17), "午": (15, 17), "傍": (19, 21), "晚": (19, 21)}
_PART_ONLY = re.compile(_DAY + r"的?(?P<part>早上|上午|下午|午后|傍晚|晚上|晚)(?:也?可以|也行)?")
_ANY_WORDS = re.compile(r"任选一?[天个次]?|任意一[天个]|任一|择一|都行|都可以?|均可|二选一|其中一[天个]")
Choices = tuple[tuple["WeeklyTime", ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTime:
    """A weekday (Monday is 0) with its begin and end."""

    weekday: int
    starts: time
    ends: time

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.starts:%H:%M}—{self.ends:%H:%M}"

    @property
    def is_weekend(self) -> bool:
        return self.weekday >= 5

    def as_data(self) -> dict[str, str | int]:
        """As a row keeps it."""
        return {"weekday": self.weekday, "starts": f"{self.starts:%H:%M}", "ends": f"{self.ends:%H:%M}"}

    @classmethod
    def from_data(cls, data: dict[str, str | int]) -> "WeeklyTime":
        """Back from a row."""
        return cls(int(data["weekday"]), _clock(str(data["starts"])), _clock(str(data["ends"])))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the times, and whether the text held anything that was not understood."""

    times: tuple[WeeklyTime, ...]
    is_sure: bool
    choices: Choices = ()  # the same times: each with those that would do in its stead (周二或周四)

    @classmethod
    def of(cls, groups: Sequence[Sequence[WeeklyTime]], *, is_sure: bool) -> "Reading":
        """The reading of groups of times that stand for each other."""
        choices = tuple(tuple(group) for group in groups if group)
        return cls(tuple(slot for group in choices for slot in group), is_sure, choices)

    def as_data(self) -> list[dict[str, str | int]]:
        """As a row keeps it: times with the same `or` stand for each other."""
        return [
            slot.as_data() | ({"or": number} if len(group) > 1 else {})
            for number, group in enumerate(self.choices)
            for slot in group
        ]


def choices_of(data: Sequence[Mapping[str, str | int]]) -> list[tuple[WeeklyTime, ...]]:
    """The choices that a row keeps."""
    found: dict[object, list[WeeklyTime]] = {}
    for number, slot in enumerate(data):
        key = ("or", slot["or"]) if "or" in slot else ("alone", number)
        found.setdefault(key, []).append(WeeklyTime.from_data(dict(slot)))
    return [tuple(group) for group in found.values()]


def read(written: object) -> Reading:
    """The weekly times in a cell; an empty cell, `/` or 不需场地 are no times, and sure."""
    text = _plain(written)
    if _NONE.match(text):
        return Reading((), True)
    plain = _ANY_WORDS.sub("", text)
    if part := _PART_ONLY.fullmatch(plain):
        return Reading.of(_grouped(part["days"], _usual(part)), is_sure=False)
    groups: list[list[WeeklyTime]] = []
    rest, at = "", 0
    while match := _SLOT.search(plain, at):
        between, at = plain[at : match.start()], match.end()
        found = _grouped(match["days"], _times(_days(match["days"]), match))
        while more := _MORE.match(plain, at):  # 周六 9:00-10:00、15:00-16:00
            later = _grouped(match["days"], _times(_days(match["days"]), more))
            found = _either(found, later) if more["link"] == "或" else found + later
            at = more.end()
        if between == "或" and len(groups) == len(found) == 1:
            groups, between = _either(groups, found), ""
        else:
            groups += found
        rest += between
    rest = re.sub(r"[每逢,、;和及。各]", "", rest + plain[at:])
    if plain != text and re.search(r"选|任|择|其中", text):  # 周二、周四任选一天
        groups = [[slot for group in groups for slot in group]]
    return Reading.of(groups, is_sure=not rest and any(groups))


def _grouped(days: str, times: list[WeeklyTime]) -> list[list[WeeklyTime]]:
    """周二或周四 is one wish with two times, 周二、周四 are two wishes."""
    return [times] if "或" in days else [[slot] for slot in times]


def _either(groups: list[list[WeeklyTime]], later: list[list[WeeklyTime]]) -> list[list[WeeklyTime]]:
    """The later times stand for the earlier ones, wish by wish."""
    return [group + others for group, others in zip(groups, later, strict=False)]


def _usual(part: re.Match[str]) -> list[WeeklyTime]:
    begins, ends = _USUAL[part["part"][0]]
    return [WeeklyTime(day, time(begins), time(ends)) for day in _days(part["days"])]


def is_within(wanted: WeeklyTime, *, starts: time, ends: time) -> bool:
    """Whether a time lies wholly between two others."""
    return starts <= wanted.starts and wanted.ends <= ends


def read_hours(written: object) -> tuple[time, time] | None:
    """Opening hours in one cell: `18:30-21:30`, `9:00—21:30`, `下午4点到7点`; None where there are none."""
    match = _MORE.fullmatch(_plain(written))
    if not match:
        return None
    slots = _times([0], match)
    return (slots[0].starts, slots[0].ends) if slots else None


def say(times: tuple[WeeklyTime, ...] | list[WeeklyTime]) -> str:
    """All times in one line."""
    return "，".join(str(slot) for slot in times) or _("没说时间")


def _plain(written: object) -> str:
    text = unicodedata.normalize("NFKC", str(written if written is not None else ""))
    text = re.sub(r"[‐‑‒–—―−~～]+", "-", re.sub(r"\s+", "", text))
    return re.sub(r"或者|或是|或", "或", text.replace("，", ",").replace("；", ";").replace("点钟", "点"))


def _days(written: str) -> list[int]:
    numbers = [_DAYS[letter] for letter in written if letter in _DAYS]
    if "末" in written:
        return [5, 6]
    if len(numbers) == 2 and re.search(r"[至到\-]", written):
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def _times(days: list[int], match: re.Match[str]) -> list[WeeklyTime]:
    starts = _moment(match, 1, "")
    ends = _moment(match, 2, match["part1"] or "")
    if starts and ends and ends <= starts and not match["part2"] and ends.hour < 12:
        ends = ends.replace(hour=ends.hour + 12)  # 上午10点到1点
    if starts is None or ends is None or ends <= starts:
        return []
    return [WeeklyTime(day, starts, ends) for day in days]


def _moment(match: re.Match[str], n: int, part_before: str) -> time | None:
    """A clock time; 下午 and 晚 carry on to the end of the slot."""
    hour = _number(match[f"hour{n}"])
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(match[f"words{n}"] or "", 0)
    minute = int(match[f"minute{n}"] or match[f"min{n}"] or minute)
    part = match[f"part{n}"] or part_before
    late = part in {"下午", "午后", "傍晚", "晚上", "晚"} or (part == "中午" and hour < 11)
    if late and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, _ten, ones = written.rpartition("十")
    if "十" not in written:
        return _NUMBERS.get(written, 99)
    return (_NUMBERS.get(tens, 1) if tens else 1) * 10 + (_NUMBERS.get(ones, 0) if ones else 0)


def _clock(written: str) -> time:
    return time.fromisoformat(written)
