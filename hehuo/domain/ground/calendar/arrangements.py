"""What the State Council arranged for a year, as the package chinesecalendar carries it (R-38)."""

from dataclasses import dataclass
from datetime import date

import chinese_calendar
from chinese_calendar.constants import holidays, workdays


@dataclass(frozen=True, slots=True)
class Arranged:
    """One day of the yearly notice."""

    day: date
    is_off: bool
    name: str


def known_years() -> list[int]:
    """The years that the package knows. Next year's notice appears each November, and its days come later still."""
    return sorted({day.year for day in holidays})


def arrangement_of(year: int) -> list[Arranged]:
    """Holidays and shifted workdays of a year, in order; nothing for a year that the package does not know."""
    off = [Arranged(day, True, _chinese(name)) for day, name in holidays.items() if day.year == year]
    work = [Arranged(day, False, f"{_chinese(name)}调休") for day, name in workdays.items() if day.year == year]
    return sorted(off + work, key=lambda arranged: arranged.day)


def _chinese(name: str) -> str:
    return str(chinese_calendar.Holiday(name).chinese)[:16]
