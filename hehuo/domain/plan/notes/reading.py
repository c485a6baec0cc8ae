"""A whole book of visits, read by meaning: whose notes, which day, which home, who spoke, and each thing they said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from hehuo.core import clock
from hehuo.domain.plan.notes import heads
from hehuo.domain.plan.notes.heads import Head
from hehuo.domain.plan.notes.kinds import Doubt, PassageKind

_LABELS: dict[str, re.Pattern[str]] = {
    "day": re.compile(r"^(?:走访|访谈|记录|谈话)?(?:日期|时间|日子)$"),
    "home": re.compile(r"^(?:门牌号?|房号|房屋|地址|住址|户号|楼栋号?|楼号|住处|家庭住址|居住地址|楼栋房号)$"),
    "speaker": re.compile(r"^(?:姓名|称呼|名字|谈话人|受访人|被访人|居民|住户|户主|反映人|访谈对象|对象|谁说的)$"),
    "about": re.compile(r"^(?:性别|年龄|性别年龄|基本情况)$"),
    "collector": re.compile(r"^(?:走访人|记录人|收集人|访谈人|走访人员|走访志愿者|网格员|五老)$"),
    "words": re.compile(
        r"^(?:反映|情况|反映(?:的)?(?:情况|问题|内容)|意见(?:建议)?|诉求|需求|建议|内容|谈话内容|走访内容|问题|原话|说的话|"
        r"说了什么|主要(?:内容|问题|诉求))$"
    ),
    "number": re.compile(r"^(?:序号|编号|号|No\.?)$", re.IGNORECASE),
}
_LABEL = re.compile(r"^\s*([\u4e00-\u9fff]{2,6})\s*[:：]\s*(.*)$")
_CELLS = re.compile(r"\t|\s*[|｜]\s*")
_NOBODY = re.compile(
    r"无人应|没人应|无人在家|家中无人|家里没人|家里无人|没人在家|不在家|空置|空房|未访谈|未谈|没谈|拒访|拒绝|未开门|没开门|不开门|"
    r"没见[着到]人|没碰[着到]人|锁门|出远门|回老家|人不在|无应答|没应声|改[日天]再|下次再|无人居住|没人住|未遇|未入户|已搬走|搬走了|锁着门|只有小孩|敲门不应"
)
_BOOK = re.compile(r"走访|本子?$|[簿册]$|记录|笔记|手记|台账|分片|片区|日志|日记")
_SUMMARY = re.compile(r"^\s*(?:小结|小计|合计|总计|备注|附注?|说明|整理人|抄写人|制表|以上|注)\s*[:：]?")
_NO_BOOK = re.compile(r"小区|社区|街道|汇总|合计|以上|共\s*\d")
_ORDINAL = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:[、.．:：)）]|本[、:：]?|号本)|[甲乙丙丁戊己庚]、|第[一二三四五六七八九十]{1,2}[位本个册部]|[#*【\[])\s*"
)
_COLLECTOR = re.compile(r"(?:走访人|记录人|收集人|访谈人|走访人员)\s*[:：]\s*")
_RULER = re.compile(r"^[\s\-—–=_*~·.。:：#◇◆]*$")
# How a second matter begins behind a full stop: by counting, by adding, or as people begin anew.
_AGAIN = (
    r"第[二三四五六]个?事?[，,、是]|再就是|再一个|再有|另外|此外|还有一?[个件]?事?[，,、]|还有[，,]|还有一[个件桩]|又一[件个桩]|其次|"
    r"[二三四五]是|还想说|顺便|对了|再说"
)
_ANEW = (
    r"还是那个老问题|最恼火的是|我提个意见|说句老实话|说老实话|我跟你们讲|我跟你讲|要我说啊?|你们来得正好|"
    r"别的没啥|最烦的是|最头疼的是|最要紧的是|就是有一?件事"
)
_SPLIT = re.compile(rf"(?<=[。！？!?；;…])[\s”」』]*(?=(?:{_AGAIN}|{_ANEW}))|(?<=[。！？!?；;…，,])\s*(?=[①-⑳②-⑩])")
_COUNTED = re.compile(r"(?:(?<=^)|(?<=[。！？!?；;，,…\s]))(?=[1-9][.、)）．](?!\d))")
_MORE = re.compile(rf"^\s*(?:{_AGAIN}|又说|又讲|他还说|她还说)")
_GOES_ON = (PassageKind.JOINED, PassageKind.REMARK, PassageKind.UNCLEAR)
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’"}
_GOING = tuple("，,、：:")  # a sentence that goes on; where nothing is written at its end, a person is asked


@dataclass(slots=True)
class Said:
    """A part of a line: a voice with who, where and when; or no voice, with what it is instead."""

    row: int
    part: int
    kind: PassageKind
    words: str
    raw: str = ""
    home: str = ""  # 3-1-602
    speaker: str = ""
    about: str = ""
    collector: str = ""
    on: date | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class _Book:
    """Where the reading stands: what the next line may carry on from."""

    year: int
    collector: str = ""
    day: date | None = None
    columns: dict[int, str] = field(default_factory=dict)
    labelled: dict[str, str] = field(default_factory=dict)
    last: Said | None = None
    home: str = ""  # of a heading that names a home, for the lines below it
    speaker: str = ""
    about: str = ""


def read_notes(lines: Sequence[str], *, today: date | None = None) -> list[Said]:
    """Every line of a file, in its order: each is a voice or several, or stands as what else it is."""
    today = today or clock.today()
    book, found = _Book(_year_of(lines, today)), []
    for row, raw in enumerate(lines, start=1):
        said = _line(book, raw.strip())
        for part, each in enumerate(said, start=1):
            each.row, each.part = row, part
        said[0].raw = raw.strip()
        found += said
        voices = [each for each in said if each.kind == PassageKind.VOICE]
        book.last = voices[-1] if voices else (book.last if said[0].kind in _GOES_ON else None)
    _tell_doubts(found, today)
    return found


def _year_of(lines: Sequence[str], today: date) -> int:
    """The year most written in the file; else this one."""
    years = [int(year) for line in lines for year in re.findall(r"(?<!\d)(20[0-4]\d)(?=[年\-./])", heads.plain(line))]
    return max(set(years), key=lambda year: (years.count(year), year)) if years else today.year


def _none(kind: PassageKind, words: str, book: _Book, head: Head | None = None) -> list[Said]:
    said = Said(0, 0, kind, words, collector=book.collector)
    if head and kind == PassageKind.NOBODY:
        said.home, said.on = head.home.short if head.home else "", _day_of(book, head)
    return [said]


def _line(book: _Book, line: str) -> list[Said]:
    """A line is what the first reader says that knows it."""
    readers = (_bare, _table, _labelled, _summary, _spoken, _no_head)
    return next(said for read in readers if (said := read(book, line)))


def _bare(book: _Book, line: str) -> list[Said]:
    if not line:
        return _none(PassageKind.BLANK, "", book)
    return [] if any(letter.isalnum() for letter in line) else _none(PassageKind.HEADING, line, book)


def _table(book: _Book, line: str) -> list[Said]:
    """The header of a table, or a row below it."""
    cells = [cell.strip() for cell in _CELLS.split(line)]
    if len(cells) == 1:
        return []
    if columns := _columns(cells):
        book.columns = columns
        return _none(PassageKind.HEADING, line, book)
    return _row(book, cells)


def _summary(book: _Book, line: str) -> list[Said]:
    return _none(PassageKind.REMARK, line, book) if _SUMMARY.match(line) and not heads.read_head(line).home else []


def _columns(cells: list[str]) -> dict[int, str]:
    """Which column is which, where a line is the header of a table."""
    found = {at: name for at, cell in enumerate(cells) if (name := _label_of(cell))}
    return found if len(found) >= 2 and "words" in found.values() else {}


def _label_of(word: str) -> str:
    bare = re.sub(r"[\s（(].*$", "", word)
    return next((name for name, pattern in _LABELS.items() if pattern.match(bare)), "")


def _row(book: _Book, cells: list[str]) -> list[Said]:
    """A row of the table whose header was read; none where it does not fit that header."""
    by_name = {name: cells[at] for at, name in book.columns.items() if at < len(cells)}
    if not book.columns or not by_name.get("words") or len(cells) < len(book.columns) - 1:
        return []
    head = Head()
    home = heads.home_in(by_name.get("home", ""))
    head.home = home
    written = by_name.get("day", "")
    head.day, head.same_day = heads.day_in(written), bool(heads.SAME_DAY.search(written)) or not written
    head.speaker, head.about = heads.name_of(by_name.get("speaker", ""))
    head.about = head.about or by_name.get("about", "")
    if not home and not head.speaker and book.last and not by_name.get("home"):
        head.speaker, head.about = book.last.speaker, book.last.about  # a cell merged downwards
        book.home = book.last.home
    said = _voices(book, by_name["words"], head)
    if by_name.get("collector"):
        for each in said:
            each.collector = by_name["collector"][:40]
    return said


def _labelled(book: _Book, line: str) -> list[Said]:
    """门牌：3-1-602 on a line of its own, until 反映：… says what was said there."""
    found = _LABEL.match(line)
    name = _label_of(found[1]) if found else ""
    if not found or not name or name == "number":
        return []
    if name == "words":
        head = Head(home=heads.home_in(book.labelled.get("home", "")), day=heads.day_in(book.labelled.get("day", "")))
        head.speaker, head.about = heads.name_of(book.labelled.get("speaker", ""))
        head.about = head.about or book.labelled.get("about", "")
        return _voices(book, found[2], head) if found[2].strip() else _none(PassageKind.HEADING, line, book)
    if name in {"home", "day"} and book.labelled.get(name):
        book.labelled = {}
    inner = heads.read_head(found[2])
    book.labelled[name] = found[2]
    if name == "collector":
        book.collector = heads.name_of(found[2])[0][:40]
    if name == "day" and (day := heads.day_in(found[2])):
        book.day = heads.as_date(day, book.year) or book.day
    if name in {"home", "speaker"} and inner.home and inner.end < len(found[2].rstrip()) and inner.speaker:
        head = inner  # 门牌：3-1-602 张三：楼道灯坏了
        return _voices(book, found[2][inner.end :], head)
    if name == "home":
        book.home = home.short if (home := heads.home_in(found[2])) else ""
        book.speaker = book.about = ""
    if name == "speaker":
        book.speaker, book.about = heads.name_of(found[2])
    return _none(PassageKind.HEADING, line, book)


def _no_head(book: _Book, line: str) -> list[Said]:
    """A line that names neither home nor speaker: a heading, a day, a remark, or the rest of what was said before."""
    head = heads.read_head(line)
    if _is_heading(book, line, head):
        return _none(PassageKind.HEADING, line, book)
    if book.home and not _is_remark(line):
        return _voices(book, line[head.end :], head)
    if last := book.last:
        if _MORE.match(line):
            said = _pieces(book, line, Head(speaker=last.speaker, about=last.about), last.home, last.on)
            said[0].doubts.append(Doubt.CARRIED)
            return said
        if last.words.endswith(_GOING):
            last.words += line  # a sentence that ran on
            return _none(PassageKind.JOINED, line, book)
    return _none(PassageKind.REMARK if not book.last or _is_remark(line) else PassageKind.UNCLEAR, line, book)


def _is_heading(book: _Book, line: str, head: Head) -> bool:
    """A day by itself, or the name of whoever's notes begin here; both forget the home before."""
    if (head.day or head.same_day) and _RULER.match(heads.plain(line)[head.end :]):
        book.day = _day_of(book, head)
    elif collector := _collector_of(line):
        book.collector, book.day, book.last, book.columns, book.labelled = collector, None, None, {}, {}
    else:
        return False
    book.home = book.speaker = ""
    return True


