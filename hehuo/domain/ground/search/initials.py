"""Pinyin initials: 吴秀兰 is wxl. Surnames are read as surnames; a character without a reading is passed over."""

import importlib
import os
import unicodedata
from functools import cache

# Surnames whose first sound differs from the usual reading of the character, with every one they are called by.
SURNAMES = {
    "万俟": ["mq"], "尉迟": ["yc"], "单于": ["cy"], "澹台": ["tt"], "长孙": ["zs"],
    "单": ["s"], "曾": ["z"], "解": ["x"], "仇": ["q"], "区": ["o"], "查": ["z"], "乐": ["y", "l"], "召": ["s"],
    "繁": ["p"], "覃": ["q", "t"], "翟": ["z", "d"], "乜": ["n"], "么": ["y"], "秘": ["b"], "种": ["c"], "折": ["s"],
    "句": ["g"], "郗": ["x", "c"], "谌": ["c", "s"], "祭": ["z"], "佴": ["n"], "隗": ["k", "w"], "重": ["c"],
    "适": ["k", "s"],
}  # fmt: skip


def initials_of(title: str, *, is_name: bool = False) -> list[str]:
    """The initials a title, or a person's name, may be typed by; empty where no character of it has a reading."""
    surname = next((title[:n] for n in (2, 1) if is_name and title[:n] in SURNAMES), "")
    rest = "".join(_initial(character) for character in title[len(surname) :])
    return [letters for first in SURNAMES.get(surname, [""]) if (letters := first + rest)]


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    reading = _readings().get(ord(character), "")
    return unicodedata.normalize("NFD", reading)[:1].lower()


@cache
def _readings() -> dict[int, str]:
    """The table of readings, the usual one of each character first.

    Loaded when initials are first needed: without its phrases it still takes some 10 MB and a tenth of a second.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    table: dict[int, str] = importlib.import_module("pypinyin.constants").PINYIN_DICT
    return table
