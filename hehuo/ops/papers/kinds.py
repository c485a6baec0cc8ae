"""A paper as it was handed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A file and how it is to be taken: `dry_run` writes nothing, `strict` takes all of it or nothing.

    `only` names the one community whose rows count, in a street's file.
    """

    name: str
    content: bytes
    dry_run: bool = False
    strict: bool = False
    only: str = ""