def _is_remark(line: str) -> bool:
    return bool(re.match(r"^\s*[(（【\[].*[)）】\]]\s*$", line) or _NO_BOOK.search(line) or _BOOK.search(line))


def _collector_of(line: str) -> str:
    """Whose notes begin here: 一、梁正忠(老教师)走访本, or 走访人：梁正忠."""
    if len(line) > 40:
        return ""
    if said := _COLLECTOR.search(line):
        found = heads.NAME.match(line[said.end() :])
        return found.group() if found else ""
    if not _BOOK.search(line) or _NO_BOOK.search(line) or heads.home_in(line):
        return ""
    bare = _ORDINAL.sub("", line)
    found = heads.NAME.match(bare)
    while found:
        name, after = found.group(), bare[found.end() :]
        if re.match(r"\s*(?:$|[(（\]】:：的]|同志|老师|走访|入户|记录|笔记|手记|本|簿|手册)", after):
            return name
        found = heads.NAME.fullmatch(bare, 0, found.end() - 1) if found.end() > 2 else None
    return ""


def _spoken(book: _Book, line: str) -> list[Said]:
    """A line that names a home or a speaker."""
    head = heads.read_head(line)
    nowhere = head.home is None and ((not book.last and not book.home and _is_remark(line)) or _collector_of(line))
    if head.is_empty or nowhere:
        return []
    words = line[head.end :].strip()
    if not words.strip(" ：:，,“”"):
        if not head.home:
            return _none(PassageKind.UNCLEAR, line, book)
        # A heading of its own: the lines below it were said there.
        book.home, book.speaker, book.about = head.home.short, head.speaker, head.about
        book.day = _day_of(book, head) or book.day
        return _none(PassageKind.HEADING, line, book)
    if head.home:
        book.home = book.speaker = ""
    return _voices(book, words, head)


