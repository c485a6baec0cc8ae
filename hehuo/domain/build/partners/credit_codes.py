"""The unified social credit code (统一社会信用代码, GB 32100-2015): 18 letters and digits, the last one a check."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def plain(written: object) -> str:
    """Half-width capitals without blanks or dashes: `929999 99mant L1XQ5T` is `92999999MANTL1XQ5T`."""
    text = unicodedata.normalize("NFKC", str(written if written is not None else ""))
    return re.sub(r"[\s\-－—_]", "", text).upper()


def is_valid(code: str) -> bool:
    """Whether a plain code has the right length, letters and check digit."""
    if len(code) != 18 or any(letter not in ALPHABET for letter in code):
        return False
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(code, _WEIGHTS, strict=False))
    return ALPHABET[(31 - total % 31) % 31] == code[17]
