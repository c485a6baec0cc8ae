"""Words for partners. The categories differ from place to place, so they are rows; these are what they start with."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    """What stands behind a category: it decides which papers are asked for (domain facts 1.3)."""

    ORGANISATION = "organisation", _("单位")
    GROUP = "group", _("团队")
    SINGLE = "single", _("个人")


class Way(models.TextChoices):
    """Ways of working together."""

    SPACE = "space", _("空间共营")
    PURCHASE = "purchase", _("购买服务")
    VOLUNTEER = "volunteer", _("志愿积分")
    LOW_FEE = "low_fee", _("低偿服务")
    ADOPTION = "adoption", _("认养")
    BUILDING = "building", _("共建共享")
    CLUB = "club", _("众筹+社群")


class Contribution(models.TextChoices):
    """What a partner brings."""

    MONEY = "money", _("资金")
    GOODS = "goods", _("物资")
    HANDS = "hands", _("人力")
    SKILL = "skill", _("技术")
    VENUE = "venue", _("场地")
    NEWS = "news", _("信息")


class ServiceField(models.TextChoices):
    """What a service is about; it drives the screening checklist (R-05)."""

    CULTURE = "culture", _("文体才艺")
    CHILDREN = "children", _("儿童教育")
    INFANTS = "infants", _("婴幼照护")
    FOOD = "food", _("餐饮食品")
    REPAIR = "repair", _("水电维修")
    HEALTH = "health", _("健康义诊")
    BEAUTY = "beauty", _("理发美容")
    MIND = "mind", _("心理法律")
    OTHER = "other", _("其他")


# 商企、社会组织、社群团队、个人、驻区单位
CATEGORIES: dict[str, Party] = {
    "商企": Party.ORGANISATION,
    "社会组织": Party.ORGANISATION,
    "社群团队": Party.GROUP,
    "个人": Party.SINGLE,
    "驻区单位": Party.ORGANISATION,
}
# Other names that offices use in their own lists.
_GROUP_WORDS = ("团队", "社群", "小组", "队")
_SINGLE_WORDS = ("独立", "个人", "个体", "居民", "志愿者")


def party_of(category: str) -> Party:
    """What stands behind a category, guessed from its name; a person may correct the row."""
    if category in CATEGORIES:
        return CATEGORIES[category]
    if any(word in category for word in _SINGLE_WORDS):
        return Party.SINGLE
    if any(word in category for word in _GROUP_WORDS):
        return Party.GROUP
    return Party.ORGANISATION


# Fields in which everyone is close to minors: nobody works there before their records were asked for, and again every
# year (未成年人保护法 62).
CLOSE_TO_MINORS = frozenset({ServiceField.CHILDREN, ServiceField.INFANTS})
CHECK_TERM = timedelta(days=365)
CHECK_DAYS = 3  # working days in which the office sees to it

LIST = "neighbours"  # the kind of an intake that is a list of neighbour partners
UNSORTED = "未分类"  # where a list names no kind; data, as the office's own names are
