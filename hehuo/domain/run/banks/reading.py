"""Reading a bank's statement: all of it is understood, or nothing is taken and every fault is named."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import Faults, FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, Total, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.run.banks.kinds import EARLIEST_YEAR, LINES_LIMIT

COLUMNS = (
    Column("on", "交易日期", ("交易日期", "记账日期", "入账日期", "日期", "交易日", "发生日期")),
    Column("time", "交易时间", ("交易时间", "时间")),
    Column("serial", "流水号", ("流水号", "交易流水号", "凭证号", "交易序号", "业务编号")),
    Column("summary", "摘要", ("摘要", "交易类型", "业务类型", "交易摘要")),
    Column("out", "借方", ("借方发生额", "支出", "借方金额", "支出金额", "借方", "转出金额", "付款金额")),
    Column("into", "贷方", ("贷方发生额", "收入", "贷方金额", "收入金额", "贷方", "转入金额", "收款金额")),
    Column("amount", "金额", ("交易金额", "发生额", "金额")),
    Column("sign", "借贷", ("借贷标志", "借贷", "收支", "收/支", "借贷方向")),
    Column("balance", "余额", ("余额", "账户余额", "本次余额")),
    Column("account", "对方账号", ("对方账号", "对手账号", "对方账户号")),
    Column("party", "对方户名", ("对方户名", "对方名称", "交易对方", "对手户名", "对方账户名", "付款人")),
    Column("memo", "附言", ("附言", "备注", "用途", "交易附言", "留言")),
)
_OUT, _INTO = re.compile("[借支出付取]|DR|DEBIT|^D$|^-$"), re.compile("[贷收入存]|CR|CREDIT|^C$|^\\+$")
_LEFT_OUT = ("out", "into", "amount", "balance")


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement as it was read. `fen` is above zero where money came."""

    row: int
    on: date
    time: str
    serial: str
    summary: str
    fen: int
    balance_fen: int | None
    party: str
    memo: str
    account: str = ""  # the last digits of the other side's
    nth: int = 0  # of lines that read the same, where no balance tells them apart

    @property
    def who(self) -> str:
        """The other side as it is kept: `张三（尾号 4285）`."""
        return f"{self.party}（尾号 {self.account}）" if self.account else self.party

    @property
    def digest(self) -> str:
        """The same movement in two files has the same digest."""
        said = f"{self.on}|{self.time}|{self.serial}|{self.fen}|{self.balance_fen}|{self.party}|{self.memo}"
        said += f"|{self.nth}" if self.nth else ""
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(slots=True)
class Read:
    """A statement that was understood."""

    lines: list[Moved] = field(default_factory=list)
    account: str = ""
    notes: list[str] = field(default_factory=list)
    said_opening: int | None = None  # by a person, where the paper has no balances

    @property
    def opening_fen(self) -> int:
        """What stood there before the first line."""
        if self.said_opening is not None:
            return self.said_opening
        first = self.lines[0]
        return (first.balance_fen or 0) - first.fen

    @property
    def closing_fen(self) -> int:
        if self.said_opening is not None:
            return self.said_opening + sum(line.fen for line in self.lines)
        return self.lines[-1].balance_fen or 0


def read_statement(content: bytes, name: str) -> Read:
    """Every line of a statement in the order of its days. Raises FileFault (Faults with each row's reason)."""
    for raw in open_table_file(content, name):
        if table := read_sheet(raw, COLUMNS):
            return _read(table)
    raise FileFault(
        "header_missing", _("没有找到表头。银行流水要有日期、金额（或借方、贷方）、余额几列，请传银行导出的原表。")
    )


def _read(table: Table) -> Read:
    if "on" not in table.columns or not {"out", "into", "amount"} & set(table.columns):
        raise FileFault("columns_missing", _("没有找到日期或金额的列。请传银行导出的原表，不要删列。"))
    if "balance" not in table.columns:
        raise FileFault("balance_missing", _("没有余额一列，没法核对有没有少行。请从银行导出带余额的明细。"))
    return read_table(table)


