"""Reading a price list as partners write it: groups said once, prices with units in them, a rule in the title."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.run.services.kinds import Basis

COLUMNS = (
    Column("group", "类别", ("类别", "项目类别", "服务类别", "大类", "分类", "类型")),
    Column("name", "服务项目", ("服务项目", "项目", "服务", "项目名称", "服务内容", "服务名称", "名称", "品名")),
    Column("unit", "单位", ("单位", "计价单位", "计量单位", "收费单位")),
    Column("market", "市场价", ("市场价", "市价", "市场参考价", "参考价", "市场均价", "原价", "门市价", "市面价")),
    Column("source", "市场价来源", ("市场价来源", "来源", "价格来源", "市价来源", "参考来源", "依据", "出处")),
    Column("seen", "询价日期", ("询价日期", "采价日期", "市场价日期", "询价时间", "采集日期", "日期")),
    Column("resident", "居民价", ("居民价", "惠民价", "优惠价", "合伙人价", "社区价", "收费标准", "收费", "价格")),
    Column("basis", "定价方式", ("定价方式", "计价方式", "定价办法", "定价", "折扣", "优惠方式", "性质")),
    Column("cost", "成本价", ("成本价", "成本", "核定成本", "成本单价")),
    Column("free", "谁免费", ("免费对象", "谁免费", "免费人群", "减免对象")),
    Column("note", "备注", ("备注", "说明", "附注")),
)  # fmt: skip
NEEDED = {"name", "market", "resident"}

_TENTHS = {**{digit: number for number, digit in enumerate("一二三四五六七八九", 1)}, "半": 5}
_OF_TEN = re.compile(r"(\d(?:\.\d)?|[一二三四五六七八九])\s*[折成](?!本)|(半价)")
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_PRICE = re.compile(r"^(?:约|人民币|¥|￥)*([\d,]+(?:\.\d+)?)(?:元|块)?(?:[/每](.+))?(?:起)?$")
_DAY = re.compile(r"(20\d\d)\s*[年.\-/]\s*(\d{1,2})(?:\s*[月.\-/]\s*(\d{1,2}))?")
_NO_SOURCE = re.compile(r"^(待询|待定|待查|未询|暂无|无|不详|空|-+|—+)$")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One service as the list has it. `faults` say what cannot be read or is missing; the rule is asked elsewhere."""

    sheet: str
    number: int
    group: str
    name: str
    unit: str
    market_fen: int | None
    source: str
    seen_on: str  # ISO; empty where the line says none
    resident_fen: int | None
    basis: str
    cost_fen: int | None
    said_percent: int | None  # what the line itself calls its discount: 五折 is 50
    free_for: str
    note: str
    faults: list[str]

    @property
    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PricePaper:
    """A list that was understood: its lines, the percent its title speaks of, and what else stands around them."""

    lines: list[PriceLine]
    said_percent: int | None
    remarks: list[str]


def read_prices(content: bytes, name: str) -> PricePaper:
    """The price lists of a file, of every sheet that holds one. Raises FileFault; nothing was changed then."""
    tables = [
        table
        for raw in open_table_file(content, name)
        if (table := read_sheet(raw, COLUMNS)) and set(table.columns) >= NEEDED
    ]
    if not tables:
        raise FileFault("header_missing", _("没有找到表头。价目表要有服务项目、市场价、居民价几列。"))
    lines = [line for table in tables for line in _lines(table)]
    if not lines:
        raise FileFault("no_lines", _("表头下面没有一项服务。请核对是不是空表。"))
    remarks = [text for table in tables for text in (table.title, *(said for _row, said in table.remarks)) if text]
    percents = {percent for table in tables if (percent := percent_in(table.title)) is not None}
    return PricePaper(_without_doubles(lines), percents.pop() if len(percents) == 1 else None, remarks)


def percent_in(text: str) -> int | None:
    """The percent of the market price that words speak of: 50%, 五折, 半价, 六成; None where they speak of none."""
    plain = values.plain(text)
    if found := _PERCENT.search(plain):
        return int(found[1])
    if found := _OF_TEN.search(plain):
        tenths = found[1] or "半"
        return _TENTHS[tenths] * 10 if tenths in _TENTHS else round(float(tenths) * 10)
    return None


def _lines(table: Table) -> Iterator[PriceLine]:
    group = ""
    for row in table.rows():
        if not isinstance(row, Row):
            continue
        group = values.written(row.cells.get("group"))[:20] or group
        if any(values.plain(row.cells.get(name)) for name in ("name", "resident", "market")):
            yield _line(table.sheet, row, group)


def _line(sheet: str, row: Row, group: str) -> PriceLine:
    cells, faults = row.cells, list[str]()
    name, unit = (re.sub(r"\s+", "", values.written(cells.get(key))) for key in ("name", "unit"))
    prices = {key: _price(cells.get(key), label, faults) for key, label in _PRICES.items()}
    units = {per for _fen, per in prices.values() if per}
    if units - {unit} and unit:
        faults.append(_("价格里写的是每%(price)s，单位写的是%(unit)s。") % {"price": "、".join(units), "unit": unit})
    unit = unit or next(iter(units), "")
    if not name:
        faults.append(_("没有写是什么服务。"))
    if not unit:
        faults.append(_("没有写按什么收：一次、一台、一平方米。"))
    said = values.written(cells.get("basis"))
    source = values.written(cells.get("source"))
    return PriceLine(
        sheet, row.number, group, name[:60], unit[:20], prices["market"][0],
        "" if _NO_SOURCE.match(source) else source[:120], _day(cells.get("seen"), source, faults),
        0 if "免费" in said and prices["resident"][0] is None else prices["resident"][0],
        Basis.COST.value if "成本" in said else Basis.MARKET.value, prices["cost"][0], percent_in(said),
        values.written(cells.get("free"))[:120], values.written(cells.get("note"))[:80], faults,
    )  # fmt: skip


_PRICES = {"market": "市场价", "resident": "居民价", "cost": "成本价"}


def _price(cell: Cell | None, label: str, faults: list[str]) -> tuple[int | None, str]:
    """A price in fen and the unit that stands behind it: `7元/平方米`."""
    if values.written(cell) in ("0", "免费"):
        return 0, ""
    text = values.plain(cell)
    if not text:
        return None, ""
    if isinstance(cell, float):
        text = f"{cell:.4f}".rstrip("0").rstrip(".")
    found = _PRICE.match(text)
    try:
        if found:
            return money.parse_yuan(found[1]), (found[2] or "")[:20]
    except Invalid as error:
        faults.append(f"{label}：{error.say}")
        return None, ""
    faults.append(
        _("%(label)s「%(said)s」不是一个价。请写一个数，例如 62.50。")
        % {"label": label, "said": values.written(cell)[:40]}
    )
    return None, ""


def _day(cell: Cell | None, source: str, faults: list[str]) -> str:
    """When the market price was seen: its own column, or a day that stands in the source."""
    try:
        day = values.day(cell)
    except values.Unsure as fault:
        faults.append(fault.say)
        return ""
    if day is None and (found := _DAY.search(source)):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            day = None
    if day and day > clock.today():
        faults.append(_("看到市场价的日子 %s 在今天之后。") % day.isoformat())
        return ""
    return day.isoformat() if day else ""


def _without_doubles(lines: list[PriceLine]) -> list[PriceLine]:
    """One service has one price by one unit: the second line of it is told."""
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        known = first.setdefault((line.name, line.unit), line.number)
        if known != line.number:
            line.faults.append(_("和第 %s 行是同一项服务，只能标一个价。") % known)
    return lines
