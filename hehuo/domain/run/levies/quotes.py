"""Reading a table of quotes: suppliers side by side over the same items, or one line a supplier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.tables.workbooks import Cell, RawSheet, open_table_file

Line = tuple[int, list[Cell]]
_ITEM = re.compile(r"项目|名称|货物|材料|内容")
_COUNT = re.compile(r"^数量|工程量")
_PRICE, _SUM = re.compile(r"单价"), re.compile(r"小计|合价|金额|总价")
_TOTAL = re.compile(r"合计|总计|总价")
_SUPPLIER = re.compile(r"供应商|报价单位|公司|商家|单位名称|厂家")
_OFFER = re.compile(r"总价|报价|合计|金额")


@dataclass(slots=True)
class Offer:
    """What one supplier would do it for, as it stands in the table; what does not add up is noted."""

    supplier: str
    total_fen: int = 0
    items: list[dict[str, object]] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_quotes(content: bytes, name: str) -> list[Offer]:
    """The offers of a file, in the order of the table. Raises FileFault where none is found."""
    for raw in open_table_file(content, name):
        rows = _filled(raw)
        if found := _side_by_side(rows) or _one_a_line(rows):
            return found
    raise FileFault("quotes_missing", _("没有认出报价。请把各家写成列（单价、小计），或一家一行（单位、总价）。"))


def _filled(raw: RawSheet) -> list[Line]:
    """The rows with merged heads filled to the right; a merge in the middle of numbers never stands in a head."""
    rows = [
        (number, [values.written(cell) if isinstance(cell, str) else cell for cell in cells])
        for number, cells in raw.rows
    ]
    return [row for row in rows if any(cell not in ("", None) for cell in row[1])]


def _side_by_side(rows: Sequence[Line]) -> list[Offer]:
    place = next((index for index, (_number, cells) in enumerate(rows) if _is_head(cells)), None)
    if not place:
        return []
    head, above = [values.plain(cell) for cell in rows[place][1]], rows[place - 1][1]
    item = next(index for index, word in enumerate(head) if _ITEM.search(word))
    count = next((index for index, word in enumerate(head) if _COUNT.search(word)), None)
    offers: list[tuple[Offer, int, int]] = []
    for index, word in enumerate(head):
        if _SUM.search(word):
            price = max((each for each in range(index) if _PRICE.search(head[each])), default=index)
            supplier = next(
                (values.written(above[each]) for each in range(price, -1, -1) if each < len(above) and above[each]), ""
            )
            if supplier:
                offers.append((Offer(supplier[:60]), price, index))
    is_over = False
    for _number, cells in rows[place + 1 :]:
        label = values.plain(_cell(cells, item)) or values.plain(_cell(cells, 0))
        for offer, price, index in offers:
            _take(offer, cells, label, (price, index, item, count), is_over)
        is_over = is_over or bool(_TOTAL.search(label))
    return [_checked(offer) for offer, _price, _index in offers if offer.items or offer.total_fen]


def _take(offer: Offer, cells: Sequence[Cell], label: str, at: tuple[int, int, int, int | None], is_over: bool) -> None:
    """One row for one supplier: an item, the total, or below it a term in words."""
    price, index, item, count = at
    fen = _yuan(_cell(cells, index))
    if _TOTAL.search(label):
        offer.total_fen = fen or _yuan(_cell(cells, price)) or 0
    elif is_over:
        said = values.written(_cell(cells, price)) or values.written(_cell(cells, index))
        if said and label:
            offer.terms.append(f"{label}：{said}")
    elif fen and label:
        number = values.written(_cell(cells, count)) if count else ""
        price_fen = _yuan(_cell(cells, price)) or 0
        offer.items.append(
            {"name": values.written(_cell(cells, item)), "count": number, "price_fen": price_fen, "fen": fen}
        )


def _one_a_line(rows: Sequence[Line]) -> list[Offer]:
    for index, (_number, cells) in enumerate(rows):
        head = [values.plain(cell) for cell in cells]
        who = next((place for place, word in enumerate(head) if _SUPPLIER.search(word)), None)
        total = next((place for place, word in enumerate(head) if _OFFER.search(word) and place != who), None)
        if who is None or total is None:
            continue
        offers = []
        for _row, line in rows[index + 1 :]:
            supplier, fen = values.written(_cell(line, who)), _yuan(_cell(line, total))
            if supplier and fen:
                terms = [
                    f"{word}：{values.written(_cell(line, place))}"
                    for place, word in enumerate(head)
                    if place not in (who, total) and re.search(r"税|质保|保修|工期|备注", word) and _cell(line, place)
                ]
                offers.append(Offer(supplier[:60], fen, terms=terms))
        return offers
    return []


def _is_head(cells: Sequence[Cell]) -> bool:
    words = [values.plain(cell) for cell in cells]
    return (
        any(_ITEM.search(word) for word in words)
        and any(_COUNT.search(word) for word in words)
        and sum(bool(_SUM.search(word)) for word in words) >= 1
    )


def _checked(offer: Offer) -> Offer:
    """Each item and the total counted again; the table's own total stays, and the difference is told."""
    added = sum(int(str(item["fen"])) for item in offer.items)
    for item in offer.items:
        count = re.sub(r"[^\d.]", "", str(item["count"]))
        if count and item["price_fen"] and round(float(count) * int(str(item["price_fen"]))) != item["fen"]:
            told = {"name": item["name"], "count": item["count"], "price": money.yuan(int(str(item["price_fen"])))}
            offer.notes.append(_("「%(name)s」%(count)s × %(price)s 和小计对不上。") % told)
    if offer.total_fen and added and added != offer.total_fen:
        told = {"total": money.yuan(offer.total_fen), "sum": money.yuan(added)}
        offer.notes.append(_("合计写的是 %(total)s 元，各项加起来是 %(sum)s 元。") % told)
    offer.total_fen = offer.total_fen or added
    return offer


def _cell(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else ""


def _yuan(cell: Cell) -> int | None:
    if not values.plain(cell):
        return None
    try:
        return money.parse_yuan(values.written(cell))
    except Invalid:
        return None
