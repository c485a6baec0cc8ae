"""Shares and means as they are written: exact until then, rounded half away from zero; a dash over nothing (R-41)."""

from fractions import Fraction

NONE = "—"


def decimals(exact: Fraction, places: int) -> str:
    """An exact figure to so many decimals: `-3.0`, `12.5`; what rounds to zero has no sign."""
    unit = 10**places
    rounded = int(abs(exact) * unit + Fraction(1, 2))
    return f"{'-' if exact < 0 and rounded else ''}{rounded // unit}.{rounded % unit:0{places}d}"


def tenths(part: int, whole: int) -> int:
    """A share in tenths of a per cent; `whole` is not zero."""
    return (2000 * part + whole) // (2 * whole)


def per_cent(part: int, whole: int) -> str:
    """`79.3%`; a dash over nothing."""
    return f"{tenths(part, whole) / 10:.1f}%" if whole else NONE
