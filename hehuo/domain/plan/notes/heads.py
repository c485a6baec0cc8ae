"""The head of a line in a visit book: number, day, home, who spoke. Everyone writes it in an order of their own.

Letters are made plain one by one (full-width to half-width), so that a place in the plain line is the same place in the
line as written: words are always cut from what was written.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from hehuo.domain.ground.places.addresses import HomeNumber

_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_LEVEL = r"[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}"
_DASH = r"[-‐‑‒–—―−/.]"
HOME = re.compile(
    rf"(?<![0-9A-Za-z年月.\-/])(?P<building>{_LEVEL})\s*(?:号?[栋幢楼座]|#|号(?=\s*\d)|{_DASH})\s*"
    rf"(?:(?P<stairwell>[甲乙丙丁]|{_LEVEL})\s*(?:单元|门洞?|#|{_DASH})\s*)?"
    r"(?:[0-9一二三四五六七八九十]{1,2}[层楼]\s*)?"
    r"(?P<room>[0-9]{3,4})\s*(?:室|号|房)?(?![0-9元年]|-[0-9])"
)
_NUMBER = re.compile(r"^\s*(?:[(（\[【]\s*\d{1,4}\s*[)）\]】]|\d{1,4}\s*[、)）]|\d{1,4}\.(?=\s*[^\d\s])|[①-⑳])")
_BULLET = re.compile(r"^[\s/@◇◆○●□■▪•·*★☆▲△→>\-—–_=~，,、;；|｜:：]+")
DATE = re.compile(
    r"(?<![\d\-./年])(?:(?P<year>20\d{2}|\d{2}(?=年))\s*(?:年|[-./]))?\s*(?P<month>1[0-2]|0?[1-9])\s*(?:月|[-./])\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]?(?![\d元]|[-./]\d)(?:\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?)?"
    r"(?:\s*[上下]午)?"
)
SAME_DAY = re.compile(r"同[日天]|同上|当[日天]|〃|次日|第二天")
_NEXT_DAY = ("次日", "第二天")
ABOUT = re.compile(r"[(（](?P<about>[^()（）]{1,20})[)）]")
_SEX_OR_AGE = re.compile(r"[男女]|\d{1,3}\s*岁|租|业主|户主|\d0后")
_SAYS = re.compile(
    r"^(?:同志)?\s*(?:说道?|讲|反映|提出|表示|建议|认为|告诉我?们?|又说|谈到|提到)(?=\s*[:：,，“\"「『])?"
)
_TITLES = (
    "师傅|婆婆|爹爹|爷爷|奶奶|太婆|大爷|大妈|大姐|大哥|阿姨|叔叔?|伯伯?|嫂子?|姐|哥|妹|姨|老师|医生|主任|经理|老板|女士|先生|"
    "同志|太|工|总|某某?|家"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊"
    "纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪"
    "包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳井段富焦巴牧谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白"
    "怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳姬申扶冉宰郦雍桑桂牛寿通边扈燕冀浦尚农温庄晏柴瞿阎闫充慕连习艾鱼容向古易"
    "慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙鞠关查后游权盖益覃肖涂代付代兰解佟岳帅缑"
    "亢况门海仉商牟佘佴哈谯年爱阳佟言福展苟植岩邸闻晋楚仝仵臣郐谌衣候尧藏练淡宛苑布仪官寸占肇卯蹇衷"
)
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|夏侯|长孙|宇文"
NAME = re.compile(
    rf"(?:(?:{_DOUBLE}|[{_SURNAMES}])(?:{_TITLES})(?![\u4e00-\u9fff])"
    rf"|(?:{_DOUBLE}|[{_SURNAMES}])(?:{_TITLES})(?=说|讲|反映|提出|表示)"
    rf"|(?:{_DOUBLE})[\u3400-\u9fff]{{1,2}}|[{_SURNAMES}][\u3400-\u9fff]{{1,2}}"
    r"|[\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,10}){1,3}"
    r"|(?:老|小)[\u3400-\u9fff](?![\u4e00-\u9fff]))"
)
_BRACKETED = re.compile(rf"[(（【]\s*(?P<name>{NAME.pattern})\s*[)）】]")
_ANY_NAME = re.compile(r"[\u3400-\u9fff·]{1,10}")
_ROLE = re.compile(
    r"(?:某|一位|一个)?(?:住户|居民|业主|租户|租客|邻居|老人|大爷|大妈|老板|店主|物业|匿名|不愿留名|不留名)"
)
_NONE = re.compile(r"^[(（]?\s*(?:无|没有|—+|-+|/|空|未见人|不详)\s*[)）]?$")
_SEX_AND_AGE = re.compile(r"[男女]\s*[,，、/]?\s*\d{1,3}\s*岁?(?=\D|$)|\d{1,3}\s*岁(?=[\s,，:：|｜@/]|$)")
_PHONE = re.compile(r"电话|手机|\d{7,}")
_STRONG = set(':：“"「『|｜\t/@—')
_WEAK = set(" 　,，、;；")
# Words that begin like a name and are none: a comma after them proves nothing.
_NO_NAME = re.compile(r"[的了不没有是在把被就都很太又还得要能会上下里外门楼车水电灯路管墙漏坏堵停脏乱臭吵建装修]")


@dataclass(slots=True)
class Head:
    """What the head of a line says; `end` is where the words begin."""

    home: HomeNumber | None = None
    day: tuple[int | None, int, int] | None = None
    same_day: bool = False
    next_day: bool = False
    speaker: str = ""
    about: str = ""  # 女,65岁
    numbered: bool = False
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing of a visit stands here."""
        return self.home is None and not self.speaker