def read_table(table: Table, *, opening_fen: int | None = None) -> Read:
    """The statement in a table whose columns are known; `opening_fen` is said where it has no balances.

    Raises FileFault (Faults with each row's reason).
    """
    lines, totals, problems = gather(table)
    if problems:
        raise Faults(problems)
    if not lines:
        raise FileFault("no_lines", _("表里没有一笔流水。"))
    read = Read(account=_account(table.title), said_opening=opening_fen)
    read.lines = _in_order(lines, read) if opening_fen is None else _by_day(lines)
    _check_totals(lines, totals, table.sheet)
    return read


def gather(table: Table) -> tuple[list[Moved], list[Total], list[Problem]]:
    """Each line as it was read, the totals among them, and what cannot be read. Raises FileFault for too many."""
    problems: list[Problem] = []
    lines: list[Moved] = []
    totals: list[Total] = []
    for each in table.rows():
        if isinstance(each, Total):
            totals.append(each)
        elif (line := _line(each, table.sheet, problems)) is not None:
            lines.append(line)
        if len(lines) > LINES_LIMIT:
            raise FileFault("too_many_lines", _("一份流水最多 %d 行，请按月分开传。") % LINES_LIMIT)
    return lines, totals, problems


def _line(row: Row, sheet: str, problems: list[Problem]) -> Moved | None:
    cells = row.cells
    if all(not values.plain(cells.get(name)) for name in _LEFT_OUT):
        if any(values.plain(cells.get(name)) for name in ("serial", "party", "memo")):
            problems.append(_problem("amount_missing", _("这一行没有金额。"), sheet, row))
        return None
    day, time = day_and_time(cells.get("on"), values.written(cells.get("time")))
    try:
        on = values.day(day, earliest=date(EARLIEST_YEAR, 1, 1))
        if on is None:
            raise values.Unsure("date_missing", _("这一行没有日期。"))
        if on > clock.today():
            raise values.Unsure("date_later", _("日期「%s」还没有到，请核对。") % values.written(day))
        fen = _fen(cells)
        balance = _yuan(cells.get("balance"), "余额")
    except values.Unsure as fault:
        problems.append(_problem(fault.code, fault.say, sheet, row))
        return None
    return Moved(
        row.number, on, time, values.plain(cells.get("serial"))[:40],
        values.written(cells.get("summary"))[:60], fen, balance, values.written(cells.get("party"))[:80],
        values.written(cells.get("memo"))[:120], _tail(cells.get("account")),
    )  # fmt: skip


def day_and_time(day: Cell | None, time: str = "") -> tuple[Cell | None, str]:
    """Apart, where a bank writes both in one cell: 2022-06-01 12:03:06, 20220601120306."""
    both = re.fullmatch(r"(\d{8})(\d{6})|(\d.*?\d)\s+(\d{1,2}:\d{2}.*)", values.written(day))
    if both:
        return both[1] or both[3], (time or both[2] or both[4])[:12]
    return day, time[:12]


def _tail(cell: Cell | None) -> str:
    """The last four of an account's number; nothing where a spreadsheet has made a rounded number of it."""
    number = values.plain(cell)
    return number[-4:] if re.fullmatch(r"[0-9A-Za-z*]{6,40}", number) else ""


def _fen(cells: Mapping[str, Cell]) -> int:
    """What moved: from two columns, or from one with its sign beside it."""
    out, into = (_yuan(cells.get(name), label) for name, label in (("out", "借方"), ("into", "贷方")))
    if out or into:
        if out and into:
            raise values.Unsure("two_sides", _("这一行借方、贷方都有数，请核对。"))
        if (out or into or 0) < 0:
            raise values.Unsure("negative", _("金额是负数，请核对是不是冲正；冲正请从银行导出原始的一笔。"))
        return (into or 0) - (out or 0)
    amount = _yuan(cells.get("amount"), "金额")
    if not amount:
        raise values.Unsure("amount_zero", _("金额是 0，请核对。"))
    said = values.written(cells.get("sign")).upper()
    if not said:
        return amount
    goes_out, comes_in = bool(_OUT.search(said)), bool(_INTO.search(said))
    if goes_out == comes_in:
        raise values.Unsure("sign_unreadable", _("「%s」看不出是收还是付，应是借或贷、收入或支出。") % said[:20])
    return -abs(amount) if goes_out else abs(amount)


