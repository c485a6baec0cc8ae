"""A list of neighbour partners: what each line says, and what of it a person has to look at. Writes nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Table, Total, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.ground.intakes.values import Unsure


def _column(name: str, label: Any, words: str, pattern: str = "") -> Column:
    return Column(name, label, tuple(words.split()), pattern)


COLUMNS = (
    _column("community", gettext_lazy("社区"), "社区 所属社区 所在社区 社区名称 居委会 村居 村社区 辖区"),
    _column(
        "name", gettext_lazy("姓名"), "姓名 合伙人姓名 邻里合伙人 人员姓名 成员姓名 队员姓名 名字 合伙人 队员 成员"
    ),
    _column("sex", gettext_lazy("性别"), "性别"),
    _column(
        "kind", gettext_lazy("类别"),
        "类别 合伙人类别 人员类别 身份类别 合伙人类型 人员类型 类型 身份 职业 人员身份 所属类别 分类 工种",
    ),
    _column(
        "phone", gettext_lazy("电话"),
        "手机 手机号 手机号码 联系电话 电话 联系方式 电话号码 移动电话 联系手机 本人电话 联系号码", r"1\d{10}",
    ),
    _column(
        "team", gettext_lazy("队伍"),
        "所在队伍 队伍 所属队伍 队伍名称 服务队 服务队伍 小队 所属小队 志愿队 志愿服务队 团队 所在团队 "
        "参加队伍 分队 组别",
    ),
    _column(
        "since", gettext_lazy("加入时间"),
        "加入时间 加入日期 入队时间 入队日期 入伙时间 入伙日期 参加时间 登记时间 登记日期 报名时间 加入",
    ),
    _column("note", gettext_lazy("备注"), "备注 说明 备注说明 附注"),
)  # fmt: skip
LABELS = {column.name: column.label for column in COLUMNS}
_SEVERAL = re.compile(r"[、,，/;；+&\n]")
_SHEET_OF_NONE = re.compile(r"^(sheet|工作表|表)\s*\d*$", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line: a person in a team or more, in plain values, and what is not sure about it."""

    sheet: str
    number: int
    written: dict[str, str]
    name: str = ""
    sex: str = ""
    kind: str = ""
    phone: str = ""
    community: str = ""
    teams: list[str] = field(default_factory=list)
    since: str = ""  # ISO
    problems: list[Problem] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)

    def tell(self, code: str, column: str, say: str, *, stops: bool = False) -> None:
        """Note a problem of this line."""
        value = self.written.get(column, "")
        self.problems.append(Problem(code, say, self.sheet, self.number, str(LABELS[column]), value, stops))


@dataclass(slots=True)
class Pages:
    """All lines of a file, and what was seen beside them: titles among the rows, totals, sheets that are no list."""

    lines: list[Line] = field(default_factory=list)
    totals: list[tuple[str, int, list[int]]] = field(default_factory=list)  # sheet, row, the numbers in it
    notes: list[str] = field(default_factory=list)


def read_pages(content: bytes, name: str) -> Pages:
    """Read a file. Raises FileFault; nothing was changed then."""
    pages = Pages()
    found = False
    for raw in open_table_file(content, name):
        table = read_sheet(raw, COLUMNS)
        if table is None or "name" not in table.columns or not {"kind", "team", "phone"} & table.columns.keys():
            pages.notes.append(_("「%s」这一页不是名单，没有读。") % raw.name)
            continue
        found = True
        _read_table(table, pages)
    if not found:
        raise FileFault(
            "columns_missing",
            _("「%s」里没有找到合伙人名单：要有「姓名」和「类别」「队伍」「手机」这样的列。请核对是不是选错了文件。")
            % name,
        )
    return pages


def _read_table(table: Table, pages: Pages) -> None:
    whole = _said_by_sheet(table)
    for row in table.rows():
        if isinstance(row, Total):
            numbers = [int(n) for cell in row.cells.values() for n in re.findall(r"\d+", values.plain(cell))]
            pages.totals.append((table.sheet, row.number, [n for n in numbers if n < 1_000_000]))
            continue
        pages.lines.append(read_line(table.sheet, row.number, {**row.cells, **_filled(row.cells, whole)}))
        if row.comment:
            pages.notes.append(_("「%(sheet)s」第 %(row)d 行有批注：%(say)s") % {
                "sheet": table.sheet, "row": row.number, "say": row.comment,
            })  # fmt: skip
    pages.notes += [
        _("「%(sheet)s」第 %(row)d 行是说明：%(say)s") % {"sheet": table.sheet, "row": number, "say": said}
        for number, said in table.remarks
    ]


def _said_by_sheet(table: Table) -> dict[str, str]:
    """A sheet for each kind, community or team says by its name what no column does."""
    if _SHEET_OF_NONE.match(table.sheet.strip()):
        return {}
    name = table.sheet.strip()
    if "community" not in table.columns and name.endswith("社区"):
        return {"community": name}
    if "team" not in table.columns and name.endswith("队"):
        return {"team": name}
    return {"kind": name} if "kind" not in table.columns else {}


def _filled(cells: Mapping[str, Cell], whole: Mapping[str, str]) -> dict[str, str]:
    return {name: said for name, said in whole.items() if not cells.get(name)}


def read_line(sheet: str, number: int, cells: Mapping[str, Cell]) -> Line:
    """One line, read again by the same rules when a person has put it right."""
    line = Line(sheet, number, {name: values.written(cell) for name, cell in cells.items()})
    line.name = _read(line, "name", cells, values.name, stops=True)
    if not line.name and not line.stops:
        line.tell("name_missing", "name", _("没写姓名，不知道是谁。"), stops=True)
    line.phone = _read(line, "phone", cells, values.phone)
    line.sex = _read(line, "sex", cells, values.sex)
    since = _read(line, "since", cells, values.day)
    line.since = since.isoformat() if since else ""
    line.kind = values.plain(cells.get("kind"))[:20]
    line.community = values.plain(cells.get("community"))[:20]
    teams = (values.plain(part)[:40] for part in _SEVERAL.split(line.written.get("team", "")))
    line.teams = list(dict.fromkeys(team for team in teams if team))
    if not line.kind:
        line.tell("kind_missing", "kind", _("没写类别，先放在「未分类」。"))
    return line


def _read(line: Line, column: str, cells: Mapping[str, Cell], reader: Any, *, stops: bool = False) -> Any:
    try:
        return reader(cells.get(column))
    except Unsure as unsure:
        line.tell(unsure.code, column, unsure.say, stops=stops)
        return ""