def _voices(book: _Book, words: str, head: Head) -> list[Said]:
    day = _day_of(book, head)
    book.day = day or book.day
    home = head.home.short if head.home else book.home
    if not head.speaker and head.home is None and book.speaker:
        head.speaker, head.about = book.speaker, book.about
    cells = [cell.strip() for cell in _CELLS.split(words) if cell.strip()]
    if len(cells) > 1 and heads.is_nobody(cells[0]):
        words = words[words.find(cells[1]) :]
    if not head.speaker and _NOBODY.search(words) and len(words) <= 40:
        said = _none(PassageKind.NOBODY, words, book)
        said[0].home, said[0].on = home, day
        return said
    return _pieces(book, words, head, home, day)


def _pieces(book: _Book, words: str, head: Head, home: str, day: date | None) -> list[Said]:
    parts = split_matters(_unquoted(words))
    said = [
        Said(0, 0, PassageKind.VOICE, part, "", home, head.speaker, head.about, book.collector, day) for part in parts
    ]
    if len(said) > 1:
        for each in said:
            each.doubts.append(Doubt.SEVERAL)
    return said


def split_matters(words: str) -> list[str]:
    """The things somebody said in one breath, each in their own words; joined again they are what was written."""
    cuts = {found.end() for found in _SPLIT.finditer(words)}
    counted = [found.end() for found in _COUNTED.finditer(words)]
    cuts |= set(counted) if len(counted) > 1 else set()
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(words)), len(words)]
    parts = [words[begin:end].strip() for begin, end in pairwise(edges)]
    return [part for part in parts if part] or [words]


