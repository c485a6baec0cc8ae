"""A table of feedback after trial sessions: who gave how many stars to which trial, and when."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.recruitment import titles
from hehuo.domain.ground.forms.kinds import OVERALL, STARS
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.ground.intakes.values import Unsure

STAR_COLUMNS = (
    Column("teacher", _("老师讲得好吗"), ("老师讲得好吗", "老师", "讲师", "师资", "授课", "教师")),
    Column("content", _("内容合适吗"), ("内容合适吗", "内容", "课程内容")),
    Column("price", _("价格能接受吗"), ("价格能接受吗", "价格", "收费")),
    Column(
        OVERALL,
        _("总体满意度"),
        ("总体满意度", "总体", "总的来说满意吗", "总体评价", "综合评分", "满意度", "总评", "整体满意度"),
    ),
)
COLUMNS = (
    Column("at", _("提交时间"), ("提交时间", "填写时间", "填表时间", "反馈时间", "时间", "日期")),
    Column("trial", _("试课项目"), ("试课项目", "试课", "项目", "项目名称", "课程", "课程名称", "试听课")),
    Column("name", _("姓名"), ("姓名", "居民姓名", "填写人", "称呼")),
    Column("phone", _("手机"), ("手机", "手机号", "电话", "联系电话", "手机号码", "手机尾号")),
    *STAR_COLUMNS,
    Column("words", _("想说的话"), ("想说的话", "意见建议", "意见", "建议", "留言", "备注", "想说")),
)
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_SAID = {"非常满意": 5, "很满意": 5, "满意": 4, "基本满意": 3, "一般": 3, "不满意": 2, "很不满意": 1, "非常不满意": 1}
_MOMENT = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")


@dataclass(slots=True)
class Filled:
    """One filled form: stars as numbers where they can be, else as written."""

    sheet: str
    number: int
    written: dict[str, str]
    trial: str = ""
    core: str = ""
    at: datetime | None = None
    phone: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    words: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)

    def tell(self, code: str, column: str, value: str, say: str, *, stops: bool = False) -> None:
        """Note a problem of this row."""
        label = next((str(each.label) for each in COLUMNS if each.name == column), column)
        self.problems.append(Problem(code, say, self.sheet, self.number, label, value, stops))


@dataclass(frozen=True, slots=True)
class Paper:
    """All filled forms of a file, and which star questions it asked, with their words."""

    forms: list[Filled]
    questions: dict[str, str]


def read_paper(content: bytes, name: str) -> Paper:
    """Read a table of feedback. Raises FileFault; nothing was changed then."""
    forms: list[Filled] = []
    questions: dict[str, str] = {}
    for raw in open_table_file(content, name):
        table = read_sheet(raw, COLUMNS)
        if table is None or not {"trial", OVERALL, "phone"} <= table.columns.keys():
            continue
        asked = {
            column.name: table.header.words[table.columns[column.name]]
            for column in STAR_COLUMNS
            if column.name in table.columns
        }
        questions |= asked
        forms += [_filled(table.sheet, row, list(asked)) for row in table.rows() if isinstance(row, Row)]
    if not questions:
        raise FileFault(
            "columns_missing",
            _("「%s」里没有找到试课反馈：要有「试课项目」「手机」「总体满意度」这样的列。请核对是不是选错了文件。")
            % name,
        )
    return Paper(forms, questions)


def star(cell: Cell | None) -> int | str:
    """Stars from 1 to 5 however they are written: ★★★★☆, 五星, 4分, ５; anything else as it was written."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", values.written(cell)))
    if re.fullmatch(r"[★⭐*]+[☆]*", text):
        found: int | None = len(re.findall(r"[★⭐*]", text))
    elif text in _SAID:
        found = _SAID[text]
    else:
        match = re.fullmatch(r"(\d+(?:\.0)?|[一二两三四五])(?:颗?星|分)?", text)
        found = (_HAN.get(match[1]) or int(float(match[1]))) if match else None
    return found if found in STARS else text


def _filled(sheet: str, row: Row, asked: list[str]) -> Filled:
    form = Filled(sheet, row.number, {name: values.written(cell) for name, cell in row.cells.items()})
    form.trial = titles.shown(form.written.get("trial", ""))
    form.core = titles.core_of(form.written.get("trial", ""))
    if not form.core:
        form.tell("trial_missing", "trial", "", _("没写是哪一个试课项目。"), stops=True)
    form.at = _moment(row.cells.get("at"))
    if form.at is None:
        value = form.written.get("at", "")
        form.tell("time_unread", "at", value, _("提交时间「%s」看不懂，分不出先后。") % value, stops=True)
    form.phone = _phone(form, row.cells.get("phone"))
    form.words = form.written.get("words", "")
    for name in asked:
        given = star(row.cells.get(name))
        form.answers[name] = given
        if given == "":
            form.tell("star_missing", name, "", _("这一题没打分，整张不计。"))
        elif not isinstance(given, int):
            form.tell("star_impossible", name, given, _("「%s」不是 1 到 5 星，整张不计。") % given)
    return form


def _phone(form: Filled, cell: Cell | None) -> str:
    """A phone, whole or masked: 199****1051."""
    text = values.plain(cell)
    if re.fullmatch(r"1\d{2}[*xX]{4}\d{4}", text):
        return text.replace("x", "*").replace("X", "*")
    try:
        found = values.phone(cell)
    except Unsure as unsure:
        form.tell(unsure.code, "phone", text, unsure.say, stops=True)
        return ""
    if not found:
        form.tell("phone_missing", "phone", "", _("没有手机号，分不清是不是同一个人，不计。"), stops=True)
    return found


def _moment(cell: Cell | None) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=clock.CHINA)
    match = _MOMENT.search(unicodedata.normalize("NFKC", values.written(cell)))
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=clock.CHINA)
    except ValueError:
        return None