def plain(line: str) -> str:
    """Half-width letter by letter: every place stays where it was."""
    return "".join(letter if letter.isascii() else _plain(letter) for letter in line)


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    made = unicodedata.normalize("NFKC", letter)
    return made if len(made) == 1 else letter


def home_in(text: str) -> HomeNumber | None:
    """The first home that is written in a text, however it is written."""
    found = HOME.search(plain(text))
    return _home(found) if found else None


def day_in(text: str) -> tuple[int | None, int, int] | None:
    """The first day written in a text: year (or None), month, day."""
    found = DATE.search(plain(text))
    return _day(found) if found else None


def as_date(day: tuple[int | None, int, int], year: int) -> date | None:
    """A written day as a date, in this year where none is written; None for the 31st of June."""
    try:
        return date(day[0] or year, day[1], day[2])
    except ValueError:
        return None


def is_nobody(text: str) -> bool:
    """Whether a cell for a name says that there was nobody."""
    return bool(_NONE.match(text.strip()))


def name_of(text: str) -> tuple[str, str]:
    """Name and what is said about the person, from a cell of its own: 罗琴（女,63岁）."""
    about = ABOUT.search(text)
    bare = ABOUT.sub("", text).strip(" :：,，、\t")
    return ("" if is_nobody(text) or is_nobody(bare) else bare[:40]), (about["about"].strip() if about else "")


def read_head(line: str) -> Head:
    """Take day, home, number and name off the front of a line, in whatever order they stand."""
    text, head = plain(line), Head()
    if found := _NUMBER.match(text):
        head.end, head.numbered = found.end(), True
    while True:
        before = head.end
        if found := _BULLET.match(text[head.end :]):
            if head.speaker and _STRONG & set(found.group()):
                head.end += found.end()
                if _take_about(text, head) and (behind := _BULLET.match(_rest(text, head))):
                    head.end += behind.end()
                return head
            head.end += found.end()
        if head.speaker and (says := _SAYS.match(_rest(text, head))) and _rest(text, head)[says.end() :][:1] in _STRONG:
            head.end += says.end()
        taken = any(take(text, head) for take in (_take_day, _take_home, _take_about, _take_name))
        if not taken and (head.end == before or head.speaker):
            return head


def _rest(text: str, head: Head) -> str:
    return text[head.end :]


def _take_day(text: str, head: Head) -> bool:
    if head.day or head.same_day:
        return False
    rest = _rest(text, head)
    if found := SAME_DAY.match(rest):
        head.same_day, head.next_day = True, found.group() in _NEXT_DAY
    elif not HOME.match(rest) and (found := DATE.match(rest)):
        head.day = _day(found)
    else:
        return False
    head.end += found.end()
    return True


