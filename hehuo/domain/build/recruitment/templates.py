"""What a call starts with, by whom it looks for: data, and every word of it may be changed (R-04)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.partners.kinds import Contribution, Way

# Domain facts 1.3 and 1.6, for somebody who has not begun yet; 100 points in all.
CRITERIA = (
    ("回应居民需求", 25),
    ("能力和经验", 30),
    ("公益性和让利", 20),
    ("合规和安全", 15),
    ("居民参与和新意", 10),
)


class CallKind(models.TextChoices):
    """Whom a call looks for."""

    BUSINESS = "business", _("商企")
    GROUP = "group", _("社群")
    PERSON = "person", _("个体")
    NEIGHBOUR = "neighbour", _("邻里合伙人")
    GREEN = "green", _("绿美合伙人")
    MERCHANT = "merchant", _("友好商家")
    MOBILE = "mobile", _("流动合伙人")


# Kept as written, like the list of what is not done: an office words its own.
_METHOD = "社工先看材料；评审各自打分，有利害关系的回避；居民试过打分；评议小组看着分数表决，过半数同意才入伙。"
_RIGHTS = "合伙人：按约定来，明码标价，听居民意见，出了事先停下来说。\n"
_RIGHTS += "社区：给场地和时段，帮着告诉居民，按月对账公开，有难处一起想办法。"
_PRICE = "明码标价，不收没有公示的费用"
_FREE = "公益服务，不收费"
_IDENTITY = "身份证（看一眼原件，不留复印件）"
_SAFETY = "安全承诺书"


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a call, ready to be changed."""

    title: str
    slogan: str
    background: str
    seeks: str
    categories: Sequence[str]  # names, as far as the community has them
    ways: Sequence[Way]
    contributions: Sequence[Contribution]
    conditions: str
    papers: Sequence[str]
    price_principle: str = _PRICE
    price_percent: int = 50
    term: str = "一年；先试一到三个月"
    review_method: str = _METHOD
    rights: str = _RIGHTS


TEMPLATES: dict[CallKind, Template] = {
    CallKind.BUSINESS: Template(
        "商企合伙人招募令", "您有手艺和场子，邻居有需要",
        "居民想要的一些服务，社区自己办不了。请愿意便宜一点、长做下去的商企一起来办。",
        "在本市登记的企业、个体工商户，愿意给居民优惠价的", ("商企",), (Way.SPACE, Way.LOW_FEE),
        (Contribution.SKILL, Contribution.GOODS, Contribution.MONEY),
        "有营业执照和这一行的许可；三年内没有重大安全、税务处罚；没有严重失信。",
        ("营业执照", "这一行的许可证", "责任保险（有就交）", _SAFETY),
    ),
    CallKind.GROUP: Template(
        "社群合伙人招募令", "一群人的爱好，一个小区的热闹",
        "跳舞的、唱歌的、种花的、读书的，都想有个地方。请带得起队伍的一起来。",
        "居民自己的队伍、社会组织，有三个以上的骨干", ("社群团队", "社会组织"), (Way.CLUB, Way.VOLUNTEER),
        (Contribution.HANDS, Contribution.SKILL),
        "有固定的带头人；活动对所有居民开放；不拉人买东西。", ("带头人的" + _IDENTITY, "队员名单", _SAFETY),
    ),
    CallKind.PERSON: Template(
        "个体合伙人招募令", "有一样本事，就能入伙",
        "会剪头发、会修电器、会教书法的邻居不少，缺一个让大家找得到的地方。",
        "年满十八岁、有一技之长的个人", ("个人",), (Way.LOW_FEE, Way.SPACE), (Contribution.SKILL,),
        "年满十八岁；要持证的行当有证；愿意先试一次。", (_IDENTITY, "技能证书或作品", "健康证（餐饮、理发）", _SAFETY),
    ),
    CallKind.NEIGHBOUR: Template(
        "邻里合伙人招募令", "远亲不如近邻，搭把手就是合伙",
        "楼里的老人要有人敲门，孩子放学要有人看一眼。这些事邻居最合适。",
        "住在本社区、愿意每月出几个小时的居民", ("个人",), (Way.VOLUNTEER,), (Contribution.HANDS, Contribution.NEWS),
        "住在本社区；守得住邻居的私事；未成年人由监护人陪着做志愿服务，不签协议。", (_IDENTITY,),
        price_principle=_FREE, price_percent=0, term="半年，到期再问愿不愿意",
    ),
    CallKind.GREEN: Template(
        "绿美合伙人招募令", "认一块地，养一片绿",
        "房前屋后有些地荒着。请愿意认养、会种会管的一起来。",
        "家庭、队伍、单位都可以认养", (), (Way.ADOPTION, Way.BUILDING), (Contribution.HANDS, Contribution.GOODS),
        "能管满一年；不圈地、不种高过窗台的树、不用剧毒农药。", ("认养承诺书",),
        price_principle=_FREE, price_percent=0, term="一年一认",
    ),
    CallKind.MERCHANT: Template(
        "友好商家招募令", "给邻居让一点，邻居常来",
        "骑手要喝口水，老人要歇歇脚，志愿者的积分要有地方用。请街坊店铺加入。",
        "本社区和周边的店铺", ("商企",), (Way.LOW_FEE, Way.BUILDING),
        (Contribution.MONEY, Contribution.GOODS, Contribution.VENUE),
        "有营业执照；优惠写明白、贴出来；不搞充值返利和预付卡。", ("营业执照", "优惠的内容和期限"),
        price_percent=90, price_principle="优惠写明白、贴出来，先优惠再结账",
    ),
    CallKind.MOBILE: Template(
        "流动合伙人招募令", "天天在路上，顺手帮一把",
        "骑手、快递员每天进楼，哪里灯坏了、哪家老人几天没出门，你们看得最早。",
        "在本社区跑单的骑手、快递员、家政员", ("个人",), (Way.VOLUNTEER,), (Contribution.NEWS, Contribution.HANDS),
        "遵守小区骑行和停车的规矩；看到的事只报给社区，不外传。", (_IDENTITY,),
        price_principle=_FREE, price_percent=0, term="半年，换片区随时说一声",
    ),
}  # fmt: skip
