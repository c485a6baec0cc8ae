"""Numbers as people write them: `1-26、30` are the first twenty-six and the thirtieth."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.build.resources.kinds import AT_ONCE

_BETWEEN = re.compile(r"[,，、;；\s]+")
_PART = re.compile(r"(\d{1,4})(?:[-~—–至到](\d{1,4}))?号?")


def read(written: str) -> list[int]:
    """The numbers meant, each once, in order. Raises Invalid for what is no number, or for too many at once."""
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(unicodedata.normalize("NFKC", written).strip())):
        match = _PART.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise Invalid("numbers", _("「%s」看不懂。请写号码，例如 1-26、30。") % part)
        found.update(range(first, last + 1))
    if not found:
        raise Invalid("numbers", _("请写号码，例如 1-26、30。"))
    if len(found) > AT_ONCE:
        raise Invalid("numbers", _("一次最多 %s 个，请分几次。") % AT_ONCE)
    return sorted(found)


def write(numbers: Iterable[int]) -> str:
    """The shortest way to write them: `1-26、30`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
