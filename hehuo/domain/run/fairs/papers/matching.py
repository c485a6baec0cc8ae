"""Which kind of service is meant by what a list writes."""

import re
import unicodedata
from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]  # a kind's name → its name and what else it is called

_TAIL = re.compile(r"(服务|摊位|摊|活动|区|点|台|项目)$")


def plain(written: str) -> str:
    """Without blanks and brackets: `义剪 （理发）` is `义剪理发`."""
    return re.sub(r"[\s()（）、，,·/]", "", unicodedata.normalize("NFKC", written))


def kinds_meant(written: str, words: Words) -> list[str]:
    """The kinds whose name or words stand in it: one where it is sure, none where it is new, several where it is not.

    The whole word goes before parts of it, and a longer part before a shorter one that lies inside it.
    """
    text = _TAIL.sub("", plain(written))
    if not text:
        return []
    whole = [name for name, called in words.items() if text in {_TAIL.sub("", plain(each)) for each in called}]
    if whole:
        return whole
    parts = {
        plain(each): name
        for name, called in words.items()
        for each in called
        if len(plain(each)) > 1 and plain(each) in text
    }
    inside = {part for part in parts if any(part != other and part in other for other in parts)}
    return list(dict.fromkeys(name for part, name in parts.items() if part not in inside))
