"""A list of applications: what each row says, and what of it a person has to look at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners import credit_codes
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.recruitment import timetables
from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.ground.intakes.values import Unsure

COLUMNS = (
    Column(
        "name", _("报名主体"),
        ("报名主体", "主体名称", "申请人", "申请单位", "单位名称", "名称", "合伙人", "报名单位", "机构名称"),
    ),
    Column("category", _("主体类型"), ("主体类型", "类型", "类别", "合伙人类型", "主体类别", "性质")),
    Column("credit_code", _("统一社会信用代码"), ("统一社会信用代码", "信用代码", "执照号", "证照号码")),
    Column("contact", _("联系人"), ("联系人", "负责人", "联系人姓名", "经办人")),
    Column("phone", _("电话"), ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式")),
    Column("project", _("项目名称"), ("项目名称", "项目", "申报项目", "服务项目", "课程名称", "课程")),
    Column("way", _("合作方式"), ("合作方式", "合作模式", "合伙方式", "参与方式")),
    Column("offer", _("可提供"), ("可提供", "提供资源", "可提供资源", "能提供", "资源", "投入")),
    Column("community", _("意向社区"), ("意向社区", "社区", "所属社区", "申请社区")),
    Column("space", _("意向场地"), ("意向场地", "场地", "申请场地", "使用场地", "活动场地")),
    Column("times", _("意向时段"), ("意向时段", "时段", "时间段", "意向时间", "使用时间", "上课时间")),
    Column("audience", _("服务对象"), ("服务对象", "对象", "面向人群", "人群")),
    Column("resident", _("居民价"), ("居民价", "优惠价", "社区价", "居民收费", "低偿价", "收费")),
    Column("market", _("市场价"), ("市场价", "原价", "门市价", "市场参考价")),
    Column(
        "papers", _("资质证照"),
        ("资质证照", "资质", "资质证书", "证照", "已交材料", "许可证", "从业资质", "持证情况"),
    ),
    Column("starts", _("意向开始"), ("意向开始", "开始时间", "开始日期", "起始时间", "计划开始", "意向开始时间")),
)  # fmt: skip
_HOURS = (
    Column("community", _("社区"), ("社区", "所属社区")),
    Column("space", _("场地"), ("场地", "场地名称", "房间", "功能室")),
    Column("area", _("面积"), ("面积", "面积㎡", "面积平方米")),
    Column("seats", _("容量"), ("容量", "人数", "可容纳人数", "座位", "座位数", "容纳人数")),
    Column("note", _("说明"), ("说明", "备注")),
    Column("hours", _("时段"), ("合伙人时段", "开放时间", "开放时段", "时段")),
)
_WAYS = (
    ("空间", Way.SPACE), ("购买", Way.PURCHASE), ("众筹", Way.CLUB), ("社群", Way.CLUB), ("志愿", Way.VOLUNTEER),
    ("积分", Way.VOLUNTEER), ("低偿", Way.LOW_FEE), ("认养", Way.ADOPTION), ("共建", Way.BUILDING),
)  # fmt: skip
_BRINGS = (
    (Contribution.MONEY, ("资金", "万元", "赞助")),
    (Contribution.GOODS, ("种子", "农具", "设备", "书籍", "工具", "教具", "物资", "音响")),
    (Contribution.HANDS, ("志愿者", "师资", "人手")),
    (Contribution.SKILL, ("技能", "课程", "师资", "活动")),
    (Contribution.VENUE, ("提供场地", "门店", "教室")),
)
_FREE = re.compile(r"公益|免费|免收|无偿|不收费")
_SUM = re.compile(r"^(?:约|大约|¥|￥)?(\d+(?:\.\d{1,2})?)(?:元|块)?(?:[/每](?:次|节|人|课时|小时|月|人次))?$")


@dataclass(slots=True)
class Wish:
    """One row: what the applicant says, in plain values, and what is not sure about it."""

    sheet: str
    number: int
    written: dict[str, str]
    name: str = ""
    category: str = ""
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    project: str = ""
    way: str = ""
    offer: str = ""
    contributions: list[Contribution] = field(default_factory=list)
    community: str = ""
    space: str = ""
    times: str = ""
    audience: str = ""
    resident_fen: int | None = None
    market_fen: int | None = None
    starts: str = ""
    papers: str = ""
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
    """All that a file says: the wishes, and when rooms are open to partners, by community and room."""

    wishes: list[Wish]
    opening: dict[tuple[str, str], list[OpenTime]]

    def opening_of(self, community: str, space: str) -> list[OpenTime] | None:
        """The partners' hours of a room, where the file names them; a room without community is any community's."""
        key = plain_place(space)
        return self.opening.get((plain_place(community), key)) or next(
            (hours for (where, room), hours in self.opening.items() if room == key and not (where and community)), None
        )


def plain_place(written: str) -> str:
    """A community's or a room's name to compare by."""
    return values.plain(written).removesuffix("居委会").removesuffix("社区")


def read_paper(content: bytes, name: str) -> Paper:
    """Read a file of applications. Raises FileFault; nothing was changed then."""
    wishes: list[Wish] = []
    opening: dict[tuple[str, str], list[OpenTime]] = {}
    found = False
    for raw in open_table_file(content, name):
        raw.rows = list(raw.rows)  # looked at twice: as applications, then as opening hours
        table = read_sheet(raw, COLUMNS)
        if table and {"name", "project"} <= table.columns.keys():
            found = True
            wishes += [_wish(table.sheet, row) for row in table.rows() if isinstance(row, Row)]
        elif hours := read_sheet(raw, _HOURS):
            opening |= _opening(hours)
    if not found:
        raise FileFault(
            "columns_missing",
            _("「%s」里没有找到报名表：要有「报名主体」「项目名称」这样的列。请核对是不是选错了文件。") % name,
        )
    return Paper([wish for wish in wishes if wish.name or wish.project], opening)


def _wish(sheet: str, row: Row) -> Wish:
    said = {name: values.written(cell) for name, cell in row.cells.items()}
    wish = Wish(sheet, row.number, said)
    wish.name = re.sub(r"\s+", "", said.get("name", ""))
    wish.project = said.get("project", "").strip()
    for column, say in (("name", _("没写是谁报名。")), ("project", _("没写项目名称。"))):
        if not getattr(wish, column):
            wish.tell(f"{column}_missing", column, "", say, stops=True)
    wish.category = values.plain(said.get("category"))
    wish.community, wish.space = said.get("community", "").strip(), said.get("space", "").strip()
    wish.audience, wish.offer = said.get("audience", ""), said.get("offer", "")
    wish.contributions = [kind for kind, signs in _BRINGS if any(sign in wish.offer for sign in signs)]
    wish.starts, wish.papers = said.get("starts", "")[:40], said.get("papers", "")[:200]
    wish.credit_code = credit_codes.plain(said.get("credit_code"))
    if wish.credit_code and not credit_codes.is_valid(wish.credit_code):
        wish.tell("credit_code", "credit_code", wish.credit_code, _("统一社会信用代码校验位不对，请照执照核对。"))
    _read_contact(wish, row)
    _read_way(wish, said.get("way", ""))
    _read_times(wish, said.get("times", ""))
    wish.resident_fen = _price(wish, "resident", row.cells.get("resident"))
    wish.market_fen = _price(wish, "market", row.cells.get("market"))
    return wish


def _read_contact(wish: Wish, row: Row) -> None:
    try:
        wish.contact = values.name(row.cells.get("contact"))
    except Unsure as unsure:
        wish.contact = values.written(row.cells.get("contact"))[:40]
        wish.tell(unsure.code, "contact", wish.contact, unsure.say)
    try:
        wish.phone = values.phone(row.cells.get("phone"))
    except Unsure as unsure:
        wish.tell(unsure.code, "phone", values.written(row.cells.get("phone")), unsure.say)
    else:
        if not wish.phone:
            wish.tell("phone_missing", "phone", "", _("没留电话，请补上才联系得到。"))


def _read_way(wish: Wish, written: str) -> None:
    wish.way = next((way.value for word, way in _WAYS if word in written), "")
    if written and not wish.way:
        wish.tell("way_unknown", "way", written, _("合作方式「%s」不在单子里，请选一种。") % written)


def _read_times(wish: Wish, written: str) -> None:
    reading = timetables.read(written)
    wish.times = "" if not reading.times and reading.is_sure else written
    if not reading.is_sure:
        wish.tell("time_unread", "times", written, _("时段「%s」看不懂，请写成 周六 15:00-17:00 这样。") % written)


def _price(wish: Wish, column: str, cell: Cell | None) -> int | None:
    """A price in fen: free is 0, nothing said is None."""
    text = values.plain(cell)
    if not text:
        return None
    if _FREE.search(text):
        return 0
    match = _SUM.match(text.replace(",", ""))
    if match:
        try:
            return money.parse_yuan(match[1])
        except Invalid:
            pass
    wish.tell("price_unread", column, text, _("价格「%s」看不懂，请只写数字，公益就写 0。") % text)
    return None


def _opening(table: Table) -> dict[tuple[str, str], list[OpenTime]]:
    """The partners' hours on a sheet: one column for working days, one for weekends, or one for all days."""
    columns = {
        index: days
        for index, word in enumerate(table.header.words)
        if (days := _days_of(word)) and re.search(r"时段|时间|周|星期", word)
    }
    table.columns |= {f"hours{index}": index for index in columns}
    found: dict[tuple[str, str], list[OpenTime]] = {}
    for row in table.rows():
        space = values.written(row.cells.get("space")) if isinstance(row, Row) else ""
        if not space:
            continue
        key = (plain_place(values.written(row.cells.get("community"))), plain_place(space))
        for index, days in columns.items():
            if hours := timetables.read_hours(row.cells.get(f"hours{index}")):
                found.setdefault(key, []).extend(_open_times(days, hours))
    return found


def _days_of(word: str) -> Sequence[int]:
    if re.search(r"六日|周末|节假日|周六|星期六", word):
        return (5, 6)
    if re.search(r"一至周?五|一到周?五|工作日|平日|平时", word):
        return (0, 1, 2, 3, 4)
    return range(7) if re.search(r"时段|开放时间", word) else ()


def _open_times(days: Sequence[int], hours: tuple[time, time]) -> list[OpenTime]:
    return [OpenTime(day, *hours) for day in days]
