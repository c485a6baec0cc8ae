"""Campaigns, gifts and accounts of them: their states, what a donor allows, and links that are no links: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class CampaignKind(models.TextChoices):
    ONCE = "once", _("一次募捐")
    STANDING = "standing", _("长期随手捐")


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("正在募捐")
    ENDED = "ended", _("结束了")


CAMPAIGN_MOVES: Moves[CampaignState] = Moves(
    {
        CampaignState.DRAFT: {CampaignState.PUBLISHED},
        CampaignState.PUBLISHED: {CampaignState.ENDED},
    }
)
OPEN_TO_ALL = (CampaignState.PUBLISHED, CampaignState.ENDED)


class GiftKind(models.TextChoices):
    MONEY = "money", _("钱")
    GOODS = "goods", _("物资")


class GiftState(models.TextChoices):
    REGISTERED = "registered", _("等核对")
    CONFIRMED = "confirmed", _("核对过")
    RETURNED = "returned", _("退回了")
    TAKEN_BACK = "taken_back", _("冲正了")


GIFT_MOVES: Moves[GiftState] = Moves(
    {
        GiftState.REGISTERED: {GiftState.CONFIRMED, GiftState.RETURNED},
        GiftState.CONFIRMED: {GiftState.TAKEN_BACK},
    }
)
STANDS = (GiftState.REGISTERED, GiftState.CONFIRMED)  # a receipt's number is used up by these


class Shown(models.TextChoices):
    """What a donor allows everyone to see (Charity Law 82); nothing, unless they said so."""

    NOTHING = "nothing", _("都不公开")
    NAME = "name", _("只公开名字")
    AMOUNT = "amount", _("只公开捐了多少")
    BOTH = "both", _("名字和捐了多少都公开")


SHOWS_NAME = (Shown.NAME, Shown.BOTH)
SHOWS_AMOUNT = (Shown.AMOUNT, Shown.BOTH)
FEW = 3  # below so many hidden sums of money, a name without its sum could be put to it from the books


class Receipt(models.TextChoices):
    """What became of the charity's receipt (Charity Law 38, R-22); this office never issues one."""

    ISSUED = "issued", _("慈善组织开了票")
    WAIVED = "waived", _("捐赠人不要票")
    ANONYMOUS = "anonymous", _("匿名捐赠，没有票")


class DisclosureKind(models.TextChoices):
    PROGRESS = "progress", _("募捐进展")
    FINAL = "final", _("募捐总结")
    EMERGENCY = "emergency", _("应急募捐情况")


class DisclosureState(models.TextChoices):
    DUE = "due", _("还没写")
    WRITTEN = "written", _("写好了，等公布")
    PUBLISHED = "published", _("公布了")


DISCLOSURE_MOVES: Moves[DisclosureState] = Moves(
    {
        DisclosureState.DUE: {DisclosureState.WRITTEN},
        DisclosureState.WRITTEN: {DisclosureState.WRITTEN, DisclosureState.PUBLISHED},
    }
)

# Hosts under which somebody is paid rather than told something: codes of persons and shops.
PAYING_HOSTS = (
    "qr.alipay.com", "ds.alipay.com", "render.alipay.com", "mobilecodec.alipay.com", "wx.tenpay.com",
    "payapp.weixin.qq.com", "payapp.wechatpay.cn", "u.wechat.com", "qr.95516.com", "i.qianbao.qq.com",
)  # fmt: skip
