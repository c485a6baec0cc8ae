"""What pages say of closed months where something is to be booked: until when, and on which day it stands instead."""

from datetime import date
from typing import NamedTuple

from hehuo.domain.ground.ledger import queries as ledger


class Closed(NamedTuple):
    """The last closed day, and the first day that the books take."""

    until: date
    opens_on: date


def closed_books() -> Closed | None:
    """None where nothing was closed yet."""
    until = ledger.closed_until()
    return Closed(until, ledger.first_open_on(until)) if until else None
