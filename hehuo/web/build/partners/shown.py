"""The share that a partner gave, month by month, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.run.books.models import Turnover

MONTHS = 6  # written out; the sum is of all of them


@dataclass(frozen=True, slots=True)
class Shares:
    """The latest months, and what has come in of all months."""

    latest: list[Turnover]
    received: int
    received_fen: int

    @classmethod
    def of(cls, approved: Iterable[Turnover]) -> "Shares":
        """From the approved shares, newest first; one that is only expected is not in the sum."""
        found = list(approved)
        met = [each.share_fen for each in found if each.due and each.due.state == DueState.MET]
        return cls(found[:MONTHS], len(met), sum(met))
