"""Money is a whole number of fen. Here it is read, written and said in capitals (大写, R-27)."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ["", "拾", "佰", "仟"]
_GROUPS = ["", "万", "亿", "万亿"]


def parse_yuan(written: str, *, field: str = "amount") -> int:
    """Fen from what a person wrote: `1,280.00`, `￥1280`, `1280元`. Raises Invalid.

    A tenth of a fen is refused, never rounded.
    """
    plain = re.sub(r"[\s,，¥￥元]", "", unicodedata.normalize("NFKC", written))
    try:
        fen = Decimal(plain) * 100
    except InvalidOperation:
        raise Invalid(field, _("「%s」不是金额，请写成 1280.00 这样。") % written) from None
    if not fen.is_finite() or fen != fen.to_integral_value() or abs(fen) >= 10**15:
        raise Invalid(field, _("「%s」不是金额，请写到分为止。") % written)
    return int(fen)


def yuan(fen: int) -> str:
    """`123450` as `1,234.50`."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def share_of(fen: int, *, numerator: int, denominator: int) -> int:
    """A share of a sum, rounded half up to whole fen."""
    return (2 * fen * numerator + denominator) // (2 * denominator)


def in_words(fen: int) -> str:
    """The capital form for vouchers: `120000` is 壹仟贰佰元整."""
    if fen < 0:
        return "负" + in_words(-fen)
    whole, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    said = _whole_in_words(whole) + "元" if whole else ""
    if not rest:
        return (said or "零元") + "整"
    if jiao:
        said += _DIGITS[jiao] + "角"
    elif said:
        said += "零"
    return said + (_DIGITS[cents] + "分" if cents else "整")


def _whole_in_words(whole: int) -> str:
    """Whole yuan, group by group of four digits, with a single 零 for any gap."""
    groups = []
    while whole:
        whole, group = divmod(whole, 10_000)
        groups.append(group)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if said and (group < 1000 or groups[place + 1] == 0):
            said += "零"
        said += _group_in_words(group) + _GROUPS[place]
    return said


def _group_in_words(group: int) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return said
