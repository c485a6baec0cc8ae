"""Words, moves and terms of the way in: call, application, trial, decision."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class CallState(models.TextChoices):
    DRAFT = "draft", _("在写")
    PUBLISHED = "published", _("正在招")
    CLOSED = "closed", _("已截止")


CALL_MOVES: Moves[CallState] = Moves({CallState.DRAFT: {CallState.PUBLISHED}, CallState.PUBLISHED: {CallState.CLOSED}})


class Measure(models.TextChoices):
    """What a trial is measured by."""

    MEAN = "mean", _("总体评分的平均")
    SATISFIED = "satisfied", _("满意的人占比（%）")


class Stage(models.TextChoices):
    """Where an application stands. Nobody skips a step unseen."""

    RECEIVED = "received", _("申请")
    SCREENING = "screening", _("初审")
    TRIAL = "trial", _("试课")
    DECISION = "decision", _("决定")
    POSTED = "posted", _("公示")
    AGREED = "agreed", _("入伙")
    RETURNED = "returned", _("退回补正")
    REFUSED = "refused", _("没通过")
    WITHDRAWN = "withdrawn", _("自己撤回")


_OUT = {Stage.RETURNED, Stage.REFUSED, Stage.WITHDRAWN}
STAGE_MOVES: Moves[Stage] = Moves(
    {
        Stage.RECEIVED: {Stage.SCREENING, *_OUT},
        Stage.SCREENING: {Stage.TRIAL, Stage.DECISION, *_OUT},
        Stage.TRIAL: {Stage.DECISION, *_OUT},
        Stage.DECISION: {Stage.POSTED, Stage.TRIAL, Stage.REFUSED, Stage.WITHDRAWN},
        Stage.POSTED: {Stage.AGREED, Stage.REFUSED, Stage.WITHDRAWN},
        Stage.RETURNED: {Stage.RECEIVED, Stage.REFUSED, Stage.WITHDRAWN},
    }
)
OPEN_STAGES = (Stage.RECEIVED, Stage.SCREENING, Stage.TRIAL, Stage.DECISION, Stage.POSTED)
# How many days a stage may take; the board shows what is over.
STAGE_DAYS: dict[Stage, int] = {
    Stage.RECEIVED: 1,
    Stage.SCREENING: 3,
    Stage.TRIAL: 14,
    Stage.DECISION: 5,
    Stage.POSTED: 14,
}
FEEDBACK_DAYS = 5


class Channel(models.TextChoices):
    """How an application reached us."""

    PHONE = "phone", _("手机")
    DESK = "desk", _("社工代录")
    TABLE = "table", _("报名表导入")


class CheckState(models.TextChoices):
    OPEN = "open", _("没查")
    PASSED = "passed", _("合格")
    FAILED = "failed", _("不合格")
    NOT_ASKED = "not_asked", _("不需要")


class DecisionState(models.TextChoices):
    OPEN = "open", _("在议")
    PASSED = "passed", _("同意入伙")
    REJECTED = "rejected", _("不同意")


class Answer(models.TextChoices):
    YES = "yes", _("同意")
    NO = "no", _("不同意")
    ABSTAIN = "abstain", _("弃权")


class Flag(models.TextChoices):
    """What an application makes a person look at twice. A flag never decides."""

    NEGATIVE = "negative", _("碰到负面清单")
    PRICE = "price", _("价格高于市场价的一半")
    NO_MARKET = "no_market", _("收费但没有市场价")
    TIME = "time", _("不在合伙人时段")
    TIME_UNREAD = "time_unread", _("时段看不懂")
    SPACE = "space", _("没有这个场地")
    CODE = "code", _("统一社会信用代码不对")
    NO_CODE = "no_code", _("单位没填统一社会信用代码")
    PHONE = "phone", _("电话不对")
    BANNED = "banned", _("被清退过，还没到可以再来的日子")
    LICENCE = "licence", _("缺这一行的资质")
    DUPLICATE = "duplicate", _("像是同一家报了两次")
    CLASH = "clash", _("和别人要了同一间屋、同一段时间")
    PUBLIC = "public", _("占了留给居民的时间")
    REVIEWERS = "reviewers", _("能打分的评审不到 3 位，请再请一位")


# What shows only when all applications lie side by side, or against the rooms; the others each row carries itself.
SIDE_BY_SIDE = (Flag.LICENCE, Flag.DUPLICATE, Flag.CLASH, Flag.PUBLIC, Flag.REVIEWERS)


class RulingWord(models.TextChoices):
    """What a person says of something that was found."""

    STANDS = "stands", _("属实")
    SETTLED = "settled", _("核实过，没问题")
    ASKED = "asked", _("请对方补正")


# Terms that a call starts with; each is a field of the call.
OPEN_DAYS = 7  # at least
POSTING_DAYS = 5  # working days
MEASURE = Measure.MEAN
THRESHOLD = "4.00"
MINIMUM_PEOPLE = 10
BODY_SEATS = 3
BODY_NAME = _("三人评议小组（与申请人无利害关系）")
PRICE_PERCENT = 50
LEAST_REVIEWERS = 3  # fewer who may score, and somebody else is asked
SCORE_DAYS = 5
DRAFT_LASTS = timedelta(days=30)  # after it was last saved, or after what was sent has ended
DRAFTS_AN_ADDRESS = 20  # begun in a quarter of an hour: a service desk helps many
CODE_TRIES, CODE_TRIES_AN_ADDRESS = 8, 60  # wrong phones for one code, wrong codes from one address
# What an applicant is told at each step, kindly; whatever else is found is the office's to ask about.
STEP_FLAGS: dict[int, tuple[Flag, ...]] = {
    1: (Flag.CODE, Flag.NO_CODE, Flag.PHONE),
    2: (Flag.NEGATIVE, Flag.PRICE, Flag.NO_MARKET),
    3: (Flag.SPACE, Flag.TIME, Flag.TIME_UNREAD),
    4: (Flag.LICENCE,),
}

# Near-universal (domain facts 1.5); the office words its own on each call.
NEGATIVE_LIST = (
    "推销保健品、理财、保险、预付卡",
    "非法集资、传销",
    "学科类违规培训",
    "宗教迷信、非法宣传",
    "强制或诱导消费",
    "转租转包、擅自改建、明火",
    "以社区名义对外募捐、担保、签约",
    "泄露或买卖居民信息",
    "收取没有公示的费用",
)
# Words that give a negative-list matter away.
NEGATIVE_WORDS = (
    "保健品", "孢子粉", "理疗仪", "床垫", "灵芝", "酵素", "干细胞", "养生产品", "理财", "保险产品", "卖保险", "预付卡",
    "充值返", "集资", "传销", "加盟返利", "众筹返", "虚拟币", "区块链投资", "贷款", "算命", "风水", "占卜", "烟草",
    "电子烟", "保健食品", "直销", "网贷", "炒股", "荐股", "期货", "彩票", "博彩", "塔罗", "占星", "看相", "改运",
    "传教", "灵修", "医美", "高考冲刺", "应试", "提分", "奥数", "学科培训", "学科补习", "中考冲刺", "小升初", "收藏品",
    "原始股",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One item of the screening checklist: for whom it is asked, and whether nobody comes in without it."""

    slug: str
    title: str | Promise
    parties: frozenset[str] = frozenset()  # empty: all
    fields: frozenset[str] = frozenset()  # empty: all
    mandatory: bool = True
    expires: bool = False
    signs: tuple[str, ...] = ()  # how a table names the papers; all of them must be there