def _unquoted(words: str) -> str:
    """Without the quotation marks round all of it."""
    words = words.strip().lstrip("：:").strip()
    closing = _QUOTES.get(words[:1])
    if closing and words.endswith(closing) and closing not in words[1:-1]:
        return words[1:-1].strip()
    return words


def _day_of(book: _Book, head: Head) -> date | None:
    if head.day:
        return heads.as_date(head.day, book.year)
    return book.day + timedelta(days=1) if head.next_day and book.day else book.day


def _tell_doubts(found: list[Said], today: date) -> None:
    seen: set[tuple[str, str]] = set()
    for said in found:
        if said.on and said.on > today and said.on.year == today.year:
            said.on = heads.as_date((today.year - 1, said.on.month, said.on.day), today.year)
        if said.kind == PassageKind.UNCLEAR:
            said.doubts.append(Doubt.UNCLEAR)
        if said.kind != PassageKind.VOICE:
            continue
        if not said.home:
            said.doubts.append(Doubt.NO_HOME)
        if not said.speaker:
            said.doubts.append(Doubt.NO_SPEAKER)
        if said.on is None:
            said.doubts.append(Doubt.NO_DAY)
        if (said.home, said.words) in seen:
            said.doubts.append(Doubt.TWICE)
        seen.add((said.home, said.words))
