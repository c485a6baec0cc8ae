"""One cell of a list of fairs: a day, person-times, a sum's word."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.tables.workbooks import Cell
from hehuo.domain.run.fairs.kinds import MOST_AT_ONCE

SUM = re.compile(r"小计|合计|总计|累计|共计|总数|总人次")
_PART = re.compile(r"小计|月.*计|季度|上半年|下半年")
_VOID = re.compile(r"作废|不算|重复|取消|勿计|剔除|划掉")
_NONE = re.compile(r"^(没来|未来|缺席|缺|请假|未到|停摆|没开|未设)")
_UNIT = re.compile(r"(人次|人\*次|次|人|位|名)$")
_DIGITS = "零一二三四五六七八九"
_MONTH_DAY = re.compile(r"^(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?$")
_MONTH = re.compile(r"^(?:(\d{4})\s*[年./-])?\s*(\d{1,2})\s*月?(?:份)?$")
_IN_TEXT = re.compile(r"(?:(20\d{2})\s*[年./-])?\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")


def day(cell: Cell | None, year: int | None) -> date | None:
    """The day of a fair; `year` is meant where none is written. None for an empty cell. Raises Unsure."""
    text = re.sub(
        r"[(（].*?[)）]|(星期|周|礼拜)[一二三四五六日天]", "", unicodedata.normalize("NFKC", values.written(cell))
    )
    text = re.sub(r"\s+\d{1,2}:\d{2}(:\d{2})?$", "", text.strip()).strip()
    if isinstance(cell, str) and year and (short := _MONTH_DAY.match(text)):
        return _made(year, int(short[1]), int(short[2]), text)
    if isinstance(cell, str) and (short := re.match(r"^(\d{2})[./年-](\d{1,2})[./月-](\d{1,2})日?$", text)):
        return _made(2000 + int(short[1]), int(short[2]), int(short[3]), text)
    if isinstance(cell, str) and re.match(r"^\d{4}\s*[年./-]\s*\d{1,2}\s*月?$", text):
        raise values.Unsure("day_missing", _("「%s」没有写哪一天。") % text)
    found = values.day(text if isinstance(cell, str) else cell, earliest=date(2000, 1, 1))
    if found and found > clock.today():
        raise values.Unsure("date_ahead", _("「%s」这一天还没到，请核对年份。") % values.written(cell))
    return found


def day_said(text: str, year: int | None) -> date | None:
    """The day that a heading names: 文苑集市（2024年3月10日）; None where it names none, or no year is known."""
    found = _IN_TEXT.search(unicodedata.normalize("NFKC", text))
    if not found or not (found[1] or year):
        return None
    try:
        return date(int(found[1] or year or 0), int(found[2]), int(found[3]))
    except ValueError:
        return None


def year_said(*texts: str) -> int | None:
    """The one year that a title or a file's name speaks of."""
    found = {
        int(each)
        for text in texts
        for each in re.findall(r"(?<!\d)(20\d{2})(?!\d)", unicodedata.normalize("NFKC", text))
    }
    return found.pop() if len(found) == 1 else None


def visits(cell: Cell | None) -> int | None:
    """Person-times: 45, `47人次`, `６２`; 0 for a dash or 没来; None for an empty cell. Raises Unsure."""
    if isinstance(cell, bool):
        raise values.Unsure("visits_unreadable", _("「%s」不是人次。") % cell)
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", values.written(cell)))
    if not text:
        return None
    if text in {"-", "--", "—", "——", "/", "\\", "无", "没有", "×", "x", "X"} or _NONE.match(text):
        return 0
    plain = re.sub(r"^(共|计)", "", _UNIT.sub("", text)).replace(",", "")
    if re.fullmatch(r"\d+(\.0+)?", plain):
        number = int(float(plain))
    elif (read := _in_letters(plain)) is not None:
        number = read
    else:
        raise values.Unsure("visits_unreadable", _("人次「%s」读不准，请写一个整数。") % values.written(cell))
    if number > MOST_AT_ONCE:
        raise values.Unsure("visits_range", _("一个摊位一天「%s」人次，太多了，请核对。") % values.written(cell))
    return number


def sum_written(cell: Cell | None) -> int | None:
    """A sum, of any size; None where no number stands."""
    found = re.fullmatch(r"\D*?(\d[\d,]*)(?:\.0+)?\D*", unicodedata.normalize("NFKC", values.written(cell)))
    return int(found[1].replace(",", "")) if found else None


def is_void(*texts: str) -> bool:
    """Whether a note says that the row does not count."""
    return any(_VOID.search(text) for text in texts)


def is_part_sum(text: str) -> bool:
    return bool(_PART.search(text))


def month_said(cell: Cell | None, year: int | None) -> date | None:
    """The month a column is headed with, as its first day."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", values.written(cell)))
    found = _MONTH.match(text) if "月" in text or re.match(r"^\d{4}[./-]\d{1,2}$", text) else None
    if not found or not (found[1] or year) or not 1 <= int(found[2]) <= 12:
        return None
    return date(int(found[1] or year or 0), int(found[2]), 1)


def _in_letters(text: str) -> int | None:
    """四十五 is 45; up to 999."""
    found = re.fullmatch(
        r"(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?", text
    )
    if not found or not text:
        return None
    hundreds, tens, ten, ones = found.groups()
    digit = {letter: number for number, letter in enumerate(_DIGITS)} | {"两": 2}
    return 100 * digit.get(hundreds, 0) + (10 * digit.get(tens, 1) if ten else 0) + digit.get(ones, 0)


def _made(year: int, month: int, dom: int, text: str) -> date:
    try:
        made = date(year, month, dom)
    except ValueError:
        raise values.Unsure("date_unreadable", _("日期「%s」看不懂，没有这一天。") % text) from None
    if made > clock.today():
        raise values.Unsure("date_ahead", _("「%s」这一天还没到，请核对年份。") % text)
    return made