def _yuan(cell: Cell | None, label: str) -> int | None:
    written = values.written(cell)
    if not values.plain(cell):
        return None
    try:
        return money.parse_yuan(written)
    except Invalid:
        raise values.Unsure(
            "amount_unreadable",
            _("%(column)s「%(value)s」不是金额，请照银行的原表改好。") % {"column": label, "value": written[:40]},
        ) from None


def _in_order(lines: list[Moved], read: Read) -> list[Moved]:
    """From the oldest on, each movement once; every balance must follow from the one before."""
    ordered = lines if lines[0].on <= lines[-1].on else lines[::-1]
    if len(lines) > 1 and lines[0].on == lines[-1].on and not _follow(lines) and _follow(lines[::-1]):
        ordered = lines[::-1]
    once: list[Moved] = []
    for line in ordered:
        if once and line.digest == once[-1].digest:
            read.notes.append(_("第 %(row)s 行和上一行一模一样，是同一笔，只算一次。") % {"row": line.row})
            continue
        once.append(line)
    problems = [
        _broken(before, after)
        for before, after in pairwise(once)
        if (before.balance_fen or 0) + after.fen != after.balance_fen
    ]
    if problems:
        raise Faults(problems)
    return once


def _by_day(lines: list[Moved]) -> list[Moved]:
    """From the oldest on, where no balance tells the order; lines that read the same are counted, none is dropped."""
    ordered = lines if lines[0].on <= lines[-1].on else lines[::-1]
    met: Counter[str] = Counter()
    found = []
    for line in sorted(ordered, key=lambda each: each.on):
        found.append(replace(line, nth=met[line.digest]))
        met[line.digest] += 1
    return found


def _broken(before: Moved, after: Moved) -> Problem:
    told = {
        "row": after.row, "before": money.yuan(before.balance_fen or 0), "moved": money.yuan(after.fen),
        "should": money.yuan((before.balance_fen or 0) + after.fen), "is": money.yuan(after.balance_fen or 0),
    }  # fmt: skip
    say = _(
        "第 %(row)s 行的余额接不上：上一行余 %(before)s 元，这一行动了 %(moved)s 元，"
        "应余 %(should)s 元，表上是 %(is)s 元。中间可能少了行。"
    )
    return Problem("balance_broken", say % told, row=after.row, column="余额", stops=True)


def _follow(lines: Sequence[Moved]) -> bool:
    return all((a.balance_fen or 0) + b.fen == b.balance_fen for a, b in pairwise(lines) if a.digest != b.digest)


def _check_totals(lines: Sequence[Moved], totals: Sequence[Total], sheet: str) -> None:
    """A grand total that fits neither the lines nor the lines without repeats says that some are missing."""
    once = {line.digest: line for line in lines}.values()
    for total in totals:
        for name, came in (("out", False), ("into", True)):
            said = _said(total, name)
            sums = [sum(abs(each.fen) for each in group if (each.fen > 0) == came) for group in (lines, once)]
            if said is not None and not total.is_partial and said not in sums:
                told = {"row": total.number, "said": money.yuan(said), "sum": money.yuan(sums[0])}
                say = _("第 %(row)s 行的合计是 %(said)s 元，加起来是 %(sum)s 元。文件可能不全，请重新导出。")
                raise Faults([Problem("total_differs", say % told, sheet, total.number, "合计", stops=True)])


def _said(total: Total, name: str) -> int | None:
    try:
        return _yuan(total.cells.get(name), "合计")
    except values.Unsure:
        return None  # a count beside it: 184笔


def _account(title: str) -> str:
    """The account's number as the bank shows it above the table; its last digits where it shows all of it."""
    found = re.search(r"(?:账号|账户|卡号)[:：,\s]*([0-9*Xx]{6,30})", title)
    if not found:
        return ""
    return found[1] if "*" in found[1] else f"****{found[1][-4:]}"


def _problem(code: str, say: str, sheet: str, row: Row) -> Problem:
    return Problem(code, _("第 %(row)s 行：%(say)s") % {"row": row.number, "say": say}, sheet, row.number, stops=True)
