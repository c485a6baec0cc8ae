"""States are data: a table of allowed moves, and the one helper that refuses the rest."""

from collections.abc import Mapping, Set
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict

S = TypeVar("S", bound=str)


class Moves(Generic[S]):
    """Which state may follow which. `MOVES.check(now, to)` raises Conflict for a move the table does not have."""

    def __init__(self, table: Mapping[S, Set[S]]) -> None:
        self.table = table

    def allows(self, now: S, to: S) -> bool:
        """Whether the table has this move."""
        return to in self.table.get(now, frozenset())

    def check(self, now: S, to: S) -> None:
        """Raise Conflict, naming both states, unless the table has this move."""
        if not self.allows(now, to):
            raise Conflict(
                _("现在是「%(now)s」，不能改成「%(to)s」。请刷新页面，看看别人是否已经办了。")
                % {"now": getattr(now, "label", now), "to": getattr(to, "label", to)}
            )
