"""What a table of opening balances would set: held against the funds as they are, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund, Purpose, Voucher
from hehuo.domain.ground.intakes.kinds import Faults, Problem
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger import rules as ledger_rules
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Transfer
from hehuo.domain.run.books.opening_tables import OpeningRow, fault, name_key, read_openings

Stood = dict[UUID, tuple[int, date]]  # by the account of a purpose: how much in fen, since which day


@dataclass(frozen=True, slots=True)
class Opening:
    """What stood in a fund for a purpose, in fen, on a day."""

    row: OpeningRow
    fund: Fund
    purpose: Purpose

    @property
    def fen(self) -> int:
        return self.row.fen

    @property
    def on(self) -> date:
        return self.row.on


@dataclass(frozen=True, slots=True)
class FundTotal:
    """What a table sets in one fund; totals of different funds are never added up."""

    fund: Fund
    fen: int


@dataclass(slots=True)
class OpeningPlan:
    """What is to be set, what was set before by the same rows, and what stood at nothing."""

    new: list[Opening] = field(default_factory=list)
    known: list[Opening] = field(default_factory=list)
    empty: list[Opening] = field(default_factory=list)

    @property
    def totals(self) -> list[FundTotal]:
        sums: dict[UUID, int] = {}
        pots = {each.fund.pk: each.fund for each in self.new}
        for each in self.new:
            sums[each.fund.pk] = sums.get(each.fund.pk, 0) + each.fen
        return [FundTotal(pots[pk], fen) for pk, fen in sums.items()]


def plan_of(content: bytes, name: str) -> OpeningPlan:
    """What a file would set. Raises FileFault (Faults with each row's reason); nothing is changed either way."""
    problems: list[Problem] = []
    found = _recognised(read_openings(content, name), problems)
    pots = {each.fund.pk: each.fund for each in found}
    stood, in_use = _stood(pots), _in_use(pots)
    closed_until = ledger.closed_until()
    plan = OpeningPlan()
    for pk, fund in pots.items():
        of_fund = [each for each in found if each.fund.pk == pk]
        filled = [each for each in of_fund if each.fen]
        plan.empty += [each for each in of_fund if not each.fen]
        if stood.get(pk) == {each.purpose.account_id: (each.fen, each.on) for each in filled}:
            plan.known += filled
            continue
        may = _may_begin(fund, stood.get(pk), is_in_use=pk in in_use)
        # A nothing beside an opening that is set is a difference too.
        for each in of_fund if pk in stood else filled:
            verdict = all_of(may, ledger_rules.may_post_on(each.on, closed_until))
            if not verdict:
                problems.append(fault("may_not", verdict.reason, sheet=each.row.sheet, row=each.row.number))
        plan.new += filled
    if problems:
        raise Faults(sorted(problems, key=lambda each: (each.sheet or "", each.row or 0)))
    return plan


def _may_begin(fund: Fund, stood: Stood | None, *, is_in_use: bool) -> Verdict:
    """Books begin once: with an opening, before the first voucher."""
    if stood:
        return no(_("「%s」已经录过期初余额，和表上的不一样。一行也没有改，请先核对。") % fund)
    if is_in_use:
        return no(_("「%s」已经有收付的凭证，期初余额不能再补。请找街道会计。") % fund)
    return YES


def _recognised(rows: Sequence[OpeningRow], problems: list[Problem]) -> list[Opening]:
    """The rows with their funds and purposes; a name that is none is a fault that says which names there are."""
    pots = {name_key(fund.name): fund for fund in funds.funds()}
    purposes: dict[UUID, dict[str, Purpose]] = {}
    for purpose in funds.all_purposes():
        of_fund = purposes.setdefault(purpose.fund_id, {})
        of_fund[name_key(purpose.name)] = purpose
        if not purpose.is_restricted:
            of_fund[""] = purpose  # nothing written: for none in particular
    found: list[Opening] = []
    for row in rows:
        fund = pots.get(name_key(row.fund))
        meant = purposes[fund.pk].get(name_key(row.purpose)) if fund else None
        if fund and meant:
            found.append(Opening(row, fund, meant))
        else:
            problems.append(fault("unknown", _unknown(row, fund, pots, purposes), sheet=row.sheet, row=row.number))
    problems += _said_twice(found)
    return found


def _said_twice(found: Sequence[Opening]) -> list[Problem]:
    """不限用途 written out in one row and left empty in another is the same purpose."""
    problems: list[Problem] = []
    first: dict[UUID, Opening] = {}
    for each in found:
        before = first.setdefault(each.purpose.pk, each)
        if before is not each:
            told = {"fund": each.fund, "purpose": each.purpose, "row": before.row.number}
            say = _("「%(fund)s · %(purpose)s」在第 %(row)s 行已经有了，请留一行。") % told
            problems.append(fault("said_twice", say, sheet=each.row.sheet, row=each.row.number))
    return problems


def _unknown(
    row: OpeningRow, fund: Fund | None, pots: Mapping[str, Fund], purposes: Mapping[UUID, Mapping[str, Purpose]]
) -> str:
    between = _("、")
    if fund is None:
        told = {"name": row.fund[:40], "names": between.join(each.name for each in pots.values())}
        return _("没有「%(name)s」这个资金。现在有：%(names)s。") % told if pots else _("还没有立资金，请先立资金。")
    names = dict.fromkeys(each.name for each in purposes[fund.pk].values())
    told = {"fund": fund.name, "name": row.purpose[:40], "names": between.join(names)}
    return _("「%(fund)s」没有「%(name)s」这个用途。现在有：%(names)s。") % told


def _stood(pots: Mapping[UUID, Fund]) -> dict[UUID, Stood]:
    """The openings that are set and were not taken back, fund by fund."""
    found: dict[UUID, Stood] = {}
    moved = Transfer.objects.filter(
        transaction__act="funds.opening_set",
        transaction__about_id__in=list(pots),
        transaction__reversals=None,
        credit__kind=AccountKind.PURPOSE,
    ).order_by("number", "leg")
    for fund_id, account_id, fen, on in moved.values_list("transaction__about_id", "credit", "amount", "on"):
        if fund_id is None:
            continue
        stood = found.setdefault(fund_id, {})
        stood[account_id] = (stood.get(account_id, (0, on))[0] + fen, on)
    return found


def _in_use(pots: Mapping[UUID, Fund]) -> set[UUID]:
    """The funds that have a voucher."""
    return set(Voucher.objects.filter(fund__in=list(pots)).order_by().values_list("fund", flat=True).distinct())
