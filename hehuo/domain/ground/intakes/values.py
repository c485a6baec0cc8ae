"""Reading one cell as offices write it. Each reader gives the value, or raises Unsure with a code and one sentence."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.intakes.tables.workbooks import Cell

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NOTHING = {"", "无", "没有", "未知", "不详", "暂无", "空", "0", "none", "null", "nan", "#n/a"}
_NOTHING |= {"-", "--", "/", "\\", "—", "——"}
_DOTS = str.maketrans(dict.fromkeys("•‧・．∙●｡。", "·"))
# Python's own table of letters ends at Unicode 14; newer rare characters stand in the planes above.
_LETTER = "(?:[^\\W\\d_]|[\U00020000-\U0003ffff])"
_NAME = re.compile(rf"^{_LETTER}{{1,25}}(?:·{_LETTER}{{1,25}}){{0,4}}$")
_EXCEL_DAY_0 = date(1899, 12, 30)


class Unsure(Exception):
    """A cell that cannot be read for sure."""

    def __init__(self, code: str, say: str) -> None:
        super().__init__(say)
        self.code, self.say = code, say


def written(cell: Cell | None) -> str:
    """A cell as a person would see it: 101.0 is 101, a date is 2022-03-05."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute) == (0, 0):
        return cell.date().isoformat()
    return str(cell).strip()


def plain(cell: Cell | None) -> str:
    """Half-width, no blanks, empty for the many ways to say nothing."""
    text = written(cell)
    if not (text.isascii() and text.isalnum()):
        text = re.sub(r"[\s\u200b\ufeff'`’‘]", "", unicodedata.normalize("NFKC", text))
    return "" if text.lower() in _NOTHING else text


def name(cell: Cell | None) -> str:
    """A person's name without blanks inside. Rare characters and `·` stay. Raises Unsure."""
    text = re.sub(r"[\s\u200b\ufeff]", "", written(cell)).translate(_DOTS)
    if not text or text in _NOTHING:
        return ""
    if not _NAME.match(text):
        raise Unsure(
            "name_unreadable", _("姓名「%s」认不全，可能有生僻字没存好，或混进了别的内容。请照户口本改好。") % text
        )
    return text


def names(cell: Cell | None) -> list[str]:
    """The names in one cell: `唐海杰、冯梅燕` are two owners."""
    parts = re.split(r"[、,，/;；+&]|\n", written(cell))
    return [found for part in parts if (found := name(re.sub(r"[（(].*?[)）]", "", part)))]


def sex(cell: Cell | None) -> str:
    """`m`, `f`, or empty. Raises Unsure."""
    text = plain(cell).removesuffix("性").lower()
    if text not in _SEXES:
        raise Unsure("sex_unreadable", _("性别「%s」看不懂，请写“男”或“女”。") % written(cell))
    return _SEXES[text]


_SEXES = {"": "", "男": "m", "女": "f", "m": "m", "f": "f", "male": "m", "female": "f", "1": "m", "2": "f"}


def identity(cell: Cell | None) -> str:
    """An ID number (GB 11643, 15 digits made 18), or a permit's number; empty for none. Raises Unsure."""
    if isinstance(cell, float) or re.search(r"\d[eE]\+", written(cell)):
        raise Unsure("digits_lost", _("证件号被表格改成了数字，末几位已经丢了。请把这一格设成文本，重新填写。"))
    text = plain(cell).upper().replace("Х", "X").replace("×", "X").replace("-", "")
    if not text:
        return ""
    if re.fullmatch(r"\d{15}", text):
        text = with_check(text[:6] + "19" + text[6:])
    if re.fullmatch(r"[HMC]\d{8,10}|[A-Z]{1,2}\d{6,8}|\d{8}|[A-Z]{3}\d{12}", text):
        return text  # Hong Kong, Macau, Taiwan and foreigners' permits: no birth date in them
    if not re.fullmatch(r"\d{17}[\dX]", text):
        raise Unsure("id_shape", _("证件号「%s」不是 18 位，请核对。") % text)
    if with_check(text[:17]) != text:
        raise Unsure("id_check_digit", _("身份证号「%s」校验不对，有一位写错了，请核对证件。") % text)
    if born_of(text) is None:
        raise Unsure("id_birth", _("身份证号「%s」里的出生日期不对，请核对证件。") % text)
    return text


