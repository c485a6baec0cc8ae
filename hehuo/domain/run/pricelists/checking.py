"""A list's lines held against their agreement: each with whether it may be a price, and the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.run.pricelists.reading import PriceLine
from hehuo.domain.run.services import queries, rules
from hehuo.domain.run.services.kinds import Basis
from hehuo.domain.run.services.models import PriceItem, PriceSheet


@dataclass(frozen=True, slots=True)
class Checked:
    """One line with the price it would be, whether it may, and why."""

    line: PriceLine
    item: PriceItem | None
    is_good: bool
    reason: str

    @property
    def key(self) -> str:
        """What names the line in its list."""
        return f"{self.line.sheet}:{self.line.number}"


def check_sheet(sheet: PriceSheet) -> list[Checked]:
    """Every line of a list by the agreement as it stands now."""
    clause = queries.cost_clause_of(sheet.agreement)
    return [_check(sheet, PriceLine(**data), may_cost=clause is not None) for data in sheet.lines]


def counts(checked: Iterable[Checked]) -> dict[str, int]:
    """How many lines there are, and how many may be prices."""
    found = list(checked)
    good = sum(each.is_good for each in found)
    return {"lines": len(found), "good": good, "bad": len(found) - good}


def _check(sheet: PriceSheet, line: PriceLine, *, may_cost: bool) -> Checked:
    reasons = list(line.faults)
    if line.resident_fen is None and not line.faults:
        reasons.append(_("没有写居民价。不收钱请写 0。"))
    if line.resident_fen and line.market_fen is None:
        reasons.append(_("没有市场价，没法比。先去问一问市价，再收这一项。"))
    elif line.resident_fen and not line.source:
        reasons.append(_("没有写市场价从哪里看到。"))
    if reasons or line.resident_fen is None:
        return Checked(line, None, False, " ".join(reasons))
    item = PriceItem(agreement=sheet.agreement, sheet=sheet, **_facts(sheet, line))
    verdict = rules.keeps_to_rule(
        resident_fen=item.resident_fen, market_fen=item.market_fen, percent=item.limit_percent, basis=item.basis,
        cost_fen=item.cost_fen, may_cost=may_cost,
    )  # fmt: skip
    if not verdict:
        return Checked(line, item, False, verdict.reason)
    if reason := _own_word(line):
        return Checked(line, item, False, reason)
    return Checked(line, item, True, rules.why_it_keeps(item))


def _facts(sheet: PriceSheet, line: PriceLine) -> dict[str, Any]:
    seen_on = date.fromisoformat(line.seen_on) if line.seen_on else sheet.seen_on
    is_cost = line.basis == Basis.COST
    return {
        "group": line.group, "name": line.name, "unit": line.unit, "market_fen": line.market_fen,
        "source": line.source, "seen_on": seen_on if line.market_fen is not None else None,
        "resident_fen": line.resident_fen, "basis": line.basis, "cost_fen": line.cost_fen if is_cost else None,
        "limit_percent": sheet.agreement.price_percent, "free_for": line.free_for, "note": line.note,
    }  # fmt: skip


def _own_word(line: PriceLine) -> str:
    """What a line itself promises (三折) binds too, where it is less than the agreement asks."""
    if line.basis == Basis.COST or line.said_percent is None or not line.resident_fen or line.market_fen is None:
        return ""
    if 100 * line.resident_fen <= line.said_percent * line.market_fen:
        return ""
    most = money.yuan(line.said_percent * line.market_fen // 100)
    return _("表上自己写的是市场价的 %(percent)s%%，最多 %(most)s 元。") % {
        "percent": line.said_percent, "most": most,
    }  # fmt: skip
