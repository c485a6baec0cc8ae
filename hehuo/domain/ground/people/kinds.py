"""Words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ADULT = 18  # years (Civil Code 17)


class Sex(models.TextChoices):
    MALE = "m", _("男")
    FEMALE = "f", _("女")
    UNKNOWN = "", _("未填")


class Living(models.TextChoices):
    OWNER = "owner", _("业主")
    RESIDENT = "resident", _("常住")
    TENANT = "tenant", _("租户")
    AWAY = "away", _("人户分离")
    OTHER = "other", _("其他")


class CareKind(models.TextChoices):
    """Special care: sensitive data, shown only with a reason (PIPL 28)."""

    ALONE = "alone", _("独居老人")
    DISABLED = "disabled", _("残疾")
    MIN_ALLOWANCE = "min_allowance", _("低保")
    EXTREME_POVERTY = "extreme_poverty", _("特困")
    HARDSHIP_CHILD = "hardship_child", _("困境儿童")
    LEFT_BEHIND = "left_behind", _("留守")
    CHRONIC = "chronic", _("重病慢病")
    OTHER = "other", _("其他关爱")


ERASED = "已删除"  # stands where a name or somebody's words were erased by law; data, not a sentence of the page
HEAD = "户主"  # how rosters write the relation of the head of a household


class WardKind(models.TextChoices):
    """Whom a guardian may act for."""

    MINOR = "minor", _("未成年人")
    INCAPABLE = "incapable", _("不能完全辨认自己行为的成年人")


class TeamKind(models.TextChoices):
    VOLUNTEERS = "volunteers", _("志愿服务队")
    CULTURE = "culture", _("文体队伍")
    MUTUAL_HELP = "mutual_help", _("互助队")
    PATROL = "patrol", _("巡逻队")
    ELDERS = "elders", _("五老")
    PROPERTY = "property", _("环境物业委员会")
    OTHER = "other", _("其他队伍")
