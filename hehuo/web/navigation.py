"""The ways through the house: the desk's groups by verb, the phone's tabs, the portal's five verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power


@dataclass(frozen=True, slots=True)
class Way:
    """One entry: its words, address, icon, and whether one stands on it."""

    label: str
    url: str
    icon: str = ""
    verb: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Ways under one verb (mou, jian, guan, ping, xiang)."""

    label: str
    verb: str
    items: list[Way] = field(default_factory=list)


# verb, its words, and under it: words, url name, the power that opens it.
DESK: list[tuple[str, Callable[[], str], list[tuple[Callable[[], str], str, Power]]]] = [
    ("mou", lambda: _("商量"), [
        (lambda: _("记一条需求"), "needs:record", Power.COLLECT_VOICES),
        (lambda: _("上门"), "visits:today", Power.COLLECT_VOICES),
        (lambda: _("替人办事"), "errands:start", Power.COLLECT_VOICES),
        (lambda: _("收走访记录"), "notes:list", Power.SORT_NEEDS),
        (lambda: _("没分的声音"), "needs:tray", Power.SORT_NEEDS),
        (lambda: _("需求清单"), "needs:desk", Power.SORT_NEEDS),
        (lambda: _("资源清单"), "resources:desk", Power.SORT_NEEDS),
        (lambda: _("三张清单"), "matches:desk", Power.SORT_NEEDS),
        (lambda: _("认养的树和地"), "resources:green_desk", Power.SORT_NEEDS),
        (lambda: _("问卷"), "surveys:desk", Power.SORT_NEEDS),
        (lambda: _("投票"), "ballots:desk", Power.RUN_BALLOTS),
        (lambda: _("公约"), "pacts:desk", Power.RUN_BALLOTS),
        (lambda: _("开会和议题"), "meetings:desk", Power.CALL_MEETINGS),
        (lambda: _("圈子通知和提问"), "circles:desk", Power.SPEAK_TO_CIRCLE),
    ]),
    ("jian", lambda: _("办事"), [
        (lambda: _("合伙人进门路"), "recruitment:board", Power.RUN_RECRUITMENT),
        (lambda: _("招募令"), "recruitment:desk", Power.RUN_RECRUITMENT),
        (lambda: _("初审单"), "recruitment:look", Power.RUN_RECRUITMENT),
        (lambda: _("排一周"), "timetables:list", Power.RUN_RECRUITMENT),
        (lambda: _("协议"), "agreements:list", Power.RUN_RECRUITMENT),
        (lambda: _("项目"), "projects:board", Power.RUN_RECRUITMENT),
        (lambda: _("合伙人类别"), "partners:categories", Power.RUN_RECRUITMENT),
        (lambda: _("邻里合伙人"), "partners:neighbours", Power.RUN_RECRUITMENT),
        (lambda: _("我联系的合伙人"), "stewards:mine", Power.FOLLOW_PARTNERS),
        (lambda: _("合伙人的求助"), "stewards:list", Power.RUN_RECRUITMENT),
        (lambda: _("我的合作"), "partners:mine", Power.ACT_AS_PARTNER),
    ]),
    ("guan", lambda: _("管理"), [
        (lambda: _("公示栏"), "postings:list", Power.SEE_DESK),
        (lambda: _("提问和异议"), "postings:questions", Power.ANSWER_QUESTIONS),
        (lambda: _("服务单"), "services:desk", Power.RUN_SESSIONS),
        (lambda: _("服务单"), "services:desk", Power.ANSWER_QUESTIONS),
        (lambda: _("往来账"), "exchanges:desk", Power.RUN_RECRUITMENT),
        (lambda: _("合伙人的投入"), "contributions:desk", Power.RUN_RECRUITMENT),
        (lambda: _("找我们的单子"), "services:partner", Power.ACT_AS_PARTNER),
        (lambda: _("场次"), "sessions:desk", Power.RUN_SESSIONS),
        (lambda: _("到场签到"), "sessions:at_the_door", Power.CHECK_IN),
        (lambda: _("集市"), "fairs:desk", Power.RUN_SESSIONS),
        (lambda: _("场地日历"), "spaces:desk", Power.KEEP_SPACES),
        (lambda: _("订场地的申请"), "bookings:desk", Power.KEEP_SPACES),
        (lambda: _("放假和调休"), "calendar:now", Power.KEEP_CALENDAR),
        (lambda: _("资金账目"), "books:overview", Power.READ_BOOKS),
        (lambda: _("营业额"), "books:turnovers", Power.REQUEST_MONEY),
        (lambda: _("收付申请"), "books:requests", Power.REQUEST_MONEY),
        (lambda: _("户筹"), "levies:desk", Power.READ_BOOKS),
        (lambda: _("户筹"), "levies:desk", Power.REQUEST_MONEY),
        (lambda: _("物业费"), "fees:desk", Power.READ_BOOKS),
        (lambda: _("物业费"), "fees:desk", Power.REQUEST_MONEY),
        (lambda: _("捐赠登记"), "donations:desk", Power.READ_BOOKS),
        (lambda: _("捐赠登记"), "donations:desk", Power.REQUEST_MONEY),
        (lambda: _("披露时钟"), "donations:clock", Power.READ_BOOKS),
        (lambda: _("披露时钟"), "donations:clock", Power.REQUEST_MONEY),
        (lambda: _("银行流水"), "banks:list", Power.RECEIVE_MONEY),
        (lambda: _("银行流水"), "banks:list", Power.KEEP_BOOKS),
        (lambda: _("结账公示"), "books:months", Power.READ_BOOKS),
    ]),
    ("ping", lambda: _("评价"), [
        (lambda: _("合伙人考核"), "reviews:desk", Power.RUN_RECRUITMENT),
        (lambda: _("给合伙人的支持"), "support:desk", Power.RUN_RECRUITMENT),
        (lambda: _("给合伙人的支持"), "support:desk", Power.FOLLOW_PARTNERS),
        (lambda: _("请我打分的"), "reviews:mine", Power.DECIDE),
    ]),
    ("xiang", lambda: _("分享"), [
        (lambda: _("做法"), "recipes:desk", Power.RUN_RECRUITMENT),
    ]),
    ("he", lambda: _("人"), [
        (lambda: _("花名册"), "people:roll", Power.KEEP_ROLL),
        (lambda: _("小区和房屋"), "places:list", Power.KEEP_ROLL),
        (lambda: _("重复的人"), "people:doubles", Power.KEEP_ROLL),
        (lambda: _("队伍"), "people:teams", Power.KEEP_ROLL),
        (lambda: _("收花名册"), "intakes:roster", Power.KEEP_ROLL),
        (lambda: _("认住户"), "entry:claims", Power.ADMIT_RESIDENTS),
        (lambda: _("印一批个人卡"), "card_sheet", Power.PRINT_CARDS),
        (lambda: _("身份"), "people:roles", Power.GRANT_ROLES),
        (lambda: _("查改删的要求"), "holdings:requests", Power.SEE_SENSITIVE),
        (lambda: _("看未成年人资料"), "holdings:permits", Power.SEE_SENSITIVE),
        (lambda: _("谁办过什么"), "journal:done", Power.GRANT_ROLES),
        (lambda: _("谁办过什么"), "journal:done", Power.WRITE_OPINION),
    ]),
]  # fmt: skip