def with_check(first: str) -> str:
    """The first 17 digits of an ID number with the check digit that belongs to them (GB 11643)."""
    return first + _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def born_of(number: str) -> date | None:
    """The birth date in an ID number; None where it has none or one that cannot be."""
    if len(number) != 18 or not number[:17].isdigit():
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if date(1880, 1, 1) <= born <= clock.today() else None


def sex_of(number: str) -> str:
    """The sex in an ID number, empty where it has none."""
    return ("m" if int(number[16]) % 2 else "f") if len(number) == 18 and number[:17].isdigit() else ""


def phone(cell: Cell | None) -> str:
    """A mobile or landline number; the first of several; empty for none. Raises Unsure."""
    text = written(cell)
    if re.fullmatch(r"\d+(\.\d+)?[eE]\+?\d+", text.replace(" ", "")):
        text = _from_scientific(text.replace(" ", ""))
    digits = text
    if not (text.isascii() and text.isdigit()):
        digits = re.sub(r"[^\d]", "", re.split(r"[、,，/;；]|或", unicodedata.normalize("NFKC", text))[0])
    if not digits:
        return ""
    digits = re.sub(r"^(\+?0{0,2}86)(?=1\d{10}$)", "", digits)
    if re.fullmatch(r"1[3-9]\d{9}", digits) or re.fullmatch(r"0\d{9,11}|[2-8]\d{6,7}", digits):
        return digits
    raise Unsure("phone_shape", _("电话「%s」位数不对，请核对。") % written(cell))


def _from_scientific(text: str) -> str:
    mantissa, _e, power = text.lower().replace("+", "").partition("e")
    digits = mantissa.replace(".", "")
    if int(power) != len(digits.rstrip("0") or "0") - 1 and len(digits) != int(power) + 1:
        raise Unsure("digits_lost", _("电话被表格写成了「%s」，后几位已经丢了。请重新填写。") % text)
    return digits


def day(cell: Cell | None, *, earliest: date = date(1880, 1, 1)) -> date | None:
    """A date in any usual form; the first of the month where no day is given; None for none. Raises Unsure."""
    found = _day_of(cell)
    if found is None:
        return None
    if not earliest <= found <= clock.today() + timedelta(days=366 * 5):
        raise Unsure("date_range", _("日期「%s」不合理，请核对。") % written(cell))
    return found


def _day_of(cell: Cell | None) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(cell)
    if not text:
        return None
    digits = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    parts = digits.groups() if digits else re.findall(r"\d+", text)
    serial = re.fullmatch(r"\d{4,5}(\.\d+)?", text)
    try:
        if serial and float(text) > 2200:
            return _EXCEL_DAY_0 + timedelta(days=int(float(text)))
        if re.fullmatch(r"\d{6}", text):
            return date(int(text[:4]), int(text[4:]), 1)
        if len(parts) >= 1 and len(parts[0]) == 4 and re.match(r"^\d{4}", text):
            year, month, dom = [*(int(part) for part in parts[:3]), 1, 1][:3]
            return date(year, month, dom)
    except (ValueError, OverflowError):  # a month of thirty digits is none either
        pass
    raise Unsure("date_unreadable", _("日期「%s」看不懂，请写成 2022-03-05 这样。") % written(cell))


def area_x100(cell: Cell | None) -> int | None:
    """A floor area in 0.01 m²; None for none. Raises Unsure."""
    text = re.sub(r"(平方米|平米|平方|m2|㎡|平|约|,|，)", "", plain(cell), flags=re.IGNORECASE)
    if not text:
        return None
    try:
        area = round(float(text) * 100)
    except (ValueError, OverflowError):  # "inf" is a number to a computer
        raise Unsure("area_unreadable", _("面积「%s」看不懂，请写成 89.50 这样。") % written(cell)) from None
    if not 100 <= area <= 1_000_000:
        raise Unsure("area_range", _("面积「%s」不合理，请核对。") % written(cell))
    return area


def yes(cell: Cell | None) -> bool | None:
    """Yes or no as offices tick it; None where nothing is said. Raises Unsure."""
    text = plain(cell).lower()
    if not text:
        return None
    if re.match(r"^(是|√|✓|✔|有|已|y|yes|1|true|对|☑)", text):
        return True
    if re.match(r"^(否|不|没|未|无|×|✗|✘|x|n|no|0|false|☐)", text):
        return False
    raise Unsure("yes_unreadable", _("「%s」看不出是还是否，请写“是”或“否”。") % written(cell))
