"""Natures of funds by law (R-25 to R-28), what each may receive, and the states of a due: data."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class FundNature(models.TextChoices):
    FISCAL = "fiscal", _("财政经费")
    SERVICE = "service", _("服务群众经费")
    COMMON = "common", _("公共收益")
    FEES = "fees", _("物业费")
    LEVY = "levy", _("户筹")
    CHARITY = "charity", _("慈善基金（镜像）")
    HELD = "held", _("代管资金")


class Source(models.TextChoices):
    """Where money comes from."""

    GRANT = "grant", _("财政补助")
    SHARE = "share", _("课程让利")
    DONATION = "donation", _("捐赠")
    FAIR = "fair", _("义卖")
    VENUE = "venue", _("共享空间")
    COMMON = "common", _("公共收益")
    FEE = "fee", _("物业费")
    LEVY = "levy", _("户筹")
    INTEREST = "interest", _("利息")
    HELD = "held", _("代管转入")
    MOVED = "moved", _("他款拨入")


# Everything that is not a grant, nor moved here from another pot, the community earned itself (S5).
SUBSIDIES = frozenset({Source.GRANT, Source.MOVED, Source.HELD})


class Rhythm(models.TextChoices):
    """How often the accounts are published at least."""

    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")


@dataclass(frozen=True, slots=True)
class NatureRule:
    """The law of one nature: what it may receive, whose decision spends it, when it is published, where it stands."""

    receives: frozenset[Source]
    decides: str | Promise
    rhythm: Rhythm
    article: str | Promise
    money_in: str | Promise
    holder: str | Promise  # what the keeper of its money is called
    # A mirror shows the sub-ledger of a charity: receipts carry the charity's name and number.
    is_mirror: bool = False


_S = Source
_ANY = {_S.INTEREST, _S.MOVED}
NATURE_RULES: dict[FundNature, NatureRule] = {
    FundNature.FISCAL: NatureRule(
        frozenset({_S.GRANT, _S.VENUE, *_ANY}), _("居委会集体研究，街道审核"), Rhythm.MONTH,
        _("城市居民委员会组织法第三十四条、第四十二条"), _("街道代管账户"), _("代管的街道"),
    ),
    FundNature.SERVICE: NatureRule(
        frozenset({_S.GRANT, *_ANY}), _("居民代表会议议定项目，街道审核"), Rhythm.MONTH,
        _("城市居民委员会组织法第三十四条"), _("街道代管账户"), _("代管的街道"),
    ),
    FundNature.COMMON: NatureRule(
        frozenset({_S.COMMON, _S.VENUE, _S.SHARE, *_ANY}), _("业主共同决定"), Rhythm.QUARTER,
        _("民法典第二百八十二条、第九百四十三条"), _("公共收益专户"), _("开户银行"),
    ),
    FundNature.FEES: NatureRule(
        frozenset({_S.FEE, *_ANY}), _("业主共同决定"), Rhythm.QUARTER,
        _("民法典第二百八十三条、第二百八十四条"), _("物业费专户"), _("开户银行"),
    ),
    FundNature.LEVY: NatureRule(
        frozenset({_S.LEVY, *_ANY}), _("出钱的住户共同决定"), Rhythm.MONTH,
        _("城市居民委员会组织法第四十二条"), _("街道代管账户"), _("代管的街道"),
    ),
    FundNature.CHARITY: NatureRule(
        frozenset({_S.DONATION, _S.SHARE, _S.FAIR, *_ANY}), _("基金管委会决议，慈善组织审批"), Rhythm.MONTH,
        _("慈善法第二十六条、第三十七条、第七十九条"), _("慈善组织专项账"), _("慈善组织"), is_mirror=True,
    ),
    FundNature.HELD: NatureRule(
        frozenset({_S.HELD, *_ANY}), _("委托人决定"), Rhythm.MONTH, _("民法典第九百二十七条"), _("代管账户"),
        _("委托人"),
    ),
}  # fmt: skip


class Direction(models.TextChoices):
    IN = "in", _("收入")
    OUT = "out", _("支出")


class DueState(models.TextChoices):
    OPEN = "open", _("待收")
    MET = "met", _("已收")
    VOID = "void", _("作废")


DUE_MOVES: Moves[DueState] = Moves({DueState.OPEN: {DueState.MET, DueState.VOID}})

GENERAL_PURPOSE = _("不限用途")
EARMARK = _("用途合计")
OPENING = _("期初余额")
MOVED_OUT = _("拨给他款")
