"""The period that an address asks for: `?from=2024-07&to=2024-09`, whole months, both included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.run.books import rules


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, by the first day of the first and of the last."""

    first: date
    last: date

    @property
    def from_on(self) -> date:
        return self.first

    @property
    def to_on(self) -> date:
        """The last day of the last month."""
        return rules.last_day(self.last)

    @property
    def query(self) -> str:
        """As an address asks for it."""
        return urlencode({"from": f"{self.first:%Y-%m}", "to": f"{self.last:%Y-%m}"})

    @property
    def name(self) -> str:
        """As a paper is headed, and a file is called: `2024年7月至9月`."""
        if self.first == self.last:
            return _("%(year)s年%(month)s月") % {"year": self.first.year, "month": self.first.month}
        if (self.first.month, self.last.month, self.first.year) == (1, 12, self.last.year):
            return _("%(year)s年") % {"year": self.first.year}
        said = {"year": self.first.year, "month": self.first.month, "until": self.last.month, "later": self.last.year}
        if self.first.year == self.last.year:
            return _("%(year)s年%(month)s月至%(until)s月") % said
        return _("%(year)s年%(month)s月至%(later)s年%(until)s月") % said


def months_asked(asked: Mapping[str, str]) -> Months:
    """What an address asks for; this month where it asks for none. Raises Invalid for what is no period."""
    first = rules.month_of(asked.get("from") or asked.get("to") or f"{clock.today():%Y-%m}")
    last = rules.month_of(asked.get("to") or f"{first:%Y-%m}")
    if last < first:
        raise Invalid("to", _("截止的月份在开始的月份以前，请把两个月份换过来。"))
    return Months(first, last)


def usual_months(month: date) -> list[tuple[str, Months]]:
    """The periods that a statement is made for: the month, its quarter, its year."""
    begins = (month.month - 1) // 3 * 3 + 1
    quarter = Months(month.replace(month=begins), month.replace(month=begins + 2))
    year = Months(month.replace(month=1), month.replace(month=12))
    return [(_("本月"), Months(month, month)), (_("本季度"), quarter), (_("全年"), year)]
