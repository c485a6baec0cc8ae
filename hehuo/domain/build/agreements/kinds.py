"""Words and moves of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("在拟")
    SIGNED = "signed", _("履约中")
    PAUSED = "paused", _("暂停了")
    ENDED = "ended", _("已结束")


AGREEMENT_MOVES: Moves[AgreementState] = Moves(
    {
        AgreementState.DRAFT: {AgreementState.SIGNED, AgreementState.ENDED},
        AgreementState.SIGNED: {AgreementState.PAUSED, AgreementState.ENDED},
        AgreementState.PAUSED: {AgreementState.SIGNED, AgreementState.ENDED},
    }
)


class SupplementState(models.TextChoices):
    DRAFT = "draft", _("在拟")
    SIGNED = "signed", _("已签")
    DROPPED = "dropped", _("不改了")


SUPPLEMENT_MOVES: Moves[SupplementState] = Moves(
    {SupplementState.DRAFT: {SupplementState.SIGNED, SupplementState.DROPPED}}
)


class ShareNature(models.TextChoices):
    """What a share is by law (R-24): one of these, never mixed, never called a gift when it pays for a room."""

    DONATION = "donation", _("自愿捐赠（进慈善基金，由慈善组织开票）")
    VENUE_FEE = "venue_fee", _("场地使用费（归场地的产权人）")
    SERVICE = "service", _("免费服务（按次数或课时，不折钱）")


SHARE_PERCENT = 15
TERM_DAYS = 366  # a year is the custom
LONGEST_DAYS = 3 * 366  # longer needs a higher decision (domain facts 1.4)
STEWARDS = 3
REVIEW_DAYS = 30  # the yearly review begins so many days before the end

# 合伙 has a legal meaning of its own (合伙企业法).
STATUS_SENTENCE = _("“社区合伙人”是社区治理协作的身份，不构成民法上的合伙关系，双方不因此共负盈亏、互为担保。")

# The terms that a supplement may change, as a paper names them.
LABELS = {
    "subject": _("合作内容"),
    "ends_on": _("到哪天"),
    "price_percent": _("居民价最多占市场价"),
    "share_percent": _("收入入基金"),
    "share_nature": _("性质"),
    "fund": _("进哪一个资金"),
    "community_gives": _("社区给什么"),
    "partner_gives": _("合伙人给什么"),
    "duties": _("安全、保险和其他约定"),
    "notice_days": _("要退出，提前几天说"),
}


def say(term: str, value: str) -> str:
    """A term's value as a paper says it."""
    if term == "share_nature":
        return str(ShareNature(value).label)
    return f"{value}%" if term.endswith("_percent") else value


class ExitKind(models.TextChoices):
    """Why a partner leaves (domain facts 1.6)."""

    EXPIRED = "expired", _("到期不续")
    OWN_WISH = "own_wish", _("主动退出")
    REVIEWED = "reviewed", _("考核退出")
    EXPELLED = "expelled", _("清退")


class ExitState(models.TextChoices):
    NOTICED = "noticed", _("告知了，等申辩")
    DECIDED = "decided", _("决定了，等公示")
    POSTED = "posted", _("公示了，在清算")
    ENDED = "ended", _("退出了")
    DROPPED = "dropped", _("不退了")


_E = ExitState
EXIT_MOVES: Moves[ExitState] = Moves(
    {_E.NOTICED: {_E.DECIDED, _E.DROPPED}, _E.DECIDED: {_E.POSTED}, _E.POSTED: {_E.ENDED}}
)
REPLY_DAYS = 5  # working days to be heard (domain facts 1.6)
BAN_YEARS = 2  # after an expulsion (domain facts 1.6)

PLAQUE = "plaque"  # the line of the settlement with which a plaque comes down

# What is settled before the two part.
SETTLEMENT = {
    "deposit": _("押金退了"),
    "prepaid": _("预收的钱退了"),
    "share": _("让利结清了"),
    "goods": _("物资点清了"),
    "venue": _("场地交回、恢复原样"),
    PLAQUE: _("牌子摘了"),
    "papers": _("材料归档了"),
}
