"""How well a thing matches what was asked."""

from enum import IntEnum

# How tokens are made. Raised with every change of it: each community's index is then built anew by the worker.
VERSION = 1
READER = "search"  # of the journal


class Tier(IntEnum):
    """The better match stands first; within a tier the order of the thing's own list holds."""

    EXACT = 0
    BEGINNING = 1
    INSIDE = 2
    INITIALS = 3
    TEXT = 4
