"""When two written names are one firm: blanks, brackets and the town in front do not make a difference."""

import re
import unicodedata
from difflib import SequenceMatcher

_MARKS = re.compile(r"[\s()（）\[\]【】《》“”\"'·・,，.。:：\-—_/]")
_FORM = re.compile(r"(?:(?:股份)?有限(?:责任)?公司|股份公司|公司|\(?个人独资\)?|个体工商户)+$")
_TOWN = re.compile(r"^(?:[一-鿿]{2,4}?省)?(?:[一-鿿]{2,3}?市)(?:[一-鿿]{2,3}?区)?")


def core_of(name: str) -> str:
    """What is left of a firm's name to compare by: 广州市悦邻… and 广州悦邻… give the same."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()
    return _TOWN.sub(lambda town: re.sub(r"[省市区]", "", town[0]), plain)


def trunk_of(name: str) -> str:
    """The core without its legal form: 蓝贝教育咨询有限公司, 蓝贝教育咨询公司 and 蓝贝教育咨询 give the same."""
    core = core_of(name)
    return _FORM.sub("", core) or core


def likeness(one: str, other: str) -> int:
    """How much of two names is the same, in percent, legal forms left aside."""
    return round(100 * SequenceMatcher(None, trunk_of(one), trunk_of(other), autojunk=False).ratio())
