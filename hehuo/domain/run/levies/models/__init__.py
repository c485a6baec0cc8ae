"""A levy, its quotes, the share of each home, who collects, what it cost, and where the rest goes."""

from hehuo.domain.run.levies.models.costs import Cost, SurplusMove
from hehuo.domain.run.levies.models.levies import Extension, Levy, Quote
from hehuo.domain.run.levies.models.shares import Cash, Collector, Share

__all__ = ["Cash", "Collector", "Cost", "Extension", "Levy", "Quote", "Share", "SurplusMove"]
