"""Names of trials as people write them: 天空农场自然课（试课）, 《天空农场自然课》, 试课：天空农场 自然课."""

import re
import unicodedata

_TRIAL = re.compile(
    r"[(\[【]?(?:第[一二三四五\d]+[次场节])?(?:试课|体验课|试听课?|试讲|试上)(?:第?[一二三四五\d]+[次场节]?)?[)\]】]?"
)
_MARKS = re.compile(r"[\s()\[\]【】《》<>“”\"'‘’·:,.。、\-—_/]")


def shown(title: str) -> str:
    """The name without the word 试课 and its brackets."""
    plain = _TRIAL.sub("", unicodedata.normalize("NFKC", title)).strip(" 《》:-—“”\"'")
    return plain[:60]


def core_of(title: str) -> str:
    """What is left of a name to compare by."""
    return _MARKS.sub("", shown(title)).lower()