# Domain facts 1.3 as data; `signs` are read in what a table says of papers.
# 未成年人保护法 62: asked before the first class and every year.
CHECKS: tuple[Check, ...] = (
    Check("licence", _("营业执照或登记证，统一社会信用代码核对"), parties=frozenset({"organisation"})),
    Check("credit", _("信用中国、企业公示系统查询，无严重失信"), parties=frozenset({"organisation"})),
    Check("identity", _("联系人身份核验"), parties=frozenset({"group", "single"})),
    Check("skill", _("技能证书或作品"), parties=frozenset({"group", "single"}), mandatory=False),
    Check("safety", _("安全承诺书")),
    Check("insurance", _("责任保险"), parties=frozenset({"organisation"}), mandatory=False, expires=True),
    Check("negative", _("负面清单逐条核对")),
    Check(
        "minors",
        _("接触未成年人的人员违法犯罪记录查询"),
        fields=frozenset({"children", "infants"}),
        expires=True,
        signs=("犯罪记录",),
    ),
    Check("school", _("办学许可（只限非学科类）"), fields=frozenset({"children"}), mandatory=False, expires=True),
    Check("nursery", _("托育机构备案"), fields=frozenset({"infants"}), mandatory=False, expires=True),
    Check(
        "food",
        _("食品经营许可证和健康证"),
        fields=frozenset({"food"}),
        expires=True,
        signs=("食品经营|餐饮服务", "健康证"),
    ),
    Check("health_card", _("健康证"), fields=frozenset({"beauty"}), expires=True, signs=("健康证",)),
    Check(
        "electrician",
        _("特种作业操作证（低压电工）"),
        fields=frozenset({"repair"}),
        expires=True,
        signs=("电工证|电工操作|特种作业",),
    ),
    Check("clinic", _("义诊备案，执业证"), fields=frozenset({"health"}), expires=True, signs=("备案|执业",)),
    Check("practice", _("心理或法律执业证"), fields=frozenset({"mind"}), expires=True, signs=("执业|咨询师证",)),
)


def licences_for(service_field: str) -> list[Check]:
    """The papers without which nobody works in this field."""
    return [check for check in CHECKS if check.mandatory and check.signs and service_field in check.fields]


def checks_for(party: str, service_field: str) -> list[Check]:
    """The checklist of an applicant of this kind in this field."""
    return [
        check
        for check in CHECKS
        if (not check.parties or party in check.parties) and (not check.fields or service_field in check.fields)
    ]


# Words of a project's name that tell its field; the first that fits.
FIELD_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("infants", ("0-3", "0-6", "早教", "托育", "婴", "推拿")),
    ("health", ("义诊", "急救", "中医", "养生", "健康", "艾灸")),
    ("beauty", ("理发", "美容", "美甲", "义剪")),
    ("repair", ("维修", "水电", "家电", "开锁")),
    ("food", ("烘焙", "餐", "厨", "饭", "食", "咖啡")),
    ("mind", ("心理", "法律", "调解")),
    ("children", ("亲子", "少儿", "儿童", "小学", "托管", "绘本", "启蒙", "青少年", "岁")),
    (
        "culture",
        ("舞", "琴", "唱", "画", "书法", "粤", "棋", "太极", "瑜伽", "鼓", "手工", "摄影", "陶", "篆刻", "八段锦"),
    ),
)


def field_of(*words: str) -> str:
    """The service field that a project's words speak of; `other` where none does."""
    said = " ".join(words)
    return next((field for field, signs in FIELD_WORDS if any(sign in said for sign in signs)), "other")