def _take_home(text: str, head: Head) -> bool:
    # A look behind must see the line's beginning as one, so the rest is matched as a text of its own.
    bracket = re.match(r"[(（\[【]?\s*(?:家?住|门牌|房号)?[:：]?\s*", _rest(text, head))
    skip = bracket.end() if bracket else 0
    if head.home or not (found := HOME.match(_rest(text, head)[skip:])):
        return False
    head.home = _home(found)
    head.end += skip + found.end()
    if closing := re.match(r"\s*[)）\]】]?(?:\s*(?:的|住户|业主)(?=\S))?", _rest(text, head)):
        head.end += closing.end()
    return True


def _take_about(text: str, head: Head) -> bool:
    if not head.about and head.speaker and (bare := _SEX_AND_AGE.match(_rest(text, head))):
        head.about = bare.group().strip()
        head.end += bare.end()
        return True
    found = ABOUT.match(_rest(text, head))
    if head.about or not head.speaker or not found or not _tells_of_a_person(found["about"]):
        return False
    head.about = "" if _PHONE.search(found["about"]) else found["about"].strip()  # a number is not kept in the open
    head.end += found.end()
    return True


def _take_name(text: str, head: Head) -> bool:
    if head.speaker:
        return False
    rest = _rest(text, head)
    if head.home and (found := _BRACKETED.match(rest)):
        head.speaker, head.end = found["name"], head.end + found.end()
        return True
    for pattern, trusted in ((_ROLE, True), (NAME, False), (_ANY_NAME, False)):
        found = pattern.match(rest)
        while found:
            name, after = found.group(), rest[found.end() :]
            # 张倩说：the verb is no part of the name, though a name may have three letters.
            known = pattern is not _ANY_NAME
            if not _ends_in_verb(name, after) and _ends_as_name(name, after, known=known, head=head, trusted=trusted):
                head.speaker = name
                head.end += found.end()
                _take_about(text, head)
                if says := _SAYS.match(_rest(text, head)):
                    head.end += says.end()
                return True
            found = pattern.fullmatch(rest, 0, found.end() - 1) if found.end() > 2 else None
    return False


def _tells_of_a_person(about: str) -> bool:
    return bool(_SEX_OR_AGE.search(about) or _PHONE.search(about))


def _ends_in_verb(name: str, after: str) -> bool:
    return len(name) > 2 and name[-1] in "说讲道" and after[:1] in _STRONG | {",", "，"}


def _ends_as_name(name: str, after: str, *, known: bool, head: Head, trusted: bool) -> bool:
    """Whether what stands behind proves that a name ended here."""
    if about := ABOUT.match(after):
        return _tells_of_a_person(about["about"]) or (known and bool(HOME.search(about["about"])))
    if says := _SAYS.match(after):
        return known or after[says.end() : says.end() + 1] in _STRONG
    first = after.lstrip(" ")[:1]
    if first and first in _STRONG:
        return known or (head.home is not None and len(name) <= 4 and not _NO_NAME.search(name))
    next_to = after.lstrip(" ")
    is_sure = trusted or not _NO_NAME.search(name[1:]) or bool(re.search(rf"(?:{_TITLES})$", name))
    proven = DATE.match(next_to) or HOME.match(next_to) or (is_sure and (not after or after[0] in _WEAK))
    return known and bool(proven)


def _home(found: re.Match[str]) -> HomeNumber:
    return HomeNumber(_level(found["building"]), _level(found["stairwell"] or ""), found["room"])


def _level(written: str) -> str:
    """`三` is 3, `十二` is 12; a letter stays a letter."""
    if not written or written[0] not in "一二三四五六七八九十":
        return written.lstrip("0").upper() or written
    tens, ten, ones = written.rpartition("十")
    return str((_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0))


def _day(found: re.Match[str]) -> tuple[int | None, int, int]:
    year = found["year"]
    return (int(year) + (2000 if len(year) == 2 else 0) if year else None), int(found["month"]), int(found["day"])
