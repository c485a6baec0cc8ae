"""When two written names are one firm: blanks, brackets and the town in front do not make a difference."""

import re
import unicodedata

_MARKS = re.compile(r"[\s()（）\[\]【】《》“”\"'·・,，.。:：\-—_/]")
_TOWN = re.compile(r"^(?:[一-鿿]{2,4}?省)?(?:[一-鿿]{2,3}?市)(?:[一-鿿]{2,3}?区)?")


def core_of(name: str) -> str:
    """What is left of a firm's name to compare by: 广州市悦邻… and 广州悦邻… give the same."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()
    return _TOWN.sub(lambda town: re.sub(r"[省市区]", "", town[0]), plain)