# verb, its words on the home page, url name.
VERBS: list[tuple[str, Callable[[], str], str]] = [
    ("mou", lambda: _("说需求"), "needs:say"),
    ("jian", lambda: _("一起办"), "recruitment:list"),
    ("guan", lambda: _("看账本"), "books:book"),
    ("ping", lambda: _("打个分"), "forms:mine"),
    ("xiang", lambda: _("去上课"), "activities:list"),
]

# words, url name, the power that needs the paper.
PRINTS: list[tuple[Callable[[], str], str, Power]] = [
    (lambda: _("需求清单"), "needs:print", Power.SORT_NEEDS),
    (lambda: _("资源清单"), "resources:print", Power.SORT_NEEDS),
    (lambda: _("三张清单"), "matches:print", Power.SORT_NEEDS),
    (lambda: _("墙上二维码"), "needs:wall", Power.SORT_NEEDS),
    (lambda: _("招募令"), "recruitment:desk", Power.RUN_RECRUITMENT),
    (lambda: _("项目清单"), "projects:print", Power.RUN_RECRUITMENT),
    (lambda: _("收支公示"), "books:book", Power.READ_BOOKS),
    (lambda: _("签到表"), "sessions:desk", Power.RUN_SESSIONS),
]


def desk(request: HttpRequest) -> list[Group]:
    """The groups of the desk that the person's powers open."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    groups = []
    if access.has_power(person, Power.SEE_DESK):
        groups.append(Group("", "", [_way(request, _("今天"), "desk", "sun")]))
    for verb, label, items in DESK:
        ways = [_way(request, words(), name) for words, name, power in items if access.has_power(person, power)]
        if ways:
            once = {way.url: way for way in ways}  # two powers may open one page
            groups.append(Group(label(), verb, list(once.values())))
    return groups


def verbs(request: HttpRequest) -> list[Way]:
    """The five verbs as the whole menu of the home page and of the portal."""
    return [_way(request, words(), name, verb=verb) for verb, words, name in VERBS]


def prints(request: HttpRequest) -> list[Way]:
    """What the desk prints with one tap."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    return [_way(request, words(), name, "printer") for words, name, power in PRINTS if access.has_power(person, power)]


def new_need(request: HttpRequest) -> str:
    """Where one writes down what somebody said, for those who collect voices."""
    person = getattr(request, "person", None)
    if person is None or not access.has_power(person, Power.COLLECT_VOICES):
        return ""
    return reverse("needs:record", args=[request.community.code])  # type: ignore[attr-defined]  # below /c/ only


def search(request: HttpRequest) -> str:
    """Where the search box asks; everyone finds what they may see."""
    community = getattr(request, "community", None)
    return reverse("search:find", args=[community.code]) if community else ""


def tabs(request: HttpRequest) -> list[Way]:
    """The phone's tab bar."""
    return [
        _way(request, _("首页"), "home", "house"),
        _way(request, _("议事"), "needs:list", "messages-square"),
        _way(request, _("公示"), "postings:list", "stamp"),
        _way(request, _("通知"), "messages:inbox", "bell"),
        _way(request, _("我的"), "me", "user-round"),
    ]


def portal(request: HttpRequest) -> list[Way]:
    """The portal's whole menu: the five verbs."""
    return verbs(request)


def _way(request: HttpRequest, label: str, name: str, icon: str = "", *, verb: str = "") -> Way:
    url = reverse(name, args=[request.community.code])  # type: ignore[attr-defined]  # below /c/ only
    return Way(label, url, icon, verb, current=request.path == url)
