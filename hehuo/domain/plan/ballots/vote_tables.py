"""Reading what an estate keeps of a vote: the owners' roll, papers by every way in, and written mandates.

One workbook may hold all of it, a sheet each. Sheets are known by what their heads mean, never by place or name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, plain_word, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.ground.places.addresses import order_of, read_home
from hehuo.domain.plan.ballots.kinds import ABSTAIN, NO, YES, Channel, VoidWhy
from hehuo.domain.plan.ballots.rolls import Door, Voice, label_of

COLUMNS = (
    Column("home", "房号", ("房号", "委托房号", "门牌", "房间号", "房屋", "住址", "坐落")),
    Column("owner", "业主", ("业主", "业主姓名", "产权人", "签名", "签字", "姓名", "委托人", "投票人")),
    Column("area", "面积", ("专有面积", "专有部分面积", "面积", "建筑面积", "产权面积")),
    Column("serial", "票号", ("票号", "表决票号", "编号")),
    Column("at", "时间", ("收票时间", "提交时间", "投票时间", "时间", "日期")),
    Column("agent", "代理人", ("受托人", "代理人", "代投人", "代表人")),
    Column("given", "委托日期", ("委托日期", "签署日期")),
    Column("form", "书面委托书", ("书面委托书", "委托书")),
    Column("note", "备注", ("备注", "说明", "情况")),
    # Only so that a sheet of nothing but homes and votes is seen to have a head; the votes are read on their own.
    Column("vote", "事项一", ("事项一", "事项1", "议题一", "议题1", "第一项", "表决意见", "同意")),
    Column("also", "事项二", ("事项二", "事项2", "议题二", "议题2", "第二项", "反对", "不同意")),
)
_SAYS = (("不同意", NO), ("反对", NO), ("同意", YES), ("赞成", YES), ("弃权", ABSTAIN))
_DIGITS = "一二三四五六七八九十"
_MATTER = re.compile(r"(?:事项|议题|议案|表决事项|第)([一二三四五六七八九十]|\d{1,2})")
_VOIDS = (
    (VoidWhy.UNSIGNED, ("未签", "没签", "无签名", "没有签名")),
    (VoidWhy.COPY, ("复印",)),
    (VoidWhy.STRANGER, ("租户", "租客", "非业主", "不是业主")),
    (VoidWhy.UNREADABLE, ("涂改", "无法辨认", "认不出", "字迹不清", "破损")),
    (VoidWhy.LATE, ("逾期", "过期", "截止后")),
)
_BY_SHEET = ((Channel.PHONE, ("手机", "线上", "电子", "网络", "微信")), (Channel.MEETING, ("现场", "会场", "会议")))
_NOT_MARKED = {"", "0", "×", "x", "X", "否", "-", "—", "/"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as a table has it: whose, what is marked, when it came, and why it may not count."""

    sheet: str
    row: int
    channel: Channel
    serial: str
    door: str
    signed: str
    at: datetime | None
    marks: Mapping[int, tuple[int, ...]]
    agent: str
    note: str
    void: VoidWhy | None = None


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One written mandate: of which home, whose, to whom."""

    row: int
    door: str
    owner: str
    agent: str
    given_on: date | None
    is_there: bool


@dataclass(slots=True)
class VoteBook:
    """All that a workbook says of a vote, and what a person has to look at. `notes` are its lines of plain text."""

    voices: list[Voice] = field(default_factory=list)
    papers: list[PaperRow] = field(default_factory=list)
    mandates: list[MandateRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_vote_book(content: bytes, name: str, *, year: int, meeting_at: datetime | None = None) -> VoteBook:
    """The workbook; `year` is meant where a day has none. Raises FileFault where there is neither roll nor papers."""
    book = VoteBook()
    homes: list[_OwnedHome] = []
    for raw in open_table_file(content, name):
        raw.rows = list(raw.rows)  # a sheet without a head is read a second time, as plain text
        table = read_sheet(raw, COLUMNS)
        if table is None or "home" not in table.columns:
            book.notes += _lines(raw.rows)
            continue
        votes = _vote_columns(table)
        if votes:
            book.papers += _papers(table, votes, book, year)
        elif "agent" in table.columns:
            book.mandates += _mandates(table, book)
        elif "area" in table.columns:
            homes += _homes(table, book)
    book.voices = _joined(homes, book)
    if not book.voices and not book.papers:
        raise FileFault("header_missing", _("没有找到业主清册，也没有找到票。表头要有房号，再有面积，或者同意、反对。"))
    _at_the_meeting(book, meeting_at or _meeting_said(book.notes, year))
    return book


def _lines(rows: Iterable[tuple[int, list[Cell]]]) -> Iterator[str]:
    for _number, cells in rows:
        if said := " ".join(values.written(cell) for cell in cells if values.written(cell)):
            yield said


# --- the roll


@dataclass(frozen=True, slots=True)
class _OwnedHome:
    row: int
    door: str
    names: tuple[str, ...]
    area_x100: int
    note: str


def _homes(table: Table, book: VoteBook) -> Iterator[_OwnedHome]:
    seen: set[str] = set()
    for row in table.rows():
        if not isinstance(row, Row):
            continue
        home, area = read_home(row.cells.get("home")), None
        try:
            names, area = tuple(values.names(row.cells.get("owner"))), values.area_x100(row.cells.get("area"))
        except values.Unsure as fault:
            _ask(book, table, row, fault.say)
            continue
        if home is None or area is None:
            _ask(book, table, row, _("房号或面积看不懂，没有列进名册。"))
        elif home.short in seen:
            _ask(book, table, row, _("%s 在清册里有两行，只算前一行。") % home.short)
        else:
            seen.add(home.short)
            yield _OwnedHome(row.number, home.short, names, area, values.written(row.cells.get("note")))


def _joined(homes: Sequence[_OwnedHome], book: VoteBook) -> list[Voice]:
    """One owner of several homes is one voice where the roll says so; equal names alone say nothing."""
    by_name: dict[tuple[str, ...], list[_OwnedHome]] = {}
    for home in homes:
        by_name.setdefault(home.names, []).append(home)
    voices = []
    for names, owned in by_name.items():
        if not names or any("开发" in name or "未售" in name for name in names):
            voices.append(_voice(owned, ()))
            continue
        same = [home for home in owned if "同一" in home.note]
        apart = [home for home in owned if home not in same or len(same) == 1]
        if len(apart) > 1 and not any("不同" in home.note for home in apart):
            doors = "、".join(home.door for home in apart)
            say = _("%(name)s 名下有 %(doors)s，清册没有写是不是同一个人，按不同的人算。") % {
                "name": "、".join(names), "doors": doors,
            }  # fmt: skip
            book.problems.append(Problem("same_name", say, row=apart[0].row))
        voices += [_voice(same, names)] if len(same) > 1 else []
        voices += [_voice([home], names) for home in apart]
    return sorted(voices, key=lambda voice: order_of(voice.doors[0].door))


def _voice(homes: Sequence[_OwnedHome], names: Sequence[str]) -> Voice:
    doors = tuple(Door(home.door, home.area_x100) for home in homes)
    label = label_of(doors, names) if names else _("开发建设单位（没有卖出的 %s 套）") % len(homes)
    return Voice(label, doors, tuple((name, None) for name in names))


# --- papers


def _vote_columns(table: Table) -> dict[int, tuple[int, int | None]]:
    """By column: which matter it is of, and which choice a tick in it means (None where the cell says it in a word)."""
    found: dict[int, tuple[int, int | None]] = {}
    taken = {index for column, index in table.columns.items() if column not in ("vote", "also")}
    matter = 0
    for index, word in enumerate(table.header.words):
        text = plain_word(word)
        if index in taken or not text:
            continue
        named = _MATTER.search(text)
        choice = next((choice for says, choice in _SAYS if says in text), None)
        if named:
            matter = int(named[1]) if named[1].isdecimal() else _DIGITS.index(named[1]) + 1
        elif choice == YES:
            matter += 1  # heads that only say yes, no, abstain: each yes begins a matter
        if named or choice:
            found[index] = (matter or 1, choice)
    return found


def _papers(table: Table, votes: Mapping[int, tuple[int, int | None]], book: VoteBook, year: int) -> Iterator[PaperRow]:
    table.columns.update({f"vote {index}": index for index in votes})
    channel = next((way for way, words in _BY_SHEET if any(word in table.sheet + table.title for word in words)), None)
    for row in table.rows():
        if not isinstance(row, Row):
            continue
        home = read_home(row.cells.get("home"))
        try:
            at = _moment(row.cells.get("at"), year)
            marks = _marks(row.cells, votes)
        except values.Unsure as fault:
            _ask(book, table, row, fault.say)
            continue
        signed, note = values.written(row.cells.get("owner")), values.written(row.cells.get("note"))
        agent = values.written(row.cells.get("agent"))
        yield PaperRow(
            table.sheet, row.number, Channel.PROXY if agent else channel or Channel.PAPER,
            values.written(row.cells.get("serial"))[:20], home.short if home else values.written(row.cells.get("home")),
            re.sub(r"[（(].*?[）)]", "", signed).strip()[:40], at, marks, agent[:40], note[:200],
            _void_said(signed, note),
        )  # fmt: skip


def _marks(cells: Mapping[str, Cell], votes: Mapping[int, tuple[int, int | None]]) -> dict[int, tuple[int, ...]]:
    """The choices marked on each matter. Raises Unsure for a word that is none."""
    found: dict[int, list[int]] = {matter: [] for matter, _choice in votes.values()}
    for index, (matter, choice) in votes.items():
        text = values.written(cells.get(f"vote {index}"))
        if choice is not None:
            found[matter] += [] if text in _NOT_MARKED else [choice]
        elif text:
            said = next((choice for says, choice in _SAYS if says in text), None)
            if said is None:
                raise values.Unsure("vote_unreadable", _("「%s」看不懂是同意、反对还是弃权。") % text[:20])
            found[matter].append(said)
    return {matter: tuple(marks) for matter, marks in found.items()}


def _void_said(signed: str, note: str) -> VoidWhy | None:
    """What the remark says against a paper; no name on it says it too."""
    for why, words in _VOIDS:
        if any(word in note for word in words):
            return why
    return None if signed else VoidWhy.UNSIGNED


def _moment(cell: Cell | None, year: int) -> datetime | None:
    """When a paper came: `6月6日11:33`, `2022-06-06 10:25:42` or a real date. Raises Unsure."""
    if isinstance(cell, datetime):
        return clock.at(cell.date(), cell.hour, cell.minute)
    text = values.written(cell)
    if not text:
        return None
    hours = re.search(r"(\d{1,2})[:：](\d{2})", text)
    numbers = [int(each) for each in re.findall(r"\d+", text[: hours.start()] if hours else text)]
    if len(numbers) == 2:
        numbers = [year, *numbers]
    try:
        day = date(*numbers[:3])
        return clock.at(day, int(hours[1]), int(hours[2])) if hours else clock.at(day, 12)
    except (TypeError, ValueError):
        raise values.Unsure("date_unreadable", _("时间「%s」看不懂。") % text[:30]) from None


def _meeting_said(notes: Sequence[str], year: int) -> datetime | None:
    """The moment of the meeting, where a line of the workbook says it."""
    for line in notes:
        if found := re.search(r"(?:现场会|会议|大会)[^0-9]{0,8}(\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2})", line):
            return _moment(found[1], year)
    return None


def _at_the_meeting(book: VoteBook, at: datetime | None) -> None:
    """Papers of the meeting came when it was."""
    waiting = [paper for paper in book.papers if paper.at is None]
    if waiting and at is None:
        say = _("有 %s 张票没有时间。现场会的票，请在上面写现场会的时间。") % len(waiting)
        book.problems.append(Problem("no_time", say, sheet=waiting[0].sheet, stops=True))
    elif at:
        book.papers = [replace(paper, at=paper.at or at) for paper in book.papers]


def _mandates(table: Table, book: VoteBook) -> Iterator[MandateRow]:
    for row in table.rows():
        if not isinstance(row, Row):
            continue
        home, agent = read_home(row.cells.get("home")), values.written(row.cells.get("agent"))
        if home is None or not agent:
            _ask(book, table, row, _("委托的房号或受托人看不懂。"))
            continue
        form = values.written(row.cells.get("form"))
        is_there = not any(word in form for word in ("无", "没", "未", "缺")) and (
            bool(form) or "form" not in table.columns
        )
        try:
            given = values.day(row.cells.get("given"))
        except values.Unsure:
            given = None
        yield MandateRow(row.number, home.short, values.written(row.cells.get("owner")), agent[:40], given, is_there)


def _ask(book: VoteBook, table: Table, row: Row, say: str) -> None:
    book.problems.append(Problem("unreadable", say, sheet=table.sheet, row=row.number))
